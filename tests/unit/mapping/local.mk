# Unit programs of the room mapping.
check_PROGRAMS += \
  tests/unit/mapping/test_csvw_annotations \
  tests/unit/mapping/test_csvw_errors \
  tests/unit/mapping/test_csvw_maps \
  tests/unit/mapping/test_csvw_normalise \
  tests/unit/mapping/test_csvw_schema \
  tests/unit/mapping/test_csvw_tables \
  tests/unit/mapping/test_left_out \
  tests/unit/mapping/test_row_template \
  tests/unit/mapping/test_uri_template
EXTRA_DIST += tests/unit/mapping/csvw_fixture.h
