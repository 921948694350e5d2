/* Phase 2: in input order, what has come before. */
#include "base/memory.h"
#include "linked/plan_internal.h"

#include <errno.h>

LodStatus lod_plan_keys_new(const LodPlan *plan, uint64_t memory,
                            LodPlanKeys **result)
{
  *result = NULL;
  LodPlanKeys *keys = lod_calloc(1, sizeof *keys);
  if (!keys)
    return LOD_ERR_NO_MEMORY;
  keys->identifier_count = plan->identifier_count;
  keys->not_identifier =
      lod_calloc(plan->identifier_count + 1, sizeof *keys->not_identifier);
  LodStatus status = keys->not_identifier ? lod_keyset_new(memory, &keys->set)
                                          : LOD_ERR_NO_MEMORY;
  if (status) {
    lod_plan_keys_free(keys);
    return status;
  }
  *result = keys;
  return LOD_SUCCESS;
}

void lod_plan_keys_free(LodPlanKeys *keys)
{
  if (!keys)
    return;
  lod_keyset_free(keys->set);
  lod_free(keys->not_identifier);
  lod_free(keys);
}

const LodKeySet *lod_plan_keys_set(const LodPlanKeys *keys)
{
  return keys->set;
}

/* Keys of rows and of entities live in one set: the numbers of groups and of
   the uses keep them apart. */
static LodHash tagged(LodHash hash, uint64_t tag)
{
  hash.high ^= tag * 0x9e3779b97f4a7c15u;
  return hash;
}

static LodStatus add_key(LodPlanKeys *keys, LodHash hash, uint32_t *before,
                         LodLog *log)
{
  LodStatus status = lod_keyset_add(keys->set, hash, before);
  if (status == LOD_ERR_IO)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  return status;
}

static LodStatus resolve_keys(LodPlanWork *work, LodPlanKeys *keys, size_t row,
                              LodLog *log)
{
  const LodTableMap *table = work->plan->table;
  LodStatus status = LOD_SUCCESS;
  for (size_t k = 0; k < table->key_count && !status; k++) {
    size_t at = row * table->key_count + k;
    if (table->keys[k].counted && work->key_defined[at])
      status = add_key(keys, tagged(work->keys[at], k + 1),
                       &work->occurrences[at], log);
  }
  return status;
}

/* "kopare_id 2120001967, konto_nr 6110": guarded values. */
static LodStatus describe_subject(const LodPlanWork *work,
                                  const LodPlanGroup *group, size_t row,
                                  LodBuffer *text)
{
  const LodSchema *schema = work->plan->table->schema;
  LodStatus status = LOD_SUCCESS;
  text->size = 0;
  for (size_t i = 0; i < group->subject_count && !status; i++) {
    size_t slot = group->subject[i];
    LodView value;
    if (lod_plan_slot_text(work, row, slot, &value))
      status =
          lod_buffer_printf(text, "%s%s %.*s", i ? ", " : "",
                            schema->columns[slot % schema->column_count].name,
                            (int)value.size, value.data);
  }
  return status ? status : lod_buffer_terminate(text);
}

/* The slot that GROUP reads beside those of its subject. */
static size_t varying_column(const LodPlanGroup *group)
{
  for (size_t i = 0; i < group->column_count; i++) {
    bool in_subject = false;
    for (size_t j = 0; j < group->subject_count; j++)
      in_subject |= group->columns[i] == group->subject[j];
    if (!in_subject)
      return group->columns[i];
  }
  return group->columns[0];
}

static LodStatus note_variation(LodPlanWork *work, const LodPlanGroup *group,
                                size_t row, LodLog *log)
{
  const LodBinding *binding = work->plan->binding;
  size_t column =
      varying_column(group) % work->plan->table->schema->column_count;
  const char *name = work->plan->table->schema->columns[column].name;
  LodPlace place = {.file = binding->file,
                    .line = work->rows->batch->records[row].line,
                    .row = work->rows->batch->first_row + row,
                    .column_name = name};
  if (binding->fields[column] != LOD_NO_COLUMN)
    place.column = (uint32_t)binding->fields[column] + 1;
  LodStatus status = describe_subject(work, group, row, &work->expansion);
  if (!status)
    lod_log_add(log, LOD_NOTE, "entity-varies", &place,
                "%s: more than one %s; all are kept", work->expansion.data,
                name);
  work->expansion.size = 0;
  return status;
}

