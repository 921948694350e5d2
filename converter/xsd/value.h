/* Values of the ordered types, and their order. */
#ifndef LOD_XSD_VALUE_H
#define LOD_XSD_VALUE_H

#include "xsd/duration.h"
#include "xsd/types.h"

/* By the family of the type.  A decimal is its lexical form, borrowed. */
typedef union LodValue {
  LodView decimal;
  double number;
  LodMoment moment;
  LodDuration duration;
} LodValue;

/* The value of a valid lexical form of an ordered type. */
void lod_value_read(LodXsdType type, LodView lexical, LodValue *value);
LodOrder lod_value_compare(LodXsdType type, const LodValue *a,
                           const LodValue *b);

#endif
