/* What speaks for a finding: how often it was seen, and where first.  Cells
   themselves are never kept: the guard has not seen them yet. */
#ifndef LOD_DOCTOR_EVIDENCE_H
#define LOD_DOCTOR_EVIDENCE_H

#include <stdint.h>

typedef struct LodEvidence {
  uint64_t count;
  uint64_t line;   /* 1-based physical line of the first; 0: none */
  uint32_t column; /* 1-based field of the first; 0: the whole record */
} LodEvidence;

static inline void lod_evidence_add(LodEvidence *evidence, uint64_t line,
                                    uint32_t column)
{
  if (evidence->count++ == 0) {
    evidence->line = line;
    evidence->column = column;
  }
}

#endif
