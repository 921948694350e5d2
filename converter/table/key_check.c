#include "table/key_check.h"
#include "base/map.h"
#include "base/memory.h"
#include "table/key_value.h"
#include <errno.h>

/* Values that are told where they come twice; the others are counted. */
#define MOST_REPEATED ((size_t)4096)
/* Rows between asking for a slot and using it. */
#define AHEAD 8

/* A hash that has come twice, and the row that had it first. */
typedef struct Repeated {
  uint64_t line;
  LodView value; /* data NULL: not read again yet */
} Repeated;

typedef struct UseState {
  LodMap *repeated; /* by hash; of a primary key */
  uint64_t untold;
  bool deferred; /* a foreign key whose index was not complete */
  LodHash null;  /* of a value that is all null */
} UseState;

struct LodKeyCheck {
  const LodKeyUse *uses;
  size_t count;
  UseState *states;
  LodArena *arena; /* of what is repeated */
  LodLog *again;   /* of the second reading; NULL: it is the first */
};

/* By row and use, row by row. */
struct LodKeyWork {
  const LodKeyCheck *check;
  const LodRows *rows;
  LodHash *hashes;
  size_t *ends; /* in bytes; a value that nobody asks for is empty */
  size_t capacity;
  LodBuffer bytes, scratch;
  LodArena *arena;
};

static LodView hash_view(const LodHash *hash)
{
  return (LodView){(const char *)hash, sizeof *hash};
}

static bool init_use(const LodKeyUse *use, UseState *state)
{
  LodBuffer nulls = {0};
  const LodStatus status =
      lod_key_value_append_nulls(use->column_count, &nulls);
  state->null = lod_hash(lod_buffer_view(&nulls));
  state->repeated = lod_map_new();
  lod_buffer_free(&nulls);
  return !status && state->repeated;
}

LodKeyCheck *lod_key_check_new(const LodKeyUse *uses, size_t count)
{
  LodKeyCheck *const check = lod_calloc(1, sizeof *check);
  if (!check)
    return NULL;
  *check = (LodKeyCheck){.uses = uses, .count = count};
  check->arena = lod_arena_new();
  check->states = lod_calloc(count + 1, sizeof *check->states);
  bool made = check->arena && check->states;
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
    lod_map_free(check->states[i].repeated);
  lod_free(check->states);
  lod_arena_free(check->arena);
  lod_free(check);
}

LodKeyWork *lod_key_work_new(const LodKeyCheck *check)
{
  LodKeyWork *const work = lod_calloc(1, sizeof *work);
  if (!work)
    return NULL;
  work->check = check;
  work->arena = lod_arena_new();
  if (work->arena)
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
  lod_buffer_free(&work->bytes);
  lod_buffer_free(&work->scratch);
  lod_arena_free(work->arena);
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
  if (!hashes || !ends)
    return LOD_ERR_NO_MEMORY;
  work->capacity = wanted;
  return LOD_SUCCESS;
}

/* The value itself is kept where it is to be compared. */
static LodStatus hash_value(LodKeyWork *work, size_t row, size_t use,
                            LodHash *hash)
{
  const LodKeyUse *const key = &work->check->uses[use];
  work->scratch.size = 0;
  const LodStatus status =
      lod_key_value_append(work->rows, row, key->columns, key->column_count,
                           work->arena, &work->scratch);
  if (status)
    return status;
  *hash = lod_hash(lod_buffer_view(&work->scratch));
  if (!work->check->again || !key->unique ||
      !lod_map_get(work->check->states[use].repeated, hash_view(hash)))
    return LOD_SUCCESS;
  return lod_buffer_append_view(&work->bytes, lod_buffer_view(&work->scratch));
}

LodStatus lod_key_work_hash(LodKeyWork *work, const LodRows *rows)
{
  const size_t uses = work->check->count;
  work->rows = rows;
  work->bytes.size = 0;
  lod_arena_reset(work->arena);
  LodStatus status = reserve(work, rows->row_count);
  for (size_t row = 0; row < rows->row_count && !status; ++row)
    for (size_t i = 0; i < uses && !status; ++i) {
      const size_t at = row * uses + i;
      status = hash_value(work, row, i, &work->hashes[at]);
      work->ends[at] = work->bytes.size;
    }
  return status;
}

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

/* Remember a hash that has come before, to look at its rows again. */
static LodStatus note_repeated(LodKeyCheck *check, size_t use,
                               const LodHash *hash)
{
  UseState *const state = &check->states[use];
  if (lod_map_get(state->repeated, hash_view(hash)))
    return LOD_SUCCESS;
  if (lod_map_size(state->repeated) == MOST_REPEATED) {
    ++state->untold;
    return LOD_SUCCESS;
  }
  Repeated *const made = lod_arena_alloc(check->arena, sizeof *made);
  return made ? lod_map_set(state->repeated, hash_view(hash), made)
              : LOD_ERR_NO_MEMORY;
}

