#!/bin/sh
# The pack leverantorsreskontra, sentence by sentence, on small ledgers: what
# the statements are, which addresses are minted and which never, and that
# order, spelling and dialect of a ledger do not change what it says.
top_srcdir=$(cd "${top_srcdir:?}" && pwd)
top_builddir=$(cd "${top_builddir:?}" && pwd)
. "$top_srcdir/tests/system/tap.sh"

LC_ALL=C.UTF-8
export LC_ALL
samples=$top_srcdir/../shared/data/ledgers
columns="kopare_id,kopare,verifikationsnummer,leverantor,leverantor_id,\
konto_nr,konto_text,belopp,datum,forvaltning,faktura_nr,grund,avtal,kommun_id,\
s_kod_nr"

# --- helpers ---------------------------------------------------------------

# convert_pack FILE [OPTION]...: N-Triples by the pack, messages in the file err
convert_pack() {
  file=$1
  shift
  "$program" convert -m "$pack" --base "$base" "$@" "$file" 2>err
}

# The namespaces that the statements use, shortened.
shorten() {
  sed -e 's,<http://reference.data.gov.uk/def/payment#\([^>]*\)>,payment:\1,g' \
    -e 's,<http://www.w3.org/2004/02/skos/core#\([^>]*\)>,skos:\1,g' \
    -e 's,<http://www.w3.org/ns/org#\([^>]*\)>,org:\1,g' \
    -e 's,<http://purl.org/dc/terms/\([^>]*\)>,dcterms:\1,g' \
    -e 's,<http://www.w3.org/2001/XMLSchema#\([^>]*\)>,xsd:\1,g' \
    -e 's,<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>,a,g' \
    -e 's,<http://www.w3.org/2000/01/rdf-schema#\([^>]*\)>,rdfs:\1,g' \
    -e 's,<http://xmlns.com/foaf/0.1/\([^>]*\)>,foaf:\1,g' \
    -e 's,<https*://schema.org/\([^>]*\)>,schema:\1,g' \
    -e 's,<http://dataportal.se/organisation/\([^>]*\)>,org/\1,g' \
    -e "s,<$base/id/\\([^>]*\\)>,id/\\1,g"
}

# ledger NAME: rows on standard input become NAME.csv, NAME.nt and the
# shortened, sorted NAME.graph
ledger() {
  { echo "$columns"; cat; } >"$1.csv"
  convert_pack "$1.csv" >"$1.nt" || echo "# $1: exit status $?"
  shorten <"$1.nt" | sort -u >"$1.graph"
}

# objects GRAPH SUBJECT PREDICATE, subjects GRAPH PREDICATE OBJECT
objects() {
  s=$2 p=$3 awk 'index($0, ENVIRON["s"] " " ENVIRON["p"] " ") == 1 {
    print substr($0, length(ENVIRON["s"] ENVIRON["p"]) + 3,
                 length($0) - length(ENVIRON["s"] ENVIRON["p"]) - 4) }' \
    "$1.graph"
}
subjects() {
  po=" $2 $3 ." awk '{ n = length($0) - length(ENVIRON["po"])
    if (n > 0 && substr($0, n + 1) == ENVIRON["po"]) print substr($0, 1, n) }' \
    "$1.graph"
}

# payment_of GRAPH AMOUNT: the payment of the posting of that amount
payment_of() {
  objects "$1" "$(subjects "$1" payment:netAmount "\"$2\"^^xsd:decimal")" \
    payment:payment
}

# says GRAPH SUBJECT PREDICATE OBJECT: that and nothing else is said
says() { [ "$(objects "$1" "$2" "$3")" = "$4" ]; }
count() { [ "$(grep -c -e "$2" "$1.graph")" -eq "$3" ]; }
none() { ! grep -q -e "$2" "$1.graph"; }
same() { cmp -s "$1" "$2"; }
is_set() { [ -n "$1" ]; }
differ() { [ -n "$1" ] && [ -n "$2" ] && [ "$1" != "$2" ]; }
equal() { [ -n "$1" ] && [ "$1" = "$2" ]; }

