/* A large block of memory from the system: address space at first, which is
   zero and is taken page by page as it is touched.  A test counts it as it does
   other allocations. */
#ifndef LOD_BASE_PAGES_H
#define LOD_BASE_PAGES_H

#include <stddef.h>

/* Address space of *SIZE bytes, or as much of it as there is, but not less than
   LEAST; *size says how much.  NULL: none. */
void *lod_pages_new(size_t *size, size_t least);
void lod_pages_free(void *pages, size_t size);
/* Give back what is behind the first KEPT bytes of SIZE. */
void lod_pages_cut(void *pages, size_t size, size_t kept);
/* The first FILLED bytes are going to be used at random: where they fill huge
   pages these serve better. */
void lod_pages_fill(void *pages, size_t filled);
/* SIZE, if it is large, made less so that huge pages have no rest. */
size_t lod_pages_round(size_t size);

#endif
