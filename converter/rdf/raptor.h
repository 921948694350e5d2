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

/* Parse RDF in SYNTAX ("ntriples", "turtle", "rdfxml", "guess", ...) into
   SINK.  Network and file access of the parser are off.  Faults are logged
   with NAME, line and column; any gives LOD_ERR_INPUT. */
LOD_NODISCARD LodStatus lod_raptor_parse(LodRaptor *raptor, const char *syntax,
                                         LodView text, const char *base,
                                         const char *name,
                                         const LodStatementSink *sink);

/* The same for a stream handed over piece by piece. */
typedef struct LodRaptorParser LodRaptorParser;
LOD_NODISCARD LodStatus lod_raptor_parser_new(LodRaptor *raptor,
                                              const char *syntax,
                                              const char *base,
                                              const char *name,
                                              const LodStatementSink *sink,
                                              LodRaptorParser **parser);
LOD_NODISCARD LodStatus lod_raptor_parser_feed(LodRaptorParser *parser,
                                               LodView piece, bool last);
void lod_raptor_parser_free(LodRaptorParser *parser);

/* A serializer of raptor's that writes to OUTPUT.  Every term is validated
   before (IRI, language tag, UTF-8), raptor's log is an error source. */
typedef struct LodRaptorWriter LodRaptorWriter;
LOD_NODISCARD LodStatus lod_raptor_writer_new(LodRaptor *raptor,
                                              const char *serializer,
                                              const char *base,
                                              LodOutput *output,
                                              LodRaptorWriter **writer);
LOD_NODISCARD LodStatus lod_raptor_writer_prefix(LodRaptorWriter *writer,
                                                 const char *prefix,
                                                 const char *iri);
LOD_NODISCARD LodStatus lod_raptor_writer_statement(LodRaptorWriter *writer,
                                                    const LodStatement *s);
LOD_NODISCARD LodStatus lod_raptor_writer_end(LodRaptorWriter *writer);
void lod_raptor_writer_free(LodRaptorWriter *writer);

#endif