# single GRAPH PREDICATE: no subject has two of them
single() {
  [ -z "$(awk -v p="$2" '$2 == p { print $1 }' "$1.graph" | uniq -d)" ]
}

plan 204

# --- a posting, its payment, and what they point to -------------------------
ledger main <<'END'
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,10.50,2026-01-02,Skolan,F1,ramavtal,https://data.example.se/id/avtal/2024-117,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,6890,"Frakt, in",-4.25,2026-01-02,Skolan,F1,ramavtal,https://data.example.se/id/avtal/2024-117,1880,
2120001967,Örebro kommun,V2,Birger AB,5569224644,5711,Livsmedel,0,2026-01-03,Parken,"1,23E+08",upphandling,Ö 2024/1,1880,S12
END
v1=$(payment_of main 10.50)
v2=$(payment_of main 0)
line=$(subjects main payment:netAmount '"10.50"^^xsd:decimal')
check "a row is an ExpenditureLine" count main ' a payment:ExpenditureLine \.$' 3
check "a voucher is one Payment" count main ' a payment:Payment \.$' 2
check "the rows of a voucher point to the same payment" \
  equal "$v1" "$(payment_of main -4.25)"
check "other vouchers are other payments" differ "$v1" "$v2"
check "the payment is a Payment" says main "$v1" a payment:Payment
check "amounts are decimals" \
  count main ' payment:netAmount "[-0-9.]*"^^xsd:decimal \.$' 3
check "a credit is negative" count main '"-4.25"^^xsd:decimal' 1
check "no float anywhere" none main 'xsd:\(float\|double\)'
check "payer" says main "$v1" payment:payer org/SE2120001967
check "payee" says main "$v1" payment:payee org/SE5564594538
check "reference" says main "$v1" payment:reference '"V1"'
check "invoice" says main "$v1" payment:invoice '"F1"'
check "an invoice number is text" says main "$v2" payment:invoice '"1,23E+08"'
check "contract that is an address" says main "$v1" payment:contract \
  id/avtal/2024-117
check "contract that is none" says main "$v2" payment:contract '"Ö 2024/1"'
check "the date as a literal" says main "$v1" dcterms:date \
  '"2026-01-02"^^xsd:date'
check "the date as a thing" is_set "$(objects main "$v1" payment:date)"
check "the currency is linked" says main "$v1" payment:currency \
  '<http://publications.europa.eu/resource/authority/currency/SEK>'
unit=$(objects main "$v1" payment:unit)
check "a department is an OrganizationalUnit" says main "$unit" a \
  org:OrganizationalUnit
check "of the buyer" says main "$unit" org:unitOf org/SE2120001967
check "with its name" grep -q "^$unit [^ ]* \"Skolan\"" main.graph
check "departments are two" count main ' a org:OrganizationalUnit \.$' 2
check "their addresses do not hold their names" count main \
  '^id/forvaltning/2120001967-[0-9a-f]\{32\} a org:OrganizationalUnit \.$' 2
account=$(objects main "$line" payment:expenditureCode)
check "an account is a concept" says main "$account" a skos:Concept
check "with its number" says main "$account" skos:notation '"5711"'
check "and its name" says main "$account" rdfs:label '"Livsmedel"@sv'
scheme=$(objects main "$account" skos:inScheme)
check "in a scheme" says main "$scheme" a skos:ConceptScheme
check "of the publisher" grep -q "^$scheme [^ ]* org/SE2120001967 \.$" main.graph
check "accounts are two" count main ' a skos:Concept \.$' 2
check "the buyer's name" says main org/SE2120001967 foaf:name '"Örebro kommun"'
check "the supplier's name" says main org/SE5564594538 foaf:name '"Aros AB"'
check "both are organisations" count main '^org/SE[0-9]* a org:FormalOrg' 3
check "the municipality is linked" count main \
  '^org/SE2120001967 .*<http://kulturarvsdata.se/resurser/aukt/geo/municipality#1880> \.$' 1
