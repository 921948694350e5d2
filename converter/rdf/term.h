/* RDF terms and statements as views (RDF 1.1 Concepts). */
#ifndef LOD_RDF_TERM_H
#define LOD_RDF_TERM_H

#include "base/view.h"
#include <lodstone/log.h>

typedef enum LodTermType {
  LOD_TERM_IRI,
  LOD_TERM_BLANK,
  LOD_TERM_LITERAL
} LodTermType;

typedef struct LodTerm {
  LodTermType type;
  LodView value;    /* IRI, blank node label, or lexical form */
  LodView datatype; /* IRI; empty: xsd:string, or rdf:langString */
  LodView language; /* empty: none */
} LodTerm;

typedef struct LodStatement {
  LodTerm subject, predicate, object;
  LodTerm graph; /* value.data NULL: the default graph */
} LodStatement;

/* Receives statements; everything passed is borrowed for the call. */
typedef struct LodStatementSink {
  LodStatus (*statement)(void *user, const LodStatement *statement);
  void *user;
} LodStatementSink;

/* Can S be written in every syntax: IRIs are safe (lod_iri_is_safe), language
   tags and labels well-formed, texts UTF-8 without U+0000?  If not,
   LOD_ERR_INPUT, and LOG says why. */
LOD_NODISCARD LodStatus lod_statement_check(const LodStatement *s, LodLog *log,
                                            const LodPlace *place);

#define LOD_RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define LOD_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define LOD_XSD  "http://www.w3.org/2001/XMLSchema#"
#define LOD_CSVW "http://www.w3.org/ns/csvw#"
#define LOD_NS   "https://w3id.org/lodstone/ns#"

#endif
