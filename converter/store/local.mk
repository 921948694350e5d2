# Sources of the room store.
librooms_la_SOURCES += converter/store/directory.c converter/store/directory.h
librooms_la_SOURCES += converter/store/redland.c
librooms_la_SOURCES += converter/store/redland_graph_query.c
librooms_la_SOURCES += converter/store/redland_internal.h
librooms_la_SOURCES += converter/store/redland_literal.c
librooms_la_SOURCES += converter/store/redland_load.c
librooms_la_SOURCES += converter/store/redland_match.c
librooms_la_SOURCES += converter/store/redland_query.c
librooms_la_SOURCES += converter/store/redland_source.c
librooms_la_SOURCES += converter/store/redland_sparql.h
librooms_la_SOURCES += converter/store/results.c converter/store/results.h
librooms_la_SOURCES += converter/store/results_table.c
librooms_la_SOURCES += converter/store/sparql_text.c
librooms_la_SOURCES += converter/store/sparql_text.h
librooms_la_SOURCES += converter/store/spool.c converter/store/spool.h
librooms_la_SOURCES += converter/store/syntax.c
