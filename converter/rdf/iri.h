/* IRIs: RFC 3987 syntax, RFC 3986 resolution. */
#ifndef LOD_RDF_IRI_H
#define LOD_RDF_IRI_H

#include "base/buffer.h"

typedef struct LodIriParts {
  LodView scheme, authority, path, query, fragment;
  bool has_scheme, has_authority, has_query, has_fragment;
} LodIriParts;

/* Split by the grammar of RFC 3986 appendix B; never fails. */
void lod_iri_split(LodView iri, LodIriParts *parts);

/* Is it an IRI that may stand between < and > in N-Triples, absolute (has a
   scheme), valid UTF-8 and by RFC 3987 (per-cent signs followed by two hex
   digits, no space, no control character, none of <>"{}|^` or backslash)? */
bool lod_iri_is_absolute(LodView iri);
/* The same without the need of a scheme. */
bool lod_iri_is_reference(LodView iri);
/* Less: has a scheme, is UTF-8 and keeps to N-Triples' IRIREF, so that it can
   be written in any syntax.  For IRIs of other people's RDF. */
bool lod_iri_is_safe(LodView iri);

/* Resolve REFERENCE against BASE (RFC 3986, 5.2), appending to *out. */
LOD_NODISCARD LodStatus lod_iri_resolve(LodView base, LodView reference,
                                        LodBuffer *out);

/* Append TEXT with every byte that is not unreserved (RFC 3986, 2.3)
   per-cent-encoded; with KEEP_RESERVED the reserved characters and complete
   per-cent triplets stay, too (RFC 6570, "+" expansion). */
LOD_NODISCARD LodStatus lod_iri_encode(LodView text, bool keep_reserved,
                                       LodBuffer *out);

#endif
