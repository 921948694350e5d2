/* Terms of one row: values to identifiers, keys and resources. */
#include "base/utf8.h"
#include "linked/plan_internal.h"
#include "rdf/encode.h"

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

static uint64_t source_row(const LodRowContext *context)
{
  return context->work->rows->batch->records[context->row].number;
}

static uint64_t data_row(const LodRowContext *context)
{
  return context->work->rows->batch->first_row + context->row;
}

/* What templates are expanded with. */
static char *put_key(const void *user, size_t key, char *at, bool *made)
{
  return lod_row_put_key(user, key, at, made);
}

static LodTemplateRow template_row(const LodRowContext *context)
{
  LodPlanWork *work = context->work;
  return (LodTemplateRow){.mapping = context->plan->mapping,
                          .rows = work->rows,
                          .row = context->row,
                          .bad_cells = context->plan->options.bad_cells,
                          .arena = work->arena,
                          .expansion = &work->expansion,
                          .resolving = &work->resolved,
                          .put_key = put_key,
                          .user = context};
}

/* The value of a column, per-cent-encoded, and room for what follows it. */
static LodStatus put_column(const LodRowContext *context,
                            const LodResource *resource, size_t column,
                            LodBuffer *out, bool *made)
{
  LodView text;
  LodStatus status;
  if (context->values[column].kind == LOD_VALUE_LIST) {
    const LodTemplateRow row = template_row(context);
    status = lod_row_append_list(&row, column, out, made);
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
  return lod_put_uint(at, (uint64_t)before + 1);
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
  return lod_put_uint(at, kind == LOD_OP_ROW ? data_row(context)
                                             : source_row(context));
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

static LodStatus say_bad(const LodRowContext *context,
                         const LodBoundTemplate *t, LodView iri)
{
  const LodPlace place = place_of_value(context, t);
  bool first;
  LodStatus status = lod_left_out_note(&context->work->left_out,
                                       data_row(context), iri, &first);
  if (!first)
    return status;
  lod_log_add(context->log, LOD_WARNING, "bad-iri", &place,
              "\"%.*s\" is not an IRI; its statements are left out",
              (int)(iri.size > 80 ? 80 : iri.size), iri.data);
  return LOD_SUCCESS;
}

/* A template that decides its IRI only here. */
static LodStatus expand_general(const LodRowContext *context,
                                const LodResource *resource, LodBuffer *out,
                                bool *made)
{
  LodBuffer *expansion = &context->work->expansion;
  const size_t from = expansion->size;
  const LodTemplateRow row = template_row(context);
  LodUrlState state;
  LodStatus status = lod_row_template(&row, resource->general, &state);
  const LodView iri = {expansion->data + from, expansion->size - from};
  *made = !status && state == LOD_URL_MADE;
  if (*made)
    status = lod_append_iri(out, iri);
  else if (!status && state == LOD_URL_BAD)
    status = say_bad(context, resource->general, iri);
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
