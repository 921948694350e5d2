/* Dates and times: the seven-property model of XSD 1.1 part 2, D.2. */
#ifndef LOD_XSD_MOMENT_H
#define LOD_XSD_MOMENT_H

#include "xsd/datatype.h"
#include <stdint.h>

#define LOD_ATTOSECONDS INT64_C(1000000000000000000)
/* The year that XSD gives to what has none (E.3.4): a leap year. */
#define LOD_NO_YEAR  1972
#define LOD_ZONE_MAX (14 * 60)

enum {
  LOD_HAS_YEAR = 1,
  LOD_HAS_MONTH = 2,
  LOD_HAS_DAY = 4,
  LOD_HAS_TIME = 8,
  LOD_NEEDS_ZONE = 16
};

/* What the type has no field for holds the value it has on the time line. */
typedef struct LodMoment {
  int64_t year;
  int month, day, hour, minute, second;
  int64_t attosecond; /* the fraction of the second */
  bool has_zone;
  int zone; /* minutes east of UTC */
} LodMoment;

typedef enum LodOrder {
  LOD_ORDER_LESS = -1,
  LOD_ORDER_EQUAL = 0,
  LOD_ORDER_GREATER = 1,
  LOD_ORDER_NONE = 2 /* XSD orders these two not */
} LodOrder;

/* The fields a date or time type has: LOD_HAS_... */
unsigned lod_moment_fields(LodXsdType type);
/* Read a lexical form of TYPE (a date or time type). */
LodReason lod_moment_parse(LodXsdType type, LodView text, LodMoment *moment);
/* Whole seconds since 1970, in UTC. */
int64_t lod_moment_seconds(const LodMoment *moment);
LodOrder lod_moment_compare(const LodMoment *a, const LodMoment *b);
/* Add MONTHS and SECONDS to a moment without a zone, which may be counted
   from any day (XSD 1.1 part 2, E.3.3); seconds since 1970 of the sum. */
int64_t lod_moment_add(const LodMoment *start, int64_t months, int64_t seconds);

/* Of a valid lexical form; {NULL, 0} when out of memory. */
LodView lod_moment_canonical(LodXsdType type, LodView text, LodArena *arena);

/* Read a run of digits as a fraction of a second; false when digits that are
   not zero stand behind the 18th. */
bool lod_fraction_read(LodView digits, int64_t *attosecond);
/* Write ".5" for half a second, nothing for none; returns the size. */
size_t lod_fraction_write(int64_t attosecond, char *out);

#endif
