# The examples of engines that share a table out; skipped where an engine is not
# installed (./autogen.sh engines).
engine_scripts = tests/engines/parallel.sh tests/engines/slurm.sh \
  tests/engines/spark.sh
TESTS += $(engine_scripts)
EXTRA_DIST += $(engine_scripts) tests/engines/engines.sh \
  tests/engines/slurm.conf.in
tests/engines/parallel.log tests/engines/slurm.log tests/engines/spark.log: \
  lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
