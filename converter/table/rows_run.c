/* The short way of judging cells: rows that have as many fields as the header,
   one column after the other.  Most texts are seen to stay as they are, or are
   those of the row above; about the others lod_rows_judge_text decides.  What
   it says about a row is forgotten: that row is judged again, the long way, so
   that everything is said there, and in order. */
#include "table/rows_internal.h"
#if defined(__SSE2__) && defined(__x86_64__)
#include <emmintrin.h>
#endif

typedef struct Run {
  LodRowsState *state;
  size_t row, count;
  const LodCell *cells; /* of its first row */
  size_t stride;        /* cells of a row */
  uint32_t again;       /* a bit a row */
  size_t problems;      /* of the rows before */
} Run;

/* How many rows from ROW on, COUNT at most, are regular, and have their cells
   one behind the other. */
static size_t count_regular(const LodRowsState *state, size_t row, size_t count)
{
  const LodRecord *const records = state->rows.batch->records + row;
  const size_t fields = state->rows.binding->field_count;
  size_t first = records->first;
  size_t i = 0;
  for (; i < count && records[i].count == fields && records[i].first == first;
       ++i)
    first += fields;
  return i;
}

/* The value of a cell that stays as it is: valid, or null where it is empty.
   It is made of the cell's own 16 bytes: the kind comes into the lower half of
   the flags. */
static inline void set_value(LodValue *value, const LodCell *cell,
                             LodValueKind kind)
{
#if defined(__SSE2__) && defined(__x86_64__)
  const __m128i kept = _mm_set_epi32(LOD_CELL_VERBATIM, -1, -1, -1);
  const __m128i kinds = _mm_set_epi32((int)kind, 0, 0, 0);
  const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)cell);
  _mm_storeu_si128((__m128i *)(void *)value,
                   _mm_or_si128(_mm_and_si128(bytes, kept), kinds));
#else
  const bool verbatim = cell->flags & LOD_CELL_VERBATIM;
  *value = (LodValue){cell->data, cell->size, (uint16_t)kind,
                      verbatim ? LOD_VALUE_VERBATIM : 0};
#endif
}

static inline void set_valid(LodValue *value, const LodCell *cell)
{
  set_value(value, cell, LOD_VALUE_VALID);
}

/* False: look closer. */
static inline bool take_short_way(const LodShortWay *way, const LodCell *cell,
                                  LodValue *value)
{
  const uint32_t size = cell->size;
  if (!size && way->empty_is_null) {
    set_value(value, cell, LOD_VALUE_NULL);
    return true;
  }
  if ((way->null_lengths >> (size < 63 ? size : 63) & 1) ||
      (!way->is_plain &&
       !lod_glance(&way->glance, (LodView){cell->data, size})))
    return false;
  set_valid(value, cell);
  return true;
}

/* The text of the row above, which stayed as it was. */
static inline bool is_repeated(const LodCell *cell, const LodCell *above,
                               const LodValue *value)
{
  return value->kind == LOD_VALUE_VALID && value->data == above->data &&
         value->size == above->size && cell->size == above->size &&
         lod_bytes_equal(cell->data, above->data, cell->size);
}

static LodStatus look_closer(Run *run, const LodShortWay *way, size_t i,
                             LodView text, LodValue *value)
{
  LodRows *const rows = &run->state->rows;
  *value = (LodValue){NULL, 0, LOD_VALUE_NULL, 0};
  if (!text.data)
    return LOD_SUCCESS;
  const LodStatus status =
      lod_rows_judge_text(run->state, run->row + i, way->column, text, value);
  if (rows->problem_count > run->problems) {
    rows->problem_count = run->problems;
    run->again |= (uint32_t)1 << i;
  }
  return status;
}

static inline LodValue *value_at(const Run *run, size_t column, size_t i)
{
  const LodRows *const rows = &run->state->rows;
  return rows->values + (run->row + i) * rows->column_count + column;
}

static inline const LodCell *cell_at(const Run *run, size_t field, size_t i)
{
  return run->cells + i * run->stride + field;
}

/* Texts that stay as they are where only the empty one may be null.  False:
   look closer at some. */
static bool judge_texts(const Run *run, const LodShortWay *way)
{
  const size_t stride = run->stride, columns = run->state->rows.column_count;
  const bool empty_is_null = way->empty_is_null;
  const LodCell *cell = cell_at(run, way->field, 0);
  const LodCell *const end = cell + run->count * stride;
  LodValue *value = value_at(run, way->column, 0);
  for (; cell < end; cell += stride, value += columns) {
    set_valid(value, cell);
    if (cell->size)
      continue;
    if (!empty_is_null)
      return false;
    set_value(value, cell, LOD_VALUE_NULL);
  }
  return true;
}

