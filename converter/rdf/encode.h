/* Bytes of terms: escaping for N-Triples, N-Quads, Turtle and TriG, which
   share their string and IRI escapes (N-Triples 1.1, section 2; RDF 1.2
   N-Triples, canonical form).  Every function writes to OUT, which must have
   the room that its comment says, plus LOD_SLACK, and returns the end. */
#ifndef LOD_RDF_ENCODE_H
#define LOD_RDF_ENCODE_H

#include "base/buffer.h"

/* At most this many output bytes a byte of a literal or an IRI. */
#define LOD_ESCAPE_FACTOR 6
/* And of a value in a template. */
#define LOD_PERCENT_FACTOR 3

/* Copy TEXT, behind which 32 bytes can be read (an arena's or a buffer's), as
   whole blocks: most are short, and a call of memcpy costs more. */
static inline char *lod_put_padded(char *out, LodView text)
{
  const char *from = text.data;
  char *to = out;
  do {
    memcpy(to, from, 32);
    to += 32;
    from += 32;
  } while (to < out + text.size);
  return out + text.size;
}

/* The content of a string literal, without the quotes. */
char *lod_encode_literal(char *out, LodView text);
/* The content of an IRI, without < and >; what may not stand there is written
   as \uXXXX.  For IRIs that were checked nothing is. */
char *lod_encode_iri(char *out, LodView iri);
/* Per-cent-encode all but the unreserved characters (RFC 6570, 3.2.2); of a
   text that is a dot segment, "." or "..", the dots as well. */
char *lod_encode_percent(char *out, LodView text);

/* Append < and IRI and >. */
LOD_NODISCARD LodStatus lod_append_iri(LodBuffer *out, LodView iri);

/* Portable twins, for tests; the second encodes no dots. */
char *lod_encode_literal_portable(char *out, LodView text);
char *lod_encode_percent_portable(char *out, LodView text);

#endif
