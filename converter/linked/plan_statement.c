/* Phase 3, the general way: one statement of any kind. */
#include "base/ascii.h"
#include "linked/plan_internal.h"
#include "rdf/encode.h"

static inline char *put(char *out, LodView text)
{
  memcpy(out, text.data, text.size);
  return out + text.size;
}

/* Begin a statement, up to and with the blank behind the predicate:
   N-Triples repeats the subject, Turtle goes on with ";". */
static LodStatus begin_statement(LodBlock *block, LodView predicate)
{
  LodBuffer *out = block->out;
  LodStatus status = lod_buffer_reserve(
      out, block->name.size + block->graph.size + predicate.size + 16);
  if (status)
    return status;
  char *at = out->data + out->size;
  if (!block->turtle || !block->open) {
    if (block->turtle)
      *at++ = '\n'; /* a blank line before each subject */
    if (block->turtle && block->graph.size) {
      at = lod_put_padded(at, block->graph);
      at = put(at, LOD_VIEW(" {\n"));
    }
    at = lod_put_padded(at, block->name);
  } else {
    at = put(at, LOD_VIEW(" ;\n "));
  }
  at = lod_put_padded(at, predicate);
  out->size = (size_t)(at - out->data);
  block->open = true;
  block->context->work->statements++;
  return LOD_SUCCESS;
}

