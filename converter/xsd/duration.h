/* Durations: months and seconds (XSD 1.1 part 2, 3.3.6). */
#ifndef LOD_XSD_DURATION_H
#define LOD_XSD_DURATION_H

#include "xsd/moment.h"

/* Both parts have the sign of the whole. */
typedef struct LodDuration {
  int64_t months;
  int64_t seconds;
  int64_t attosecond; /* of the last second, with the sign */
} LodDuration;

LodReason lod_duration_parse(LodXsdType type, LodView text,
                             LodDuration *duration);
LodOrder lod_duration_compare(const LodDuration *a, const LodDuration *b);
LodView lod_duration_canonical(LodXsdType type, LodView text, LodArena *arena);

#endif
