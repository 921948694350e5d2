# Sourced by the tests of examples/engines: speaks TAP.  An engine that is not
# there, or cannot be started here, skips its test.
. "$top_srcdir/tests/system/tap.sh"
engines=$(cd "$top_srcdir/examples/engines" && pwd)
here=$(cd "$top_srcdir/tests/engines" && pwd)
parts=5

skip_all() {
  echo "1..0 # SKIP $1"
  exit 0
}

need() {
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 || skip_all "there is no $command"
  done
}

# The table, the whole, and a program that is lost once, in its third part: as
# LOSE says, before it runs as ever.
prepare() {
  "$ledger" --rows 3000 --seed 6 >ledger.csv
  sed -n '2,40p' ledger.csv >again && cat again >>ledger.csv
  "$program" convert -q -m "$pack" --base "$base" -o whole.nt ledger.csv || exit 99
  cat >lost-once <<S
#!/bin/sh
case "\$*" in
*" 3/$parts "*)
  if mkdir '$scratch/lost' 2>/dev/null; then $1; fi ;;
esac
exec '$program' "\$@"
S
  chmod +x lost-once
  LODSTONE=$scratch/lost-once
  export LODSTONE
}

was_lost() { [ -d lost ]; }
all_there() { [ "$(ls out/part-*.nt | wc -l)" -eq "$parts" ]; }
is_whole() { cat out/part-*.nt | cmp - whole.nt; }
