#!/bin/sh
# Every header compiles alone, the public ones as C++ too.
. "$(dirname "$0")/files.sh"
libraries=$(pkg-config --cflags raptor2 redland rasqal jansson libpcre2-8)

# alone COMMAND... -- HEADER...
alone() {
  language=$1
  shift
  for header in "$@"; do
    # shellcheck disable=SC2086
    printf '#include "%s"\n' "$top_srcdir/$header" |
      ${CC-gcc} -x "$language" -fsyntax-only -Wall -Wextra -Werror \
        -Iinclude -Iconverter $libraries - 2>&1 || echo "$header"
  done
}

echo 1..3
report 1 'public headers as C' "$(alone c include/lodstone/*.h)"
if echo | ${CC-gcc} -x c++ -fsyntax-only - 2>/dev/null; then
  report 2 'public headers as C++' "$(alone c++ include/lodstone/*.h)"
else
  echo 'ok 2 - public headers as C++ # SKIP no C++ compiler'
fi
report 3 'headers of the rooms' "$(alone c converter/*/*.h)"
exit $failed
