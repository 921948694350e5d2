# Unit programs of the room table.
check_PROGRAMS += tests/unit/table/test_reader
