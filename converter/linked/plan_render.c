/* Phase 3: rows to bytes of N-Triples, N-Quads, Turtle or TriG.  The short way
   of a statement is here; plan_statement.c has the general one. */
#include "linked/plan_internal.h"
#include "rdf/encode.h"

/* What is written, and how far there is room; nothing before the first byte of
   a buffer is there. */
typedef struct Pen {
  LodBuffer *out;
  char *at, *end;
} Pen;

static inline void take_pen(Pen *pen, LodBuffer *out)
{
  *pen = (Pen){out, out->data + out->size, out->data + out->capacity};
}

static inline void put_down(const Pen *pen)
{
  pen->out->size = (size_t)(pen->at - pen->out->data);
}

/* Room for SIZE bytes more. */
static inline LodStatus make_room(Pen *pen, size_t size)
{
  if ((size_t)(pen->end - pen->at) >= size)
    return LOD_SUCCESS;
  put_down(pen);
  const LodStatus status = lod_buffer_grow(pen->out, size);
  if (!status)
    take_pen(pen, pen->out);
  return status;
}

typedef enum Result {
  WRITTEN,
  LEFT_OUT, /* a value is null */
  GENERAL   /* a value that must go the general way */
} Result;

/* Turtle's abbreviations keep the digits as they are (Turtle 1.1, 2.5.2), so a
   value may have to stand in quotes after all. */
static void put_bare(Pen *pen, const LodOp *op, LodView text)
{
  if (lod_may_stand_bare(op->bare, text)) {
    memcpy(pen->at, text.data, text.size);
    pen->at += text.size;
    return;
  }
  *pen->at++ = '"';
  pen->at = lod_encode_literal(pen->at, text);
  pen->at = lod_put_padded(pen->at, op->text);
}

static inline LodStatus put_literal(Pen *pen, const LodRowContext *context,
                                    const LodOp *op, size_t fixed,
                                    Result *result)
{
  const LodValue *value = &context->values[op->index];
  const LodView text = {value->data, value->size};
  if (value->kind != LOD_VALUE_VALID) {
    *result = value->kind == LOD_VALUE_BAD || value->kind == LOD_VALUE_LIST
                  ? GENERAL
                  : LEFT_OUT;
    return LOD_SUCCESS;
  }
  const LodStatus status =
      make_room(pen, text.size * LOD_ESCAPE_FACTOR + fixed);
  if (status)
    return status;
  if (op->kind == LOD_OP_BARE)
    put_bare(pen, op, text);
  else
    pen->at = lod_encode_literal(pen->at, text);
  return LOD_SUCCESS;
}

static LodStatus put_column(Pen *pen, const LodRowContext *context,
                            const LodOp *op, size_t fixed, Result *result)
{
  const LodValue *value = &context->values[op->index];
  LodView text = {value->data, value->size};
  bool made = true;
  if (value->kind == LOD_VALUE_LIST) {
    *result = GENERAL;
    return LOD_SUCCESS;
  }
  if (op->kind != LOD_OP_PLAIN_COLUMN || value->kind != LOD_VALUE_VALID)
    made = lod_row_text(context, op->index, &text);
  if (!made) {
    *result = context->plan->mapping->null_omits_term ? LEFT_OUT : WRITTEN;
    return LOD_SUCCESS;
  }
  const LodStatus status =
      make_room(pen, text.size * LOD_PERCENT_FACTOR + fixed);
  if (!status)
    pen->at = lod_encode_percent(pen->at, text);
  return status;
}

static inline LodStatus run_op(Pen *pen, const LodRowContext *context,
                               const LodOp *op, size_t fixed, Result *result)
{
  bool made = true;
  switch (op->kind) {
  case LOD_OP_TEXT:
    pen->at = lod_put_padded(pen->at, op->text);
    return LOD_SUCCESS;
  case LOD_OP_LITERAL:
  case LOD_OP_BARE:
    return put_literal(pen, context, op, fixed, result);
  case LOD_OP_KEY:
    pen->at = lod_row_put_key(context, op->index, pen->at, &made);
    if (!made && context->plan->mapping->null_omits_term)
      *result = LEFT_OUT;
    return LOD_SUCCESS;
  case LOD_OP_ROW:
  case LOD_OP_SOURCE_ROW:
    pen->at = lod_row_put_number(context, op->kind, pen->at);
    return LOD_SUCCESS;
  default:
    return put_column(pen, context, op, fixed, result);
  }
}

/* What stands between two statements of a subject in Turtle, padded. */
static const char separator[LOD_SLACK] = " ;\n ";

static inline LodStatus write_short(Pen *pen, const LodBlock *block,
                                    const LodFused *fused, Result *result)
{
  const bool goes_on = block->turtle && block->open;
  const LodView start = goes_on ? (LodView){separator, 4} : block->start;
  LodStatus status = make_room(pen, start.size + fused->fixed);
  *result = WRITTEN;
  if (status)
    return status;
  pen->at = lod_put_padded(pen->at, start);
  for (size_t i = 0; i < fused->count && !status && *result == WRITTEN; i++)
    status = run_op(pen, block->context, &fused->ops[i], fused->fixed, result);
  return status;
}

