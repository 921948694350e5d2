#include "base/keytable.h"
#include "base/pages.h"

/* Slots that a search looks at together. */
#define WINDOW ((size_t)4)
/* What a table starts with. */
#define FIRST_BYTES ((size_t)16 << 10)
/* The share of a key is taken from 32 bits. */
#define MOST_HOMES  ((size_t)UINT32_MAX)
#define SIXTY_FOURS 64

/* How full a table gets before it grows, and to how many homes, in 64ths: so
   that no key ever has more than 32 bytes. */
typedef struct Shape {
  size_t full, growth;
} Shape;

static Shape shape_of(size_t stride)
{
  return stride == LOD_KEY_SLOT_COUNTED ? (Shape){54, 84} : (Shape){58, 76};
}

static size_t share(size_t whole, size_t sixty_fourths)
{
  return whole / SIXTY_FOURS * sixty_fourths +
         whole % SIXTY_FOURS * sixty_fourths / SIXTY_FOURS;
}

static void set_homes(LodKeyTable *table, size_t homes)
{
  table->homes = homes;
  table->most = share(homes, shape_of(table->stride).full);
  lod_pages_fill(table->at, homes * table->stride);
}

/* The slots of a table of HOMES homes: behind them there is address space for
   any displacement, of which nearly nothing is ever touched. */
static size_t slots_for(const LodKeyTable *table, size_t homes)
{
  return homes + share(homes, shape_of(table->stride).full) + WINDOW;
}

static size_t homes_in(const LodKeyTable *table, size_t slots)
{
  const size_t full = shape_of(table->stride).full;
  return (slots - WINDOW) / (SIXTY_FOURS + full) * SIXTY_FOURS;
}

/* Now it counts up to SLOT. */
static void reach_to(LodKeyTable *table, size_t slot)
{
  lod_keymemory_add(table->memory, (slot - table->reach) * table->stride);
  table->reach = slot;
}

LodStatus lod_keytable_init(LodKeyTable *table, size_t stride, uint64_t budget,
                            LodKeyMemory *memory)
{
  const size_t first = FIRST_BYTES / stride;
  const uint64_t most = budget / stride;
  *table = (LodKeyTable){.stride = stride, .memory = memory};
  table->most_homes = most < MOST_HOMES ? (size_t)most : MOST_HOMES;
  table->size = slots_for(table, table->most_homes) * stride;
  table->at = lod_pages_new(&table->size,
                            slots_for(table, first + SIXTY_FOURS) * stride);
  if (!table->at)
    return LOD_ERR_NO_MEMORY;
  const size_t room = homes_in(table, table->size / stride);
  if (room < table->most_homes)
    table->most_homes = room;
  set_homes(table, first);
  reach_to(table, first);
  return LOD_SUCCESS;
}

void lod_keytable_free(LodKeyTable *table)
{
  lod_keymemory_remove(table->memory, table->reach * table->stride);
  lod_pages_free(table->at, table->size);
}

void lod_keytable_clear(LodKeyTable *table, uint64_t budget)
{
  const uint64_t homes = budget / table->stride;
  const size_t stride = table->stride, size = table->size;
  memset(table->at, 0, table->reach * stride);
  lod_keymemory_remove(table->memory, table->reach * stride);
  if (homes < table->homes)
    set_homes(table, (size_t)homes);
  table->size = slots_for(table, table->homes) * stride;
  lod_pages_cut(table->at, size, table->size);
  table->most_homes = table->homes;
  table->used = table->reach = 0;
  reach_to(table, table->homes);
}

static unsigned char *home_of(const LodKeyTable *table, LodHash key)
{
  return table->at + lod_keyslot_home(key, table->homes) * table->stride;
}

/* Keys stand in order, so the number of those in a window that are greater
   tells where to go on, without a branch that nobody can foresee. */
static inline LodKeySpot find(const LodKeyTable *table, LodHash key,
                              size_t stride)
{
  unsigned char *at = home_of(table, key);
  size_t greater;
  do {
    greater = 0;
    for (size_t i = 0; i < WINDOW; i++)
      greater += lod_keyslot_high(at + i * stride) > key.high;
    at += greater * stride;
  } while (greater == WINDOW);
  LodHash here = lod_keyslot_key(at);
  while (here.high == key.high && here.low > key.low) {
    at += stride;
    here = lod_keyslot_key(at);
  }
  const bool found = here.high == key.high && here.low == key.low &&
                     lod_keyslot_value(at, stride);
  return (LodKeySpot){at, found};
}

