#!/bin/sh
# The examples of the README and of the manual page do what they say: each
# line ends with status 0.
. "$(dirname "$0")/files.sh"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
unset LODSTONE_VOCAB XDG_DATA_HOME
# librdf hands memcmp the length of the longer of two keys that differ early
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}strict_memcmp=0
export ASAN_OPTIONS

# readme_lines: what stands between ```sh and ```.
readme_lines() {
  sed -n '/^```sh$/,/^```$/p' README.md | grep -v '^```'
}

# manual_lines: what stands between .EX and .EE, without its escapes.
manual_lines() {
  sed -n '/^\.EX$/,/^\.EE$/p' doc/lodstone.1.in | grep -v '^\.E[XE]$' |
    sed "s/\\\\-/-/g; s/\\\\(aq/'/g"
}

# run_lines FILE: run each line in the folder $work/run, as TAP.
run_lines() {
  while IFS= read -r line; do
    number=$((number + 1))
    if (cd "$work/run" && eval "$line") >"$work/out" 2>&1 </dev/null; then
      echo "ok $number - $line"
    else
      echo "not ok $number - $line"
      sed 's/^/# /' "$work/out" | head -n 20
      failed=1
    fi
  done <"$1"
}

# fresh: an empty folder with what the examples begin with.
fresh() {
  rm -rf "$work/run"
  mkdir -p "$work/run/deliveries"
  ln -s "$top_srcdir/examples" "$work/run/examples"
  cp examples/ledger.csv "$work/run/ledger.csv"
  cp examples/ledger.csv "$work/run/deliveries/2026-01.csv"
}

# c_example: what stands between ```c and ```, as a program.
c_example() {
  sed -n '/^```c$/,/^```$/p' README.md | grep -v '^```' | awk '
    /^#include/ { print; next }
    !begun { print "int main(void) {"; begun = 1 }
    { print }
    END { print "return lod_status_exit_code(status); }" }'
}

number=0
readme_lines >"$work/readme"
manual_lines >"$work/manual"
echo "1..$(($(cat "$work/readme" "$work/manual" | wc -l) + 1))"
fresh
run_lines "$work/readme"
fresh
run_lines "$work/manual"
c_example >"$work/example.c"
report $((number + 1)) 'the C of the README compiles' \
  "$(${CC-gcc} -fsyntax-only -Wall -Iinclude "$work/example.c" 2>&1)"
exit $failed
