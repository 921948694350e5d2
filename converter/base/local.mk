# Sources of the room base.
librooms_la_SOURCES += \
  converter/base/arena.c converter/base/arena.h \
  converter/base/ascii.c converter/base/ascii.h \
  converter/base/buffer.c converter/base/buffer.h \
  converter/base/file.c converter/base/file.h \
  converter/base/hash.c converter/base/hash.h \
  converter/base/keyfilter.c converter/base/keyfilter.h \
  converter/base/keymemory.h \
  converter/base/keyrun.c converter/base/keyrun.h \
  converter/base/keyset.c converter/base/keyset.h \
  converter/base/keyslot.h \
  converter/base/keyspill.c converter/base/keyspill.h \
  converter/base/keytable.c converter/base/keytable.h \
  converter/base/log.c converter/base/log_internal.h \
  converter/base/log_escape.c converter/base/log_escape.h \
  converter/base/map.c converter/base/map.h \
  converter/base/memory.c converter/base/memory.h \
  converter/base/memory_internal.h converter/base/message.h \
  converter/base/nearest.c \
  converter/base/output.c \
  converter/base/pages.c converter/base/pages.h \
  converter/base/status.c \
  converter/base/temporary.c converter/base/temporary.h \
  converter/base/utf8.c converter/base/utf8.h converter/base/utf8_internal.h \
  converter/base/view.c converter/base/view.h
# How the library finds its far half.
liblodstone_la_SOURCES += converter/base/far.c converter/base/far.h
