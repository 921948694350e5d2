/* The table of datatypes: names, IRIs, and what a type shares with others. */
#ifndef LOD_XSD_TYPES_H
#define LOD_XSD_TYPES_H

#include "xsd/datatype.h"

/* Types of one family share lexical rules, values and order. */
typedef enum LodXsdFamily {
  LOD_FAMILY_ANY,    /* any text; no order, no length */
  LOD_FAMILY_STRING, /* string and what is derived */
  LOD_FAMILY_BOOLEAN,
  LOD_FAMILY_DECIMAL,
  LOD_FAMILY_INTEGER,
  LOD_FAMILY_DOUBLE, /* double and float */
  LOD_FAMILY_MOMENT, /* dates and times */
  LOD_FAMILY_DURATION,
  LOD_FAMILY_HEX,
  LOD_FAMILY_BASE64,
  LOD_FAMILY_QNAME
} LodXsdFamily;

typedef enum LodWhiteSpace {
  LOD_SPACE_COLLAPSE,
  LOD_SPACE_REPLACE,
  LOD_SPACE_KEEP
} LodWhiteSpace;

typedef struct LodXsdTypeInfo {
  const char *name;
  const char *iri;
  LodXsdFamily family;
  LodWhiteSpace white_space; /* CSVW model 6.4, steps 1 and 2 */
  LodReason refusal;         /* "is not a decimal" */
} LodXsdTypeInfo;

const LodXsdTypeInfo *lod_xsd_type_info(LodXsdType type);
LodXsdFamily lod_xsd_type_family(LodXsdType type);
bool lod_xsd_type_is_binary(LodXsdType type);
/* Numbers, dates, times and durations: what min and max facets are for. */
bool lod_xsd_type_is_ordered(LodXsdType type);

#endif
