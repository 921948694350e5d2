#!/bin/sh
# make installcheck: the example program, built against the installed tree by
# its pkg-config file, converts the example ledger; so does the program.
# usage: installcheck.sh SOURCE_DIR BINDIR LIBDIR PKGCONFIGDIR DESTDIR CC...
set -eu
source=$1 bindir=$2 libdir=$3 pkgconfigdir=$4 destdir=$5
shift 5
dir=$(mktemp -d "${TMPDIR:-/tmp}/lodstone-installcheck.XXXXXX")
trap 'rm -rf "$dir"' EXIT
PKG_CONFIG_PATH=$destdir$pkgconfigdir
PKG_CONFIG_SYSROOT_DIR=$destdir
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
# shellcheck disable=SC2046
"$@" -o "$dir/use_lodstone" "$source/examples/use_lodstone.c" \
  $(pkg-config --cflags --libs lodstone)
LD_LIBRARY_PATH=$destdir$libdir${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
# an installation under DESTDIR is not where its packs will be
LODSTONE_VOCAB=$destdir$(pkg-config --variable=vocabdir lodstone)
case $LODSTONE_VOCAB in "$destdir$destdir"*) LODSTONE_VOCAB=${LODSTONE_VOCAB#"$destdir"} ;; esac
export LD_LIBRARY_PATH LODSTONE_VOCAB
base=https://data.example.se/
"$dir/use_lodstone" "$source/examples/ledger.csv" $base >"$dir/library.nt"
"$destdir$bindir/lodstone" convert -q -m leverantorsreskontra --base $base \
  "$source/examples/ledger.csv" >"$dir/program.nt"
[ -s "$dir/program.nt" ]
cmp "$dir/library.nt" "$dir/program.nt"
echo "installcheck: library and program write the same $(wc -l <"$dir/program.nt") statements"
