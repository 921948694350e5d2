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
  LodStatus status =
      grow(&work->facts, rows, lod_plan_stride(plan), sizeof *work->facts);
  if (!status)
    status = grow(&work->keys, rows, keys, sizeof *work->keys);
  if (!status)
    status = grow(&work->serving, rows, keys, sizeof *work->serving);
  if (!status)
    status = grow(&work->occurrences, rows, keys, sizeof *work->occurrences);
  if (!status)
    status = grow(&work->asks, rows, groups, sizeof *work->asks);
  if (!status)
    status = grow(&work->digits, rows, identifiers, sizeof *work->digits);
  if (!status)
    status =
        grow(&work->made_digits, rows, identifiers, sizeof *work->made_digits);
  if (!status)
    work->capacity = rows;
  return status;
}

/* What is kept from row to row. */
static LodStatus allocate_state(LodPlanWork *work)
{
  const LodPlan *plan = work->plan;
  const size_t columns = plan->table->schema->column_count;
  const size_t identifiers = plan->identifier_count + 1;
  work->items = lod_calloc(3 * columns + 1, sizeof *work->items);
  work->sums = lod_calloc(plan->table->key_count + 1, sizeof *work->sums);
  work->ten = lod_calloc(identifiers, sizeof *work->ten);
  work->refused = lod_calloc(identifiers, sizeof *work->refused);
  work->now = lod_calloc(2 * plan->fact_words, sizeof *work->now);
  work->seen = lod_calloc(LOD_SEEN_SLOTS, sizeof *work->seen);
  work->fresh = lod_calloc(plan->group_count + 1, sizeof *work->fresh);
  work->not_identifier = lod_calloc(identifiers, sizeof *work->not_identifier);
  return work->items && work->sums && work->ten && work->refused && work->now &&
                 work->seen && work->fresh && work->not_identifier
             ? LOD_SUCCESS
             : LOD_ERR_NO_MEMORY;
}

