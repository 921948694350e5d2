#!/bin/sh
# examples/engines/spark.py on a cluster of one machine, in processes of its own
# (local-cluster): the parts are together the whole, and a part whose executor
# is killed is made by another.
. "$top_srcdir/tests/engines/engines.sh"
need spark-submit java
! is_sanitized || skip_all 'once, in the plain build, is enough'
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
export SPARK_WORKER_DIR="$scratch/workers"
# $id: the process above this one that is the executor
lose='id=$$
  while [ "$id" -gt 1 ] &&
    ! tr "\0" " " </proc/$id/cmdline | grep -q ExecutorBackend; do
    id=$(sed "s/.*) //" /proc/$id/stat | cut -d" " -f2)
  done
  [ "$id" -le 1 ] || kill -9 "$id"
  exit 3'
prepare "$lose"
plan 5

convert() {
  timeout 300 spark-submit --master 'local-cluster[2,1,512]' \
    --conf spark.executor.memory=512m --conf spark.ui.enabled=false \
    "$engines/spark.py" ledger.csv "$pack" "$parts" out --base "$base" \
    >log 2>&1 || { tail -n 40 log | sed 's/^/# /'; return 1; }
}
check 'all parts are made' convert
check 'one was lost on its way' was_lost
check 'with its executor' grep -q 'Lost executor' log
check 'the parts are there' all_there
check 'the parts, one behind the other, are the whole' is_whole
