# Sources of the room plain.
librooms_la_SOURCES += \
  converter/plain/csv.c converter/plain/csv.h \
  converter/plain/reject.c converter/plain/reject.h \
  converter/plain/json.h converter/plain/json_internal.h \
  converter/plain/json_frame.c converter/plain/json_objects.c \
  converter/plain/json_plan.c converter/plain/json_rows.c \
  converter/plain/json_text.c converter/plain/json_write.c
