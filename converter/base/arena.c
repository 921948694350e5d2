#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include <stdalign.h>
#include <stdint.h>

#define FIRST_BLOCK   ((size_t)4096 - 64)
#define LARGEST_BLOCK ((size_t)1 << 20)

typedef struct Block {
  struct Block *older;
  size_t capacity;
  size_t used;
  alignas(max_align_t) char bytes[];
} Block;

/* Only the newest block is filled. */
struct LodArena {
  Block *newest;
};

LodArena *lod_arena_new(void)
{
  return lod_calloc(1, sizeof(LodArena));
}

static void free_blocks(Block *block)
{
  while (block) {
    Block *older = block->older;
    lod_free(block);
    block = older;
  }
}

void lod_arena_free(LodArena *arena)
{
  if (!arena)
    return;
  free_blocks(arena->newest);
  lod_free(arena);
}

static Block *new_block(size_t capacity, Block *older)
{
  if (capacity > SIZE_MAX / 2)
    return NULL;
  Block *block = lod_malloc(sizeof(Block) + capacity + LOD_SLACK);
  if (block)
    *block = (Block){.older = older, .capacity = capacity};
  return block;
}

/* Many blocks are merged into one of their joint size: however the requests
   of the next round are mixed, they fit.  Without memory for it the newest
   block is kept and the rest may be asked for again. */
void lod_arena_reset(LodArena *arena)
{
  Block *newest = arena->newest;
  if (!newest)
    return;
  newest->used = 0;
  if (!newest->older)
    return;
  size_t total = 0;
  for (const Block *block = newest; block; block = block->older)
    total += block->capacity;
  free_blocks(newest->older);
  newest->older = NULL;
  Block *merged = new_block(total, NULL);
  if (!merged)
    return;
  lod_free(newest);
  arena->newest = merged;
}

static bool add_block(LodArena *arena, size_t size)
{
  Block *newest = arena->newest;
  size_t capacity = FIRST_BLOCK;
  if (newest)
    capacity = newest->capacity < LARGEST_BLOCK / 2 ? newest->capacity * 2
                                                    : LARGEST_BLOCK;
  Block *block = new_block(size > capacity ? size : capacity, newest);
  if (!block)
    return false;
  arena->newest = block;
  return true;
}

static char *take(LodArena *arena, size_t size, size_t alignment)
{
  Block *block = arena->newest;
  size_t start = 0;
  if (block)
    start = (block->used + alignment - 1) & ~(alignment - 1);
  if (!block || start > block->capacity || size > block->capacity - start) {
    if (!add_block(arena, size))
      return NULL;
    block = arena->newest;
    start = 0;
  }
  block->used = start + size;
  return block->bytes + start;
}

void *lod_arena_alloc(LodArena *arena, size_t size)
{
  void *block = take(arena, size, alignof(max_align_t));
  if (block)
    memset(block, 0, size);
  return block;
}

void *lod_arena_array(LodArena *arena, size_t count, size_t size)
{
  if (size && count > SIZE_MAX / size)
    return NULL;
  return lod_arena_alloc(arena, count * size);
}

char *lod_arena_bytes(LodArena *arena, size_t size)
{
  return take(arena, size, 1);
}

char *lod_arena_strdup(LodArena *arena, const char *text)
{
  return lod_arena_view_strdup(arena, lod_view(text));
}

char *lod_arena_view_strdup(LodArena *arena, LodView view)
{
  if (view.size == SIZE_MAX)
    return NULL;
  char *copy = lod_arena_bytes(arena, view.size + 1);
  if (!copy)
    return NULL;
  if (view.size)
    memcpy(copy, view.data, view.size);
  copy[view.size] = '\0';
  return copy;
}

LodView lod_arena_view_copy(LodArena *arena, LodView view)
{
  char *copy = lod_arena_bytes(arena, view.size);
  if (!copy)
    return (LodView){NULL, 0};
  if (view.size)
    memcpy(copy, view.data, view.size);
  return (LodView){copy, view.size};
}
