/* Parts of a table. */
#include "publish/shard.h"

#include "base/log_internal.h"
#include "base/memory.h"

#define BLOCK ((size_t)256 << 10)

static LodStatus read_to_end(LodSource *source, uint64_t *size)
{
  size_t got = 0;
  LodStatus status;
  char *const block = lod_malloc(BLOCK);
  if (!block)
    return LOD_ERR_NO_MEMORY;
  do {
    status = lod_source_read(source, block, BLOCK, &got);
    *size += got;
  } while (!status && got);
  lod_free(block);
  return status;
}

static LodStatus open_again(LodSource **source, LodLog *log)
{
  LodSource *const first = *source;
  const LodStatus status = lod_source_open_again(first, log, source);
  lod_source_free(first);
  return status;
}

/* Where part PART + 1 of COUNT begins. */
static uint64_t find_bound(uint64_t size, uint64_t part, uint64_t count)
{
  return size / count * part + size % count * part / count;
}

LodStatus lod_shard_find(LodSource **source, unsigned part, unsigned count,
                         LodLog *log, LodShard *shard)
{
  *shard = (LodShard){.part = part, .count = count, .end = UINT64_MAX};
  if (count < 2)
    return LOD_SUCCESS;
  uint64_t size = lod_source_text_size(*source);
  if (!size) {
    LodStatus status = read_to_end(*source, &size);
    if (!status)
      status = open_again(source, log);
    if (status)
      return status;
  }
  shard->begin = find_bound(size, part - 1, count);
  if (!lod_shard_is_last(shard))
    shard->end = find_bound(size, part, count);
  return LOD_SUCCESS;
}

/* Where the first record and the last one start; of a chunk, which is not taken
   apart yet, where it ends. */
static void find_extent(const LodBatch *batch, uint64_t *first, uint64_t *last)
{
  if (batch->chunk.rules) {
    *first = batch->chunk.offset;
    *last = *first + batch->bytes.size;
  } else {
    *first = batch->records[0].offset;
    *last = batch->records[batch->record_count - 1].offset;
  }
}

LodShardSide lod_shard_side(const LodShard *shard, const LodBatch *batch)
{
  uint64_t first, last;
  if (shard->count < 2 || !batch->record_count)
    return LOD_SHARD_WITHIN;
  find_extent(batch, &first, &last);
  if (first >= shard->end)
    return LOD_SHARD_BEHIND;
  return last < shard->begin ? LOD_SHARD_BEFORE : LOD_SHARD_WITHIN;
}

bool lod_shard_ends_in(const LodShard *shard, const LodBatch *batch)
{
  uint64_t first, last;
  if (shard->count < 2 || !batch->record_count)
    return false;
  find_extent(batch, &first, &last);
  return last >= shard->end;
}

/* The first record that starts at byte OFFSET or behind it. */
static size_t find_record(const LodBatch *batch, uint64_t offset)
{
  size_t low = 0, high = batch->record_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (batch->records[middle].offset < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

size_t lod_shard_limit(const LodShard *shard, LodRows *rows)
{
  if (shard->count > 1)
    lod_rows_limit(rows, find_record(rows->batch, shard->begin),
                   find_record(rows->batch, shard->end));
  return rows->end - rows->begin;
}
