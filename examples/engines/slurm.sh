#!/bin/sh
#SBATCH --job-name=lodstone
#SBATCH --ntasks=1
#SBATCH --requeue
# Convert one table in parts with a Slurm array job (Debian: slurm-wlm, munge).
#
#   sbatch --array=1-PARTS slurm.sh INPUT MAPPING PARTS OUT [OPTION]...
#   sbatch --array=1-16 slurm.sh ledger.csv leverantorsreskontra 16 parts \
#     --base https://data.example.se
#
# OPTIONs are convert's.  OUT gets part-00001.nt to part-00016.nt, which are, one
# behind the other (cat OUT/part-*.nt), what one run writes; put in place when
# they are whole.  INPUT, OUT and the program must be at the same paths on every
# node (a shared file system); add --cpus-per-task=4 for four workers a part,
# --mem=1G to be told what a part may take, --wait to wait for the last one.
#
# A part whose node was lost is queued again by Slurm; one that failed is made
# by naming it:  sbatch --array=7 slurm.sh (the same)
set -eu
[ $# -ge 4 ] && [ -n "${SLURM_ARRAY_TASK_ID-}" ] || {
  sed -n '7,9p' "$0" >&2
  exit 2
}
input=$1 mapping=$2 parts=$3 out=$4 part=$SLURM_ARRAY_TASK_ID
shift 4
mkdir -p "$out"
exec "${LODSTONE:-lodstone}" convert -q -j "${SLURM_CPUS_PER_TASK:-1}" \
  -m "$mapping" "$@" --shard "$part/$parts" \
  -o "$(printf '%s/part-%05d.nt' "$out" "$part")" "$input"
