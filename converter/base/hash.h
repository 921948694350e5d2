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

/* Hashes of things in places (the values of named columns) add up to the hash
   of the whole, whatever their order: multilinear hashing, each place with
   multipliers of its own (the hash of its name, made odd), over hashes that
   are uniform already.  What is absent adds nothing. */
static inline LodHash lod_hash_place(LodHash hash, LodHash place)
{
  return (LodHash){hash.high * (place.high | 1), hash.low * (place.low | 1)};
}
static inline LodHash lod_hash_sum(LodHash a, LodHash b)
{
  return (LodHash){a.high + b.high, a.low + b.low};
}
/* SUM less what was added to it. */
static inline LodHash lod_hash_take(LodHash sum, LodHash added)
{
  return (LodHash){sum.high - added.high, sum.low - added.low};
}
/* SUM after what it takes in went from FROM to TO. */
static inline LodHash lod_hash_move(LodHash sum, LodHash from, LodHash to)
{
  return lod_hash_sum(sum, lod_hash_take(to, from));
}
/* Mix a sum, so that all of its bits tell; it can be undone. */
static inline LodHash lod_hash_finish(LodHash sum)
{
  sum.low ^= sum.high >> 32;
  sum.low *= UINT64_C(0x9fb21c651e98df25);
  sum.high ^= sum.low >> 32;
  sum.high *= UINT64_C(0xd6e8feb86659fd93);
  return (LodHash){sum.high ^ sum.high >> 32, sum.low ^ sum.low >> 32};
}
/* 32 lower-case hexadecimal digits, high half first; no NUL. */
void lod_hash_to_hex(LodHash hash, char out[32]);

#endif
