/* Many small allocations with one lifetime.  Reset keeps the blocks, so a
   loop that resets allocates nothing after warm-up.  Behind every allocation
   LOD_SLACK bytes can be read, so that a vector loop may read past its end. */
#ifndef LOD_BASE_ARENA_H
#define LOD_BASE_ARENA_H

#include "base/view.h"

typedef struct LodArena LodArena;

/* NULL when out of memory. */
LodArena *lod_arena_new(void);
void lod_arena_free(LodArena *arena);
void lod_arena_reset(LodArena *arena);

/* SIZE bytes aligned for any type, zeroed; NULL when out of memory. */
void *lod_arena_alloc(LodArena *arena, size_t size);
/* COUNT * SIZE bytes, zeroed, overflow checked. */
void *lod_arena_array(LodArena *arena, size_t count, size_t size);
/* SIZE bytes without alignment or zeroing, for text. */
char *lod_arena_bytes(LodArena *arena, size_t size);
/* NUL-terminated copies. */
char *lod_arena_strdup(LodArena *arena, const char *text);
char *lod_arena_view_strdup(LodArena *arena, LodView view);
LodView lod_arena_view_copy(LodArena *arena, LodView view);

#endif
