#!/bin/sh
# What holds for every check, whatever the number of workers and the memory.
. "$top_srcdir/tests/system/tap.sh"

# table ROWS: id is a key, boss refers to another row, often a later one.
table() {
  awk -v rows="$1" 'BEGIN {
    print "id,boss,amount"
    for (i = 1; i <= rows; i++)
      printf("%d,%d,%d.50\n", i, i * 7919 % rows + 1, i % 977)
  }'
}
cat >keys.json <<'JSON'
{
  "@context": "http://www.w3.org/ns/csvw",
  "url": "good.csv",
  "tableSchema": {
    "columns": [
      {"name": "id", "titles": "id", "datatype": "integer"},
      {"name": "boss", "titles": "boss", "datatype": "integer"},
      {"name": "amount", "titles": "amount", "datatype": "decimal"}
    ],
    "primaryKey": "id",
    "foreignKeys": [{
      "columnReference": "boss",
      "reference": {"resource": "good.csv", "columnReference": "id"}
    }]
  }
}
JSON
table 60000 >good.csv
# Keys that come twice, in another form, and references to nothing.
awk -F, -v OFS=, 'NR % 1999 == 0 { $1 = "+0" $1 - 1500 }
  NR % 2003 == 0 { $2 = 70000 + NR } { print }' good.csv >bad.csv
plan 9

verdict() { "$program" check -m keys.json "$@"; }
check 'a table whose keys are right conforms' verdict good.csv

verdict -j 1 --report bad.json bad.csv 2>bad.err
status=$?
check 'one with faults does not' [ $status = 1 ]
faults() { # by the definition, from the table itself
  /usr/bin/python3 - bad.json <<'PYTHON'
import csv, json, sys
rows = [(int(r["id"]), int(r["boss"]))
        for r in csv.DictReader(open("bad.csv", newline=""))]
count = {}
for key, _ in rows:
    count[key] = count.get(key, 0) + 1
twice = sum(n - 1 for n in count.values())
loose = sum(count.get(boss, 0) != 1 for _, boss in rows)
told = json.load(open(sys.argv[1]))["counts"]
print(f"# {twice} {loose} {told}")
sys.exit(not (twice > 20 and loose > 50 and told.get("primary-key") == twice
              and told.get("foreign-key") == loose))
PYTHON
}
check 'every fault of a key is counted, and nothing else' faults

same_for() {
  verdict "$@" bad.csv 2>other.err
  [ $? = 1 ] && cmp bad.err other.err
}
check 'the same messages for 4 workers' same_for -j 4
check 'the same messages with spilled keys' same_for --memory 64K
spilled() {
  verdict --memory 64K --report r.json good.csv &&
    grep -q '"spilled": [1-9]' r.json
}
check 'spilled keys give the same verdict' spilled
from_pipe() {
  cat bad.csv | verdict - 2>other.err
  sed 's/^-:/bad.csv:/; s/ of stdin/ of bad.csv/' other.err | cmp - bad.err
}
check 'a pipe is judged as a file is' from_pipe
mkdir tmp
nothing_left() {
  cat bad.csv | TMPDIR=$PWD/tmp verdict --memory 64K - 2>/dev/null
  [ -z "$(ls tmp)" ]
}
check 'no temporary file is left' nothing_left

if is_sanitized; then
  skip 'memory stays flat' 'sanitizers use memory of their own'
else
  flat() {
    table 400000 >large.csv
    /usr/bin/python3 "$top_srcdir/tests/system/timed.py" times "$program" \
      check -m keys.json --memory 1M -j 2 large.csv || return 1
    read -r _ _ peak <times
    echo "# $peak KiB"
    [ "$peak" -lt 49152 ]
  }
  check 'memory stays below 48 MiB with 1 MiB for keys' flat
fi
