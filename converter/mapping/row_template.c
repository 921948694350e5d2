#include "mapping/row_template.h"

#include "base/arena.h"
#include "rdf/encode.h"
#include "rdf/iri.h"

/* One expansion under way. */
typedef struct Expansion {
  const LodTemplateRow *row;
  const LodBoundTemplate *template_;
  bool missing; /* some variable was null */
  LodStatus status;
} Expansion;

static const LodValue *value_of(const LodTemplateRow *row, size_t column)
{
  return &lod_rows_row(row->rows, row->row)[column];
}

static const LodColumn *column_of(const LodTemplateRow *row, size_t column)
{
  return &row->rows->binding->schema->columns[column];
}

/* The ten digits of an organisation number, where TEXT is one. */
static bool take_digits(Expansion *e, LodView *text)
{
  char *digits = lod_arena_bytes(e->row->arena, 10);
  if (!digits)
    e->status = LOD_ERR_NO_MEMORY;
  if (!digits || !lod_organisation_number(*text, digits))
    return false;
  *text = (LodView){digits, 10};
  return true;
}

/* "A string value that is the canonical representation of the value of the
   cell" (5.1.3); false when there is none, or no identifier of the kind that
   the column has. */
static bool text_of_value(Expansion *e, const LodColumn *column,
                          const LodValue *value, LodView *text)
{
  *text = (LodView){value->data, value->size};
  if (!lod_value_is_present(value, e->row->bad_cells))
    return false;
  if (column->identifier == LOD_IDENTIFIER_ORGANISATION_NUMBER)
    return take_digits(e, text);
  if (value->kind != LOD_VALUE_VALID ||
      lod_xsd_type_is_string(lod_datatype_base(column->datatype)))
    return true;
  *text = lod_datatype_canonical(column->datatype, *text, e->row->arena);
  if (!text->data)
    e->status = LOD_ERR_NO_MEMORY;
  return text->data != NULL;
}

/* A key or a number of the row, into the arena. */
static bool text_of_row(Expansion *e, const LodVariable *variable,
                        LodView *text)
{
  const LodTemplateRow *row = e->row;
  const LodBatch *batch = row->rows->batch;
  char *const start = lod_arena_bytes(row->arena, LOD_KEY_SIZE);
  char *end = start;
  bool made = true;
  if (!start) {
    e->status = LOD_ERR_NO_MEMORY;
    return false;
  }
  if (variable->kind == LOD_VARIABLE_ROW)
    end = lod_put_uint(start, batch->first_row + row->row);
  else if (variable->kind == LOD_VARIABLE_SOURCE_ROW)
    end = lod_put_uint(start, batch->records[row->row].number);
  else if (row->put_key)
    end = row->put_key(row->user, variable->index, start, &made);
  else
    made = false;
  *text = (LodView){start, (size_t)(end - start)};
  return made;
}

/* A variable that has one text. */
static bool text_of_variable(Expansion *e, const LodVariable *variable,
                             LodView *text)
{
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    return text_of_value(e, column_of(e->row, variable->index),
                         value_of(e->row, variable->index), text);
  case LOD_VARIABLE_TEXT:
    *text = lod_view(variable->text);
    return true;
  case LOD_VARIABLE_UNDEFINED:
    return false;
  default:
    return text_of_row(e, variable, text);
  }
}

static bool is_list(const LodTemplateRow *row, const LodVariable *variable)
{
  return variable->kind == LOD_VARIABLE_COLUMN &&
         value_of(row, variable->index)->kind == LOD_VALUE_LIST;
}

static bool find_items(Expansion *e, size_t column, LodTemplateValue *result)
{
  const LodValue *list = value_of(e->row, column);
  const LodValue *items = list->data;
  LodView *texts =
      lod_arena_array(e->row->arena, (size_t)list->size + 1, sizeof *texts);
  size_t count = 0;
  if (!texts) {
    e->status = LOD_ERR_NO_MEMORY;
    return false;
  }
  for (size_t i = 0; i < list->size && !e->status; i++)
    if (text_of_value(e, column_of(e->row, column), &items[i], &texts[count]))
      count++;
  *result = (LodTemplateValue){texts, count};
  return count > 0;
}

static bool find_value(Expansion *e, const LodVariable *variable,
                       LodTemplateValue *result)
{
  if (is_list(e->row, variable))
    return find_items(e, variable->index, result);
  LodView *text = lod_arena_alloc(e->row->arena, sizeof *text);
  if (!text)
    e->status = LOD_ERR_NO_MEMORY;
  if (!text || !text_of_variable(e, variable, text))
    return false;
  *result = (LodTemplateValue){text, 1};
  return true;
}

static const LodVariable *find_variable(const LodBoundTemplate *t, LodView name)
{
  const LodVariable *variable = t->variables;
  for (size_t i = 0; i < t->syntax.part_count; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    for (size_t v = 0; part->op != 'L' && v < part->variable_count; v++)
      if (lod_view_equal(part->variables[v].name, name))
        return &variable[v];
    variable += part->op == 'L' ? 0 : part->variable_count;
  }
  return NULL;
}

