/* The row pipeline: batches read in order, judged, guarded, and written by any
   number of workers, with the same bytes and the same messages in the same
   order whatever their number. */
#ifndef LOD_PUBLISH_PIPELINE_H
#define LOD_PUBLISH_PIPELINE_H

#include "base/file.h"
#include "guard/guard.h"
#include "linked/plan.h"
#include "publish/json_output.h"
#include "publish/shard.h"
#include "table/key_check.h"
#include "table/reader.h"
#include "table/rows.h"
#include <lodstone/convert.h>

/* What becomes of the rows: the linked branch (a plan) or the plain one. */
typedef struct LodPipeline {
  LodReader *reader;
  LodLog *reader_log; /* what the reader logs to; moved on in order */
  LodBatch *first;    /* rows read already with the header, or NULL */
  const LodBinding *binding;
  const LodGuard *guard;
  const LodPlan *plan;    /* NULL: no linked branch */
  LodPlanKeys *keys;      /* with plan */
  LodKeyCheck *key_check; /* NULL: keys are not checked */
  LodBadCells bad_cells;
  const LodDialect *dialect;    /* of the source, for the reject file */
  unsigned jobs;                /* 1 or more */
  const LodShard *shard;        /* the rows that are told and written */
  LodOutput *linked;            /* with plan */
  LodOutput *plain;             /* NULL: no plain CSV */
  const LodJsonPlan *json_plan; /* NULL: no plain JSON */
  LodJsonOutput *json;          /* with json_plan */
  LodOutput *reject;            /* NULL: none */
  LodSource *source;            /* for progress */
  LodProgressHandler progress;
  void *progress_user;
  LodLog *log;
  LodRunReport *report; /* rows, statements, rows_faulty are moved on */
  uint64_t rows_read;   /* other parts' included */
} LodPipeline;

LOD_NODISCARD LodStatus lod_pipeline_run(LodPipeline *pipeline);

#endif
