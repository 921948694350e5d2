/* UTF-8 (RFC 3629): validation and decoding. */
#ifndef LOD_BASE_UTF8_H
#define LOD_BASE_UTF8_H

#include "base/view.h"
#include <stdint.h>

/* The number of bytes of the longest valid prefix; equal to bytes.size when
   all is well.  Refuses overlong forms, surrogates and what is above
   U+10FFFF.  ASCII runs are checked 16 or more bytes a step. */
size_t lod_utf8_valid_prefix(LodView bytes);

/* Decode one character of valid UTF-8 at *at, which moves behind it. */
uint32_t lod_utf8_next(const char **at, const char *end);
/* Encode; returns the number of bytes (1-4), 0 for what is no scalar value. */
size_t lod_utf8_encode(uint32_t character, char out[4]);
/* The number of characters of valid UTF-8. */
size_t lod_utf8_length(LodView bytes);

#endif
