/* The part of a key set that is on disk: few runs, the newest last.  Each look
   into a run costs a call of the system, so filters keep most from it; where
   memory is too short for good filters of all, the oldest run, by far the
   largest, has none, and a look costs one call. */
#ifndef LOD_BASE_KEYSPILL_H
#define LOD_BASE_KEYSPILL_H

#include "base/keyrun.h"
#include "base/keytable.h"

#define LOD_KEY_MOST_RUNS 8

typedef struct LodKeySpill {
  LodKeyRun runs[LOD_KEY_MOST_RUNS];
  size_t count;
  size_t stride;
  uint64_t entries;       /* in all runs */
  uint64_t filter_bytes;  /* that all filters may take */
  size_t stream_capacity; /* slots of a stream's block */
  LodKeyMemory *memory;
} LodKeySpill;

/* FILTERS and STREAMS: bytes for either. */
void lod_keyspill_init(LodKeySpill *spill, size_t stride, uint64_t filters,
                       uint64_t streams, LodKeyMemory *memory);
void lod_keyspill_free(LodKeySpill *spill);

/* Freeze TABLE as a new run.  On failure nothing has changed. */
LOD_NODISCARD LodStatus lod_keyspill_add(LodKeySpill *spill,
                                         const LodKeyTable *table);
/* Show VISITOR the entries of KEY. */
LOD_NODISCARD LodStatus lod_keyspill_visit(const LodKeySpill *spill,
                                           LodHash key,
                                           const LodKeyVisitor *visitor,
                                           bool *taken);
void lod_keyspill_prefetch(const LodKeySpill *spill, LodHash key);

#endif
