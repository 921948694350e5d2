/* Values of the ordered types, and their order. */
#ifndef LOD_XSD_VALUE_H
#define LOD_XSD_VALUE_H

#include "xsd/duration.h"
#include "xsd/types.h"

/* By the family of the type.  A decimal is its lexical form, borrowed. */
typedef union LodXsdValue {
  LodView decimal;
  double number;
  LodMoment moment;
  LodDuration duration;
} LodXsdValue;

/* The value of a valid lexical form of an ordered type. */
void lod_xsd_value_read(LodXsdType type, LodView lexical, LodXsdValue *value);
LodOrder lod_xsd_value_compare(LodXsdType type, const LodXsdValue *a,
                               const LodXsdValue *b);

#endif
