/* Compiling: what is known of the columns before the first row. */
#include "base/map.h"
#include "base/memory.h"
#include "plain/json_internal.h"
#include "rdf/prefix.h"

/* 4.5.  Other types, and what is added to a type, make no difference. */
static LodJsonKind kind_of(const LodColumn *column)
{
  if (column->spec.base == LOD_XSD_BOOLEAN)
    return LOD_JSON_BOOLEAN;
  return lod_xsd_type_is_numeric(column->spec.base) ? LOD_JSON_NUMBER
                                                    : LOD_JSON_STRING;
}

/* Keep TEXT as a name. */
static LodStatus make_name(LodJsonPlan *plan, LodView text, LodView *name)
{
  LodBuffer made = {0};
  LodStatus status = lod_json_append_name(&made, text);
  if (!status) {
    *name = lod_arena_view_copy(plan->arena, lod_buffer_view(&made));
    status = name->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&made);
  return status;
}

static LodStatus make_compacted(LodJsonPlan *plan, const char *url,
                                LodView *name)
{
  LodBuffer text = {0};
  LodStatus status = lod_prefix_compact(lod_view(url), &text);
  if (!status)
    status = make_name(plan, lod_buffer_view(&text), name);
  lod_buffer_free(&text);
  return status;
}

/* 4.3, step 2.3.2, once for all rows: a name without its colon. */
static LodStatus compile_type(LodJsonPlan *plan, LodJsonColumn *column)
{
  if (!column->value || !column->value->constant || column->property ||
      !lod_view_equal(column->name, LOD_VIEW(LOD_JSON_TYPE)))
    return LOD_SUCCESS;
  LodStatus status =
      make_compacted(plan, column->value->constant, &column->type);
  column->type.size -= !status;
  return status;
}

/* 4.3, step 2.3.1: the compacted property URL, else the column's name. */
static LodStatus compile_name(LodJsonPlan *plan, const LodCellMap *cell,
                              LodJsonColumn *column)
{
  const LodTermMap *property = cell->property;
  if (!property || plan->options.shape == LOD_JSON_COLUMNS)
    return make_name(plan, cell->name, &column->name);
  if (property->kind == LOD_MAP_CONSTANT && property->constant)
    return make_compacted(plan, property->constant, &column->name);
  column->property = property;
  return make_name(plan, cell->name, &column->name);
}

static size_t find_about(LodJsonPlan *plan, const LodTermMap *map,
                         size_t column)
{
  size_t i = 0;
  while (i < plan->about_count && plan->abouts[i] != map)
    i++;
  if (i < plan->about_count)
    return i;
  plan->abouts[i] = map;
  plan->about_columns[i] = column;
  plan->about_count++;
  return i;
}

static LodStatus compile_column(LodJsonPlan *plan, size_t index)
{
  const LodColumn *schema = &plan->table->schema->columns[index];
  const LodCellMap *cell = &plan->table->cells[index];
  LodJsonColumn *column = &plan->columns[index];
  bool urls = plan->options.shape != LOD_JSON_COLUMNS;
  column->kind = kind_of(schema);
  column->is_virtual = schema->virtual_column;
  /* a specification's columns are those of the table */
  column->is_output = urls ? !schema->suppress_output : !schema->virtual_column;
  column->value = urls ? cell->value : NULL;
  plan->has_values |= column->value != NULL;
  if (column->is_output)
    column->about = find_about(plan, urls ? cell->about : NULL, index);
  LodStatus status = compile_name(plan, cell, column);
  return status ? status : compile_type(plan, column);
}

/* Names that varying properties may take, that stand on two columns, or that
   the subject itself has, are compared row by row. */
static LodStatus find_meetings(LodJsonPlan *plan)
{
  LodMap *seen = lod_map_new();
  LodStatus status = seen ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  bool varies = false;
  for (size_t i = 0; i < plan->column_count && !status; i++) {
    LodJsonColumn *column = &plan->columns[i];
    LodJsonColumn *other = lod_map_get(seen, column->name);
    varies |= column->property != NULL;
    column->may_meet = lod_view_equal(column->name, LOD_VIEW(LOD_JSON_ID));
    if (other)
      other->may_meet = column->may_meet = true;
    else
      status = lod_map_set(seen, column->name, column);
  }
  for (size_t i = 0; i < plan->column_count && varies; i++)
    plan->columns[i].may_meet = true;
  lod_map_free(seen);
  return status;
}

