# Unit programs of the room base.
check_PROGRAMS += \
  tests/unit/base/test_arena \
  tests/unit/base/test_ascii \
  tests/unit/base/test_buffer \
  tests/unit/base/test_file \
  tests/unit/base/test_hash \
  tests/unit/base/test_keyset \
  tests/unit/base/test_keytable \
  tests/unit/base/test_log \
  tests/unit/base/test_map \
  tests/unit/base/test_memory \
  tests/unit/base/test_nearest \
  tests/unit/base/test_output \
  tests/unit/base/test_status \
  tests/unit/base/test_utf8 \
  tests/unit/base/test_view
