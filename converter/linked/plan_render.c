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

/* The text that goes into PART, size 0 for what is no column's; and whether
   the statement can be written. */
static inline Result find_text(const LodRowContext *context,
                               const LodPart *part, LodView *text)
{
  if (part->kind >= LOD_PART_KEY) { /* the index is no column's */
    text->size = 0;
    return WRITTEN;
  }
  const LodValue *value = &context->values[part->index];
  *text = (LodView){value->data, value->size};
  if (value->kind == LOD_VALUE_LIST)
    return GENERAL;
  if (part->kind < LOD_PART_COLUMN && value->kind == LOD_VALUE_VALID)
    return WRITTEN;
  if (part->kind <= LOD_PART_BARE)
    return value->kind == LOD_VALUE_BAD ? GENERAL : LEFT_OUT;
  if (lod_row_text(context, part->index, text))
    return WRITTEN;
  text->size = 0;
  return context->plan->mapping->null_omits_term ? LEFT_OUT : WRITTEN;
}

/* Turtle's abbreviations keep the digits as they are (Turtle 1.1, 2.5.2), so a
   value may have to stand in quotes after all. */
static char *put_bare(char *at, const LodPart *part, LodView text)
{
  if (lod_may_stand_bare(part->bare, text)) {
    memcpy(at, text.data, text.size);
    return at + text.size;
  }
  *at++ = '"';
  at = lod_encode_literal(at, text);
  return lod_put_padded(at, part->close);
}

static inline char *put_part(char *at, const LodRowContext *context,
                             const LodPart *part, LodView text, bool *made)
{
  switch (part->kind) {
  case LOD_PART_LITERAL:
    return lod_encode_literal(at, text);
  case LOD_PART_BARE:
    return put_bare(at, part, text);
  case LOD_PART_PLAIN:
  case LOD_PART_COLUMN:
    return lod_encode_percent(at, text);
  case LOD_PART_KEY:
    return lod_row_put_key(context, part->index, at, made);
  default:
    return lod_row_put_number(
        context, part->kind == LOD_PART_ROW ? LOD_OP_ROW : LOD_OP_SOURCE_ROW,
        at);
  }
}

/* What stands between two statements of a subject in Turtle, padded. */
static const char separator[LOD_SLACK] = " ;\n ";

/* Part by part; *result is WRITTEN or nothing counts that was. */
static inline LodStatus write_short(Pen *pen, const LodBlock *block,
                                    const LodFused *fused, Result *result)
{
  const LodRowContext *context = block->context;
  const bool goes_on = block->turtle && block->open;
  const LodView start = goes_on ? (LodView){separator, 4} : block->start;
  LodView text = {0};
  *result = fused->count ? find_text(context, fused->parts, &text) : WRITTEN;
  if (*result != WRITTEN)
    return LOD_SUCCESS;
  LodStatus status =
      make_room(pen, start.size + fused->fixed + text.size * LOD_ESCAPE_FACTOR);
  if (status)
    return status;
  pen->at = lod_put_padded(pen->at, start);
  pen->at = lod_put_padded(pen->at, fused->head);
  for (size_t i = 0; i < fused->count; i++) {
    const LodPart *part = &fused->parts[i];
    bool made = true;
    if (i) {
      *result = find_text(context, part, &text);
      if (*result != WRITTEN)
        return LOD_SUCCESS;
      status = make_room(pen, fused->fixed + text.size * LOD_ESCAPE_FACTOR);
      if (status)
        return status;
    }
    pen->at = put_part(pen->at, context, part, text, &made);
    if (!made && context->plan->mapping->null_omits_term) {
      *result = LEFT_OUT;
      return LOD_SUCCESS;
    }
    pen->at = lod_put_padded(pen->at, part->text);
  }
  return LOD_SUCCESS;
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
