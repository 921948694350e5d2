/* Which syntax of RDF a document is written in; the names are those of raptor's
   parsers ("ntriples", "nquads", "turtle", "trig", "rdfxml", "json"). */
#ifndef LOD_RDF_SYNTAX_H
#define LOD_RDF_SYNTAX_H

#include "base/view.h"

/* That of a media type (lower case, without parameters); NULL: none of RDF. */
const char *lod_rdf_syntax_of_type(const char *type);
/* That of the document NAME (a path, may be empty) that begins with HEAD; NULL
   when it looks like no RDF. */
const char *lod_rdf_syntax_of(LodView name, LodView head);

#endif