/* A second value for the same subject: noted, never merged. */
static LodStatus resolve_variation(LodPlanWork *work, LodPlanKeys *keys,
                                   size_t row, size_t g, LodLog *log)
{
  const LodPlanGroup *group = &work->plan->groups[g];
  LodBuffer *text = &work->scratch;
  LodStatus status = LOD_SUCCESS;
  LodView value;
  text->size = 0;
  for (size_t i = 0; i < group->column_count; i++)
    if (!lod_plan_slot_text(work, row, group->columns[i], &value))
      return LOD_SUCCESS;
  for (size_t i = 0; i < group->subject_count && !status; i++) {
    if (!lod_plan_slot_text(work, row, group->subject[i], &value))
      return LOD_SUCCESS;
    status = lod_buffer_append_uint(text, value.size);
    if (!status)
      status = lod_buffer_append_char(text, ':');
    if (!status)
      status = lod_buffer_append_view(text, value);
  }
  uint32_t before = 0;
  if (!status)
    status = add_key(keys, tagged(lod_hash(lod_buffer_view(text)), 1000003 + g),
                     &before, log);
  if (!status && before > 0)
    status = note_variation(work, group, row, log);
  return status;
}

/* Is the entity of ASK new?  Then its statements are due in its row. */
static LodStatus resolve_ask(LodPlanWork *work, LodPlanKeys *keys,
                             const LodAsk *ask, LodLog *log)
{
  const LodPlanGroup *group = &work->plan->groups[ask->group];
  LodHash *seen = &work->seen[ask->hash.low % LOD_SEEN_SLOTS];
  if (seen->low == ask->hash.low && seen->high == ask->hash.high)
    return LOD_SUCCESS; /* new in an earlier row of this batch */
  uint32_t before = 0;
  LodStatus status = add_key(keys, ask->hash, &before, log);
  if (status)
    return status;
  *seen = ask->hash;
  if (before)
    return LOD_SUCCESS;
  work->emit[ask->row * work->plan->group_count + ask->group] = LOD_EMIT_NEW;
  work->due[ask->row] |= group->due;
  return group->varies
             ? resolve_variation(work, keys, ask->row, ask->group, log)
             : LOD_SUCCESS;
}

/* All slots that the batch will ask for, on their way to the cache at once. */
static void prefetch_keys(const LodPlanWork *work, const LodPlanKeys *keys)
{
  const LodTableMap *table = work->plan->table;
  size_t rows = work->rows->row_count;
  for (size_t k = 0; k < table->key_count; k++)
    for (size_t row = 0; row < rows && table->keys[k].counted; row++)
      lod_keyset_prefetch(
          keys->set, tagged(work->keys[row * table->key_count + k], k + 1));
  for (size_t i = 0; i < work->ask_count; i++)
    lod_keyset_prefetch(keys->set, work->asks[i].hash);
}

LodStatus lod_plan_resolve(LodPlanWork *work, LodPlanKeys *keys, LodLog *log)
{
  const LodPlan *plan = work->plan;
  const uint8_t *suppressed = work->rows->suppressed;
  LodStatus status = LOD_SUCCESS;
  size_t rows = work->rows->row_count;
  prefetch_keys(work, keys);
  for (size_t row = 0; row < rows && !status; row++)
    if (!suppressed[row])
      status = resolve_keys(work, keys, row, log);
  for (size_t i = 0; i < work->ask_count && !status; i++)
    if (!suppressed[work->asks[i].row])
      status = resolve_ask(work, keys, &work->asks[i], log);
  for (size_t i = 0; i < plan->identifier_count; i++)
    keys->not_identifier[i] += work->not_identifier[i];
  return status;
}

void lod_plan_report(const LodPlan *plan, const LodPlanKeys *keys, LodLog *log)
{
  for (size_t i = 0; i < plan->identifier_count; i++) {
    const char *name = plan->table->schema->columns[plan->identifiers[i]].name;
    LodPlace place = {.file = plan->binding->file, .column_name = name};
    if (keys->not_identifier[i] > 0)
      lod_log_add(log, LOD_NOTE, "no-organisation-number", &place,
                  "values of %s that are no organisation number: %llu; no "
                  "IRI was made of them",
                  name, (unsigned long long)keys->not_identifier[i]);
  }
}
