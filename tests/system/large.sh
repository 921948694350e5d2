#!/bin/sh
# Tables of more than 1 GB, as a file and through a pipe, whose keys are read
# again from places all over them: few rows with long cells, so that it is quick.
. "$top_srcdir/tests/system/tap.sh"
plan 4

room=$(df -Pk . | awk 'NR == 2 { print int($4 / 1048576) }')
if is_sanitized || [ "$room" -lt 3 ]; then
  for what in 'a file' 'a pipe' 'its memory' 'its size'; do
    skip "$what" 'it takes 3 GB of disk and a program without sanitizers'
  done
  exit 0
fi
TMPDIR=$PWD
export TMPDIR
rows=54000
cat >large.json <<'JSON'
{"@context": "http://www.w3.org/ns/csvw", "url": "large.csv", "tableSchema": {
  "columns": [{"titles": "id", "name": "id", "datatype": "integer"},
              {"titles": "text", "name": "text"},
              {"titles": "next", "name": "next", "datatype": "integer"}],
  "primaryKey": "id",
  "foreignKeys": [{"columnReference": "next", "reference": {
    "resource": "large.csv", "columnReference": "id"}}]}}
JSON
# The last row has the number of the one in line 1000 in another form; each row
# refers to the one before, and the one in line 7 to none.
table() {
  awk -v rows=$rows 'BEGIN {
    cell = "x"
    while (length(cell) < 20000) cell = cell cell
    cell = substr(cell, 1, 20000)
    print "id,text,next"
    for (n = 1; n < rows; n++)
      print n "," cell "," (n == 1 ? 1 : n == 6 ? 77777 : n - 1)
    print "+0999,,1"
  }'
}
expected=$(printf '%s\n' \
  "NAME:$((rows + 1)):1: error: the primary key (id) has the same value as in line 1000" \
  "NAME:7:3: error: the foreign key (next) refers to no row of TABLE" \
  "NAME:1001:3: error: the foreign key (next) refers to more than one row of TABLE")
# judged NAME TABLE: the messages of the run that has ended.
judged() {
  [ "$(grep error: err)" = "$(echo "$expected" | sed "s/NAME/$1/; s/TABLE/$2/")" ]
}
run() {
  /usr/bin/python3 "$top_srcdir/tests/system/timed.py" times "$program" \
    check -q -j 2 -m large.json "$1" 2>err
}
table >large.csv
run large.csv
check 'the keys of a file of more than 1 GB' judged large.csv large.csv
sufficient() { [ "$(wc -c <large.csv)" -gt 1073741824 ]; }
check 'so large it is' sufficient
cat large.csv | run -
check 'and through a pipe' judged - stdin
flat() {
  read -r _ _ peak <times
  echo "# $peak KiB"
  [ "$peak" -lt 65536 ]
}
check 'memory does not grow with it' flat
