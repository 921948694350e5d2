/* The memory of a key set, counted. */
#ifndef LOD_BASE_KEYMEMORY_H
#define LOD_BASE_KEYMEMORY_H

#include <stddef.h>
#include <stdint.h>

typedef struct LodKeyMemory {
  uint64_t now;
  uint64_t peak;
} LodKeyMemory;

/* A block of SIZE bytes has been allocated. */
static inline void lod_keymemory_add(LodKeyMemory *memory, size_t size)
{
  memory->now += size;
  if (memory->now > memory->peak)
    memory->peak = memory->now;
}

static inline void lod_keymemory_remove(LodKeyMemory *memory, size_t size)
{
  memory->now -= size;
}

#endif
