# The maker of ledgers for measurements and tests of the packs.
noinst_PROGRAMS += tests/bench/ledger
tests_bench_ledger_SOURCES = tests/bench/ledger.c tests/bench/ledger.h \
  tests/bench/ledger_output.c tests/bench/ledger_publishers.c
tests_bench_ledger_LDADD =
TESTS += tests/bench/test_ledger.py
EXTRA_DIST += tests/bench/test_ledger.py
