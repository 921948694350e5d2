#include "mapping/row_template.h"

#include "base/arena.h"
#include "rdf/encode.h"
#include "rdf/iri.h"

/* One expansion under way. */
typedef struct Expansion {
  const LodTemplateRow *row;
  const LodTemplatePart *part;  /* of the general kind, under way */
  const LodVariable *variables; /* its own */
  bool missing;                 /* some variable was null */
  LodStatus status;
} Expansion;

static const LodValue *value_of(const LodTemplateRow *row, size_t column)
{
  return &lod_rows_row(row->rows, row->row)[column];
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
  if (column->identifier == LOD_IDENTIFIER_ORGANISATION_NUMBER) {
    char *digits = lod_arena_bytes(e->row->arena, 10);
    if (!digits)
      e->status = LOD_ERR_NO_MEMORY;
    else if (lod_organisation_number(*text, digits))
      *text = (LodView){digits, 10};
    else
      digits = NULL;
    return digits != NULL;
  }
  if (value->kind != LOD_VALUE_VALID || column->spec.base == LOD_XSD_STRING)
    return true;
  *text = lod_datatype_canonical(column->datatype, *text, e->row->arena);
  if (!text->data)
    e->status = LOD_ERR_NO_MEMORY;
  return text->data != NULL;
}

static bool text_of_number(Expansion *e, uint64_t number, LodView *text)
{
  LodBuffer *buffer = e->row->expansion;
  size_t start = buffer->size;
  e->status = lod_buffer_append_uint(buffer, number);
  if (!e->status) {
    *text = lod_arena_view_copy(
        e->row->arena, (LodView){buffer->data + start, buffer->size - start});
    e->status = text->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  buffer->size = start;
  return !e->status;
}

/* A variable that has one text. */
static bool text_of_variable(Expansion *e, const LodVariable *variable,
                             LodView *text)
{
  const LodTemplateRow *row = e->row;
  const LodBatch *batch = row->rows->batch;
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    return text_of_value(e,
                         &row->rows->binding->schema->columns[variable->index],
                         value_of(row, variable->index), text);
  case LOD_VARIABLE_ROW:
    return text_of_number(e, batch->first_row + row->row, text);
  case LOD_VARIABLE_SOURCE_ROW:
    return text_of_number(e, batch->records[row->row].number, text);
  case LOD_VARIABLE_TEXT:
    *text = lod_view(variable->text);
    return true;
  default:
    return false;
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
    if (text_of_value(e, &e->row->rows->binding->schema->columns[column],
                      &items[i], &texts[count]))
      count++;
  *result = (LodTemplateValue){texts, count};
  return count > 0;
}

/* For lod_template_expand. */
static bool look_up(void *user, LodView name, LodTemplateValue *result)
{
  Expansion *e = user;
  const LodVariable *variable = NULL;
  LodView *text;
  bool found = false;
  for (size_t i = 0; i < e->part->variable_count && !variable; i++)
    if (lod_view_equal(e->part->variables[i].name, name))
      variable = &e->variables[i];
  if (e->status || !variable) /* of a variable before this one */
    return false;
  if (is_list(e->row, variable)) {
    found = find_items(e, variable->index, result);
  } else if ((text = lod_arena_alloc(e->row->arena, sizeof *text)) == NULL) {
    e->status = LOD_ERR_NO_MEMORY;
  } else if ((found = text_of_variable(e, variable, text))) {
    *result = (LodTemplateValue){text, 1};
  }
  e->missing |= !found;
  return found;
}

/* "{name}" of a single value, the usual case: without a look-up. */
static bool is_simple(const Expansion *e, const LodTemplatePart *part)
{
  return part->op == '0' && part->variable_count == 1 &&
         !part->variables->prefix && !part->variables->explode &&
         !is_list(e->row, e->variables);
}

static LodStatus expand_simple(Expansion *e, LodBuffer *out)
{
  LodView text;
  if (!text_of_variable(e, e->variables, &text)) {
    e->missing = true;
    return e->status;
  }
  LodStatus status = lod_buffer_reserve(out, text.size * LOD_PERCENT_FACTOR);
  if (!status)
    out->size =
        (size_t)(lod_encode_percent(out->data + out->size, text) - out->data);
  return status;
}

static LodStatus expand_part(Expansion *e, const LodTemplatePart *part,
                             bool *general, LodBuffer *out)
{
  if (part->op == 'L')
    return lod_buffer_append_view(out, part->literal);
  if (is_simple(e, part))
    return expand_simple(e, out);
  LodTemplate alone = {(LodTemplatePart *)part, 1};
  *general = true;
  e->part = part;
  LodStatus status = lod_template_expand(&alone, look_up, e, out);
  return status ? status : e->status;
}

/* What a value decides is resolved and checked only here, as a cell may hold
   anything; dot segments are taken out. */
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

static LodStatus expand(const LodTemplateRow *row, const LodBoundTemplate *t,
                        LodUrlState *state)
{
  LodBuffer *out = row->expansion;
  size_t start = out->size;
  bool general = t->resolve;
  Expansion e = {.row = row, .variables = t->variables};
  LodStatus status = lod_buffer_reserve(out, 1);
  for (size_t i = 0; i < t->syntax.part_count && !status; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    status = expand_part(&e, part, &general, out);
    e.variables += part->variable_count;
  }
  *state = LOD_URL_MADE;
  if (e.missing && row->mapping->null_omits_term)
    *state = LOD_URL_NONE;
  else if (!status && general)
    status = finish(row, t, start, state);
  return status;
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
  LodStatus status = expand(row, map->template_, state);
  if (!status && *state != LOD_URL_NONE) {
    *url = lod_arena_view_copy(row->arena,
                               (LodView){out->data + start, out->size - start});
    status = url->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  out->size = start;
  return status;
}
