/* 128-bit hashes (XXH3, the stable form of xxHash 0.8). */
#ifndef LOD_BASE_HASH_H
#define LOD_BASE_HASH_H

#include "base/view.h"
#include <stdint.h>

typedef struct LodHash {
  uint64_t high;
  uint64_t low;
} LodHash;

static inline bool lod_hash_less(LodHash a, LodHash b)
{
  return a.high < b.high || (a.high == b.high && a.low < b.low);
}

LodHash lod_hash(LodView bytes);
/* 32 lower-case hexadecimal digits, high half first; no NUL. */
void lod_hash_to_hex(LodHash hash, char out[32]);

#endif
