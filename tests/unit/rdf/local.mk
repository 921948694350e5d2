# Unit programs of the room rdf.
check_PROGRAMS += tests/unit/rdf/test_iri
check_PROGRAMS += tests/unit/rdf/test_json_terms
check_PROGRAMS += tests/unit/rdf/test_language
check_PROGRAMS += tests/unit/rdf/test_prefix
EXTRA_DIST += tests/unit/rdf/collect.h
