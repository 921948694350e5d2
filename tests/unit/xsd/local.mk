# Unit programs of the room xsd.
check_PROGRAMS += \
  tests/unit/xsd/test_datatype \
  tests/unit/xsd/test_date_format \
  tests/unit/xsd/test_double \
  tests/unit/xsd/test_duration \
  tests/unit/xsd/test_facet tests/unit/xsd/test_glance \
  tests/unit/xsd/test_invariants \
  tests/unit/xsd/test_moment \
  tests/unit/xsd/test_number \
  tests/unit/xsd/test_number_format \
  tests/unit/xsd/test_pattern \
  tests/unit/xsd/test_text
EXTRA_DIST += tests/unit/xsd/judge.h