static LodStatus write_statement(Pen *pen, LodBlock *block,
                                 const LodPlanStatement *statement)
{
  const size_t before = (size_t)(pen->at - pen->out->data);
  Result result = GENERAL;
  LodStatus status = LOD_SUCCESS;
  if (statement->fused) {
    status = write_short(pen, block, statement->fused, &result);
    if (!status && result == WRITTEN) {
      block->open = true;
      block->context->work->statements++;
      return status;
    }
    pen->at = pen->out->data + before;
  }
  if (status || result == LEFT_OUT)
    return status;
  put_down(pen);
  status = lod_block_write(block, statement);
  take_pen(pen, pen->out);
  return status;
}

static inline bool is_present(const LodRowContext *context, size_t column)
{
  return column == LOD_NO_COLUMN ||
         lod_value_is_present(&context->values[column],
                              context->plan->options.bad_cells);
}

static LodStatus write_statements(LodBlock *block, const uint8_t *emit)
{
  const LodPlanSubject *subject = block->subject;
  LodStatus status = lod_buffer_reserve(block->out, LOD_SLACK);
  Pen pen;
  take_pen(&pen, block->out);
  for (size_t i = 0; i < subject->statement_count && !status; i++) {
    const LodPlanStatement *statement = &subject->statements[i];
    if ((statement->group == LOD_NO_GROUP || emit[statement->group]) &&
        is_present(block->context, statement->condition) &&
        is_present(block->context, statement->cell))
      status = write_statement(&pen, block, statement);
  }
  put_down(&pen);
  return status;
}

static LodStatus end_block(LodBlock *block)
{
  if (!block->turtle || !block->open)
    return LOD_SUCCESS;
  return lod_buffer_append_view(
      block->out, block->graph.size ? LOD_VIEW(" .\n}\n") : LOD_VIEW(" .\n"));
}

/* Subject and graph of a block, into the work's own buffer; in Turtle a blank
   line stands before it. */
static LodStatus open_block(LodBlock *block, bool *made)
{
  const LodRowContext *context = block->context;
  LodBuffer *name = &context->work->subject;
  name->size = 0;
  LodStatus status =
      block->turtle ? lod_buffer_append_char(name, '\n') : LOD_SUCCESS;
  const size_t begin = name->size;
  if (!status)
    status = lod_row_resource(context, &block->subject->subject, name, made);
  size_t end = name->size;
  if (!status && *made && block->subject->graph &&
      lod_syntax_has_graphs(context->plan->options.syntax))
    status = lod_row_resource(context, block->subject->graph, name, made);
  block->start = (LodView){name->data, end};
  block->name = (LodView){name->data + begin, end - begin};
  block->graph = (LodView){name->data + end, name->size - end};
  return status;
}

static LodStatus render_subject(const LodRowContext *context,
                                const LodPlanSubject *subject, LodBuffer *out)
{
  const LodPlan *plan = context->plan;
  LodBlock block = {.context = context,
                    .subject = subject,
                    .out = out,
                    .turtle = lod_syntax_is_turtle(plan->options.syntax)};
  bool made;
  LodStatus status = open_block(&block, &made);
  if (status || !made)
    return status;
  status = write_statements(&block, context->work->emit +
                                        context->row * plan->group_count);
  return status ? status : end_block(&block);
}

static bool subject_has_work(const LodPlanSubject *subject, const uint8_t *emit)
{
  if (subject->every_row)
    return true;
  for (size_t i = 0; i < subject->group_count; i++)
    if (emit[subject->groups[i]])
      return true;
  return false;
}

/* The last bit of a row's work stands for all subjects from there on. */
static LodStatus render_rest(const LodRowContext *context, LodBuffer *out)
{
  const LodPlan *plan = context->plan;
  const uint8_t *emit = context->work->emit + context->row * plan->group_count;
  LodStatus status = LOD_SUCCESS;
  for (size_t s = LOD_LAST_DUE; s < plan->subject_count && !status; s++)
    if (subject_has_work(&plan->subjects[s], emit))
      status = render_subject(context, &plan->subjects[s], out);
  return status;
}

static LodStatus render_row(const LodRowContext *context, LodBuffer *out)
{
  const LodPlan *plan = context->plan;
  LodStatus status = LOD_SUCCESS;
  for (uint64_t due = context->work->due[context->row]; due && !status;
       due &= due - 1) {
    const size_t s = (unsigned)__builtin_ctzll(due);
    status = s == LOD_LAST_DUE
                 ? render_rest(context, out)
                 : render_subject(context, &plan->subjects[s], out);
  }
  return status;
}

LodStatus lod_plan_render(LodPlanWork *work, unsigned shard,
                          unsigned shard_count, LodBuffer *out, LodLog *log)
{
  const LodRows *rows = work->rows;
  LodStatus status = LOD_SUCCESS;
  for (size_t row = 0; row < rows->row_count && !status; row++) {
    if (rows->suppressed[row] ||
        !lod_rows_in_shard(rows, row, shard, shard_count))
      continue;
    LodRowContext context = {.plan = work->plan,
                             .work = work,
                             .values = lod_rows_row(rows, row),
                             .row = row,
                             .log = log};
    lod_arena_reset(work->arena);
    status = render_row(&context, out);
  }
  return status;
}

uint64_t lod_plan_work_left_out(const LodPlanWork *work)
{
  return work->left_out;
}

uint64_t lod_plan_work_statements(const LodPlanWork *work)
{
  return work->statements;
}
