#!/bin/sh
# make bench: how fast the pack's mapping runs over a made-up ledger.
#   BENCH_ROWS=1000000  rows of the ledger
#   BENCH_JOBS="1 2"    numbers of workers
# Every figure stands beside the CPU time that cat needs for the same bytes in
# the same run; nothing is judged here, as machines differ.
set -eu
rows=${BENCH_ROWS:-1000000}
jobs=${BENCH_JOBS:-1 $(nproc 2>/dev/null || echo 1)}
program=$top_builddir/lodstone
dir=$(mktemp -d "${TMPDIR:-/var/tmp}/lodstone-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT INT TERM
ledger=$dir/ledger.csv
pack=leverantorsreskontra/1.1

# timed COMMAND...: sets wall, cpu (seconds) and peak (KiB).
timed() {
  /usr/bin/python3 "$top_srcdir/tests/bench/timed.py" "$dir/times" "$@"
  read -r wall cpu peak <"$dir/times"
}

# figure NAME BYTES STATEMENTS REFERENCE_CPU
figure() {
  awk -v name="$1" -v bytes="$2" -v statements="$3" -v reference="$4" \
    -v wall="$wall" -v cpu="$cpu" -v peak="$peak" -v in_bytes="$in_bytes" \
    -v rows="$rows" 'BEGIN {
    if (cpu < 0.001) cpu = 0.001
    if (wall < 0.001) wall = 0.001
    printf("%-26s %7.2f %7.2f %8.0f %8.0f %9.2f %8.2f %7.1f %7.2f\n", name,
      wall, cpu, in_bytes / wall / 1e6, bytes / wall / 1e6,
      rows / wall / 1e6, statements / wall / 1e6, peak / 1024,
      (reference > 0 ? cpu / reference : 0)) }'
}

"$top_builddir/tests/bench/ledger" --rows "$rows" >"$ledger"
in_bytes=$(wc -c <"$ledger")
cat "$ledger" >/dev/null
echo "$rows rows, $in_bytes bytes of CSV; times in seconds, x cat: CPU time"
echo "over that of cat for the same bytes (output to a file: cat of the output)"
printf '%-26s %7s %7s %8s %8s %9s %8s %7s %7s\n' what wall cpu 'MB/s in' \
  'MB/s out' 'Mrow/s' 'Mstm/s' 'MiB' 'x cat'

timed sh -c "cat '$ledger' >/dev/null"
cat_in=$cpu
figure 'cat input >/dev/null' "$in_bytes" 0 "$cat_in"

"$program" convert -q -m "$pack" --base https://data.example.se -j 1 \
  --report "$dir/report.json" -o "$dir/out.nt" "$ledger"
value() { sed -n "s/^ *\"$1\": \([0-9]*\),\{0,1\}$/\1/p" "$dir/report.json" | head -n 1; }
statements=$(value statements)
keys="$(value count), $(value bytes) bytes ($(value spilled) spilled)"
nt_bytes=$(wc -c <"$dir/out.nt")
timed sh -c "cat '$dir/out.nt' >'$dir/copy.nt'"
timed sh -c "cat '$dir/out.nt' >'$dir/copy.nt'"
cat_out=$cpu
figure 'cat out.nt >copy.nt' "$nt_bytes" "$statements" "$cat_out"
rm -f "$dir/copy.nt"

for n in $jobs; do
  for format in ntriples turtle; do
    timed "$program" convert -q -m "$pack" --base https://data.example.se \
      -j "$n" -t "$format" --report "$dir/report.json" "$ledger"
    bytes=$(value bytesOut)
    figure "$format, $n jobs, /dev/null" "$bytes" "$statements" "$cat_out"
  done
  timed "$program" convert -q -m "$pack" --base https://data.example.se \
    -j "$n" -o "$dir/out.nt" "$ledger"
  figure "ntriples, $n jobs, file" "$nt_bytes" "$statements" "$cat_out"
  timed "$program" convert -q -m "$pack" -j "$n" -t csv \
    --report "$dir/report.json" "$ledger"
  bytes=$(value bytesOut)
  figure "csv, $n jobs, /dev/null" "$bytes" 0 "$cat_in"
done

echo
echo "statements a row: $(awk "BEGIN { printf \"%.2f\", $statements / $rows }")"
echo "keys: $keys"
# Ten times the rows, each a key; keys are counted apart from the peak.
keyed=$((rows * 10))
awk -v rows="$keyed" 'BEGIN { print "id,amount"
  for (i = 1; i <= rows; i++) printf("%d,%d.50\n", i, i % 977) }' \
  >"$dir/keyed.csv"
cat >"$dir/keyed.json" <<'JSON'
{"@context": "http://www.w3.org/ns/csvw", "url": "keyed.csv", "tableSchema": {
  "columns": [{"name": "id", "titles": "id", "datatype": "integer"},
              {"titles": "amount", "datatype": "decimal"}],
  "primaryKey": "id"}}
JSON
echo
echo "check: $keyed rows with a primary key"
in_bytes=$(wc -c <"$dir/keyed.csv")
rows=$keyed
for memory in 1M 256M 4G; do
  timed "$program" check -m "$dir/keyed.json" --memory $memory \
    --report "$dir/report.json" "$dir/keyed.csv"
  figure "check --memory $memory" 0 0 0
  echo "  keys: $(value count), $(value bytes) bytes ($(value spilled) spilled)"
done

echo
echo "stages, one worker, N-Triples, CPU seconds (and x cat of the output):"
"$top_builddir/tests/bench/stages" "$ledger" "$pack" ntriples |
  awk -v cat="$cat_out" '{ printf "  %-26s %7.3f  %5.2f\n", $1, $2, $2 / cat }'
