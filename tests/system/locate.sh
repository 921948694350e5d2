#!/bin/sh
# Locating metadata ("Model for Tabular Data", section 5), over HTTP and beside
# files; and groups of tables.
. "$top_srcdir/tests/system/tap.sh"
. "$top_srcdir/tests/system/web.sh"

plan 50
convert() { status=$1; shift; run "$status" convert --minimal "$@"; }

# describe FILE URL MARK: metadata of the table URL, whose rows are of MARK
describe() {
  put "$1" <<E
{"@context": "http://www.w3.org/ns/csvw", "url": "$2", "tableSchema": {
 "aboutUrl": "http://x.org/{id}", "columns": [
 {"titles": "id", "suppressOutput": true},
 {"titles": "name", "propertyUrl": "http://x.org/$3"}]}}
E
}
# table FILE: a table at it
table() { printf 'id,name\n1,Ett\n' | put "$1"; }
# used MARK: the metadata of this mark was
used() { triple http://x.org/1 "http://x.org/$1" '"Ett"'; }
# bare: none was
bare() { grep -qF '.csv#name> "Ett" .' out; }

# 5.2 Link header

# link NAME FIELD...: a folder with a table whose answer has these fields
link() {
  name=$1
  shift
  table "here/$name/t.csv"
  for field; do echo "Link: $field"; done | put "here/$name/t.csv.http"
}
# links NAME STATUS: convert it
links() { convert "${2-0}" "$here/$1/t.csv"; }

link plain '<m.json>; rel="describedby"; type="application/csvm+json"'
describe here/plain/m.json t.csv linked
linked() { links plain && used linked && quiet; }
check 'a link' linked

link bare '<m.json>;rel=describedby;type=application/csvm+json'
describe here/bare/m.json t.csv linked
unquoted() { links bare && used linked && quiet; }
check '... without quotes' unquoted

link odd '<m.json>; TYPE="Application/LD+JSON; profile=x"; rel="next DescribedBy"'
describe here/odd/m.json "@HERE@/odd/t%2Ecsv" linked
odd() { links odd && used linked && quiet; }
check '... one of several relations, in any case' odd

link up '</up/s/m.json>; rel="describedby"; type="application/json"'
describe here/up/s/m.json ../t.csv linked
rooted() { links up && used linked && quiet; }
check '... to another folder' rooted

link many '<a.json>; rel="describedby"; type="application/csvm+json", <b.json>; rel="describedby"; type="application/csvm+json"'
describe here/many/a.json t.csv a
describe here/many/b.json t.csv b
many() { links many && used b && quiet; }
check 'the last of several links' many

link fields '<a.json>; rel="describedby"; type="application/csvm+json"' \
  '<b.json>; rel="describedby"; type="application/csvm+json"' \
  '<c.json>; rel="describedby"; type="application/csvm+json"'
describe here/fields/a.json t.csv a
describe here/fields/b.json t.csv b
describe here/fields/c.json other.csv c
valid() { links fields && used b && said 'c.json: warning: this metadata does not'; }
check '... that is valid, of several fields' valid

link other '<a.json>; rel="describes"; type="application/csvm+json"' \
  '<a.json>; rel="describedby"; type="text/html"' \
  '<a.json>; rel="describedby"' \
  '<a.json>; rel="describedby"; type="application/csvm+json"; anchor="#x"'
describe here/other/a.json t.csv a
others() { forget; links other && bare && quiet && asked 0 /a.json; }
check 'links of other kinds' others

link absent '<no.json>; rel="describedby"; type="application/csvm+json"'
describe here/absent/t.csv-metadata.json t.csv own
absent() { links absent && used own && said 'no.json: warning: .*404'; }
check 'a link to what there is not is told, and passed over' absent

link page '<p.json>; rel="describedby"; type="application/csvm+json"'
echo '<html></html>' | put here/page/p.json
linked_page() { links page && bare && said 'p.json: warning: .*but it is none'; }
check '... and one to what is no metadata' linked_page

link away '<@THERE@/m.json>; rel="describedby"; type="application/csvm+json"'
describe there/m.json "@HERE@/away/t.csv" away
linked_away() {
  forget
  links away && bare && said 'warning: .*on a host that the command line' &&
    asked 0 . there && convert 0 --allow-network "$here/away/t.csv" && used away
}
check '... and one to another host, without --allow-network' linked_away

link broken '<m.json>; rel="describedby"; type="application/csvm+json"'
echo '{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv",' |
  put here/broken/m.json
linked_broken() { links broken 1 && said 'm.json:2: error: not JSON'; }
check 'a link to broken metadata is an error' linked_broken

# 32 of those that nobody has, and one before them
link long '<m.json>; rel="describedby"; type="application/csvm+json"' \
  "$(for n in $(seq 31); do
    printf '<n%d.json>; rel=describedby; type="application/csvm+json", ' "$n"
  done)<n32.json>; rel=describedby; type=application/csvm+json"
