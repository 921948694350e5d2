# Unit programs of the room plain.
check_PROGRAMS += tests/unit/plain/test_csv tests/unit/plain/test_json \
  tests/unit/plain/test_reject
EXTRA_DIST += tests/unit/plain/json_fixture.h
