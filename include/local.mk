# The public interface.
lodincludedir = $(includedir)/lodstone
lodinclude_HEADERS = \
  include/lodstone/attributes.h include/lodstone/batch.h \
  include/lodstone/check.h \
  include/lodstone/convert.h include/lodstone/explain.h \
  include/lodstone/lodstone.h include/lodstone/log.h \
  include/lodstone/nearest.h include/lodstone/output.h \
  include/lodstone/pack.h \
  include/lodstone/status.h include/lodstone/store.h \
  include/lodstone/version.h
