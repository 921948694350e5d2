/* The plan: a mapping compiled for one header and one output syntax, and its
   three phases over a batch of rows: evaluate (parallel), resolve (in input
   order), render (parallel). */
#ifndef LOD_LINKED_PLAN_H
#define LOD_LINKED_PLAN_H

#include "base/keyset.h"
#include "linked/names.h"
#include "linked/syntax.h"
#include "mapping/left_out.h"
#include "mapping/model.h"
#include "table/rows.h"
#include <lodstone/convert.h>

typedef struct LodPlan LodPlan;

typedef struct LodPlanOptions {
  LodSyntax syntax;
  LodLayer layer;
  LodBadCells bad_cells;
  const char *base;      /* of the data set: what lies below it is inside */
  const char *table_url; /* absolute IRI of the table */
  size_t table;          /* index in the mapping */
  bool continues;        /* an earlier table has opened the group */
  bool general;          /* no short ways: for tests, the same bytes slower */
  bool portable;         /* no vectors beyond those of any machine: for tests */
} LodPlanOptions;

/* Compile table OPTIONS->table of MAPPING for BINDING; both must outlive the
   plan, which is immutable and shared by all workers. */
LOD_NODISCARD LodStatus lod_plan_new(const LodMapping *mapping,
                                     const LodBinding *binding,
                                     const LodPlanOptions *options,
                                     LodPlan **plan);
void lod_plan_free(LodPlan *plan);
/* Whether what it writes of a row depends on the rows before: which are equal,
   which entities are new. */
bool lod_plan_looks_back(const LodPlan *plan);
/* The prefixes that the plan uses. */
const LodNames *lod_plan_names(const LodPlan *plan);

/* What stands before the first row: base and prefixes, and with CONSTANTS the
   constant statements.  Appended to *out; *statements is moved on. */
LOD_NODISCARD LodStatus lod_plan_prologue(const LodPlan *plan, bool constants,
                                          LodBuffer *out, uint64_t *statements);

/* Behind the last row: a comment of the table, as rdfs:comment of its node
   ("Model for Tabular Data", 8; standard mode). */
LOD_NODISCARD LodStatus lod_plan_comment(const LodPlan *plan, LodView text,
                                         LodBuffer *out, uint64_t *statements);

/* The keys that a whole run has seen; used in the resolve phase only. */
typedef struct LodPlanKeys LodPlanKeys;
LOD_NODISCARD LodStatus lod_plan_keys_new(const LodPlan *plan, uint64_t memory,
                                          LodPlanKeys **keys);
void lod_plan_keys_free(LodPlanKeys *keys);
const LodKeySet *lod_plan_keys_set(const LodPlanKeys *keys);

/* What one worker keeps of one batch. */
typedef struct LodPlanWork LodPlanWork;
LOD_NODISCARD LodStatus lod_plan_work_new(const LodPlan *plan,
                                          LodPlanWork **work);
void lod_plan_work_free(LodPlanWork *work);

/* Phase 1: hashes of identities and entities. */
LOD_NODISCARD LodStatus lod_plan_evaluate(LodPlanWork *work,
                                          const LodRows *rows);
/* Phase 2: which rows are equal to earlier ones, which entities are new.
   Notes about entities that vary go to LOG. */
LOD_NODISCARD LodStatus lod_plan_resolve(LodPlanWork *work, LodPlanKeys *keys,
                                         LodLog *log);
/* Phase 3: append the statements of the rows to *out. */
LOD_NODISCARD LodStatus lod_plan_render(LodPlanWork *work, LodBuffer *out,
                                        LodLog *log);
uint64_t lod_plan_work_statements(const LodPlanWork *work);
/* Terms of the batch that were no IRIs, so that statements are missing. */
uint64_t lod_plan_work_left_out(const LodPlanWork *work);
/* The same one by one, for other writers of the batch. */
LodLeftOut *lod_plan_work_share_left_out(LodPlanWork *work);

/* Say at the end of the run what was counted: values that are no identifier
   of their kind. */
void lod_plan_report(const LodPlan *plan, const LodPlanKeys *keys, LodLog *log);

#endif
