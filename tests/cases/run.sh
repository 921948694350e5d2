#!/bin/sh
# Run the cases: folders with a file cmd below tests/cases.
#
#   cmd         run by sh in a scratch folder that has the case's other files,
#               lodstone on PATH, $top_srcdir set; exit status 77 skips it
#   stdin       its standard input (else empty)
#   stdout      what it must print (else nothing)
#   stderr      likewise, to the letter
#   status      the exit status (else 0)
#   expected/   files that must be in the scratch folder afterwards
#
# usage: run.sh [AREA/NAME]...      without any: every case.  Speaks TAP.
set -u
LC_ALL=C.UTF-8 LANGUAGE=en
# librdf hands memcmp the length of the longer of two keys that differ early
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}strict_memcmp=0
export ASAN_OPTIONS
unset NO_COLOR LANG LC_MESSAGES LODSTONE_VOCAB XDG_DATA_HOME TERM
export LC_ALL LANGUAGE
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
export top_srcdir
cases=$top_srcdir/tests/cases
# libtool's wrapper is a shell script with messages of its own
if [ -x "${top_builddir:=.}/.libs/lodstone" ]; then
  PATH=$top_builddir/.libs:$PATH
  LD_LIBRARY_PATH=$top_builddir/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  export PATH LD_LIBRARY_PATH
fi
if ! command -v lodstone >/dev/null; then
  echo 'Bail out! there is no lodstone on PATH'
  exit 99
fi
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
number=0 failures=0

if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046
  set -- $(cd "$cases" && find . -name cmd | sed 's|^\./||; s|/cmd$||' | sort)
fi

# differs WANTED GOT NAME: complain when the files differ; no WANTED is empty.
differs() {
  wanted=$1
  [ -f "$wanted" ] || wanted=/dev/null
  cmp -s "$wanted" "$2" && return 1
  echo "# $3 is not as expected:"
  diff -a "$wanted" "$2" | head -n 30 | sed 's/^/#   /'
  return 0
}

# judge CASE STATUS: compare what a case left in $work.
judge() {
  good=yes
  want=0
  [ ! -f "$1/status" ] || want=$(cat "$1/status")
  if [ "$2" != "$want" ]; then
    echo "# exit status $2, expected $want"
    good=no
  fi
  if differs "$1/stdout" "$work/stdout" 'standard output'; then good=no; fi
  if differs "$1/stderr" "$work/stderr" 'standard error'; then good=no; fi
  [ -d "$1/expected" ] || { [ $good = yes ]; return; }
  for file in "$1"/expected/*; do
    output=$(basename "$file")
    if [ ! -f "$work/in/$output" ]; then
      echo "# $output was not written"
      good=no
    elif differs "$file" "$work/in/$output" "$output"; then good=no; fi
  done
  [ $good = yes ]
}

echo "1..$#"
for name in "$@"; do
  number=$((number + 1))
  case=$cases/$name
  rm -rf "$work/in"
  cp -R "$case" "$work/in" && chmod -R u+w "$work/in"
  (cd "$work/in" && rm -rf cmd stdin stdout stderr status expected)
  input=/dev/null
  [ ! -f "$case/stdin" ] || input=$case/stdin
  (cd "$work/in" && exec sh "$case/cmd") \
    <"$input" >"$work/stdout" 2>"$work/stderr"
  status=$?
  if [ $status = 77 ]; then
    echo "ok $number - $name # SKIP $(head -n 1 "$work/stderr")"
  elif judge "$case" $status; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    failures=$((failures + 1))
  fi
done
[ $failures = 0 ]
