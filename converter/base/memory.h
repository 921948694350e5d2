/* Allocation: one door, so that a test can count calls or make one fail. */
#ifndef LOD_BASE_MEMORY_H
#define LOD_BASE_MEMORY_H

#include "base/view.h"
#include <lodstone/attributes.h>

/* As malloc, calloc, realloc and free.  COUNT * SIZE is checked for overflow.
   NULL when out of memory (or a test says so). */
void *lod_malloc(size_t size);
void *lod_calloc(size_t count, size_t size);
void *lod_reallocarray(void *block, size_t count, size_t size);
void lod_free(void *block);
char *lod_strdup(const char *text);
char *lod_view_strdup(LodView view);

/* For tests: count of allocations so far, and the number of the one that is
   to fail (0: none; counted from the call). */
size_t lod_memory_count(void);
void lod_memory_fail_at(size_t nth);

#endif
