# Unit programs of the room table.
check_PROGRAMS += tests/unit/table/test_batch tests/unit/table/test_binding \
  tests/unit/table/test_comments tests/unit/table/test_key_check \
  tests/unit/table/test_reader tests/unit/table/test_reader_dialects \
  tests/unit/table/test_reader_full \
  tests/unit/table/test_reader_random tests/unit/table/test_reread \
  tests/unit/table/test_rows \
  tests/unit/table/test_rows_run \
  tests/unit/table/test_scan tests/unit/table/test_segment
EXTRA_DIST += tests/unit/torture.h tests/unit/table/fixture.h tests/unit/table/reader_fixture.h
