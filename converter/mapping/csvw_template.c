#include "base/ascii.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"

/* Binding one template that stands on a column. */
typedef struct Binder {
  LodCsvw *c;
  const LodCsvwTable *table;
  size_t column;
  LodBoundTemplate *bound;
} Binder;

static bool is_named(LodView name, const char *wanted)
{
  return lod_view_equal(name, lod_view(wanted));
}

static LodStatus bind_text(LodCsvw *c, LodView text, LodVariable *variable)
{
  variable->kind = LOD_VARIABLE_TEXT;
  variable->text = lod_arena_view_strdup(c->arena, text);
  return variable->text ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus bind_number(LodCsvw *c, size_t number, LodVariable *variable)
{
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_uint(&text, number);
  if (!status)
    status = bind_text(c, lod_buffer_view(&text), variable);
  lod_buffer_free(&text);
  return status;
}

/* _name is the name without its per-cent triplets, which expansion adds. */
static LodStatus bind_name(Binder *b, LodVariable *variable)
{
  LodView decoded;
  const LodSchema *schema = b->table->map->schema;
  LodStatus status = lod_csvw_percent_decode(
      b->c->arena, lod_view(schema->columns[b->column].name), &decoded);
  return status ? status : bind_text(b->c, decoded, variable);
}

static bool find_key(const LodTableMap *map, LodView name, size_t *index)
{
  for (size_t i = 0; i < map->key_count; i++)
    if (is_named(name, map->keys[i].name)) {
      *index = i;
      return true;
    }
  return false;
}

/* The column whose name is NAME, both without per-cent triplets. */
static LodStatus find_column(Binder *b, LodView name, size_t *index)
{
  const LodSchema *schema = b->table->map->schema;
  LodView wanted, own;
  *index = lod_schema_find(schema, name);
  if (*index != LOD_NO_COLUMN)
    return LOD_SUCCESS;
  LodStatus status = lod_csvw_percent_decode(b->c->arena, name, &wanted);
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    if (wanted.size == name.size && !strchr(schema->columns[i].name, '%'))
      continue;
    status = lod_csvw_percent_decode(b->c->arena,
                                     lod_view(schema->columns[i].name), &own);
    if (!status && lod_view_equal(own, wanted)) {
      *index = i;
      break;
    }
  }
  return status;
}

/* 5.1.3: what a variable stands for. */
static LodStatus bind_variable(Binder *b, LodView name, LodVariable *variable)
{
  const LodTableMap *map = b->table->map;
  if (is_named(name, "_row")) {
    variable->kind = LOD_VARIABLE_ROW;
    return LOD_SUCCESS;
  }
  if (is_named(name, "_sourceRow")) {
    variable->kind = LOD_VARIABLE_SOURCE_ROW;
    return LOD_SUCCESS;
  }
  if (is_named(name, "_name"))
    return bind_name(b, variable);
  if (is_named(name, "_column"))
    return bind_number(b->c, b->column + 1, variable);
  if (is_named(name, "_sourceColumn"))
    return bind_number(b->c, b->column + 1 + map->dialect.skip_columns,
                       variable);
  variable->kind = LOD_VARIABLE_KEY;
  if (find_key(map, name, &variable->index))
    return LOD_SUCCESS;
  LodStatus status = find_column(b, name, &variable->index);
  variable->kind = variable->index == LOD_NO_COLUMN ? LOD_VARIABLE_UNDEFINED
                                                    : LOD_VARIABLE_COLUMN;
  return status;
}

static size_t count_variables(const LodTemplate *syntax)
{
  size_t count = 0;
  for (size_t i = 0; i < syntax->part_count; i++)
    count += syntax->parts[i].variable_count;
  return count;
}

static LodStatus bind_variables(Binder *b)
{
  LodBoundTemplate *t = b->bound;
  size_t count = count_variables(&t->syntax);
  LodStatus status = LOD_SUCCESS;
  t->variables = lod_arena_array(b->c->arena, count + 1, sizeof *t->variables);
  if (!t->variables)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < t->syntax.part_count; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    for (size_t v = 0; v < part->variable_count && !status; v++)
      status = bind_variable(b, part->variables[v].name,
                             &t->variables[t->variable_count++]);
  }
  return status;
}

