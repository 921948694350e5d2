#include "base/memory.h"
#include "base/memory_internal.h"
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

/* The only mutable state of the library: counters that let a test watch the
   allocator.  No result depends on them unless a test asks for a failure. */
static atomic_size_t allocations;
static atomic_size_t failing; /* the number of the call that fails, or 0 */

bool lod_memory_may_allocate(void)
{
  size_t number =
      atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed) + 1;
  return number != atomic_load_explicit(&failing, memory_order_relaxed);
}

/* malloc(0) may return NULL, which callers take for a fault. */
static size_t at_least_one(size_t size)
{
  return size ? size : 1;
}

void *lod_malloc(size_t size)
{
  return lod_memory_may_allocate() ? malloc(at_least_one(size)) : NULL;
}

void *lod_calloc(size_t count, size_t size)
{
  if (size && count > SIZE_MAX / size)
    return NULL;
  return lod_memory_may_allocate() ? calloc(1, at_least_one(count * size))
                                   : NULL;
}

void *lod_reallocarray(void *block, size_t count, size_t size)
{
  if (size && count > SIZE_MAX / size)
    return NULL;
  return lod_memory_may_allocate() ? realloc(block, at_least_one(count * size))
                                   : NULL;
}

void lod_free(void *block)
{
  free(block);
}

char *lod_strdup(const char *text)
{
  return lod_view_strdup(lod_view(text));
}

char *lod_view_strdup(LodView view)
{
  if (view.size == SIZE_MAX)
    return NULL;
  char *copy = lod_malloc(view.size + 1);
  if (!copy)
    return NULL;
  if (view.size)
    memcpy(copy, view.data, view.size);
  copy[view.size] = '\0';
  return copy;
}

size_t lod_memory_count(void)
{
  return atomic_load_explicit(&allocations, memory_order_relaxed);
}

void lod_memory_fail_at(size_t nth)
{
  size_t number = nth ? lod_memory_count() + nth : 0;
  atomic_store_explicit(&failing, number, memory_order_relaxed);
}
