# Sourced by the lints: the files of the source tree, the same from a clone
# and from a tarball.

: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
cd "$top_srcdir" || exit 99

# c_files FOLDER...: every C source and header.
c_files() {
  find "$@" \( -name '*.c' -o -name '*.h' \) -type f | LC_ALL=C sort
}

# tree_files: every file of the project; nothing that a build made.
tree_files() {
  if git rev-parse --git-dir >/dev/null 2>&1; then
    git ls-files | while read -r f; do [ ! -f "$f" ] || echo "$f"; done
  else
    find .ci converter doc examples include tests vocab -type f
    find . -maxdepth 1 -type f ! -name configure ! -name '*.in' \
      ! -name aclocal.m4
  fi | LC_ALL=C sort
}

# report NUMBER NAME COMPLAINTS: one line of TAP, complaints as comments.
# Sets failed.
failed=0
report() {
  if [ -z "$3" ]; then
    echo "ok $1 - $2"
  else
    echo "not ok $1 - $2"
    printf '%s\n' "$3" | head -n 60 | sed 's/^/# /'
    failed=1
  fi
}