describe here/long/m.json t.csv linked
many_links() {
  forget
  links long && bare && asked 32 '^/long/n[0-9]*.json$' &&
    asked 0 '^/long/m.json$' &&
    said 'long/t.csv: warning: only 32 of the places .* --max-locations' &&
    convert 0 --max-locations 33 "$here/long/t.csv" && used linked &&
    ! said 'only 33' >/dev/null &&
    convert 0 --max-locations 0 "$here/long/t.csv" && bare
}
check 'links to metadata, --max-locations' many_links

link cut '<m.json>; rel="describedby"; type="application/csvm+json"'
describe here/cut/m.json t.csv linked
echo '!cut 20' | put here/cut/m.json.http
linked_cut() { links cut 3 && said 'm.json: error: .*connection broke'; }
check '... and one to metadata that breaks off ends the run' linked_cut

# 5.3 Default locations

table here/d/t.csv
describe here/d/csv-metadata.json t.csv common
common() {
  forget
  convert 0 "$here/d/t.csv" && used common && quiet &&
    asked 1 '^/.well-known/csvm$' && asked 1 '^/d/t.csv-metadata.json$'
}
check 'csv-metadata.json' common

own() {
  describe here/d/t.csv-metadata.json t.csv own
  forget
  convert 0 "$here/d/t.csv" && used own && quiet &&
    asked 0 '^/d/csv-metadata.json$'
}
check 'FILE-metadata.json before it' own

other() {
  describe here/d/t.csv-metadata.json u.csv own
  convert 0 "$here/d/t.csv" && used common &&
    said 'd/t.csv-metadata.json: warning: this metadata does not describe'
}
check '... unless it describes another table' other

soft() {
  echo '<!DOCTYPE html><title>Oops</title>' | put here/d/t.csv-metadata.json
  convert 0 "$here/d/t.csv" && used common && quiet
}
check '... or is a page' soft

server_fault() {
  echo 500 | put here/d/t.csv-metadata.json.http
  convert 0 "$here/d/t.csv" && used common &&
    said 'd/t.csv-metadata.json: warning: the server answers 500'
  good=$?
  rm here/d/t.csv-metadata.json.http
  [ $good = 0 ]
}
check 'a server that fails is told' server_fault

query() {
  table here/q/t.csv
  describe here/q/csv-metadata.json 't.csv?a=b' query
  convert 0 "$here/q/t.csv?a=b#row=2" && used query && quiet &&
    convert 0 "$here/q/t.csv?a=c" && grep -q '?a=c#name> "Ett"' out && said 'does not describe'
}
check 'a query belongs to the URL, a fragment does not' query

moved() {
  table here/new/t.csv
  describe here/new/t.csv-metadata.json t.csv new
  printf '302\nLocation: /new/t.csv\n' | put here/old.csv.http
  convert 0 "$here/old.csv" && used new && quiet
  describe here/new/t.csv-metadata.json ../old.csv new
  convert 0 "$here/old.csv" && used new && quiet
}
check 'metadata of either end of a redirect' moved

