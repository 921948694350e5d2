/* SPARQL as a row of tokens, no further: enough to see what a query names and
   to ask its pattern as SELECT (SPARQL 1.1, section 19.8). */
#ifndef LOD_STORE_SPARQL_TEXT_H
#define LOD_STORE_SPARQL_TEXT_H

#include "base/buffer.h"

typedef enum LodSparqlKind {
  LOD_SPARQL_END,
  LOD_SPARQL_WORD, /* a keyword */
  LOD_SPARQL_VARIABLE,
  LOD_SPARQL_NAME, /* prefixed, or a blank node's */
  LOD_SPARQL_IRI,
  LOD_SPARQL_STRING,
  LOD_SPARQL_OTHER /* one character, or a number */
} LodSparqlKind;

typedef struct LodSparqlToken {
  LodSparqlKind kind;
  LodView text;
  unsigned line; /* 1-based */
} LodSparqlToken;

typedef struct LodSparqlScanner {
  LodView rest;
  unsigned line;
} LodSparqlScanner;

void lod_sparql_scan(LodView text, LodSparqlScanner *scanner);
LodSparqlToken lod_sparql_next(LodSparqlScanner *scanner);
bool lod_sparql_is_word(const LodSparqlToken *token, const char *word);

/* The first keyword WORD of TEXT. */
bool lod_sparql_find_word(LodView text, const char *word,
                          LodSparqlToken *token);

/* Make a SELECT of the query TEXT, a CONSTRUCT or DESCRIBE that has been
   parsed: its prologue, "SELECT" and VARIABLES ("?a ?b", or "*"), and what
   stands behind the template or the list.  Nothing is appended for a DESCRIBE
   without a pattern. */
LOD_NODISCARD LodStatus lod_sparql_as_select(LodView text,
                                             const char *variables,
                                             LodBuffer *out);

#endif
