#!/bin/sh
# Tables and metadata over HTTP: answers, limits, and what is never asked for.
. "$top_srcdir/tests/system/tap.sh"
. "$top_srcdir/tests/system/web.sh"

plan 63
convert() { status=$1; shift; run "$status" convert --minimal "$@"; }

put here/t.csv <<'E'
id,name
1,Ett
E

plain_table() {
  convert 0 "$here/t.csv" && grep -qF "<$here/t.csv#name> \"Ett\" ." out
}
check 'a table' plain_table

empty_table() {
  put here/empty.csv </dev/null
  convert 0 "$here/empty.csv" && said 'ends before the header row'
}
check 'an empty answer is a table without a header' empty_table

odd_name() {
  put 'here/år 1.csv' <here/t.csv
  convert 0 "$here/år 1.csv" && grep -qF "<$here/år%201.csv#name> \"Ett\" ." out &&
    asked 1 '^/%[cC]3%[aA]5r%201.csv$'
}
check 'a name with letters and blanks' odd_name

ledger_by_pack() {
  "$ledger" --rows 300 --seed 4 >here/ledger.csv
  cp here/ledger.csv ledger.csv
  run 0 convert -m "$pack" --base "$base" here/ledger.csv && mv out local.nt &&
    run 0 convert -m "$pack" --base "$base" "$here/ledger.csv" &&
    cmp out local.nt
}
check 'a pack makes the same of a URL and of a file' ledger_by_pack

shared() {
  convert 0 "$here/t.csv" && convert 0 --jobs 4 "$here/ledger.csv" -o four.nt &&
    convert 0 --jobs 1 "$here/ledger.csv" -o one.nt && cmp one.nt four.nt
}
check 'the same bytes for any workers' shared

# Encodings of the transfer

put here/gzip.csv <here/t.csv
echo '!gzip' | put here/gzip.csv.http
compressed() { convert 0 "$here/gzip.csv" && grep -q '"Ett"' out; }
check 'Content-Encoding is taken off' compressed

put here/twice.csv <here/t.csv
echo '!gzip-twice' | put here/twice.csv.http
decoded_once() { "$program" convert "$here/twice.csv" >out 2>err; ! grep -q '"Ett"' out; }
check '... and only as often as it says' decoded_once

printf '!gzip\n!short 20\n' | put here/short.csv.http
put here/short.csv <here/t.csv
short() { convert 3 "$here/short.csv" && said 'broke before the end'; }
check '... and what is compressed has an end' short

echo 'Content-Encoding: br' | put here/br.csv.http
put here/br.csv <here/t.csv
unknown() { convert 3 "$here/br.csv" && said 'cannot be decoded'; }
check '... of a kind that was asked for' unknown

printf '!chunked\n' | put here/chunked.csv.http
put here/chunked.csv <here/t.csv
chunked() { convert 0 "$here/chunked.csv" && grep -q '"Ett"' out; }
check 'a body in chunks' chunked

put here/bomb.csv <here/t.csv
echo '!bomb 40000' | put here/bomb.csv.http
bomb() { convert 1 "$here/bomb.csv" && said 'grows more than 200 times'; }
check 'what grows beyond reason is refused' bomb

# Content-Type, Content-Language ("Model for Tabular Data", 6.1)

printf 'id;name\n1;\305ke\n' >here/latin.csv
echo 'Content-Type: text/csv; charset="ISO-8859-1"' | put here/latin.csv.http
charset() { convert 0 --delimiter ';' "$here/latin.csv" && grep -q '"Åke"' out; }
check 'charset' charset

charset_overruled() {
  convert 0 --delimiter ';' --encoding iso-8859-2 "$here/latin.csv" &&
    grep -q '"Ĺke"' out
}
check '... gives way to --encoding' charset_overruled

