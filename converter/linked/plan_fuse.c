/* Compiling the short ways of the render phase.  A subject or a statement whose
   bytes are constants and values of single columns, identifiers or keys becomes
   one list of parts, the end of the statement included, and the facts of a row
   that say beforehand whether it can be written.  What needs a second thought
   (lists, codes, general templates, graphs) goes the general way. */
#include "base/memory.h"
#include "linked/plan_internal.h"

/* One short way under way. */
typedef struct Fusing {
  LodPlan *plan;
  LodFused *fused;
  LodPart *parts;
  size_t count;
  LodBuffer text; /* constant, not yet in the list */
  bool scattered; /* its facts lie in more than one word */
} Fusing;

/* Nothing is ever plain enough for it. */
static void make_general(LodFused *fused)
{
  fused->facts = (LodNeed){.reads = LOD_NEVER_PLAIN};
}

static void add_fact(Fusing *fusing, size_t bit, bool needed, bool read)
{
  LodNeed *facts = &fusing->fused->facts;
  const LodFact fact = lod_fact(bit);
  if ((facts->need | facts->reads) && facts->word != fact.word)
    fusing->scattered = true;
  facts->word = fact.word;
  facts->need |= needed ? fact.mask : 0;
  facts->reads |= read ? fact.mask : 0;
}

/* The constant text gathered so far goes behind the last part. */
static LodStatus flush(Fusing *fusing)
{
  LodFused *fused = fusing->fused;
  LodView *to =
      fusing->count ? &fusing->parts[fusing->count - 1].text : &fused->head;
  *to =
      lod_arena_view_copy(fusing->plan->arena, lod_buffer_view(&fusing->text));
  fused->room += fusing->text.size;
  fusing->text.size = 0;
  return to->data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus add_part(Fusing *fusing, LodPart part)
{
  const LodStatus status = flush(fusing);
  if (status)
    return status;
  fusing->fused->room +=
      LOD_KEY_SIZE + part.close.size + LOD_SHORT_VALUE * LOD_ESCAPE_FACTOR;
  fusing->parts[fusing->count++] = part;
  return LOD_SUCCESS;
}

/* A term needs its values where null omits it; else null leaves a gap, which
   is the general way's. */
static LodStatus fuse_column(Fusing *fusing, size_t column)
{
  LodPlan *plan = fusing->plan;
  const bool needed = plan->mapping->null_omits_term;
  const size_t identifier = plan->identifier_of[column];
  plan->watched[column] = 1;
  if (identifier != SIZE_MAX) {
    add_fact(fusing, lod_fact_of_identifier(plan, identifier), needed, true);
    return add_part(fusing,
                    (LodPart){.kind = LOD_PART_DIGITS, .index = identifier});
  }
  add_fact(fusing, column, needed, true);
  return add_part(fusing,
                  (LodPart){.kind = plan->canonical[column] ? LOD_PART_CANONICAL
                                                            : LOD_PART_PERCENT,
                            .index = column});
}

static LodStatus fuse_op(Fusing *fusing, const LodOp *op)
{
  switch (op->kind) {
  case LOD_OP_TEXT:
    return lod_buffer_append_view(&fusing->text, op->text);
  case LOD_OP_COLUMN:
    return fuse_column(fusing, op->index);
  case LOD_OP_KEY:
    add_fact(fusing, lod_fact_of_key(fusing->plan, op->index),
             fusing->plan->mapping->null_omits_term, true);
    return add_part(fusing,
                    (LodPart){.kind = LOD_PART_KEY, .index = op->index});
  default:
    return add_part(fusing, (LodPart){.kind = op->kind == LOD_OP_ROW
                                                  ? LOD_PART_ROW
                                                  : LOD_PART_SOURCE_ROW});
  }
}

static LodStatus fuse_resource(Fusing *fusing, const LodResource *resource)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < resource->op_count && !status; i++)
    status = fuse_op(fusing, &resource->ops[i]);
  return status;
}

/* Whether no valid value of COLUMN has a byte that a literal must escape. */
static bool is_clean(const LodPlan *plan, size_t column)
{
  const LodXsdType type =
      lod_datatype_base(plan->table->schema->columns[column].datatype);
  return lod_xsd_type_is_numeric(type) || lod_xsd_type_is_date_time(type);
}

/* The value between its quotes; where it may stand bare it writes them. */
static LodStatus fuse_literal(Fusing *fusing, const LodPlanStatement *statement)
{
  const size_t column = statement->reference.index;
  LodPart part = {.kind = is_clean(fusing->plan, column) ? LOD_PART_CLEAN
                                                         : LOD_PART_LITERAL,
                  .index = column};
  fusing->plan->watched[column] = 1;
  add_fact(fusing, column, true, true);
  if (statement->bare) {
    part.kind = LOD_PART_BARE;
    part.bare = statement->bare;
    part.close = statement->close;
    return add_part(fusing, part);
  }
  LodStatus status = lod_buffer_append_char(&fusing->text, '"');
  if (!status)
    status = add_part(fusing, part);
  return status ? status
                : lod_buffer_append_view(&fusing->text, statement->close);
}

