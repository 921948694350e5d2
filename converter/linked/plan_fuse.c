/* Compiling the short way of the render phase.  A statement whose bytes are
   constants and values of single columns or keys is compiled into one list of
   ops, the end of the statement included; what needs a second thought (lists,
   codes, general templates, graphs that vary) goes the general way. */
#include "base/memory.h"
#include "linked/plan_internal.h"

static bool can_fuse(const LodPlan *plan, const LodPlanSubject *subject,
                     const LodPlanStatement *statement)
{
  if (plan->options.general || statement->predicate ||
      statement->layer_varies ||
      (subject->graph && lod_syntax_has_graphs(plan->options.syntax)))
    return false;
  switch (statement->kind) {
  case LOD_OBJECT_CONSTANT:
    return true;
  case LOD_OBJECT_RESOURCE:
    return !statement->resource.general;
  case LOD_OBJECT_LITERAL:
    return statement->reference.kind == LOD_VARIABLE_COLUMN &&
           !statement->small_e;
  default:
    return false;
  }
}

/* A column whose text stands in IRIs as it is written. */
static bool is_plain_column(const LodPlan *plan, size_t column)
{
  return plan->identifier_of[column] == SIZE_MAX && !plan->canonical[column];
}

/* The constant text gathered so far goes behind the last part. */
static LodStatus flush(LodPlan *plan, LodBuffer *text, LodFused *fused)
{
  LodView *to =
      fused->count ? &fused->parts[fused->count - 1].text : &fused->head;
  *to = lod_arena_view_copy(plan->arena, lod_buffer_view(text));
  fused->fixed += text->size;
  text->size = 0;
  return to->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus add_part(LodPlan *plan, LodBuffer *text, LodPart part,
                          LodFused *fused)
{
  const LodStatus status = flush(plan, text, fused);
  if (status)
    return status;
  fused->fixed += LOD_KEY_SIZE + part.close.size;
  fused->parts[fused->count++] = part;
  return LOD_SUCCESS;
}

static LodPartKind part_kind(const LodPlan *plan, const LodOp *op)
{
  switch (op->kind) {
  case LOD_OP_KEY:
    return LOD_PART_KEY;
  case LOD_OP_ROW:
    return LOD_PART_ROW;
  case LOD_OP_SOURCE_ROW:
    return LOD_PART_SOURCE_ROW;
  default:
    return is_plain_column(plan, op->index) ? LOD_PART_PLAIN : LOD_PART_COLUMN;
  }
}

static LodStatus fuse_resource(LodPlan *plan, const LodResource *resource,
                               LodBuffer *text, LodFused *fused)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < resource->op_count && !status; i++) {
    const LodOp *op = &resource->ops[i];
    if (op->kind == LOD_OP_TEXT)
      status = lod_buffer_append_view(text, op->text);
    else
      status = add_part(
          plan, text,
          (LodPart){.kind = part_kind(plan, op), .index = op->index}, fused);
  }
  return status;
}

/* The value between its quotes; where it may stand bare it writes them. */
static LodStatus fuse_literal(LodPlan *plan, const LodPlanStatement *statement,
                              LodBuffer *text, LodFused *fused)
{
  LodPart part = {.kind = LOD_PART_LITERAL,
                  .index = statement->reference.index};
  if (statement->bare) {
    part.kind = LOD_PART_BARE;
    part.bare = statement->bare;
    part.close = statement->close;
    return add_part(plan, text, part, fused);
  }
  LodStatus status = lod_buffer_append_char(text, '"');
  if (!status)
    status = add_part(plan, text, part, fused);
  return status ? status : lod_buffer_append_view(text, statement->close);
}

static LodStatus fuse_object(LodPlan *plan, const LodPlanStatement *statement,
                             LodBuffer *text, LodFused *fused)
{
  switch (statement->kind) {
  case LOD_OBJECT_CONSTANT:
    return lod_buffer_append_view(text, statement->close);
  case LOD_OBJECT_RESOURCE:
    return fuse_resource(plan, &statement->resource, text, fused);
  default:
    return fuse_literal(plan, statement, text, fused);
  }
}

LodStatus lod_fused_compile(LodPlan *plan, const LodPlanSubject *subject,
                            LodPlanStatement *statement)
{
  if (!can_fuse(plan, subject, statement))
    return LOD_SUCCESS;
  LodFused *fused = lod_arena_alloc(plan->arena, sizeof *fused);
  size_t most = statement->resource.op_count + 1;
  if (fused)
    fused->parts = lod_arena_array(plan->arena, most, sizeof *fused->parts);
  if (!fused || !fused->parts)
    return LOD_ERR_NO_MEMORY;
  LodBuffer text = {0};
  LodStatus status = lod_buffer_append_view(&text, statement->open);
  if (!status)
    status = fuse_object(plan, statement, &text, fused);
  if (!status && !lod_syntax_is_turtle(plan->options.syntax))
    status = lod_buffer_append_text(&text, " .\n");
  if (!status)
    status = flush(plan, &text, fused);
  lod_buffer_free(&text);
  if (!status)
    statement->fused = fused;
  return status;
}