put here/odd.csv <here/t.csv
echo 'Content-Type: text/csv; charset=klingon' | put here/odd.csv.http
odd_charset() {
  convert 0 "$here/odd.csv" && said 'warning: the server says .*"klingon"'
}
check '... that nobody knows is told' odd_charset

put here/bare.csv <here/t.csv
echo 'Content-Type: text/csv; header=absent' | put here/bare.csv.http
no_header() {
  convert 0 "$here/bare.csv" && grep -qF "<$here/bare.csv#_col.2> \"name\" ." out
}
check 'header=absent' no_header

printf 'id\tname\n1\tEtt, två\n' >here/t.tsv
echo 'Content-Type: Text/Tab-Separated-Values;charset=utf-8' | put here/t.tsv.http
tabs() { convert 0 "$here/t.tsv" && grep -q '#name> "Ett, två"' out; }
check 'text/tab-separated-values' tabs

put here/sv.csv <here/t.csv
echo 'Content-Language: sv' | put here/sv.csv.http
language() { convert 0 "$here/sv.csv" && grep -q '"Ett"@sv \.' out; }
check 'Content-Language' language

put here/two.csv <here/t.csv
echo 'Content-Language: sv, en' | put here/two.csv.http
languages() { convert 0 "$here/two.csv" && grep -q '"Ett" \.' out; }
check '... of two languages is none' languages

put here/own.csv <here/t.csv
echo 'Content-Language: sv' | put here/own.csv.http
put here/own.csv-metadata.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "own.csv", "lang": "en"}
E
own_language() { convert 0 "$here/own.csv" && grep -q '"Ett"@en \.' out; }
check '... gives way to lang' own_language

put here/dialect.csv <here/t.csv
echo 'Content-Type: text/tab-separated-values; charset=utf-16; header=absent' |
  put here/dialect.csv.http
put here/dialect.csv-metadata.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "dialect.csv", "dialect": {}}
E
dialect() {
  convert 0 "$here/dialect.csv" && grep -q '#name> "Ett"' out &&
    said 'note: the server says that it is in utf-16'
}
check 'the header counts for the default dialect only' dialect

# the same for each table of a group, and for what has no dialect
put here/g/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "tables": [
 {"url": "charset.csv"},
 {"url": "dialect.csv", "dialect": {"encoding": "ISO-8859-15"}},
 {"url": "plain.csv"}]}
E
printf 'id,name\n1,\305ke\n' >here/g/charset.csv
echo 'Content-Type: text/csv; charset=windows-1252' | put here/g/charset.csv.http
printf 'id,name\n1,\244ke\n' >here/g/dialect.csv
echo 'Content-Type: text/csv; charset=utf-16' | put here/g/dialect.csv.http
printf 'id,name\n1,Åke\n' >here/g/plain.csv
group_charsets() {
  convert 0 "$here/g/m.json" && grep -q 'charset.csv#name> "Åke"' out &&
    grep -q 'dialect.csv#name> "€ke"' out && grep -q 'plain.csv#name> "Åke"' out &&
    said 'dialect.csv: note: the server says that it is in utf-16'
}
check 'charset and dialect, for each table of a group' group_charsets

put here/codes/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": {
 "aboutUrl": "http://x.org/1", "columns": [{"titles": "c",
  "propertyUrl": "http://x.org/c",
  "https://w3id.org/lodstone/ns#codeList": "codes.csv"}]}}
