/* How each column of a binding is evaluated, settled once. */
#include "base/memory.h"
#include "table/rows_internal.h"

/* CSVW "Model for Tabular Data", 6.4, steps 1 and 2, and "Metadata
   Vocabulary", 5.11.1: what is derived from string. */
static LodSpaceRule space_rule(LodXsdType base)
{
  switch (base) {
  case LOD_XSD_STRING:
  case LOD_XSD_ANY_ATOMIC_TYPE:
  case LOD_XSD_XML:
  case LOD_XSD_HTML:
  case LOD_XSD_JSON:
    return LOD_SPACE_KEEP;
  case LOD_XSD_NORMALIZED_STRING:
    return LOD_SPACE_REPLACE;
  default:
    return LOD_SPACE_COLLAPSE;
  }
}

/* A string without format and length: every text is one. */
static bool takes_any_text(const LodDatatypeSpec *spec)
{
  const bool is_string =
      spec->base == LOD_XSD_STRING || spec->base == LOD_XSD_ANY_ATOMIC_TYPE;
  return is_string && !spec->format && !spec->length && !spec->min_length &&
         !spec->max_length;
}

static uint64_t null_lengths(const LodColumn *column)
{
  uint64_t lengths = 0;
  for (size_t i = 0; i < column->null_count; ++i) {
    const size_t size = column->nulls[i].size;
    lengths |= (uint64_t)1 << (size < 63 ? size : 63);
  }
  return lengths;
}

static LodCellPath path_of(const LodColumn *column)
{
  if (column->separator)
    return LOD_PATH_LIST;
  return takes_any_text(&column->spec) ? LOD_PATH_TEXT : LOD_PATH_TYPED;
}

static LodColumnPlan plan_column(const LodBinding *binding, size_t index)
{
  const LodColumn *const column = &binding->schema->columns[index];
  const LodXsdType base = column->spec.base;
  LodColumnPlan plan = {
      .source = LOD_CELL_ABSENT,
      .path = path_of(column),
      .space = space_rule(base),
      .required = column->required,
      .strips_items = base != LOD_XSD_STRING && base != LOD_XSD_ANY_ATOMIC_TYPE,
      .null_lengths = null_lengths(column),
      .field = binding->fields[index],
      .column = column,
  };
  if (plan.field != LOD_NO_COLUMN) {
    plan.source = LOD_CELL_FIELD;
  } else if (column->constant.data) {
    plan.source = LOD_CELL_FIXED;
    plan.fixed = column->constant;
  } else if (column->virtual_column && column->default_value.data) {
    plan.source = LOD_CELL_FIXED;
    plan.fixed = column->default_value;
  }
  return plan;
}

static bool has_empty_null(const LodColumn *column)
{
  for (size_t i = 0; i < column->null_count; ++i)
    if (!column->nulls[i].size)
      return true;
  return false;
}

/* The two short ways: most cells are texts that stay as they are, or empty. */
static void find_short_ways(LodColumnPlan *plan)
{
  const bool has_default = plan->column->default_value.data != NULL;
  if (has_default) /* it stands in for the empty text */
    plan->null_lengths |= 1;
  if (plan->source != LOD_CELL_FIELD && plan->source != LOD_CELL_SPLIT)
    return;
  plan->is_plain = plan->path == LOD_PATH_TEXT;
  plan->empty_is_null = plan->path != LOD_PATH_LIST && !has_default &&
                        !plan->required && has_empty_null(plan->column);
}

/* Columns that a split fills: those that are not there, and its own. */
static void plan_splits(LodRowsState *state)
{
  const LodBinding *const binding = state->rows.binding;
  for (size_t i = 0; i < binding->split_count; ++i) {
    const LodSplit *const split = binding->splits[i];
    for (size_t j = 0; j < lod_split_target_count(split); ++j) {
      const size_t target = lod_split_target_at(split, j);
      LodColumnPlan *const plan = &state->plans[target];
      if (plan->source == LOD_CELL_ABSENT || target == lod_split_column(split))
        plan->source = LOD_CELL_SPLIT;
    }
  }
}

/* What a cell is worth remembering for: that it stays as it is costs a closer
   look each time. */
static LodStatus plan_memos(LodRowsState *state)
{
  const size_t count = state->rows.column_count;
  const size_t splits = state->rows.binding->split_count;
  state->memos = lod_calloc(count + 1, sizeof *state->memos);
  state->split_memos =
      lod_calloc(splits * LOD_SPLIT_SLOTS + 1, sizeof *state->split_memos);
  if (!state->memos || !state->split_memos)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; ++i)
    if (state->plans[i].path == LOD_PATH_TYPED ||
        state->plans[i].source == LOD_CELL_SPLIT)
      state->plans[i].memo = &state->memos[i];
  return LOD_SUCCESS;
}

static LodShortWay short_way(const LodColumnPlan *plan, size_t column)
{
  LodShortWay way = {.column = column,
                     .field = plan->field,
                     .null_lengths = plan->null_lengths,
                     .is_plain = plan->is_plain,
                     .empty_is_null = plan->empty_is_null};
  if (plan->path == LOD_PATH_TYPED)
    way.glance = lod_datatype_glance(plan->column->datatype);
  return way;
}

static LodStatus list_short_ways(LodRowsState *state)
{
  const size_t count = state->rows.column_count;
  state->ways = lod_calloc(count + 1, sizeof *state->ways);
  state->judged = lod_calloc(count + 1, sizeof *state->judged);
  if (!state->ways || !state->judged)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; ++i) {
    const LodCellSource source = state->plans[i].source;
    if (source == LOD_CELL_FIELD || source == LOD_CELL_FIXED)
      state->judged[state->judged_count++] = i;
    state->ways[i] = short_way(&state->plans[i], i);
    state->long_way |= state->ways[i].field != LOD_NO_COLUMN &&
                       state->ways[i].field >= state->rows.binding->field_count;
  }
  return LOD_SUCCESS;
}

/* Columns that two splits fill are judged row by row. */
static LodStatus find_shared_columns(LodRowsState *state)
{
  const LodBinding *const binding = state->rows.binding;
  bool *const taken = lod_calloc(state->rows.column_count + 1, sizeof *taken);
  if (!taken)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < binding->split_count; ++i) {
    const LodSplit *const split = binding->splits[i];
    for (size_t j = 0; j < lod_split_target_count(split); ++j) {
      bool *const target = &taken[lod_split_target_at(split, j)];
      state->long_way |= *target;
      *target = true;
    }
  }
  lod_free(taken);
  return LOD_SUCCESS;
}

LodStatus lod_rows_plan(LodRowsState *state)
{
  const size_t count = state->rows.column_count;
  state->plans = lod_calloc(count + 1, sizeof *state->plans);
  if (!state->plans)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; ++i)
    state->plans[i] = plan_column(state->rows.binding, i);
  if (state->rows.binding->split_count)
    plan_splits(state);
  for (size_t i = 0; i < count; ++i)
    find_short_ways(&state->plans[i]);
  LodStatus status = plan_memos(state);
  if (!status)
    status = list_short_ways(state);
  const LodBinding *const binding = state->rows.binding;
  if (status || !binding->split_count)
    return status;
  state->split_texts = lod_calloc(count + 1, sizeof *state->split_texts);
  const size_t column = lod_split_column(binding->splits[0]);
  status = state->split_texts
               ? lod_split_work_new(&binding->schema->columns[column],
                                    &state->split_work)
               : LOD_ERR_NO_MEMORY;
  return status ? status : find_shared_columns(state);
}
