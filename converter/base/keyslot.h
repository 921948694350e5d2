/* How a key set keeps an entry, in memory and in its runs: 16 bytes of key and
   4 or 8 of value.  A value of 0 is that of an empty slot.

   Keys stand in order, the greatest first, so that an empty slot, which is
   zero, is less than any key.  A slot's home is a share of the key, not a
   remainder: so the number of homes may be any, and what is read from left to
   right is sorted. */
#ifndef LOD_BASE_KEYSLOT_H
#define LOD_BASE_KEYSLOT_H

#include "base/hash.h"

#define LOD_KEY_SLOT_COUNTED ((size_t)20)
#define LOD_KEY_SLOT_PLACED  ((size_t)24)

static inline LodHash lod_keyslot_key(const unsigned char *slot)
{
  LodHash key;
  memcpy(&key, slot, sizeof key);
  return key;
}

static inline uint64_t lod_keyslot_high(const unsigned char *slot)
{
  uint64_t high;
  memcpy(&high, slot, sizeof high);
  return high;
}

static inline uint64_t lod_keyslot_value(const unsigned char *slot,
                                         size_t stride)
{
  uint64_t large;
  uint32_t small;
  if (stride == LOD_KEY_SLOT_PLACED) {
    memcpy(&large, slot + sizeof(LodHash), sizeof large);
    return large;
  }
  memcpy(&small, slot + sizeof(LodHash), sizeof small);
  return small;
}

static inline void lod_keyslot_set_value(unsigned char *slot, size_t stride,
                                         uint64_t value)
{
  const uint32_t small = (uint32_t)value;
  if (stride == LOD_KEY_SLOT_PLACED)
    memcpy(slot + sizeof(LodHash), &value, sizeof value);
  else
    memcpy(slot + sizeof(LodHash), &small, sizeof small);
}

static inline void lod_keyslot_set(unsigned char *slot, size_t stride,
                                   LodHash key, uint64_t value)
{
  memcpy(slot, &key, sizeof key);
  lod_keyslot_set_value(slot, stride, value);
}

/* HOMES is below 2 to the 32. */
static inline size_t lod_keyslot_home(LodHash key, size_t homes)
{
  return (size_t)((~key.high >> 32) * (uint64_t)homes >> 32);
}

#endif