check "nothing without a place: no blank nodes" none main '_:'

# --- addresses --------------------------------------------------------------
ledger odd <<'END'
2120001967,Örebro kommun,V1?a=b#c,Aros AB,5564594538,57/11,Livsmedel,1,2026-01-02,"Vård/omsorg? #1 ""A"" <b>",F1.pdf,,A 1,0117,
2120001967,Örebro kommun,V2.csv,Aros AB,5564594538,57 12,Mat,2,2026-01-02,Å & Ö | {x},F2,,A 2,1880,
2120001967,Örebro kommun,V3,Aros AB,5564594538,5712,Mat,3,2026-01-02,barn.it.se,F3,,,1880,
OKÄND,Örebro kommun,V4,Aros AB,5564594538,5712,Mat,4,2026-01-02,Skolan,F4,,,1880,
END
check "odd values are read" count odd ' a payment:ExpenditureLine' 4
check "a department named like a file is none in its address" count odd \
  '^id/forvaltning/[0-9a-f-]* skos:prefLabel "barn.it.se"@sv \.$' 1
check "no department without the buyer's number" count odd \
  ' a org:OrganizationalUnit \.$' 3
minted_well() { # nothing below the base but id/CONCEPT/REFERENCE
  grep -o "<$base[^>]*>" "$1.nt" | sort -u >addresses
  [ -s addresses ] && ! grep -v "^<$base/id/[a-z]*/[^][/?#\" {}|\\^\`<>]*>$" \
    addresses
}
check "addresses by the national profile" minted_well main
check "also of odd values" minted_well odd
no_voucher_in_address() { ! grep -o "<$base[^>]*>" odd.nt | grep -q 'V1\|V2\|csv'; }
check "no file ending from a voucher number" no_voucher_in_address
check "a code's zeros in front are kept" count odd \
  ' schema:areaServed <.*municipality#0117> \.$' 1
check "base with a slash is the same" sh -c '
  "$0" convert -q -m "$1" --base "$2/" main.csv | cmp -s - main.nt' \
  "$program" "$pack" "$base"
check "base with a path" sh -c '
  "$0" convert -q -m "$1" --base "$2/oppna/data" main.csv |
    grep -q "^<$2/oppna/data/id/kontering/[^/]*> "' "$program" "$pack" "$base"

# --- organisation numbers ----------------------------------------------------
# The check digits of the right ones were computed by hand.
is_linked() { # NUMBER LINKED: what a supplier's number becomes
  ledger number <<END
2120001967,Örebro kommun,V1,Aros,$1,5711,Livsmedel,1,2026-01-02,,F1,,,1880,
END
  [ -n "$(payment_of number 1)" ] || return 1
  found=$(objects number "$(payment_of number 1)" payment:payee)
  [ "$found" = "$2" ] || { echo "# $1: ${found:-none}"; return 1; }
  [ -n "$2" ] || [ "$(grep -c '^org/SE[0-9]* a ' number.graph)" -eq 1 ]
}
check "ten digits" is_linked 5564594538 org/SE5564594538
check "hyphen" is_linked 556459-4538 org/SE5564594538
check "16 in front" is_linked 165564594538 org/SE5564594538
check "16 and hyphen" is_linked 16556459-4538 org/SE5564594538
check "a region" is_linked 232100-0131 org/SE2321000131
check "a trading partnership" is_linked 9699900115 org/SE9699900115
check "wrong check digit" is_linked 5564594539 ''
check "wrong check digit with a hyphen" is_linked 556459-4539 ''
check "personal number" is_linked 8112189876 ''
check "personal number, hyphen" is_linked 811218-9876 ''
check "personal number, plus" is_linked 811218+9876 ''
check "personal number, twelve digits" is_linked 198112189876 ''
check "personal number, twelve and hyphen" is_linked 19811218-9876 ''
check "personal number of this century" is_linked 201212121212 ''
check "personal number with 16 in front" is_linked 168112189876 ''
check "co-ordination number" is_linked 701063-2391 ''
check "co-ordination number, twelve" is_linked 197010632391 ''
check "nine digits" is_linked 556459453 ''
check "eleven digits" is_linked 05564594538 ''
check "the publisher's own number" is_linked 10004007 ''
check "zeros" is_linked 000000-0000 ''
check "mask" is_linked '**********' ''
check "mask in words" is_linked '[innehåller personuppgifter]' ''
check "VAT number" is_linked SE556459453801 ''
check "empty" is_linked '' ''
check "one dash" is_linked - ''

