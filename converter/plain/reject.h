/* The reject file: rows of which something was left out, for repair. */
#ifndef LOD_PLAIN_REJECT_H
#define LOD_PLAIN_REJECT_H

#include "table/rows.h"

/* Append the source's header with "_line" and "_reason" behind its first row;
   nothing when the source has none. */
LOD_NODISCARD LodStatus lod_reject_header(const LodDialect *dialect,
                                          const LodHeader *header,
                                          LodBuffer *out);
/* Append the rows of the batch of which POLICY leaves something out: their
   fields in the source's order and dialect, a withheld one empty, their line
   and the codes of their problems.  What the guard suppressed is not
   written. */
LOD_NODISCARD LodStatus lod_reject_rows(const LodDialect *dialect,
                                        const LodRows *rows, LodBadCells policy,
                                        LodBuffer *out);

#endif
