/* Disclosure control: what stands between the rows and every writer. */
#ifndef LOD_GUARD_GUARD_H
#define LOD_GUARD_GUARD_H

#include "table/rows.h"

typedef struct LodGuard LodGuard;

/* POLICY: NULL or "off".  Any other policy is refused (LOD_ERR_USAGE, logged):
   the run must not go on as if it were followed. */
LOD_NODISCARD LodStatus lod_guard_new(const char *policy, LodLog *log,
                                      LodGuard **guard);
void lod_guard_free(LodGuard *guard);

/* Judge the raw text of every cell of ROWS and withhold what must not be
   published.  Thread safe. */
LOD_NODISCARD LodStatus lod_guard_apply(const LodGuard *guard, LodRows *rows);
/* Whether TEXT, which stands in no row (a comment), may be published.  A
   LodCommentsJudge, whose user is a LodGuard. */
bool lod_guard_passes(const void *guard, LodView text);

#endif