ledger sole <<'END'
2120001967,Örebro kommun,V1,Svens Måleri,8112189876,5711,Livsmedel,1,2026-01-02,Skolan,F1,,,1880,
2120001967,Örebro kommun,V2,Svens Måleri,,5711,Livsmedel,2,2026-01-02,Skolan,F2,,,1880,
END
check "a personal number is in no address" sh -c \
  '! grep -o "<[^>]*>" sole.nt | grep -q "8112189876\|811218"'
check "no payee without a number" none sole payment:payee
check "but the name as written" count sole '"Svens Måleri"' 2
check "no address for the name" sh -c '! grep -o "<[^>]*>" sole.nt | grep -q Sven'
check "the rows of other suppliers are still payments" \
  differ "$(payment_of sole 1)" "$(payment_of sole 2)"

# --- rows of a voucher that disagree ----------------------------------------
ledger split <<'END'
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,1,2026-01-02,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,V1,Birger AB,5569224644,5711,Livsmedel,2,2026-01-02,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,3,2026-01-09,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,4,2026-01-02,Parken,F1,,A1,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,5,2026-01-02,Skolan,F2,,A1,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,6,2026-01-02,Skolan,F1,,A2,1880,
2120001967,Örebro kommun,V1,Aros AB,,5711,Livsmedel,7,2026-01-02,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,V1,Cecilia,,5711,Livsmedel,8,2026-01-02,Skolan,F1,,A1,1880,
2120001355,Göteborgs Stad,V1,Aros AB,5564594538,5711,Livsmedel,9,2026-01-02,Skolan,F1,,A1,1480,
2120001967,Örebro kommun,,Aros AB,5564594538,5711,Livsmedel,11,2026-01-02,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,,Aros AB,5564594538,5711,Livsmedel,12,2026-01-02,Skolan,F1,,A1,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,6890,Frakt,13,2026-01-02,Skolan,F1,grund,A1,1880,
END
check "every row stays" count split ' a payment:ExpenditureLine \.$' 12
for predicate in payer payee unit invoice contract reference date currency; do
  check "a payment has no two of $predicate" single split "payment:$predicate"
done
check "nor two dates" single split dcterms:date
check "a posting has one payment" single split payment:payment
tells() { says split "$(payment_of split "$1")" "$2" "$3"; }
check "row 1, payee" tells 1 payment:payee org/SE5564594538
check "row 2, payee" tells 2 payment:payee org/SE5569224644
check "row 3, date" tells 3 dcterms:date '"2026-01-09"^^xsd:date'
check "row 1, date" tells 1 dcterms:date '"2026-01-02"^^xsd:date'
check "row 4, unit" differ "$(objects split "$(payment_of split 4)" \
  payment:unit)" "$(objects split "$(payment_of split 1)" payment:unit)"
check "row 5, invoice" tells 5 payment:invoice '"F2"'
check "row 6, contract" tells 6 payment:contract '"A2"'
check "row 7, no payee" tells 7 payment:payee ''
check "row 8, no payee" tells 8 payment:payee ''
check "row 9, payer" tells 9 payment:payer org/SE2120001355
check "rows 7 and 8 name two" differ "$(payment_of split 7)" \
  "$(payment_of split 8)"
check "rows 1 and 13 agree" equal "$(payment_of split 1)" \
  "$(payment_of split 13)"
