/* CSVW provenance: what made the output, of what, and when ("Generating RDF
   from Tabular Data on the Web", section 7). */
#ifndef LOD_LINKED_PROVENANCE_H
#define LOD_LINKED_PROVENANCE_H

#include "linked/plan.h"

#include <time.h>

typedef struct LodProvenance {
  time_t started, ended;
  const char *metadata; /* IRI of the metadata, or NULL */
} LodProvenance;

/* Append the statements for the plan's table; *statements is moved on. */
LOD_NODISCARD LodStatus lod_provenance_write(const LodPlan *plan,
                                             const LodProvenance *provenance,
                                             LodBuffer *out,
                                             uint64_t *statements);

#endif
