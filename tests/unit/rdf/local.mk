# Unit programs of the room rdf.
check_PROGRAMS += tests/unit/rdf/test_encode
check_PROGRAMS += tests/unit/rdf/test_graph
check_PROGRAMS += tests/unit/rdf/test_iri
check_PROGRAMS += tests/unit/rdf/test_json_terms
check_PROGRAMS += tests/unit/rdf/test_language
check_PROGRAMS += tests/unit/rdf/test_lines
check_PROGRAMS += tests/unit/rdf/test_no_memory
check_PROGRAMS += tests/unit/rdf/test_prefix
check_PROGRAMS += tests/unit/rdf/test_raptor
check_PROGRAMS += tests/unit/rdf/test_raptor_writer
check_PROGRAMS += tests/unit/rdf/test_term
check_PROGRAMS += tests/unit/rdf/test_text_writer
EXTRA_DIST += tests/unit/rdf/collect.h
