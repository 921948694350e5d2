#include "table/rows.h"
#include "base/memory.h"
#include "table/rows_internal.h"

LodStatus lod_rows_new(const LodBinding *binding, LodRows **rows)
{
  *rows = NULL;
  LodRowsState *const state = lod_calloc(1, sizeof *state);
  if (!state)
    return LOD_ERR_NO_MEMORY;
  state->rows.binding = binding;
  state->rows.column_count = binding->schema->column_count;
  state->rows.arena = lod_arena_new();
  const LodStatus status =
      state->rows.arena ? lod_rows_plan(state) : LOD_ERR_NO_MEMORY;
  if (status)
    lod_rows_free(&state->rows);
  else
    *rows = &state->rows;
  return status;
}

void lod_rows_free(LodRows *rows)
{
  if (!rows)
    return;
  LodRowsState *const state = (LodRowsState *)rows;
  lod_free(rows->values);
  lod_free(rows->problems);
  lod_free(rows->suppressed);
  lod_arena_free(rows->arena);
  lod_free(state->plans);
  lod_free(state->ways);
  lod_free(state->judged);
  lod_free(state->memos);
  lod_free(state->split_memos);
  lod_free(state->split_texts);
  lod_split_work_free(state->split_work);
  lod_free(state);
}

LodStatus lod_rows_add_problem(LodRows *rows, LodProblem problem)
{
  if (rows->problem_count == rows->problem_capacity) {
    const size_t capacity =
        rows->problem_capacity ? rows->problem_capacity * 2 : 64;
    LodProblem *const moved =
        lod_reallocarray(rows->problems, capacity, sizeof *moved);
    if (!moved)
      return LOD_ERR_NO_MEMORY;
    rows->problems = moved;
    rows->problem_capacity = capacity;
  }
  rows->problems[rows->problem_count++] = problem;
  return LOD_SUCCESS;
}

static LodStatus reserve_rows(LodRowsState *state, size_t count)
{
  LodRows *const rows = &state->rows;
  if (count > state->row_capacity) {
    lod_free(rows->suppressed);
    rows->suppressed = lod_calloc(count, 1);
    state->row_capacity = rows->suppressed ? count : 0;
    if (!rows->suppressed)
      return LOD_ERR_NO_MEMORY;
  } else if (count) {
    memset(rows->suppressed, 0, count);
  }
  if (rows->column_count && count > SIZE_MAX / rows->column_count)
    return LOD_ERR_NO_MEMORY;
  const size_t wanted = count * rows->column_count;
  if (wanted <= rows->capacity)
    return LOD_SUCCESS;
  lod_free(rows->values);
  /* columns without cells are null, once and for all */
  rows->values = lod_calloc(wanted, sizeof *rows->values);
  rows->capacity = rows->values ? wanted : 0;
  return rows->values ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodView cell_text(const LodBatch *batch, const LodRecord *record,
                         size_t field)
{
  if (field >= record->count)
    return (LodView){NULL, 0};
  const LodCell *const cell = &batch->cells[record->first + field];
  return (LodView){cell->data, cell->size};
}

/* Split what is to be split, before the columns are evaluated in order. */
static void split_cells(LodRowsState *state, const LodRecord *record)
{
  const LodBinding *const binding = state->rows.binding;
  for (size_t i = 0; i < binding->split_count; ++i) {
    const size_t own = lod_split_column(binding->splits[i]);
    lod_rows_split(state, i,
                   cell_text(state->rows.batch, record, binding->fields[own]));
  }
}

/* What does not match stays as it is; the other columns are empty then. */
static LodView split_text(const LodRowsState *state, const LodRecord *record,
                          size_t column)
{
  LodView text = state->split_texts[column];
  if (!text.data)
    text = cell_text(state->rows.batch, record, state->plans[column].field);
  return text.data ? text : (LodView){"", 0};
}

/* The text of a column's cell; data NULL when there is none. */
static LodView find_text(const LodRowsState *state, const LodRecord *record,
                         size_t column)
{
  const LodColumnPlan *const plan = &state->plans[column];
  switch (plan->source) {
  case LOD_CELL_FIELD:
    return cell_text(state->rows.batch, record, plan->field);
  case LOD_CELL_FIXED:
    return plan->fixed;
  case LOD_CELL_SPLIT:
    return split_text(state, record, column);
  default:
    return (LodView){NULL, 0};
  }
}

/* A text that was judged before and stays as it is need not be judged again. */
LodStatus lod_rows_judge_text(LodRowsState *state, size_t row, size_t column,
                              LodView text, LodValue *value)
{
  const LodColumnPlan *const plan = &state->plans[column];
  const LodMemoText key =
      plan->memo ? lod_memo_key(text) : (LodMemoText){0, 0, 0};
  if (key.size && lod_memo_has(plan->memo, key)) {
    *value = (LodValue){text.data, (uint32_t)text.size, LOD_VALUE_VALID, 0};
    return LOD_SUCCESS;
  }
  const LodStatus status =
      lod_cell_evaluate(&state->rows, plan, row, column, text, value);
  if (!status && key.size && value->kind == LOD_VALUE_VALID &&
      value->data == text.data && value->size == text.size)
    lod_memo_put(plan->memo, key);
  return status;
}

static LodStatus evaluate_cells(LodRowsState *state, const LodRecord *record,
                                size_t row, LodValue *values)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < state->rows.column_count && !status; ++i) {
    const LodView text = find_text(state, record, i);
    values[i] = (LodValue){NULL, 0, LOD_VALUE_NULL, 0};
    if (text.data)
      status = lod_rows_judge_text(state, row, i, text, &values[i]);
  }
  return status;
}

