#!/bin/sh
# Ledgers with the habits of each publisher through the pack.
. "$top_srcdir/tests/system/tap.sh"

plan 7
convert() { "$program" convert -m "$pack" --base "$base" "$@"; }

# habit PUBLISHER DELIMITER_PATTERN [OPTION]...: all rows come through, none
# is faulty, amounts are decimals.
habit() {
  publisher=$1
  shift
  "$ledger" --rows 400 --publisher "$publisher" >"$publisher.csv"
  convert "$@" --report "$publisher.json" "$publisher.csv" >"$publisher.nt" \
    2>"$publisher.err" || { sed 's/^/# /' "$publisher.err"; return 1; }
  grep -q '"rows": 400,' "$publisher.json" &&
    grep -q '"rowsFaulty": 0,' "$publisher.json" &&
    [ "$(grep -c '#netAmount> "-\{0,1\}[0-9]*\.[0-9]*"^^<http://www.w3.org/2001/XMLSchema#decimal>' "$publisher.nt")" = 400 ]
}
check 'spec: comma, UTF-8, decimal point' habit spec
check 'vgr: semicolon, bare CR, renamed columns' habit vgr
check 'goteborg: UTF-16LE with a mark, decimal comma' habit goteborg
check 'varberg: mask text in cells' habit varberg
check 'digg: Windows-1252, as told' habit digg --encoding windows-1252

masks_mint_nothing() {
  ! grep -q 'organisation/SE[^0-9]' varberg.nt &&
    ! grep -q 'organisation/SE.*personuppgifter' varberg.nt
}
check 'a mask never becomes an organisation IRI' masks_mint_nothing

checked_numbers() {
  sed -n 's/.*organisation\/SE\([0-9]*\)>.*/\1/p' spec.nt vgr.nt goteborg.nt |
    sort -u | awk '
    { sum = 0
      for (i = 1; i <= 10; i++) {
        d = substr($1, i, 1) * (i % 2 ? 2 : 1)
        sum += d > 9 ? d - 9 : d
      }
      if (length($1) != 10 || substr($1, 3, 1) < 2 || sum % 10) bad = 1
    }
    END { exit bad || NR == 0 }'
}
check 'organisation IRIs hold checked organisation numbers' checked_numbers
