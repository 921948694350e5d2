/* The versions of a pack that a table may be, until its columns tell. */
#ifndef LOD_PUBLISH_CANDIDATES_H
#define LOD_PUBLISH_CANDIDATES_H

#include "publish/job.h"

typedef struct LodCandidate {
  const LodPack *pack;
  LodMapping *mapping; /* NULL: it could not be loaded */
  LodStatus status;    /* of loading it */
  LodLog *log;         /* what loading it said; told when it is chosen */
} LodCandidate;

struct LodCandidates {
  LodCandidate *items;
  size_t count;
  const LodSchema **schemas; /* those that were loaded */
  size_t schema_count;
};

/* Load the packs of the job for the table URL. */
LOD_NODISCARD LodStatus lod_candidates_new(const LodJob *job, const char *url,
                                           LodCandidates **candidates);
void lod_candidates_free(LodCandidates *candidates);

/* Choose the one whose columns fit best, newer ones first, and hand over its
   mapping (*mapping NULL: none fits, and any pack would do).  A pack that was
   asked for is taken even where it fits badly: the binding then says what is
   missing. */
LOD_NODISCARD LodStatus lod_candidates_choose(LodCandidates *candidates,
                                              const LodJob *job,
                                              const LodTableInput *input,
                                              LodMapping **mapping);

#endif
