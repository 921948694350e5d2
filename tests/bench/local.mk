# The maker of ledgers for measurements and tests of the packs.
noinst_PROGRAMS += tests/bench/ledger
tests_bench_ledger_SOURCES = tests/bench/ledger.c tests/bench/ledger.h \
  tests/bench/ledger_output.c tests/bench/ledger_publishers.c
tests_bench_ledger_LDADD =
TESTS += tests/bench/test_ledger.py
EXTRA_DIST += tests/bench/test_ledger.py
# make bench: figures, never a test.
EXTRA_PROGRAMS += tests/bench/stages
tests_bench_stages_SOURCES = tests/bench/stages.c
EXTRA_DIST += tests/bench/bench.sh tests/bench/timed.py
CLEANFILES += tests/bench/stages$(EXEEXT)
.PHONY: bench
bench: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT) tests/bench/stages$(EXEEXT)
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
	  $(SHELL) $(top_srcdir)/tests/bench/bench.sh
