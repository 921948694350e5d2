#!/bin/sh
# Convert one table in parts with GNU parallel (Debian: parallel).
#
#   parallel.sh INPUT MAPPING PARTS OUT [OPTION]...
#   parallel.sh ledger.csv leverantorsreskontra 16 parts \
#     --base https://data.example.se
#
# OPTIONs are convert's.  OUT gets part-01.nt to part-16.nt, which are, one
# behind the other (cat OUT/part-*.nt), what one run writes; put in place when
# they are whole.  OUT/joblog says how each part went; run the same command once
# more, and only the parts that are missing or failed are made.
#
# On several machines, which have program, input and OUT at the same paths (a
# shared file system), name them and their logins in a file, a line each:
#   PARALLEL="--sshloginfile machines --workdir ." parallel.sh ...
# Each part of a large number reads what is before it: as many parts as there
# are cores is a good number, and of several tables each is better whole:
#   parallel lodstone convert -m MAPPING -o {.}.nt {} ::: *.csv
set -eu
[ $# -ge 4 ] || {
  sed -n '4,6p' "$0" >&2
  exit 2
}
input=$1 mapping=$2 parts=$3 out=$4
shift 4
mkdir -p "$out"
# -q: words stay words; --retries: a part whose machine was lost is made again
exec parallel -q --joblog "$out/joblog" --resume-failed --retries 3 \
  "${LODSTONE:-lodstone}" convert -q -j 1 -m "$mapping" "$@" \
  --shard "{}/$parts" -o "$out/part-{}.nt" "$input" ::: $(seq -w "$parts")
