/* What the graph in memory and the store share of librdf. */
#ifndef LOD_RDF_GRAPH_REDLAND_H
#define LOD_RDF_GRAPH_REDLAND_H

#include "rdf/term.h"
#include <librdf.h>

/* A world whose messages go to LOG; it must not move. */
typedef struct LodRedlandWorld {
  librdf_world *world;
  LodLog *log;
  uint64_t faults; /* errors so far */
} LodRedlandWorld;

LOD_NODISCARD LodStatus lod_redland_world_init(LodRedlandWorld *w, LodLog *log);
void lod_redland_world_clear(LodRedlandWorld *w);

/* A storage of librdf's with the OPTIONS of its string form and, where
   DIRECTORY is not NULL, in that directory.  NULL: it cannot be opened. */
librdf_storage *lod_redland_storage_new(librdf_world *world,
                                        const char *options,
                                        const char *directory);

/* The caller owns the node; NULL: out of memory. */
librdf_node *lod_redland_node_new(librdf_world *world, const LodTerm *term);
/* A view of NODE. */
LodTerm lod_redland_term(librdf_node *node);
/* Copies; NULL: out of memory. */
librdf_statement *lod_redland_statement_new(librdf_world *world,
                                            const LodStatement *s);

/* The statements of a model with some of subject, predicate and object given,
   found by an index where librdf has one (any two of them, or the
   predicate), else by going through all. */
typedef struct LodRedlandMatch {
  librdf_node *wanted[3]; /* borrowed; NULL: any */
  librdf_iterator *iterator;
  librdf_stream *stream;
  librdf_statement *pattern;
  int free_part; /* the index of what the iterator gives */
  int usage;     /* references to the predicate before the match */
  bool started;
  /* the match, borrowed until the next; to be copied by content */
  librdf_node *found[3];
  bool lost[3]; /* of found: librdf has forgotten them */
} LodRedlandMatch;

LOD_NODISCARD LodStatus lod_redland_match_begin(LodRedlandMatch *match,
                                                librdf_world *world,
                                                librdf_model *model,
                                                librdf_node *const wanted[3]);
bool lod_redland_match_next(LodRedlandMatch *match);
/* The context of the match, borrowed as it is; NULL: none. */
librdf_node *lod_redland_match_context(LodRedlandMatch *match);
void lod_redland_match_end(LodRedlandMatch *match);

#endif
