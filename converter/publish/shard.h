/* Parts of a table, for machines that share it out: each finds its part by
   itself and reads no further. */
#ifndef LOD_PUBLISH_SHARD_H
#define LOD_PUBLISH_SHARD_H

#include "source/source.h"
#include "table/rows.h"

/* The rows whose record starts in the bytes of text from BEGIN to END. */
typedef struct LodShard {
  unsigned part, count; /* 1-based; count 0 or 1: the whole */
  uint64_t begin, end;
} LodShard;

typedef enum LodShardSide {
  LOD_SHARD_BEFORE, /* read for what its rows identify alone */
  LOD_SHARD_WITHIN, /* some of its rows may be the part's */
  LOD_SHARD_BEHIND
} LodShardSide;

/* What is written and said before the rows is the first part's; the last one
   alone reads all, so what is known behind the rows, and what the reader says
   of them, is its. */
static inline bool lod_shard_is_first(const LodShard *shard)
{
  return shard->part < 2;
}

static inline bool lod_shard_is_last(const LodShard *shard)
{
  return shard->part >= shard->count;
}

/* Find the part PART of COUNT of *SOURCE, which has not been read.  What is no
   file of UTF-8 is read to its end, as its size must be known, and *SOURCE
   opened again; it has been kept for that (lod_source_keep). */
LOD_NODISCARD LodStatus lod_shard_find(LodSource **source, unsigned part,
                                       unsigned count, LodLog *log,
                                       LodShard *shard);

LodShardSide lod_shard_side(const LodShard *shard, const LodBatch *batch);
/* Whether nothing behind BATCH can be the part's. */
bool lod_shard_ends_in(const LodShard *shard, const LodBatch *batch);
/* Leave all rows that are not the part's to others; gives how many are its. */
size_t lod_shard_limit(const LodShard *shard, LodRows *rows);

#endif