E
printf 'c\nÅ\n' | put here/codes/t.csv
printf '\305,http://x.org/code/aring\n' >here/codes/codes.csv
echo 'Content-Type: text/csv; charset=iso-8859-1' | put here/codes/codes.csv.http
code_list_charset() {
  convert 0 "$here/codes/m.json" && triple http://x.org/1 http://x.org/c '<http://x.org/code/aring>'
}
check 'charset of a code list' code_list_charset
code_list_odd_charset() {
  printf 'Å,http://x.org/code/aring\n' >here/codes/codes.csv
  echo 'Content-Type: text/csv; charset=klingon' | put here/codes/codes.csv.http
  convert 0 "$here/codes/m.json" && said 'codes.csv: warning: .*"klingon"' &&
    triple http://x.org/1 http://x.org/c '<http://x.org/code/aring>' &&
    rm here/codes/codes.csv.http && convert 0 "$here/codes/m.json" &&
    quiet && printf '\377\376\305\0,\0h\0t\0t\0p\0:\0x\0\n\0' >here/codes/codes.csv &&
    convert 0 "$here/codes/m.json" && triple http://x.org/1 http://x.org/c '<http:x>'
}
check '... that nobody knows, none, and a byte order mark' code_list_odd_charset

# Redirects

put here/r/t.csv <here/t.csv
printf '302\nLocation: r/t.csv\n' | put here/moved.csv.http
redirect() {
  convert 0 "$here/moved.csv" && grep -qF "<$here/r/t.csv#name> \"Ett\" ." out
}
check 'a redirect is followed, and its end is the base' redirect

printf '301\nLocation: /loop.csv\n' | put here/loop.csv.http
loop() {
  forget
  convert 1 "$here/loop.csv" && said 'more than 10 redirects' &&
    asked 11 '^/loop.csv$'
}
check 'redirects that go round' loop

few_redirects() {
  convert 1 --max-redirects 0 "$here/moved.csv" &&
    said "more than 0 redirects, the last one to <$here/r/t.csv>" &&
    convert 0 --max-redirects 1 "$here/moved.csv" &&
    convert 0 --max-redirects 2 "$here/moved.csv"
}
check '--max-redirects' few_redirects

printf '302\nLocation: @THERE@/t.csv\n' | put here/away.csv.http
put there/t.csv <here/t.csv
elsewhere() {
  forget
  convert 1 "$here/away.csv" &&
    said "<$there/t.csv> is on a host that the command line does not name" &&
    asked 0 . there
}
check 'a redirect to another host is refused before it is asked' elsewhere

allowed_elsewhere() {
  convert 0 --allow-network "$here/away.csv" &&
    grep -qF "<$there/t.csv#name> \"Ett\" ." out
}
check '... unless --allow-network is given' allowed_elsewhere

printf '302\nLocation: file:///etc/passwd\n' | put here/file.csv.http
to_file() {
  convert 1 --allow-network "$here/file.csv" && said 'only http and https are' &&
    ! grep -q root out
}
check 'a redirect to a file is refused, whatever is allowed' to_file

printf '302\nLocation: ftp://127.0.0.1/x\n' | put here/ftp.csv.http
to_ftp() {
  convert 1 --allow-network "$here/ftp.csv" && said 'only http and https are'
}
check '... and one to another scheme' to_ftp

printf '302\nLocation: http://u:p@127.0.0.1/x\n' | put here/user.csv.http
to_user() {
  convert 1 --allow-network "$here/user.csv" && said 'user name or password'
}
check '... and one with a password' to_user

echo 302 | put here/nowhere.csv.http
to_nowhere() { convert 1 "$here/nowhere.csv" && said 'the server answers 302'; }
check '... and one that leads nowhere' to_nowhere

# What there is not

missing() {
  convert 1 "$here/missing.csv" &&
    said "^$here/missing.csv: error: the server answers 404: there is no such"
}
check 'a 404 is the input at fault' missing

echo 503 | put here/busy.csv.http
busy() { convert 3 "$here/busy.csv" && said 'answers 503: it is out of service'; }
check 'a 503 is the environment at fault' busy

refused() {
  convert 3 http://127.0.0.1:1/t.csv && said 'cannot be fetched: nobody answers'
}
check 'a port where nobody listens' refused

printf '<!DOCTYPE html>\n<title>Log in</title>\n' | put here/login.csv
page() { convert 1 "$here/login.csv" && said 'this is a web page'; }
check 'a page in place of a table' page

