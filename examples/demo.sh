#!/bin/sh
# Show what lodstone does, with the example ledger.
# usage: demo.sh BUILD      (called by ./autogen.sh demo; writes BUILD/demo)
set -eu
examples=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
lodstone=$build/lodstone
ledger=$examples/ledger.csv
base=https://data.example.se

title() { printf '\n== %s\n\n' "$*"; }

# show COMMAND...: print it as one would type it, then run it.
show() {
  printf '  $ lodstone'
  for word in "$@"; do
    case $word in
    *' '*) printf " '%s'" "$word" ;;
    *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$lodstone" "$@"
}

# first N FILE: its first lines, cut to the width of a page.
first() {
  head -n "$1" "$2" |
    LC_ALL=C.UTF-8 sed 's/^\(.\{100\}\).*/\1.../; s/^/    /'
  echo '    ...'
}

rm -rf "$build/demo"
mkdir -p "$build/demo/deliveries"
cd "$build/demo"
cp "$ledger" ledger.csv

title 'A ledger as a publisher delivers it'
first 3 ledger.csv

title 'Linked open data: N-Triples and Turtle'
show convert -m leverantorsreskontra --base $base ledger.csv -o ledger.nt
show convert -m leverantorsreskontra --base $base ledger.csv -o ledger.ttl
first 4 ledger.nt
first 24 ledger.ttl

title 'Plain open data: the columns of the national specification'
show convert -m leverantorsreskontra ledger.csv -o ledger-open.csv
first 3 ledger-open.csv

title 'A folder of deliveries at once'
# two deliveries; the second as another system would write it
{ sed -n 1p ledger.csv; sed -n 2,13p ledger.csv; } >deliveries/2026-01.csv
{ sed -n 1p ledger.csv; sed -n '14,$p' ledger.csv; } |
  sed 's/$/\r/' >deliveries/2026-02.csv
show batch -m leverantorsreskontra --base $base deliveries published
find published -type f | LC_ALL=C sort | sed 's/^/    /'

title 'A store, and a question to it: the five suppliers that got most'
cat >suppliers.rq <<'SPARQL'
PREFIX payment: <http://reference.data.gov.uk/def/payment#>
PREFIX ledger: <https://w3id.org/lodstone/vocab/leverantorsreskontra#>
SELECT ?supplier (SUM(?amount) AS ?total)
WHERE {
  ?line payment:netAmount ?amount ; payment:payment ?payment .
  ?payment ledger:leverantor ?supplier .
}
GROUP BY ?supplier
ORDER BY DESC(?total)
LIMIT 5
SPARQL
show load --store ledger.db published/linked/2026-01.nt \
  published/linked/2026-02.nt
show query --store ledger.db -f suppliers.rq

title 'Where it all lies'
cat <<EOF
  $build/demo/
    ledger.nt, ledger.ttl   linked open data
    ledger-open.csv         plain open data
    published/              the folder of deliveries, both ways
    ledger.db/              the store; suppliers.rq is the question

The program is $lodstone
Next: lodstone --help, README.md, vocab/README.md
EOF
