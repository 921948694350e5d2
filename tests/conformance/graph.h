/* Graphs of RDF and their equality up to the labels of blank nodes. */
#ifndef CONFORMANCE_GRAPH_H
#define CONFORMANCE_GRAPH_H

#include "base/view.h"
#include <lodstone/log.h>

typedef struct Graph Graph;

/* Parse TEXT; a term is known by its exact lexical form.  NULL: a fault, in
   LOG. */
Graph *graph_parse(const char *syntax, LodView text, const char *base,
                   LodLog *log);
void graph_free(Graph *graph);
size_t graph_size(const Graph *graph); /* distinct statements */

/* RDF 1.1 Concepts, 3.6. */
bool graph_is_isomorphic(const Graph *a, const Graph *b);

#endif
