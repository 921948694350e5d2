# Sources of the room xsd.
librooms_la_SOURCES += \
  converter/xsd/calendar.c converter/xsd/calendar.h \
  converter/xsd/datatype.c converter/xsd/datatype.h \
  converter/xsd/date_format.c converter/xsd/date_format.h \
  converter/xsd/date_pattern.c \
  converter/xsd/double.c converter/xsd/double.h \
  converter/xsd/duration.c converter/xsd/duration.h \
  converter/xsd/facet.c converter/xsd/facet.h \
  converter/xsd/glance.h \
  converter/xsd/lexical.c converter/xsd/lexical.h \
  converter/xsd/moment.c converter/xsd/moment.h \
  converter/xsd/moment_canonical.c \
  converter/xsd/number.c converter/xsd/number.h \
  converter/xsd/number_format.c converter/xsd/number_format.h \
  converter/xsd/number_pattern.c \
  converter/xsd/number_split.c \
  converter/xsd/number_write.c \
  converter/xsd/pattern.c converter/xsd/pattern.h \
  converter/xsd/text.c converter/xsd/text.h \
  converter/xsd/types.c converter/xsd/types.h \
  converter/xsd/value.c converter/xsd/value.h \
  converter/xsd/number_parts.h converter/xsd/reason.h
