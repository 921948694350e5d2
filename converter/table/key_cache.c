#include "table/key_cache.h"
#include "base/memory.h"

#define ENTRIES ((size_t)4096)
#define BYTES   ((size_t)256 << 10)
#define LONGEST (BYTES / 16)

typedef struct Entry {
  uint64_t start; /* of the value, in all that was ever written to the ring */
  size_t size, use;
  uint64_t found;
} Entry;

struct LodKeyCache {
  Entry entries[ENTRIES]; /* one for each share of the hashes */
  char ring[BYTES];
  uint64_t written; /* never 0: an entry without a start is empty */
};

LodKeyCache *lod_key_cache_new(void)
{
  LodKeyCache *const cache = lod_calloc(1, sizeof *cache);
  if (cache)
    cache->written = BYTES;
  return cache;
}

void lod_key_cache_free(LodKeyCache *cache)
{
  lod_free(cache);
}

static size_t place_of(size_t use, LodHash hash)
{
  return (size_t)((hash.low + use) % ENTRIES);
}

bool lod_key_cache_get(const LodKeyCache *cache, size_t use, LodHash hash,
                       LodView value, uint64_t *found)
{
  const Entry *const entry = &cache->entries[place_of(use, hash)];
  if (!entry->start || entry->start + BYTES < cache->written ||
      entry->use != use || entry->size != value.size ||
      memcmp(cache->ring + entry->start % BYTES, value.data, value.size) != 0)
    return false;
  *found = entry->found;
  return true;
}

void lod_key_cache_put(LodKeyCache *cache, size_t use, LodHash hash,
                       LodView value, uint64_t found)
{
  if (value.size > LONGEST)
    return;
  const size_t left = BYTES - (size_t)(cache->written % BYTES);
  if (left < value.size) /* a value stands in one piece */
    cache->written += left;
  memcpy(cache->ring + cache->written % BYTES, value.data, value.size);
  cache->entries[place_of(use, hash)] = (Entry){
      .start = cache->written, .size = value.size, .use = use, .found = found};
  cache->written += value.size;
}
