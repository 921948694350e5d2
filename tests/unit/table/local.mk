# Unit programs of the room table.
check_PROGRAMS += tests/unit/table/test_binding \
  tests/unit/table/test_reader tests/unit/table/test_rows
EXTRA_DIST += tests/unit/table/fixture.h
