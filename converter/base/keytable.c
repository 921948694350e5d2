#include "base/keytable.h"
#include "base/memory.h"

#define FEWEST_HOMES 12
/* The share of a key is taken from 32 bits. */
#define MOST_HOMES ((size_t)UINT32_MAX)

static const LodHash empty = {UINT64_MAX, UINT64_MAX};

/* At most 0.85 of the homes are taken and growth is by a quarter: a key never
   has more than 20 / (0.85 / 1.25) = 29.4 bytes of slots. */
static bool is_crowded(const LodKeyPart *part)
{
  return part->used >= part->homes * 17 / 20;
}

static size_t more_homes(size_t homes)
{
  return homes + homes / 4 + 4;
}

/* Slots behind the last home; a partition that needs more gets more. */
static size_t overflow_of(size_t homes)
{
  size_t overflow = 4 + homes / 32;
  return overflow < 64 ? overflow : 64;
}

static size_t bytes_of(size_t slots)
{
  return slots ? slots * LOD_KEY_SLOT_SIZE + sizeof(LodHash) : 0;
}

LodStatus lod_keytable_init(LodKeyTable *table, unsigned bits, uint64_t budget,
                            LodKeyMemory *memory)
{
  size_t count = (size_t)1 << bits;
  *table = (LodKeyTable){.bits = bits,
                         .budget = budget,
                         .first_homes = FEWEST_HOMES,
                         .memory = memory};
  table->parts = lod_calloc(count, sizeof *table->parts);
  if (!table->parts)
    return LOD_ERR_NO_MEMORY;
  lod_keymemory_add(memory, count * sizeof *table->parts);
  return LOD_SUCCESS;
}

static void free_slots(LodKeyTable *table)
{
  for (size_t i = 0; i >> table->bits == 0; i++) {
    lod_free(table->parts[i].keys);
    lod_free(table->parts[i].counts);
    table->parts[i] = (LodKeyPart){0};
  }
  lod_keymemory_remove(table->memory, table->bytes);
  table->bytes = 0;
}

void lod_keytable_free(LodKeyTable *table)
{
  if (!table->parts)
    return;
  free_slots(table);
  lod_keymemory_remove(table->memory, sizeof *table->parts << table->bits);
  lod_free(table->parts);
  table->parts = NULL;
}

void lod_keytable_clear(LodKeyTable *table, uint64_t budget)
{
  table->used = 0;
  if (budget != table->budget) {
    free_slots(table);
    table->budget = budget;
    size_t slots = (size_t)(budget >> table->bits) / LOD_KEY_SLOT_SIZE - 1;
    table->first_homes = slots - overflow_of(slots);
    return;
  }
  for (size_t i = 0; i >> table->bits == 0; i++) {
    LodKeyPart *part = &table->parts[i];
    if (part->used)
      memset(part->keys, 0xFF, part->slots * sizeof *part->keys);
    part->used = 0;
  }
}

LodKeySpot lod_keytable_find(const LodKeyTable *table, LodHash key)
{
  LodKeyPart *part = lod_keytable_part(table, key);
  if (!part->slots)
    return (LodKeySpot){part, 0, false};
  const LodHash *keys = part->keys;
  size_t slot = lod_keytable_home(table, part, key);
  while (lod_hash_less(keys[slot], key))
    slot++;
  bool found = keys[slot].high == key.high && keys[slot].low == key.low;
  return (LodKeySpot){part, slot, found};
}

static void fill_empty(LodHash *keys, size_t from, size_t to)
{
  for (; from < to; from++)
    keys[from] = empty;
}

/* Move all keys to the right end of a partition that has got longer. */
static void gather(LodKeyPart *part, size_t old_slots)
{
  size_t to = part->slots;
  for (size_t from = old_slots; from-- > 0;) {
    if (lod_key_is_empty(part->keys[from]))
      continue;
    part->keys[--to] = part->keys[from];
    part->counts[to] = part->counts[from];
  }
}

/* How many slots the keys take when each stands at its home of HOMES or
   behind the key before. */
