/* Pieces of the judge of UTF-8. */
#ifndef LOD_BASE_UTF8_INTERNAL_H
#define LOD_BASE_UTF8_INTERNAL_H

#include "base/utf8.h"

/* The twin of lod_utf8_valid_prefix without vector instructions; for tests. */
size_t lod_utf8_valid_prefix_portable(LodView bytes);

/* The bytes, two to four, of the character at AT, which is before END; 0: none
   of more than one byte is there. */
size_t lod_utf8_sequence_size(const char *at, const char *end);

#endif
