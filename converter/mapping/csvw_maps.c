#include "mapping/csvw_internal.h"
#include "rdf/iri.h"

/* What a column is about: the nearest aboutUrl, ours before the common one;
   NULL: the row's own blank node. */
static const char *about_text(const LodCsvwTable *table, json_t *column)
{
  json_t *levels[] = {column, table->schema, table->table, table->group};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
    const char *text = lod_csvw_annotation(levels[i], "aboutUrl");
    if (!text)
      text = json_string_value(json_object_get(levels[i], "aboutUrl"));
    if (text)
      return text;
  }
  return NULL;
}

/* Columns sorted by what they are about. */
typedef struct Groups {
  const char **texts; /* by map */
  size_t *columns;    /* by map: one that the template is bound for */
  size_t *sizes;      /* by map: its columns */
  size_t *map_of;     /* by column; LOD_NO_COLUMN: no output */
  size_t count;
} Groups;

static bool same_text(const char *a, const char *b)
{
  return a == b || (a && b && !strcmp(a, b));
}

static LodStatus find_group(LodCsvw *c, Groups *groups, const char *text,
                            size_t column, size_t *group)
{
  bool by_column = false;
  LodStatus status =
      text ? lod_csvw_template_by_column(c, text, &by_column) : LOD_SUCCESS;
  for (*group = 0; *group < groups->count && !by_column; ++*group)
    if (same_text(groups->texts[*group], text))
      return status;
  *group = groups->count++;
  groups->texts[*group] = text;
  groups->columns[*group] = column;
  return status;
}

static LodStatus make_groups(LodCsvw *c, const LodCsvwTable *table,
                             Groups *groups)
{
  const LodSchema *schema = table->map->schema;
  size_t count = schema->column_count + 1;
  LodStatus status = LOD_SUCCESS;
  groups->texts = lod_arena_array(c->arena, count, sizeof *groups->texts);
  groups->columns = lod_arena_array(c->arena, count, sizeof *groups->columns);
  groups->sizes = lod_arena_array(c->arena, count, sizeof *groups->sizes);
  groups->map_of = lod_arena_array(c->arena, count, sizeof *groups->map_of);
  if (!groups->texts || !groups->columns || !groups->sizes || !groups->map_of)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    groups->map_of[i] = LOD_NO_COLUMN;
    if (schema->columns[i].suppress_output)
      continue;
    status = find_group(c, groups, about_text(table, table->columns[i]), i,
                        &groups->map_of[i]);
    if (!status)
      groups->sizes[groups->map_of[i]]++;
  }
  return status;
}

/* Bind TEXT, which may be what PROPERTY says of the column; that has been
   bound, and complained about, where cells are asked for. */
static LodStatus bind_once(LodCsvw *c, const LodCsvwTable *table, size_t column,
                           const char *text, const char *property,
                           const LodTermMap *bound, LodTermMap *map)
{
  json_t *common = lod_csvw_inherited(table, table->columns[column], property);
  if (!bound || text != json_string_value(common))
    return lod_csvw_bind_iri(c, table, column, text, map);
  *map = *bound;
  return LOD_SUCCESS;
}

static const LodCellMap *cell_of(const LodCsvwTable *table, size_t column)
{
  static const LodCellMap none = {0};
  return table->map->cells ? &table->map->cells[column] : &none;
}

static LodStatus make_subject(LodCsvw *c, const LodCsvwTable *table,
                              const char *text, size_t column,
                              LodTermMap *subject)
{
  if (text)
    return bind_once(c, table, column, text, "aboutUrl",
                     cell_of(table, column)->about, subject);
  *subject = (LodTermMap){.type = LOD_TERM_BLANK,
                          .kind = LOD_MAP_REFERENCE,
                          .reference = {.kind = LOD_VARIABLE_ROW},
                          .code_list = SIZE_MAX};
  return LOD_SUCCESS;
}

