# Unit programs of the room linked.
check_PROGRAMS += \
  tests/unit/linked/test_explain \
  tests/unit/linked/test_names \
  tests/unit/linked/test_plan_keys \
  tests/unit/linked/test_plan_layers \
  tests/unit/linked/test_plan_memory \
  tests/unit/linked/test_plan_terms \
  tests/unit/linked/test_plan_turtle \
  tests/unit/linked/test_provenance
EXTRA_DIST += tests/unit/linked/plan_fixture.h
