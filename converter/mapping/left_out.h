/* Values of a batch for which there is no IRI: each is told and counted once,
   however many terms and outputs would have had it. */
#ifndef LOD_MAPPING_LEFT_OUT_H
#define LOD_MAPPING_LEFT_OUT_H

#include "base/hash.h"
#include "base/view.h"
#include <lodstone/status.h>

typedef struct LodLeftOut {
  LodHash *slots; /* of what was noted; all zero: free */
  size_t capacity, used;
  uint64_t count;
} LodLeftOut;

void lod_left_out_free(LodLeftOut *left_out);
/* For the next batch. */
void lod_left_out_clear(LodLeftOut *left_out);
/* Note that ROW would need the IRI that TEXT is none of; *first false: so it
   was before. */
LOD_NODISCARD LodStatus lod_left_out_note(LodLeftOut *left_out, uint64_t row,
                                          LodView text, bool *first);

#endif
