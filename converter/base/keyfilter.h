/* A blocked Bloom filter: is a key surely not among those added?  One look at
   one block of 64 bytes, about ten bits a key for one wrong yes in eighty. */
#ifndef LOD_BASE_KEYFILTER_H
#define LOD_BASE_KEYFILTER_H

#include "base/hash.h"
#include "base/keymemory.h"
#include <lodstone/status.h>

typedef struct LodKeyBlock {
  uint64_t words[8];
} LodKeyBlock;

typedef struct LodKeyFilter {
  LodKeyBlock *blocks; /* NULL: nothing is known, every answer is yes */
  size_t count;
} LodKeyFilter;

/* The number of blocks for KEYS keys: a small number times a power of two,
   that it can be halved often. */
size_t lod_keyfilter_size(uint64_t keys);

/* BLOCKS 0: no filter. */
LOD_NODISCARD LodStatus lod_keyfilter_init(LodKeyFilter *filter, size_t blocks,
                                           LodKeyMemory *memory);
void lod_keyfilter_free(LodKeyFilter *filter, LodKeyMemory *memory);
/* Fold an even number of blocks to half of it: the same keys, more wrong
   answers. */
void lod_keyfilter_halve(LodKeyFilter *filter, LodKeyMemory *memory);

void lod_keyfilter_add(LodKeyFilter *filter, LodHash key);
void lod_keyfilter_prefetch(const LodKeyFilter *filter, LodHash key);
bool lod_keyfilter_may_hold(const LodKeyFilter *filter, LodHash key);

#endif
