#include "linked/standard.h"

#include "base/buffer.h"

/* The index that tells the node of a row from the nodes of its subjects. */
#define ROW_NODE 0

static LodTermMap constant_map(LodTermType type, const char *value)
{
  return (LodTermMap){.type = type,
                      .kind = LOD_MAP_CONSTANT,
                      .constant = value,
                      .code_list = SIZE_MAX};
}

static LodTermMap row_node(void)
{
  return (LodTermMap){
      .type = LOD_TERM_BLANK,
      .kind = LOD_MAP_REFERENCE,
      .reference = {.kind = LOD_VARIABLE_SOURCE_ROW, .index = ROW_NODE},
      .code_list = SIZE_MAX};
}

static LodStatementMap statement_map(const char *predicate, LodTermMap object)
{
  return (LodStatementMap){.predicate = constant_map(LOD_TERM_IRI, predicate),
                           .object = object,
                           .condition = LOD_NO_COLUMN,
                           .cell = LOD_NO_COLUMN};
}

static LodTermMap node_map(const char *id, const char *label)
{
  return id ? constant_map(LOD_TERM_IRI, id)
            : constant_map(LOD_TERM_BLANK, label);
}

/* <url#row=N>, N counting the rows of the source (RFC 7111). */
static LodStatus row_url(LodArena *arena, const char *url, LodTermMap *map)
{
  LodBuffer text = {0};
  LodBoundTemplate *t = lod_arena_alloc(arena, sizeof *t);
  LodTemplatePart *parts = lod_arena_array(arena, 2, sizeof *parts);
  LodVariable *variable = lod_arena_alloc(arena, sizeof *variable);
  LodTemplateVariable *name = lod_arena_alloc(arena, sizeof *name);
  if (!t || !parts || !variable || !name)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_buffer_printf(&text, "%s#row=", url);
  if (!status)
    parts[0] = (LodTemplatePart){
        .op = 'L',
        .literal = lod_arena_view_copy(arena, lod_buffer_view(&text))};
  lod_buffer_free(&text);
  if (status || !parts[0].literal.data)
    return LOD_ERR_NO_MEMORY;
  name->name = LOD_VIEW("_sourceRow");
  parts[1] =
      (LodTemplatePart){.op = '0', .variables = name, .variable_count = 1};
  variable->kind = LOD_VARIABLE_SOURCE_ROW;
  *t = (LodBoundTemplate){
      .syntax = {parts, 2}, .variables = variable, .variable_count = 1};
  *map = (LodTermMap){.type = LOD_TERM_IRI,
                      .kind = LOD_MAP_TEMPLATE,
                      .template_ = t,
                      .code_list = SIZE_MAX};
  return LOD_SUCCESS;
}

static LodTermMap row_number(void)
{
  return (LodTermMap){.type = LOD_TERM_LITERAL,
                      .kind = LOD_MAP_REFERENCE,
                      .reference = {.kind = LOD_VARIABLE_ROW},
                      .datatype = LOD_XSD "integer",
                      .code_list = SIZE_MAX};
}

static LodTermMap title_map(const LodColumn *column, size_t index)
{
  bool tagged = column->language && strcmp(column->language, "und") != 0;
  return (LodTermMap){
      .type = LOD_TERM_LITERAL,
      .kind = LOD_MAP_REFERENCE,
      .reference = {.kind = LOD_VARIABLE_COLUMN, .index = index},
      .language = tagged ? column->language : NULL,
      .code_list = SIZE_MAX};
}