/* A row's URL up to its number (4.2.2, step 5.6.3), with what stands before
   it. */
static LodStatus compile_row_url(LodJsonPlan *plan)
{
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_text(&text, ",\"url\":");
  if (!status)
    status = lod_json_append_string(&text, lod_view(plan->options.table_url));
  text.size -= !status; /* the closing quote */
  if (!status)
    status = lod_buffer_append_text(&text, "#row=");
  if (!status) {
    plan->row_url = lod_arena_view_copy(plan->arena, lod_buffer_view(&text));
    status = plan->row_url.data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

static bool reads_key(const LodTermMap *map)
{
  const LodBoundTemplate *t = map ? map->template_ : NULL;
  for (size_t i = 0; t && i < t->variable_count; i++)
    if (t->variables[i].kind == LOD_VARIABLE_KEY)
      return true;
  return false;
}

/* Hashes over a whole run are made for RDF alone. */
static LodStatus refuse_keys(const LodJsonPlan *plan, LodLog *log)
{
  LodPlace place = {.file = plan->mapping->name};
  for (size_t i = 0; i < plan->column_count; i++) {
    const LodCellMap *cell = &plan->table->cells[i];
    if (plan->options.shape == LOD_JSON_COLUMNS ||
        !(reads_key(cell->about) || reads_key(cell->property) ||
          reads_key(cell->value)))
      continue;
    place.column_name = plan->table->schema->columns[i].name;
    lod_log_add(log, LOD_ERROR, "json-key", &place,
                "a URL of the column \"%s\" reads a lod:key, which only RDF "
                "has; use columns or _row",
                place.column_name);
    return LOD_ERR_INPUT;
  }
  return LOD_SUCCESS;
}

/* Cells are what CSVW metadata describes. */
static LodStatus require_cells(const LodJsonPlan *plan, LodLog *log)
{
  LodPlace place = {.file = plan->mapping->name};
  if (plan->table->cells)
    return refuse_keys(plan, log);
  lod_log_add(log, LOD_ERROR, "json-mapping", &place,
              "JSON is made by CSVW metadata, which this mapping is not");
  return LOD_ERR_INPUT;
}

LodStatus lod_json_plan_new(const LodMapping *mapping,
                            const LodBinding *binding,
                            const LodJsonOptions *options, LodLog *log,
                            LodJsonPlan **result)
{
  LodJsonPlan *plan = lod_calloc(1, sizeof *plan);
  *result = NULL;
  if (!plan)
    return LOD_ERR_NO_MEMORY;
  plan->mapping = mapping;
  plan->table = &mapping->tables[options->table];
  plan->binding = binding;
  plan->options = *options;
  plan->column_count = plan->table->schema->column_count;
  plan->arena = lod_arena_new();
  size_t count = plan->column_count + 1;
  plan->columns = lod_calloc(count, sizeof *plan->columns);
  plan->abouts = lod_calloc(count, sizeof *plan->abouts);
  plan->about_columns = lod_calloc(count, sizeof *plan->about_columns);
  LodStatus status =
      plan->arena && plan->columns && plan->abouts && plan->about_columns
          ? require_cells(plan, log)
          : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < plan->column_count && !status; i++)
    status = compile_column(plan, i);
  if (!status)
    status = find_meetings(plan);
  if (!status)
    status = compile_row_url(plan);
  if (status)
    lod_json_plan_free(plan);
  else
    *result = plan;
  return status;
}

void lod_json_plan_free(LodJsonPlan *plan)
{
  if (!plan)
    return;
  lod_arena_free(plan->arena);
  lod_free(plan->columns);
  lod_free(plan->abouts);
  lod_free(plan->about_columns);
  lod_free(plan);
}