# 5.3 Site-wide configuration

printf '{+url}.json\r\n\ncsvm.json\n/csvm?file={url}\n' | put here/.well-known/csvm
table here/w/t.csv
order() {
  forget
  convert 0 "$here/w/t.csv" && bare && quiet &&
    [ "$(sed 1d here.log | tr '\n' ' ')" = "/.well-known/csvm /w/t.csv.json /w/csvm.json /csvm?file=$(printf %s "$here" | sed 's|:|%3A|g; s|/|%2F|g')%2Fw%2Ft.csv " ]
}
check 'the templates of the site, in their order' order

last() { describe here/csvm /w/t.csv last; convert 0 "$here/w/t.csv" && used last; }
check '... the last one' last
middle() {
  describe here/w/csvm.json t.csv middle
  convert 0 "$here/w/t.csv" && used middle
}
check '... another one before it' middle
first() {
  describe here/w/t.csv.json t.csv first
  convert 0 "$here/w/t.csv" && used first && quiet
}
check '... the first one' first

no_template() {
  printf '{+url\n{+url}-x.json\n' | put here/.well-known/csvm
  describe here/w/t.csv-x.json t.csv second
  convert 0 "$here/w/t.csv" && used second &&
    said 'csvm: warning: "{+url" is no URI template'
}
check 'a line that is no template is passed over' no_template

to_other_host() {
  echo '@THERE@/m.json' | put here/.well-known/csvm
  describe there/m.json "@HERE@/w/t.csv" away
  forget
  convert 0 "$here/w/t.csv" && bare && said 'host that the command' &&
    asked 0 . there
}
check 'a template that leads to another host' to_other_host

page_for_all() {
  echo '<html>{+url}-x.json</html>' | put here/.well-known/csvm
  echo 'Content-Type: text/html' | put here/.well-known/csvm.http
  describe here/w/t.csv-metadata.json t.csv default
  convert 0 "$here/w/t.csv" && used default && quiet
}
check 'a page is no configuration' page_for_all

places() {
  rm here/.well-known/csvm.http here/w/t.csv-metadata.json
  for n in $(seq 33); do echo "m$n.json"; done | put here/.well-known/csvm
  describe here/w/m33.json t.csv thirty-third
  convert 0 "$here/w/t.csv" && bare &&
    said 'csvm: warning: only 32 of the places .* --max-locations' &&
    convert 0 --max-locations 33 "$here/w/t.csv" && used thirty-third &&
    quiet && convert 0 --max-locations 32 "$here/w/t.csv" && bare
}
check 'places of the site, --max-locations' places
rm -r here/.well-known

# 5.1 Overriding metadata

describe user.json "@HERE@/d/t.csv" user
overriding() {
  forget
  convert 0 --metadata user.json "$here/d/t.csv" && used user && quiet &&
    asked 0 metadata && asked 0 csvm
}
check 'overriding metadata alone' overriding

describe here/user.json d/t.csv user
overriding_url() {
  convert 0 --metadata "$here/user.json" "$here/d/t.csv" && used user && quiet
}
check '... by URL' overriding_url

another_table() {
  printf 'id,name\n2,Två\n' | put here/ref.csv
  describe here/ref.json ref.csv ref
  convert 0 --metadata "$here/ref.json" "$here/d/t.csv" &&
    triple http://x.org/2 http://x.org/ref '"Två"' && ! grep -q Ett out &&
    said 'note: this metadata does not name the input'
}
check '... of another table is about that' another_table

mapped() {
  convert 0 -m "$here/ref.json" "$here/d/t.csv" && used ref && quiet
}
check 'what --mapping names is for the input' mapped

# Beside files

