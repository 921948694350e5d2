/* For other makers of memory. */
#ifndef LOD_BASE_MEMORY_INTERNAL_H
#define LOD_BASE_MEMORY_INTERNAL_H

#include <stdbool.h>

/* Count an allocation; false when a test says that it fails. */
bool lod_memory_may_allocate(void);

#endif
