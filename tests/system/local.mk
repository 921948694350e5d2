# The whole program: on made-up ledgers and tables, and with servers on the
# loopback.
system_scripts = tests/system/check.sh \
  tests/system/csv2json.sh \
  tests/system/http.sh \
  tests/system/large.sh \
  tests/system/limits.sh \
  tests/system/load.sh \
  tests/system/locate.sh \
  tests/system/pack.sh \
  tests/system/pipeline.sh \
  tests/system/publishers.sh \
  tests/system/start.sh
TESTS += $(system_scripts) tests/system/test_check.py \
  tests/system/test_shards.py
EXTRA_DIST += $(system_scripts) tests/system/web.py tests/system/web.sh \
  tests/system/oracle.py tests/system/tap.sh tests/system/test_check.py \
  tests/system/test_shards.py tests/system/timed.py
tests/system/check.log tests/system/test_check.log \
  tests/system/large.log tests/system/test_shards.log: lodstone$(EXEEXT)
tests/system/csv2json.log tests/system/pack.log: lodstone$(EXEEXT)
tests/system/pipeline.log tests/system/publishers.log: \
  lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
tests/system/http.log tests/system/limits.log: lodstone$(EXEEXT) tests/bench/ledger$(EXEEXT)
tests/system/load.log tests/system/locate.log tests/system/start.log: lodstone$(EXEEXT)
