#include "base/ascii.h"
#include "base/file.h"
#include "base/message.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"
#include "rdf/language.h"
#include "rdf/prefix.h"

#include <limits.h>
#include <stdlib.h>

#define CSVW_CONTEXT "http://www.w3.org/ns/csvw"

/* A byte order mark may be ignored (RFC 7159, 8.1). */
static LodView skip_mark(LodView text)
{
  if (text.size >= 3 && !memcmp(text.data, "\xEF\xBB\xBF", 3))
    return (LodView){text.data + 3, text.size - 3};
  return text;
}

/* What jansson says of such a text is for programmers. */
static const char *json_reason(const json_error_t *error)
{
  switch (json_error_code(error)) {
  case json_error_null_character:
    return N_("a text in it has the character U+0000");
  case json_error_duplicate_key:
    return N_("an object has this key twice");
  case json_error_stack_overflow:
    return N_("its arrays and objects are nested too deeply");
  case json_error_invalid_utf8:
    return N_("it is not UTF-8");
  default:
    return NULL;
  }
}

LodStatus lod_csvw_parse(const LodCsvw *c, LodView text, const char *name,
                         json_t **root)
{
  json_error_t error;
  LodPlace place = {.file = name};
  text = skip_mark(text);
  *root = json_loadb(text.size ? text.data : "", text.size,
                     JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
  if (!*root && json_error_code(&error) == json_error_out_of_memory)
    return LOD_ERR_NO_MEMORY;
  if (!*root) {
    place.line = error.line > 0 ? (uint64_t)error.line : 0;
    place.column = error.column > 0 ? (uint32_t)error.column : 0;
    const char *reason = json_reason(&error);
    if (reason)
      lod_log_add(c->log, LOD_ERROR, "json-syntax", &place,
                  "JSON that cannot be used: %s", _(reason));
    else
      lod_log_add(c->log, LOD_ERROR, "json-syntax", &place, "not JSON: %s",
                  error.text);
    return LOD_ERR_INPUT;
  }
  if (json_is_object(*root))
    return LOD_SUCCESS;
  json_decref(*root);
  *root = NULL;
  lod_log_add(c->log, LOD_ERROR, "metadata-structure", &place,
              "metadata is a JSON object; this is something else");
  return LOD_ERR_INPUT;
}

/* An own prefix: an extension of ours, which may not change what any other
   processor understands ("Metadata Vocabulary", 5.8.1). */
static LodStatus add_prefix(LodCsvw *c, const char *prefix, json_t *value,
                            const LodCsvwPath *path)
{
  const char *iri = json_string_value(value);
  LodMapping *m = c->mapping;
  if (!iri || !lod_iri_is_absolute(lod_view(iri)))
    return lod_csvw_fail(c, path, "metadata-context",
                         "%s: a prefix stands for an absolute IRI", NULL);
  const char *known = lod_mapping_namespace(m, lod_view(prefix));
  if (known && strcmp(known, iri))
    return lod_csvw_fail(c, path, "metadata-context",
                         "%s: this prefix stands for <%s> already; choose "
                         "another one",
                         known);
  if (known)
    return LOD_SUCCESS;
  LodMappingPrefix *grown =
      lod_arena_array(c->arena, m->prefix_count + 1, sizeof *grown);
  LodMappingPrefix made = {lod_arena_strdup(c->arena, prefix),
                           lod_arena_strdup(c->arena, iri)};
  if (!grown || !made.prefix || !made.iri)
    return LOD_ERR_NO_MEMORY;
  if (m->prefix_count)
    memcpy(grown, m->prefixes, m->prefix_count * sizeof *grown);
  grown[m->prefix_count++] = made;
  m->prefixes = grown;
  return LOD_SUCCESS;
}

static LodStatus read_language(LodCsvw *c, json_t *value,
                               const LodCsvwPath *path, LodCsvwContext *context)
{
  const char *tag = json_string_value(value);
  if (!tag || !lod_language_is_well_formed(lod_view(tag))) {
    lod_csvw_warn(c, path, "metadata-value", "%s: not a language tag; ignored",
                  NULL);
    return LOD_SUCCESS;
  }
  context->language = lod_arena_strdup(c->arena, tag);
  return context->language ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus read_base(LodCsvw *c, json_t *value, const LodCsvwPath *path,
                           LodCsvwContext *context)
{
  const char *base = json_string_value(value);
  if (base)
    return lod_csvw_link(c, context->location, base, &context->base);
  lod_csvw_warn(c, path, "metadata-value", "%s: not a URL; ignored", NULL);
  return LOD_SUCCESS;
}

/* 5.2: the local context, with our prefixes. */
static LodStatus read_local_context(LodCsvw *c, json_t *local,
                                    const LodCsvwPath *up,
                                    LodCsvwContext *context)
{
  const char *key;
  json_t *value;
  LodStatus status = LOD_SUCCESS;
  json_object_foreach(local, key, value)
  {
    LodCsvwPath path = {up, key, 0};
    if (!strcmp(key, "@language"))
      status = read_language(c, value, &path, context);
    else if (!strcmp(key, "@base"))
      status = read_base(c, value, &path, context);
    else if (!*key || strpbrk(key, "@:"))
      status = lod_csvw_fail(c, &path, "metadata-context",
                             "%s: a context may have @language, @base and "
                             "prefixes, nothing else",
                             NULL);
    else
      status = add_prefix(c, key, value, &path);
    if (status)
      break;
  }
  return status;
}

static bool is_csvw_context(const json_t *value)
{
  const char *text = json_string_value(value);
  return text && !strcmp(text, CSVW_CONTEXT);
}

LodStatus lod_csvw_read_context(LodCsvw *c, json_t *root, bool required,
                                LodCsvwContext *context)
{
  json_t *value = json_object_get(root, "@context");
  LodCsvwPath path = {NULL, "@context", 0};
  context->base = context->location;
  context->language = NULL;
  if (!value && !required)
    return LOD_SUCCESS;
  if (is_csvw_context(value))
    return LOD_SUCCESS;
  size_t size = json_array_size(value);
  json_t *local = json_array_get(value, 1);
  if (size < 1 || size > 2 || !is_csvw_context(json_array_get(value, 0)) ||
      (local && !json_is_object(local)))
    return lod_csvw_fail(c, &path, "metadata-context",
                         "%s: must be \"http://www.w3.org/ns/csvw\", or an "
                         "array of that and an object",
                         NULL);
  return local ? read_local_context(c, local, &path, context) : LOD_SUCCESS;
}

static LodStatus encode_path(const char *path, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  while (*path && !status) {
    size_t size = strcspn(path, "/");
    status = lod_iri_encode((LodView){path, size}, false, out);
    path += size;
    for (; *path == '/' && !status; path++)
      status = lod_buffer_append_char(out, '/');
  }
  return status;
}

LodStatus lod_csvw_append_file_url(const char *path, LodBuffer *out)
{
  char real[PATH_MAX];
  LodStatus status = lod_buffer_append_text(out, "file://");
  return status ? status : encode_path(realpath(path, real) ? real : path, out);
}

LodStatus lod_csvw_file_url(const LodCsvw *c, const char *path,
                            const char **url)
{
  LodBuffer out = {0};
  LodStatus status = lod_csvw_append_file_url(path, &out);
  if (!status) {
    *url = lod_arena_view_strdup(c->arena, lod_buffer_view(&out));
    status = *url ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&out);
  return status;
}

/* Does a per-cent-encoded slash hide a way up? */
static bool leads_up(const char *path)
{
  for (const char *at = strstr(path, "/.."); at; at = strstr(at + 1, "/.."))
    if (at[3] == '/' || !at[3])
      return true;
  return false;
}

LodStatus lod_csvw_file_path(const LodCsvw *c, const char *url,
                             const char **path)
{
  LodIriParts parts;
  LodView decoded;
  *path = NULL;
  lod_iri_split(lod_view(url), &parts);
  if (!lod_ascii_equal_nocase(parts.scheme, LOD_VIEW("file")) ||
      parts.authority.size)
    return LOD_SUCCESS;
  LodStatus status = lod_csvw_percent_decode(c->arena, parts.path, &decoded);
  if (!status && !memchr(decoded.data, '\0', decoded.size) &&
      !leads_up(decoded.data))
    *path = decoded.data;
  return status;
}

bool lod_csvw_may_read(const char *location, bool own_folder, const char *url)
{
  const char *slash = strrchr(location, '/');
  size_t folder = slash ? (size_t)(slash - location) + 1 : 0;
  if (strncmp(location, "file:", 5) != 0)
    return false;
  /* an encoded slash may hide a way up */
  return !own_folder ||
         (strncmp(location, url, folder) == 0 && !strcasestr(url, "%2f"));
}

void lod_csvw_fetched_clear(LodCsvwFetched *fetched)
{
  lod_buffer_free(&fetched->bytes);
  lod_buffer_free(&fetched->location);
  lod_buffer_free(&fetched->charset);
}

static LodStatus read_file(const LodCsvw *c, const char *url, const char *path,
                           LodCsvwFetched *fetched)
{
  LodStatus status = lod_file_read(path, lod_csvw_most_bytes(c->options),
                                   c->log, &fetched->bytes);
  return status ? status : lod_buffer_append_text(&fetched->location, url);
}

LodStatus lod_csvw_read_url(const LodCsvw *c, const LodCsvwPath *path,
                            const char *url, LodCsvwFetched *fetched)
{
  const char *local;
  LodStatus status = lod_csvw_file_path(c, url, &local);
  if (status)
    return status;
  if (!strncmp(url, "file:", 5) &&
      (!local ||
       !lod_csvw_may_read(c->context->location, c->options->own_folder, url)))
    return lod_csvw_fail(c, path, "metadata-reference",
                         "%s: <%s> is a file that this metadata may not read",
                         url);
  if (local)
    return read_file(c, url, local, fetched);
  if (c->options->fetch)
    return c->options->fetch(c->options->fetch_user, url, c->log, fetched);
  return lod_csvw_fail(c, path, "metadata-reference",
                       "%s: <%s> is not a local file; put the object here",
                       url);
}
