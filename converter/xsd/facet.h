/* Constraining facets: lengths and bounds (CSVW metadata 5.11.2; XSD 1.1
   part 2, 4.3). */
#ifndef LOD_XSD_FACET_H
#define LOD_XSD_FACET_H

#include "xsd/value.h"

typedef struct LodBound {
  char *text; /* owned lexical form; NULL: no bound */
  bool exclusive;
  LodXsdValue value;
} LodBound;

typedef struct LodFacets {
  bool has_lengths;
  size_t min_length, max_length; /* SIZE_MAX: none */
  LodBound low, high;
} LodFacets;

/* Read the facets of SPEC.  What was read is to be freed, also after a
   failure. */
LOD_NODISCARD LodStatus lod_facets_read(const LodDatatypeSpec *spec,
                                        LodReason *reason, LodFacets *facets);
void lod_facets_free(LodFacets *facets);
bool lod_facets_any(const LodFacets *facets);

/* Judge a valid lexical form of BASE. */
LodReason lod_facets_check(const LodFacets *facets, LodXsdType base,
                           LodView lexical);

#endif
