/* A small graph in memory: librdf's model over a parsed vocabulary or the
   common properties of a mapping. */
#ifndef LOD_RDF_GRAPH_H
#define LOD_RDF_GRAPH_H

#include "rdf/term.h"
#include <lodstone/log.h>

typedef struct LodGraph LodGraph;

LOD_NODISCARD LodStatus lod_graph_new(LodLog *log, LodGraph **graph);
void lod_graph_free(LodGraph *graph);
/* Add S (its graph does not count), once; LOD_ERR_INPUT, logged, for what
   lod_statement_check refuses. */
LOD_NODISCARD LodStatus lod_graph_add(LodGraph *graph, const LodStatement *s);
size_t lod_graph_size(LodGraph *graph);
/* Visit the statements that match; NULL for any subject, predicate, object. */
LOD_NODISCARD LodStatus lod_graph_find(LodGraph *graph, const LodTerm *subject,
                                       const LodTerm *predicate,
                                       const LodTerm *object,
                                       const LodStatementSink *sink);

#endif
