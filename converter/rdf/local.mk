# Sources of the room rdf.
librooms_la_SOURCES += converter/rdf/iri.c converter/rdf/iri.h
librooms_la_SOURCES += converter/rdf/iri_resolve.c
librooms_la_SOURCES += converter/rdf/json_terms.c converter/rdf/json_terms.h
librooms_la_SOURCES += converter/rdf/language.c converter/rdf/language.h
librooms_la_SOURCES += converter/rdf/lines.c converter/rdf/lines.h
librooms_la_SOURCES += converter/rdf/prefix.c converter/rdf/prefix.h
librooms_la_SOURCES += converter/rdf/screen.c converter/rdf/screen.h
librooms_la_SOURCES += converter/rdf/syntax.c converter/rdf/syntax.h
librooms_la_SOURCES += converter/rdf/term.c converter/rdf/term.h
librooms_la_SOURCES += converter/rdf/text_writer.c
librooms_la_SOURCES += converter/rdf/text_writer.h
librooms_la_SOURCES += converter/rdf/encode.c converter/rdf/encode.h converter/rdf/encode_avx2.h
librooms_la_SOURCES += converter/rdf/xml_limits.c converter/rdf/xml_limits.h
# On Redland and raptor.
libfar_la_SOURCES += converter/rdf/graph.c converter/rdf/graph.h
libfar_la_SOURCES += converter/rdf/graph_redland.c
libfar_la_SOURCES += converter/rdf/graph_redland.h
libfar_la_SOURCES += converter/rdf/raptor.c converter/rdf/raptor.h
libfar_la_SOURCES += converter/rdf/raptor_internal.h
libfar_la_SOURCES += converter/rdf/raptor_parser.c
libfar_la_SOURCES += converter/rdf/raptor_writer.c
lodstone_far_la_SOURCES += converter/rdf/far.c converter/rdf/far.h
liblodstone_la_SOURCES += converter/rdf/near.c
