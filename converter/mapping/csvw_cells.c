/* Cells as JSON needs them: column by column, and by what CSVW itself says
   ("Model for Tabular Data", 4.5); our annotations are for statements. */
#include "base/map.h"
#include "base/utf8.h"
#include "mapping/csvw_internal.h"

/* A name that was made of a title is that title again, save where its bytes
   are no text. */
static LodStatus decode_name(LodCsvw *c, const char *encoded, LodView *name)
{
  LodStatus status = lod_csvw_percent_decode(c->arena, lod_view(encoded), name);
  if (!status && lod_utf8_valid_prefix(*name) != name->size)
    *name = lod_view(encoded);
  return status;
}

static LodStatus bind(LodCsvw *c, const LodCsvwTable *table, size_t column,
                      const char *text, LodTermMap **map)
{
  LodTermMap *made = lod_arena_alloc(c->arena, sizeof *made);
  *map = made;
  return made ? lod_csvw_bind_iri(c, table, column, text, made)
              : LOD_ERR_NO_MEMORY;
}

static const char *text_of(const LodCsvwTable *table, size_t column,
                           const char *property)
{
  return json_string_value(
      lod_csvw_inherited(table, table->columns[column], property));
}

/* The columns of one subject have one map, by its text in SEEN. */
static LodStatus make_about(LodCsvw *c, const LodCsvwTable *table,
                            size_t column, LodMap *seen)
{
  LodTermMap **about = &table->map->cells[column].about;
  const char *text = text_of(table, column, "aboutUrl");
  bool by_column;
  if (!text)
    return LOD_SUCCESS;
  LodStatus status = lod_csvw_template_by_column(c, text, &by_column);
  if (status || by_column)
    return status ? status : bind(c, table, column, text, about);
  LodTermMap *made = lod_map_get(seen, lod_view(text));
  if (made) {
    *about = made;
    return LOD_SUCCESS;
  }
  status = bind(c, table, column, text, about);
  return status ? status : lod_map_set(seen, lod_view(text), *about);
}

static LodStatus make_cell(LodCsvw *c, const LodCsvwTable *table, size_t column,
                           LodMap *seen)
{
  LodCellMap *cell = &table->map->cells[column];
  const char *property = text_of(table, column, "propertyUrl");
  const char *value = text_of(table, column, "valueUrl");
  LodStatus status =
      decode_name(c, table->map->schema->columns[column].name, &cell->name);
  if (!status)
    status = make_about(c, table, column, seen);
  if (!status && property)
    status = bind(c, table, column, property, &cell->property);
  if (!status && value)
    status = bind(c, table, column, value, &cell->value);
  return status;
}

LodStatus lod_csvw_make_cells(LodCsvw *c, LodCsvwTable *table)
{
  size_t count = table->map->schema->column_count;
  LodMap *seen = lod_map_new();
  table->map->cells =
      lod_arena_array(c->arena, count + 1, sizeof *table->map->cells);
  LodStatus status =
      seen && table->map->cells ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count && !status; i++)
    status = make_cell(c, table, i, seen);
  lod_map_free(seen);
  return status;
}
