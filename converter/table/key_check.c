#include "table/key_check.h"
#include "base/log_internal.h"
#include "base/memory.h"
#include "table/key_cache.h"
#include "table/key_look_up.h"
#include "table/key_value.h"
#include <errno.h>

/* Rows between asking for a slot and using it. */
#define AHEAD 8
/* Places whose lines are known: the lines of others are counted from there. */
#define MOST_MARKS ((size_t)4096)

typedef struct Mark {
  uint64_t offset, line;
} Mark;

typedef struct UseState {
  LodKeyReader reader; /* of the records of an index of this table */
  uint64_t told;       /* rows whose primary key came before */
  bool deferred;       /* a foreign key whose index was not complete */
  LodHash null;        /* of a value that is all null */
} UseState;

struct LodKeyCheck {
  const LodKeyUse *uses;
  size_t count;
  UseState *states;
  LodKeyCache *cache; /* of the lines where repeated keys were first */
  LodLog *again;      /* of the second reading; NULL: it is the first */
  Mark *marks;        /* of every "stride" batches */
  size_t mark_count;
  uint64_t batches, stride;
};

/* By row and use, row by row. */
struct LodKeyWork {
  const LodKeyCheck *check;
  const LodRows *rows;
  LodHash *hashes;
  size_t *ends; /* in bytes; a value that nobody asks for is empty */
  LodKeyVerdict *verdicts;
  size_t capacity;
  LodBuffer bytes;
  LodArena *arena;
  LodKeyLookUp *look_up;
  LodStatus failure; /* of looking up, told in its turn */
  int error;
};

static bool init_use(const LodKeyUse *use, UseState *state)
{
  LodBuffer nulls = {0};
  const LodStatus status =
      lod_key_value_append_nulls(use->column_count, &nulls);
  state->null = lod_hash(lod_buffer_view(&nulls));
  state->deferred = use->foreign && !use->index->complete;
  lod_buffer_free(&nulls);
  return !status;
}

LodKeyCheck *lod_key_check_new(const LodKeyUse *uses, size_t count)
{
  LodKeyCheck *const check = lod_calloc(1, sizeof *check);
  if (!check)
    return NULL;
  *check = (LodKeyCheck){.uses = uses, .count = count, .stride = 1};
  check->cache = lod_key_cache_new();
  check->marks = lod_calloc(MOST_MARKS, sizeof *check->marks);
  check->states = lod_calloc(count + 1, sizeof *check->states);
  bool made = check->cache && check->marks && check->states;
  for (size_t i = 0; i < count && made; ++i)
    made = init_use(&uses[i], &check->states[i]);
  if (made)
    return check;
  lod_key_check_free(check);
  return NULL;
}

void lod_key_check_free(LodKeyCheck *check)
{
  if (!check)
    return;
  for (size_t i = 0; check->states && i < check->count; ++i)
    lod_key_reader_close(&check->states[i].reader);
  lod_free(check->states);
  lod_free(check->marks);
  lod_key_cache_free(check->cache);
  lod_free(check);
}

/* -- A worker's part ------------------------------------------------------ */

LodKeyWork *lod_key_work_new(const LodKeyCheck *check)
{
  LodKeyWork *const work = lod_calloc(1, sizeof *work);
  if (!work)
    return NULL;
  work->check = check;
  work->arena = lod_arena_new();
  work->look_up = lod_key_look_up_new(check->count);
  if (work->arena && work->look_up)
    return work;
  lod_key_work_free(work);
  return NULL;
}

void lod_key_work_free(LodKeyWork *work)
{
  if (!work)
    return;
  lod_free(work->hashes);
  lod_free(work->ends);
  lod_free(work->verdicts);
  lod_buffer_free(&work->bytes);
  lod_arena_free(work->arena);
  lod_key_look_up_free(work->look_up);
  lod_free(work);
}

static LodStatus reserve(LodKeyWork *work, size_t rows)
{
  const size_t uses = work->check->count ? work->check->count : 1;
  if (rows > SIZE_MAX / uses)
    return LOD_ERR_NO_MEMORY;
  const size_t wanted = rows * uses;
  if (wanted <= work->capacity)
    return LOD_SUCCESS;
  LodHash *const hashes =
      lod_reallocarray(work->hashes, wanted, sizeof *hashes);
  if (hashes)
    work->hashes = hashes;
  size_t *const ends = lod_reallocarray(work->ends, wanted, sizeof *ends);
  if (ends)
    work->ends = ends;
  LodKeyVerdict *const verdicts =
      lod_reallocarray(work->verdicts, wanted, sizeof *verdicts);
  if (verdicts)
    work->verdicts = verdicts;
  if (!hashes || !ends || !verdicts)
    return LOD_ERR_NO_MEMORY;
  work->capacity = wanted;
  return LOD_SUCCESS;
}

