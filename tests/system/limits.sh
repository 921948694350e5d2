#!/bin/sh
# What does not grow with the input, and what grows no faster than it: memory
# and instructions, never times.  make bench has larger ones.
. "$top_srcdir/tests/system/tap.sh"

plan 12
MIB=1048576

# flat FORMAT: memory beside key sets is below 64 MiB
flat() {
  [ -s ledger.csv ] || "$ledger" --rows 200000 >ledger.csv
  /usr/bin/python3 "$top_srcdir/tests/system/timed.py" times "$program" \
    convert -q -m "$pack" --base "$base" -t "$1" -j 2 --report r.json ledger.csv
  awk -v keys="$(value bytes)" '{ beside = $3 * 1024 - keys
    print "# " beside " bytes beside " keys; exit beside >= 67108864 }' times
}
# of the keys in r.json
value() { sed -n "s/^ *\"$1\": \([0-9]*\).*/\1/p" r.json | tail -n 1; }
# key sets of at most 32 bytes a distinct key, growth included
small_keys() {
  count=$(value count) bytes=$(value bytes)
  echo "# $bytes bytes for $count keys"
  [ "$count" -gt 100000 ] && [ "$bytes" -le $((32 * count)) ]
}
spilled() {
  "$program" convert -q -m "$pack" --base "$base" --memory 2M \
    --report r.json -o spilled.nt ledger.csv &&
    "$program" convert -q -m "$pack" --base "$base" ledger.csv |
    cmp - spilled.nt && [ "$(value bytes)" -le $((2 * MIB)) ] &&
    [ "$(value spilled)" -gt 0 ]
}

# wide COLUMNS ROWS: a table, and metadata in which all columns have a type
wide() {
  awk -v columns="$1" -v rows="$2" 'BEGIN {
    for (row = 0; row <= rows; row++)
      for (i = 0; i < columns; i++)
        printf("%s%s", row == 0 ? "c" i : i % 2 ? row + i ".50" : "text " i,
               i + 1 < columns ? "," : "\n") }' >wide.csv
  awk -v columns="$1" 'BEGIN {
    print "{\"@context\": \"http://www.w3.org/ns/csvw\", \"url\": \"wide.csv\","
    print "\"tableSchema\": {\"aboutUrl\": \"http://x.org/{_row}\", \"columns\": ["
    for (i = 0; i < columns; i++)
      printf("{\"name\": \"c%d\", \"titles\": \"c%d\", \"datatype\": \"%s\"}%s\n",
             i, i, i % 2 ? "decimal" : "string", i + 1 < columns ? "," : "]}}")
    }' >wide.json
}
convert_wide() {
  "$program" convert -q --minimal -m wide.json -j 1 "$@" wide.csv
}
# 2,000 columns: a statement a cell
all_columns() {
  wide 2000 100
  [ "$(convert_wide | wc -l)" = 200000 ] &&
    [ "$(convert_wide | tail -n 1)" = \
      '<http://x.org/100> <file://'"$PWD"'/wide.csv#c1999> "2099.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .' ]
}
in_64_MiB() {
  /usr/bin/python3 "$top_srcdir/tests/system/timed.py" times "$program" \
    convert -q --minimal -m wide.json -j 2 wide.csv
  awk '{ print "# " $3 " KiB"; exit $3 > 65536 }' times
}

# instructions COMMAND...: how many it takes
instructions() {
  valgrind --tool=none true 2>/dev/null || return 1
  LD_LIBRARY_PATH=$top_builddir/.libs valgrind --tool=callgrind \
    --callgrind-out-file=/dev/null "$top_builddir/.libs/lodstone" "$@" \
    2>counts >/dev/null
  sed -n 's/^==[0-9]*== Collected : \([0-9]*\).*/\1/p' counts
}
# no_cliff SMALL MIDDLE LARGE: the second step, twice the first, may not cost
# more than 2.4 times as much
no_cliff() {
  echo "# $1, $2, $3 instructions"
  [ $((($3 - $2) * 10)) -lt $((($2 - $1) * 24)) ]
}
wide_instructions() {
  wide "$1" 10
  instructions convert -q --minimal -m wide.json -j 1 wide.csv
}
# columns, and with them statements a row
linear_in_columns() {
  no_cliff "$(wide_instructions 500)" "$(wide_instructions 1000)" \
    "$(wide_instructions 2000)"
}
row_instructions() {
  "$ledger" --rows "$1" >rows.csv
  instructions convert -q -m "$pack" --base "$base" -j 1 rows.csv
}
linear_in_rows() {
  no_cliff "$(row_instructions 1000)" "$(row_instructions 2000)" \
    "$(row_instructions 4000)"
}

# long KIB: two cells of so many KiB, with quotes, in quotes
long() {
  awk -v kib="$1" 'BEGIN { print "id,text"
    for (row = 1; row <= 2; row++) {
      printf("%d,\"", row)
      for (i = 0; i < kib * 16; i++)
        print "a line of 64 bytes with \"\"two quotes\"\" in it, and a line end.."
      print "\""
    } }' >long.csv
}
convert_long() {
  "$program" convert -q --minimal -j 1 --max-field 100M "$@" long.csv
}
whole_cells() {
  long $((40 * 1024))
  convert_long -t csv | tr -d '\r' | cmp - long.csv
}
# The longer record, once as a row and once as output, and little else.
long_memory() {
  /usr/bin/python3 "$top_srcdir/tests/system/timed.py" times "$program" \
    convert -q --minimal -j 1 --max-field 100M -t "$1" long.csv
  awk -v size="$(wc -c <long.csv)" '{ print "# " $3 " KiB"
    exit $3 * 1024 > size + 24 * 1048576 }' times
}
long_instructions() {
  long "$1"
  instructions convert -q --minimal -j 1 --max-field 100M long.csv
}
linear_in_length() {
  no_cliff "$(long_instructions 512)" "$(long_instructions 1024)" \
    "$(long_instructions 2048)"
}
refused() {
  long $((17 * 1024))
  "$program" convert --minimal long.csv >out 2>err
  [ $? -eq 1 ] && grep -q '^long.csv:2:2: error: .*max-field' err
}

if is_sanitized; then
  skip 'N-Triples: memory beside keys below 64 MiB' 'sanitizers take memory'
  skip 'Turtle: memory beside keys below 64 MiB' 'sanitizers take memory'
  skip 'at most 32 bytes a key' 'the same as without sanitizers'
  skip 'keys spill' 'the same as without sanitizers'
else
  check 'N-Triples: memory beside keys below 64 MiB' flat ntriples
  check 'Turtle: memory beside keys below 64 MiB' flat turtle
  check 'at most 32 bytes a key' small_keys
  check 'keys spill past --memory, with the same bytes' spilled
fi
check '2,000 columns make 2,000 statements a row' all_columns
check 'cells of 40 MiB come out whole' whole_cells
if is_sanitized || ! command -v valgrind >/dev/null; then
  for what in '2,000 columns' 'a long cell'; do
    skip "$what: memory" 'needs valgrind, and no sanitizers'
  done
  for what in rows columns length; do
    skip "instructions grow as $what do" 'needs valgrind, and no sanitizers'
  done
else
  check '2,000 columns in 64 MiB' in_64_MiB
  check 'a long cell takes its length twice, and little else' long_memory ntriples
  check 'instructions grow as rows do' linear_in_rows
  check 'instructions grow as columns do' linear_in_columns
  check 'instructions grow as the length of a cell does' linear_in_length
fi
check 'a longer field than --max-field is refused at its place' refused
