# Helpers of the system tests: sourced, speaks TAP.
# plan N; then N times: check "description" COMMAND...
set -u
program=$top_builddir/lodstone
ledger=$top_builddir/tests/bench/ledger
base=https://data.example.se
pack=leverantorsreskontra
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lodstone-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' INT TERM
cd "$scratch" || exit 99
number=0

plan() { echo "1..$1"; }

check() {
  number=$((number + 1))
  description=$1
  shift
  if "$@"; then
    echo "ok $number - $description"
  else
    echo "not ok $number - $description"
  fi
}

skip() {
  number=$((number + 1))
  echo "ok $number - $1 # SKIP $2"
}

# The sanitizer build is slow and uses memory of its own.
is_sanitized() { grep -q 'SANITIZE_CFLAGS.*fsanitize' "$top_builddir/config.log"; }
