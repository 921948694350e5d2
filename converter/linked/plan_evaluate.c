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
  work->column_hashes = lod_calloc(plan->table->schema->column_count + 1,
                                   sizeof *work->column_hashes);
  work->not_identifier =
      lod_calloc(plan->identifier_count + 1, sizeof *work->not_identifier);
  if (!work->arena || !work->column_hashes || !work->not_identifier) {
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
  lod_free(work->column_hashes);
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

/* Column id and value hash, in an order of bytes that is the same on every
   machine. */
typedef struct HashItem {
  uint64_t id, high, low;
} HashItem;

static HashItem hash_item(uint64_t id, LodHash hash)
{
  return (HashItem){htole64(id), htole64(hash.high), htole64(hash.low)};
}

static LodStatus append_item(LodBuffer *items, uint64_t id, LodHash hash)
{
  HashItem item = hash_item(id, hash);
  return lod_buffer_append(items, (const char *)&item, sizeof item);
}

static LodHash hash_items(const LodBuffer *items)
{
  return lod_hash(lod_buffer_view(items));
}

/* A list's hash is that of its items' hashes. */
static LodStatus hash_list(LodPlanWork *work, const LodDatatype *type,
                           const LodValue *list, LodHash *hash)
{
  const LodValue *items = list->data;
  size_t start = work->expansion.size;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < list->size && !status; i++) {
    LodView text = {items[i].data, items[i].size};
    if (items[i].kind == LOD_VALUE_VALID)
      text = lod_datatype_canonical(type, text, work->arena);
    status = append_item(&work->expansion, items[i].kind, lod_hash(text));
  }
  if (!status)
    *hash = lod_hash(
        (LodView){work->expansion.data + start, work->expansion.size - start});
  work->expansion.size = start;
  return status;
}

static LodStatus hash_columns(LodPlanWork *work, const LodValue *values)
{
  const LodSchema *schema = work->plan->table->schema;
  LodStatus status = LOD_SUCCESS;
  for (size_t c = 0; c < schema->column_count && !status; c++) {
    if (!work->plan->hashed[c])
      continue;
    const LodValue *value = &values[c];
    LodView text = {value->data, value->size};
    if (value->kind == LOD_VALUE_LIST) {
      status = hash_list(work, schema->columns[c].datatype, value,
                         &work->column_hashes[c]);
      continue;
    }
    if (value->kind == LOD_VALUE_VALID)
      text = lod_datatype_canonical(schema->columns[c].datatype, text,
                                    work->arena);
    if (value->kind == LOD_VALUE_VALID || value->kind == LOD_VALUE_BAD)
      work->column_hashes[c] = lod_hash(text);
  }
  return status;
}

static bool has_hash(const LodValue *value)
{
  return value->kind == LOD_VALUE_VALID || value->kind == LOD_VALUE_BAD ||
         value->kind == LOD_VALUE_LIST;
}

static LodStatus append_column(LodPlanWork *work, const LodValue *values,
                               size_t column, LodBuffer *items)
{
  if (!has_hash(&values[column]))
    return LOD_SUCCESS;
  return append_item(items, work->plan->column_ids[column],
                     work->column_hashes[column]);
}

/* The fields that belong to no column take part by their header names. */
static LodStatus append_extra(LodPlanWork *work, size_t row, LodBuffer *items)
{
  const LodBinding *binding = work->plan->binding;
  const LodBatch *batch = work->rows->batch;
  const LodRecord *record = &batch->records[row];
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < binding->extra_count && !status; i++) {
    if (binding->extra[i] >= record->count)
      continue;
    const LodCell *cell = &batch->cells[record->first + binding->extra[i]];
    if (cell->size > 0)
      status = append_item(items, work->plan->extra_ids[i],
                           lod_hash((LodView){cell->data, cell->size}));
  }
  return status;
}

static LodStatus hash_key(LodPlanWork *work, size_t row, const LodValue *values,
                          const LodKey *key, LodHash *hash)
{
  const LodPlan *plan = work->plan;
  LodBuffer *items = &work->scratch;
  LodStatus status = LOD_SUCCESS;
  items->size = 0;
  if (key->all_columns) {
    size_t columns = plan->table->schema->column_count;
    for (size_t i = 0; i < columns && !status; i++)
      if (!plan->table->schema->columns[plan->sorted[i]].virtual_column)
        status = append_column(work, values, plan->sorted[i], items);
    if (!status)
      status = append_extra(work, row, items);
  }
  for (size_t i = 0; i < key->column_count && !status; i++)
    status = append_column(work, values, key->columns[i], items);
  if (!status)
    *hash = hash_items(items);
  return status;
}

static bool key_is_served(const LodPlan *plan, const LodKey *key,
                          const LodValue *values)
{
  for (size_t i = 0; i < key->needed_count; i++)
    if (!lod_value_is_present(&values[key->needed[i]], plan->options.bad_cells))
      return false;
  return true;
}

static LodStatus evaluate_keys(LodPlanWork *work, size_t row,
                               const LodValue *values)
{
  const LodTableMap *table = work->plan->table;
  LodHash *keys = work->keys + row * table->key_count;
  uint8_t *defined = work->key_defined + row * table->key_count;
  LodStatus status = LOD_SUCCESS;
  for (size_t k = 0; k < table->key_count && !status; k++) {
    defined[k] = key_is_served(work->plan, &table->keys[k], values);
    if (defined[k])
      status = hash_key(work, row, values, &table->keys[k], &keys[k]);
  }
  return status;
}

static LodStatus evaluate_groups(LodPlanWork *work, size_t row,
                                 const LodValue *values)
{
  const LodPlan *plan = work->plan;
  LodBuffer *items = &work->scratch;
  LodStatus status = LOD_SUCCESS;
  for (size_t g = 0; g < plan->group_count && !status; g++) {
    const LodPlanGroup *group = &plan->groups[g];
    items->size = 0;
    status = append_item(items, g + 1, (LodHash){0, 0});
    for (size_t i = 0; i < group->column_count && !status; i++)
      status = append_column(work, values, group->columns[i], items);
    for (size_t i = 0; i < group->key_count && !status; i++)
      status = append_item(
          items, 0, work->keys[row * plan->table->key_count + group->keys[i]]);
    if (!status)
      work->groups[row * plan->group_count + g] = hash_items(items);
  }
  return status;
}

static void evaluate_identifiers(LodPlanWork *work, size_t row,
                                 const LodValue *values)
{
  const LodPlan *plan = work->plan;
  for (size_t i = 0; i < plan->identifier_count; i++) {
    const LodValue *value = &values[plan->identifiers[i]];
    size_t at = row * plan->identifier_count + i;
    bool present = lod_value_is_present(value, plan->options.bad_cells) &&
                   value->kind != LOD_VALUE_LIST;
    work->digits_valid[at] =
        present && lod_organisation_number((LodView){value->data, value->size},
                                           work->digits[at]);
    work->not_identifier[i] += present && !work->digits_valid[at];
  }
}

LodStatus lod_plan_evaluate(LodPlanWork *work, const LodRows *rows)
{
  work->rows = rows;
  work->statements = 0;
  memset(work->not_identifier, 0,
         work->plan->identifier_count * sizeof *work->not_identifier);
  LodStatus status = reserve_rows(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; row++) {
    const LodValue *values = lod_rows_row(rows, row);
    lod_arena_reset(work->arena);
    status = hash_columns(work, values);
    if (!status)
      status = evaluate_keys(work, row, values);
    if (!status)
      status = evaluate_groups(work, row, values);
    evaluate_identifiers(work, row, values);
  }
  return status;
}