static LodStatus add(LodKeyCheck *check, size_t use, const LodHash *hash)
{
  uint32_t before;
  const LodStatus status =
      lod_keyset_add(check->uses[use].index->set, *hash, &before);
  if (status || !before || !check->uses[use].unique)
    return status;
  return note_repeated(check, use, hash);
}

/* Rows with one hash: are their values the same, too? */
static LodStatus compare(LodKeyCheck *check, const LodKeyWork *work, size_t row,
                         size_t use, LodLog *log)
{
  const size_t at = row * check->count + use;
  const LodKeyUse *const key = &check->uses[use];
  const size_t start = at ? work->ends[at - 1] : 0;
  const LodView value = {work->bytes.data + start, work->ends[at] - start};
  const LodPlace place = place_of(work, row, key);
  Repeated *const first = value.size ? lod_map_get(check->states[use].repeated,
                                                   hash_view(&work->hashes[at]))
                                     : NULL;
  if (first && !first->value.data) {
    first->line = place.line;
    first->value = lod_arena_view_copy(check->arena, value);
    return first->value.data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  if (first && lod_view_equal(first->value, value))
    lod_log_add(log, LOD_ERROR, "primary-key", &place,
                "the primary key (%s) has the same value as in line %llu",
                key->names, (unsigned long long)first->line);
  return LOD_SUCCESS;
}

static void say_foreign(const LodKeyWork *work, size_t row, size_t use,
                        uint32_t count, LodLog *log)
{
  const LodKeyUse *const key = &work->check->uses[use];
  const LodHash null = work->check->states[use].null;
  const LodHash own = work->hashes[row * work->check->count + use];
  const LodPlace place = place_of(work, row, key);
  if (count)
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) refers to %u rows of %s, not to one",
                key->names, (unsigned)count, key->index->table);
  else if (own.high == null.high && own.low == null.low)
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) is null, and no row of %s is", key->names,
                key->index->table);
  else
    lod_log_add(log, LOD_ERROR, "foreign-key", &place,
                "the foreign key (%s) refers to no row of %s", key->names,
                key->index->table);
}

static LodStatus take_count(void *user, uint64_t *value, bool *taken)
{
  *(uint32_t *)user = (uint32_t)*value;
  *taken = true;
  return LOD_SUCCESS;
}

static LodStatus look_up(const LodKeyWork *work, size_t row, size_t use,
                         LodLog *log)
{
  uint32_t count = 0;
  bool taken;
  const LodKeyVisitor visitor = {take_count, &count};
  const LodHash hash = work->hashes[row * work->check->count + use];
  const LodStatus status = lod_keyset_visit(work->check->uses[use].index->set,
                                            hash, &visitor, &taken);
  if (!status && count != 1)
    say_foreign(work, row, use, count, log);
  return status;
}

static LodStatus check_use(LodKeyCheck *check, const LodKeyWork *work,
                           size_t row, size_t use, LodLog *log)
{
  const LodKeyUse *const key = &check->uses[use];
  const LodHash *const hash = &work->hashes[row * check->count + use];
  UseState *const state = &check->states[use];
  if (key->foreign) {
    if (!check->again)
      state->deferred = !key->index->complete;
    const bool now =
        key->index->complete && state->deferred == (check->again != NULL);
    return now ? look_up(work, row, use, log) : LOD_SUCCESS;
  }
  return check->again ? compare(check, work, row, use, log)
                      : add(check, use, hash);
}

static void prefetch(const LodKeyCheck *check, const LodKeyWork *work,
                     size_t row)
{
  if (row >= work->rows->row_count)
    return;
  for (size_t i = 0; i < check->count; ++i)
    lod_keyset_prefetch(check->uses[i].index->set,
                        work->hashes[row * check->count + i]);
}

LodStatus lod_key_check_rows(LodKeyCheck *check, const LodKeyWork *work,
                             LodLog *log)
{
  LodStatus status = LOD_SUCCESS;
  if (check->again)
    log = check->again;
  for (size_t row = 0; row < work->rows->row_count && !status; ++row) {
    prefetch(check, work, row + AHEAD);
    for (size_t i = 0; i < check->count && !status; ++i)
      status = check_use(check, work, row, i, log);
  }
  if (status == LOD_ERR_IO)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  return status;
}

bool lod_key_check_wants_more(const LodKeyCheck *check)
{
  for (size_t i = 0; i < check->count; ++i)
    if (check->states[i].deferred || lod_map_size(check->states[i].repeated))
      return true;
  return false;
}

void lod_key_check_again(LodKeyCheck *check, LodLog *log)
{
  check->again = log;
}

uint64_t lod_key_check_untold(const LodKeyCheck *check)
{
  uint64_t untold = 0;
  for (size_t i = 0; i < check->count; ++i)
    untold += check->states[i].untold;
  return untold;
}
