/* The raptor bridge: the one place beside the raptor writer that knows raptor.
   A bridge is for one thread. */
#ifndef LOD_RDF_RAPTOR_H
#define LOD_RDF_RAPTOR_H

#include "base/file.h"
#include "rdf/term.h"

typedef struct LodRaptor LodRaptor;

LOD_NODISCARD LodStatus lod_raptor_new(LodLog *log, LodRaptor **raptor);
void lod_raptor_free(LodRaptor *raptor);

/* Names of raptor's serializers, index from 0; NULL past the end. */
const char *lod_raptor_serializer_at(LodRaptor *raptor, unsigned index,
                                     const char **label);
bool lod_raptor_has_serializer(LodRaptor *raptor, const char *name);

/* Can NAME be parsed ("guess" can)? */
bool lod_raptor_has_parser(LodRaptor *raptor, const char *name);
/* The parser for a document that is named NAME (may be NULL) and begins with
   HEAD; NULL when it looks like no RDF. */
const char *lod_raptor_guess(LodRaptor *raptor, const char *name, LodView head);

/* Parse RDF in SYNTAX ("ntriples", "turtle", "rdfxml", "guess", ...) into
   SINK.  Network and file access of the parser are off.  Faults are logged
   with NAME, line and column; any gives LOD_ERR_INPUT.  BASE is an absolute
   IRI or NULL: then a relative IRI is a fault.  Every statement has passed
   lod_statement_check; xsd:string is an empty datatype; some parsers give
   language tags in lower case.  N-Triples and N-Quads are read without raptor
   (see rdf/lines.h).  Turtle and TriG are
   kept whole by raptor until the last piece. */
LOD_NODISCARD LodStatus lod_raptor_parse(LodRaptor *raptor, const char *syntax,
                                         LodView text, const char *base,
                                         const char *name,
                                         const LodStatementSink *sink);

/* The same for a stream handed over piece by piece. */
typedef struct LodRaptorParser LodRaptorParser;
LOD_NODISCARD LodStatus lod_raptor_parser_new(
    LodRaptor *raptor, const char *syntax, const char *base, const char *name,
    const LodStatementSink *sink, LodRaptorParser **parser);
LOD_NODISCARD LodStatus lod_raptor_parser_feed(LodRaptorParser *parser,
                                               LodView piece, bool last);
void lod_raptor_parser_free(LodRaptorParser *parser);

/* A serializer of raptor's that writes to OUTPUT.  Every term is validated
   before (lod_statement_check), raptor's log is an error source.  N-Triples,
   N-Quads and Turtle are written without raptor (see rdf/text_writer.h).
   Syntaxes without named graphs take all statements into one, with a
   warning; some have no place for certain statements (RDF/XML needs a
   predicate that ends in a name): LOD_ERR_INPUT. */
typedef struct LodRaptorWriter LodRaptorWriter;
LOD_NODISCARD LodStatus lod_raptor_writer_new(LodRaptor *raptor,
                                              const char *serializer,
                                              const char *base,
                                              LodOutput *output,
                                              LodRaptorWriter **writer);
/* Before the first statement.  What the syntax has no use for is left out. */
LOD_NODISCARD LodStatus lod_raptor_writer_prefix(LodRaptorWriter *writer,
                                                 const char *prefix,
                                                 const char *iri);
LOD_NODISCARD LodStatus lod_raptor_writer_statement(LodRaptorWriter *writer,
                                                    const LodStatement *s);
LOD_NODISCARD LodStatus lod_raptor_writer_end(LodRaptorWriter *writer);
void lod_raptor_writer_free(LodRaptorWriter *writer);

#endif
