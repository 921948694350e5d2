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
    status = grow(&work->groups, rows, groups, sizeof *work->groups);
  if (!status)
    status = grow(&work->emit, rows, groups, 1);
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
  work->items = lod_calloc(2 * columns + 1, sizeof *work->items);
  work->gathered = lod_calloc(columns + plan->binding->extra_count + 1,
                              sizeof *work->gathered);
  work->seen = lod_calloc(LOD_SEEN_SLOTS, sizeof *work->seen);
  work->not_identifier =
      lod_calloc(plan->identifier_count + 1, sizeof *work->not_identifier);
  if (!work->arena || !work->items || !work->gathered || !work->seen ||
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
  lod_free(work->gathered);
  lod_free(work->seen);
  lod_free(work->not_identifier);
  lod_free(work->keys);
  lod_free(work->key_defined);
  lod_free(work->occurrences);
  lod_free(work->groups);
  lod_free(work->emit);
  lod_free(work->digits);
  lod_free(work->digits_valid);
  lod_free(work);
}

static LodHashItem hash_item(uint64_t id, LodHash hash)
{
  return (LodHashItem){htole64(id), htole64(hash.high), htole64(hash.low)};
}

static LodHash hash_items(const LodHashItem *items, size_t count)
{
  return lod_hash((LodView){(const char *)items, count * sizeof *items});
}

/* A list's hash is that of its items' hashes. */
static LodStatus hash_list(LodPlanWork *work, const LodDatatype *type,
                           const LodValue *list, LodHash *hash)
{
  const LodValue *values = list->data;
  LodHashItem *items =
      lod_arena_array(work->arena, (size_t)list->size + 1, sizeof *items);
  if (!items)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < list->size; i++) {
    LodView text = {values[i].data, values[i].size};
    if (values[i].kind == LOD_VALUE_VALID)
      text = lod_datatype_canonical(type, text, work->arena);
    if (values[i].size && !text.data)
      return LOD_ERR_NO_MEMORY;
    items[i] = hash_item(values[i].kind, lod_hash(text));
  }
  *hash = hash_items(items, list->size);
  return LOD_SUCCESS;
}

/* Hash the columns that keys and groups read.  A null has no hash: its item
   says so by a zero id, as no name hashes to that in practice. */
static LodStatus hash_columns(LodPlanWork *work, const LodValue *values)
{
  const LodPlan *plan = work->plan;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < plan->hashed_count && !status; i++) {
    size_t c = plan->hashed_columns[i];
    const LodDatatype *type = plan->table->schema->columns[c].datatype;
    const LodValue *value = &values[c];
    LodView text = {value->data, value->size};
    LodHash hash;
    work->items[c].id = 0;
    if (value->kind == LOD_VALUE_NULL || value->kind == LOD_VALUE_WITHHELD)
      continue;
    if (value->kind == LOD_VALUE_LIST) {
      status = hash_list(work, type, value, &hash);
    } else {
      if (value->kind == LOD_VALUE_VALID && plan->canonical[c])
        text = lod_datatype_canonical(type, text, work->arena);
      if (value->size && !text.data)
        return LOD_ERR_NO_MEMORY;
      hash = lod_hash(text);
    }
    if (!status)
      work->items[c] = hash_item(plan->column_ids[c], hash);
  }
  return status;
}

/* The fields that belong to no column take part by their header names. */
static size_t gather_extra(const LodPlanWork *work, size_t row,
                           LodHashItem *items)
{
  const LodPlan *plan = work->plan;
  const LodBatch *batch = work->rows->batch;
  const LodRecord *record = &batch->records[row];
  size_t count = 0;
  for (size_t i = 0; i < plan->binding->extra_count; i++) {
    size_t extra = plan->extra_sorted[i], field = plan->binding->extra[extra];
    if (field >= record->count)
      continue;
    const LodCell *cell = &batch->cells[record->first + field];
    if (cell->size > 0)
      items[count++] = hash_item(plan->extra_ids[extra],
                                 lod_hash((LodView){cell->data, cell->size}));
  }
  return count;
}

