#include "linked/explain.h"

#include "base/log_escape.h"
#include "base/message.h"
#include "rdf/graph.h"

static LodStatus append_variable(const LodTableMap *table,
                                 const LodVariable *variable, LodView name,
                                 LodBuffer *out)
{
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    return lod_buffer_printf(out, "{%s}",
                             table->schema->columns[variable->index].name);
  case LOD_VARIABLE_KEY:
    return lod_buffer_printf(out, "{%s}", table->keys[variable->index].name);
  case LOD_VARIABLE_TEXT:
    return lod_buffer_append_text(out, variable->text);
  default:
    return lod_buffer_printf(out, "{%.*s}", (int)name.size, name.data);
  }
}

LodStatus lod_explain_template(const LodTableMap *table,
                               const LodBoundTemplate *t, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  size_t variable = 0;
  for (size_t i = 0; i < t->syntax.part_count && !status; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    if (part->op == 'L')
      status = lod_buffer_append_view(out, part->literal);
    for (size_t v = 0; part->op != 'L' && v < part->variable_count && !status;
         v++)
      status = append_variable(table, &t->variables[variable++],
                               part->variables[v].name, out);
  }
  return status;
}

static LodStatus explain_reference(const LodTableMap *table,
                                   const LodTermMap *map, LodNames *names,
                                   LodBuffer *out)
{
  if (map->type == LOD_TERM_BLANK)
    return lod_buffer_append_text(out, _("a blank node of the row"));
  LodStatus status =
      append_variable(table, &map->reference, LOD_VIEW("_row"), out);
  if (!status && map->code_list != SIZE_MAX)
    return lod_buffer_printf(out, _(" looked up in %s"),
                             table->code_lists[map->code_list].name);
  if (!status && map->language)
    return lod_buffer_printf(out, "@%s", map->language);
  if (status || !map->datatype)
    return status;
  status = lod_buffer_append_text(out, "^^");
  return status ? status
                : lod_names_write(names, lod_view(map->datatype), false, out);
}

/* A text from metadata or a header, which may be anybody's: safe for a
   terminal, and on one line. */
static LodStatus append_safe(const char *text, LodBuffer *out)
{
  size_t size = lod_log_escape(lod_view(text), NULL, 0);
  LodStatus status = lod_buffer_reserve(out, size + 1);
  if (status)
    return status;
  lod_log_escape(lod_view(text), out->data + out->size, size + 1);
  out->size += size;
  return LOD_SUCCESS;
}

static LodStatus explain_constant(const LodTermMap *map, LodBuffer *out)
{
  bool blank = map->type == LOD_TERM_BLANK;
  LodStatus status = lod_buffer_append_text(out, blank ? "_:" : "\"");
  if (!status)
    status = append_safe(map->constant, out);
  return status || blank ? status : lod_buffer_append_char(out, '"');
}

LodStatus lod_explain_term(const LodTableMap *table, const LodTermMap *map,
                           bool predicate, LodNames *names, LodBuffer *out)
{
  LodStatus status;
  if (map->kind == LOD_MAP_REFERENCE)
    return explain_reference(table, map, names, out);
  bool iri = map->type == LOD_TERM_IRI;
  if (map->kind == LOD_MAP_CONSTANT) {
    if (iri)
      return lod_names_write(names, lod_view(map->constant), predicate, out);
    return explain_constant(map, out);
  }
  status = lod_buffer_append_char(out, iri ? '<' : '"');
  if (!status)
    status = lod_explain_template(table, map->template_, out);
  return status ? status : lod_buffer_append_char(out, iri ? '>' : '"');
}

/* The titles by which the column is found beside its name. */
static LodStatus explain_titles(const LodColumn *column, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  bool some = false;
  for (size_t i = 0; i < column->title_count && !status; i++) {
    if (strcmp(column->titles[i].text, column->name) == 0)
      continue;
    status = lod_buffer_append_text(out, some ? ", " : _("; also "));
    if (!status)
      status = append_safe(column->titles[i].text, out);
    some = true;
  }
  return status;
}

static LodStatus explain_column(const LodSchema *schema, size_t index,
                                LodNames *names, LodBuffer *out)
{
  const LodColumn *column = &schema->columns[index];
  LodStatus status = lod_buffer_printf(out, "  %s  ", column->name);
  if (!status)
    status = lod_names_write(
        names, lod_view(lod_datatype_iri(column->datatype)), false, out);
  if (!status && column->required)
    status = lod_buffer_printf(out, ", %s", _("required"));
  if (!status && column->identifier != LOD_IDENTIFIER_NONE)
    status =
        lod_buffer_printf(out, ", %s", _("an organisation number in IRIs"));
  if (!status)
    status = explain_titles(column, out);
  return status ? status : lod_buffer_append_char(out, '\n');
}

