# Sources of the room source.
librooms_la_SOURCES += \
  converter/source/decode.c converter/source/decode.h \
  converter/source/encoding.c converter/source/encoding.h \
  converter/source/source.c converter/source/source.h
