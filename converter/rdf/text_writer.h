/* N-Triples, N-Quads and Turtle of single statements, for results and small
   graphs (tables have linked/).  Raptor 2.0.15 is not used for them: its
   Turtle changes lexical forms and types ("1"^^xsd:boolean becomes true,
   "1.5"^^xsd:double a decimal) and holds the whole graph, its N-Triples put
   \u escapes into IRIs. */
#ifndef LOD_RDF_TEXT_WRITER_H
#define LOD_RDF_TEXT_WRITER_H

#include "base/arena.h"
#include "base/buffer.h"
#include "rdf/term.h"

typedef enum LodTextKind {
  LOD_TEXT_NTRIPLES, /* canonical; graphs are left out */
  LOD_TEXT_NQUADS,
  LOD_TEXT_TURTLE /* statements of one subject in a row are grouped */
} LodTextKind;

typedef struct LodTextPrefix {
  LodView prefix, iri;
} LodTextPrefix;

/* All but KIND and OUT is the writer's own, zero at first. */
typedef struct LodTextWriter {
  LodTextKind kind;
  LodBuffer *out; /* appended to; the caller empties it as it likes */
  LodTextPrefix *prefixes;
  size_t prefix_count;
  LodArena *arena;
  LodBuffer subject, predicate; /* of the statement before, as written */
  LodBuffer term;
} LodTextWriter;

/* Before the first statement; other kinds than Turtle leave it out.  PREFIX
   is a letter, then letters and digits; or "". */
LOD_NODISCARD LodStatus lod_text_writer_prefix(LodTextWriter *w, LodView prefix,
                                               LodView iri);
/* S has passed lod_statement_check. */
LOD_NODISCARD LodStatus lod_text_writer_statement(LodTextWriter *w,
                                                  const LodStatement *s);
LOD_NODISCARD LodStatus lod_text_writer_end(LodTextWriter *w);
void lod_text_writer_clear(LodTextWriter *w);

/* One term as N-Triples has it. */
LOD_NODISCARD LodStatus lod_text_write_term(const LodTerm *term,
                                            LodBuffer *out);

#endif
