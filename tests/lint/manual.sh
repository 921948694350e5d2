#!/bin/sh
# The manual page is set without warnings, the completion is read by bash.
. "$(dirname "$0")/files.sh"
: "${top_builddir:=$top_srcdir/build}"

echo 1..2
if command -v man >/dev/null 2>&1 && command -v groff >/dev/null 2>&1; then
  report 1 'the manual page is set without warnings' \
    "$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 \
      -l -Tutf8 -Z "$top_builddir/doc/lodstone.1" 2>&1 >/dev/null)"
else
  echo 'ok 1 - the manual page is set without warnings # SKIP no man or groff'
fi
if command -v bash >/dev/null 2>&1; then
  report 2 'the completion is read by bash' \
    "$(bash -n "$top_builddir/doc/completions/lodstone" 2>&1)"
else
  echo 'ok 2 - the completion is read by bash # SKIP no bash'
fi
exit $failed
