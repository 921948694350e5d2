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
  LodStatus status = keys->not_identifier
                         ? lod_keyset_new(LOD_KEYS_COUNTED, memory, &keys->set)
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

/* What the key set says of itself. */
static LodStatus say(LodStatus status, LodLog *log)
{
  if (status == LOD_ERR_IO)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  return status;
}

static LodStatus add_key(LodPlanKeys *keys, LodHash hash, uint32_t *before,
                         LodLog *log)
{
  return say(lod_keyset_add(keys->set, hash, before), log);
}

static LodStatus resolve_keys(LodPlanWork *work, LodPlanKeys *keys, size_t row,
                              LodLog *log)
{
  const LodTableMap *table = work->plan->table;
  LodStatus status = LOD_SUCCESS;
  for (size_t k = 0; k < table->key_count && !status; k++) {
    size_t at = row * table->key_count + k;
    if (table->keys[k].counted && work->serving[at] == k)
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
  if (!status && before > 0 && lod_rows_is_told(work->rows, row))
    status = note_variation(work, group, row, log);
  return status;
}

/* How often entities of a group are new of late. */
static void note_fresh(uint8_t *fresh, bool is_new)
{
  const unsigned step = is_new ? 255 - *fresh : *fresh;
  *fresh =
      (uint8_t)(is_new ? *fresh + (step + 15) / 16 : *fresh - (step + 15) / 16);
}

static LodStatus emit(LodPlanWork *work, LodPlanKeys *keys, size_t row,
                      size_t g, LodLog *log)
{
  lod_work_emit(work, row, g);
  return work->plan->groups[g].varies
             ? resolve_variation(work, keys, row, g, log)
             : LOD_SUCCESS;
}

static LodStatus take_any(void *user, uint64_t *value, bool *taken)
{
  (void)user;
  (void)value;
  *taken = true;
  return LOD_SUCCESS;
}

static LodStatus find_key(const LodPlanKeys *keys, LodHash hash, bool *found,
                          LodLog *log)
{
  const LodKeyVisitor visitor = {take_any, NULL};
  *found = false;
  return say(lod_keyset_visit(keys->set, hash, &visitor, found), log);
}

/* The key of a twin that was written where identifiers did not stand as ten
   digits. */
static LodHash mark_of(LodHash hash)
{
  return tagged(hash, UINT64_C(0x7477696e));
}

/* The twin of what is new where identifiers stand as ten digits: it is new,
   too, unless it was written where they did not. */
static LodStatus resolve_twin(LodPlanWork *work, LodPlanKeys *keys,
                              const LodAsk *ask, size_t twin, LodLog *log)
{
  bool found = false;
  LodStatus status = LOD_SUCCESS;
  if (keys->has_marks)
    status = find_key(keys, mark_of(ask->hash), &found, log);
  return status || found ? status : emit(work, keys, ask->row, twin, log);
}

/* A twin where identifiers do not stand as ten digits: it may have been written
   where they did, or in another row like this one. */
static LodStatus resolve_marked(LodPlanWork *work, LodPlanKeys *keys,
                                const LodAsk *ask, LodLog *log)
{
  const size_t g = work->plan->order[ask->place];
  uint32_t before = 0;
  bool found;
  keys->has_marks = true;
  LodStatus status = find_key(keys, ask->hash, &found, log);
  if (!status)
    status = add_key(keys, mark_of(ask->hash), &before, log);
  if (status || found || before)
    return status;
  return emit(work, keys, ask->row, g, log);
}

/* Is the entity of ASK new?  Then its statements are due in its row. */
static LodStatus resolve_ask(LodPlanWork *work, LodPlanKeys *keys,
                             const LodAsk *ask, LodLog *log)
{
  const size_t g = work->plan->order[ask->place];
  LodHash *seen = &work->seen[ask->hash.low % LOD_SEEN_SLOTS];
  const bool remembers = work->fresh[g] < LOD_MOSTLY_FRESH;
  if (remembers && seen->low == ask->hash.low && seen->high == ask->hash.high)
    return LOD_SUCCESS; /* new in an earlier row of this batch */
  if (ask->kind == LOD_ASK_MARKED)
    return resolve_marked(work, keys, ask, log);
  uint32_t before = 0;
  LodStatus status = add_key(keys, ask->hash, &before, log);
  if (status)
    return status;
  if (remembers)
    *seen = ask->hash;
  note_fresh(&work->fresh[g], before == 0);
  if (before)
    return LOD_SUCCESS;
  status = emit(work, keys, ask->row, g, log);
  return !status && ask->kind == LOD_ASK_BOTH
             ? resolve_twin(work, keys, ask, work->plan->groups[g].twin, log)
             : status;
}

/* Keys whose slots are on their way to the cache while others are looked at. */
#define AHEAD ((size_t)16)

static void prefetch_row(const LodPlanWork *work, const LodPlanKeys *keys,
                         size_t row)
{
  const LodTableMap *table = work->plan->table;
  if (row >= work->rows->row_count)
    return;
  for (size_t k = 0; k < table->key_count; k++)
    if (table->keys[k].counted)
      lod_keyset_prefetch(
          keys->set, tagged(work->keys[row * table->key_count + k], k + 1));
}

static void prefetch_ask(const LodPlanWork *work, const LodPlanKeys *keys,
                         size_t ask)
{
  if (ask < work->ask_count)
    lod_keyset_prefetch(keys->set, work->asks[ask].hash);
}

static LodStatus resolve_rows(LodPlanWork *work, LodPlanKeys *keys, LodLog *log)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t row = 0; row < AHEAD; row++)
    prefetch_row(work, keys, row);
  for (size_t row = 0; row < work->rows->row_count && !status; row++) {
    prefetch_row(work, keys, row + AHEAD);
    if (!work->rows->suppressed[row])
      status = resolve_keys(work, keys, row, log);
  }
  return status;
}

static LodStatus resolve_asks(LodPlanWork *work, LodPlanKeys *keys, LodLog *log)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < AHEAD; i++)
    prefetch_ask(work, keys, i);
  for (size_t i = 0; i < work->ask_count && !status; i++) {
    prefetch_ask(work, keys, i + AHEAD);
    if (!work->rows->suppressed[work->asks[i].row])
      status = resolve_ask(work, keys, &work->asks[i], log);
  }
  return status;
}

LodStatus lod_plan_resolve(LodPlanWork *work, LodPlanKeys *keys, LodLog *log)
{
  const LodPlan *plan = work->plan;
  LodStatus status = resolve_rows(work, keys, log);
  if (!status)
    status = resolve_asks(work, keys, log);
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