/* The fields of a column, but for those of the rows in EXCEPT. */
static LodStatus judge_fields(Run *run, const LodShortWay *way, uint32_t except)
{
  const size_t stride = run->stride, columns = run->state->rows.column_count;
  const LodCell *cell = cell_at(run, way->field, 0);
  LodValue *value = value_at(run, way->column, 0);
  if (way->is_plain && way->null_lengths == 1 && !except &&
      judge_texts(run, way))
    return LOD_SUCCESS;
  for (size_t i = 0; i < run->count; ++i, cell += stride, value += columns) {
    if (except >> i & 1 || take_short_way(way, cell, value))
      continue;
    if (i && !(except >> (i - 1) & 1) &&
        is_repeated(cell, cell - stride, value - columns)) {
      set_valid(value, cell);
      continue;
    }
    const LodStatus status =
        look_closer(run, way, i, (LodView){cell->data, cell->size}, value);
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}

/* The same text in all rows, but for those in EXCEPT. */
static LodStatus judge_fixed(Run *run, const LodShortWay *way, LodView text,
                             uint32_t except)
{
  const uint32_t before = run->again;
  const LodValue *made = NULL;
  for (size_t i = 0; i < run->count; ++i) {
    LodValue *const value = value_at(run, way->column, i);
    if (except >> i & 1)
      continue;
    if (made) {
      *value = *made;
      continue;
    }
    const LodStatus status = look_closer(run, way, i, text, value);
    if (status)
      return status;
    made = value->kind == LOD_VALUE_LIST ? NULL : value;
  }
  if (run->again != before)
    run->again = UINT32_MAX;
  return LOD_SUCCESS;
}

/* What a split made of the text of a row. */
static LodStatus judge_parts(Run *run, const LodSplit *split, size_t i)
{
  LodRowsState *const state = run->state;
  LodStatus status = LOD_SUCCESS;
  for (size_t j = 0; j < lod_split_target_count(split) && !status; ++j) {
    const size_t column = lod_split_target_at(split, j);
    const LodShortWay *const way = &state->ways[column];
    if (state->plans[column].source != LOD_CELL_SPLIT)
      continue;
    LodView text = state->split_texts[column];
    if (!text.data && way->field != LOD_NO_COLUMN) {
      const LodCell *const cell = cell_at(run, way->field, i);
      text = (LodView){cell->data, cell->size};
    }
    const LodCell part = {text.data ? text.data : "", (uint32_t)text.size, 0};
    LodValue *const value = value_at(run, column, i);
    if (!take_short_way(way, &part, value))
      status = look_closer(run, way, i, (LodView){part.data, part.size}, value);
  }
  return status;
}

/* The columns that a split fills, where it matches; *MATCHED: a bit a row. */
static LodStatus judge_split(Run *run, size_t index, uint32_t *matched)
{
  LodRowsState *const state = run->state;
  const LodBinding *const binding = state->rows.binding;
  const LodSplit *const split = binding->splits[index];
  const size_t field = binding->fields[lod_split_column(split)];
  LodStatus status = LOD_SUCCESS;
  *matched = 0;
  for (size_t i = 0; i < run->count && field != LOD_NO_COLUMN && !status; ++i) {
    const LodCell *const cell = cell_at(run, field, i);
    const LodCell *const above = cell - run->stride;
    if (i && !(*matched >> (i - 1) & 1) && cell->size == above->size &&
        lod_bytes_equal(cell->data, above->data, cell->size))
      continue;
    if (!lod_rows_split(state, index, (LodView){cell->data, cell->size}))
      continue;
    *matched |= (uint32_t)1 << i;
    status = judge_parts(run, split, i);
  }
  return status;
}

/* The columns that a split fills. */
static LodStatus judge_targets(Run *run, size_t index)
{
  LodRowsState *const state = run->state;
  const LodSplit *const split = state->rows.binding->splits[index];
  uint32_t matched = 0;
  LodStatus status = judge_split(run, index, &matched);
  for (size_t j = 0; j < lod_split_target_count(split) && !status; ++j) {
    const size_t column = lod_split_target_at(split, j);
    const LodShortWay *const way = &state->ways[column];
    if (state->plans[column].source != LOD_CELL_SPLIT)
      continue;
    status = way->field == LOD_NO_COLUMN
                 ? judge_fixed(run, way, (LodView){"", 0}, matched)
                 : judge_fields(run, way, matched);
  }
  return status;
}

static LodStatus judge_columns(Run *run)
{
  LodRowsState *const state = run->state;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < state->rows.binding->split_count && !status; ++i)
    status = judge_targets(run, i);
  for (size_t i = 0; i < state->judged_count && !status; ++i) {
    const size_t column = state->judged[i];
    const LodColumnPlan *const plan = &state->plans[column];
    const LodShortWay *const way = &state->ways[column];
    status = plan->source == LOD_CELL_FIELD
                 ? judge_fields(run, way, 0)
                 : judge_fixed(run, way, plan->fixed, 0);
  }
  return status;
}

LodStatus lod_rows_judge_run(LodRowsState *state, size_t row, size_t count,
                             uint32_t *again, size_t *taken)
{
  const LodBatch *const batch = state->rows.batch;
  if (count > LOD_RUN_ROWS)
    count = LOD_RUN_ROWS;
  Run run = {.state = state,
             .row = row,
             .count = count_regular(state, row, count),
             .cells = batch->cells + batch->records[row].first,
             .stride = state->rows.binding->field_count,
             .problems = state->rows.problem_count};
  *taken = run.count;
  const LodStatus status = run.count ? judge_columns(&run) : LOD_SUCCESS;
  *again =
      run.count < 32 ? run.again & (((uint32_t)1 << run.count) - 1) : run.again;
  return status;
}
