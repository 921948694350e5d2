/* A query under way: rasqal over the embedded store. */
#ifndef LOD_STORE_REDLAND_SPARQL_H
#define LOD_STORE_REDLAND_SPARQL_H

#include "store/redland_internal.h"
#include <rasqal.h>

/* rasqal 0.9.33 rewrites what it reads: "1"^^xsd:boolean becomes true, dates
   and language tags are normalised, integers (which go to it as decimals, for
   its own overflow) lose their type.  Answers would differ from the data, and
   joins fail.  So the node that a rewritten literal stands for is kept by the
   literal's new form.  Where two terms of one value have come to the same form
   the latest counts: in an answer that streams that is the right one, in one
   that is sorted it may be the other of two terms that are equal. */
typedef struct LodOriginals {
  LodMap *nodes; /* form -> librdf_node, owned; NULL: none yet */
  LodBuffer form;
} LodOriginals;

void lod_originals_clear(LodOriginals *o);

typedef struct LodSparql {
  LodStore *store;
  rasqal_world *world;
  LodOriginals originals;
  LodStatus status; /* first fault of the store's */
  bool decimals;    /* numbers with a fraction take part */
} LodSparql;

/* NULL: out of memory.  The caller owns the result. */
rasqal_literal *lod_sparql_literal_new(LodSparql *sparql, librdf_node *node);
librdf_node *lod_sparql_node_new(LodSparql *sparql, rasqal_literal *literal);

/* Make rasqal look into the store; 0 is success. */
int lod_sparql_register_source(rasqal_triples_source_factory *factory);

/* Run a prepared query. */
LOD_NODISCARD LodStatus lod_sparql_execute(LodSparql *sparql,
                                           rasqal_query *query,
                                           rasqal_query_results **results);
/* Prepare TEXT, which must be one that is allowed here. */
LOD_NODISCARD LodStatus lod_sparql_prepare(LodSparql *sparql, const char *text,
                                           rasqal_query **query);
/* What has gone wrong while rasqal ran. */
LOD_NODISCARD LodStatus lod_sparql_settle(const LodSparql *sparql);

/* Write the graph that a CONSTRUCT or DESCRIBE, prepared as QUERY, asks for. */
LOD_NODISCARD LodStatus
lod_sparql_write_graph(LodSparql *sparql, const char *text, rasqal_query *query,
                       const char *results, LodWriteFunction write, void *user);

#endif