static LodStatus fuse_object(Fusing *fusing, const LodPlanStatement *statement)
{
  switch (statement->kind) {
  case LOD_OBJECT_CONSTANT:
    return lod_buffer_append_view(&fusing->text, statement->close);
  case LOD_OBJECT_RESOURCE:
    return fuse_resource(fusing, &statement->resource);
  default:
    return fuse_literal(fusing, statement);
  }
}

static void need_column(Fusing *fusing, size_t column)
{
  if (column == LOD_NO_COLUMN)
    return;
  fusing->plan->watched[column] = 1;
  add_fact(fusing, column, true, false);
}

static LodStatus begin(Fusing *fusing, size_t most)
{
  fusing->parts =
      lod_arena_array(fusing->plan->arena, most, sizeof *fusing->parts);
  fusing->fused->parts = fusing->parts;
  return fusing->parts ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus finish(Fusing *fusing, LodStatus status)
{
  if (!status)
    status = flush(fusing);
  fusing->fused->end = fusing->parts + fusing->count;
  lod_buffer_free(&fusing->text);
  if (fusing->scattered)
    make_general(fusing->fused);
  return status;
}

static bool has_short_way(const LodPlanStatement *statement)
{
  if (statement->predicate || statement->layer_varies)
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

/* Values of a general template without which there is no term. */
static void need_variables(Fusing *fusing, const LodBoundTemplate *t)
{
  const LodPlan *plan = fusing->plan;
  for (size_t i = 0; t && i < t->variable_count; i++) {
    if (t->variables[i].kind != LOD_VARIABLE_COLUMN ||
        !plan->mapping->null_omits_term)
      continue;
    const size_t column = t->variables[i].index;
    const size_t identifier = plan->identifier_of[column];
    need_column(fusing, column);
    if (identifier != SIZE_MAX)
      add_fact(fusing, lod_fact_of_identifier(plan, identifier), true, false);
  }
}

/* What tells beforehand that there is nothing to write spares even the general
   way. */
static void fuse_general(LodPlan *plan, const LodPlanStatement *statement,
                         LodFused *fused)
{
  Fusing fusing = {.plan = plan, .fused = fused};
  need_column(&fusing, statement->condition);
  need_column(&fusing, statement->cell);
  if (statement->kind == LOD_OBJECT_RESOURCE)
    need_variables(&fusing, statement->resource.general);
  if (fusing.scattered)
    make_general(fused);
  fused->facts.reads |= LOD_NEVER_PLAIN;
}

static LodStatus fuse_statement(LodPlan *plan,
                                const LodPlanStatement *statement,
                                LodFused *fused)
{
  const size_t bit =
      statement->group == LOD_NO_GROUP ? 0 : statement->group + 1;
  fused->emit_word = bit / 64;
  fused->emit = (uint64_t)1 << bit % 64;
  if (!has_short_way(statement)) {
    fuse_general(plan, statement, fused);
    return LOD_SUCCESS;
  }
  Fusing fusing = {.plan = plan, .fused = fused};
  need_column(&fusing, statement->condition);
  need_column(&fusing, statement->cell);
  LodStatus status = begin(&fusing, statement->resource.op_count + 1);
  if (!status)
    status = lod_buffer_append_view(&fusing.text, statement->open);
  if (!status)
    status = fuse_object(&fusing, statement);
  if (!status && !lod_syntax_is_turtle(plan->options.syntax))
    status = lod_buffer_append_text(&fusing.text, " .\n");
  return finish(&fusing, status);
}

/* In Turtle a blank line stands before it. */
static LodStatus fuse_name(LodPlan *plan, LodPlanSubject *subject)
{
  Fusing fusing = {.plan = plan, .fused = &subject->name};
  LodStatus status = begin(&fusing, subject->subject.op_count + 1);
  if (!status && lod_syntax_is_turtle(plan->options.syntax))
    status = lod_buffer_append_char(&fusing.text, '\n');
  if (!status)
    status = fuse_resource(&fusing, &subject->subject);
  return finish(&fusing, status);
}

LodStatus lod_fuse(LodPlan *plan, LodPlanSubject *subject)
{
  subject->fused = lod_arena_array(plan->arena, subject->statement_count + 1,
                                   sizeof *subject->fused);
  if (!subject->fused)
    return LOD_ERR_NO_MEMORY;
  make_general(&subject->name);
  if (plan->options.general || subject->subject.general ||
      (subject->graph && lod_syntax_has_graphs(plan->options.syntax)))
    return LOD_SUCCESS;
  subject->name.facts.reads = 0;
  LodStatus status = fuse_name(plan, subject);
  for (size_t i = 0; i < subject->statement_count && !status; i++)
    status = fuse_statement(plan, &subject->statements[i], &subject->fused[i]);
  return status;
}
