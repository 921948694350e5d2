#include "base/keyspill.h"

#define MOST_RUNS     LOD_KEY_MOST_RUNS
#define LARGEST_BLOCK ((uint64_t)64 << 10) /* of a stream */
#define BLOCK_BITS    512                  /* of a filter */
/* Bits a key with which a filter is worth its memory. */
#define FEWEST_BITS 4

void lod_keyspill_init(LodKeySpill *spill, size_t stride, uint64_t filters,
                       uint64_t streams, LodKeyMemory *memory)
{
  uint64_t block = streams / (MOST_RUNS + 1);
  if (block > LARGEST_BLOCK)
    block = LARGEST_BLOCK;
  *spill = (LodKeySpill){.stride = stride,
                         .filter_bytes = filters,
                         .stream_capacity = (size_t)block / stride,
                         .memory = memory};
}

void lod_keyspill_free(LodKeySpill *spill)
{
  for (size_t i = 0; i < spill->count; i++)
    lod_keyrun_free(&spill->runs[i], spill->memory);
  spill->count = 0;
}

/* -- Filters -------------------------------------------------------------- */

static uint64_t bits_of_key(size_t blocks, uint64_t entries)
{
  return entries ? (uint64_t)blocks * BLOCK_BITS / entries : 0;
}

/* Half of it, or nothing where that is not worth it. */
static void shrink(LodKeyRun *run, LodKeyMemory *memory)
{
  LodKeyFilter *const filter = &run->filter;
  if (filter->count % 2 ||
      bits_of_key(filter->count / 2, run->count) < FEWEST_BITS)
    lod_keyfilter_free(filter, memory);
  else
    lod_keyfilter_halve(filter, memory);
}

static LodKeyRun *largest_with_filter(LodKeySpill *spill)
{
  LodKeyRun *largest = NULL;
  for (size_t i = 0; i < spill->count; i++)
    if (spill->runs[i].filter.count &&
        (!largest || spill->runs[i].count > largest->count))
      largest = &spill->runs[i];
  return largest;
}

static uint64_t blocks_taken(const LodKeySpill *spill)
{
  uint64_t taken = 0;
  for (size_t i = 0; i < spill->count; i++)
    taken += spill->runs[i].filter.count;
  return taken;
}

/* The blocks of a filter for a run of ENTRIES entries.  The largest runs go
   short where there is not enough for all: of them there are the fewest. */
static size_t make_room(LodKeySpill *spill, uint64_t entries)
{
  const uint64_t room = spill->filter_bytes / sizeof(LodKeyBlock);
  size_t blocks = lod_keyfilter_size(entries);
  while (blocks && blocks_taken(spill) + blocks > room) {
    LodKeyRun *const largest = largest_with_filter(spill);
    if (largest && largest->count >= entries)
      shrink(largest, spill->memory);
    else
      blocks = bits_of_key(blocks / 2, entries) < FEWEST_BITS ? 0 : blocks / 2;
  }
  return blocks;
}

/* -- Merging -------------------------------------------------------------- */

/* Give the greatest of the keys at the heads of SOURCES to TO until all have
   ended. */
static LodStatus merge_streams(LodKeyStream *sources, size_t count,
                               LodKeyStream *to)
{
  LodStatus status = LOD_SUCCESS;
  bool end = false;
  for (size_t i = count; !status && i-- > 0;)
    status = lod_keystream_next(&sources[i], &end);
  while (!status && count) {
    size_t greatest = 0;
    for (size_t i = 1; i < count; i++)
      if (lod_hash_less(sources[greatest].key, sources[i].key))
        greatest = i;
    LodKeyStream *const source = &sources[greatest];
    status = lod_keystream_put(to, source->key, source->value);
    if (!status)
      status = lod_keystream_next(source, &end);
    if (!status && end) {
      LodKeyStream ended = *source;
      *source = sources[--count];
      sources[count] = ended;
    }
  }
  return status ? status : lod_keystream_finish(to);
}

