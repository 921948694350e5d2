/* Character classes and case by ASCII alone: no locale takes part. */
#ifndef LOD_BASE_ASCII_H
#define LOD_BASE_ASCII_H

#include "base/view.h"
#include <lodstone/status.h>
#include <stdint.h>

static inline bool lod_ascii_is_digit(char c)
{
  return c >= '0' && c <= '9';
}
static inline bool lod_ascii_is_alpha(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool lod_ascii_is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
static inline char lod_ascii_lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
bool lod_ascii_equal_nocase(LodView a, LodView b);
LodView lod_ascii_trim(LodView text);

/* Read a whole view as a decimal number without sign; false when it is not
   one or does not fit. */
bool lod_ascii_to_uint(LodView text, uint64_t *value);
/* A size as users write it: "64", "256K", "16M", "2G" (powers of 1024). */
bool lod_ascii_to_size(LodView text, uint64_t *bytes);

#endif
