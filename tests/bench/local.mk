# The maker of ledgers for measurements and tests of the packs.
noinst_PROGRAMS += tests/bench/ledger
tests_bench_ledger_SOURCES = tests/bench/ledger.c tests/bench/ledger.h \
  tests/bench/ledger_output.c tests/bench/ledger_publishers.c
tests_bench_ledger_LDADD =
TESTS += tests/bench/test_ledger.py
EXTRA_DIST += tests/bench/test_ledger.py
# Figures, never a test: make bench, bench-peers, bench-instructions
# (doc/PERFORMANCE.md), bench-scaling (doc/SCALING.md).
EXTRA_PROGRAMS += tests/bench/stages tests/bench/naive
tests_bench_stages_SOURCES = tests/bench/stages.c
tests_bench_naive_SOURCES = tests/bench/naive.c
tests_bench_naive_LDADD = $(RAPTOR_LIBS)
EXTRA_DIST += tests/bench/bench.py tests/bench/bench_limits.py \
  tests/bench/instructions.py tests/bench/instructions.txt \
  tests/bench/measure.py tests/bench/peers.py tests/bench/peers_mapping.py \
  tests/bench/scaling.py
CLEANFILES += tests/bench/stages$(EXEEXT) tests/bench/naive$(EXEEXT)
bench_run = top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
  PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 /usr/bin/python3
.PHONY: bench bench-instructions bench-peers bench-scaling
bench: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT) \
    tests/bench/stages$(EXEEXT) tests/bench/naive$(EXEEXT)
	$(bench_run) $(top_srcdir)/tests/bench/bench.py
bench-instructions: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
	$(bench_run) $(top_srcdir)/tests/bench/instructions.py
bench-peers: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
	$(bench_run) $(top_srcdir)/tests/bench/peers.py
bench-scaling: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
	$(bench_run) $(top_srcdir)/tests/bench/scaling.py
