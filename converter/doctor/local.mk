# Sources of the room doctor.
librooms_la_SOURCES += \
  converter/doctor/detect.h \
  converter/doctor/detect_dialect.c \
  converter/doctor/detect_numbers.c \
  converter/doctor/dialect_trial.c converter/doctor/dialect_trial.h \
  converter/doctor/evidence.h \
  converter/doctor/header_titles.c converter/doctor/header_titles.h \
  converter/doctor/number_shape.c converter/doctor/number_shape.h \
  converter/doctor/record_scan.c converter/doctor/record_scan.h
