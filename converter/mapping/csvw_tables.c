#include "base/hash.h"
#include "base/map.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"

static LodStatus keep_text(LodArena *arena, const char *text, const char **copy)
{
  *copy = text ? lod_arena_strdup(arena, text) : NULL;
  return text && !*copy ? LOD_ERR_NO_MEMORY : LOD_SUCCESS;
}

static const char *text_of(json_t *object, const char *name)
{
  return json_string_value(json_object_get(object, name));
}

/* A blank node label made of what tells the data set: outputs can be put
   together. */
static LodStatus make_label(LodCsvw *c, char kind, const char *url,
                            size_t index, const char **label)
{
  char hex[32];
  LodBuffer text = {0};
  lod_hash_to_hex(lod_hash(lod_view(url)), hex);
  LodStatus status = lod_buffer_printf(&text, "%c%.8sx%zu", kind, hex, index);
  if (!status) {
    *label = lod_arena_view_strdup(c->arena, lod_buffer_view(&text));
    status = *label ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

/* The publisher's base as a folder: "/" behind a path that does not end in
   one. */
static LodStatus folder_base(LodCsvw *c, const char *given, const char **base)
{
  LodIriParts parts;
  LodBuffer text = {0};
  lod_iri_split(lod_view(given), &parts);
  bool open = !parts.has_query && !parts.has_fragment &&
              (!parts.path.size || parts.path.data[parts.path.size - 1] != '/');
  LodStatus status = lod_buffer_append_text(&text, given);
  if (!status && open)
    status = lod_buffer_append_char(&text, '/');
  if (!status) {
    *base = lod_arena_view_strdup(c->arena, lod_buffer_view(&text));
    status = *base ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

/* A file is called so below the publisher's base; where it lies is nobody's
   business. */
static LodStatus below_base(LodCsvw *c, const char **url)
{
  LodIriParts parts;
  LodBuffer text = {0};
  const char *base;
  lod_iri_split(lod_view(*url), &parts);
  LodView name = parts.path;
  for (size_t i = 0; i < parts.path.size; i++)
    if (parts.path.data[i] == '/')
      name = (LodView){parts.path.data + i + 1, parts.path.size - i - 1};
  LodStatus status = folder_base(c, c->options->base, &base);
  if (!status)
    status = lod_buffer_append_text(&text, base);
  if (!status)
    status = lod_buffer_append_view(&text, name);
  if (!status) {
    *url = lod_arena_view_strdup(c->arena, lod_buffer_view(&text));
    status = *url ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

/* Where the table is, and what its templates are resolved against. */
static LodStatus place_table(LodCsvw *c, LodCsvwTable *table)
{
  LodTableMap *map = table->map;
  const char *url = text_of(table->table, "url");
  bool kept =
      c->options->own_url && url && *url && strncmp(url, "file:", 5) != 0;
  bool given = c->options->table_url && c->mapping->table_count == 1;
  LodStatus status = keep_text(c->arena, url ? url : "", &map->source);
  if (status)
    return status;
  if (given && !kept)
    url = c->options->table_url;
  else if (c->options->base && url && strncmp(url, "file:", 5) == 0)
    status = below_base(c, &url);
  if (!status)
    status = keep_text(c->arena, url ? url : "", &map->url);
  if (!status)
    status = keep_text(c->arena, text_of(table->table, "@id"), &map->id);
  if (status)
    return status;
  if (c->options->base && !given)
    return folder_base(c, c->options->base, &table->base);
  table->base = *map->url ? map->url : c->context->base;
  return LOD_SUCCESS;
}

/* A table's own dialect or the group's. */
static LodStatus make_dialect(LodCsvw *c, LodCsvwTable *table)
{
  json_t *own = json_object_get(table->table, "dialect");
  return lod_csvw_dialect(c,
                          own ? own : json_object_get(table->group, "dialect"),
                          &table->map->dialect);
}

static LodStatus make_table_constants(LodCsvw *c, LodCsvwTable *table,
                                      size_t index)
{
  LodTableMap *map = table->map;
  LodStatus status = make_label(c, 't', map->url, index, &map->label);
  if (status || !c->options->standard_mode || map->suppress_output)
    return status;
  return lod_csvw_make_constants(c, table->table, map->id, map->label,
                                 &map->constants, &map->constant_count);
}

/* What an earlier making of the same table left. */
static void clear_table(LodTableMap *map)
{
  lod_schema_free(map->schema);
  for (size_t i = 0; i < map->code_list_count; i++)
    lod_map_free(map->code_lists[i].values);
  *map = (LodTableMap){0};
}

LodStatus lod_csvw_make_table(LodCsvw *c, size_t index)
{
  json_t *group = c->mapping->document;
  LodCsvwPath list = {NULL, "tables", 0};
  LodCsvwTable table = {.map = &c->mapping->tables[index], .group = group};
  table.path = (LodCsvwPath){&list, NULL, index};
  table.table = json_array_get(json_object_get(group, "tables"), index);
  table.schema = lod_csvw_schema_of(group, table.table);
  clear_table(table.map);
  table.map->suppress_output =
      json_is_true(json_object_get(table.table, "suppressOutput"));
  LodStatus status = place_table(c, &table);
  if (!status)
    status = make_dialect(c, &table);
  if (!status)
    status = lod_csvw_make_schema(c, &table);
  if (!status)
    status = lod_csvw_apply_annotations(c, &table);
  if (!status)
    status = lod_csvw_make_keys(c, &table);
  if (!status && c->options->cells)
    status = lod_csvw_make_cells(c, &table);
  if (!status)
    status = lod_csvw_make_maps(c, &table);
  return status ? status : make_table_constants(c, &table, index);
}

static LodStatus make_group(LodCsvw *c)
{
  LodMapping *m = c->mapping;
  LodStatus status =
      keep_text(c->arena, text_of(m->document, "@id"), &m->group_id);
  if (!status)
    status =
        make_label(c, 'g', m->tables[0].url, m->table_count, &m->group_label);
  if (status || !c->options->standard_mode)
    return status;
  return lod_csvw_make_constants(c, m->document, m->group_id, m->group_label,
                                 &m->group_constants, &m->group_constant_count);
}

LodStatus lod_csvw_make_tables(LodCsvw *c)
{
  LodMapping *m = c->mapping;
  size_t count = json_array_size(json_object_get(m->document, "tables"));
  LodStatus status = LOD_SUCCESS;
  m->standard_mode = c->options->standard_mode;
  m->tables = lod_arena_array(c->arena, count, sizeof *m->tables);
  if (!m->tables)
    return LOD_ERR_NO_MEMORY;
  m->table_count = count;
  for (size_t i = 0; i < count && !status; i++)
    status = lod_csvw_make_table(c, i);
  return status ? status : make_group(c);
}
