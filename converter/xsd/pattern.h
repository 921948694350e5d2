/* Regular expressions as formats (CSVW model 6.4.5 and 6.4.6). */
#ifndef LOD_XSD_PATTERN_H
#define LOD_XSD_PATTERN_H

#include "xsd/datatype.h"

typedef struct LodPattern LodPattern;

/* STEPS: how far a match may backtrack before it is given up; 0: as far as
   LOD_XSD_MAX_MATCH. */
LOD_NODISCARD LodStatus lod_pattern_new(const char *expression, unsigned steps,
                                        LodReason *reason,
                                        LodPattern **pattern);
void lod_pattern_free(LodPattern *pattern);

/* NULL when the expression matches the whole of TEXT.  Bounded in time and
   memory whatever the expression is.  Thread safe. */
LodReason lod_pattern_match(LodPattern *pattern, LodView text);

#endif
