# Unit programs of the room plain.
check_PROGRAMS += tests/unit/plain/test_csv tests/unit/plain/test_reject