check "rows without a voucher are apart" differ "$(payment_of split 11)" \
  "$(payment_of split 12)"
check "each has its reference" tells 9 payment:reference '"V1"'
check "accounts of two buyers are apart" count split \
  ' skos:notation "5711" \.$' 2

# --- order and equal rows ----------------------------------------------------
{ head -1 split.csv; sed 1d split.csv | sort -r; } >reversed.csv
convert_pack reversed.csv | shorten | sort -u >reversed.graph
check "another row order, the same statements" same split.graph reversed.graph
awk -F, -v OFS=, '{ for (i = NF; i > 1; i--) printf "%s,", $i; print $1 }' \
  split.csv >mirrored.csv
convert_pack mirrored.csv | shorten | sort -u >mirrored.graph
check "another column order, too" same split.graph mirrored.graph
ledger twins <<'END'
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,10.50,2026-01-02,Skolan,F1,,,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,10.5,2026-01-02,Skolan,F1,,,1880,
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,10.50,2026-01-02,Skolan,F1,,,1880,
END
check "equal rows stay apart" count twins ' a payment:ExpenditureLine \.$' 3
check "and are of one payment" count twins ' a payment:Payment \.$' 1
check "each amount is as written: 10.50" count twins \
  ' payment:netAmount "10.50"^^xsd:decimal \.$' 2
check "each amount is as written: 10.5" count twins \
  ' payment:netAmount "10.5"^^xsd:decimal \.$' 1
check "the second in the input is called -2, whatever its spelling" count twins \
  '^id/kontering/[0-9a-f]*-2 payment:netAmount "10.5"^^xsd:decimal \.$' 1
check "for any number of workers" sh -c '
  "$0" convert -q -j 3 -m "$1" --base "$2" twins.csv | cmp -s - twins.nt' \
  "$program" "$pack" "$base"
ledger names <<'END'
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,1,2026-01-02,Skolan,F1,,,1880,
2120001967,Örebro kommun,V2,Aros Aktiebolag,5564594538,5711,Mat,2,2026-01-02,Skolan,F2,,,1880,
2120001967,Örebro kommun,V3,Aros AB,5564594538,5711,Livsmedel,3,2026-01-02,Skolan,F3,,,1880,
END
check "two names of a supplier, two labels" count names \
  '^org/SE5564594538 foaf:name' 2
check "each said once" sh -c '[ "$(grep -c foaf/0.1/name names.nt)" -eq 3 ]'
check "a note tells of them" grep -q '^names.csv:3:4: note: ' err
check "two names of an account, two labels" count names \
  '^id/konto/2120001967-5711 rdfs:label "[^"]*"@sv \.$' 2
one_preferred_label() { # SKOS, integrity condition S14
  ! cat main.graph split.graph names.graph | sort -u |
    sed -n 's/^\([^ ]*\) skos:prefLabel ".*"\(@[^ ]*\) \.$/\1 \2/p' |
    sort | uniq -d | grep .
}
check "nothing has two preferred labels in a language" one_preferred_label

# --- spellings of the header -------------------------------------------------
one="2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,10.50,\
2026-01-02,Skolan,F1,ramavtal,A1,1880,"
printf '%s\n%s\n' "$columns" "$one" >plain.csv
"$program" convert -q -m "$pack" -t csv plain.csv >plain.out
spelled() { # SPELLING COLUMN
  sed "1s/\\(^\\|,\\)$2\\(,\\|\$\\)/\\1$1\\2/" plain.csv >spelled.csv
  ! cmp -s plain.csv spelled.csv &&
    "$program" convert -q -m "$pack" -t csv spelled.csv 2>&1 |
    cmp -s - plain.out
}
while read -r column spelling; do
  check "\"$spelling\" is $column" spelled "$spelling" "$column"
