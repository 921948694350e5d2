#include "base/keyset.h"
#include "base/keyrun.h"
#include "base/keytable.h"
#include "base/memory.h"

#define MOST_RUNS      8
#define LEAST_MEMORY   ((uint64_t)64 << 10)
#define SMALL_MEMORY   ((uint64_t)4 << 20)
#define LARGEST_STREAM (((size_t)64 << 10) / LOD_KEY_ENTRY_SIZE)

/* Before anything is spilled nearly all memory is the table's.  From then on
   the filters have up to five sixteenths, the table nine, and one is for the
   blocks of the streams: those of MOST_RUNS that are read and of one that is
   written. */
struct LodKeySet {
  LodKeyTable table;
  LodKeyRun runs[MOST_RUNS]; /* the newest last; no key is in two places */
  size_t run_count;
  uint64_t spilled;
  uint64_t memory;
  LodKeyMemory used;
  uint32_t empty_count; /* of the key that stands for an empty slot */
};

/* Spread the keys evenly, whatever they are, and lose nothing: each step can
   be undone.  The hash is good, but a key need not be one. */
static LodHash spread(LodHash key)
{
  uint64_t high = key.high + key.low * UINT64_C(0x9E3779B97F4A7C15);
  high = (high ^ (high >> 32)) * UINT64_C(0xD6E8FEB86659FD93);
  high = (high ^ (high >> 29)) * UINT64_C(0xD6E8FEB86659FD93);
  return (LodHash){high ^ (high >> 32), key.low};
}

static uint64_t share(const LodKeySet *set, uint64_t sixteenths)
{
  return set->memory / 16 * sixteenths;
}

LodStatus lod_keyset_new(uint64_t memory, LodKeySet **set)
{
  *set = lod_calloc(1, sizeof **set);
  if (!*set)
    return LOD_ERR_NO_MEMORY;
  (*set)->memory = memory < LEAST_MEMORY ? LEAST_MEMORY : memory;
  lod_keymemory_add(&(*set)->used, sizeof **set);
  unsigned bits = (*set)->memory < SMALL_MEMORY ? 4 : 6;
  LodStatus status =
      lod_keytable_init(&(*set)->table, bits, share(*set, 14), &(*set)->used);
  if (status) {
    lod_free(*set);
    *set = NULL;
  }
  return status;
}

void lod_keyset_free(LodKeySet *set)
{
  if (!set)
    return;
  for (size_t i = 0; i < set->run_count; i++)
    lod_keyrun_free(&set->runs[i], &set->used);
  lod_keytable_free(&set->table);
  lod_free(set);
}

static size_t stream_capacity(const LodKeySet *set)
{
  uint64_t entries = share(set, 1) / ((MOST_RUNS + 1) * LOD_KEY_ENTRY_SIZE);
  return entries < LARGEST_STREAM ? (size_t)entries : LARGEST_STREAM;
}

/* The run whose filter has the most bits a key and can be halved. */
static LodKeyRun *largest_filter(LodKeySet *set)
{
  LodKeyRun *largest = NULL;
  double most = 0;
  for (size_t i = 0; i < set->run_count; i++) {
    LodKeyRun *run = &set->runs[i];
    double density = (double)run->filter.count / (double)run->count;
    if (run->filter.count % 2 == 0 && density > most) {
      most = density;
      largest = run;
    }
  }
  return largest;
}

/* The blocks for a filter of KEYS keys; filters that there are get smaller
   until all fit. */
static size_t make_room_for_filter(LodKeySet *set, uint64_t keys)
{
  uint64_t room = share(set, 5) / sizeof(LodKeyBlock);
  size_t blocks = lod_keyfilter_size(keys);
  uint64_t taken = 0;
  for (size_t i = 0; i < set->run_count; i++)
    taken += set->runs[i].filter.count;
  while (taken + blocks > room) {
    LodKeyRun *run = largest_filter(set);
    double own = (double)blocks / (double)keys;
    if (run && (double)run->filter.count / (double)run->count > own) {
      lod_keyfilter_halve(&run->filter, &set->used);
      taken -= run->filter.count;
    } else if (blocks > 1) {
      blocks /= 2;
    } else {
      break;
    }
  }
  return blocks;
}