mkdir -p f && table f/t.csv
local_default() {
  describe f/csv-metadata.json t.csv common
  convert 0 f/t.csv && used common && quiet &&
    describe f/t.csv-metadata.json u.csv own &&
    convert 0 f/t.csv && used common && said 'does not describe f/t.csv' &&
    describe f/t.csv-metadata.json http://example.org/data/t.csv own &&
    convert 0 f/t.csv && used own && quiet
}
check 'the same beside a file' local_default

local_policy() {
  printf 'id,name\n1,secret\n' >secret.csv
  put f/t.csv-metadata.json <<'E'
{"@context": "http://www.w3.org/ns/csvw",
 "tables": [{"url": "t.csv"}, {"url": "../secret.csv"}]}
E
  convert 1 f/t.csv && said 'is a file that this metadata may not read' &&
    ! grep -q secret out && convert 0 -m f/t.csv-metadata.json && grep -q secret out
}
check 'what is found leads to its own folder only' local_policy

hidden_way() {
  put f/t.csv-metadata.json <<'E'
{"@context": "http://www.w3.org/ns/csvw",
 "tables": [{"url": "t.csv"}, {"url": "x%2F..%2F..%2Fsecret.csv"}]}
E
  mkdir -p f/x
  convert 1 f/t.csv && said 'may not read' && ! grep -q secret out
}
check '... by no hidden way' hidden_way

local_away() {
  put f/t.csv-metadata.json <<'E'
{"@context": "http://www.w3.org/ns/csvw",
 "tables": [{"url": "t.csv"}, {"url": "@HERE@/d/t.csv"}]}
E
  forget
  convert 1 f/t.csv && said 'on a host that the command line' && asked 0 . &&
    convert 0 --allow-network f/t.csv && grep -qF "<$here/d/t.csv#name>" out
}
check '... and asks nobody' local_away

# Groups

put here/g/all.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "dc:title": "All",
 "tableSchema": {"columns": [{"titles": "id"}, {"titles": "name"}]},
 "tables": [
  {"url": "a.csv"},
  {"url": "b.tsv", "tableSchema": {"columns": [{"titles": "x", "datatype": "integer"}]}},
  {"url": "c.csv", "suppressOutput": true},
  {"url": "d.csv", "dialect": {"delimiter": ";"}}]}
E
table here/g/a.csv
printf 'x\n7\n' | put here/g/b.tsv
echo 'Content-Type: text/tab-separated-values' | put here/g/b.tsv.http
printf 'id,name\n1,none\n' | put here/g/c.csv
printf 'id;name\n4;Fyra\n' | put here/g/d.csv
group() {
  run 0 convert "$here/g/all.json" && quiet &&
    [ "$(grep -c 'csvw#TableGroup>' out)" = 1 ] &&
    [ "$(grep -c 'csvw#Table>' out)" = 3 ] &&
    [ "$(grep -c 'ns/csvw#table> ' out)" = 3 ] &&
    grep -qF "<$here/g/b.tsv#x> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer>" out &&
    grep -qF "<$here/g/d.csv#name> \"Fyra\"" out &&
    [ "$(grep -c '"All"' out)" = 1 ] && ! grep -q none out &&
    [ "$(grep -n 'a.csv> \.' out | cut -d: -f1)" -lt \
      "$(grep -n 'd.csv> \.' out | cut -d: -f1)" ]
}
check 'a group by URL: all its tables, in order, each by its schema' group

group_from_table() {
  cp here/g/all.json here/g/csv-metadata.json
  run 0 convert "$here/g/a.csv" && said 'note: this metadata describes 4 tables' &&
    sed 's/_:[a-z0-9]*/_:/g' out | sort >from-table &&
    run 0 convert "$here/g/all.json" &&
    sed 's/_:[a-z0-9]*/_:/g' out | sort | cmp - from-table
}
check '... the same from one of its tables' group_from_table

