# Sources of the room publish.
librooms_la_SOURCES += \
  converter/publish/answer.c converter/publish/answer.h \
  converter/publish/batch.c \
  converter/publish/byproduct.c converter/publish/byproduct.h \
  converter/publish/candidates.c converter/publish/candidates.h \
  converter/publish/check.c \
  converter/publish/check_keys.c converter/publish/check_keys.h \
  converter/publish/convert.c \
  converter/publish/dialect_options.c \
  converter/publish/document.c converter/publish/document.h \
  converter/publish/draw.c converter/publish/draw.h \
  converter/publish/explain.c \
  converter/publish/format.c converter/publish/format.h \
  converter/publish/group.c converter/publish/group.h \
  converter/publish/job.c converter/publish/job.h \
  converter/publish/json_output.c converter/publish/json_output.h \
  converter/publish/locate.c converter/publish/locate.h \
  converter/publish/locate_web.c \
  converter/publish/pack.c converter/publish/pack_path.h \
  converter/publish/pipeline.c converter/publish/pipeline.h \
  converter/publish/report.c \
  converter/publish/scan.c converter/publish/scan.h \
  converter/publish/shard.c converter/publish/shard.h \
  converter/publish/sink.c converter/publish/sink.h \
  converter/publish/sniff.c converter/publish/sniff.h \
  converter/publish/table_input.c \
  converter/publish/version.c
