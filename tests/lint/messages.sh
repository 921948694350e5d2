#!/bin/sh
# Every message has its Swedish translation, and can be found by xgettext.
. "$(dirname "$0")/files.sh"
for tool in xgettext msgcmp msgfmt; do
  if ! command -v $tool >/dev/null 2>&1; then
    echo "1..0 # SKIP $tool (gettext) is not installed"
    exit 0
  fi
done
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
po=converter/po/sv.po

echo 1..3
top_srcdir=$top_srcdir sh converter/po/extract.sh "$work/lodstone.pot"
report 1 'every message is translated' \
  "$(msgcmp "$po" "$work/lodstone.pot" 2>&1)"
report 2 'the catalogue is right and whole' \
  "$(LC_ALL=C msgfmt -c --statistics -o "$work/sv.mo" "$po" 2>&1 |
     grep -vE '^[0-9]+ translated messages?\.$')"
report 3 'message ids are literals' \
  "$(sh converter/po/keywords.sh |
     /usr/bin/python3 tests/lint/message_ids.py converter)"
exit $failed
