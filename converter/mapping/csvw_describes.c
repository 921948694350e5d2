/* Whose metadata is it?  ("Model for Tabular Data", 5.2 and 5.3.)  Asked of
   documents that nobody named, before they are loaded. */
#include "mapping/csvw_internal.h"

#include "base/ascii.h"
#include "base/memory.h"

#define CSVW_CONTEXT "http://www.w3.org/ns/csvw"

/* The last segment of a URL's path, as it is written when normalised. */
static LodView last_segment(LodView url)
{
  size_t end = 0;
  while (end < url.size && url.data[end] != '?' && url.data[end] != '#')
    end++;
  size_t start = end;
  while (start && url.data[start - 1] != '/')
    start--;
  return (LodView){url.data + start, end - start};
}

static bool is_same(LodView a, LodView b, bool by_name)
{
  return lod_view_equal(a, b) ||
         (by_name && lod_view_equal(last_segment(a), last_segment(b)));
}

/* As a URI, so that it can be compared (RFC 3987, 3.1 and 5.3). */
static LodStatus comparable_url(LodView base, LodView link, LodBuffer *out)
{
  LodBuffer iri = {0};
  LodStatus status = lod_csvw_normalise_url(base, link, &iri);
  for (size_t i = 0; i < iri.size && !status; i++)
    status = (unsigned char)iri.data[i] < 0x80
                 ? lod_buffer_append_char(out, iri.data[i])
                 : lod_buffer_printf(out, "%%%02X", (unsigned char)iri.data[i]);
  lod_buffer_free(&iri);
  return status;
}

/* Is the table description TABLE one of URL, which is comparable? */
static LodStatus is_of(const LodCsvwContext *context, json_t *table,
                       LodView url, bool by_name, bool *of_this)
{
  const char *link = json_string_value(json_object_get(table, "url"));
  LodBuffer own = {0};
  if (!link)
    return LOD_SUCCESS;
  LodStatus status =
      comparable_url(lod_view(context->base), lod_view(link), &own);
  if (!status && is_same(lod_buffer_view(&own), url, by_name))
    *of_this = true;
  lod_buffer_free(&own);
  return status;
}

static LodStatus search(const LodCsvwContext *context, json_t *root,
                        LodView url, bool by_name, bool *of_this)
{
  json_t *tables = json_object_get(root, "tables");
  LodStatus status = LOD_SUCCESS;
  if (!tables)
    return is_of(context, root, url, by_name, of_this);
  for (size_t i = 0; i < json_array_size(tables) && !status && !*of_this; i++)
    status = is_of(context, json_array_get(tables, i), url, by_name, of_this);
  return status;
}

static bool is_broken_metadata(LodView text)
{
  LodView start = lod_ascii_trim(text);
  return start.size && *start.data == '{' &&
         memmem(text.data, text.size, CSVW_CONTEXT, sizeof CSVW_CONTEXT - 1);
}

/* Is @context, or the first item of it, that of CSVW? */
static bool has_context(json_t *root)
{
  json_t *context = json_object_get(root, "@context");
  if (json_is_array(context))
    context = json_array_get(context, 0);
  const char *text = json_string_value(context);
  return text && !strcmp(text, CSVW_CONTEXT);
}

static LodStatus judge(LodCsvw *c, json_t *root, const char *location,
                       const char *url, bool by_name, LodCsvwDescribes *answer)
{
  LodCsvwContext context = {.file = location, .location = location};
  LodBuffer wanted = {0};
  bool of_this = false;
  c->context = &context;
  if (!has_context(root))
    return LOD_SUCCESS;
  LodStatus status = lod_csvw_read_context(c, root, true, &context);
  if (!status)
    status = comparable_url(lod_view(url), LOD_VIEW(""), &wanted);
  if (!status)
    status =
        search(&context, root, lod_buffer_view(&wanted), by_name, &of_this);
  /* a context that is at fault is told when it is loaded */
  *answer = of_this || status == LOD_ERR_INPUT ? LOD_CSVW_OF_THIS
                                               : LOD_CSVW_OF_ANOTHER;
  lod_buffer_free(&wanted);
  return status == LOD_ERR_INPUT ? LOD_SUCCESS : status;
}

static LodStatus parse(LodCsvw *c, LodView text, const char *location,
                       const char *url, bool by_name, LodCsvwDescribes *answer)
{
  json_t *root;
  LodStatus status = lod_csvw_parse(c, text, location, &root);
  if (status == LOD_ERR_INPUT) {
    if (is_broken_metadata(text))
      *answer = LOD_CSVW_OF_THIS;
    return LOD_SUCCESS;
  }
  if (!status)
    status = judge(c, root, location, url, by_name, answer);
  json_decref(root);
  return status;
}

LodStatus lod_csvw_describes(LodView text, const char *location,
                             const char *url, bool by_name,
                             LodCsvwDescribes *answer)
{
  static const LodCsvwOptions options;
  LodCsvw c = {.options = &options, .log = lod_log_new()};
  *answer = LOD_CSVW_NO_METADATA;
  LodStatus status =
      c.log ? lod_mapping_new(location, &c.mapping) : LOD_ERR_NO_MEMORY;
  if (!status) {
    c.arena = c.mapping->arena;
    status = parse(&c, text, location, url, by_name, answer);
  }
  lod_mapping_free(c.mapping);
  lod_log_free(c.log);
  return status;
}

LodStatus lod_csvw_same_table(const char *a, const char *b, bool by_name,
                              bool *same)
{
  LodBuffer first = {0}, second = {0};
  LodStatus status = comparable_url(lod_view(a), LOD_VIEW(""), &first);
  if (!status)
    status = comparable_url(lod_view(b), LOD_VIEW(""), &second);
  *same = !status &&
          is_same(lod_buffer_view(&first), lod_buffer_view(&second), by_name);
  lod_buffer_free(&first);
  lod_buffer_free(&second);
  return status;
}
