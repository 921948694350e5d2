/* What the raptor bridge and the raptor writer share. */
#ifndef LOD_RDF_RAPTOR_INTERNAL_H
#define LOD_RDF_RAPTOR_INTERNAL_H

#include "rdf/raptor.h"
#include <raptor2.h>

struct LodRaptor {
  raptor_world *world;
  LodLog *log;
  const char *code; /* of the messages of what is under way */
  const char *name; /* of the document that is parsed, or NULL */
  uint64_t faults;  /* errors that raptor has reported so far */
  uint64_t labels;  /* made for blank nodes so far */
};

#endif
