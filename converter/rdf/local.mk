# Sources of the room rdf.
librooms_la_SOURCES += converter/rdf/iri.c converter/rdf/iri.h
librooms_la_SOURCES += converter/rdf/iri_resolve.c
librooms_la_SOURCES += converter/rdf/term.h