/* Whether a key has something to do in this reading. */
static bool is_due(const LodKeyCheck *check, size_t use)
{
  const LodKeyUse *const key = &check->uses[use];
  const bool again = check->again != NULL;
  return key->foreign
             ? key->index->complete && check->states[use].deferred == again
             : !again;
}

static LodView value_of(const LodKeyWork *work, size_t at)
{
  const size_t start = at ? work->ends[at - 1] : 0;
  return (LodView){work->bytes.data + start, work->ends[at] - start};
}

static LodStatus take_value(LodKeyWork *work, size_t row, size_t use)
{
  const LodKeyUse *const key = &work->check->uses[use];
  const size_t at = row * work->check->count + use;
  LodStatus status = LOD_SUCCESS;
  if (is_due(work->check, use))
    status = lod_key_value_append(work->rows, row, key->columns,
                                  key->column_count, work->arena, &work->bytes);
  work->ends[at] = work->bytes.size;
  if (!status)
    work->hashes[at] = lod_hash(value_of(work, at));
  return status;
}

static void prefetch(const LodKeyWork *work, size_t row)
{
  const LodKeyCheck *const check = work->check;
  if (row >= work->rows->row_count)
    return;
  for (size_t i = 0; i < check->count; ++i)
    if (is_due(check, i))
      lod_keyset_prefetch(
          check->uses[i].index->set,
          lod_key_index_hash(check->uses[i].index,
                             work->hashes[row * check->count + i]));
}

static LodStatus ask(LodKeyWork *work, size_t row, size_t use)
{
  const LodKeyUse *const key = &work->check->uses[use];
  const size_t at = row * work->check->count + use;
  if (!key->foreign || !is_due(work->check, use))
    return LOD_SUCCESS;
  const LodKeyQuestion question = {use, key->index, work->hashes[at],
                                   value_of(work, at), &work->verdicts[at]};
  return lod_key_look_up_ask(work->look_up, &question);
}

static LodStatus look_up(LodKeyWork *work)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t row = 0; row < work->rows->row_count && !status; ++row) {
    prefetch(work, row + AHEAD);
    for (size_t i = 0; i < work->check->count && !status; ++i)
      status = ask(work, row, i);
  }
  return status ? status : lod_key_look_up_answer(work->look_up);
}

LodStatus lod_key_work_hash(LodKeyWork *work, const LodRows *rows)
{
  work->rows = rows;
  work->bytes.size = 0;
  lod_arena_reset(work->arena);
  LodStatus status = reserve(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; ++row)
    for (size_t i = 0; i < work->check->count && !status; ++i)
      status = take_value(work, row, i);
  if (status)
    return status;
  work->failure = look_up(work);
  work->error = errno;
  return work->failure == LOD_ERR_NO_MEMORY ? work->failure : LOD_SUCCESS;
}

/* -- In input order ------------------------------------------------------- */

static LodPlace place_of(const LodKeyWork *work, size_t row,
                         const LodKeyUse *use)
{
  const LodRows *const rows = work->rows;
  LodPlace place = {.file = rows->binding->file,
                    .line = rows->batch->records[row].line,
                    .row = rows->batch->first_row + row};
  if (use->column_count != 1)
    return place;
  const size_t column = use->columns[0];
  place.column_name = rows->binding->schema->columns[column].name;
  if (rows->binding->fields[column] != LOD_NO_COLUMN)
    place.column = (uint32_t)rows->binding->fields[column] + 1;
  return place;
}

/* Remember where the batch starts.  Of many batches that is kept of every
   second, fourth, ... */
static void mark_batch(LodKeyCheck *check, const LodRows *rows)
{
  if (check->again || !rows->row_count || check->batches++ % check->stride != 0)
    return;
  if (check->mark_count == MOST_MARKS) {
    for (size_t i = 0; i < MOST_MARKS / 2; ++i)
      check->marks[i] = check->marks[2 * i];
    check->mark_count = MOST_MARKS / 2;
    check->stride *= 2;
    if ((check->batches - 1) % check->stride != 0)
      return;
  }
  const LodRecord *const first = &rows->batch->records[0];
  check->marks[check->mark_count++] = (Mark){first->offset, first->line};
}

/* The line of the record at OFFSET, which a reader of STATE has read. */
static LodStatus find_line(const LodKeyCheck *check, UseState *state,
                           uint64_t offset, uint64_t *line)
{
  size_t from = 0, to = check->mark_count;
  while (to - from > 1) {
    const size_t middle = from + (to - from) / 2;
    if (check->marks[middle].offset <= offset)
      from = middle;
    else
      to = middle;
  }
  *line = check->marks[from].line;
  return lod_reread_line(state->reader.reread, check->marks[from].offset,
                         offset, line);
}

/* A row whose key an index shall have. */
typedef struct Meeting {
  LodKeyCheck *check;
  size_t use;
  LodHash hash;
  LodView value;
  uint64_t first; /* offset of the row that has the same value */
} Meeting;