done <<'END'
datum bokforingsdatum
datum Bokföringsdatum
datum BOKFÖRINGSDATUM
faktura_nr fakturanummer
faktura_nr fakturanr
faktura_nr Faktura nr
faktura_nr Faktura-nr.
belopp nettobelopp
belopp Belopp
belopp Belopp exkl. moms
belopp Belopp (kr)
verifikationsnummer ver.nr
verifikationsnummer Ver nr
verifikationsnummer verifikationsnr
leverantor_id org.nr
leverantor_id Orgnr
leverantor_id organisationsnummer
leverantor_id Leverantörens organisationsnummer
leverantor_id LEVERANTÖR-ID
leverantor Leverantör
leverantor Leverantörsnamn
forvaltning enhet
forvaltning Nämnd
forvaltning Förvaltning
konto_nr Kontonr
konto_nr Kontonummer
konto_text Kontotext
konto_text Kontobenämning
kopare Köpare
kopare_id Köpare ID
avtal Avtal
kommun_id Kommunkod
s_kod_nr S-kod nr
END

# --- dialect -----------------------------------------------------------------
cat >dialect.csv <<'END'
kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;konto_text;belopp;datum;forvaltning;faktura_nr;grund;avtal;kommun_id;s_kod_nr
2120001967;Örebro kommun;V1;Aros AB;5564594538;5711;"Mat ""god""";1234,50;2026-01-02;Skolan;F1;;A1;1880;
2120001967;Örebro kommun;V1;Aros AB;5564594538;5712;Is;-0,75;2026-01-02;Skolan;F1;;A1;1880;
2120001967;Örebro kommun;V2;Aros AB;5564594538;5712;Is;3270,50;2026-01-02;Skolan;F2;;A1;1880;
END
tr ';' ',' <dialect.csv | sed 's/\([0-9]\),\([0-9][0-9],2026\)/\1.\2/' \
  >reference.csv
graph() { convert_pack "$@" | shorten | sort -u; }
graph reference.csv >reference.graph
reads() { # FILE [OPTION]...: the same statements as the reference
  graph "$@" >found.graph
  cmp -s found.graph reference.graph || { sed 's/^/# /' err; return 1; }
}
check "the reference is read" count reference ' a payment:ExpenditureLine' 3
check "comma and dot: amount" count reference '"1234.50"^^xsd:decimal' 1
check "semicolon, decimal comma" reads dialect.csv
tr ';' '\t' <dialect.csv >tabs.csv
check "TAB, decimal comma" reads tabs.csv
sed 's/,\([0-9][0-9];2026\)/.\1/' dialect.csv >dots.csv
check "semicolon, decimal dot" reads dots.csv
sed 's/;1234,50;/;1 234,50;/' dialect.csv >groups.csv
check "thousands with blanks" reads groups.csv
sed 's/;1234,50;/;1\xc2\xa0234,50;/' dialect.csv >hard.csv
check "thousands with hard blanks" reads hard.csv
sed 's/;\(-\{0,1\}[0-9]*,[0-9][0-9]\);/;"\1";/; s/;/,/g' dialect.csv >quoted.csv
check "comma, quoted decimal comma" reads quoted.csv
sed 's/$/\r/' dialect.csv >crlf.csv
check "CRLF" reads crlf.csv
tr '\n' '\r' <dialect.csv >cr.csv
check "bare CR" reads cr.csv
{ printf '\357\273\277'; cat dialect.csv; } >bom.csv
check "byte order mark" reads bom.csv
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE quoted.csv; } >utf16.csv
check "UTF-16 with a byte order mark, comma" reads utf16.csv
iconv -f UTF-8 -t WINDOWS-1252 dialect.csv >windows.csv
check "Windows-1252 when told" reads windows.csv --encoding windows-1252
check "delimiter when told" reads dialect.csv --delimiter ';'
check "decimal mark when told" reads dialect.csv --decimal ,
check "standard input" sh -c '"$0" convert -q -m "$1" --base "$2" - <dialect.csv |
  sort -u >stdin.nt; "$0" convert -q -m "$1" --base "$2" dialect.csv |
  sort -u | cmp -s - stdin.nt' "$program" "$pack" "$base"