LodKeySpot lod_keytable_find(const LodKeyTable *table, LodHash key)
{
  return table->stride == LOD_KEY_SLOT_COUNTED
             ? find(table, key, LOD_KEY_SLOT_COUNTED)
             : find(table, key, LOD_KEY_SLOT_PLACED);
}

void lod_keytable_prefetch(const LodKeyTable *table, LodHash key)
{
  /* a search ends in the first line or the second, putting in behind them */
  const unsigned char *const home = home_of(table, key);
  __builtin_prefetch(home, 1);
  __builtin_prefetch(home + 64, 1);
  __builtin_prefetch(home + 128, 1);
}

/* The slot of the last of COUNT keys from slot START on when they are dealt out
   to their homes, each behind the one before. */
static inline size_t last_place(const LodKeyTable *table, size_t start,
                                size_t count, size_t stride)
{
  size_t next = 0;
  for (size_t i = start; i < start + count; i++) {
    const LodHash key = lod_keyslot_key(table->at + i * stride);
    const size_t home = lod_keyslot_home(key, table->homes);
    next = (home > next ? home : next) + 1;
  }
  return next - 1;
}

/* Deal out the COUNT keys of a cluster, which starts at slot START and is to
   end at LAST: all go to the right first, and then each to its place. */
static inline void deal_out(LodKeyTable *table, size_t start, size_t count,
                            size_t last, size_t stride)
{
  const size_t shift = last + 1 - count - start;
  unsigned char *const at = table->at + start * stride;
  if (shift) {
    memmove(at + shift * stride, at, count * stride);
    memset(at, 0, (shift < count ? shift : count) * stride);
  }
  size_t next = 0;
  for (size_t from = start + shift; from <= last; from++) {
    unsigned char *const slot = table->at + from * stride;
    const LodHash key = lod_keyslot_key(slot);
    const uint64_t value = lod_keyslot_value(slot, stride);
    const size_t home = lod_keyslot_home(key, table->homes);
    next = home > next ? home : next;
    lod_keyslot_set(slot, stride, (LodHash){0, 0}, 0);
    lod_keyslot_set(table->at + next * stride, stride, key, value);
    next++;
  }
}

/* Spread the keys over more homes, in place and from right to left.  No key
   goes to the left, and what an empty slot keeps apart it keeps apart further
   on: of the keys before slot S none gets to S times the growth, those behind
   it belong there or behind.  So each cluster, a row of slots in use, is dealt
   out by itself. */
static inline void stretch(LodKeyTable *table, size_t old, size_t stride)
{
  size_t end = old;
  while (end) {
    while (end && !lod_keyslot_value(table->at + (end - 1) * stride, stride))
      end--;
    size_t start = end;
    while (start && lod_keyslot_value(table->at + (start - 1) * stride, stride))
      start--;
    if (start < end) {
      const size_t last = last_place(table, start, end - start, stride);
      if (last >= table->reach)
        reach_to(table, last + 1);
      deal_out(table, start, end - start, last, stride);
    }
    end = start;
  }
}

/* False when there is no room. */
static bool grow(LodKeyTable *table)
{
  const size_t stride = table->stride, old = table->reach;
  size_t homes = share(table->homes, shape_of(stride).growth);
  const size_t round = lod_pages_round(homes * stride) / stride;
  if (round > table->homes + (homes - table->homes) / 2)
    homes = round;
  if (homes > table->most_homes)
    return false;
  set_homes(table, homes);
  if (homes > table->reach)
    reach_to(table, homes);
  if (stride == LOD_KEY_SLOT_COUNTED)
    stretch(table, old, LOD_KEY_SLOT_COUNTED);
  else
    stretch(table, old, LOD_KEY_SLOT_PLACED);
  return true;
}

static void put(LodKeyTable *table, unsigned char *slot, LodHash key,
                uint64_t value)
{
  const size_t stride = table->stride;
  unsigned char *gap = slot;
  while (lod_keyslot_value(gap, stride))
    gap += stride;
  if (gap != slot)
    memmove(slot + stride, slot, (size_t)(gap - slot));
  lod_keyslot_set(slot, stride, key, value);
  table->used++;
  if (gap == table->at + table->reach * stride)
    reach_to(table, table->reach + 1);
}

void lod_keytable_insert(LodKeyTable *table, LodKeySpot spot, LodHash key,
                         uint64_t value, bool *full)
{
  *full = false;
  if (table->used >= table->most) {
    *full = !grow(table);
    if (*full)
      return;
    spot = lod_keytable_find(table, key);
  }
  put(table, spot.slot, key, value);
}
