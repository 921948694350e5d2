# Behaviour as data: a folder a case.
TESTS += tests/cases/run.sh
EXTRA_DIST += tests/cases/run.sh tests/cases/usage
