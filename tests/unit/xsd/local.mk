# Unit programs of the room xsd.
check_PROGRAMS += \
  tests/unit/xsd/test_number
EXTRA_DIST += tests/unit/xsd/judge.h
