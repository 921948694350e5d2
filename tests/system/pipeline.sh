#!/bin/sh
# What holds for every conversion, whatever the number of workers, the order of
# the rows, the memory and the syntax.
. "$top_srcdir/tests/system/tap.sh"

convert() { "$program" convert -m "$pack" --base "$base" "$@"; }

"$ledger" --rows 5000 --seed 3 >good.csv
# amounts and dates that are none, spread over many batches
awk 'NR % 97 == 0 { sub(/,-?[0-9]+\.[0-9][0-9],/, ",fel,") } { print }' \
  good.csv >bad.csv
plan 27

same_for_all_jobs() {
  convert -t "$1" -j 1 "$2" >one.out 2>one.err
  one=$?
  convert -t "$1" -j 4 "$2" >four.out 2>four.err
  [ $? = "$one" ] && [ -s one.out ] && cmp one.out four.out &&
    cmp one.err four.err
}
for format in ntriples nquads turtle trig csv json csvw-json rdfxml; do
  check "$format: the same bytes and messages for 1 and 4 workers" \
    same_for_all_jobs "$format" bad.csv
done
grep -c 'warning' one.err >/dev/null
check 'the bad cells of that input are told' \
  grep -q 'warning: .*fel' one.err

convert -q good.csv >good.nt
sort good.nt >good.sorted
equal_when_shuffled() {
  /usr/bin/python3 - good.csv >shuffled.csv <<'P'
import csv, random, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
head, body = rows[0], rows[1:]
random.Random(5).shuffle(body)
order = list(range(len(head)))
random.Random(6).shuffle(order)
writer = csv.writer(sys.stdout)
writer.writerow([head[i] for i in order])
writer.writerows([[row[i] for i in order] for row in body])
P
  convert -q shuffled.csv | sort | cmp - good.sorted
}
check 'another order of rows and columns gives the same statements' \
  equal_when_shuffled

equal_rows_stay_apart() {
  { cat good.csv; sed -n '2p;2p' good.csv; } >twice.csv
  convert -q twice.csv >twice.nt
  lines() { grep -c '#type> <http://reference.data.gov.uk/def/payment#ExpenditureLine>' "$1"; }
  [ "$(lines twice.nt)" = $(($(lines good.nt) + 2)) ] &&
    grep -q '/id/kontering/[0-9a-f]*-3> ' twice.nt
}
check 'equal rows stay resources of their own' equal_rows_stay_apart

no_duplicates() { [ -z "$(uniq -d good.sorted)" ]; }
check 'no statement is written twice' no_duplicates

spills() {
  convert -q --memory 64K --report spill.json good.csv | cmp - good.nt &&
    grep -q '"spilled": [1-9]' spill.json
}
check 'spilled key sets give the same bytes' spills

shards() {
  for i in 1 2 3; do convert -q --shard $i/3 good.csv; done | sort |
    cmp - good.sorted
}
check 'three shards are together the whole' shards

layers() {
  convert -q --layer plain good.csv | sort >plain.sorted
  convert -q --layer links good.csv | sort >links.sorted
  [ -s links.sorted ] && [ -s plain.sorted ] &&
    [ -z "$(comm -12 plain.sorted links.sorted)" ] &&
    sort plain.sorted links.sorted | cmp - good.sorted
}
check 'plain and links are together all statements, none in both' layers

plain_beside() {
  convert -q -t csv good.csv >plain.csv
  convert -q -t json good.csv >plain.json
  "$program" batch -q -m "$pack" --base "$base" "$1" "$2" &&
    cmp plain.csv "$2/plain/good.csv" && cmp plain.json "$2/plain/good.json" &&
    cmp good.nt "$2/linked/good.nt"
}
mkdir in && cp good.csv in/
check 'batch writes what convert writes' plain_beside in out

