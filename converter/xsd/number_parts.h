/* A formatted number between reading and writing. */
#ifndef LOD_XSD_NUMBER_PARTS_H
#define LOD_XSD_NUMBER_PARTS_H

#include "xsd/number_format.h"

/* A number taken apart; the views still hold group separators. */
typedef struct LodNumberParts {
  char sign; /* '-', '+' or 0 */
  LodView whole;
  size_t whole_digits;
  LodView fraction;
  size_t fraction_digits;
  bool point;
  char exponent_sign;
  LodView exponent; /* digits; data NULL: none */
  int scale;
  bool as_written; /* is a lexical form already */
} LodNumberParts;

/* Take TEXT apart by the separators of FORMAT; false when it is no number at
   all.  Where the pattern wants what is judged later. */
bool lod_number_split(const LodNumberFormat *format, LodView text,
                      LodNumberParts *parts);

/* The lexical form of BASE: signs, percent signs and, but for double and
   float, exponents applied. */
LodReason lod_number_write(const LodNumberParts *parts, LodXsdType base,
                           LodArena *arena, LodView *lexical);

#endif
