# Unit programs of the room linked.
check_PROGRAMS += \
  tests/unit/linked/test_encode \
  tests/unit/linked/test_names \
  tests/unit/linked/test_plan_terms
EXTRA_DIST += tests/unit/linked/plan_fixture.h