/* The table's URL with the column's name for its fragment. */
static LodStatus default_predicate(LodCsvw *c, const LodCsvwTable *table,
                                   const LodColumn *column,
                                   LodTermMap *predicate)
{
  const char *url = *table->map->url ? table->map->url : table->base;
  size_t size = strcspn(url, "#");
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append(&text, url, size);
  if (!status)
    status = lod_buffer_append_char(&text, '#');
  if (!status)
    status = lod_buffer_append_text(&text, column->name);
  *predicate = (LodTermMap){.type = LOD_TERM_IRI, .code_list = SIZE_MAX};
  if (!status) {
    predicate->constant =
        lod_arena_view_strdup(c->arena, lod_buffer_view(&text));
    status = predicate->constant ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

static LodStatus make_predicate(LodCsvw *c, const LodCsvwTable *table,
                                size_t column, LodTermMap *predicate)
{
  const char *text = json_string_value(
      lod_csvw_inherited(table, table->columns[column], "propertyUrl"));
  if (text)
    return bind_once(c, table, column, text, "propertyUrl",
                     cell_of(table, column)->property, predicate);
  return default_predicate(c, table, &table->map->schema->columns[column],
                           predicate);
}

/* "Generating RDF", 4.3: a plain string has no datatype; only it has a
   language. */
static void literal_of_cell(const LodColumn *column, size_t index,
                            LodTermMap *object)
{
  const char *type =
      column->spec.id ? column->spec.id : lod_xsd_type_iri(column->spec.base);
  bool plain = !strcmp(type, LOD_XSD "string");
  bool tagged = plain && strcmp(column->language, "und");
  *object = (LodTermMap){.type = LOD_TERM_LITERAL,
                         .kind = LOD_MAP_REFERENCE,
                         .reference = {LOD_VARIABLE_COLUMN, index, NULL},
                         .datatype = plain ? NULL : type,
                         .language = tagged ? column->language : NULL,
                         .code_list = SIZE_MAX};
}

static LodStatus code_of_cell(LodCsvw *c, LodCsvwTable *table, size_t column,
                              const char *url, LodTermMap *object)
{
  *object = (LodTermMap){.type = LOD_TERM_IRI,
                         .kind = LOD_MAP_REFERENCE,
                         .reference = {LOD_VARIABLE_COLUMN, column, NULL}};
  return lod_csvw_code_list(c, table, url, &object->code_list);
}

/* "Generating RDF", 4.2, step 4.6.8: value URL, else the cell's value. */
static LodStatus make_object(LodCsvw *c, LodCsvwTable *table, size_t index,
                             LodStatementMap *statement)
{
  const LodColumn *column = &table->map->schema->columns[index];
  json_t *json = table->columns[index];
  const char *literal = lod_csvw_annotation(json, "value");
  const char *codes = lod_csvw_annotation(json, "codeList");
  const char *url = lod_csvw_annotation(json, "valueUrl");
  if (!url)
    url = json_string_value(lod_csvw_inherited(table, json, "valueUrl"));
  statement->cell = LOD_NO_COLUMN;
  if (codes)
    return code_of_cell(c, table, index, codes, &statement->object);
  literal_of_cell(column, index, &statement->object);
  if (literal)
    return lod_csvw_bind_literal(c, table, index, literal, &statement->object);
  if (column->separator && column->ordered)
    statement->list = LOD_LIST_RDF;
  if (!url)
    return LOD_SUCCESS;
  statement->list = LOD_LIST_EACH;
  if (!column->virtual_column)
    statement->cell = index;
  return bind_once(c, table, index, url, "valueUrl",
                   cell_of(table, index)->value, &statement->object);
}

static bool is_usable(const LodTermMap *map)
{
  return map->kind != LOD_MAP_CONSTANT || map->constant;
}

static LodStatus make_statement(LodCsvw *c, LodCsvwTable *table, size_t column,
                                LodTriplesMap *map)
{
  LodStatementMap *statement = &map->statements[map->statement_count];
  json_t *json = table->columns[column];
  const char *condition = lod_csvw_annotation(json, "condition");
  LodStatus status = make_predicate(c, table, column, &statement->predicate);
  if (!status)
    status = make_object(c, table, column, statement);
  if (status)
    return status;
  statement->once = lod_csvw_is_annotated(json, "entity");
  statement->condition =
      condition ? lod_schema_find(table->map->schema, lod_view(condition))
                : LOD_NO_COLUMN;
  if (is_usable(&statement->predicate) && is_usable(&statement->object))
    map->statement_count++;
  return LOD_SUCCESS;
}

/* Without a subject nothing can be said, nor linked to by csvw:describes. */
static void drop_unusable(LodTableMap *map)
{
  size_t kept = 0;
  for (size_t i = 0; i < map->map_count; i++)
    if (is_usable(&map->maps[i].subject))
      map->maps[kept++] = map->maps[i];
  map->map_count = kept;
}

LodStatus lod_csvw_make_maps(LodCsvw *c, LodCsvwTable *table)
{
  Groups groups = {0};
  LodTableMap *map = table->map;
  LodStatus status = make_groups(c, table, &groups);
  if (status)
    return status;
  map->maps = lod_arena_array(c->arena, groups.count + 1, sizeof *map->maps);
  if (!map->maps)
    return LOD_ERR_NO_MEMORY;
  map->map_count = groups.count;
  for (size_t i = 0; i < groups.count && !status; i++) {
    LodTriplesMap *made = &map->maps[i];
    made->describes = true;
    made->statements =
        lod_arena_array(c->arena, groups.sizes[i], sizeof *made->statements);
    status = made->statements ? make_subject(c, table, groups.texts[i],
                                             groups.columns[i], &made->subject)
                              : LOD_ERR_NO_MEMORY;
  }
  for (size_t i = 0; i < map->schema->column_count && !status; i++) {
    size_t group = groups.map_of[i];
    if (group != LOD_NO_COLUMN && is_usable(&map->maps[group].subject))
      status = make_statement(c, table, i, &map->maps[group]);
  }
  drop_unusable(map);
  return status;
}
