# Unit programs of the room store.
check_PROGRAMS += tests/unit/store/test_no_memory
check_PROGRAMS += tests/unit/store/test_redland
check_PROGRAMS += tests/unit/store/test_results
check_PROGRAMS += tests/unit/store/test_sparql_check
check_PROGRAMS += tests/unit/store/test_sparql_text
check_PROGRAMS += tests/unit/store/test_spool
