/* Plain open data as JSON: "Generating JSON from Tabular Data on the Web" in
   both its modes, and a specification's own form, an object a row with the
   columns' names.  Rows go into an array; every item is written as ",\n" and
   the item, and who puts the pieces together leaves out the first comma. */
#ifndef LOD_PLAIN_JSON_H
#define LOD_PLAIN_JSON_H

#include "mapping/left_out.h"
#include "mapping/model.h"
#include "table/rows.h"

typedef enum LodJsonShape {
  LOD_JSON_COLUMNS, /* an object a row, no URLs */
  LOD_JSON_MINIMAL, /* 4.2.1 */
  LOD_JSON_STANDARD /* 4.2.2 */
} LodJsonShape;

typedef struct LodJsonOptions {
  LodJsonShape shape;
  LodBadCells bad_cells;
  const char *table_url; /* absolute IRI of the table */
  size_t table;          /* index in the mapping */
} LodJsonOptions;

typedef struct LodJsonPlan LodJsonPlan;

/* Compile a table of MAPPING for BINDING; both and the table's URL must outlive
   the plan, which is immutable and shared by all workers.  LOD_ERR_INPUT,
   logged, when the mapping has no cells, or a URL is made of what JSON has
   not. */
LOD_NODISCARD LodStatus lod_json_plan_new(const LodMapping *mapping,
                                          const LodBinding *binding,
                                          const LodJsonOptions *options,
                                          LodLog *log, LodJsonPlan **plan);
void lod_json_plan_free(LodJsonPlan *plan);

/* What one worker keeps. */
typedef struct LodJsonWork LodJsonWork;
LOD_NODISCARD LodStatus lod_json_work_new(const LodJsonPlan *plan,
                                          LodJsonWork **work);
void lod_json_work_free(LodJsonWork *work);
/* What another writer of the same rows has told already is not told again. */
void lod_json_work_share(LodJsonWork *work, LodLeftOut *left_out);
/* URLs of the last batch that were none, so that something is missing, and that
   are not counted by who shares them. */
uint64_t lod_json_work_left_out(const LodJsonWork *work);

/* Append the rows, each an item or, in
   minimal mode, as many as it has root objects.  A bad cell is a string with
   KEEP, else left out, as nulls and what is withheld are. */
LOD_NODISCARD LodStatus lod_json_rows(LodJsonWork *work, const LodRows *rows,
                                      LodBuffer *out, LodLog *log);

/* The frame about the rows.  An output is a group, and in standard mode its
   tables are items, too. */
LOD_NODISCARD LodStatus lod_json_open_group(const LodMapping *mapping,
                                            LodJsonShape shape, LodBuffer *out);
LOD_NODISCARD LodStatus lod_json_close_group(LodJsonShape shape,
                                             LodBuffer *out);
LOD_NODISCARD LodStatus lod_json_open_table(const LodJsonPlan *plan,
                                            LodBuffer *out);
/* In standard mode: behind the rows, what the metadata and the data itself
   (COMMENTED: there are comments, which come next) have as rdfs:comment; and
   behind that. */
LOD_NODISCARD LodStatus lod_json_close_rows(const LodJsonPlan *plan,
                                            bool commented, LodBuffer *out);
LOD_NODISCARD LodStatus lod_json_comment(LodView text, LodBuffer *out);
LOD_NODISCARD LodStatus lod_json_close_table(bool commented, LodBuffer *out);

#endif
