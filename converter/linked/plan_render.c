/* Phase 3: rows to bytes of N-Triples, N-Quads, Turtle or TriG.  The short ways
   are in render_loop.inc, compiled once for any machine and once for those with
   AVX2; plan_statement.c has the general one. */
#include "linked/plan_internal.h"
#include "rdf/encode.h"
#include "rdf/encode_avx2.h"

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

static LodStatus grow_room(Pen *pen, size_t size)
{
  put_down(pen);
  const LodStatus status = lod_buffer_grow(pen->out, size);
  if (!status)
    take_pen(pen, pen->out);
  return status;
}

/* Room for SIZE bytes more. */
static inline LodStatus make_room(Pen *pen, size_t size)
{
  return (size_t)(pen->end - pen->at) >= size ? LOD_SUCCESS
                                              : grow_room(pen, size);
}

/* -- What any machine does the same way ----------------------------------- */

/* What stands between two statements of a subject in Turtle, padded. */
static const char separator[LOD_SLACK] = " ;\n ";

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

static inline char *put_digits(char *at, const LodRowContext *context,
                               size_t identifier)
{
  const size_t count = context->plan->identifier_count;
  memcpy(at, context->work->digits[context->row * count + identifier], 10);
  return at + 10;
}

/* A short statement has been written. */
static inline void go_on(LodBlock *block)
{
  block->context->work->statements++;
  if (!block->turtle)
    return;
  block->start = (LodView){separator, 4};
  block->open = true;
}

static LodStatus put_end(Pen *pen)
{
  const LodStatus status = make_room(pen, 3);
  if (status)
    return status;
  memcpy(pen->at, " .\n", 3);
  pen->at += 3;
  return LOD_SUCCESS;
}

/* -- The general way ------------------------------------------------------ */

/* What goes on in Turtle begins with what stands between two statements. */
static LodStatus put_general(Pen *pen, LodBlock *block,
                             const LodPlanStatement *statement)
{
  put_down(pen);
  const LodStatus status = lod_block_write(block, statement);
  take_pen(pen, pen->out);
  if (block->turtle && block->open)
    block->start = (LodView){separator, 4};
  return status;
}

static LodStatus end_block(const LodBlock *block)
{
  if (!block->turtle || !block->open)
    return LOD_SUCCESS;
  return lod_buffer_append_view(
      block->out, block->graph.size ? LOD_VIEW(" .\n}\n") : LOD_VIEW(" .\n"));
}

/* Subject and graph of a block, into the work's own buffer. */
static LodStatus name_block(LodBlock *block, bool *made)
{
  const LodRowContext *context = block->context;
  LodBuffer *name = &context->work->subject;
  name->size = 0;
  LodStatus status =
      lod_row_resource(context, &block->subject->subject, name, made);
  const size_t end = name->size;
  if (!status && *made && block->subject->graph &&
      lod_syntax_has_graphs(context->plan->options.syntax))
    status = lod_row_resource(context, block->subject->graph, name, made);
  block->name = (LodView){name->data, end};
  block->graph = (LodView){name->data + end, name->size - end};
  return status;
}

static LodStatus write_subject(LodBlock *block)
{
  const LodPlanSubject *subject = block->subject;
  const uint64_t *emits =
      lod_work_emits(block->context->work, block->context->row);
  bool made;
  LodStatus status = name_block(block, &made);
  if (status || !made)
    return status;
  for (size_t i = 0; i < subject->statement_count && !status; i++)
    if (lod_emits(emits, subject->statements[i].group))
      status = lod_block_write(block, &subject->statements[i]);
  return status ? status : end_block(block);
}

static LodStatus put_general_subject(const LodRowContext *context,
                                     const LodPlanSubject *subject, Pen *pen)
{
  LodBlock block = {.context = context,
                    .subject = subject,
                    .out = pen->out,
                    .turtle = context->plan->turtle};
  put_down(pen);
  const LodStatus status = write_subject(&block);
  take_pen(pen, pen->out);
  return status;
}

/* Of the subjects that share the last bit of a row's work. */
static bool subject_has_work(const LodRowContext *context,
                             const LodPlanSubject *subject)
{
  const uint64_t *emits = lod_work_emits(context->work, context->row);
  for (size_t i = 0; i < subject->group_count; i++)
    if (lod_emits(emits, subject->groups[i]))
      return true;
  return subject->every_row;
}

/* A row's loop is one function: calls would cost as much as what they do. */
#define RENDER_INLINE inline __attribute__((always_inline))

/* -- Kinds of machines ---------------------------------------------------- */

static inline void copy_portable(char *to, const char *from)
{
  memcpy(to, from, 32);
}

static inline void hex_portable(char *to, LodHash hash)
{
  lod_hash_to_hex(hash, to);
}

#define RENDER_NAME render_portable
#define RENDER_TARGET
#define RENDER_COPY    copy_portable
#define RENDER_LITERAL lod_encode_literal
#define RENDER_PERCENT lod_encode_percent
#define RENDER_HEX     hex_portable
#include "linked/render_loop.inc"

#ifdef LOD_HAVE_AVX2
#define RENDER_NAME    render_avx2
#define RENDER_TARGET  LOD_AVX2
#define RENDER_COPY    lod_copy_avx2
#define RENDER_LITERAL lod_encode_literal_avx2
#define RENDER_PERCENT lod_encode_percent_avx2
#define RENDER_HEX     lod_hex_avx2
#include "linked/render_loop.inc"
#endif

LodRenderer *lod_renderer(bool portable)
{
#ifdef LOD_HAVE_AVX2
  if (!portable && __builtin_cpu_supports("avx2") &&
      __builtin_cpu_supports("bmi2"))
    return render_avx2;
#endif
  (void)portable;
  return render_portable;
}

LodStatus lod_plan_render(LodPlanWork *work, LodBuffer *out, LodLog *log)
{
  const LodRows *rows = work->rows;
  LodStatus status = LOD_SUCCESS;
  for (size_t row = rows->begin; row < rows->end && !status; row++) {
    if (rows->suppressed[row])
      continue;
    LodRowContext context = {.plan = work->plan,
                             .work = work,
                             .values = lod_rows_row(rows, row),
                             .row = row,
                             .log = log};
    lod_arena_reset(work->arena);
    status = work->plan->render(&context, out);
  }
  return status;
}

LodLeftOut *lod_plan_work_share_left_out(LodPlanWork *work)
{
  return &work->left_out;
}

uint64_t lod_plan_work_left_out(const LodPlanWork *work)
{
  return work->left_out.count;
}

uint64_t lod_plan_work_statements(const LodPlanWork *work)
{
  return work->statements;
}
