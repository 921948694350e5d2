#include "publish/locate.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "mapping/csvw.h"
#include "publish/document.h"
#include "rdf/iri.h"

#include <lodstone/nearest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_file(const char *path)
{
  struct stat info;
  return stat(path, &info) == 0 && !S_ISDIR(info.st_mode);
}

/* PREFIX and SUFFIX joined in ARENA; NULL when out of memory. */
static const char *join(LodArena *arena, LodView prefix, const char *suffix)
{
  LodBuffer text = {0};
  char *result = NULL;
  if (!lod_buffer_append_view(&text, prefix) &&
      !lod_buffer_append_text(&text, suffix))
    result = lod_arena_view_strdup(arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return result;
}

static LodView folder_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? (LodView){path, (size_t)(slash - path) + 1} : (LodView){"", 0};
}

static LodStatus describes_file(const LodLocate *l, const char *path,
                                LodView text, LodCsvwDescribes *answer)
{
  LodBuffer location = {0}, table = {0};
  LodStatus status = lod_csvw_append_file_url(path, &location);
  if (!status)
    status = lod_csvw_append_file_url(l->input, &table);
  if (!status)
    status = lod_buffer_terminate(&location);
  if (!status)
    status = lod_buffer_terminate(&table);
  if (!status)
    status = lod_csvw_describes(text, location.data, table.data, true, answer);
  lod_buffer_free(&location);
  lod_buffer_free(&table);
  return status;
}

static LodStatus keep_found(const LodLocate *l, const char *path,
                            const LodBuffer *text, LodMappingSource *source)
{
  char *copy = lod_arena_view_strdup(l->arena, lod_buffer_view(text));
  source->kind = LOD_MAPPING_FILE;
  source->path = path;
  source->text = (LodView){copy, text->size};
  source->found = true;
  return copy ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* 5.3: use PATH if it describes the input.  A local copy may go by its name
   alone, as its metadata says where it is published. */
static LodStatus try_file(const LodLocate *l, const char *path,
                          LodMappingSource *source)
{
  LodBuffer text = {0};
  LodCsvwDescribes answer = LOD_CSVW_NO_METADATA;
  if (!is_file(path))
    return LOD_SUCCESS;
  LodStatus status =
      lod_file_read(path, (size_t)l->options->max_metadata, l->log, &text);
  if (!status)
    status = describes_file(l, path, lod_buffer_view(&text), &answer);
  if (!status && answer == LOD_CSVW_OF_THIS)
    status = keep_found(l, path, &text, source);
  lod_buffer_free(&text);
  if (status || answer == LOD_CSVW_OF_THIS)
    return status;
  LodPlace place = {.file = path};
  if (answer == LOD_CSVW_OF_ANOTHER)
    lod_log_add(l->log, LOD_WARNING, "other-metadata", &place,
                "this metadata does not describe %s; it is passed over",
                l->input);
  else
    lod_log_add(l->log, LOD_WARNING, "other-metadata", &place,
                "this is no CSVW metadata; it is passed over");
  return LOD_SUCCESS;
}

/* "Model for Tabular Data", 5.3: the default locations, beside a local file. */
static LodStatus locate_beside(const LodLocate *l, LodMappingSource *source)
{
  const char *own = join(l->arena, lod_view(l->input), "-metadata.json");
  const char *common = join(l->arena, folder_of(l->input), "csv-metadata.json");
  if (!own || !common)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = try_file(l, own, source);
  return status || source->found ? status : try_file(l, common, source);
}

/* NAME or NAME/VERSION. */
static bool pack_is_named(const LodPack *pack, const char *name)
{
  size_t size = strlen(pack->name);
  if (strncmp(pack->name, name, size) != 0)
    return false;
  return name[size] == '\0' ||
         (name[size] == '/' && strcmp(name + size + 1, pack->version) == 0);
}

static void say_no_pack(const char *name, const LodPackList *packs, LodLog *log)
{
  LodBuffer names = {0};
  LodStatus status = LOD_SUCCESS;
  LodNearest nearest = {.word = name};
  for (size_t i = 0; i < lod_pack_list_size(packs) && !status; i++) {
    const LodPack *pack = lod_pack_list_at(packs, i);
    if (!strchr(name, '/')) /* else the versions are worth a list */
      lod_nearest_try(&nearest, pack->name);
    status = lod_buffer_printf(&names, "%s%s/%s", i ? ", " : "", pack->name,
                               pack->version);
  }
  if (!status)
    status = lod_buffer_terminate(&names);
  if (nearest.best)
    lod_log_add(log, LOD_ERROR, "no-such-mapping", NULL,
                "\"%s\" is neither a file nor a pack; did you mean %s?", name,
                nearest.best);
  else
    lod_log_add(log, LOD_ERROR, "no-such-mapping", NULL,
                "\"%s\" is neither a file nor a pack; the packs are: %s", name,
                status || !names.size ? "-" : names.data);
  lod_buffer_free(&names);
}

static LodStatus locate_pack(const LodLocate *l, const char *name,
                             LodMappingSource *source)
{
  const LodPackList *packs = l->packs;
  size_t count = lod_pack_list_size(packs);
  source->kind = LOD_MAPPING_PACK;
  source->any = !name;
  source->packs = lod_arena_array(l->arena, count + 1, sizeof *source->packs);
  if (!source->packs)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; i++)
    if (!name || pack_is_named(lod_pack_list_at(packs, i), name))
      source->packs[source->pack_count++] = lod_pack_list_at(packs, i);
  if (source->pack_count > 0)
    return LOD_SUCCESS;
  say_no_pack(name, packs, l->log);
  return LOD_ERR_INPUT;
}