LodStatus lod_plan_work_new(const LodPlan *plan, LodPlanWork **result)
{
  *result = NULL;
  LodPlanWork *work = lod_calloc(1, sizeof *work);
  if (!work)
    return LOD_ERR_NO_MEMORY;
  work->plan = plan;
  work->columns = plan->table->schema->column_count;
  work->arena = lod_arena_new();
  LodStatus status = work->arena ? allocate_state(work) : LOD_ERR_NO_MEMORY;
  if (status)
    lod_plan_work_free(work);
  else
    *result = work;
  return status;
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
  lod_free(work->sums);
  lod_free(work->ten);
  lod_free(work->refused);
  lod_free(work->now);
  lod_free(work->facts);
  lod_free(work->keys);
  lod_free(work->serving);
  lod_free(work->occurrences);
  lod_free(work->digits);
  lod_free(work->made_digits);
  lod_free(work->seen);
  lod_free(work->fresh);
  lod_free(work->asks);
  lod_free(work->not_identifier);
  lod_left_out_free(&work->left_out);
  lod_free(work);
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

/* The hash of a column as it is written.  A null takes no part. */
static LodStatus hash_column(LodPlanWork *work, const LodWatch *watch,
                             const LodValue *value, LodHash *item)
{
  LodView text = {value->data, value->size};
  LodStatus status = LOD_SUCCESS;
  LodHash hash;
  *item = (LodHash){0, 0};
  if (value->kind == LOD_VALUE_NULL || value->kind == LOD_VALUE_WITHHELD)
    return LOD_SUCCESS;
  if (value->kind == LOD_VALUE_LIST) {
    status = hash_list(work, watch->datatype, value, &hash);
  } else {
    if (value->kind == LOD_VALUE_VALID && watch->canonical)
      text = lod_datatype_canonical(watch->datatype, text, work->arena);
    if (value->size && !text.data)
      status = LOD_ERR_NO_MEMORY;
    else
      hash = lod_hash(text);
  }
  if (!status)
    *item = lod_hash_place(hash, watch->place);
  return status;
}

static inline void set_fact(LodPlanWork *work, LodFact fact, bool present,
                            bool plain)
{
  uint64_t *words = work->now + fact.word;
  const size_t plains = work->plan->fact_words;
  words[0] = (words[0] & ~fact.mask) | (present ? fact.mask : 0);
  words[plains] = (words[plains] & ~fact.mask) | (plain ? fact.mask : 0);
}

/* The items of a list are judged where they are written. */
static void find_list_identifiers(LodPlanWork *work, const LodWatch *watch,
                                  const LodValue *list)
{
  const LodValue *items = list->data;
  uint32_t present = 0, valid = 0;
  char digits[10];
  for (size_t i = 0; i < list->size; i++) {
    const LodView text = {items[i].data, items[i].size};
    if (!lod_value_is_present(&items[i], work->plan->options.bad_cells))
      continue;
    present++;
    valid += lod_organisation_number(text, digits);
  }
  work->refused[watch->identifier] = present - valid;
  set_fact(work, watch->identifier_fact, valid > 0, false);
}

/* The identifier of one column.  Its hash is that of the column's text where
   that is nothing but the digits. */
static void find_identifier(LodPlanWork *work, const LodWatch *watch,
                            size_t row, const LodValue *value)
{
  const LodPlan *plan = work->plan;
  const size_t i = watch->identifier;
  const size_t width = plan->table->schema->column_count;
  const LodView text = {value->data, value->size};
  const bool present = lod_value_is_present(value, plan->options.bad_cells) &&
                       value->kind != LOD_VALUE_LIST;
  char *digits = work->made_digits[row * plan->identifier_count + i];
  LodHash *item = &work->items[watch->column];
  const bool valid = present && lod_organisation_number(text, digits);
  const bool same = valid && text.size == 10 && !memcmp(text.data, digits, 10);
  work->ten[i] = !valid ? NULL : same ? text.data : digits;
  work->refused[i] = present && !valid;
  set_fact(work, watch->identifier_fact, valid, valid);
  if (value->kind == LOD_VALUE_LIST)
    find_list_identifiers(work, watch, value);
  if (!valid)
    item[width] = (LodHash){0, 0};
  else if (same && watch->hashed)
    item[width] = *item;
  else
    item[width] = lod_hash_place(lod_hash((LodView){digits, 10}), watch->place);
  item[2 * width] = valid ? item[width] : *item;
}

/* What the short ways can write. */
static inline bool is_plain(const LodValue *value)
{
  return value->kind == LOD_VALUE_VALID && value->size <= LOD_SHORT_VALUE;
}

/* A column that has another value than in the row before: what follows. */
static __attribute__((noinline)) LodStatus change(LodPlanWork *work,
                                                  const LodWatch *watch,
                                                  size_t row,
                                                  const LodValue *value)
{
  LodHash *written = &work->items[watch->column];
  LodHash *identified = written + 2 * work->columns;
  const LodHash old_written = *written, old_identified = *identified;
  set_fact(work, watch->fact,
           lod_value_is_present(value, work->plan->options.bad_cells),
           is_plain(value));
  LodStatus status =
      watch->hashed ? hash_column(work, watch, value, written) : LOD_SUCCESS;
  if (status)
    return status;
  if (watch->identifier != SIZE_MAX)
    find_identifier(work, watch, row, value);
  for (size_t i = 0; i < watch->reader_count; i++) {
    const LodReader *reader = &watch->readers[i];
    LodHash *sum = &work->sums[reader->key];
    *sum = reader->as_identifier
               ? lod_hash_move(*sum, old_identified, *identified)
               : lod_hash_move(*sum, old_written, *written);
  }
  return LOD_SUCCESS;
}

/* The same of what is most often there, a short text in both rows. */
static inline LodStatus change_simple(LodPlanWork *work, const LodWatch *watch,
                                      const LodValue *value)
{
  LodView text = {value->data, value->size};
  if (watch->canonical)
    text = lod_datatype_canonical(watch->datatype, text, work->arena);
  if (!text.data)
    return LOD_ERR_NO_MEMORY;
  LodHash *written = &work->items[watch->column];
  const LodHash item = lod_hash_place(lod_hash(text), watch->place);
  const LodHash moved = lod_hash_take(item, *written);
  *written = item;
  for (size_t i = 0; i < watch->reader_count; i++) {
    LodHash *sum = &work->sums[watch->readers[i].key];
    *sum = lod_hash_sum(*sum, moved);
  }
  return LOD_SUCCESS;
}

/* Kind, flags and size are one word. */
static inline uint64_t get_form(const LodValue *value)
{
  uint64_t form;
  memcpy(&form, &value->size, sizeof form);
  return form;
}

/* A list is never the same. */
static inline bool is_same(const LodWatch *watch, const LodValue *value,
                           const LodValue *before)
{
  return get_form(value) == get_form(before) && !watch->is_list &&
         lod_padded_equal(value->data, before->data, value->size);
}

/* All columns of the first row: no text of the batch before is there any
   more. */
static LodStatus watch_first(LodPlanWork *work)
{
  const LodValue *const values = lod_rows_row(work->rows, 0);
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < work->plan->watch_count && !status; i++) {
    const LodWatch *watch = &work->plan->watches[i];
    status = change(work, watch, 0, &values[watch->column]);
  }
  return status;
}

