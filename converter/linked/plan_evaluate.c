/* Phases 1 and 2: hashes of what a row identifies, and what is new. */
#include "base/memory.h"
#include "linked/plan_internal.h"

#include <endian.h>

static LodStatus grow(void *array, size_t rows, size_t width, size_t size)
{
  void **slot = array;
  size_t count = rows * (width ? width : 1);
  void *grown = lod_reallocarray(*slot, count, size);
  if (!grown)
    return LOD_ERR_NO_MEMORY;
  *slot = grown;
  return LOD_SUCCESS;
}

static LodStatus reserve_rows(LodPlanWork *work, size_t rows)
{
  if (rows <= work->capacity)
    return LOD_SUCCESS;
  const LodPlan *plan = work->plan;
  size_t keys = plan->table->key_count, groups = plan->group_count;
  size_t identifiers = plan->identifier_count;
  LodStatus status = grow(&work->keys, rows, keys, sizeof *work->keys);
  if (!status)
    status = grow(&work->key_defined, rows, keys, 1);
  if (!status)
    status = grow(&work->occurrences, rows, keys, sizeof(uint32_t));
  if (!status)
    status = grow(&work->emit, rows, groups, 1);
  if (!status)
    status = grow(&work->asks, rows, groups, sizeof *work->asks);
  if (!status)
    status = grow(&work->due, rows, 1, sizeof *work->due);
  if (!status)
    status = grow(&work->digits, rows, identifiers, sizeof *work->digits);
  if (!status)
    status = grow(&work->digits_valid, rows, identifiers, 1);
  if (!status)
    work->capacity = rows;
  return status;
}

LodStatus lod_plan_work_new(const LodPlan *plan, LodPlanWork **result)
{
  *result = NULL;
  LodPlanWork *work = lod_calloc(1, sizeof *work);
  if (!work)
    return LOD_ERR_NO_MEMORY;
  work->plan = plan;
  work->arena = lod_arena_new();
  size_t columns = plan->table->schema->column_count;
  work->items = lod_calloc(3 * columns + 1, sizeof *work->items);
  work->last = lod_calloc(columns + 1, sizeof *work->last);
  work->seen = lod_calloc(LOD_SEEN_SLOTS, sizeof *work->seen);
  work->not_identifier =
      lod_calloc(plan->identifier_count + 1, sizeof *work->not_identifier);
  if (!work->arena || !work->items || !work->last || !work->seen ||
      !work->not_identifier) {
    lod_plan_work_free(work);
    return LOD_ERR_NO_MEMORY;
  }
  *result = work;
  return LOD_SUCCESS;
}

void lod_plan_work_free(LodPlanWork *work)
{
  if (!work)
    return;
  lod_arena_free(work->arena);
  lod_buffer_free(&work->scratch);
  lod_buffer_free(&work->subject);
  lod_buffer_free(&work->expansion);
  lod_buffer_free(&work->resolved);
  lod_free(work->items);
  lod_free(work->last);
  lod_free(work->seen);
  lod_free(work->not_identifier);
  lod_free(work->keys);
  lod_free(work->key_defined);
  lod_free(work->occurrences);
  lod_free(work->emit);
  lod_free(work->asks);
  lod_free(work->due);
  lod_free(work->digits);
  lod_free(work->digits_valid);
  lod_free(work);
}

static inline bool same_word(const char *a, const char *b)
{
  uint64_t x, y;
  memcpy(&x, a, 8);
  memcpy(&y, b, 8);
  return x == y;
}

