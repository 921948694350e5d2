#include "base/map.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"

typedef struct Entry {
  LodView key;
  void *value;
  uint64_t hash;
} Entry;

/* Entries in order of insertion; slots hold 1 + the index of an entry. */
struct LodMap {
  LodArena *keys;
  Entry *entries;
  size_t size;
  size_t *slots;
  size_t slot_count; /* a power of two, at least twice the entries */
};

LodMap *lod_map_new(void)
{
  LodMap *map = lod_calloc(1, sizeof *map);
  if (!map)
    return NULL;
  map->keys = lod_arena_new();
  if (!map->keys) {
    lod_free(map);
    return NULL;
  }
  return map;
}

void lod_map_free(LodMap *map)
{
  if (!map)
    return;
  lod_arena_free(map->keys);
  lod_free(map->entries);
  lod_free(map->slots);
  lod_free(map);
}

/* The slot of the key, or the free slot where it belongs. */
static size_t find_slot(const LodMap *map, LodView key, uint64_t hash)
{
  size_t mask = map->slot_count - 1;
  size_t slot = (size_t)hash & mask;
  for (; map->slots[slot]; slot = (slot + 1) & mask) {
    const Entry *entry = &map->entries[map->slots[slot] - 1];
    if (entry->hash == hash && lod_view_equal(entry->key, key))
      break;
  }
  return slot;
}

static LodStatus grow(LodMap *map)
{
  size_t count = map->slot_count ? map->slot_count * 2 : 16;
  Entry *entries =
      lod_reallocarray(map->entries, count / 2, sizeof *map->entries);
  if (!entries)
    return LOD_ERR_NO_MEMORY;
  map->entries = entries;
  size_t *slots = lod_calloc(count, sizeof *slots);
  if (!slots)
    return LOD_ERR_NO_MEMORY;
  lod_free(map->slots);
  map->slots = slots;
  map->slot_count = count;
  for (size_t i = 0; i < map->size; i++) {
    size_t slot = (size_t)entries[i].hash & (count - 1);
    while (slots[slot])
      slot = (slot + 1) & (count - 1);
    slots[slot] = i + 1;
  }
  return LOD_SUCCESS;
}

LodStatus lod_map_set(LodMap *map, LodView key, void *value)
{
  uint64_t hash = lod_hash(key).low;
  if (map->slot_count) {
    size_t slot = find_slot(map, key, hash);
    if (map->slots[slot]) {
      map->entries[map->slots[slot] - 1].value = value;
      return LOD_SUCCESS;
    }
  }
  if (map->size >= map->slot_count / 2) {
    LodStatus status = grow(map);
    if (status)
      return status;
  }
  char *copy = lod_arena_view_strdup(map->keys, key);
  if (!copy)
    return LOD_ERR_NO_MEMORY;
  size_t slot = find_slot(map, key, hash);
  map->entries[map->size] = (Entry){{copy, key.size}, value, hash};
  map->slots[slot] = ++map->size;
  return LOD_SUCCESS;
}

void *lod_map_get(const LodMap *map, LodView key)
{
  if (!map->size)
    return NULL;
  size_t index = map->slots[find_slot(map, key, lod_hash(key).low)];
  return index ? map->entries[index - 1].value : NULL;
}

size_t lod_map_size(const LodMap *map)
{
  return map->size;
}

LodView lod_map_key_at(const LodMap *map, size_t index)
{
  return map->entries[index].key;
}

void *lod_map_value_at(const LodMap *map, size_t index)
{
  return map->entries[index].value;
}