static LodStatus end_statement(LodBlock *block)
{
  LodBuffer *out = block->out;
  if (block->turtle)
    return LOD_SUCCESS;
  LodStatus status = lod_buffer_reserve(out, block->graph.size + 8);
  if (status)
    return status;
  char *at = out->data + out->size;
  if (block->graph.size) {
    *at++ = ' ';
    at = lod_put_padded(at, block->graph);
  }
  at = put(at, LOD_VIEW(" .\n"));
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

/* Turtle's abbreviations keep the digits as they are (Turtle 1.1, 2.5.2): a
   decimal must have its point followed by a digit. */
bool lod_may_stand_bare(LodBareForm form, LodView text)
{
  size_t i = text.size > 0 && (*text.data == '-' || *text.data == '+');
  size_t digits = 0, points = 0;
  if (form == LOD_BARE_BOOLEAN)
    return lod_view_equal(text, LOD_VIEW("true")) ||
           lod_view_equal(text, LOD_VIEW("false"));
  for (; i < text.size; i++) {
    if (text.data[i] == '.')
      points++;
    else if (lod_ascii_is_digit(text.data[i]))
      digits++;
    else
      return false;
  }
  if (form == LOD_BARE_INTEGER)
    return digits > 0 && points == 0;
  return points == 1 && lod_ascii_is_digit(text.data[text.size - 1]);
}

/* Doubles are written as Turtle's examples have them (2.5.2), and the W3C's
   CSVW suite: 1.5e3. */
static void make_small(char *from, const char *end)
{
  for (char *at = from; (at = memchr(at, 'E', (size_t)(end - at)));)
    *at = 'e';
}

/* The text of a literal; a bad cell is plain, without datatype. */
static LodStatus write_literal(LodBuffer *out,
                               const LodPlanStatement *statement,
                               const LodValue *value)
{
  LodView text = {value->data, value->size};
  bool bad = value->kind == LOD_VALUE_BAD;
  LodStatus status = lod_buffer_reserve(out, text.size * LOD_ESCAPE_FACTOR +
                                                 statement->close.size + 2);
  if (status)
    return status;
  char *at = out->data + out->size;
  if (statement->bare && !bad && lod_may_stand_bare(statement->bare, text)) {
    at = put(at, text);
  } else {
    *at++ = '"';
    char *start = at;
    at = lod_encode_literal(at, text);
    if (statement->small_e && !bad)
      make_small(start, at);
    if (bad)
      *at++ = '"';
    else
      at = lod_put_padded(at, statement->close);
  }
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

/* The predicate's bytes: constant, or made for this row into "scratch". */
static LodStatus predicate_bytes(const LodBlock *block,
                                 const LodPlanStatement *statement,
                                 LodView *bytes, bool *made)
{
  *bytes = statement->open;
  *made = true;
  if (!statement->predicate)
    return LOD_SUCCESS;
  LodBuffer *scratch = &block->context->work->scratch;
  scratch->size = 0;
  LodStatus status = lod_buffer_append_char(scratch, ' ');
  if (!status)
    status =
        lod_row_resource(block->context, statement->predicate, scratch, made);
  if (!status)
    status = lod_buffer_append_char(scratch, ' ');
  *bytes = lod_buffer_view(scratch);
  return status;
}

/* Take back what begin_statement wrote: the object turned out to be null. */
static void abandon(LodBlock *block, size_t size, bool open)
{
  block->out->size = size;
  block->open = open;
  block->context->work->statements--;
}

/* IRI, as written from the '<' on, is one that the layer leaves out.  It is
   whole: it is shortened only where its layer is known. */
static bool is_other_layer(const LodPlan *plan, LodView iri)
{
  LodView base = lod_view(plan->options.base);
  bool inside =
      iri.size > base.size && memcmp(iri.data + 1, base.data, base.size) == 0;
  return inside == (plan->options.layer == LOD_LAYER_LINKS);
}

static LodStatus write_resource(LodBlock *block,
                                const LodPlanStatement *statement,
                                LodView predicate)
{
  size_t size = block->out->size;
  bool open = block->open, made = false;
  LodStatus status = begin_statement(block, predicate);
  size_t start = block->out->size;
  if (!status)
    status = lod_row_resource(block->context, &statement->resource, block->out,
                              &made);
  if (made && statement->layer_varies)
    made = !is_other_layer(
        block->context->plan,
        (LodView){block->out->data + start, block->out->size - start});
  if (!status && !made) {
    abandon(block, size, open);
    return LOD_SUCCESS;
  }
  return status ? status : end_statement(block);
}

/* Something of the input is left out: it is counted as a fault. */
static void say_not_in_list(const LodBlock *block,
                            const LodPlanStatement *statement, LodView text)
{
  const LodRowContext *context = block->context;
  size_t column = statement->reference.index;
  LodPlace place = {
      .file = context->plan->binding->file,
      .line = context->work->rows->batch->records[context->row].line,
      .row = context->work->rows->batch->first_row + context->row,
      .column_name = context->plan->table->schema->columns[column].name};
  if (context->plan->binding->fields[column] != LOD_NO_COLUMN)
    place.column = (uint32_t)context->plan->binding->fields[column] + 1;
  context->work->left_out.count++;
  lod_log_add(context->log, LOD_WARNING, "not-in-code-list", &place,
              "\"%.*s\" is not in the code list; no link was made",
              (int)(text.size > 80 ? 80 : text.size), text.data);
}

static LodStatus write_code(LodBlock *block, const LodPlanStatement *statement,
                            LodView predicate, const LodValue *value)
{
  LodView text = {value->data, value->size};
  const char *iri = lod_map_get(statement->codes, text);
  if (!iri) {
    say_not_in_list(block, statement, text);
    return LOD_SUCCESS;
  }
  LodStatus status = begin_statement(block, predicate);
  if (!status)
    status = lod_append_iri(block->out, lod_view(iri));
  return status ? status : end_statement(block);
}

static LodStatus write_value(LodBlock *block, const LodPlanStatement *statement,
                             LodView predicate, const LodValue *value)
{
  if (!lod_value_is_present(value, block->context->plan->options.bad_cells))
    return LOD_SUCCESS;
  if (statement->kind == LOD_OBJECT_CODE)
    return write_code(block, statement, predicate, value);
  LodStatus status = begin_statement(block, predicate);
  if (!status)
    status = write_literal(block->out, statement, value);
  return status ? status : end_statement(block);
}

/* Numbers of the row, as literals of their own. */
static LodStatus write_row_number(LodBlock *block,
                                  const LodPlanStatement *statement,
                                  LodView predicate)
{
  const LodRowContext *context = block->context;
  const LodBatch *batch = context->work->rows->batch;
  uint64_t number = statement->reference.kind == LOD_VARIABLE_ROW
                        ? batch->first_row + context->row
                        : batch->records[context->row].number;
  char digits[LOD_UINT_SIZE];
  LodValue value = {digits, (uint32_t)(lod_put_uint(digits, number) - digits),
                    LOD_VALUE_VALID, 0};
  return write_value(block, statement, predicate, &value);
}

static LodStatus write_each(LodBlock *block, const LodPlanStatement *statement,
                            LodView predicate, const LodValue *list)
{
  const LodValue *items = list->data;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < list->size && !status; i++)
    status = write_value(block, statement, predicate, &items[i]);
  return status;
}

/* Is ITEM a member of the rdf:List that is written? */
static bool is_member(const LodBlock *block, const LodPlanStatement *statement,
                      const LodValue *item)
{
  LodView text = {item->data, item->size};
  return lod_value_is_present(item, block->context->plan->options.bad_cells) &&
         (statement->kind != LOD_OBJECT_CODE ||
          lod_map_get(statement->codes, text));
}

static bool is_unknown_code(const LodBlock *block,
                            const LodPlanStatement *statement,
                            const LodValue *item)
{
  return lod_value_is_present(item, block->context->plan->options.bad_cells) &&
         !is_member(block, statement, item);
}

static LodStatus write_member(LodBuffer *out, const LodPlanStatement *statement,
                              const LodValue *item)
{
  LodView text = {item->data, item->size};
  return statement->kind == LOD_OBJECT_CODE
             ? lod_append_iri(out,
                              lod_view(lod_map_get(statement->codes, text)))
             : write_literal(out, statement, item);
}

/* An rdf:List in Turtle: ( "a" "b" ). */
static LodStatus write_turtle_list(LodBlock *block,
                                   const LodPlanStatement *statement,
                                   LodView predicate, const LodValue *list)
{
  const LodValue *items = list->data;
  LodStatus status = begin_statement(block, predicate);
  if (!status)
    status = lod_buffer_append_char(block->out, '(');
  for (size_t i = 0; i < list->size && !status; i++) {
    if (!is_member(block, statement, &items[i]))
      continue;
    status = lod_buffer_append_char(block->out, ' ');
    if (!status)
      status = write_member(block->out, statement, &items[i]);
    block->context->work->statements += 2;
  }
  return status ? status : lod_buffer_append_text(block->out, " )");
}

/* The label of the INDEX-th cell of a list. */
static LodStatus list_node(const LodBlock *block,
                           const LodPlanStatement *statement, size_t index,
                           LodBuffer *out)
{
  const LodPlan *plan = block->context->plan;
  uint64_t row =
      block->context->work->rows->batch->first_row + block->context->row;
  return lod_buffer_printf(out, "%.*sr%lluc%zui%zu",
                           (int)plan->blank_prefix.size,
                           plan->blank_prefix.data, (unsigned long long)row,
                           statement->reference.index, index);
}

/* rdf:first and rdf:rest of one cell, in N-Triples. */
static LodStatus write_list_cell(LodBlock *block,
                                 const LodPlanStatement *statement,
                                 const LodValue *item, size_t index, bool last)
{
  LodBuffer *out = block->out;
  LodStatus status = list_node(block, statement, index, out);
  if (!status)
    status = lod_buffer_append_text(out, " <" LOD_RDF "first> ");
  if (!status)
    status = write_member(out, statement, item);
  if (!status)
    status = end_statement(block);
  if (!status)
    status = list_node(block, statement, index, out);
  if (!status)
    status = lod_buffer_append_text(out, " <" LOD_RDF "rest> ");
  if (!status)
    status = last ? lod_buffer_append_text(out, "<" LOD_RDF "nil>")
                  : list_node(block, statement, index + 1, out);
  block->context->work->statements += 2;
  return status ? status : end_statement(block);
}

static LodStatus write_flat_list(LodBlock *block,
                                 const LodPlanStatement *statement,
                                 LodView predicate, const LodValue *list)
{
  const LodValue *items = list->data;
  size_t last = list->size, index = 0;
  for (size_t i = 0; i < list->size; i++)
    if (is_member(block, statement, &items[i]))
      last = i;
  LodStatus status = begin_statement(block, predicate);
  if (!status)
    status = last == list->size
                 ? lod_buffer_append_text(block->out, "<" LOD_RDF "nil>")
                 : list_node(block, statement, 0, block->out);
  if (!status)
    status = end_statement(block);
  for (size_t i = 0; i < list->size && !status; i++)
    if (is_member(block, statement, &items[i]))
      status = write_list_cell(block, statement, &items[i], index++, i == last);
  return status;
}

static LodStatus write_rdf_list(LodBlock *block,
                                const LodPlanStatement *statement,
                                LodView predicate, const LodValue *list)
{
  const LodValue *items = list->data;
  for (size_t i = 0; i < list->size; i++) {
    LodView text = {items[i].data, items[i].size};
    if (is_unknown_code(block, statement, &items[i]))
      say_not_in_list(block, statement, text);
  }
  return block->turtle ? write_turtle_list(block, statement, predicate, list)
                       : write_flat_list(block, statement, predicate, list);
}

static LodStatus write_reference(LodBlock *block,
                                 const LodPlanStatement *statement,
                                 LodView predicate)
{
  if (statement->reference.kind != LOD_VARIABLE_COLUMN)
    return write_row_number(block, statement, predicate);
  const LodValue *value = &block->context->values[statement->reference.index];
  if (value->kind != LOD_VALUE_LIST)
    return write_value(block, statement, predicate, value);
  if (statement->list == LOD_LIST_EACH)
    return write_each(block, statement, predicate, value);
  return write_rdf_list(block, statement, predicate, value);
}

static LodStatus write_constant(LodBlock *block,
                                const LodPlanStatement *statement,
                                LodView predicate)
{
  LodStatus status = begin_statement(block, predicate);
  if (!status)
    status = lod_buffer_append_view(block->out, statement->close);
  return status ? status : end_statement(block);
}

static bool is_present(const LodRowContext *context, size_t column)
{
  return column == LOD_NO_COLUMN ||
         lod_value_is_present(&context->values[column],
                              context->plan->options.bad_cells);
}

/* A literal made of several values. */
static LodStatus write_text(LodBlock *block, const LodPlanStatement *statement,
                            LodView predicate)
{
  LodBuffer *work = &block->context->work->expansion;
  size_t from = work->size;
  bool made;
  LodStatus status =
      lod_row_literal(block->context, statement->text, work, &made);
  LodValue value = {.data = work->data + from,
                    .size = (uint32_t)(work->size - from),
                    .kind = LOD_VALUE_VALID};
  if (!status && made)
    status = write_value(block, statement, predicate, &value);
  work->size = from;
  return status;
}

LodStatus lod_block_write(LodBlock *block, const LodPlanStatement *statement)
{
  LodView predicate;
  bool made;
  if (!is_present(block->context, statement->condition) ||
      !is_present(block->context, statement->cell))
    return LOD_SUCCESS;
  LodStatus status = predicate_bytes(block, statement, &predicate, &made);
  if (status || !made)
    return status;
  switch (statement->kind) {
  case LOD_OBJECT_CONSTANT:
    return write_constant(block, statement, predicate);
  case LOD_OBJECT_RESOURCE:
    return write_resource(block, statement, predicate);
  case LOD_OBJECT_TEXT:
    return write_text(block, statement, predicate);
  default:
    return write_reference(block, statement, predicate);
  }
}
