#include "mapping/left_out.h"

#include "base/memory.h"

void lod_left_out_free(LodLeftOut *left_out)
{
  lod_free(left_out->slots);
  *left_out = (LodLeftOut){0};
}

void lod_left_out_clear(LodLeftOut *left_out)
{
  if (left_out->used)
    memset(left_out->slots, 0, left_out->capacity * sizeof *left_out->slots);
  left_out->used = 0;
  left_out->count = 0;
}

/* The slot of HASH: where it is, or a free one. */
static LodHash *find_slot(const LodLeftOut *left_out, LodHash hash)
{
  size_t at = hash.low & (left_out->capacity - 1);
  LodHash *slot = &left_out->slots[at];
  while ((slot->low || slot->high) &&
         (slot->low != hash.low || slot->high != hash.high)) {
    at = (at + 1) & (left_out->capacity - 1);
    slot = &left_out->slots[at];
  }
  return slot;
}

/* Half of the slots stay free. */
static LodStatus grow(LodLeftOut *left_out)
{
  if (2 * left_out->used < left_out->capacity)
    return LOD_SUCCESS;
  LodLeftOut larger = *left_out;
  larger.capacity = left_out->capacity ? 2 * left_out->capacity : 64;
  larger.slots = lod_calloc(larger.capacity, sizeof *larger.slots);
  if (!larger.slots)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < left_out->capacity; i++)
    if (left_out->slots[i].low || left_out->slots[i].high)
      *find_slot(&larger, left_out->slots[i]) = left_out->slots[i];
  lod_free(left_out->slots);
  *left_out = larger;
  return LOD_SUCCESS;
}

LodStatus lod_left_out_note(LodLeftOut *left_out, uint64_t row, LodView text,
                            bool *first)
{
  *first = false;
  const LodStatus status = grow(left_out);
  if (status)
    return status;
  LodHash hash = lod_hash(text);
  hash.low += row * UINT64_C(0x9E3779B97F4A7C15);
  hash.high |= 1; /* no free slot */
  LodHash *const slot = find_slot(left_out, hash);
  *first = !slot->high;
  *slot = hash;
  left_out->used += *first;
  left_out->count += *first;
  return LOD_SUCCESS;
}
