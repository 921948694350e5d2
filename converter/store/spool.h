/* Statements on their way: in a temporary file, in order. */
#ifndef LOD_STORE_SPOOL_H
#define LOD_STORE_SPOOL_H

#include "rdf/term.h"

typedef struct LodSpool LodSpool;

/* LOD_ERR_IO is logged. */
LOD_NODISCARD LodStatus lod_spool_new(LodLog *log, LodSpool **spool);
void lod_spool_free(LodSpool *spool);
LOD_NODISCARD LodStatus lod_spool_add(LodSpool *spool, const LodStatement *s);
/* Go from adding to reading. */
LOD_NODISCARD LodStatus lod_spool_rewind(LodSpool *spool);
/* The next statement, borrowed until the call after; *more is false past the
   last.  *record (may be NULL) is the statement's bytes: equal statements
   have equal ones. */
LOD_NODISCARD LodStatus lod_spool_next(LodSpool *spool, LodStatement *s,
                                       LodView *record, bool *more);
uint64_t lod_spool_count(const LodSpool *spool);

#endif
