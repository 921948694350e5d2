# Sources of the room mapping.
librooms_la_SOURCES += converter/mapping/uri_template.c
librooms_la_SOURCES += converter/mapping/uri_template.h
