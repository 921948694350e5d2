# Behaviour as data: a folder a case.
TESTS += tests/cases/run.sh
EXTRA_DIST += tests/cases/run.sh tests/cases/batch tests/cases/check tests/cases/convert tests/cases/dialect \
  tests/cases/environment tests/cases/explain tests/cases/faults tests/cases/input tests/cases/json tests/cases/limits tests/cases/pack \
  tests/cases/spec tests/cases/store tests/cases/usage
