# Unit programs of the room mapping.
check_PROGRAMS += tests/unit/mapping/test_uri_template
