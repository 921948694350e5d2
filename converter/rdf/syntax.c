#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "rdf/syntax.h"
#include "base/ascii.h"
#include "rdf/lines.h"
#include <string.h>

static bool ends_in(LodView name, const char *ending)
{
  const LodView end = lod_view(ending);
  return name.size > end.size &&
         lod_ascii_equal_nocase(
             (LodView){name.data + name.size - end.size, end.size}, end);
}

static bool begins_with(LodView text, const char *word)
{
  size_t size = strlen(word);
  return text.size >= size && lod_ascii_equal_nocase((LodView){text.data, size},
                                                     (LodView){word, size});
}

/* Pass a byte order mark, blanks and comments. */
static LodView skip_blank(LodView text)
{
  if (begins_with(text, "\xEF\xBB\xBF"))
    text = (LodView){text.data + 3, text.size - 3};
  while (text.size) {
    size_t size = 0;
    if (text.data[0] == '#')
      while (size < text.size && text.data[size] != '\n')
        size++;
    else if (lod_ascii_is_space(text.data[0]))
      size = 1;
    if (!size)
      break;
    text.data += size;
    text.size -= size;
  }
  return text;
}

static LodStatus count(void *user, const LodStatement *statement)
{
  (void)statement;
  ++*(size_t *)user;
  return LOD_SUCCESS;
}

/* Is the first line a statement?  It may be cut off where it is the only. */
static bool is_lines(LodView text)
{
  size_t statements = 0;
  const char *end = text.size ? memchr(text.data, '\n', text.size) : NULL;
  LodView line = {text.data, end ? (size_t)(end - text.data) : text.size};
  LodLines lines = {.quads = true, .log = lod_log_new()};
  lines.sink = (LodStatementSink){count, &statements};
  LodStatus status = LOD_ERR_NO_MEMORY;
  if (lines.log)
    status = lod_lines_feed(&lines, line, true);
  lod_lines_clear(&lines);
  lod_log_free(lines.log);
  return !status && statements == 1;
}

static bool has(LodView text, const char *word)
{
  return text.size && memmem(text.data, text.size, word, strlen(word));
}

/* One statement may be longer than what is looked at. */
static bool is_cut_line(LodView text)
{
  return begins_with(text, "<") && text.size >= 1024 && !has(text, "\n") &&
         has(text, "> <") && has(text, "> \"");
}

static const char *by_name(LodView name)
{
  static const char *const endings[][2] = {
      {".nt", "ntriples"}, {".nq", "nquads"},  {".ttl", "turtle"},
      {".trig", "trig"},   {".rdf", "rdfxml"}, {".owl", "rdfxml"},
      {".rj", "json"},
  };
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends_in(name, endings[i][0]))
      return endings[i][1];
  return NULL;
}

const char *lod_rdf_syntax_of_type(const char *type)
{
  static const char *const types[][2] = {
      {"application/n-triples", "ntriples"},
      {"application/n-quads", "nquads"},
      {"text/turtle", "turtle"},
      {"application/x-turtle", "turtle"},
      {"application/trig", "trig"},
      {"application/rdf+xml", "rdfxml"},
      {"application/rdf+json", "json"},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strcmp(type, types[i][0]) == 0)
      return types[i][1];
  return NULL;
}

const char *lod_rdf_syntax_of(LodView name, LodView head)
{
  LodView text = skip_blank(head);
  if (is_lines(text))
    return "nquads"; /* N-Triples are a part of it */
  if (begins_with(text, "@prefix") || begins_with(text, "@base") ||
      begins_with(text, "prefix ") || begins_with(text, "base <"))
    return ends_in(name, ".trig") || has(text, "{") ? "trig" : "turtle";
  if (is_cut_line(text))
    return "nquads";
  if (begins_with(text, "<") && has(text, "rdf-syntax-ns#") &&
      (begins_with(text, "<?xml") || has(text, "xmlns")))
    return "rdfxml";
  return by_name(name);
}
