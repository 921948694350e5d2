/* Showing a mapping to people. */
#ifndef LODSTONE_EXPLAIN_H
#define LODSTONE_EXPLAIN_H

#include <lodstone/convert.h>

typedef enum LodExplainForm {
  LOD_EXPLAIN_WORDS, /* the plan in words, and one row as Turtle */
  LOD_EXPLAIN_DOT,   /* a picture in the DOT language */
  LOD_EXPLAIN_SVG    /* the same, drawn by Graphviz's dot program */
} LodExplainForm;

/* Explain the mapping that OPTIONS name, with the first row of INPUT where
   INPUT is not NULL.  Output as in lod_convert.  LOD_ERR_USAGE when SVG is
   asked for and Graphviz is not installed. */
LOD_API LOD_NODISCARD LodStatus lod_explain(const char *input,
                                            const LodConvertOptions *options,
                                            LodExplainForm form, LodLog *log);

#endif
