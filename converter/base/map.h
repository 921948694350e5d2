/* A map from byte strings to pointers, for plans and metadata (not for the
   row loop).  Keys are copied; values are the caller's. */
#ifndef LOD_BASE_MAP_H
#define LOD_BASE_MAP_H

#include "base/view.h"
#include <lodstone/status.h>

typedef struct LodMap LodMap;

LodMap *lod_map_new(void); /* NULL when out of memory */
void lod_map_free(LodMap *map);
LOD_NODISCARD LodStatus lod_map_set(LodMap *map, LodView key, void *value);
/* NULL when absent. */
void *lod_map_get(const LodMap *map, LodView key);
size_t lod_map_size(const LodMap *map);
/* In order of insertion. */
LodView lod_map_key_at(const LodMap *map, size_t index);
void *lod_map_value_at(const LodMap *map, size_t index);

#endif
