# Sources of the room guard.
librooms_la_SOURCES += converter/guard/guard.c converter/guard/guard.h
