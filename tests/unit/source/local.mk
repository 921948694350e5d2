# Unit programs of the room source.
check_PROGRAMS += \
  tests/unit/source/test_http tests/unit/source/test_inflate \
  tests/unit/source/test_source