/* Of a row: its type, number, URL, titles and what it describes. */
static LodStatus describe_row(LodMapping *mapping, LodTableMap *table,
                              const char *url, LodTriplesMap *row)
{
  const LodSchema *schema = table->schema;
  size_t most = 3 + schema->row_title_count + table->map_count, count = 0;
  LodStatementMap *made = lod_arena_array(mapping->arena, most, sizeof *made);
  LodTermMap source;
  if (!made || row_url(mapping->arena, url, &source))
    return LOD_ERR_NO_MEMORY;
  made[count++] =
      statement_map(LOD_RDF "type", constant_map(LOD_TERM_IRI, LOD_CSVW "Row"));
  made[count++] = statement_map(LOD_CSVW "rownum", row_number());
  made[count++] = statement_map(LOD_CSVW "url", source);
  for (size_t i = 0; i < schema->row_title_count; i++) {
    size_t column = schema->row_titles[i];
    made[count++] = statement_map(LOD_CSVW "title",
                                  title_map(&schema->columns[column], column));
  }
  for (size_t m = 0; m < table->map_count; m++)
    if (table->maps[m].describes)
      made[count++] =
          statement_map(LOD_CSVW "describes", table->maps[m].subject);
  *row = (LodTriplesMap){
      .subject = row_node(), .statements = made, .statement_count = count};
  return LOD_SUCCESS;
}

static LodStatus link_row(LodMapping *mapping, const LodTableMap *table,
                          LodTriplesMap *map)
{
  LodStatementMap *made = lod_arena_alloc(mapping->arena, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  *made = statement_map(LOD_CSVW "row", row_node());
  *map = (LodTriplesMap){.subject = node_map(table->id, table->label),
                         .statements = made,
                         .statement_count = 1};
  return LOD_SUCCESS;
}

static LodTerm node_term(const char *id, const char *label)
{
  return (LodTerm){.type = id ? LOD_TERM_IRI : LOD_TERM_BLANK,
                   .value = lod_view(id ? id : label)};
}

static LodTerm iri_term(const char *iri)
{
  return (LodTerm){.type = LOD_TERM_IRI, .value = lod_view(iri)};
}

static LodStatement statement_of(LodTerm subject, const char *predicate,
                                 LodTerm object)
{
  return (LodStatement){
      .subject = subject, .predicate = iri_term(predicate), .object = object};
}

/* Put the ADDED statements in front of a list. */
static LodStatus prepend(LodArena *arena, const LodStatement *added,
                         size_t added_count, LodStatement **list, size_t *count)
{
  LodStatement *made =
      lod_arena_array(arena, *count + added_count, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  memcpy(made, added, added_count * sizeof *made);
  if (*count)
    memcpy(made + added_count, *list, *count * sizeof *made);
  *list = made;
  *count += added_count;
  return LOD_SUCCESS;
}

static LodStatus describe_table(LodMapping *mapping, LodTableMap *table,
                                const char *url)
{
  LodTerm group = node_term(mapping->group_id, mapping->group_label);
  LodTerm node = node_term(table->id, table->label);
  const char *iri = lod_arena_strdup(mapping->arena, url);
  if (!iri)
    return LOD_ERR_NO_MEMORY;
  LodStatement made[] = {
      statement_of(group, LOD_CSVW "table", node),
      statement_of(node, LOD_RDF "type", iri_term(LOD_CSVW "Table")),
      statement_of(node, LOD_CSVW "url", iri_term(iri)),
  };
  return prepend(mapping->arena, made, sizeof made / sizeof *made,
                 &table->constants, &table->constant_count);
}

LodStatus lod_standard_describe(LodMapping *mapping, size_t index,
                                const char *url)
{
  LodTableMap *table = &mapping->tables[index];
  LodStatus status = LOD_SUCCESS;
  if (!mapping->group_described) {
    LodStatement type =
        statement_of(node_term(mapping->group_id, mapping->group_label),
                     LOD_RDF "type", iri_term(LOD_CSVW "TableGroup"));
    status = prepend(mapping->arena, &type, 1, &mapping->group_constants,
                     &mapping->group_constant_count);
    mapping->group_described = true;
  }
  if (status || table->suppress_output)
    return status;
  LodTriplesMap *maps =
      lod_arena_array(mapping->arena, table->map_count + 2, sizeof *maps);
  if (!maps)
    return LOD_ERR_NO_MEMORY;
  status = describe_table(mapping, table, url);
  if (!status)
    status = link_row(mapping, table, &maps[0]);
  if (!status)
    status = describe_row(mapping, table, url, &maps[1]);
  if (status)
    return status;
  if (table->map_count)
    memcpy(maps + 2, table->maps, table->map_count * sizeof *maps);
  table->maps = maps;
  table->map_count += 2;
  return LOD_SUCCESS;
}
