/* The part of a key set that is in memory: one open hash table whose keys
   stand in order (ordered linear probing). */
#ifndef LOD_BASE_KEYTABLE_H
#define LOD_BASE_KEYTABLE_H

#include "base/keymemory.h"
#include "base/keyslot.h"
#include <lodstone/status.h>

typedef struct LodKeyTable {
  unsigned char *at;
  size_t size;       /* bytes of address space */
  size_t stride;     /* of slots: LOD_KEY_SLOT_... */
  size_t homes;      /* slots where a key may belong */
  size_t most_homes; /* that the budget and the address space allow */
  size_t reach; /* slots up to the last that was used, the homes at least */
  size_t used, most; /* keys that there are, and that there may be */
  LodKeyMemory *memory;
} LodKeyTable;

/* Where a key is, or where it belongs. */
typedef struct LodKeySpot {
  unsigned char *slot;
  bool found;
} LodKeySpot;

LOD_NODISCARD LodStatus lod_keytable_init(LodKeyTable *table, size_t stride,
                                          uint64_t budget,
                                          LodKeyMemory *memory);
void lod_keytable_free(LodKeyTable *table);

/* The first entry of KEY.  The others stand behind it. */
LodKeySpot lod_keytable_find(const LodKeyTable *table, LodHash key);
void lod_keytable_prefetch(const LodKeyTable *table, LodHash key);
/* Add an entry at SPOT, which is where KEY was looked for.  *full, and nothing
   done, when that takes more than the budget. */
void lod_keytable_insert(LodKeyTable *table, LodKeySpot spot, LodHash key,
                         uint64_t value, bool *full);
/* Forget all keys.  From now on the table takes BUDGET at most and does not
   grow. */
void lod_keytable_clear(LodKeyTable *table, uint64_t budget);

#endif
