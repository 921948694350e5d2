/* What of this room lies in the far half (see base/far.h). */
#ifndef LOD_RDF_FAR_H
#define LOD_RDF_FAR_H

#include "base/far.h"
#include "rdf/graph.h"
#include "rdf/raptor.h"

/* clang-format off */
#define LOD_RDF_FAR_NEW(X)                                                     \
  X(LodStatus, lod_graph_new, (LodLog *log, LodGraph **graph), (log, graph))   \
  X(LodStatus, lod_raptor_new, (LodLog *log, LodRaptor **raptor), (log, raptor))

#define LOD_RDF_FAR_FREE(X)                                                    \
  X(void, lod_graph_free, (LodGraph *graph), (graph))                          \
  X(void, lod_raptor_free, (LodRaptor *raptor), (raptor))                      \
  X(void, lod_raptor_parser_free, (LodRaptorParser *parser), (parser))         \
  X(void, lod_raptor_writer_free, (LodRaptorWriter *writer), (writer))

/* On what was made by the functions above. */
#define LOD_RDF_FAR(X)                                                         \
  X(LodStatus, lod_graph_add, (LodGraph *graph, const LodStatement *s),        \
    (graph, s))                                                                \
  X(size_t, lod_graph_size, (LodGraph *graph), (graph))                        \
  X(LodStatus, lod_graph_find,                                                 \
    (LodGraph *graph, const LodTerm *subject, const LodTerm *predicate,        \
     const LodTerm *object, const LodStatementSink *sink),                     \
    (graph, subject, predicate, object, sink))                                 \
  X(const char *, lod_raptor_serializer_at,                                    \
    (LodRaptor *raptor, unsigned index, const char **label),                   \
    (raptor, index, label))                                                    \
  X(bool, lod_raptor_has_serializer, (LodRaptor *raptor, const char *name),    \
    (raptor, name))                                                            \
  X(bool, lod_raptor_has_parser, (LodRaptor *raptor, const char *name),        \
    (raptor, name))                                                            \
  X(const char *, lod_raptor_guess,                                            \
    (LodRaptor *raptor, const char *name, LodView head), (raptor, name, head)) \
  X(LodStatus, lod_raptor_parse,                                               \
    (LodRaptor *raptor, const char *syntax, LodView text, const char *base,    \
     const char *name, const LodStatementSink *sink),                          \
    (raptor, syntax, text, base, name, sink))                                  \
  X(LodStatus, lod_raptor_parser_new,                                          \
    (LodRaptor *raptor, const char *syntax, const char *base,                  \
     const char *name, const LodStatementSink *sink,                           \
     LodRaptorParser **parser),                                                \
    (raptor, syntax, base, name, sink, parser))                                \
  X(LodStatus, lod_raptor_parser_feed,                                         \
    (LodRaptorParser *parser, LodView piece, bool last),                       \
    (parser, piece, last))                                                     \
  X(LodStatus, lod_raptor_writer_new,                                          \
    (LodRaptor *raptor, const char *serializer, const char *base,              \
     LodOutput *output, LodRaptorWriter **writer),                             \
    (raptor, serializer, base, output, writer))                                \
  X(LodStatus, lod_raptor_writer_prefix,                                       \
    (LodRaptorWriter *writer, const char *prefix, const char *iri),            \
    (writer, prefix, iri))                                                     \
  X(LodStatus, lod_raptor_writer_statement,                                    \
    (LodRaptorWriter *writer, const LodStatement *s), (writer, s))             \
  X(LodStatus, lod_raptor_writer_end, (LodRaptorWriter *writer), (writer))
/* clang-format on */

typedef struct LodRdfFar {
  LOD_RDF_FAR_NEW(LOD_FAR_FIELD)
  LOD_RDF_FAR_FREE(LOD_FAR_FIELD)
  LOD_RDF_FAR(LOD_FAR_FIELD)
} LodRdfFar;

/* In the module. */
LOD_API extern const LodRdfFar lod_far_rdf;

#endif