/* For lod_template_expand. */
static bool look_up(void *user, LodView name, LodTemplateValue *result)
{
  Expansion *e = user;
  const LodVariable *variable = find_variable(e->template_, name);
  *result = (LodTemplateValue){0};
  if (e->status) /* of a variable before this one */
    return false;
  const bool found = variable && find_value(e, variable, result);
  e->missing |= !found;
  return found;
}

bool lod_template_is_simple(const LodBoundTemplate *t)
{
  if (t->resolve)
    return false;
  for (size_t i = 0; i < t->syntax.part_count; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    if (part->op == 'L')
      continue;
    if (part->op != '0' || part->variable_count != 1 ||
        part->variables[0].prefix || part->variables[0].explode)
      return false;
  }
  return true;
}

static LodStatus append_percent(LodBuffer *out, LodView text)
{
  LodStatus status = lod_buffer_reserve(out, text.size * LOD_PERCENT_FACTOR);
  if (!status)
    out->size =
        (size_t)(lod_encode_percent(out->data + out->size, text) - out->data);
  return status;
}

static LodStatus append_variable(Expansion *e, const LodVariable *variable,
                                 LodBuffer *out)
{
  LodTemplateValue value = {0};
  LodStatus status = LOD_SUCCESS;
  e->missing |= !find_value(e, variable, &value);
  for (size_t i = 0; i < value.count && !status; i++) {
    if (i)
      status = lod_buffer_append_char(out, ',');
    if (!status)
      status = append_percent(out, value.items[i]);
  }
  return status ? status : e->status;
}

LodStatus lod_row_append_list(const LodTemplateRow *row, size_t column,
                              LodBuffer *out, bool *made)
{
  const LodVariable variable = {.kind = LOD_VARIABLE_COLUMN, .index = column};
  Expansion e = {.row = row};
  LodStatus status = append_variable(&e, &variable, out);
  *made = !e.missing;
  return status;
}

static LodStatus expand_simple(Expansion *e, LodBuffer *out)
{
  const LodBoundTemplate *t = e->template_;
  const LodVariable *variable = t->variables;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < t->syntax.part_count && !status; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    status = part->op == 'L' ? lod_buffer_append_view(out, part->literal)
                             : append_variable(e, variable++, out);
  }
  return status;
}

/* What a value decides is resolved and checked only here, as a cell may hold
   anything; dot segments are taken out.  What is not resolved is absolute, but
   may have some. */
static LodStatus finish(const LodTemplateRow *row, const LodBoundTemplate *t,
                        size_t start, LodUrlState *state)
{
  LodBuffer *out = row->expansion;
  LodView iri = {out->data + start, out->size - start};
  if (t->resolve || memmem(iri.data, iri.size, "/.", 2)) {
    LodBuffer *resolved = row->resolving;
    resolved->size = 0;
    LodStatus status =
        lod_mapping_resolve(row->mapping, t->base, iri, resolved);
    out->size = start;
    if (!status)
      status = lod_buffer_append_view(out, lod_buffer_view(resolved));
    if (status)
      return status;
    iri = (LodView){out->data + start, out->size - start};
  }
  *state = lod_iri_is_absolute(iri) ? LOD_URL_MADE : LOD_URL_BAD;
  return LOD_SUCCESS;
}

/* Is a value null without which there is no term?  Most often it is a link
   that most rows do not have. */
static bool is_without_term(const LodTemplateRow *row,
                            const LodBoundTemplate *t)
{
  if (!row->mapping->null_omits_term)
    return false;
  for (size_t i = 0; i < t->variable_count; i++)
    if (t->variables[i].kind == LOD_VARIABLE_COLUMN &&
        value_of(row, t->variables[i].index)->kind == LOD_VALUE_NULL)
      return true;
  return false;
}

LodStatus lod_row_template(const LodTemplateRow *row, const LodBoundTemplate *t,
                           LodUrlState *state)
{
  LodBuffer *out = row->expansion;
  size_t start = out->size;
  Expansion e = {.row = row, .template_ = t};
  *state = LOD_URL_NONE;
  if (is_without_term(row, t))
    return LOD_SUCCESS;
  const bool simple = lod_template_is_simple(t);
  LodStatus status = lod_buffer_reserve(out, 1);
  if (!status)
    status = simple ? expand_simple(&e, out)
                    : lod_template_expand(&t->syntax, look_up, &e, out);
  if (!status)
    status = e.status;
  if (status || (e.missing && row->mapping->null_omits_term))
    return status;
  *state = LOD_URL_MADE;
  return simple ? LOD_SUCCESS : finish(row, t, start, state);
}

LodStatus lod_row_url(const LodTemplateRow *row, const LodTermMap *map,
                      LodView *url, LodUrlState *state)
{
  LodBuffer *out = row->expansion;
  size_t start = out->size;
  if (map->kind == LOD_MAP_CONSTANT) {
    *url = lod_view(map->constant);
    *state = map->constant ? LOD_URL_MADE : LOD_URL_BAD;
    return LOD_SUCCESS;
  }
  LodStatus status = lod_row_template(row, map->template_, state);
  if (!status && *state != LOD_URL_NONE) {
    *url = lod_arena_view_copy(row->arena,
                               (LodView){out->data + start, out->size - start});
    status = url->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  out->size = start;
  return status;
}
