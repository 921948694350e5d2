#!/bin/sh
# Write the catalogue of all message ids of the sources to POT.
# usage: extract.sh POT      ($top_srcdir: the source tree)
set -eu
pot=$1
here=$(dirname "$0")
cd "${top_srcdir:-$here/../..}"
known=$(sh converter/po/keywords.sh)

# keywords_of FILE: what keywords.sh found for it, as options.
keywords_of() {
  printf '%s\n' "$known" |
    awk -v file="$1" '$1 == file { printf " --keyword=%s", $2 }'
}

# extract KEYWORDS: append what the files that are named on standard input say.
extract() {
  # shellcheck disable=SC2086
  xgettext --from-code=UTF-8 --language=C --files-from=- --output="$pot" \
    --join-existing --package-name=lodstone --force-po \
    --keyword --keyword=_ --keyword=N_ --keyword=dgettext:2 \
    --keyword=ngettext:1,2 $1
}

everywhere=$(keywords_of -)
own=$(printf '%s\n' "$known" | awk '$1 != "-" { print $1 }' | sort -u)
: >"$pot"
find converter \( -name '*.c' -o -name '*.h' \) | LC_ALL=C sort |
  grep -vxF -e "$own" | extract "$everywhere"
for file in $own; do
  echo "$file" | extract "$everywhere$(keywords_of "$file")"
done