static size_t slots_needed(const LodKeyTable *table, const LodKeyPart *part,
                           size_t homes)
{
  LodKeyPart longer = {.homes = homes};
  size_t next = 0;
  for (size_t from = 0; from < part->slots; from++) {
    if (lod_key_is_empty(part->keys[from]))
      continue;
    size_t home = lod_keytable_home(table, &longer, part->keys[from]);
    next = (home > next ? home : next) + 1;
  }
  return next;
}

/* Deal gathered keys out to their homes.  As there are slots for all, none
   moves to the right. */
static void deal_out(const LodKeyTable *table, LodKeyPart *part)
{
  size_t next = 0;
  for (size_t from = part->slots - part->used; from < part->slots; from++) {
    LodHash key = part->keys[from];
    size_t home = lod_keytable_home(table, part, key);
    size_t to = home > next ? home : next;
    fill_empty(part->keys, next, to);
    part->keys[to] = key;
    part->counts[to] = part->counts[from];
    next = to + 1;
  }
  fill_empty(part->keys, next, part->slots + 1);
}

/* Resize the arrays; while that is done old and new may both exist. */
static LodStatus resize(LodKeyTable *table, LodKeyPart *part, size_t slots)
{
  size_t old = bytes_of(part->slots);
  LodHash *keys = lod_reallocarray(part->keys, slots + 1, sizeof *keys);
  if (!keys)
    return LOD_ERR_NO_MEMORY;
  part->keys = keys;
  uint32_t *counts = lod_reallocarray(part->counts, slots, sizeof *counts);
  if (!counts)
    return LOD_ERR_NO_MEMORY;
  part->counts = counts;
  part->slots = slots;
  lod_keymemory_add(table->memory, bytes_of(slots));
  lod_keymemory_remove(table->memory, old);
  table->bytes += bytes_of(slots) - old;
  return LOD_SUCCESS;
}

static bool fits(const LodKeyTable *table, size_t slots)
{
  return slots < SIZE_MAX / LOD_KEY_SLOT_SIZE - 2 &&
         bytes_of(slots) <= table->budget &&
         table->bytes <= table->budget - bytes_of(slots);
}

/* More overflow: after this a key more can be put in anywhere. */
static LodStatus lengthen(LodKeyTable *table, LodKeyPart *part)
{
  size_t old = part->slots;
  LodStatus status = resize(table, part, old + old / 8 + 4);
  if (!status)
    fill_empty(part->keys, old, part->slots + 1);
  return status;
}

/* More homes, and slots enough even where many keys share their first bits. */
static LodStatus grow(LodKeyTable *table, LodKeyPart *part, bool *full)
{
  size_t old = part->slots;
  size_t homes = old ? more_homes(part->homes) : table->first_homes;
  size_t needed = slots_needed(table, part, homes);
  size_t slots = homes + overflow_of(homes);
  if (slots < needed)
    slots = needed;
  if (slots < old)
    slots = old;
  *full = homes > MOST_HOMES || !fits(table, slots);
  if (*full)
    return LOD_SUCCESS;
  LodStatus status = resize(table, part, slots);
  if (status)
    return status;
  part->homes = homes;
  gather(part, old);
  deal_out(table, part);
  return LOD_SUCCESS;
}

static LodStatus put(LodKeyTable *table, LodKeySpot spot, LodHash key)
{
  LodKeyPart *part = spot.part;
  size_t gap = spot.slot;
  while (!lod_key_is_empty(part->keys[gap]))
    gap++;
  if (gap == part->slots) {
    LodStatus status = lengthen(table, part);
    if (status)
      return status;
  }
  size_t moved = gap - spot.slot;
  LodHash *keys = part->keys + spot.slot;
  uint32_t *counts = part->counts + spot.slot;
  memmove(keys + 1, keys, moved * sizeof *keys);
  memmove(counts + 1, counts, moved * sizeof *counts);
  *keys = key;
  *counts = 1;
  part->used++;
  table->used++;
  return LOD_SUCCESS;
}

LodStatus lod_keytable_insert(LodKeyTable *table, LodKeySpot spot, LodHash key,
                              bool *full)
{
  *full = false;
  if (is_crowded(spot.part)) {
    LodStatus status = grow(table, spot.part, full);
    if (status || *full)
      return status;
    spot = lod_keytable_find(table, key);
  }
  return put(table, spot, key);
}
