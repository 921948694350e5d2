# Unit programs of the room linked.
check_PROGRAMS += tests/unit/linked/test_encode tests/unit/linked/test_names