/* Parse and bind TEXT; it has been seen to be a template. */
static LodStatus bind(Binder *b, const char *text)
{
  size_t at;
  b->bound = lod_arena_alloc(b->c->arena, sizeof *b->bound);
  if (!b->bound)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      lod_template_parse(lod_view(text), b->c->arena, &b->bound->syntax, &at);
  return status ? status : bind_variables(b);
}

/* Is the same made for every row? */
static bool is_fixed(const LodBoundTemplate *t)
{
  for (size_t i = 0; i < t->variable_count; i++)
    if (t->variables[i].kind != LOD_VARIABLE_TEXT &&
        t->variables[i].kind != LOD_VARIABLE_UNDEFINED)
      return false;
  return true;
}

typedef struct Fixed {
  const LodBoundTemplate *bound;
  LodView text;
} Fixed;

static bool look_up_fixed(void *user, LodView name, LodTemplateValue *value)
{
  Fixed *fixed = user;
  const LodTemplate *syntax = &fixed->bound->syntax;
  size_t at = 0;
  for (size_t i = 0; i < syntax->part_count; i++)
    for (size_t v = 0; v < syntax->parts[i].variable_count; v++, at++) {
      const LodVariable *variable = &fixed->bound->variables[at];
      if (variable->kind != LOD_VARIABLE_TEXT ||
          !lod_view_equal(syntax->parts[i].variables[v].name, name))
        continue;
      fixed->text = lod_view(variable->text);
      *value = (LodTemplateValue){&fixed->text, 1};
      return true;
    }
  return false;
}

static LodStatus expand_fixed(const LodBoundTemplate *t, LodBuffer *out)
{
  Fixed fixed = {t, {NULL, 0}};
  return lod_template_expand(&t->syntax, look_up_fixed, &fixed, out);
}

/* An IRI that is the same for every row. */
static LodStatus fold_iri(Binder *b, LodTermMap *map)
{
  LodBuffer text = {0}, iri = {0};
  LodStatus status = expand_fixed(b->bound, &text);
  if (!status)
    status = lod_mapping_resolve(b->c->mapping, b->table->base,
                                 lod_buffer_view(&text), &iri);
  if (!status && !lod_iri_is_absolute(lod_buffer_view(&iri))) {
    b->c->mapping->left_out++;
    if (!(status = lod_buffer_terminate(&iri)))
      lod_csvw_warn(b->c, &b->table->path, "metadata-iri",
                    "%s: <%s> is no IRI; its statements are left out",
                    iri.data);
  } else if (!status) {
    map->constant = lod_arena_view_strdup(b->c->arena, lod_buffer_view(&iri));
    status = map->constant ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&iri);
  lod_buffer_free(&text);
  return status;
}

LodStatus lod_csvw_bind_iri(LodCsvw *c, const LodCsvwTable *table,
                            size_t column, const char *text, LodTermMap *map)
{
  Binder b = {c, table, column, NULL};
  *map = (LodTermMap){.type = LOD_TERM_IRI, .code_list = SIZE_MAX};
  LodStatus status = bind(&b, text);
  if (status)
    return status;
  if (is_fixed(b.bound))
    return fold_iri(&b, map);
  map->kind = LOD_MAP_TEMPLATE;
  map->template_ = b.bound;
  return lod_csvw_resolve_template(c, table->base, b.bound);
}

/* Literals take the text as it stands; parsing encoded it for IRIs. */
static LodStatus take_raw_parts(LodCsvw *c, const char *text, LodTemplate *t)
{
  const char *at = lod_arena_strdup(c->arena, text);
  if (!at)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < t->part_count; i++) {
    size_t size = strcspn(at, *at == '{' ? "}" : "{");
    if (t->parts[i].op == 'L')
      t->parts[i].literal = (LodView){at, size};
    at += size + (t->parts[i].op == 'L' ? 0 : 1);
  }
  return LOD_SUCCESS;
}

