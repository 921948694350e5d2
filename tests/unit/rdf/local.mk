# Unit programs of the room rdf.
check_PROGRAMS += tests/unit/rdf/test_iri
