# Unit programs of the room publish.
check_PROGRAMS += \
  tests/unit/publish/test_batch \
  tests/unit/publish/test_byproduct \
  tests/unit/publish/test_candidates \
  tests/unit/publish/test_check \
  tests/unit/publish/test_convert \
  tests/unit/publish/test_explain \
  tests/unit/publish/test_locate \
  tests/unit/publish/test_pack \
  tests/unit/publish/test_pipeline \
  tests/unit/publish/test_report \
  tests/unit/publish/test_row_loop \
  tests/unit/publish/test_scan \
  tests/unit/publish/test_shard \
  tests/unit/publish/test_sink \
  tests/unit/publish/test_torture
EXTRA_DIST += tests/unit/publish/publish_fixture.h
