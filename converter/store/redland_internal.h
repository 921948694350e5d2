/* The embedded store, as its modules see it. */
#ifndef LOD_STORE_REDLAND_INTERNAL_H
#define LOD_STORE_REDLAND_INTERNAL_H

#include "rdf/graph_redland.h"
#include "rdf/raptor.h"
#include "store/directory.h"
#include "store/spool.h"

/* Statements without a graph are in this one, so that each has a context; it
   is not shown. */
#define LOD_STORE_DEFAULT_GRAPH "x-lodstone-graph:default"
/* A blank node that names a graph becomes an IRI that begins so. */
#define LOD_STORE_BLANK_GRAPH "x-lodstone-graph:blank-"

/* A document on its way into the store. */
typedef struct LodStoreLoad {
  LodRaptor *raptor;
  LodRaptorParser *parser;
  LodSpool *spool;
  char *graph; /* for all statements, or NULL */
  char *name;
  uint64_t number;  /* of the load: in the names of its blank nodes */
  LodBuffer labels; /* of the statement that is looked at */
  LodStatus status; /* first fault */
} LodStoreLoad;

struct LodStore {
  LodLog *log;
  LodStoreMode mode;
  LodStoreDirectory directory;
  LodRedlandWorld redland;
  librdf_storage *storage;
  librdf_model *model;
  LodStoreLoad *load; /* NULL: none */
  uint64_t faults;    /* errors that rasqal has reported */
  bool fault_told;    /* of the query under way; the rest follow from it */
  const char *query;  /* while it is parsed, else NULL */
  bool damaged;       /* nothing more may be done with it */
};

/* The statements of STORE with some parts given, each once, whatever graphs
   hold it; with GRAPH those of that graph; with EACH_GRAPH (to be set after
   the beginning) once for each graph with a name. */
typedef struct LodStoreMatch {
  LodStore *store;
  librdf_node *wanted[3]; /* copies */
  librdf_node *graph;     /* copy; NULL: any */
  LodRedlandMatch match;  /* of the predicate under way */
  bool each_graph;        /* as often as there are graphs that hold it */
  bool open;
  bool by_predicate;    /* only subject or object is given: predicate by
                           predicate, for librdf has no index for one of them */
  size_t predicate;     /* the next one's number */
  librdf_node *current; /* the predicate under way */
  librdf_node *context; /* of the match, where graphs matter; borrowed */
  LodStatus status;     /* why it ended */
} LodStoreMatch;

LOD_NODISCARD LodStatus lod_store_match_begin(LodStoreMatch *match,
                                              LodStore *store,
                                              librdf_node *const wanted[3],
                                              librdf_node *graph);
/* match->match.found holds the statement.  False: no more, or a fault, see
   match->status. */
bool lod_store_match_next(LodStoreMatch *match);
void lod_store_match_end(LodStoreMatch *match);

#endif
