#!/bin/sh
# clang-format has nothing to say.
. "$(dirname "$0")/files.sh"
if ! command -v clang-format-14 >/dev/null 2>&1; then
  echo '1..0 # SKIP clang-format-14 is not installed'
  exit 0
fi
echo 1..1
report 1 'formatted by clang-format' "$(c_files converter include tests |
  xargs clang-format-14 --dry-run -Werror 2>&1 | grep 'error:')"
exit $failed
