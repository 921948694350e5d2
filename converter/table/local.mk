# Sources of the room table.
librooms_la_SOURCES += \
  converter/table/batch.c converter/table/batch.h \
  converter/table/dialect.c converter/table/dialect.h \
  converter/table/fault.c converter/table/fault.h \
  converter/table/field_buffer.c converter/table/field_buffer.h \
  converter/table/input.c converter/table/input.h \
  converter/table/reader.c converter/table/reader.h \
  converter/table/reader_internal.h \
  converter/table/reader_libcsv.c \
  converter/table/segment.c converter/table/segment.h