json_is_csv() {
  convert -q -t csv bad.csv >bad-plain.csv
  convert -q -t json bad.csv >bad-plain.json
  /usr/bin/python3 - <<'P'
import csv, json
for name in "plain", "bad-plain":
    rows = csv.DictReader(open(name + ".csv", encoding="utf-8", newline=""))
    made = json.load(open(name + ".json", encoding="utf-8"),
                     parse_float=lambda text: ("number", text),
                     parse_int=lambda text: ("number", text))
    wanted = [{k: ("number", v) if k == "belopp" else v
               for k, v in row.items() if v} for row in rows]
    if made != wanted or not made or [*made[0]] != [*wanted[0]]:
        raise SystemExit(1)
P
}
check 'plain JSON has the rows of plain CSV, amounts digit by digit' json_is_csv
json_shards() {
  for i in 1 2 3; do convert -q -t json --shard $i/3 good.csv >part$i.json; done
  /usr/bin/python3 - <<'P'
import json
whole = json.load(open("plain.json", encoding="utf-8"))
parts = [json.load(open(f"part{i}.json", encoding="utf-8")) for i in (1, 2, 3)]
key = lambda row: json.dumps(row, sort_keys=True)
raise SystemExit(not all(parts) or
                 sorted(whole, key=key) != sorted(sum(parts, []), key=key))
P
}
check 'three shards of JSON are documents, and together the whole' json_shards
plain_again() { convert -q -t csv plain.csv | cmp - plain.csv; }
check 'plain CSV converts to itself' plain_again
plain_linked() { convert -q plain.csv | sort | cmp - good.sorted; }
check 'plain CSV gives the same statements as its source' plain_linked

if command -v rapper >/dev/null 2>&1; then
  canon() { rapper -q -i "$1" -o ntriples "$2" "$base/" 2>rapper.err | sort; }
  graph_is_kept() {
    convert -q -t "$1" good.csv >back."$1" && canon ntriples good.nt >a &&
      canon "$2" back."$1" >b && [ ! -s rapper.err ] && cmp a b
  }
  check 'turtle read by rapper is the same graph' graph_is_kept turtle turtle
  check 'RDF/XML read by rapper is the same graph' graph_is_kept rdfxml rdfxml
  check 'N-Quads read by rapper is the same graph' graph_is_kept nquads nquads
else
  skip 'turtle by rapper' 'no rapper'
  skip 'RDF/XML by rapper' 'no rapper'
  skip 'N-Quads by rapper' 'no rapper'
fi
if command -v serdi >/dev/null 2>&1; then
  serd_agrees() {
    convert -q -t turtle good.csv >good.ttl &&
      serdi -e -i turtle -o ntriples good.ttl >serd.nt && sort serd.nt >a &&
      serdi -e -i ntriples -o ntriples good.nt | sort | cmp a -
  }
  check 'serdi reads Turtle and N-Triples as the same graph' serd_agrees
else
  skip 'serdi' 'no serdi'
fi
if /usr/bin/python3 -c 'import rdflib' 2>/dev/null; then
  rdflib_agrees() {
    head -n 300 good.csv >small.csv
    convert -q small.csv >small.nt && convert -q -t turtle small.csv >small.ttl &&
      convert -q -t trig small.csv >small.trig && /usr/bin/python3 - <<'P'
import rdflib
rdflib.NORMALIZE_LITERALS = False
def read(name, form):
    g = rdflib.ConjunctiveGraph()
    g.parse(name, format=form)
    return {(s, p, o.n3()) for s, p, o in g}
a, b, c = read("small.nt", "nt"), read("small.ttl", "turtle"), read("small.trig", "trig")
raise SystemExit(0 if a and a == b == c else 1)
P
  }
  check 'rdflib reads N-Triples, Turtle and TriG as the same graph' rdflib_agrees
else
  skip 'rdflib' 'no python3-rdflib'
fi

from_stdin() { convert -q - <good.csv | cmp - good.nt; }
check 'standard input gives the same bytes' from_stdin
canonical() { LC_ALL=C grep -nvP '^(<[^<> "{}|^`\\]*>|_:[A-Za-z0-9]+) <[^<> "{}|^`\\]*> (<[^<> "{}|^`\\]*>|_:[A-Za-z0-9]+|"([^"\\\n\r\x00-\x1f\x7f]|\\[tbnrf"\\]|\\u00[01][0-9A-F]|\\u007F)*"(\^\^<[^<> ]*>|@[a-z]+(-[A-Za-z0-9]+)*)?) \.$' good.nt | head -n 1 | { ! grep . ; }; }
check 'N-Triples are canonical in form' canonical