group_last() {
  forget
  run 0 convert "$here/g/d.csv" && grep -qF "<$here/g/a.csv#name> \"Ett\"" out &&
    asked 2 '^/g/d.csv$'
}
check '... from the last one' group_last

group_plain() {
  convert 0 --to csv "$here/g/a.csv" && [ "$(cat out)" = "$(printf 'id,name\r\n1,Ett\r')" ]
}
check 'plain CSV is of the input alone' group_plain

group_missing() {
  rm here/g/d.csv
  echo old >kept.nt
  run 1 convert "$here/g/all.json" -o kept.nt && said 'd.csv: error: .*404' &&
    [ "$(cat kept.nt)" = old ]
}
check 'a group with a table that there is not is nothing' group_missing

# Checks

checked() {
  run 0 check "$here/d/t.csv" && describe here/d/t.csv-metadata.json t.csv own &&
    sed -i 's/"titles": "name"/"titles": "name", "datatype": "integer"/' \
      here/d/t.csv-metadata.json &&
    run 1 check "$here/d/t.csv" && said "$here/d/t.csv:2:2: error: \"Ett\""
}
check 'a check by URL' checked

keys() {
  put here/k/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "tables": [
 {"url": "a.csv", "tableSchema": {"columns": [{"name": "id", "titles": "id"}], "primaryKey": "id"}},
 {"url": "b.csv", "tableSchema": {"columns": [{"name": "ref", "titles": "ref"}], "foreignKeys": [
  {"columnReference": "ref", "reference": {"resource": "a.csv", "columnReference": "id"}}]}}]}
E
  printf 'id\n1\n2\n' | put here/k/a.csv
  printf 'ref\n2\n2\n' | put here/k/b.csv
  run 0 check "$here/k/m.json" && printf 'ref\n2\n3\n' | put here/k/b.csv &&
    run 1 check "$here/k/m.json"
}
check '... of keys between tables' keys

report() {
  run 1 check --report report.json "$here/k/m.json"
  grep -qF "\"inputs\": [\"$here/k/m.json\"" report.json ||
    grep -qF "$here/k/m.json" report.json
}
check '... with a report' report

explained() {
  run 0 explain "$here/q/t.csv?a=b" && grep -q ':query {name}' out
}
check 'explain, by URL' explained

provenance() {
  run 0 convert --provenance "$here/q/t.csv?a=b" &&
    grep -qF "prov#entity> <$here/q/csv-metadata.json>" out
}
check 'provenance names the metadata that was located' provenance

one_of_group() {
  put one/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "dc:title": "All", "tables": [
 {"url": "a.csv"}, {"url": "b.csv"}]}
E
  table one/a.csv && table one/b.csv
  run 0 convert -m one/m.json one/b.csv && [ "$(grep -c '"All"' out)" = 1 ] &&
    [ "$(grep -c 'csvw#TableGroup>' out)" = 1 ] &&
    [ "$(grep -c 'csvw#Table>' out)" = 1 ]
}
check 'the second table of a group alone has the group, too' one_of_group

one_below_base() {
  run 0 convert --base https://data.example.se -m one/m.json one/b.csv &&
    ! grep -q file: out && grep -qF '<https://data.example.se/b.csv> .' out
}
check '... below the base' one_below_base

twins() {
  mkdir -p two/x two/y
  table two/x/t.csv && table two/y/t.csv
  put two/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "tables": [
 {"url": "x/t.csv"}, {"url": "y/t.csv"}]}
E
  run 0 convert --base https://data.example.se two/m.json &&
    [ "$(grep -c 'csvw#describes>' out)" = "$(grep 'csvw#describes>' out | sort -u | wc -l)" ]
}
check 'tables of one name have rows of their own' twins

loaded() {
  run 0 load --minimal --store s.db "$here/d/t.csv" && run 0 query --store s.db \
    --results csv 'SELECT ?o { <http://x.org/1> ?p ?o }' && grep -q Ett out
}
check 'load, by URL' loaded
