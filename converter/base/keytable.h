/* The part of a key set that is in memory: partitions by the topmost bits of
   the key, each an open hash table whose keys stand in order (ordered linear
   probing).  A slot's home is a share of the key, not a remainder, so that
   the capacity may be any number, growing is a walk from left to right, and
   the whole table read from left to right is sorted. */
#ifndef LOD_BASE_KEYTABLE_H
#define LOD_BASE_KEYTABLE_H

#include "base/hash.h"
#include "base/keymemory.h"
#include <lodstone/status.h>

/* A key and how often it was added, in one piece: most searches touch one or
   two lines of the cache. */
typedef struct __attribute__((packed, aligned(4))) LodKeySlot {
  LodHash key;
  uint32_t count;
} LodKeySlot;

#define LOD_KEY_SLOT_SIZE (sizeof(LodKeySlot))
/* Slots that a search looks at together. */
#define LOD_KEY_WINDOW 4

typedef struct LodKeyPart {
  LodKeySlot *at; /* LOD_KEY_WINDOW more than slots, always empty */
  size_t slots;
  size_t homes; /* those slots where a key may belong; the rest is overflow */
  size_t used;
} LodKeyPart;

typedef struct LodKeyTable {
  LodKeyPart *parts;
  unsigned bits; /* there are 1 << bits partitions */
  uint64_t used;
  uint64_t budget;      /* bytes that it may take */
  uint64_t bytes;       /* bytes that the slots take */
  size_t first_homes;   /* with how many a partition starts */
  LodKeyMemory *memory; /* of the set */
} LodKeyTable;

/* Where a key is, or where it belongs. */
typedef struct LodKeySpot {
  LodKeyPart *part;
  size_t slot;
  bool found;
} LodKeySpot;

/* The empty slot: greater than any key, so that a search ends there. */
static inline bool lod_key_is_empty(LodHash key)
{
  return (key.high & key.low) == UINT64_MAX;
}

static inline LodKeyPart *lod_keytable_part(const LodKeyTable *table,
                                            LodHash key)
{
  return &table->parts[key.high >> (64 - table->bits)];
}

static inline size_t lod_keytable_home(const LodKeyTable *table,
                                       const LodKeyPart *part, LodHash key)
{
  return (size_t)(((key.high << table->bits) >> 32) * part->homes >> 32);
}

LOD_NODISCARD LodStatus lod_keytable_init(LodKeyTable *table, unsigned bits,
                                          uint64_t budget,
                                          LodKeyMemory *memory);
void lod_keytable_free(LodKeyTable *table);

LodKeySpot lod_keytable_find(const LodKeyTable *table, LodHash key);
/* Add KEY, which was not found at SPOT, with count 1.  *full, and nothing
   done, when that takes more than the budget. */
LOD_NODISCARD LodStatus lod_keytable_insert(LodKeyTable *table, LodKeySpot spot,
                                            LodHash key, bool *full);
/* Forget all keys.  From now on the partitions share BUDGET evenly and do not
   grow. */
void lod_keytable_clear(LodKeyTable *table, uint64_t budget);

#endif
