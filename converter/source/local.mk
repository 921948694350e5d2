# Sources of the room source.
librooms_la_SOURCES += \
  converter/source/decode.c converter/source/decode.h \
  converter/source/encoding.c converter/source/encoding.h \
  converter/source/http.c converter/source/http.h \
  converter/source/http_headers.c converter/source/http_headers.h \
  converter/source/http_internal.h \
  converter/source/inflate.c converter/source/inflate.h \
  converter/source/source.c converter/source/source.h
# On libcurl.
libfar_la_SOURCES += converter/source/http_message.c \
  converter/source/http_request.c converter/source/http_transfer.c
lodstone_far_la_SOURCES += converter/source/far.c converter/source/far.h
liblodstone_la_SOURCES += converter/source/near.c
