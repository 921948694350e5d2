#!/bin/sh
# examples/engines/parallel.sh: the parts are together the whole, one that is
# killed is made again, and what is there is not.
. "$top_srcdir/tests/engines/engines.sh"
need parallel
parallel --version 2>/dev/null | grep -q '^GNU parallel' ||
  skip_all 'the parallel that is there is another one'
prepare 'kill -9 $$'
plan 5

convert() {
  HOME=$scratch sh "$engines/parallel.sh" ledger.csv "$pack" "$parts" out \
    --base "$base" 2>log
}
check 'all parts are made' convert
check 'one was killed on its way' was_lost
check 'the parts are there' all_there
check 'the parts, one behind the other, are the whole' is_whole
again() {
  rm out/part-1.nt # as the log has it, it was made
  convert && [ ! -e out/part-1.nt ] && [ "$(wc -l <out/joblog)" -eq $((parts + 1)) ]
}
check 'what has been made is not made again' again