check "each finding is a note" sh -c '
  "$0" convert -m "$1" --base "$2" cr.csv 2>&1 >/dev/null |
  grep -c "note: " | grep -q "[1-9]"' "$program" "$pack" "$base"
"$program" convert -q -m "$pack" -t csv dialect.csv >out.csv
"$program" convert -q -m "$pack" -t csv reference.csv >out2.csv
check "plain CSV: the specification's columns" sh -c \
  '[ "$(head -1 out.csv | tr -d "\r")" = "$0" ]' "$columns"
check "plain CSV: comma and dot" grep -q ',"Mat ""god""",1234.50,2026-01-02,' out.csv
check "plain CSV: the dialect does not matter" same out.csv out2.csv

# --- versions ----------------------------------------------------------------
cat >old.csv <<'END'
kopare,faktura_nr,leverantor,leverantor_id,forvaltning,konto_nr,konto_text,belopp,datum,grund,avtal,kommun_id
2120001967,F1,Aros AB,5564594538,Skolan,5711,Livsmedel,1,2020-01-02,,,1880
2120001967,F1,Aros AB,5564594538,Skolan,5712,Is,2,2020-01-02,,,1880
2120001967,F2,Aros AB,5564594538,Skolan,5712,Is,3,2020-01-02,,,1880
END
convert_pack old.csv | shorten | sort -u >old.graph
check "1.0: kopare is the number" says old "$(payment_of old 1)" payment:payer \
  org/SE2120001967
check "1.0: and no name" none old '^org/SE2120001967 foaf:name'
check "1.0: rows of an invoice are one payment" equal "$(payment_of old 1)" \
  "$(payment_of old 2)"
check "1.0: other invoices are others" differ "$(payment_of old 1)" \
  "$(payment_of old 3)"
check "1.0: the invoice" says old "$(payment_of old 3)" payment:invoice '"F2"'
check "1.1: kopare is the name" says main org/SE2120001967 foaf:name \
  '"Örebro kommun"'
"$program" convert -q -m "$pack/1.0" --base "$base" old.csv | shorten |
  sort -u >old10.graph
check "1.0 by name" same old.graph old10.graph
"$program" convert -q -m "$pack/1.1" --base "$base" main.csv | cmp -s - main.nt
check "1.1 by name" [ $? -eq 0 ]
check "1.0: plain CSV has the twelve columns" equal "$(head -1 old.csv)" \
  "$("$program" convert -q -m "$pack" -t csv old.csv | head -1 | tr -d '\r')"

# --- constants, absent columns, bad cells --------------------------------------
cut -d, -f3- main.csv >nobuyer.csv
convert_pack nobuyer.csv --set kopare_id=2120001967 \
  --set "kopare=Örebro kommun" | shorten | sort -u >set.graph
check "--set stands in for absent columns" same set.graph main.graph
check "an absent mandatory column is a warning" sh -c '
  "$0" convert -m "$1" --base "$2" nobuyer.csv 2>&1 >/dev/null |
  grep -q "warning: .*kopare_id"' "$program" "$pack" "$base"
cut -d, -f1-7,9- plain.csv >noamount.csv
"$program" convert -q -m "$pack" --base "$base" -o noamount.nt noamount.csv \
  2>err
check "without amounts no conversion" [ $? -eq 1 ]
check "and no output" [ ! -e noamount.nt ]
{ echo "$columns"; cat; } >bad.csv <<'END'
2120001967,Örebro kommun,V1,Aros AB,5564594538,5711,Livsmedel,1o,2026-01-02,Skolan,F1,,,1880,
2120001967,Örebro kommun,V2,Aros AB,5564594538,5711,Livsmedel,2,202601,Skolan,F2,,,1880,
END
convert_pack bad.csv >bad.nt
check "cells left out: exit status 1" [ $? -eq 1 ]
shorten <bad.nt | sort -u >bad.graph
check "a bad amount is told" grep -q '^bad.csv:2:8: warning: ' err
check "a month is no date: told" grep -q '^bad.csv:3:9: warning: ' err
check "and not linked" says bad "$(payment_of bad 2)" payment:date ''
check "the other cells of the rows stay" count bad ' a payment:ExpenditureLine' 2
sed '1s/konto_nr,konto_text/Konto/; 2,$s/,5711,Livsmedel,/,57110 Livsmedel m.m.,/' \
  plain.csv >joined.csv