bool lod_csvw_is_literal_template(const LodTemplate *t)
{
  for (size_t i = 0; i < t->part_count; i++) {
    const LodTemplatePart *part = &t->parts[i];
    if (part->op != 'L' &&
        (part->op != '0' || part->variable_count != 1 ||
         part->variables->prefix || part->variables->explode))
      return false;
  }
  return true;
}

static LodStatus append_fixed_literal(const LodBoundTemplate *t, LodBuffer *out)
{
  size_t variable = 0;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < t->syntax.part_count && !status; i++)
    if (t->syntax.parts[i].op == 'L')
      status = lod_buffer_append_view(out, t->syntax.parts[i].literal);
    else
      status = lod_buffer_append_text(out, t->variables[variable++].text);
  return status;
}

/* A literal that is the same for every row. */
static LodStatus fold_literal(Binder *b, LodTermMap *map)
{
  const LodColumn *column = &b->table->map->schema->columns[b->column];
  LodBuffer text = {0};
  LodView lexical = {NULL, 0};
  LodStatus status = append_fixed_literal(b->bound, &text);
  if (!status && lod_datatype_parse(column->datatype, lod_buffer_view(&text),
                                    b->c->arena, &lexical))
    status = lod_csvw_fail(b->c, &b->table->path, "annotation",
                           "%s: lod:value of the column \"%s\" is no value of "
                           "its datatype",
                           column->name);
  if (!status) {
    map->constant = lod_arena_view_strdup(b->c->arena, lexical);
    status = map->constant ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

/* Such a literal would never be made. */
static LodStatus refuse_undefined(const Binder *b)
{
  const LodBoundTemplate *t = b->bound;
  for (size_t i = 0; i < t->variable_count; i++)
    if (t->variables[i].kind == LOD_VARIABLE_UNDEFINED)
      return lod_csvw_fail(
          b->c, &b->table->path, "annotation",
          "%s: lod:value of the column \"%s\" names neither a column nor a "
          "key",
          b->table->map->schema->columns[b->column].name);
  return LOD_SUCCESS;
}

/* "{name}" alone is that column's cell once more, save where templates see
   something else than the cell. */
static bool is_cell(const Binder *b)
{
  const LodBoundTemplate *t = b->bound;
  const LodSchema *schema = b->table->map->schema;
  return t->syntax.part_count == 1 && t->variable_count == 1 &&
         t->variables[0].kind == LOD_VARIABLE_COLUMN &&
         schema->columns[t->variables[0].index].identifier ==
             LOD_IDENTIFIER_NONE;
}

LodStatus lod_csvw_bind_literal(LodCsvw *c, const LodCsvwTable *table,
                                size_t column, const char *text,
                                LodTermMap *map)
{
  Binder b = {c, table, column, NULL};
  LodStatus status = bind(&b, text);
  if (!status)
    status = take_raw_parts(c, text, &b.bound->syntax);
  if (!status)
    status = refuse_undefined(&b);
  if (status)
    return status;
  if (is_fixed(b.bound)) {
    map->kind = LOD_MAP_CONSTANT;
    return fold_literal(&b, map);
  }
  if (is_cell(&b)) {
    map->kind = LOD_MAP_REFERENCE;
    map->reference = b.bound->variables[0];
    return LOD_SUCCESS;
  }
  map->kind = LOD_MAP_TEMPLATE;
  map->template_ = b.bound;
  return LOD_SUCCESS;
}

LodStatus lod_csvw_template_by_column(LodCsvw *c, const char *text,
                                      bool *by_column)
{
  LodTemplate syntax;
  size_t at;
  LodStatus status = lod_template_parse(lod_view(text), c->arena, &syntax, &at);
  *by_column = false;
  for (size_t i = 0; i < syntax.part_count && !status; i++)
    for (size_t v = 0; v < syntax.parts[i].variable_count; v++) {
      LodView name = syntax.parts[i].variables[v].name;
      if (is_named(name, "_name") || is_named(name, "_column") ||
          is_named(name, "_sourceColumn"))
        *by_column = true;
    }
  return status;
}
