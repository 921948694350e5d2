/* The twin of lod_utf8_valid_prefix without vector instructions; for tests. */
#ifndef LOD_BASE_UTF8_INTERNAL_H
#define LOD_BASE_UTF8_INTERNAL_H

#include "base/utf8.h"

size_t lod_utf8_valid_prefix_portable(LodView bytes);

#endif
