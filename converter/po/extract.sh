#!/bin/sh
# Write the catalogue of all message ids of the sources to POT.
# usage: extract.sh POT      ($top_srcdir: the source tree)
set -eu
pot=$1
keywords=$(sh "$(dirname "$0")/keywords.sh" | sed 's/^/--keyword=/')
cd "${top_srcdir:-$(dirname "$0")/../..}"
# shellcheck disable=SC2086
find converter -name '*.c' -o -name '*.h' | LC_ALL=C sort |
  xgettext --from-code=UTF-8 --language=C --files-from=- --output="$pot" \
    --package-name=lodstone --add-comments=TRANSLATORS --force-po \
    --keyword --keyword=_ --keyword=N_ --keyword=dgettext:2 \
    --keyword=ngettext:1,2 $keywords