/* *CHANGED: the bits of the columns that are not what the row before had. */
static LodStatus watch_columns(LodPlanWork *work, size_t row, uint64_t *changed)
{
  const LodWatch *watch = work->plan->watches;
  const LodWatch *const end = watch + work->plan->watch_count;
  const LodValue *const values = lod_rows_row(work->rows, row);
  const LodValue *const before = values - work->columns;
  const uint64_t *const plain = work->now + work->plan->fact_words;
  for (; watch < end; watch++) {
    const LodValue *value = &values[watch->column];
    if (is_same(watch, value, &before[watch->column]))
      continue;
    *changed |= watch->bit;
    const LodStatus status = watch->is_simple && is_plain(value) &&
                                     plain[watch->fact.word] & watch->fact.mask
                                 ? change_simple(work, watch, value)
                                 : change(work, watch, row, value);
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
  LodHash sum = work->sums[key];
  if (work->plan->table->keys[key].all_columns)
    sum = add_extra(work, row, sum);
  return lod_hash_finish(sum);
}

bool lod_plan_identifier(const LodPlanWork *work, size_t row, size_t column,
                         LodView *text)
{
  const LodPlan *plan = work->plan;
  const size_t at = row * plan->identifier_count + plan->identifier_of[column];
  *text = (LodView){work->digits[at], 10};
  return work->digits[at] != NULL;
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

static bool is_present(const LodPlanWork *work, size_t column)
{
  const LodFact fact = lod_fact(column);
  return work->now[fact.word] & fact.mask;
}

/* A key whose needed columns are there, else the one that serves in its
   place. */
static uint32_t find_serving_key(const LodPlanWork *work, size_t k)
{
  const LodTableMap *table = work->plan->table;
  for (size_t steps = 0; steps <= table->key_count && k != SIZE_MAX; steps++) {
    const LodKey *key = &table->keys[k];
    size_t i = 0;
    while (i < key->needed_count && is_present(work, key->needed[i]))
      i++;
    if (i == key->needed_count)
      return (uint32_t)k;
    k = key->otherwise;
  }
  return LOD_NO_KEY;
}

/* What nothing has changed of is as in the row before; what stands in fields of
   no column is not watched. */
static void evaluate_keys(LodPlanWork *work, size_t row, uint64_t changed)
{
  const LodPlan *plan = work->plan;
  const size_t count = plan->table->key_count;
  LodHash *keys = work->keys + row * count;
  uint32_t *serving = work->serving + row * count;
  for (size_t k = 0; k < count; k++) {
    const bool same = row > 0 && !(changed & plan->keys[k].reads);
    keys[k] = same ? keys[k - count] : hash_key(work, row, k);
    if (row > 0 && !(changed & plan->keys[k].needs)) {
      serving[k] = serving[k - count];
      continue;
    }
    serving[k] = find_serving_key(work, k);
    const bool serves = serving[k] != LOD_NO_KEY;
    set_fact(work, lod_fact(lod_fact_of_key(plan, k)), serves, serves);
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
    const uint32_t key = lod_plan_serving_key(work, row, group->keys[i]);
    if (key == LOD_NO_KEY)
      continue;
    if (table->keys[key].counted)
      return false;
    *hash = lod_hash_sum(
        *hash, lod_hash_place(
                   work->keys[row * table->key_count + key],
                   (LodHash){3 + 2 * (uint64_t)key, 5 + 2 * (uint64_t)key}));
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

/* Whether identifiers that GROUP reads as they are written stand as ten
   digits. */
static bool is_canonical(const LodPlanWork *work, const LodPlanGroup *group)
{
  const size_t width = work->columns;
  for (size_t i = 0; i < group->column_count; i++) {
    const size_t slot = group->columns[i];
    if (slot < width && work->plan->identifier_of[slot] != SIZE_MAX &&
        memcmp(&work->items[slot], &work->items[slot + width],
               sizeof *work->items))
      return false;
  }
  return true;
}

/* Ask whether an entity of group G is new in ROW; false when it is for
   certain.  PLACE is that of the group that is told. */
static inline bool ask(LodPlanWork *work, size_t row, size_t place, size_t g,
                       LodAskKind kind)
{
  const LodPlanGroup *group = &work->plan->groups[g];
  LodHash hash = sum_columns(work, group);
  if (!add_keys(work, group, row, &hash))
    return false;
  hash.low ^= (g + 1) * UINT64_C(0x9e3779b97f4a7c15); /* groups apart */
  hash = lod_hash_finish(hash);
  if (work->fresh[work->plan->order[place]] < LOD_MOSTLY_FRESH)
    __builtin_prefetch(&work->seen[hash.low % LOD_SEEN_SLOTS]);
  work->asks[work->ask_count++] =
      (LodAsk){.row = (uint32_t)row,
               .place = (uint32_t)place & 0x3fffffff,
               .kind = kind,
               .hash = hash};
  return true;
}

/* Returns the bits of the groups that it has seen to. */
static inline uint64_t evaluate_group(LodPlanWork *work, size_t row,
                                      size_t place)
{
  const size_t g = work->plan->order[place];
  const LodPlanGroup *group = &work->plan->groups[g];
  if (group->twin != LOD_NO_GROUP && is_canonical(work, group)) {
    if (ask(work, row, place, group->twin, LOD_ASK_BOTH))
      return lod_plan_bit(group->twin_place);
  } else if (ask(work, row, place, g,
                 group->is_twin ? LOD_ASK_MARKED : LOD_ASK_ONE)) {
    return 0;
  }
  lod_work_emit(work, row, g);
  work->always |= lod_plan_bit(place);
  return 0;
}

/* An entity that the row before had, too, has been written or asked for.  The
   last bit stands for all groups from there on. */
static void evaluate_groups(LodPlanWork *work, size_t row, uint64_t changed)
{
  const LodPlan *plan = work->plan;
  uint64_t wanted = work->always;
  for (; changed; changed &= changed - 1)
    wanted |= plan->group_reads[__builtin_ctzll(changed)];
  work->always = 0;
  while (wanted) {
    const size_t place = (unsigned)__builtin_ctzll(wanted);
    wanted &= wanted - 1;
    if (place < LOD_LAST_BIT)
      wanted &= ~evaluate_group(work, row, place);
    else
      for (size_t i = place; i < plan->group_count; i++)
        evaluate_group(work, row, i);
  }
}

/* The slots are in the cache by now.  Of what was written its parts were, too;
   they stand behind it. */
static void drop_remembered(LodPlanWork *work)
{
  const LodPlan *plan = work->plan;
  size_t kept = 0;
  uint32_t row = 0;
  uint64_t known = 0;
  for (size_t i = 0; i < work->ask_count; i++) {
    const LodAsk ask = work->asks[i];
    const size_t g = plan->order[ask.place];
    known = ask.row == row ? known : 0;
    row = ask.row;
    if (known >> (ask.place & LOD_LAST_BIT) & 1)
      continue;
    if (work->fresh[g] < LOD_MOSTLY_FRESH && is_remembered(work, ask.hash))
      known |= plan->groups[g].parts;
    else
      work->asks[kept++] = ask;
  }
  work->ask_count = kept;
}

/* What holds for the row under way is noted for it. */
static void note_row(LodPlanWork *work, size_t row)
{
  const LodPlan *plan = work->plan;
  const size_t words = 2 * plan->fact_words, count = plan->identifier_count;
  const bool is_told = lod_rows_is_told(work->rows, row);
  uint64_t *facts = lod_work_facts(work, row);
  facts[0] = plan->due;
  for (size_t i = 0; i < words; i++)
    facts[1 + i] = work->now[i];
  facts[1 + words] = 1; /* what belongs to no group */
  for (size_t i = 1; i < plan->emit_words; i++)
    facts[1 + words + i] = 0;
  for (size_t i = 0; i < count; i++) {
    work->digits[row * count + i] = work->ten[i];
    if (is_told)
      work->not_identifier[i] += work->refused[i];
  }
}

static LodStatus evaluate_row(LodPlanWork *work, size_t row)
{
  uint64_t changed = row == 0 ? work->plan->all_watches : work->plan->unwatched;
  lod_arena_reset(work->arena);
  const LodStatus status =
      row == 0 ? watch_first(work) : watch_columns(work, row, &changed);
  if (status)
    return status;
  evaluate_keys(work, row, changed);
  note_row(work, row);
  /* what a row that is left out would have written, the next one has to */
  if (row > 0 && work->rows->suppressed[row - 1])
    changed = work->plan->all_watches;
  evaluate_groups(work, row, changed);
  return LOD_SUCCESS;
}

LodStatus lod_plan_evaluate(LodPlanWork *work, const LodRows *rows)
{
  work->rows = rows;
  work->statements = 0;
  lod_left_out_clear(&work->left_out);
  work->ask_count = 0;
  work->always = 0;
  memset(work->not_identifier, 0,
         work->plan->identifier_count * sizeof *work->not_identifier);
  LodStatus status = reserve_rows(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; row++)
    status = evaluate_row(work, row);
  drop_remembered(work);
  return status;
}
