/* Locating the metadata of a table that came over HTTP ("Model for Tabular
   Data", 5.2 and 5.3).  What is found is judged before it is used; what is
   not is passed over, with a warning where somebody promised it. */
#include "publish/locate.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "mapping/csvw.h"
#include "mapping/uri_template.h"
#include "publish/document.h"
#include "source/http_headers.h"

#define WELL_KNOWN "/.well-known/csvm"
/* 5.3: "as if this file were found with the following content" */
#define DEFAULT_LOCATIONS "{+url}-metadata.json\ncsv-metadata.json\n"
/* Enough to tell JSON from what else a server answers. */
#define START_BYTES ((size_t)1024)

static LodStatus copy_out(LodArena *arena, LodStatus status, LodBuffer *text,
                          const char **copy)
{
  if (!status) {
    *copy = lod_arena_view_strdup(arena, lod_buffer_view(text));
    status = *copy ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(text);
  return status;
}

/* LINK against the URL that answered. */
static LodStatus resolve(const LodLocate *l, LodView link, const char **url)
{
  LodBuffer text = {0};
  LodStatus status = lod_csvw_normalise_url(
      lod_view(lod_transfer_url(l->answer)), link, &text);
  return copy_out(l->arena, status, &text, url);
}

/* Why there is nothing at a location: no answer at all ends the run, as the
   next one might do otherwise. */
static LodStatus pass_over(const LodLocate *l, const LodTransfer *t,
                           LodStatus opened, bool linked)
{
  bool absent = !opened && lod_transfer_status(t) == LOD_ERR_INPUT;
  bool stop = opened == LOD_ERR_NETWORK;
  if (!absent || linked)
    lod_transfer_tell(t, stop ? LOD_ERROR : LOD_WARNING, l->log);
  return stop ? opened : LOD_SUCCESS;
}

static LodStatus describes_input(const LodLocate *l, LodView text,
                                 const char *location, LodCsvwDescribes *answer)
{
  const char *final = lod_transfer_url(l->answer);
  LodStatus status = lod_csvw_describes(text, location, final, false, answer);
  if (!status && *answer == LOD_CSVW_OF_ANOTHER)
    status = lod_csvw_describes(text, location, lod_transfer_name(l->answer),
                                false, answer);
  return status;
}

static void tell_unfit(const LodLocate *l, const char *url, bool linked,
                       LodCsvwDescribes answer)
{
  LodPlace place = {.file = url};
  if (answer == LOD_CSVW_OF_ANOTHER)
    lod_log_add(l->log, LOD_WARNING, "other-metadata", &place,
                "this metadata does not describe <%s>; it is passed over",
                lod_transfer_url(l->answer));
  else if (linked)
    lod_log_add(l->log, LOD_WARNING, "other-metadata", &place,
                "<%s> links to this as its metadata, but it is none; it is "
                "passed over",
                lod_transfer_url(l->answer));
}

/* Take what T brings as the mapping, if it describes the input. */
static LodStatus take(const LodLocate *l, LodTransfer *t, const char *url,
                      bool linked, LodMappingSource *source)
{
  LodBuffer bytes = {0};
  LodView start;
  LodCsvwDescribes answer = LOD_CSVW_NO_METADATA;
  const char *location = lod_transfer_url(t), *text = NULL;
  LodStatus status = lod_transfer_peek(t, l->log, START_BYTES, &start);
  start = status ? start : lod_ascii_trim(start);
  if (!status && start.size && (*start.data == '{' || *start.data == '\xEF'))
    status = lod_transfer_read_all(t, l->log, LOD_ERROR, &bytes);
  if (!status && bytes.size)
    status = describes_input(l, lod_buffer_view(&bytes), location, &answer);
  if (!status && answer != LOD_CSVW_OF_THIS)
    tell_unfit(l, url, linked, answer);
  size_t size = bytes.size;
  status = copy_out(l->arena, status, &bytes, &text);
  if (status || answer != LOD_CSVW_OF_THIS)
    return status;
  source->kind = LOD_MAPPING_FILE;
  source->found = true;
  source->path = url;
  source->text = (LodView){text, size};
  source->location = lod_arena_strdup(l->arena, location);
  return source->location ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus try_location(const LodLocate *l, const char *url, bool linked,
                              LodMappingSource *source)
{
  LodTransfer *t;
  LodStatus status = lod_http_open(l->http, url, LOD_ACCEPT_METADATA, &t);
  if (!t)
    return status;
  status = status || lod_transfer_status(t) ? pass_over(l, t, status, linked)
                                            : take(l, t, url, linked, source);
  lod_transfer_free(t);
  return status;
}

/* URLs in the arena. */
typedef struct Urls {
  const char **items;
  size_t count, capacity;
} Urls;

static LodStatus add_url(const LodLocate *l, LodView link, Urls *urls)
{
  if (urls->count == urls->capacity) {
    const size_t capacity = urls->capacity ? 2 * urls->capacity : 8;
    const char **items = lod_arena_array(l->arena, capacity, sizeof *items);
    if (!items)
      return LOD_ERR_NO_MEMORY;
    if (urls->count)
      memcpy(items, urls->items, urls->count * sizeof *items);
    *urls = (Urls){items, urls->count, capacity};
  }
  return resolve(l, link, &urls->items[urls->count++]);
}

static bool is_to_metadata(const LodLink *link)
{
  static const char *const types[] = {
      "application/csvm+json", "application/ld+json", "application/json"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strcmp(link->type, types[i]) == 0)
      return !link->has_anchor && lod_http_link_is(link, "describedby");
  return false;
}

/* 5.2: the links to metadata, in order, in all fields. */
static LodStatus collect_links(const LodLocate *l, Urls *urls)
{
  const char *field;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; (field = lod_transfer_header(l->answer, "Link", i)); i++) {
    LodView rest = lod_view(field);
    LodLink link;
    while (!status && lod_http_next_link(&rest, &link))
      if (is_to_metadata(&link))
        status = add_url(l, link.target, urls);
  }
  return status;
}

/* What is not tried is not passed over in silence. */
static void tell_rest(const LodLocate *l, const char *list)
{
  LodPlace place = {.file = list};
  lod_log_add(l->log, LOD_WARNING, "too-many-locations", &place,
              "only %u of the places that it names for metadata are tried; "
              "--max-locations sets how many",
              l->options->max_locations);
}

/* 5.2: "the metadata file referenced by the last Link header", of those that
   are valid. */
static LodStatus follow_links(const LodLocate *l, LodMappingSource *source)
{
  Urls urls = {0};
  LodStatus status = collect_links(l, &urls);
  const size_t most = l->options->max_locations;
  const size_t end = urls.count > most ? urls.count - most : 0;
  size_t next = urls.count;
  while (!status && next > end && source->kind == LOD_MAPPING_HEADER)
    status = try_location(l, urls.items[--next], true, source);
  if (!status && next && source->kind == LOD_MAPPING_HEADER)
    tell_rest(l, lod_transfer_url(l->answer));
  return status;
}

/* A page is what servers answer that do not know of a thing. */
static bool is_page(const LodTransfer *t)
{
  LodMediaType type;
  lod_http_media_type(lod_transfer_header(t, "Content-Type", 0), &type);
  return strcmp(type.type, "text/html") == 0;
}

static LodStatus keep_configuration(const LodLocate *l, LodTransfer *t,
                                    LodBuffer *text)
{
  const LodStatus status = lod_transfer_read_all(t, l->log, LOD_WARNING, text);
  if (status == LOD_ERR_INPUT)
    text->size = 0;
  return status == LOD_ERR_INPUT ? LOD_SUCCESS : status;
}

/* 5.3: the site's configuration, else the default locations. */
static LodStatus read_configuration(const LodLocate *l, LodBuffer *text)
{
  const char *url;
  LodTransfer *t = NULL;
  LodStatus status = resolve(l, LOD_VIEW(WELL_KNOWN), &url);
  if (!status)
    status = lod_http_open(l->http, url, "text/plain, */*;q=0.1", &t);
  if (!t)
    return status;
  if (status)
    status = pass_over(l, t, status, false);
  else if (!lod_transfer_status(t) && !is_page(t))
    status = keep_configuration(l, t, text);
  lod_transfer_free(t);
  if (!status && !text->size)
    status = lod_buffer_append_text(text, DEFAULT_LOCATIONS);
  return status;
}

static bool look_up(void *user, LodView name, LodTemplateValue *value)
{
  bool known = lod_view_equal(name, LOD_VIEW("url"));
  *value = (LodTemplateValue){.items = user, .count = known};
  return known;
}

/* One line: expanded with the table's URL and resolved against it. */
static LodStatus expand(const LodLocate *l, LodView line, const char **url)
{
  LodTemplate template_;
  LodBuffer text = {0};
  size_t fault;
  LodView input = lod_view(lod_transfer_url(l->answer));
  LodStatus status = lod_template_parse(line, l->arena, &template_, &fault);
  *url = NULL;
  if (status == LOD_ERR_INPUT) {
    LodPlace place = {.file = WELL_KNOWN};
    lod_log_add(l->log, LOD_WARNING, "site-configuration", &place,
                "\"%.*s\" is no URI template; it is passed over",
                (int)(line.size < 200 ? line.size : 200), line.data);
    return LOD_SUCCESS;
  }
  if (!status)
    status = lod_template_expand(&template_, look_up, &input, &text);
  if (!status)
    status = resolve(l, lod_buffer_view(&text), url);
  lod_buffer_free(&text);
  return status;
}

static LodView take_line(LodView *text)
{
  const char *end = memchr(text->data, '\n', text->size);
  size_t size = end ? (size_t)(end - text->data) : text->size;
  LodView line = {text->data, size};
  size += end != NULL;
  text->data += size;
  text->size -= size;
  return lod_ascii_trim(line);
}

static LodStatus follow_site(const LodLocate *l, LodMappingSource *source)
{
  LodBuffer text = {0};
  LodStatus status = read_configuration(l, &text);
  LodView rest = lod_buffer_view(&text);
  size_t tried = 0;
  while (!status && rest.size && source->kind == LOD_MAPPING_HEADER) {
    const char *url;
    LodView line = take_line(&rest);
    if (!line.size)
      continue;
    if (tried++ == l->options->max_locations) {
      tell_rest(l, WELL_KNOWN);
      break;
    }
    status = expand(l, line, &url);
    if (!status && url)
      status = try_location(l, url, false, source);
  }
  lod_buffer_free(&text);
  return status;
}

LodStatus lod_locate_on_web(const LodLocate *locate, LodMappingSource *source)
{
  LodStatus status = follow_links(locate, source);
  if (!status && source->kind == LOD_MAPPING_HEADER)
    status = follow_site(locate, source);
  return status;
}
