#!/bin/sh
# examples/engines/slurm.sh on a cluster of one machine, made for this test: the
# parts are together the whole, and one that failed is made by naming it.
. "$top_srcdir/tests/engines/engines.sh"
PATH=$PATH:/usr/sbin:/sbin
need munged slurmctld slurmd sbatch scontrol squeue
[ "$(id -u)" = 0 ] || skip_all 'slurmd wants root'
prepare 'exit 3'
dir=$scratch/slurm
mkdir "$dir" "$dir/state" "$dir/spool"
SLURM_CONF=$dir/slurm.conf
export SLURM_CONF
host=$(hostname -s)

# Two ports that nothing listens on.
free_ports() {
  /usr/bin/python3 - <<'P'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(s.getsockname()[1] for s in sockets))
P
}

# Servers stay in the foreground of a job of ours, so that their ids are known.
ids=
start() {
  "$@" >>"$dir/log" 2>&1 &
  ids="$! $ids"
}
stop_servers() {
  for id in $ids; do kill "$id" 2>/dev/null; done
  for id in $ids; do wait "$id" 2>/dev/null; done
  rm -rf "$scratch"
}
trap stop_servers EXIT

# until SECONDS COMMAND...
until_true() {
  left=$(($1 * 5))
  shift
  while ! "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    [ $left -gt 0 ] || return 1
    sleep 0.2
  done
}

# shellcheck disable=SC2046
set -- $(free_ports)
sed -e "s|@DIR@|$dir|g; s|@HOST@|$host|g; s|@PORT1@|$1|g; s|@PORT2@|$2|g" \
  "$here/slurm.conf.in" >"$SLURM_CONF"
dd if=/dev/urandom of="$dir/munge.key" bs=1024 count=1 2>/dev/null
chmod 0600 "$dir/munge.key"
chmod 0755 "$scratch" "$dir"
start munged --foreground --force --socket="$dir/munge.socket" \
  --key-file="$dir/munge.key" --pid-file="$dir/munged.pid" \
  --seed-file="$dir/munged.seed" --log-file="$dir/munged.log"
until_true 10 test -S "$dir/munge.socket" || skip_all 'munged does not start here'
start slurmctld -D -i -f "$SLURM_CONF"
start slurmd -D -N "$host" -f "$SLURM_CONF"
is_idle() { scontrol show node "$host" | grep -q 'State=IDLE'; }
until_true 60 is_idle || {
  tail -n 5 "$dir"/*log | sed 's/^/# /'
  skip_all 'slurm does not start here'
}
plan 6

submit() {
  sbatch --wait --array="$1" --output=job-%a.log --chdir="$scratch" \
    "$engines/slurm.sh" ledger.csv "$pack" "$parts" out --base "$base" >sbatch.log 2>&1
}
fails() { ! submit "1-$parts"; }
check 'a job of which a part fails says so' fails
check 'that part failed' was_lost
missing() { [ ! -e out/part-00003.nt ] && [ -e out/part-00004.nt ]; }
check 'it left nothing, the others are there' missing
check 'it is made by naming it' submit 3
check 'the parts are there' all_there
check 'the parts, one behind the other, are the whole' is_whole