convert_pack joined.csv | shorten | sort -u >joined.graph
check "number and text of one cell" count joined ' skos:notation "57110" \.$' 1
check "are split" count joined ' rdfs:label "Livsmedel m.m."@sv \.$' 1

# --- layers, syntaxes ----------------------------------------------------------
for layer in plain links; do
  convert_pack split.csv --layer $layer | sort >layer.$layer
done
check "the layers make the whole" sh -c '
  sort layer.plain layer.links >a; sort split.nt | cmp -s - a'
check "links go out" sh -c '[ -s layer.links ] && ! grep -q "> \"" layer.links'
check "the plain layer links nowhere" sh -c '! grep -q \
  " <[^>]*\(kulturarvsdata.se\|publications.europa.eu\)[^>]*> \.$" layer.plain'
convert_pack split.csv -t turtle >split.ttl
check "serdi takes the Turtle" sh -c 'serdi -q -i turtle split.ttl >a && [ -s a ]'
check "rapper takes the N-Triples" rapper -q -c -i ntriples split.nt
check "rdflib reads both alike" /usr/bin/python3 -c '
import rdflib
a, b = rdflib.Graph(), rdflib.Graph()
a.parse("split.nt", format="nt")
b.parse("split.ttl", format="turtle")
assert len(a) and set(a) == set(b)'

# --- the three uses -------------------------------------------------------------
"$program" load -q -m "$pack" --base "$base" --store store main.csv 2>err
check "load" [ $? -eq 0 ]
check "query: the amount of an account" equal 10.5 "$("$program" query \
  --store store --results csv "
    PREFIX payment: <http://reference.data.gov.uk/def/payment#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT (SUM(?amount) AS ?sum) WHERE {
      ?line payment:netAmount ?amount ; payment:expenditureCode ?account .
      ?account skos:notation \"5711\"
    }" | sed '1d; s/\r//; s/\(\.[0-9]*[1-9]\)0*$/\1/')"
mkdir in && cp main.csv in/ledger-2026-01.csv && cp old.csv in/old.csv
"$program" batch -q --base "$base" in out >/dev/null 2>err
check "batch" [ $? -eq 0 ]
check "batch: linked" sh -c 'sort out/linked/ledger-2026-01.nt >a
  sort main.nt | cmp -s - a'
check "batch: plain" sh -c '"$0" convert -q -m "$1" -t csv main.csv |
  cmp -s - out/plain/ledger-2026-01.csv' "$program" "$pack"
check "batch: another version beside it" [ -s out/linked/old.nt ]

# --- real rows -----------------------------------------------------------------
sample=$samples/vgr_2026-01_sample.csv
if [ -r "$sample" ]; then
  convert_pack "$sample" | shorten | sort -u >vgr.graph
  check "VGR: four postings" count vgr ' a payment:ExpenditureLine \.$' 4
  check "VGR: four payments" count vgr ' a payment:Payment \.$' 4
  check "VGR: amount" count vgr '"-14250.00"^^xsd:decimal' 1
  check "VGR: payee" says vgr "$(payment_of vgr 136.98)" payment:payee \
    org/SE6630000138
  check "VGR: \"-\" is no invoice" none vgr payment:invoice
  check "VGR: date" says vgr "$(payment_of vgr 5058332.75)" dcterms:date \
    '"2026-01-01"^^xsd:date'
else
  for what in postings payments amount payee invoice date; do
    skip "VGR: $what" "no sample"
  done
fi
