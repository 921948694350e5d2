#include "base/keytable.h"
#include "base/memory.h"

#define FEWEST_HOMES 12
/* The share of a key is taken from 32 bits. */
#define MOST_HOMES ((size_t)UINT32_MAX)

static const LodKeySlot empty = {{UINT64_MAX, UINT64_MAX}, UINT32_MAX};

/* At most 0.8 of the homes are taken and growth is by a fifth: a key never has
   more than 20 / (0.8 / 1.2) = 30 bytes of slots. */
static bool is_crowded(const LodKeyPart *part)
{
  return part->used >= part->homes * 4 / 5;
}

static size_t more_homes(size_t homes)
{
  return homes + homes / 5 + 4;
}

/* Slots behind the last home; a partition that needs more gets more. */
static size_t overflow_of(size_t homes)
{
  size_t overflow = 4 + homes / 32;
  return overflow < 64 ? overflow : 64;
}

static size_t bytes_of(size_t slots)
{
  return slots ? (slots + LOD_KEY_WINDOW) * LOD_KEY_SLOT_SIZE : 0;
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
    lod_free(table->parts[i].at);
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
  free_slots(table);
  table->used = 0;
  table->budget = budget;
  size_t slots =
      (size_t)(budget >> table->bits) / LOD_KEY_SLOT_SIZE - LOD_KEY_WINDOW;
  table->first_homes = slots - overflow_of(slots);
}

/* Keys stand in order, so the number of those in a window that are less tells
   where to go on, without a branch that nobody can foresee. */
LodKeySpot lod_keytable_find(const LodKeyTable *table, LodHash key)
{
  LodKeyPart *part = lod_keytable_part(table, key);
  if (!part->slots)
    return (LodKeySpot){part, 0, false};
  const LodKeySlot *at = part->at + lod_keytable_home(table, part, key);
  size_t less;
  do {
    less = 0;
    for (size_t i = 0; i < LOD_KEY_WINDOW; i++)
      less += at[i].key.high < key.high;
    at += less;
  } while (less == LOD_KEY_WINDOW);
  while (at->key.high == key.high && at->key.low < key.low)
    at++;
  bool found = at->key.high == key.high && at->key.low == key.low;
  return (LodKeySpot){part, (size_t)(at - part->at), found};
}

static void fill_empty(LodKeySlot *slots, size_t from, size_t to)
{
  memset(slots + from, 0xFF, (to - from) * sizeof *slots);
}

/* Move all keys to the right end of a partition that has got longer, and leave
   empty slots.  An empty slot is moved too, and then overwritten. */
static void gather(LodKeyPart *part, size_t old_slots)
{
  size_t to = part->slots;
  for (size_t from = old_slots; from-- > 0;) {
    LodKeySlot slot = part->at[from];
    part->at[to - 1] = slot;
    to -= !lod_key_is_empty(slot.key);
  }
  fill_empty(part->at, 0, to);
  fill_empty(part->at, part->slots, part->slots + LOD_KEY_WINDOW);
}

/* Deal gathered keys out to their homes, each behind the one before.  False
   when that would move one to the right, as there are too few slots behind
   the homes; it and those after it are then still at the end. */
static bool deal_out(const LodKeyTable *table, LodKeyPart *part)
{
  size_t next = 0;
  for (size_t from = part->slots - part->used; from < part->slots; from++) {
    LodKeySlot slot = part->at[from];
    size_t home = lod_keytable_home(table, part, slot.key);
    size_t to = home > next ? home : next;
    if (to > from)
      return false;
    part->at[from] = empty;
    part->at[to] = slot;
    next = to + 1;
  }
  return true;
}

/* Resize the block; while that is done old and new may both exist. */
static LodStatus resize(LodKeyTable *table, LodKeyPart *part, size_t slots)
{
  size_t old = bytes_of(part->slots);
  LodKeySlot *at = lod_reallocarray(part->at, bytes_of(slots), 1);
  if (!at)
    return LOD_ERR_NO_MEMORY;
  part->at = at;
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
    fill_empty(part->at, old, part->slots + LOD_KEY_WINDOW);
  return status;
}

/* Deal the keys of a partition, which had OLD slots, out to HOMES homes.  Only
   where many keys share their first bits that takes more slots; without
   memory for them the keys go back to the homes that they had. */
static LodStatus rehash(LodKeyTable *table, LodKeyPart *part, size_t old,
                        size_t homes)
{
  LodStatus status = LOD_SUCCESS;
  size_t old_homes = part->homes;
  part->homes = homes;
  gather(part, old);
  while (!deal_out(table, part)) {
    old = part->slots;
    if (part->homes == homes)
      status = resize(table, part, old + part->used);
    if (status)
      part->homes = old_homes;
    gather(part, old);
  }
  return status;
}

static LodStatus grow(LodKeyTable *table, LodKeyPart *part, bool *full)
{
  size_t old = part->slots;
  size_t homes = old ? more_homes(part->homes) : table->first_homes;
  size_t slots = homes + overflow_of(homes);
  if (slots < old)
    slots = old;
  *full = homes > MOST_HOMES || !fits(table, slots);
  if (*full)
    return LOD_SUCCESS;
  LodStatus status = resize(table, part, slots);
  return status ? status : rehash(table, part, old, homes);
}

static LodStatus put(LodKeyTable *table, LodKeySpot spot, LodHash key)
{
  LodKeyPart *part = spot.part;
  size_t gap = spot.slot;
  while (!lod_key_is_empty(part->at[gap].key))
    gap++;
  if (gap == part->slots) {
    LodStatus status = lengthen(table, part);
    if (status)
      return status;
  }
  /* most often one or two move: a call would cost more */
  for (size_t i = gap; i > spot.slot; i--)
    part->at[i] = part->at[i - 1];
  part->at[spot.slot] = (LodKeySlot){key, 1};
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
