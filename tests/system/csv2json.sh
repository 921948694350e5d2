#!/bin/sh
# JSON of random tables is what an oracle makes of the recommendation's text.
. "$top_srcdir/tests/system/tap.sh"

oracle() { /usr/bin/python3 "$top_srcdir/tests/system/oracle.py" "$@"; }

agrees() {
  oracle make "$1" "$1" &&
    "$program" convert -q -t json "$1/m.json" >"$1.json" &&
    oracle judge "$1" "$1.json"
}
plan 12
for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
  check "forty tables of seed $seed" agrees "$seed"
done