static LodStatus write_table(const LodKeyTable *table, LodKeyStream *stream)
{
  for (size_t i = 0; i >> table->bits == 0; i++) {
    const LodKeyPart *part = &table->parts[i];
    for (size_t slot = 0; slot < part->slots; slot++) {
      if (lod_key_is_empty(part->at[slot].key))
        continue;
      LodStatus status =
          lod_keystream_put(stream, part->at[slot].key, part->at[slot].count);
      if (status)
        return status;
    }
  }
  return lod_keystream_flush(stream);
}

/* Give the least of the keys at the heads of SOURCES to TO until all have
   ended.  No two are equal. */
static LodStatus merge_streams(LodKeyStream *sources, size_t count,
                               LodKeyStream *to)
{
  LodStatus status = LOD_SUCCESS;
  bool end = false;
  for (size_t i = count; !status && i-- > 0;)
    status = lod_keystream_next(&sources[i], &end);
  while (!status && count) {
    size_t least = 0;
    for (size_t i = 1; i < count; i++)
      if (lod_hash_less(sources[i].key, sources[least].key))
        least = i;
    LodKeyStream *source = &sources[least];
    status = lod_keystream_put(to, source->key, source->keys_count);
    if (!status)
      status = lod_keystream_next(source, &end);
    if (!status && end) {
      LodKeyStream ended = *source;
      *source = sources[--count];
      sources[count] = ended;
    }
  }
  return status ? status : lod_keystream_flush(to);
}

static LodStatus fill_merged(LodKeySet *set, size_t first, LodKeyRun *merged)
{
  LodKeyStream streams[MOST_RUNS + 1] = {{0}};
  size_t count = set->run_count - first;
  size_t capacity = stream_capacity(set);
  LodStatus status =
      lod_keystream_init(&streams[count], merged, capacity, &set->used);
  for (size_t i = 0; !status && i < count; i++)
    status = lod_keystream_init(&streams[i], &set->runs[first + i], capacity,
                                &set->used);
  if (!status)
    status = merge_streams(streams, count, &streams[count]);
  for (size_t i = 0; i <= count; i++)
    lod_keystream_free(&streams[i], &set->used);
  return status;
}

/* Merge the newest two runs, and older ones as long as these are not larger
   than all newer together: few keys are written many times.  The old filters
   go first, as nothing is looked up meanwhile; should the merge fail, those
   runs answer without. */
static LodStatus merge_runs(LodKeySet *set)
{
  size_t first = set->run_count - 2;
  uint64_t keys = set->runs[first].count + set->runs[first + 1].count;
  while (first > 0 && set->runs[first - 1].count <= keys)
    keys += set->runs[--first].count;
  for (size_t i = first; i < set->run_count; i++)
    lod_keyfilter_free(&set->runs[i].filter, &set->used);
  LodKeyRun merged;
  size_t blocks = make_room_for_filter(set, keys);
  LodStatus status = lod_keyrun_init(&merged, blocks, &set->used);
  if (status)
    return status;
  status = fill_merged(set, first, &merged);
  if (status) {
    lod_keyrun_free(&merged, &set->used);
    return status;
  }
  for (size_t i = first; i < set->run_count; i++)
    lod_keyrun_free(&set->runs[i], &set->used);
  set->runs[first] = merged;
  set->run_count = first + 1;
  return LOD_SUCCESS;
}

