#include "base/keyfilter.h"
#include "base/memory.h"

#define BITS_A_KEY   10
#define BITS_A_BLOCK 512
#define MOST_BLOCKS  ((size_t)UINT32_MAX)

size_t lod_keyfilter_size(uint64_t keys)
{
  uint64_t blocks = keys / BITS_A_BLOCK * BITS_A_KEY +
                    keys % BITS_A_BLOCK * BITS_A_KEY / BITS_A_BLOCK + 1;
  if (blocks > MOST_BLOCKS)
    blocks = MOST_BLOCKS;
  unsigned shift = 0;
  while (blocks >> shift >= 32)
    shift++;
  return (size_t)(blocks >> shift << shift);
}

LodStatus lod_keyfilter_init(LodKeyFilter *filter, size_t blocks,
                             LodKeyMemory *memory)
{
  *filter = (LodKeyFilter){0};
  if (!blocks)
    return LOD_SUCCESS;
  filter->blocks = lod_calloc(blocks, sizeof *filter->blocks);
  if (!filter->blocks)
    return LOD_ERR_NO_MEMORY;
  filter->count = blocks;
  lod_keymemory_add(memory, blocks * sizeof *filter->blocks);
  return LOD_SUCCESS;
}

void lod_keyfilter_free(LodKeyFilter *filter, LodKeyMemory *memory)
{
  lod_keymemory_remove(memory, filter->count * sizeof *filter->blocks);
  lod_free(filter->blocks);
  *filter = (LodKeyFilter){0};
}

/* A key's block is a share of the count, so that half of the count takes two
   neighbours together. */
void lod_keyfilter_halve(LodKeyFilter *filter, LodKeyMemory *memory)
{
  size_t half = filter->count / 2;
  for (size_t i = 0; i < half; i++) {
    LodKeyBlock *to = &filter->blocks[i];
    const LodKeyBlock left = filter->blocks[2 * i];
    const LodKeyBlock right = filter->blocks[2 * i + 1];
    for (int word = 0; word < 8; word++)
      to->words[word] = left.words[word] | right.words[word];
  }
  lod_keymemory_remove(memory, half * sizeof *filter->blocks);
  filter->count = half;
  LodKeyBlock *shrunk =
      lod_reallocarray(filter->blocks, half, sizeof *filter->blocks);
  if (shrunk)
    filter->blocks = shrunk;
}

static size_t block_of(const LodKeyFilter *filter, LodHash key)
{
  return (size_t)((key.high >> 32) * filter->count >> 32);
}

/* Four numbers of nine bits that have little to do with the block. */
static uint64_t bits_of(LodHash key)
{
  return (key.high ^ (key.low >> 29) ^ key.low) * UINT64_C(0x9E3779B97F4A7C15);
}

void lod_keyfilter_add(LodKeyFilter *filter, LodHash key)
{
  if (!filter->blocks)
    return;
  LodKeyBlock *block = &filter->blocks[block_of(filter, key)];
  uint64_t bits = bits_of(key);
  for (int shift = 55; shift > 19; shift -= 9)
    block->words[bits >> shift >> 6 & 7] |= UINT64_C(1) << (bits >> shift & 63);
}

void lod_keyfilter_prefetch(const LodKeyFilter *filter, LodHash key)
{
  if (filter->blocks)
    __builtin_prefetch(&filter->blocks[block_of(filter, key)]);
}

bool lod_keyfilter_may_hold(const LodKeyFilter *filter, LodHash key)
{
  if (!filter->blocks)
    return true;
  const LodKeyBlock *block = &filter->blocks[block_of(filter, key)];
  uint64_t bits = bits_of(key);
  for (int shift = 55; shift > 19; shift -= 9)
    if (!(block->words[bits >> shift >> 6 & 7] >> (bits >> shift & 63) & 1))
      return false;
  return true;
}