password() {
  convert 1 "http://me:secret@127.0.0.1:1/t.csv" &&
    said 'user name or password' && ! grep -q secret err
}
check 'a password on the command line is neither sent nor shown' password

# What breaks off

put here/cut.csv <<'E'
id,name
1,Ett
2,Två
E
echo '!cut 12' | put here/cut.csv.http
cut_off() {
  echo old >kept.nt
  convert 3 "$here/cut.csv" -o kept.nt && said 'the connection broke' &&
    [ "$(cat kept.nt)" = old ]
}
check 'a connection that breaks replaces nothing' cut_off

put here/cut-chunk.csv <here/cut.csv
printf '!cut 12\n!chunked\n' | put here/cut-chunk.csv.http
cut_chunk() { convert 3 "$here/cut-chunk.csv" && said 'cannot be fetched'; }
check '... nor does one in chunks' cut_chunk

put here/stall.csv <here/cut.csv
echo '!stall 12' | put here/stall.csv.http
stalled() {
  convert 3 --timeout 1 "$here/stall.csv" && said 'nothing has come for 1 seconds'
}
check '--timeout' stalled

size=$(wc -c <here/t.csv)
too_much() {
  convert 1 --max-download 10 "$here/t.csv" && said 'more than 10 bytes come' &&
    convert 1 --max-download $((size - 1)) "$here/t.csv" &&
    convert 0 --max-download "$size" "$here/t.csv" &&
    convert 0 --max-download $((size + 1)) "$here/t.csv"
}
check '--max-download' too_much

put here/large.csv <<'E'
id,name
123456789,a row that is as long as this one is
E
echo '!repeat 2000000' | put here/large.csv.http
flat() {
  (ulimit -v 400000 && convert 0 -j 2 --to csv "$here/large.csv") &&
    [ "$(wc -l <out)" -gt 2000000 ]
}
if is_sanitized; then
  skip 'a large table in little memory' 'sanitizers take memory of their own'
else
  check 'a large table in little memory' flat
fi

# Where an answer ends (RFC 9112, 6.3)

# lengths STATUS FIELD...: an answer of 13 bytes with these fields
lengths() {
  wanted=$1
  shift
  put here/length.csv <here/t.csv
  { echo '!no-length'; printf '%s\n' 'Connection: close' "$@"; } |
    put here/length.csv.http
  echo old >kept.nt
  convert "$wanted" "$here/length.csv" -o kept.nt || return
  if [ "$wanted" = 0 ]; then
    grep -q '"Ett"' kept.nt
  else
    [ "$(cat kept.nt)" = old ] && said 'error: .*\(Content-Length\|header\)'
  fi
}
one_length() {
  lengths 0 "Content-Length: $size" &&
    lengths 0 "Content-Length: $size" "content-length: 0$size" &&
    lengths 0 "Content-Length: $size, $size"
}
check 'one length, however often it is said' one_length
lengths_differ() {
  lengths 3 "Content-Length: $size" 'Content-Length: 10' &&
    lengths 3 'Content-Length: 10' "Content-Length: $size" &&
    lengths 3 "Content-Length: $size, 10" &&
    lengths 3 'Content-Length: 0' "Content-Length: $size" &&
    lengths 3 "Content-Length: $size" 'Content-Length: 0' &&
    lengths 3 "Content-Length: $size" 'Content-Length: 1000'
}
check '... and several are none' lengths_differ
odd_lengths() {
  for length in -1 +13 "${size}a" 0x0d '' ten 18446744073709551629 \
    99999999999999999999; do
    lengths 3 "Content-Length: $length" || return
  done
}
check '... nor are those that are no numbers, or too large ones' odd_lengths
length_of_chunks() {
  put here/both.csv <here/t.csv
  printf '!chunked\nContent-Length: 3\n' | put here/both.csv.http
  convert 0 "$here/both.csv" && grep -q '"Ett"' out
}
check 'Transfer-Encoding counts before Content-Length' length_of_chunks
length_of_redirect() {
  printf '302\nLocation: t.csv\nContent-Length: 2\n' |
    put here/odd-redirect.csv.http
  convert 3 "$here/odd-redirect.csv" && said Content-Length
}
check 'a redirect is an answer, too' length_of_redirect