static LodStatus explain_columns(const LodTableMap *table, LodNames *names,
                                 LodBuffer *out)
{
  const LodSchema *schema = table->schema;
  LodStatus status =
      lod_buffer_printf(out, "%s\n",
                        schema->match_by_title
                            ? _("Columns, found by name or title in any order:")
                            : _("Columns, in this order:"));
  for (size_t i = 0; i < schema->column_count && !status; i++)
    if (!schema->columns[i].virtual_column)
      status = explain_column(schema, i, names, out);
  return status;
}

static LodStatus explain_key(const LodTableMap *table, const LodKey *key,
                             LodBuffer *out)
{
  LodStatus status =
      lod_buffer_printf(out, "  {%s}  %s", key->name, _("a hash of "));
  if (!status && key->all_columns)
    status = lod_buffer_append_text(out, _("all columns"));
  for (size_t i = 0; i < key->column_count && !status; i++)
    status = lod_buffer_printf(out, "%s%s", i ? ", " : "",
                               table->schema->columns[key->columns[i]].name);
  if (!status && key->counted)
    status = lod_buffer_append_text(
        out, _("; equal rows are told apart by a number"));
  if (!status && key->otherwise != SIZE_MAX)
    status = lod_buffer_printf(out, _("; {%s} where a needed column is empty"),
                               table->keys[key->otherwise].name);
  return status ? status : lod_buffer_append_char(out, '\n');
}

static LodStatus explain_statement(const LodTableMap *table,
                                   const LodStatementMap *map, LodNames *names,
                                   LodBuffer *out)
{
  LodStatus status = lod_buffer_append_text(out, "  ");
  if (!status)
    status = lod_explain_term(table, &map->predicate, true, names, out);
  if (!status)
    status = lod_buffer_append_char(out, ' ');
  if (!status)
    status = lod_explain_term(table, &map->object, false, names, out);
  if (!status && map->once)
    status = lod_buffer_printf(out, "  (%s)", _("once for all its rows"));
  if (!status && map->condition != LOD_NO_COLUMN)
    status = lod_buffer_printf(out, _("  (where %s has a value)"),
                               table->schema->columns[map->condition].name);
  return status ? status : lod_buffer_append_char(out, '\n');
}

static LodStatus explain_map(const LodTableMap *table, const LodTriplesMap *map,
                             LodNames *names, LodBuffer *out)
{
  LodStatus status = lod_explain_term(table, &map->subject, false, names, out);
  if (!status)
    status = lod_buffer_append_char(out, '\n');
  for (size_t i = 0; i < map->statement_count && !status; i++)
    status = explain_statement(table, &map->statements[i], names, out);
  return status;
}

typedef struct Said {
  LodNames *names;
  LodBuffer *out;
} Said;

static LodStatus say_statement(void *user, const LodStatement *statement)
{
  const Said *said = user;
  LodStatus status = lod_buffer_append_text(said->out, "  ");
  if (!status)
    status = lod_names_write(said->names, statement->predicate.value, true,
                             said->out);
  if (!status)
    status = lod_buffer_printf(said->out, " %.*s\n",
                               (int)statement->object.value.size,
                               statement->object.value.data);
  return status;
}

/* The common properties of the table, held in a graph. */
static LodStatus explain_common(const LodTableMap *table, LodNames *names,
                                LodBuffer *out)
{
  LodGraph *graph;
  Said said = {names, out};
  LodStatementSink sink = {say_statement, &said};
  if (table->constant_count == 0)
    return LOD_SUCCESS;
  LodStatus status = lod_graph_new(NULL, &graph);
  if (status)
    return status;
  for (size_t i = 0; i < table->constant_count && !status; i++)
    status = lod_graph_add(graph, &table->constants[i]);
  if (!status)
    status = lod_buffer_printf(out, "%s\n", _("Said of the table:"));
  if (!status)
    status =
        lod_graph_find(graph, &table->constants[0].subject, NULL, NULL, &sink);
  lod_graph_free(graph);
  return status ? status : lod_buffer_append_char(out, '\n');
}

LodStatus lod_explain_table(const LodMapping *mapping, size_t index,
                            LodNames *names, LodBuffer *out)
{
  const LodTableMap *table = &mapping->tables[index];
  LodStatus status = explain_common(table, names, out);
  if (!status)
    status = explain_columns(table, names, out);
  if (!status && table->key_count)
    status = lod_buffer_printf(out, "\n%s\n", _("Keys:"));
  for (size_t i = 0; i < table->key_count && !status; i++)
    status = explain_key(table, &table->keys[i], out);
  if (!status)
    status = lod_buffer_printf(out, "\n%s\n", _("What is said, by subject:"));
  for (size_t i = 0; i < table->map_count && !status; i++)
    status = explain_map(table, &table->maps[i], names, out);
  return status;
}