/* The long way. */
static LodStatus evaluate_row(LodRowsState *state, size_t row)
{
  LodRows *const rows = &state->rows;
  const LodRecord *const record = &rows->batch->records[row];
  LodValue *const values = rows->values + row * rows->column_count;
  if (record->count != rows->binding->field_count) {
    const LodStatus status = lod_rows_add_problem(
        rows, (LodProblem){
                  .row = row, .column = LOD_NO_COLUMN, .code = "ragged-row"});
    if (status)
      return status;
  }
  if (state->split_texts)
    split_cells(state, record);
  return evaluate_cells(state, record, row, values);
}

/* Judge ROW, and regular rows behind it.  *TAKEN: how many. */
static LodStatus evaluate_run(LodRowsState *state, size_t row, size_t *taken)
{
  uint32_t again = 0;
  *taken = 0;
  LodStatus status = LOD_SUCCESS;
  if (!state->long_way)
    status = lod_rows_judge_run(
        state, row, state->rows.batch->record_count - row, &again, taken);
  if (!status && !*taken) {
    *taken = 1;
    again = 1;
  }
  for (size_t i = 0; again && !status; ++i, again >>= 1)
    if (again & 1)
      status = evaluate_row(state, row + i);
  return status;
}

LodStatus lod_rows_evaluate(LodRows *rows, const LodBatch *batch)
{
  LodRowsState *const state = (LodRowsState *)rows;
  rows->batch = batch;
  rows->row_count = 0;
  rows->problem_count = 0;
  lod_arena_reset(rows->arena);
  LodStatus status = reserve_rows(state, batch->record_count);
  while (rows->row_count < batch->record_count && !status) {
    size_t taken = 0;
    status = evaluate_run(state, rows->row_count, &taken);
    rows->row_count += status ? 0 : taken;
  }
  rows->begin = 0;
  rows->end = rows->row_count;
  return status;
}

void lod_rows_limit(LodRows *rows, size_t begin, size_t end)
{
  size_t kept = 0;
  rows->begin = begin;
  rows->end = end < rows->row_count ? end : rows->row_count;
  for (size_t i = 0; i < rows->problem_count; ++i)
    if (lod_rows_is_told(rows, rows->problems[i].row))
      rows->problems[kept++] = rows->problems[i];
  rows->problem_count = kept;
}
