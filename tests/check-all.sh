#!/bin/sh
# Every test, in a plain and in a sanitizer build; closes with the sum.
# usage: check-all.sh JOBS      (called by ./autogen.sh check)
set -u
jobs=$1
passed=0 failed=0 skipped=0 broken=0

# run DIR [VARIABLE=VALUE]... : configure, build and check in DIR.
run() {
  dir=$1
  shift
  echo "== $dir"
  mkdir -p "$dir"
  if ! (cd "$dir" && ../configure -q "$@") || ! make -C "$dir" -s -j"$jobs"
  then
    echo "check-all: $dir does not build"
    broken=$((broken + 1))
    return
  fi
  log=$dir/check.log
  make -C "$dir" -s -k -j"$jobs" check >"$log" 2>&1
  status=$?
  grep -E '^(FAIL|ERROR|XPASS|SKIP):' "$log"
  sum_of() { sed -n "s/^# $1: *//p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
  passed=$((passed + $(sum_of PASS) + $(sum_of XFAIL)))
  skipped=$((skipped + $(sum_of SKIP)))
  bad=$(($(sum_of FAIL) + $(sum_of XPASS) + $(sum_of ERROR)))
  [ "$status" = 0 ] || [ "$bad" -gt 0 ] || { bad=1; tail -n 40 "$log"; }
  if [ "$bad" -gt 0 ]; then
    find "$dir/tests" -name '*.log' ! -name test-suite.log \
      -exec grep -lE '^(not ok|Bail out)' {} + 2>/dev/null | while read -r f; do
      echo "-- $f"
      tail -n 60 "$f"
    done
  fi
  failed=$((failed + bad))
}

run build
run build-sanitize --enable-sanitizers
failed=$((failed + broken))
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
