# Sources of the room rdf.
librooms_la_SOURCES += converter/rdf/iri.c converter/rdf/iri.h
librooms_la_SOURCES += converter/rdf/iri_resolve.c
librooms_la_SOURCES += converter/rdf/json_terms.c converter/rdf/json_terms.h
librooms_la_SOURCES += converter/rdf/language.c converter/rdf/language.h
librooms_la_SOURCES += converter/rdf/prefix.c converter/rdf/prefix.h
librooms_la_SOURCES += converter/rdf/term.h
