/* How constant IRIs are written: in full, or in Turtle by prefix and base. */
#ifndef LOD_LINKED_NAMES_H
#define LOD_LINKED_NAMES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "linked/syntax.h"
#include "mapping/model.h"

typedef struct LodNames LodNames;

/* BASE: what Turtle's @base is; NULL: none. */
LOD_NODISCARD LodStatus lod_names_new(LodSyntax syntax, const char *base,
                                      const LodMappingPrefix *prefixes,
                                      size_t prefix_count, LodNames **names);
void lod_names_free(LodNames *names);

/* Append IRI as a term: <...>, prefix:local (the prefix is then declared in
   the header), or "a" for rdf:type when it is a PREDICATE. */
LOD_NODISCARD LodStatus lod_names_write(LodNames *names, LodView iri,
                                        bool predicate, LodBuffer *out);
/* The number of leading bytes of IRI that @base makes needless: what is left
   is a safe relative reference.  0 when there is none. */
size_t lod_names_base_length(const LodNames *names, LodView iri);
/* Append @base and the @prefix lines of the prefixes that were used. */
LOD_NODISCARD LodStatus lod_names_header(const LodNames *names, LodBuffer *out);
/* The prefixes used, for other writers: false past the end. */
bool lod_names_at(const LodNames *names, size_t index, const char **prefix,
                  const char **iri);

#endif