static LodHash hash_key(const LodPlanWork *work, size_t row, size_t key)
{
  const LodPlanKey *columns = &work->plan->keys[key];
  LodHashItem *gathered = work->gathered;
  size_t count = 0, width = work->plan->table->schema->column_count;
  for (size_t i = 0; i < columns->count; i++) {
    /* the canonical value of an identifier is what IRIs make of it */
    const LodHashItem *written = &work->items[columns->columns[i]];
    const LodHashItem *identifier = &work->items[columns->columns[i] + width];
    if (identifier->id || written->id)
      gathered[count++] = identifier->id ? *identifier : *written;
  }
  if (work->plan->table->keys[key].all_columns)
    count += gather_extra(work, row, gathered + count);
  return hash_items(gathered, count);
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

/* Entities need no hash that others can compute again: mixing is enough.  Both
   halves are bijective in either argument. */
static inline LodHash mix(LodHash a, LodHash b)
{
  a.low = (a.low ^ b.low) * 0x9e3779b185ebca87u;
  a.low ^= a.low >> 29;
  a.high = (a.high ^ b.high) * 0xc2b2ae3d27d4eb4fu;
  a.high ^= a.high >> 31;
  return a;
}

/* Has this worker seen the entity before?  Then nobody will write it again,
   and the resolve phase need not ask. */
static inline bool is_remembered(const LodPlanWork *work, LodHash hash)
{
  const LodHash *slot = &work->seen[hash.low % LOD_SEEN_SLOTS];
  return slot->low == hash.low && slot->high == hash.high;
}

/* Mix the keys of a group into its hash; false when one of them is of this row
   alone, so that nothing else can be the same entity. */
static bool mix_keys(const LodPlanWork *work, const LodPlanGroup *group,
                     size_t row, LodHash *hash)
{
  const LodTableMap *table = work->plan->table;
  for (size_t i = 0; i < group->key_count; i++) {
    size_t key = group->keys[i];
    if (!lod_plan_serving_key(work, row, &key))
      continue;
    if (table->keys[key].counted)
      return false;
    *hash = mix(*hash, work->keys[row * table->key_count + key]);
    hash->low += key;
  }
  return true;
}

static void evaluate_groups(LodPlanWork *work, size_t row)
{
  const LodPlan *plan = work->plan;
  LodHash *hashes = work->groups + row * plan->group_count;
  uint8_t *emit = work->emit + row * plan->group_count;
  for (size_t g = 0; g < plan->group_count; g++) {
    const LodPlanGroup *group = &plan->groups[g];
    LodHash hash = {g + 1, ~(uint64_t)g};
    for (size_t i = 0; i < group->column_count; i++) {
      const LodHashItem *item = &work->items[group->columns[i]];
      LodHash own = {item->high ^ item->id, item->low + item->id};
      hash = mix(hash, item->id ? own : (LodHash){0, 0});
    }
    bool shared = mix_keys(work, group, row, &hash);
    hashes[g] = hash;
    emit[g] = !shared                     ? LOD_EMIT_ALWAYS
              : is_remembered(work, hash) ? LOD_EMIT_NOT
                                          : LOD_EMIT_ASK;
  }
}

static void evaluate_identifiers(LodPlanWork *work, size_t row,
                                 const LodValue *values)
{
  const LodPlan *plan = work->plan;
  for (size_t i = 0; i < plan->identifier_count; i++) {
    const LodValue *value = &values[plan->identifiers[i]];
    size_t at = row * plan->identifier_count + i;
    size_t slot = plan->table->schema->column_count + plan->identifiers[i];
    bool present = lod_value_is_present(value, plan->options.bad_cells) &&
                   value->kind != LOD_VALUE_LIST;
    work->digits_valid[at] =
        present && lod_organisation_number((LodView){value->data, value->size},
                                           work->digits[at]);
    work->not_identifier[i] += present && !work->digits_valid[at];
    work->items[slot].id = 0;
    if (work->digits_valid[at])
      work->items[slot] = hash_item(plan->column_ids[plan->identifiers[i]],
                                    lod_hash((LodView){work->digits[at], 10}));
  }
}

LodStatus lod_plan_evaluate(LodPlanWork *work, const LodRows *rows)
{
  work->rows = rows;
  work->statements = 0;
  work->left_out = 0;
  memset(work->not_identifier, 0,
         work->plan->identifier_count * sizeof *work->not_identifier);
  LodStatus status = reserve_rows(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; row++) {
    const LodValue *values = lod_rows_row(rows, row);
    lod_arena_reset(work->arena);
    status = hash_columns(work, values);
    if (status)
      break;
    evaluate_identifiers(work, row, values);
    evaluate_keys(work, row, values);
    evaluate_groups(work, row);
  }
  return status;
}