/* Metadata that is the input itself has been answered already. */
static LodStatus read_named(const LodLocate *l, const char *url,
                            LodCsvwFetched *fetched)
{
  LodTransfer *answer = l->answer;
  if (!answer || l->input || strcmp(lod_transfer_name(answer), url) != 0)
    return lod_document_fetch(l->http, url, l->log, fetched);
  return lod_document_read(answer, l->log, fetched);
}

static LodStatus locate_url(const LodLocate *l, const char *url,
                            LodMappingSource *source)
{
  LodCsvwFetched fetched = {0};
  LodStatus status = read_named(l, url, &fetched);
  if (!status) {
    char *text =
        lod_arena_view_strdup(l->arena, lod_buffer_view(&fetched.bytes));
    source->kind = LOD_MAPPING_FILE;
    source->path = lod_arena_strdup(l->arena, url);
    source->text = (LodView){text, fetched.bytes.size};
    source->location =
        lod_arena_view_strdup(l->arena, lod_buffer_view(&fetched.location));
    if (!source->path || !text || !source->location)
      status = LOD_ERR_NO_MEMORY;
  }
  lod_csvw_fetched_clear(&fetched);
  return status;
}

/* What is nowhere named: by the input. */
static LodStatus locate_unnamed(const LodLocate *l, LodMappingSource *source)
{
  LodStatus status = LOD_SUCCESS;
  source->kind = LOD_MAPPING_HEADER;
  if (l->answer)
    status = lod_locate_on_web(l, source);
  else if (l->input && strcmp(l->input, "-") != 0 && is_file(l->input))
    status = locate_beside(l, source);
  if (!status && source->kind == LOD_MAPPING_HEADER && l->options->any_pack &&
      lod_pack_list_size(l->packs) > 0)
    status = locate_pack(l, NULL, source);
  return status;
}

