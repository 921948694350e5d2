/* N-Triples and N-Quads, read a line at a time (RDF 1.1 N-Quads, section 6).
   Raptor 2.0.15 is not used for them: a quote in a comment makes it skip
   lines without a word, it takes a text that ends in the middle of a
   statement, changes the case of language tags and leaks. */
#ifndef LOD_RDF_LINES_H
#define LOD_RDF_LINES_H

#include "base/buffer.h"
#include "rdf/term.h"

typedef struct LodLines {
  bool quads;       /* a graph may stand behind the object */
  const char *name; /* of the document, borrowed; NULL: none */
  LodLog *log;
  LodStatementSink sink;
  /* the reader's own, zero at first */
  uint64_t line; /* 1-based */
  LodBuffer carry, scratch;
  bool faulty;
} LodLines;

/* Read the next piece.  Every statement has passed lod_statement_check.
   Faults are logged with line and column, and reading goes on to find more,
   but nothing more is handed to the sink; with the last piece, at the latest,
   they give LOD_ERR_INPUT.  Other faults stop at once. */
LOD_NODISCARD LodStatus lod_lines_feed(LodLines *lines, LodView piece,
                                       bool last);
void lod_lines_clear(LodLines *lines);

#endif
