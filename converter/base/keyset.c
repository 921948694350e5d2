#include "base/keyset.h"
#include "base/keyspill.h"
#include "base/memory.h"

#define LEAST_MEMORY ((uint64_t)64 << 10)

/* Before anything is spilled nearly all memory is the table's.  From then on
   the filters have up to five sixteenths, the table nine, and one is for the
   blocks of the streams: those of the runs that are read and of one that is
   written. */
struct LodKeySet {
  LodKeyTable table;
  LodKeySpill spill; /* a count is in one place only, an entry, too */
  uint64_t memory;
  LodKeyMemory used;
};

/* Spread the keys evenly, whatever they are, and lose nothing: each step can
   be undone.  The hash is good, but a key need not be one. */
static LodHash spread(LodHash key)
{
  uint64_t high = key.high + key.low * UINT64_C(0x9E3779B97F4A7C15);
  high = (high ^ (high >> 32)) * UINT64_C(0xD6E8FEB86659FD93);
  high = (high ^ (high >> 29)) * UINT64_C(0xD6E8FEB86659FD93);
  return (LodHash){high ^ (high >> 32), key.low};
}

static uint64_t share(const LodKeySet *set, uint64_t sixteenths)
{
  return set->memory / 16 * sixteenths;
}

LodStatus lod_keyset_new(LodKeyKind kind, uint64_t memory, LodKeySet **set)
{
  const size_t stride =
      kind == LOD_KEYS_COUNTED ? LOD_KEY_SLOT_COUNTED : LOD_KEY_SLOT_PLACED;
  LodKeySet *const made = lod_calloc(1, sizeof *made);
  *set = made;
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->memory = memory < LEAST_MEMORY ? LEAST_MEMORY : memory;
  lod_keymemory_add(&made->used, sizeof *made);
  lod_keyspill_init(&made->spill, stride, share(made, 5), share(made, 1),
                    &made->used);
  const LodStatus status =
      lod_keytable_init(&made->table, stride, share(made, 14), &made->used);
  if (status) {
    lod_free(made);
    *set = NULL;
  }
  return status;
}

void lod_keyset_free(LodKeySet *set)
{
  if (!set)
    return;
  lod_keyspill_free(&set->spill);
  lod_keytable_free(&set->table);
  lod_free(set);
}

/* Show VISITOR the entries of KEY, which is spread; *spot is where it stands
   in the table, or belongs. */
static inline LodStatus seek(const LodKeySet *set, LodHash key,
                             const LodKeyVisitor *visitor, LodKeySpot *spot,
                             bool *taken)
{
  const size_t stride = set->table.stride;
  LodStatus status = LOD_SUCCESS;
  *taken = false;
  *spot = lod_keytable_find(&set->table, key);
  LodKeySpot at = *spot;
  while (at.found && !*taken && !status) {
    const uint64_t before = lod_keyslot_value(at.slot, stride);
    uint64_t value = before;
    status = visitor->look(visitor->user, &value, taken);
    if (value != before)
      lod_keyslot_set_value(at.slot, stride, value);
    at.slot += stride;
    const LodHash next = lod_keyslot_key(at.slot);
    at.found = next.high == key.high && next.low == key.low &&
               lod_keyslot_value(at.slot, stride);
  }
  if (!status && !*taken && set->spill.count)
    status = lod_keyspill_visit(&set->spill, key, visitor, taken);
  return status;
}

/* Freeze the table as a new run.  On failure it holds what it held. */
static LodStatus spill(LodKeySet *set)
{
  const LodStatus status = lod_keyspill_add(&set->spill, &set->table);
  if (!status)
    lod_keytable_clear(&set->table, share(set, 9));
  return status;
}

static LodStatus insert(LodKeySet *set, LodKeySpot spot, LodHash key,
                        uint64_t value)
{
  bool full = false;
  lod_keytable_insert(&set->table, spot, key, value, &full);
  if (!full)
    return LOD_SUCCESS;
  const LodStatus status = spill(set);
  if (status)
    return status;
  spot = lod_keytable_find(&set->table, key);
  lod_keytable_insert(&set->table, spot, key, value, &full);
  return LOD_SUCCESS;
}

static LodStatus count_up(void *user, uint64_t *value, bool *taken)
{
  *(uint32_t *)user = (uint32_t)*value;
  *value += *value < UINT32_MAX;
  *taken = true;
  return LOD_SUCCESS;
}

LodStatus lod_keyset_add(LodKeySet *set, LodHash key, uint32_t *before)
{
  const LodKeyVisitor visitor = {count_up, before};
  LodKeySpot spot;
  bool taken;
  key = spread(key);
  const LodStatus status = seek(set, key, &visitor, &spot, &taken);
  if (status || taken)
    return status;
  *before = 0;
  return insert(set, spot, key, 1);
}

LodStatus lod_keyset_visit(const LodKeySet *set, LodHash key,
                           const LodKeyVisitor *visitor, bool *taken)
{
  LodKeySpot spot;
  return seek(set, spread(key), visitor, &spot, taken);
}

LodStatus lod_keyset_put(LodKeySet *set, LodHash key, uint64_t value)
{
  key = spread(key);
  return insert(set, lod_keytable_find(&set->table, key), key, value);
}

void lod_keyset_prefetch(const LodKeySet *set, LodHash key)
{
  key = spread(key);
  lod_keytable_prefetch(&set->table, key);
  lod_keyspill_prefetch(&set->spill, key);
}

uint64_t lod_keyset_count(const LodKeySet *set)
{
  return set->table.used + set->spill.entries;
}

uint64_t lod_keyset_bytes(const LodKeySet *set)
{
  return set->used.peak;
}

uint64_t lod_keyset_spilled(const LodKeySet *set)
{
  return set->spill.entries;
}
