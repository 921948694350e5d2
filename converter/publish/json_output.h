/* Where plain JSON goes: one group of tables, whose rows come in pieces. */
#ifndef LOD_PUBLISH_JSON_OUTPUT_H
#define LOD_PUBLISH_JSON_OUTPUT_H

#include "base/file.h"
#include "plain/json.h"
#include "table/comments.h"

typedef struct LodJsonOutput {
  LodOutput *output; /* borrowed; NULL: no JSON is asked for */
  LodJsonShape shape;
  bool opened;  /* the group has been begun */
  bool started; /* something stands in the innermost open array */
} LodJsonOutput;

/* The part of PIECE, items or nothing, that is to be written next. */
LodView lod_json_output_take(LodJsonOutput *json, const LodBuffer *piece);

/* Begin a table, and the group with the first one. */
LOD_NODISCARD LodStatus lod_json_output_open(LodJsonOutput *json,
                                             const LodMapping *mapping,
                                             const LodJsonPlan *plan);
/* End it; in standard mode with its COMMENTS. */
LOD_NODISCARD LodStatus lod_json_output_close(LodJsonOutput *json,
                                              const LodJsonPlan *plan,
                                              LodComments *comments,
                                              LodLog *log);
/* End the group, if one was begun. */
LOD_NODISCARD LodStatus lod_json_output_end(LodJsonOutput *json);

#endif