/* Freeze the table as a new run.  On failure the table holds what it held. */
static LodStatus spill(LodKeySet *set)
{
  LodStatus status = LOD_SUCCESS;
  if (set->run_count == MOST_RUNS)
    status = merge_runs(set);
  if (status)
    return status;
  LodKeyRun run;
  LodKeyStream stream;
  size_t blocks = make_room_for_filter(set, set->table.used);
  status = lod_keyrun_init(&run, blocks, &set->used);
  if (status)
    return status;
  status = lod_keystream_init(&stream, &run, stream_capacity(set), &set->used);
  if (!status)
    status = write_table(&set->table, &stream);
  lod_keystream_free(&stream, &set->used);
  if (status) {
    lod_keyrun_free(&run, &set->used);
    return status;
  }
  set->runs[set->run_count++] = run;
  set->spilled += run.count;
  lod_keytable_clear(&set->table, share(set, 9));
  return LOD_SUCCESS;
}

static LodStatus count_in_runs(LodKeySet *set, LodHash key, bool *found,
                               uint32_t *before)
{
  LodStatus status = LOD_SUCCESS;
  *found = false;
  for (size_t i = 0; !status && !*found && i < set->run_count; i++)
    status = lod_keyrun_count(&set->runs[i], key, found, before);
  return status;
}

static LodStatus insert(LodKeySet *set, LodKeySpot spot, LodHash key)
{
  bool full = false;
  LodStatus status = lod_keytable_insert(&set->table, spot, key, &full);
  if (status || !full)
    return status;
  if (set->table.used) {
    status = spill(set);
    if (status)
      return status;
  }
  spot = lod_keytable_find(&set->table, key);
  status = lod_keytable_insert(&set->table, spot, key, &full);
  return full ? LOD_ERR_NO_MEMORY : status;
}

static uint32_t count_in_memory(uint32_t *count)
{
  uint32_t before = *count;
  if (before < UINT32_MAX)
    ++*count;
  return before;
}

static uint32_t count_in_slot(LodKeySlot *slot)
{
  uint32_t before = slot->count;
  if (before < UINT32_MAX)
    slot->count++;
  return before;
}

LodStatus lod_keyset_add(LodKeySet *set, LodHash key, uint32_t *before)
{
  LodStatus status = LOD_SUCCESS;
  bool found = false;
  key = spread(key);
  if (lod_key_is_empty(key)) {
    *before = count_in_memory(&set->empty_count);
    return LOD_SUCCESS;
  }
  LodKeySpot spot = lod_keytable_find(&set->table, key);
  if (spot.found) {
    *before = count_in_slot(&spot.part->at[spot.slot]);
    return LOD_SUCCESS;
  }
  if (set->run_count)
    status = count_in_runs(set, key, &found, before);
  if (status || found)
    return status;
  *before = 0;
  return insert(set, spot, key);
}

LodStatus lod_keyset_find(const LodKeySet *set, LodHash key, uint32_t *count)
{
  LodStatus status = LOD_SUCCESS;
  bool found = false;
  key = spread(key);
  *count = 0;
  if (lod_key_is_empty(key)) {
    *count = set->empty_count;
    return LOD_SUCCESS;
  }
  LodKeySpot spot = lod_keytable_find(&set->table, key);
  if (spot.found)
    *count = spot.part->at[spot.slot].count;
  for (size_t i = 0; !status && !spot.found && !found && i < set->run_count;
       i++) {
    uint64_t entry;
    status = lod_keyrun_find(&set->runs[i], key, &entry, &found, count);
  }
  if (!found && !spot.found)
    *count = 0;
  return status;
}

void lod_keyset_prefetch(const LodKeySet *set, LodHash key)
{
  key = spread(key);
  const LodKeyPart *part = lod_keytable_part(&set->table, key);
  if (!part->slots)
    return;
  size_t home = lod_keytable_home(&set->table, part, key);
  __builtin_prefetch(&part->at[home], 1);
  __builtin_prefetch(&part->at[home + LOD_KEY_WINDOW - 1], 1);
}

uint64_t lod_keyset_count(const LodKeySet *set)
{
  return set->table.used + set->spilled + (set->empty_count > 0);
}

uint64_t lod_keyset_bytes(const LodKeySet *set)
{
  return set->used.peak;
}

uint64_t lod_keyset_spilled(const LodKeySet *set)
{
  return set->spilled;
}
