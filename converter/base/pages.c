#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/memory_internal.h"
#include "base/pages.h"
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

#define HUGE_PAGE ((size_t)2 << 20)
/* Blocks below this are left to small pages: the caches know few of them. */
#define LARGE (4 * HUGE_PAGE)

static size_t round_up(size_t size)
{
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return (size + page - 1) & ~(page - 1);
}

/* From where a huge page starts: what is mapped before goes back. */
static void *map_aligned(size_t size)
{
  char *const mapped = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED)
    return NULL;
  const size_t before = (size_t)(-(uintptr_t)mapped & (HUGE_PAGE - 1));
  if (before)
    munmap(mapped, before);
  munmap(mapped + before + size, HUGE_PAGE - before);
  return mapped + before;
}

void *lod_pages_new(size_t *size, size_t least)
{
  if (!lod_memory_may_allocate())
    return NULL;
  void *pages = NULL;
  size_t wanted = *size < SIZE_MAX / 4 ? *size : SIZE_MAX / 4;
  for (; !pages && wanted >= least; wanted /= 2) {
    *size = round_up(wanted);
    pages = map_aligned(*size);
  }
  return pages;
}

void lod_pages_free(void *pages, size_t size)
{
  if (pages)
    munmap(pages, size);
}

void lod_pages_cut(void *pages, size_t size, size_t kept)
{
  kept = round_up(kept);
  if (kept < size)
    munmap((char *)pages + kept, size - kept);
}

void lod_pages_fill(void *pages, size_t filled)
{
#ifdef MADV_HUGEPAGE
  if (filled >= LARGE)
    (void)madvise(pages, filled & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
#else
  (void)pages;
  (void)filled;
#endif
}

size_t lod_pages_round(size_t size)
{
  return size < LARGE ? size : size & ~(HUGE_PAGE - 1);
}
