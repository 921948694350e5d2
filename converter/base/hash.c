#define XXH_INLINE_ALL
#include "base/hash.h"
#include <xxhash.h>

LodHash lod_hash(LodView bytes)
{
  XXH128_hash_t hash = XXH3_128bits(bytes.data, bytes.size);
  return (LodHash){hash.high64, hash.low64};
}

static void half_to_hex(uint64_t half, char out[16])
{
  for (int digit = 0; digit < 16; digit++)
    out[digit] = "0123456789abcdef"[half >> (60 - 4 * digit) & 15];
}

void lod_hash_to_hex(LodHash hash, char out[32])
{
  half_to_hex(hash.high, out);
  half_to_hex(hash.low, out + 16);
}
