/* Values of keys that were looked up lately, and what was found.  Of fixed
   size: the oldest values go first. */
#ifndef LOD_TABLE_KEY_CACHE_H
#define LOD_TABLE_KEY_CACHE_H

#include "base/hash.h"

typedef struct LodKeyCache LodKeyCache;

LodKeyCache *lod_key_cache_new(void); /* NULL: no memory */
void lod_key_cache_free(LodKeyCache *cache);

/* What was found for VALUE of key number USE; HASH is its own. */
bool lod_key_cache_get(const LodKeyCache *cache, size_t use, LodHash hash,
                       LodView value, uint64_t *found);
void lod_key_cache_put(LodKeyCache *cache, size_t use, LodHash hash,
                       LodView value, uint64_t found);

#endif