# Limits, each with its option

header_size() {
  put here/header.csv <here/t.csv
  echo '!header 65536' | put here/header.csv.http
  convert 0 "$here/header.csv" || return
  echo '!header 65537' | put here/header.csv.http
  convert 1 "$here/header.csv" && said 'more than 65536 bytes; --max-header' &&
    convert 0 --max-header 65537 "$here/header.csv" &&
    convert 1 --max-header 65536 "$here/header.csv" &&
    convert 0 --max-header 65538 "$here/header.csv"
}
check '--max-header' header_size

# more than 16 MiB, of noise and of what is the same; prints how many times it
# grows
growth() {
  /usr/bin/python3 - <<'P'
import gzip, random
noise = random.Random(1)
text = b"id,name\n" + b"".join(
    b"%d,%s\n" % (n, noise.randbytes(8).hex().encode() + b"2" * 1000)
    for n in range(17000))
packed = gzip.compress(text, 9)
open("here/grows.csv", "wb").write(packed)
print(len(text) // len(packed))
P
}
times=$(growth)
printf 'Content-Encoding: gzip\n' | put here/grows.csv.http
growth_option() {
  convert 1 --max-growth $((times - 1)) "$here/grows.csv" &&
    said "grows more than $((times - 1)) times; .*--max-growth" &&
    convert 0 --max-growth $((times + 1)) --to csv "$here/grows.csv" &&
    convert 0 --max-growth 0 --to csv "$here/grows.csv"
}
check '--max-growth' growth_option

# of a document that comes over HTTP, and of what it refers to
document_size() {
  put here/m/t.csv <here/t.csv
  echo '{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": "s.json"}' |
    put here/m/m.json
  echo '{"columns": [{"titles": "id"}, {"titles": "name"}], "dc:title": "as long as it should be, and longer"}' |
    put here/m/s.json
  size=$(wc -c <here/m/s.json)
  [ "$size" -gt "$(wc -c <here/m/m.json)" ] || return
  for most in $size $((size + 1)); do
    convert 0 --max-metadata "$most" -m "$here/m/m.json" here/m/t.csv || return
  done
  convert 1 --max-metadata $((size - 1)) -m "$here/m/m.json" here/m/t.csv &&
    said "s.json: error: it has more than $((size - 1)) bytes; --max-metadata" &&
    convert 1 --max-metadata 10 "$here/m/m.json" && said 'more than 10 bytes'
}
check '--max-metadata' document_size

site_list_size() {
  forget
  echo '{+url}-metadata.json' | put here/.well-known/csvm
  size=$(wc -c <here/.well-known/csvm)
  convert 0 --max-metadata "$size" "$here/t.csv" && quiet &&
    convert 0 --max-metadata $((size - 1)) "$here/t.csv" &&
    said "csvm: warning: it has more than $((size - 1)) bytes" &&
    asked 2 '^/t.csv-metadata.json$'
  good=$?
  rm here/.well-known/csvm
  [ $good = 0 ]
}
check '... of the list of a site, too, else the default places' site_list_size

# What metadata refers to

put here/schema.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "aboutUrl": "http://x.org/{id}",
 "columns": [{"titles": "id", "suppressOutput": true},
             {"titles": "name", "propertyUrl": "http://x.org/name"}]}
E
put far.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv",
 "tableSchema": "@HERE@/schema.json"}
E
cp here/t.csv t.csv
local_stays() {
  forget
  convert 1 -m far.json t.csv && said 'on a host that the command line' &&
    asked 0 .
}
check 'a local run asks nobody' local_stays

