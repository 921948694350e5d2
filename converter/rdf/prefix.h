/* Prefixes: those every CSVW processor knows (the RDFa initial context and
   csvw) and those of one mapping. */
#ifndef LOD_RDF_PREFIX_H
#define LOD_RDF_PREFIX_H

#include "base/buffer.h"

/* The namespace of a prefix of the CSVW namespace document's context; NULL
   when it has none. */
const char *lod_prefix_namespace(LodView prefix);
/* The term of that context which has no colon ("describes", ...), NULL if
   none: its IRI. */
const char *lod_prefix_term(LodView term);
/* By index, for writers: false past the end. */
bool lod_prefix_at(size_t index, const char **prefix, const char **iri);

/* Append IRI as that context has it: a term, a name with a prefix, "@type" for
   rdf:type, or IRI itself ("Metadata Vocabulary", URL compaction). */
LOD_NODISCARD LodStatus lod_prefix_compact(LodView iri, LodBuffer *out);

#endif