static LodStatus fill_merged(LodKeySpill *spill, size_t first,
                             LodKeyRun *merged)
{
  LodKeyStream streams[MOST_RUNS + 1] = {{0}};
  const size_t count = spill->count - first;
  LodStatus status = lod_keystream_init(&streams[count], merged,
                                        spill->stream_capacity, spill->memory);
  for (size_t i = 0; !status && i < count; i++)
    status = lod_keystream_init(&streams[i], &spill->runs[first + i],
                                spill->stream_capacity, spill->memory);
  if (!status)
    status = merge_streams(streams, count, &streams[count]);
  for (size_t i = 0; i <= count; i++)
    lod_keystream_free(&streams[i], spill->memory);
  return status;
}

/* Make one of the runs from FIRST on.  The old filters go first, as nothing is
   looked up meanwhile; should the merge fail, those runs answer without. */
static LodStatus merge(LodKeySpill *spill, size_t first)
{
  uint64_t entries = 0;
  for (size_t i = first; i < spill->count; i++) {
    entries += spill->runs[i].count;
    lod_keyfilter_free(&spill->runs[i].filter, spill->memory);
  }
  LodKeyRun merged;
  const size_t blocks = make_room(spill, entries);
  LodStatus status =
      lod_keyrun_init(&merged, spill->stride, entries, blocks, spill->memory);
  if (status)
    return status;
  status = fill_merged(spill, first, &merged);
  if (status) {
    lod_keyrun_free(&merged, spill->memory);
    return status;
  }
  for (size_t i = first; i < spill->count; i++)
    lod_keyrun_free(&spill->runs[i], spill->memory);
  spill->runs[first] = merged;
  spill->count = first + 1;
  return LOD_SUCCESS;
}

/* The newest two, and older ones as long as these are not larger than all
   newer together: few entries are written many times. */
static size_t first_to_merge(const LodKeySpill *spill)
{
  size_t first = spill->count - 2;
  uint64_t entries = spill->runs[first].count + spill->runs[first + 1].count;
  while (first > 0 && spill->runs[first - 1].count <= entries)
    entries += spill->runs[--first].count;
  return first;
}

/* Each look would cost a call more: one run without a filter is enough. */
static bool lacks_filters(const LodKeySpill *spill)
{
  size_t without = 0;
  for (size_t i = 0; i < spill->count; i++)
    without += !spill->runs[i].filter.count;
  return without > 1;
}

static LodStatus make_place(LodKeySpill *spill)
{
  LodStatus status = LOD_SUCCESS;
  if (lacks_filters(spill))
    status = merge(spill, 0);
  else if (spill->count == MOST_RUNS)
    status = merge(spill, first_to_merge(spill));
  return status;
}

/* -- Runs ----------------------------------------------------------------- */

static LodStatus write_table(const LodKeyTable *table, LodKeyStream *stream)
{
  const unsigned char *slot = table->at;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < table->reach && !status; i++) {
    const uint64_t value = lod_keyslot_value(slot, table->stride);
    if (value)
      status = lod_keystream_put(stream, lod_keyslot_key(slot), value);
    slot += table->stride;
  }
  return status ? status : lod_keystream_finish(stream);
}

LodStatus lod_keyspill_add(LodKeySpill *spill, const LodKeyTable *table)
{
  LodStatus status = make_place(spill);
  LodKeyRun run;
  LodKeyStream stream;
  if (status)
    return status;
  const size_t blocks = make_room(spill, table->used);
  status =
      lod_keyrun_init(&run, spill->stride, table->used, blocks, spill->memory);
  if (status)
    return status;
  status =
      lod_keystream_init(&stream, &run, spill->stream_capacity, spill->memory);
  if (!status)
    status = write_table(table, &stream);
  lod_keystream_free(&stream, spill->memory);
  if (status) {
    lod_keyrun_free(&run, spill->memory);
    return status;
  }
  spill->runs[spill->count++] = run;
  spill->entries += run.count;
  return LOD_SUCCESS;
}

LodStatus lod_keyspill_visit(const LodKeySpill *spill, LodHash key,
                             const LodKeyVisitor *visitor, bool *taken)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = spill->count; i-- > 0 && !*taken && !status;)
    status = lod_keyrun_visit(&spill->runs[i], key, visitor, taken);
  return status;
}

void lod_keyspill_prefetch(const LodKeySpill *spill, LodHash key)
{
  for (size_t i = 0; i < spill->count; i++)
    lod_keyfilter_prefetch(&spill->runs[i].filter, key);
}
