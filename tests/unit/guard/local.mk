# Unit programs of the room guard.
check_PROGRAMS += tests/unit/guard/test_guard
