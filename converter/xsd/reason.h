/* Why a cell or a description is refused, where more than one module says it.
   A reason about a cell is a predicate that stands behind the quoted text:
   "1,5o" is not a decimal. */
#ifndef LOD_XSD_REASON_H
#define LOD_XSD_REASON_H

#include "base/message.h"

#define LOD_REASON_RANGE  N_("is outside the range of its datatype")
#define LOD_REASON_FORMAT N_("does not have the format of its column")
#define LOD_REASON_DAY    N_("is not a day of the calendar")
#define LOD_REASON_ZONE   N_("has no valid time zone")

/* Known by its address: see lod_reason_is_no_memory. */
extern const char lod_reason_no_memory[];

#endif
