# Sources of the room table.
librooms_la_SOURCES += \
  converter/table/batch.c converter/table/batch.h \
  converter/table/binding.c converter/table/binding.h \
  converter/table/binding_internal.h \
  converter/table/binding_position.c \
  converter/table/binding_title.c \
  converter/table/builder.c converter/table/builder.h \
  converter/table/cell.c \
  converter/table/chunk.c \
  converter/table/comments.c converter/table/comments.h \
  converter/table/dialect.c converter/table/dialect.h \
  converter/table/dialect_text.c converter/table/dialect_text.h \
  converter/table/fault.c converter/table/fault.h \
  converter/table/field_buffer.c converter/table/field_buffer.h \
  converter/table/input.c converter/table/input.h \
  converter/table/key_cache.c converter/table/key_cache.h \
  converter/table/key_check.c converter/table/key_check.h \
  converter/table/key_index.c converter/table/key_index.h \
  converter/table/key_look_up.c converter/table/key_look_up.h \
  converter/table/key_value.c converter/table/key_value.h \
  converter/table/organisation.c \
  converter/table/memo.h \
  converter/table/reader.c converter/table/reader.h \
  converter/table/reader_internal.h \
  converter/table/reader_full.c \
  converter/table/reader_libcsv.c \
  converter/table/reader_libcsv.h \
  converter/table/reader_vector.c \
  converter/table/reread.c converter/table/reread.h \
  converter/table/rows.c converter/table/rows.h \
  converter/table/rows_internal.h \
  converter/table/rows_plan.c \
  converter/table/rows_report.c \
  converter/table/rows_run.c \
  converter/table/rows_split.c \
  converter/table/scan.c converter/table/scan.h converter/table/scan_loop.inc \
  converter/table/schema.c converter/table/schema.h \
  converter/table/segment.c converter/table/segment.h \
  converter/table/split.c converter/table/split.h \
  converter/table/title_fold.c \
  converter/table/tokens.c converter/table/tokens.h \
  converter/table/window.c converter/table/window.h
