# Sources of the room plain.
librooms_la_SOURCES += \
  converter/plain/csv.c converter/plain/csv.h \
  converter/plain/reject.c converter/plain/reject.h
