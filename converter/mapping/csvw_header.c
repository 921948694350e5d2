/* Columns that the data itself describes ("Model for Tabular Data", 8). */
#include "mapping/csvw_internal.h"

#include "base/ascii.h"
#include "rdf/language.h"
#include <stdlib.h>

static size_t count_plain_columns(json_t *columns)
{
  size_t count = 0;
  while (
      count < json_array_size(columns) &&
      !json_is_true(json_object_get(json_array_get(columns, count), "virtual")))
    count++;
  return count;
}

/* A field in each row of the header is a title, a blank one says nothing. */
static LodStatus add_titles(json_t *titles, const LodHeader *header,
                            size_t field)
{
  for (size_t row = 0; row < header->rows; row++) {
    const LodCell *cell = &header->cells[row * header->count + field];
    if (lod_ascii_trim((LodView){cell->data, cell->size}).size &&
        lod_csvw_add(titles, json_stringn(cell->data, cell->size)))
      return LOD_ERR_NO_MEMORY;
  }
  return LOD_SUCCESS;
}

/* The description of a column; HEADER says nothing when it is NULL. */
static LodStatus describe(const LodHeader *header, size_t field,
                          json_t **column)
{
  json_t *titles = json_array();
  LodStatus status = titles ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status && header && header->cells)
    status = add_titles(titles, header, field);
  if (!status) {
    *column = json_array_size(titles)
                  ? json_pack("{s{sO}}", "titles", "und", titles)
                  : json_object();
    status = *column ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  json_decref(titles);
  return status;
}

/* Columns from FIRST up to COUNT, before the virtual ones; those that HEADER
   skips are not among them. */
static LodStatus insert_columns(json_t *columns, const LodHeader *header,
                                size_t first, size_t count, size_t skip)
{
  for (size_t i = first; i < count; i++) {
    json_t *column;
    LodStatus status = describe(header, skip + i, &column);
    if (status)
      return status;
    if (json_array_insert_new(columns, i, column))
      return LOD_ERR_NO_MEMORY;
  }
  return LOD_SUCCESS;
}

/* The table's own columns array, made where it is not there; a schema that is
   the group's is copied, as other tables have other headers. */
static LodStatus own_columns(json_t *group, json_t *table, json_t **columns)
{
  json_t *schema = json_object_get(table, "tableSchema");
  if (!schema) {
    json_t *shared = json_object_get(group, "tableSchema");
    schema = shared ? json_deep_copy(shared) : json_object();
    if (lod_csvw_put(table, "tableSchema", schema))
      return LOD_ERR_NO_MEMORY;
  }
  *columns = json_object_get(schema, "columns");
  if (*columns)
    return LOD_SUCCESS;
  *columns = json_array();
  return lod_csvw_put(schema, "columns", *columns);
}

/* 5.5.1: a schema fits a table of as many columns, one without columns none;
   a processor that does not validate goes on. */
static LodStatus compare_count(LodCsvw *c, size_t described, size_t count)
{
  LodPlace place = {.file = c->mapping->name};
  bool validating = c->options->validating;
  lod_log_add(c->log, validating ? LOD_ERROR : LOD_WARNING, "column-count",
              &place, "the table has %zu columns, its metadata describes %zu",
              count, described);
  return validating ? LOD_ERR_INPUT : LOD_SUCCESS;
}

static LodStatus complete(LodCsvw *c, size_t index, const LodHeader *header)
{
  size_t skip = header->skip;
  size_t count = header->count > skip ? header->count - skip : 0;
  json_t *group = c->mapping->document, *columns = NULL;
  json_t *table = json_array_get(json_object_get(group, "tables"), index);
  json_t *schema = lod_csvw_schema_of(group, table);
  json_t *given = json_object_get(schema, "columns");
  size_t described = count_plain_columns(given);
  LodStatus status = LOD_SUCCESS;
  if (described >= count)
    return LOD_SUCCESS;
  if (given || (schema && c->options->validating))
    status = compare_count(c, described, count);
  if (!status)
    status = own_columns(group, table, &columns);
  if (!status)
    status =
        insert_columns(columns, given ? NULL : header, described, count, skip);
  return status ? status : lod_csvw_make_table(c, index);
}

static LodStatus start_context(LodCsvw *c, LodCsvwContext *context)
{
  context->file = c->mapping->name;
  context->location = c->options->location;
  LodStatus status = LOD_SUCCESS;
  if (!context->location)
    status = lod_csvw_file_url(c, c->mapping->name, &context->location);
  context->base = context->location;
  context->language = c->mapping->language;
  c->context = context;
  return status;
}

static LodCsvw load_again(LodMapping *mapping, const LodCsvwOptions *options,
                          LodLog *log)
{
  return (LodCsvw){.options = options,
                   .log = log,
                   .mapping = mapping,
                   .arena = mapping->arena};
}

LodStatus lod_csvw_set_language(LodMapping *mapping, size_t table,
                                LodView language, const LodCsvwOptions *options,
                                LodLog *log)
{
  LodCsvw c = load_again(mapping, options, log);
  LodCsvwContext context;
  json_t *group = mapping->document;
  json_t *own = json_array_get(json_object_get(group, "tables"), table);
  if (!lod_language_is_well_formed(language) || json_object_get(own, "lang") ||
      json_object_get(group, "lang"))
    return LOD_SUCCESS;
  LodStatus status =
      lod_csvw_put(own, "lang", json_stringn(language.data, language.size));
  if (!status)
    status = start_context(&c, &context);
  if (!status)
    status = lod_csvw_make_table(&c, table);
  return status ? status : lod_csvw_apply_sets(&c);
}

LodStatus lod_csvw_complete(LodMapping *mapping, size_t table,
                            const LodHeader *header,
                            const LodCsvwOptions *options, LodLog *log)
{
  LodCsvw c = load_again(mapping, options, log);
  LodCsvwContext context;
  LodStatus status = start_context(&c, &context);
  if (!status)
    status = complete(&c, table, header);
  if (!status)
    status = lod_csvw_apply_sets(&c);
  if (status == LOD_ERR_NO_MEMORY)
    lod_log_add(log, LOD_ERROR, "memory", NULL, "out of memory");
  return status;
}

/* The metadata that a table without any has: its URL. */
static json_t *bare_metadata(const LodCsvwOptions *options)
{
  if (!options->table_url)
    return json_pack("{ss}", "@context", "http://www.w3.org/ns/csvw");
  return json_pack("{ssss}", "@context", "http://www.w3.org/ns/csvw", "url",
                   options->table_url);
}

LodStatus lod_csvw_from_header(const LodHeader *header,
                               const LodDialect *dialect,
                               const LodCsvwOptions *options, LodLog *log,
                               LodMapping **mapping)
{
  LodCsvwOptions own = *options;
  const char *place = options->table_url ? options->table_url : "file:///";
  json_t *bare = bare_metadata(options);
  char *text = bare ? json_dumps(bare, 0) : NULL;
  LodStatus status = text ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  own.any_table = true;
  own.location = options->location ? options->location : place;
  *mapping = NULL;
  if (!status)
    status = lod_csvw_load_text(lod_view(text),
                                options->table_name ? options->table_name : "",
                                &own, log, mapping);
  if (!status)
    status = lod_csvw_complete(*mapping, 0, header, &own, log);
  if (!status && dialect)
    status = lod_csvw_copy_dialect(*mapping, dialect,
                                   &(*mapping)->tables[0].dialect);
  free(text);
  json_decref(bare);
  if (status) {
    lod_mapping_free(*mapping);
    *mapping = NULL;
  }
  return status;
}
