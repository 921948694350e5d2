/* Terms of one row: values to identifiers, keys and resources. */
#include "base/utf8.h"
#include "linked/plan_internal.h"
#include "rdf/encode.h"
#include "rdf/iri.h"

/* "A string value that is the canonical representation of the value of the
   cell" (Metadata Vocabulary, 5.1.3). */
static LodView canonical_text(const LodRowContext *context, size_t column,
                              const LodValue *value)
{
  const LodPlan *plan = context->plan;
  LodView text = {value->data, value->size};
  if (value->kind != LOD_VALUE_VALID || !plan->canonical[column])
    return text;
  return lod_datatype_canonical(plan->table->schema->columns[column].datatype,
                                text, context->work->arena);
}

bool lod_row_text(const LodRowContext *context, size_t column, LodView *text)
{
  const LodValue *value = &context->values[column];
  if (context->plan->identifier_of[column] != SIZE_MAX)
    return lod_plan_identifier(context->work, context->row, column, text);
  if (!lod_value_is_present(value, context->plan->options.bad_cells) ||
      value->kind == LOD_VALUE_LIST)
    return false;
  *text = canonical_text(context, column, value);
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

/* The items of a list stand in a simple expression joined by commas
   (RFC 6570, 3.2.2). */
static LodStatus append_list(const LodRowContext *context, size_t column,
                             LodBuffer *out, bool *made)
{
  const LodValue *list = &context->values[column];
  const LodValue *items = list->data;
  LodStatus status = LOD_SUCCESS;
  bool some = false;
  for (size_t i = 0; i < list->size && !status; i++) {
    if (!lod_value_is_present(&items[i], context->plan->options.bad_cells))
      continue;
    if (some)
      status = lod_buffer_append_char(out, ',');
    if (!status)
      status = append_percent(out, canonical_text(context, column, &items[i]));
    some = true;
  }
  *made = some;
  return status;
}

static uint64_t source_row(const LodRowContext *context)
{
  return context->work->rows->batch->records[context->row].number;
}

static uint64_t data_row(const LodRowContext *context)
{
  return context->work->rows->batch->first_row + context->row;
}

static char *put_uint(char *at, uint64_t number)
{
  char digits[20];
  size_t count = 0;
  do
    digits[count++] = (char)('0' + number % 10);
  while (number /= 10);
  while (count > 0)
    *at++ = digits[--count];
  return at;
}

/* The value of a column, per-cent-encoded, and room for what follows it. */
static LodStatus put_column(const LodRowContext *context,
                            const LodResource *resource, size_t column,
                            LodBuffer *out, bool *made)
{
  LodView text;
  LodStatus status;
  if (context->values[column].kind == LOD_VALUE_LIST) {
    status = append_list(context, column, out, made);
    return status ? status : lod_buffer_reserve(out, resource->fixed);
  }
  *made = lod_row_text(context, column, &text);
  if (!*made)
    return LOD_SUCCESS;
  status =
      lod_buffer_reserve(out, text.size * LOD_PERCENT_FACTOR + resource->fixed);
  if (!status)
    out->size =
        (size_t)(lod_encode_percent(out->data + out->size, text) - out->data);
  return status;
}

char *lod_row_put_occurrence(const LodRowContext *context, size_t key, char *at)
{
  const size_t keys = context->plan->table->key_count;
  const uint32_t before = context->work->occurrences[context->row * keys + key];
  if (before == 0)
    return at;
  *at++ = '-';
  return put_uint(at, (uint64_t)before + 1);
}

/* At most LOD_KEY_SIZE bytes. */
char *lod_row_put_key(const LodRowContext *context, size_t key, char *at,
                      bool *made)
{
  const LodPlanWork *work = context->work;
  const uint32_t serving = lod_plan_serving_key(work, context->row, key);
  *made = serving != LOD_NO_KEY;
  if (!*made)
    return at;
  const LodTableMap *table = context->plan->table;
  lod_hash_to_hex(work->keys[context->row * table->key_count + serving], at);
  at += 32;
  return table->keys[serving].counted
             ? lod_row_put_occurrence(context, serving, at)
             : at;
}

char *lod_row_put_number(const LodRowContext *context, LodOpKind kind, char *at)
{
  return put_uint(at,
                  kind == LOD_OP_ROW ? data_row(context) : source_row(context));
}

/* OUT has room for the fixed part of the resource. */
static LodStatus run_op(const LodRowContext *context,
                        const LodResource *resource, const LodOp *op,
                        LodBuffer *out, bool *made)
{
  char *at = out->data + out->size;
  *made = true;
  switch (op->kind) {
  case LOD_OP_TEXT:
    at = lod_put_padded(at, op->text);
    break;
  case LOD_OP_COLUMN:
    return put_column(context, resource, op->index, out, made);
  case LOD_OP_KEY:
    at = lod_row_put_key(context, op->index, at, made);
    break;
  default:
    at = lod_row_put_number(context, op->kind, at);
    break;
  }
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

static LodStatus run_ops(const LodRowContext *context,
                         const LodResource *resource, LodBuffer *out,
                         bool *made)
{
  bool omit = context->plan->mapping->null_omits_term;
  size_t start = out->size;
  LodStatus status = lod_buffer_reserve(out, resource->fixed);
  for (size_t i = 0; i < resource->op_count && !status; i++) {
    bool present;
    status = run_op(context, resource, &resource->ops[i], out, &present);
    if (status)
      return status;
    if (!present && omit) {
      out->size = start;
      *made = false;
      return LOD_SUCCESS;
    }
  }
  *made = true;
  return status;
}

/* Look-up for templates of the general kind: values in the arena of the
   work. */
typedef struct Lookup {
  const LodRowContext *context;
  const LodBoundTemplate *template_;
  bool missing;
  LodStatus status;
} Lookup;

static const LodVariable *find_variable(const LodBoundTemplate *t, LodView name)
{
  size_t at = 0;
  for (size_t i = 0; i < t->syntax.part_count; i++)
    for (size_t v = 0;
         t->syntax.parts[i].op != 'L' && v < t->syntax.parts[i].variable_count;
         v++, at++)
      if (lod_view_equal(t->syntax.parts[i].variables[v].name, name))
        return &t->variables[at];
  return NULL;
}

static bool look_up_list(Lookup *look, size_t column, LodTemplateValue *result)
{
  const LodValue *list = &look->context->values[column];
  const LodValue *items = list->data;
  LodView *views = lod_arena_array(look->context->work->arena,
                                   (size_t)list->size + 1, sizeof *views);
  if (!views) {
    look->status = LOD_ERR_NO_MEMORY;
    return false;
  }
  size_t count = 0;
  for (size_t i = 0; i < list->size; i++)
    if (lod_value_is_present(&items[i], look->context->plan->options.bad_cells))
      views[count++] = canonical_text(look->context, column, &items[i]);
  *result = (LodTemplateValue){views, count};
  return count > 0;
}

/* A key or a number of the row, into the arena. */
static bool look_up_made(Lookup *look, const LodVariable *variable,
                         LodView *text)
{
  char *start = lod_arena_bytes(look->context->work->arena, LOD_KEY_SIZE);
  char *end = start;
  bool made = true;
  if (!start) {
    look->status = LOD_ERR_NO_MEMORY;
    return false;
  }
  if (variable->kind == LOD_VARIABLE_KEY)
    end = lod_row_put_key(look->context, variable->index, start, &made);
  else
    end = put_uint(start, variable->kind == LOD_VARIABLE_ROW
                              ? data_row(look->context)
                              : source_row(look->context));
  *text = (LodView){start, (size_t)(end - start)};
  return made;
}

static bool look_up_text(Lookup *look, const LodVariable *variable,
                         LodView *text)
{
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    return lod_row_text(look->context, variable->index, text);
  case LOD_VARIABLE_TEXT:
    *text = lod_view(variable->text);
    return true;
  case LOD_VARIABLE_UNDEFINED:
    return false;
  default:
    return look_up_made(look, variable, text);
  }
}

static bool look_up(void *user, LodView name, LodTemplateValue *result)
{
  Lookup *look = user;
  const LodRowContext *context = look->context;
  const LodVariable *variable = find_variable(look->template_, name);
  bool found = false;
  *result = (LodTemplateValue){0};
  if (look->status) /* of a variable before this one */
    return false;
  if (variable && variable->kind == LOD_VARIABLE_COLUMN &&
      context->values[variable->index].kind == LOD_VALUE_LIST) {
    found = look_up_list(look, variable->index, result);
  } else if (variable) {
    LodView *text = lod_arena_alloc(context->work->arena, sizeof *text);
    if (!text)
      look->status = LOD_ERR_NO_MEMORY;
    else if ((found = look_up_text(look, variable, text)))
      *result = (LodTemplateValue){text, 1};
  }
  look->missing |= !found;
  return found;
}

/* The place of a value: with its column when it is made of one alone. */
static LodPlace place_of_value(const LodRowContext *context,
                               const LodBoundTemplate *t)
{
  const LodBinding *binding = context->plan->binding;
  size_t column = LOD_NO_COLUMN, columns = 0;
  LodPlace place = {.file = binding->file,
                    .line =
                        context->work->rows->batch->records[context->row].line,
                    .row = data_row(context)};
  for (size_t i = 0; i < t->variable_count; i++)
    if (t->variables[i].kind == LOD_VARIABLE_COLUMN &&
        t->variables[i].index != column) {
      column = t->variables[i].index;
      columns++;
    }
  if (columns != 1)
    return place;
  place.column_name = binding->schema->columns[column].name;
  if (binding->fields[column] != LOD_NO_COLUMN)
    place.column = (uint32_t)binding->fields[column] + 1;
  return place;
}

/* A template that decides its IRI only here: resolved against the base and
   checked, as a cell may hold anything. */
static LodStatus finish_iri(const LodRowContext *context,
                            const LodBoundTemplate *t, size_t from,
                            LodBuffer *out, bool *made)
{
  const LodBuffer *work = &context->work->expansion;
  LodView iri = {work->data + from, work->size - from};
  LodStatus status = LOD_SUCCESS;
  /* What is not resolved is absolute, but may have dot segments. */
  if (t->resolve || memmem(iri.data, iri.size, "/.", 2)) {
    LodBuffer *resolved = &context->work->resolved;
    resolved->size = 0;
    status =
        lod_mapping_resolve(context->plan->mapping, t->base, iri, resolved);
    iri = lod_buffer_view(resolved);
  }
  *made = !status && lod_iri_is_absolute(iri);
  if (!*made) {
    context->work->left_out++;
    LodPlace place = place_of_value(context, t);
    if (!status)
      lod_log_add(context->log, LOD_WARNING, "bad-iri", &place,
                  "\"%.*s\" is not an IRI; its statements are left out",
                  (int)(iri.size > 80 ? 80 : iri.size), iri.data);
    return status;
  }
  status = lod_buffer_reserve(out, iri.size * LOD_ESCAPE_FACTOR + 2);
  if (status)
    return status;
  char *at = out->data + out->size;
  *at++ = '<';
  at = lod_encode_iri(at, iri);
  *at++ = '>';
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

/* Is a value missing without which there is no term?  Most often it is a link
   that most rows do not have. */
static bool is_without_term(const LodRowContext *context,
                            const LodBoundTemplate *t)
{
  if (!context->plan->mapping->null_omits_term)
    return false;
  for (size_t i = 0; i < t->variable_count; i++)
    if (t->variables[i].kind == LOD_VARIABLE_COLUMN &&
        context->values[t->variables[i].index].kind == LOD_VALUE_NULL)
      return true;
  return false;
}

static LodStatus expand_general(const LodRowContext *context,
                                const LodResource *resource, LodBuffer *out,
                                bool *made)
{
  const LodBoundTemplate *t = resource->general;
  LodBuffer *expansion = &context->work->expansion;
  Lookup look = {.context = context, .template_ = t};
  size_t from = expansion->size;
  *made = false;
  if (is_without_term(context, t))
    return LOD_SUCCESS;
  LodStatus status = lod_template_expand(&t->syntax, look_up, &look, expansion);
  if (!status)
    status = look.status;
  if (!status && !(look.missing && context->plan->mapping->null_omits_term))
    status = finish_iri(context, t, from, out, made);
  expansion->size = from;
  return status;
}

LodStatus lod_row_resource(const LodRowContext *context,
                           const LodResource *resource, LodBuffer *out,
                           bool *made)
{
  return resource->general ? expand_general(context, resource, out, made)
                           : run_ops(context, resource, out, made);
}

static LodStatus append_key(const LodRowContext *context, size_t key,
                            LodBuffer *out, bool *made)
{
  LodStatus status = lod_buffer_reserve(out, LOD_KEY_SIZE);
  if (!status)
    out->size =
        (size_t)(lod_row_put_key(context, key, out->data + out->size, made) -
                 out->data);
  return status;
}

/* The value of a variable as it stands in a literal. */
static LodStatus append_raw(const LodRowContext *context,
                            const LodVariable *variable, LodBuffer *out,
                            bool *made)
{
  const LodValue *value = &context->values[variable->index];
  *made = true;
  switch (variable->kind) {
  case LOD_VARIABLE_COLUMN:
    *made = value->kind != LOD_VALUE_LIST &&
            lod_value_is_present(value, context->plan->options.bad_cells);
    return *made ? lod_buffer_append(out, value->data, value->size)
                 : LOD_SUCCESS;
  case LOD_VARIABLE_KEY:
    return append_key(context, variable->index, out, made);
  case LOD_VARIABLE_ROW:
    return lod_buffer_append_uint(out, data_row(context));
  case LOD_VARIABLE_SOURCE_ROW:
    return lod_buffer_append_uint(out, source_row(context));
  case LOD_VARIABLE_TEXT:
    return lod_buffer_append_text(out, variable->text);
  default:
    *made = false;
    return LOD_SUCCESS;
  }
}

LodStatus lod_row_literal(const LodRowContext *context,
                          const LodBoundTemplate *t, LodBuffer *out, bool *made)
{
  LodStatus status = LOD_SUCCESS;
  size_t variable = 0;
  *made = true;
  for (size_t i = 0; i < t->syntax.part_count && !status && *made; i++) {
    const LodTemplatePart *part = &t->syntax.parts[i];
    if (part->op == 'L')
      status = lod_buffer_append_view(out, part->literal);
    for (size_t v = 0;
         part->op != 'L' && v < part->variable_count && !status && *made; v++)
      status = append_raw(context, &t->variables[variable++], out, made);
  }
  return status;
}