local_allowed() {
  convert 0 --allow-network -m far.json t.csv &&
    triple http://x.org/1 http://x.org/name '"Ett"'
}
check '... unless --allow-network is given' local_allowed

put there/other.json <far.json
put there/same.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv",
 "tableSchema": "/schema.json"}
E
put there/schema.json <here/schema.json
mapping_url() {
  convert 0 -m "$there/same.json" t.csv &&
    triple http://x.org/1 http://x.org/name '"Ett"'
}
check 'a mapping by URL may refer to its own host' mapping_url

mapping_away() {
  forget
  convert 1 -m "$there/other.json" t.csv && said 'on a host that the command' &&
    asked 0 .
}
check '... but to no other' mapping_away

printf '302\nLocation: s/moved.json\n' | put there/s.json.http
put there/s/moved.json <<'E'
{"aboutUrl": "http://x.org/{id}",
 "columns": [{"titles": "id"}, {"titles": "name"}]}
E
put there/m.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": "s.json"}
E
schema_moved() {
  forget
  convert 0 -m "$there/m.json" t.csv && asked 1 '^/s/moved.json$' there &&
    grep -q '<http://x.org/1>' out
}
check 'a schema that has moved' schema_moved

put there/gone.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv", "tableSchema": "gone"}
E
schema_gone() {
  convert 1 -m "$there/gone.json" t.csv && said '^.*/gone: error: .*404'
}
check 'a schema that there is not is the mapping at fault' schema_gone

put here/passwd.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "file:///etc/passwd"}
E
put here/spill.json <<'E'
{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv",
 "tableSchema": "file:///etc/passwd"}
E
no_files() {
  convert 1 --allow-network "$here/passwd.json" &&
    said 'a file that this metadata may not read' && ! grep -q root out &&
    convert 1 --allow-network "$here/spill.json" &&
    said 'a file that this metadata may not read'
}
check 'metadata from the network reads no files' no_files

# Proxies

proxy() {
  forget
  put there/x.csv <here/t.csv
  http_proxy=$there
  export http_proxy
  convert 0 http://lodstone.invalid/x.csv
  good=$?
  unset http_proxy
  [ $good = 0 ] && asked 1 '^http://lodstone.invalid/x.csv$' there &&
    grep -qF '<http://lodstone.invalid/x.csv#name> "Ett" .' out
}
check 'http_proxy' proxy

no_proxy_at_all() {
  forget
  http_proxy=$there no_proxy=127.0.0.1
  export http_proxy no_proxy
  convert 0 "$here/t.csv"
  good=$?
  unset http_proxy no_proxy
  [ $good = 0 ] && asked 0 . there
}
check 'no_proxy' no_proxy_at_all

# https

# certify NAME: a key and a certificate that NAME signs itself
certify() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1" \
    -addext "subjectAltName=$1" -keyout key.pem -out cert.pem >/dev/null 2>&1
}
if command -v openssl >/dev/null && certify IP:127.0.0.1; then
  mv cert.pem good.pem
  serve safe good.pem key.pem
  put safe/t.csv <here/t.csv
  safe=https://127.0.0.1:$(cat safe.at)
  untrusted() { convert 3 "$safe/t.csv" && said 'its certificate is not trusted'; }
  check 'a certificate that nobody trusts' untrusted
  trusted() {
    SSL_CERT_FILE=good.pem
    export SSL_CERT_FILE
    convert 0 "$safe/t.csv" && grep -q '"Ett"' out
  }
  check '... and one that SSL_CERT_FILE does' trusted
  certify DNS:x.example
  mv cert.pem other.pem
  serve other other.pem key.pem
  other_name() {
    SSL_CERT_FILE=other.pem
    export SSL_CERT_FILE
    convert 3 "https://127.0.0.1:$(cat other.at)/t.csv" && said certificate
  }
  check '... of another host' other_name
else
  for what in untrusted trusted 'of another host'; do
    skip "a certificate: $what" 'no openssl'
  done
fi