LodStatus lod_locate_mapping(const LodLocate *locate, LodMappingSource *source)
{
  const LodConvertOptions *options = locate->options;
  const char *name = options->mapping ? options->mapping : options->metadata;
  *source = (LodMappingSource){0};
  if (!name)
    return locate_unnamed(locate, source);
  if (lod_http_is_url(name))
    return locate_url(locate, name, source);
  if (!is_file(name))
    return locate_pack(locate, name, source);
  source->kind = LOD_MAPPING_FILE;
  source->path = lod_arena_strdup(locate->arena, name);
  return source->path ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* RFC 9110, 4.2.1: without a host, what is put behind the base would become
   one. */
static bool lacks_host(const LodIriParts *parts)
{
  return (lod_ascii_equal_nocase(parts->scheme, LOD_VIEW("http")) ||
          lod_ascii_equal_nocase(parts->scheme, LOD_VIEW("https"))) &&
         parts->authority.size == 0;
}

/* Without dot segments, as every parser of Turtle would read it, and with a
   '/' at its end. */
static LodStatus finish_base(LodView iri, LodArena *arena, const char **base)
{
  LodBuffer text = {0};
  LodStatus status = lod_iri_resolve(iri, iri, &text);
  if (!status && text.data[text.size - 1] != '/')
    status = lod_buffer_append_char(&text, '/');
  if (!status) {
    *base = lod_arena_view_strdup(arena, lod_buffer_view(&text));
    status = *base ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

LodStatus lod_locate_base(const char *given, LodArena *arena, LodLog *log,
                          const char **base)
{
  *base = NULL;
  if (!given)
    return LOD_SUCCESS;
  LodView iri = lod_view(given);
  LodIriParts parts;
  lod_iri_split(iri, &parts);
  if (!lod_iri_is_absolute(iri) || parts.has_query || parts.has_fragment ||
      lacks_host(&parts)) {
    lod_log_add(log, LOD_ERROR, "bad-base", NULL,
                "\"%s\" is no base IRI; wanted is one such as "
                "https://data.example.se, without query or fragment",
                given);
    return LOD_ERR_USAGE;
  }
  return finish_base(iri, arena, base);
}

/* Append PATH per-cent-encoded, segments kept. */
static LodStatus append_path(LodBuffer *out, const char *path)
{
  LodStatus status = LOD_SUCCESS;
  const char *at = path;
  while (!status) {
    const char *slash = strchr(at, '/');
    LodView segment = {at, slash ? (size_t)(slash - at) : strlen(at)};
    status = lod_iri_encode(segment, false, out);
    if (!slash)
      break;
    if (!status)
      status = lod_buffer_append_char(out, '/');
    at = slash + 1;
  }
  return status;
}

static LodStatus append_file_url(LodBuffer *out, const char *path)
{
  LodStatus status = lod_buffer_append_text(out, "file://");
  if (status)
    return status;
  char *real = strcmp(path, "-") == 0 ? NULL : realpath(path, NULL);
  if (real)
    status = append_path(out, real);
  else
    status = lod_buffer_append_text(out, "/dev/stdin");
  free(real);
  return status;
}

/* The last segment of a URL's path, which is encoded already. */
static LodView web_name(const char *url)
{
  LodIriParts parts;
  lod_iri_split(lod_view(url), &parts);
  LodView path = parts.path;
  while (path.size && memchr(path.data, '/', path.size)) {
    path.data++;
    path.size--;
  }
  return path;
}

static LodStatus append_name(LodBuffer *out, const char *input)
{
  const char *slash = strrchr(input, '/');
  if (lod_http_is_url(input))
    return lod_buffer_append_view(out, web_name(input));
  if (strcmp(input, "-") == 0)
    return lod_buffer_append_text(out, "stdin");
  return append_path(out, slash ? slash + 1 : input);
}

static LodStatus append_own_url(LodBuffer *out, const char *input)
{
  LodView url = {input, strcspn(input, "#")};
  return lod_http_is_url(input) ? lod_csvw_normalise_url(url, LOD_VIEW(""), out)
                                : append_file_url(out, input);
}

LodStatus lod_locate_table_url(const char *input, const char *base,
                               LodArena *arena, const char **url)
{
  LodBuffer text = {0};
  LodStatus status =
      base ? lod_buffer_append_text(&text, base) : append_own_url(&text, input);
  if (!status && base)
    status = append_name(&text, input);
  *url = status ? NULL : lod_arena_view_strdup(arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status ? status : *url ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static int hex_value(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* RFC 8089: the host is this one. */
const char *lod_locate_local_path(const char *url, LodArena *arena)
{
  LodIriParts parts;
  lod_iri_split(lod_view(url), &parts);
  if (!lod_ascii_equal_nocase(parts.scheme, LOD_VIEW("file")) ||
      (parts.authority.size &&
       !lod_ascii_equal_nocase(parts.authority, LOD_VIEW("localhost"))))
    return NULL;
  char *path = lod_arena_view_strdup(arena, parts.path);
  if (!path)
    return NULL;
  char *out = path;
  for (const char *in = path; *in; in++) {
    if (*in == '%' && hex_value(in[1]) >= 0 && hex_value(in[2]) >= 0) {
      *out = (char)(hex_value(in[1]) * 16 + hex_value(in[2]));
      if (!*out++)
        return NULL; /* no file has such a name */
      in += 2;
    } else {
      *out++ = *in;
    }
  }
  *out = '\0';
  return path;
}
