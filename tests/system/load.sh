#!/bin/sh
# RDF by URL into the store: its syntax, its base, and what goes wrong on the way.
. "$top_srcdir/tests/system/tap.sh"
. "$top_srcdir/tests/system/web.sh"

plan 17
# load STATUS ARGUMENT...: into an empty store
load() {
  rm -rf s.db
  status=$1
  shift
  run "$status" load --store s.db "$@"
}
# holds N-TRIPLE: the store, and nothing else
holds() {
  run 0 query --store s.db --results ntriples 'CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }' &&
    [ "$(cat out)" = "$1" ] && return
  sed 's/^/# /' out
  return 1
}
# typed FILE TYPE: how it is announced; text as the server has nothing to say
typed() { echo "Content-Type: $2" | put "here/$1.http"; }

turtle='@prefix x: <http://x.org/> . <a> x:p "å" .'
statement() { printf '<%s> <http://x.org/p> "å" .' "$1"; }

# syntax TYPE TEXT: of a document whose name says nothing
syntax() {
  echo "$2" | put here/d/doc
  typed d/doc "$1"
  load 0 "$here/d/doc" && holds "$(statement "${3-$here/d/a}")"
}
of_turtle() {
  syntax 'text/turtle; charset=utf-8' "$turtle" &&
    syntax 'Text/Turtle' "$turtle" &&
    syntax application/trig "@prefix x: <http://x.org/> . { <a> x:p \"å\" . }"
}
check 'Turtle and TriG by the media type' of_turtle
lines='<http://x.org/a> <http://x.org/p> "å" .'
of_lines() {
  syntax application/n-triples "$lines" http://x.org/a &&
    syntax application/n-quads "$lines" http://x.org/a
}
check 'N-Triples and N-Quads' of_lines
of_xml() {
  syntax application/rdf+xml '<?xml version="1.0"?><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.org/">
    <rdf:Description rdf:about="a"><x:p>å</x:p></rdf:Description></rdf:RDF>'
}
check 'RDF/XML' of_xml

type_first() {
  put here/d/doc.csv <<T
$turtle
T
  typed d/doc.csv text/turtle
  load 0 "$here/d/doc.csv" && holds "$(statement "$here/d/a")"
}
check 'the media type says more than the ending' type_first
by_ending() {
  echo '<a> <http://x.org/p> "å" .' | put here/d/e.ttl
  rm -f here/d/e.ttl.http
  load 0 "$here/d/e.ttl?version=1#top" && holds "$(statement "$here/d/a")" &&
    typed d/e.ttl application/octet-stream && load 0 "$here/d/e.ttl" &&
    holds "$(statement "$here/d/a")"
}
check '... the ending, where there is none for RDF' by_ending
by_content() {
  echo "$turtle" | put here/d/bare
  load 0 "$here/d/bare" && holds "$(statement "$here/d/a")" &&
    typed d/bare text/plain && load 0 "$here/d/bare" &&
    holds "$(statement "$here/d/a")"
}
check '... or the content' by_content
table() {
  printf '@prefix x: <http://x.org/> .\nEtt\n' | put here/d/t.csv
  typed d/t.csv text/csv
  load 0 --minimal "$here/d/t.csv" && run 0 query --store s.db --results csv \
    'SELECT ?o { ?s ?p ?o }' && [ "$(sed -n 2p out | tr -d '\r')" = Ett ]
}
check 'a table is what is announced as one' table
once() {
  forget
  load 0 "$here/d/bare" && asked 1 . && load 0 "$here/d/t.csv" &&
    asked 2 '^/d/[bt][^-]*$'
}
check 'it is asked for once' once

# RFC 3986, 5.1.3
base_after_redirect() {
  printf '302\nLocation: @HERE@/new/place/doc\n' | put here/d/old.http
  echo "$turtle" | put here/new/place/doc
  load 0 "$here/d/old" && holds "$(statement "$here/new/place/a")"
}
check 'the base is the URL that answered' base_after_redirect
base_option() {
  load 0 --base http://base.example/x/ "$here/d/bare" &&
    holds "$(statement http://base.example/x/a)"
}
check '... unless --base says another' base_option

compressed() {
  echo "$turtle" | put here/d/gz
  printf '!gzip\nContent-Type: text/turtle\n' | put here/d/gz.http
  load 0 "$here/d/gz" && holds "$(statement "$here/d/a")"
}
check 'compressed on the way' compressed

# What goes wrong leaves the store as it was.
# fails STATUS PATTERN ARGUMENT...
fails() {
  rm -rf s.db
  status=$1 words=$2
  shift 2
  run 0 load --store s.db "$here/d/bare" &&
    run "$status" load --store s.db "$@" && said "$words" &&
    holds "$(statement "$here/d/a")"
}
broken() {
  printf '<http://x.org/b> <http://x.org/p> 1 .\n<http://x.org/c> oops\n' |
    put here/d/broken.ttl
  fails 1 'd/broken.ttl:2' "$here/d/broken.ttl" &&
    fails 1 '404' "$here/d/nowhere.ttl" && echo 503 | put here/d/busy.ttl.http &&
    fails 3 '503' "$here/d/busy.ttl"
}
check 'a document at fault, none, and a server that fails' broken
cut_off() {
  for n in $(seq 3000); do
    echo "<http://x.org/$n> <http://x.org/p> \"some words that take room\" ."
  done | put here/d/cut.nt
  echo '!cut 150000' | put here/d/cut.nt.http
  fails 3 'connection broke' "$here/d/cut.nt"
}
check 'a connection that breaks' cut_off
stalls() {
  put here/d/stall.nt <here/d/cut.nt
  echo '!stall 1000' | put here/d/stall.nt.http
  fails 3 'nothing has come for 1 seconds' --timeout 1 "$here/d/stall.nt"
}
check '--timeout' stalls
too_large() {
  size=$(wc -c <here/d/bare)
  fails 1 "more than $((size - 1)) bytes come" --max-download $((size - 1)) \
    "$here/d/bare" && load 0 --max-download "$size" "$here/d/bare"
}
check '--max-download' too_large
redirects() {
  fails 1 'more than 0 redirects' --max-redirects 0 "$here/d/old" &&
    load 0 --max-redirects 1 "$here/d/old" &&
    printf '302\nLocation: @THERE@/x.ttl\n' | put here/d/away.http &&
    echo "$turtle" | put there/x.ttl && forget &&
    fails 1 'on a host that the command line does not name' "$here/d/away" &&
    asked 0 . there && load 0 --allow-network "$here/d/away" &&
    holds "$(statement "$there/a")"
}
check 'redirects, --max-redirects, and other hosts' redirects
several() {
  load 1 --graph http://x.org/g "$here/d/bare" here/d/broken.ttl || return
  load 0 --graph http://x.org/g "$here/d/bare" "$here/new/place/doc" &&
    run 0 query --store s.db --results csv \
      'SELECT ?s { GRAPH <http://x.org/g> { ?s ?p ?o } }' &&
    [ "$(wc -l <out)" = 3 ]
}
check 'several, into a graph' several
