/* Numbers by their digits: lexical rules, order and canonical form. */
#ifndef LOD_XSD_NUMBER_H
#define LOD_XSD_NUMBER_H

#include "xsd/datatype.h"

/* The end of the run of digits that starts at AT. */
static inline const char *lod_digits_end(const char *at, const char *end)
{
  while (at < end && (unsigned char)(*at - '0') < 10)
    at++;
  return at;
}

bool lod_decimal_is_valid(LodView text); /* XSD 1.1 part 2, 3.3.3.1 */
bool lod_integer_is_valid(LodView text); /* 3.4.13.1 */
bool lod_double_is_valid(LodView text);  /* 3.3.5.2; float: 3.3.4.2 */
/* Does a valid integer lie within TYPE (3.4.14 to 3.4.25)? */
bool lod_integer_in_range(LodXsdType type, LodView text);

/* Order two valid decimals or integers by their digits: <0, 0, >0. */
int lod_decimal_order(LodView a, LodView b);

/* Of a valid decimal or integer.  {NULL, 0} when out of memory. */
LodView lod_decimal_canonical(LodView text, LodArena *arena);

#endif