static inline bool same_short(const char *a, const char *b, size_t size)
{
  uint32_t x[2], y[2];
  if (size >= 4) {
    memcpy(x, a, 4);
    memcpy(x + 1, a + size - 4, 4);
    memcpy(y, b, 4);
    memcpy(y + 1, b + size - 4, 4);
    return x[0] == y[0] && x[1] == y[1];
  }
  for (size_t i = 0; i < size; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

/* Text that the row before had, too, need not be hashed again. */
static inline bool same_text(const char *a, const char *b, size_t size)
{
  if (size < 8)
    return same_short(a, b, size);
  for (size_t at = 0; at + 8 < size; at += 8)
    if (!same_word(a + at, b + at))
      return false;
  return same_word(a + size - 8, b + size - 8);
}

/* The same size, kind and flags, in one word. */
static inline bool same_kind(const LodValue *a, const LodValue *b)
{
  return same_word((const char *)&a->size, (const char *)&b->size);
}

/* A list's hash is that of its items' kinds and hashes, in their order. */
static LodStatus hash_list(LodPlanWork *work, const LodDatatype *type,
                           const LodValue *list, LodHash *hash)
{
  const LodValue *values = list->data;
  uint64_t *items =
      lod_arena_array(work->arena, 3 * ((size_t)list->size + 1), sizeof *items);
  if (!items)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < list->size; i++) {
    LodView text = {values[i].data, values[i].size};
    if (values[i].kind == LOD_VALUE_VALID)
      text = lod_datatype_canonical(type, text, work->arena);
    if (values[i].size && !text.data)
      return LOD_ERR_NO_MEMORY;
    LodHash item = lod_hash(text);
    items[3 * i] = htole64(values[i].kind);
    items[3 * i + 1] = htole64(item.high);
    items[3 * i + 2] = htole64(item.low);
  }
  *hash = lod_hash(
      (LodView){(const char *)items, 3 * (size_t)list->size * sizeof *items});
  return LOD_SUCCESS;
}

static LodStatus hash_single(LodPlanWork *work, size_t column,
                             const LodValue *value, LodHash *hash)
{
  const LodPlan *plan = work->plan;
  LodView text = {value->data, value->size};
  if (value->kind == LOD_VALUE_VALID && plan->canonical[column])
    text = lod_datatype_canonical(plan->table->schema->columns[column].datatype,
                                  text, work->arena);
  if (value->size && !text.data)
    return LOD_ERR_NO_MEMORY;
  *hash = lod_hash(text);
  return LOD_SUCCESS;
}

static LodStatus hash_column(LodPlanWork *work, size_t column,
                             const LodValue *value)
{
  const LodPlan *plan = work->plan;
  LodHash hash;
  LodStatus status =
      value->kind == LOD_VALUE_LIST
          ? hash_list(work, plan->table->schema->columns[column].datatype,
                      value, &hash)
          : hash_single(work, column, value, &hash);
  if (!status)
    work->items[column] = lod_hash_place(hash, plan->column_ids[column]);
  return status;
}

/* Hash the columns that keys and groups read.  A null takes no part.  *CHANGED:
   the bits of those that are not what the row before had. */
static LodStatus hash_columns(LodPlanWork *work, const LodValue *values,
                              uint64_t *changed)
{
  const LodPlan *plan = work->plan;
  for (size_t i = 0; i < plan->hashed_count; i++) {
    size_t c = plan->hashed_columns[i];
    const LodValue *value = &values[c];
    LodValue *last = &work->last[c];
    if (same_kind(value, last) && value->kind != LOD_VALUE_LIST &&
        same_text(value->data, last->data, value->size))
      continue;
    *last = *value;
    *changed |= lod_plan_bit(i);
    if (value->kind == LOD_VALUE_NULL || value->kind == LOD_VALUE_WITHHELD) {
      work->items[c] = (LodHash){0, 0};
      continue;
    }
    LodStatus status = hash_column(work, c, value);
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}

/* The fields that belong to no column take part by their header names. */
static LodHash add_extra(const LodPlanWork *work, size_t row, LodHash sum)
{
  const LodPlan *plan = work->plan;
  const LodBatch *batch = work->rows->batch;
  const LodRecord *record = &batch->records[row];
  for (size_t i = 0; i < plan->binding->extra_count; i++) {
    size_t field = plan->binding->extra[i];
    if (field >= record->count)
      continue;
    const LodCell *cell = &batch->cells[record->first + field];
    if (cell->size > 0) {
      LodHash hash = lod_hash((LodView){cell->data, cell->size});
      sum = lod_hash_sum(sum, lod_hash_place(hash, plan->extra_ids[i]));
    }
  }
  return sum;
}

static LodHash hash_key(const LodPlanWork *work, size_t row, size_t key)
{
  const LodPlanKey *made = &work->plan->keys[key];
  LodHash sum = {0, 0};
  for (size_t i = 0; i < made->count; i++)
    sum = lod_hash_sum(sum, work->items[made->slots[i]]);
  if (work->plan->table->keys[key].all_columns)
    sum = add_extra(work, row, sum);
  return lod_hash_finish(sum);
}

bool lod_plan_identifier(const LodPlanWork *work, size_t row, size_t column,
                         LodView *text)
{
  const LodPlan *plan = work->plan;
  size_t at = row * plan->identifier_count + plan->identifier_of[column];
  *text = (LodView){work->digits[at], 10};
  return work->digits_valid[at];
}

bool lod_plan_slot_text(const LodPlanWork *work, size_t row, size_t slot,
                        LodView *text)
{
  const LodPlan *plan = work->plan;
  size_t columns = plan->table->schema->column_count;
  const LodValue *value = &lod_rows_row(work->rows, row)[slot % columns];
  *text = (LodView){value->data, value->size};
  if (slot < columns)
    return lod_value_is_present(value, plan->options.bad_cells) &&
           value->kind != LOD_VALUE_LIST;
  return lod_plan_identifier(work, row, slot % columns, text);
}

bool lod_plan_serving_key(const LodPlanWork *work, size_t row, size_t *key)
{
  const LodTableMap *table = work->plan->table;
  const uint8_t *defined = work->key_defined + row * table->key_count;
  for (size_t steps = 0; steps <= table->key_count; steps++) {
    if (defined[*key])
      return true;
    if (table->keys[*key].otherwise == SIZE_MAX)
      return false;
    *key = table->keys[*key].otherwise;
  }
  return false;
}

static bool key_is_served(const LodPlan *plan, const LodKey *key,
                          const LodValue *values)
{
  for (size_t i = 0; i < key->needed_count; i++)
    if (!lod_value_is_present(&values[key->needed[i]], plan->options.bad_cells))
      return false;
  return true;
}

static void evaluate_keys(LodPlanWork *work, size_t row, const LodValue *values)
{
  const LodTableMap *table = work->plan->table;
  LodHash *keys = work->keys + row * table->key_count;
  uint8_t *defined = work->key_defined + row * table->key_count;
  for (size_t k = 0; k < table->key_count; k++) {
    defined[k] = key_is_served(work->plan, &table->keys[k], values);
    if (defined[k])
      keys[k] = hash_key(work, row, k);
  }
}

/* Has this worker seen the entity before?  Then nobody will write it again,
   and the resolve phase need not ask. */
static inline bool is_remembered(const LodPlanWork *work, LodHash hash)
{
  const LodHash *slot = &work->seen[hash.low % LOD_SEEN_SLOTS];
  return slot->low == hash.low && slot->high == hash.high;
}

/* Add the keys of a group to its hash; false when one of them is of this row
   alone, so that nothing else can be the same entity. */
static bool add_keys(const LodPlanWork *work, const LodPlanGroup *group,
                     size_t row, LodHash *hash)
{
  const LodTableMap *table = work->plan->table;
  for (size_t i = 0; i < group->key_count; i++) {
    size_t key = group->keys[i];
    if (!lod_plan_serving_key(work, row, &key))
      continue;
    if (table->keys[key].counted)
      return false;
    *hash = lod_hash_sum(
        *hash, lod_hash_place(work->keys[row * table->key_count + key],
                              (LodHash){3 + 2 * key, 5 + 2 * key}));
  }
  return true;
}

static LodHash sum_columns(const LodPlanWork *work, const LodPlanGroup *group)
{
  LodHash sum = {0, 0};
  for (size_t i = 0; i < group->column_count; i++)
    sum = lod_hash_sum(sum, work->items[group->columns[i]]);
  return sum;
}

/* What is to be written for group G in ROW. */
static uint8_t evaluate_group(LodPlanWork *work, size_t row, size_t g)
{
  const LodPlanGroup *group = &work->plan->groups[g];
  LodHash hash = sum_columns(work, group);
  if (!add_keys(work, group, row, &hash))
    return LOD_EMIT_ALWAYS;
  hash.low ^= (g + 1) * UINT64_C(0x9e3779b97f4a7c15); /* groups apart */
  hash = lod_hash_finish(hash);
  __builtin_prefetch(&work->seen[hash.low % LOD_SEEN_SLOTS]);
  work->asks[work->ask_count++] = (LodAsk){(uint32_t)row, (uint32_t)g, hash};
  return LOD_EMIT_NOT; /* as long as nobody says that it is new */
}

static void evaluate_and_note(LodPlanWork *work, size_t row, size_t g)
{
  const uint8_t emit = evaluate_group(work, row, g);
  work->emit[row * work->plan->group_count + g] = emit;
  if (!emit)
    return;
  work->due[row] |= work->plan->groups[g].due;
  work->always |= lod_plan_bit(g);
}

/* The last bit stands for all groups from there on. */
static void evaluate_rest(LodPlanWork *work, size_t row)
{
  for (size_t g = LOD_LAST_DUE; g < work->plan->group_count; g++)
    evaluate_and_note(work, row, g);
}

/* An entity that the row before had, too, has been written or asked for. */
static void evaluate_groups(LodPlanWork *work, size_t row, uint64_t changed)
{
  const LodPlan *plan = work->plan;
  uint64_t wanted = work->always;
  for (; changed; changed &= changed - 1)
    wanted |= plan->group_reads[__builtin_ctzll(changed)];
  work->always = 0;
  work->due[row] = plan->due;
  memset(work->emit + row * plan->group_count, LOD_EMIT_NOT, plan->group_count);
  for (; wanted; wanted &= wanted - 1) {
    const size_t g = (unsigned)__builtin_ctzll(wanted);
    if (g == LOD_LAST_DUE)
      evaluate_rest(work, row);
    else
      evaluate_and_note(work, row, g);
  }
}

/* The identifier of one column.  Its hash is that of the column's text where
   that is nothing but the digits. */
static void evaluate_identifier(LodPlanWork *work, size_t row, size_t i,
                                LodView text, bool present)
{
  const LodPlan *plan = work->plan;
  size_t column = plan->identifiers[i];
  size_t at = row * plan->identifier_count + i;
  size_t width = plan->table->schema->column_count;
  LodHash *item = &work->items[column + width];
  char *digits = work->digits[at];
  bool valid = present && lod_organisation_number(text, digits);
  work->digits_valid[at] = valid;
  if (!valid)
    *item = (LodHash){0, 0};
  else if (plan->hashed[column] && text.size == 10 &&
           same_text(text.data, digits, 10))
    *item = work->items[column];
  else
    *item = lod_hash_place(lod_hash((LodView){digits, 10}),
                           plan->column_ids[column]);
  work->items[column + 2 * width] = valid ? *item : work->items[column];
}

static void evaluate_identifiers(LodPlanWork *work, size_t row,
                                 const LodValue *values)
{
  const LodPlan *plan = work->plan;
  for (size_t i = 0; i < plan->identifier_count; i++) {
    const LodValue *value = &values[plan->identifiers[i]];
    const size_t at = row * plan->identifier_count + i;
    const bool present = lod_value_is_present(value, plan->options.bad_cells) &&
                         value->kind != LOD_VALUE_LIST;
    evaluate_identifier(work, row, i, (LodView){value->data, value->size},
                        present);
    work->not_identifier[i] += present && !work->digits_valid[at];
  }
}

/* Their slots are in the cache by now. */
static void drop_remembered(LodPlanWork *work)
{
  size_t kept = 0;
  for (size_t i = 0; i < work->ask_count; i++)
    if (!is_remembered(work, work->asks[i].hash))
      work->asks[kept++] = work->asks[i];
  work->ask_count = kept;
}

/* No text of the batch before is there any more. */
static void forget_texts(LodPlanWork *work)
{
  for (size_t i = 0; i < work->plan->hashed_count; i++)
    work->last[work->plan->hashed_columns[i]].kind = UINT16_MAX; /* no kind */
}

static LodStatus evaluate_row(LodPlanWork *work, size_t row)
{
  const LodRows *rows = work->rows;
  const LodValue *values = lod_rows_row(rows, row);
  /* what a row that is left out would have written, the next one has to */
  uint64_t changed = row == 0 || rows->suppressed[row - 1] ? UINT64_MAX : 0;
  lod_arena_reset(work->arena);
  LodStatus status = hash_columns(work, values, &changed);
  if (status)
    return status;
  evaluate_identifiers(work, row, values);
  evaluate_keys(work, row, values);
  evaluate_groups(work, row, changed);
  return LOD_SUCCESS;
}

LodStatus lod_plan_evaluate(LodPlanWork *work, const LodRows *rows)
{
  work->rows = rows;
  work->statements = 0;
  work->left_out = 0;
  work->ask_count = 0;
  work->always = 0;
  memset(work->not_identifier, 0,
         work->plan->identifier_count * sizeof *work->not_identifier);
  forget_texts(work);
  LodStatus status = reserve_rows(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; row++)
    status = evaluate_row(work, row);
  drop_remembered(work);
  return status;
}