static LodStatus meet(void *user, uint64_t *place, bool *same)
{
  Meeting *const meeting = user;
  LodKeyReader *const reader = &meeting->check->states[meeting->use].reader;
  meeting->first = lod_key_place_offset(*place);
  const LodStatus status = lod_key_reader_compare(
      reader, meeting->check->uses[meeting->use].index, meeting->first,
      meeting->hash, meeting->value, same);
  if (!status && *same)
    *place |= 1;
  return status;
}

static void say_repeated(const LodKeyWork *work, size_t row,
                         const LodKeyUse *use, uint64_t line, LodLog *log)
{
  const LodPlace place = place_of(work, row, use);
  lod_log_add(log, LOD_ERROR, "primary-key", &place,
              "the primary key (%s) has the same value as in line %llu",
              use->names, (unsigned long long)line);
}

/* Find the line of the row that was met first, unless the log has enough and
   only counts. */
static LodStatus find_first(const Meeting *meeting, const LodLog *log,
                            uint64_t *line)
{
  UseState *const state = &meeting->check->states[meeting->use];
  const size_t limit = lod_log_limit(log);
  *line = 0;
  if (limit && state->told > limit)
    return LOD_SUCCESS;
  return find_line(meeting->check, state, meeting->first, line);
}

static LodStatus add(LodKeyCheck *check, const LodKeyWork *work, size_t row,
                     size_t use, LodLog *log)
{
  const LodKeyUse *const key = &check->uses[use];
  const size_t at = row * check->count + use;
  Meeting meeting = {.check = check,
                     .use = use,
                     .hash = work->hashes[at],
                     .value = value_of(work, at)};
  const LodHash hash = lod_key_index_hash(key->index, meeting.hash);
  const LodKeyVisitor visitor = {meet, &meeting};
  uint64_t line = 0;
  bool same =
      lod_key_cache_get(check->cache, use, meeting.hash, meeting.value, &line);
  LodStatus status = LOD_SUCCESS;
  if (!same) {
    status = lod_keyset_visit(key->index->set, hash, &visitor, &same);
    if (status || !same)
      return status
                 ? status
                 : lod_keyset_put(
                       key->index->set, hash,
                       lod_key_place(work->rows->batch->records[row].offset));
  }
  check->states[use].told++;
  if (!line && key->unique)
    status = find_first(&meeting, log, &line);
  if (status)
    return status;
  lod_key_cache_put(check->cache, use, meeting.hash, meeting.value, line);
  if (key->unique)
    say_repeated(work, row, key, line, log);
  return LOD_SUCCESS;
}

static void say_foreign(const LodKeyWork *work, size_t row, size_t use,
                        LodLog *log)
{
  const LodKeyUse *const key = &work->check->uses[use];
  const size_t at = row * work->check->count + use;
  const LodHash null = work->check->states[use].null;
  const LodHash own = work->hashes[at];
  const LodPlace place = place_of(work, row, key);
  if (work->verdicts[at] == LOD_KEY_SEVERAL)
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) refers to more than one row of %s",
                key->names, key->index->table);
  else if (own.high == null.high && own.low == null.low)
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) is null, and no row of %s is", key->names,
                key->index->table);
  else
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) refers to no row of %s", key->names,
                key->index->table);
}

static LodStatus check_use(LodKeyCheck *check, const LodKeyWork *work,
                           size_t row, size_t use, LodLog *log)
{
  const size_t at = row * check->count + use;
  if (!is_due(check, use))
    return LOD_SUCCESS;
  if (!check->uses[use].foreign)
    return add(check, work, row, use, log);
  if (work->verdicts[at] != LOD_KEY_ONE)
    say_foreign(work, row, use, log);
  return LOD_SUCCESS;
}

static void say_failure(const LodKeyWork *work, LodStatus status, int error,
                        LodLog *log)
{
  const LodPlace place = {.file = work->rows->binding->file};
  if (status == LOD_ERR_IO)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(error));
  else if (status == LOD_ERR_INPUT)
    lod_log_add(log, LOD_ERROR, "read-failed", &place,
                "a record cannot be read again to compare its key; has a file "
                "been changed meanwhile?");
}

LodStatus lod_key_check_rows(LodKeyCheck *check, const LodKeyWork *work,
                             LodLog *log)
{
  LodStatus status = work->failure;
  int error = work->error;
  if (check->again)
    log = check->again;
  mark_batch(check, work->rows);
  for (size_t row = 0; row < work->rows->row_count && !status; ++row) {
    prefetch(work, row + AHEAD);
    for (size_t i = 0; i < check->count && !status; ++i)
      status = check_use(check, work, row, i, log);
    if (status)
      error = errno;
  }
  if (status)
    say_failure(work, status, error, log);
  return status;
}

bool lod_key_check_wants_more(const LodKeyCheck *check)
{
  for (size_t i = 0; i < check->count; ++i)
    if (check->states[i].deferred)
      return true;
  return false;
}

void lod_key_check_again(LodKeyCheck *check, LodLog *log)
{
  check->again = log;
}
