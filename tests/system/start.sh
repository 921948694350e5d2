#!/bin/sh
# A small table is done before the libraries for other syntaxes, stores and the
# web would be loaded: they are loaded when something needs them.
. "$top_srcdir/tests/system/tap.sh"

plan 6
mkdir alone
cp -L "$top_builddir/.libs/lodstone" "$top_builddir"/.libs/liblodstone.so.0 alone
printf 'name,value\nEtt,1\n' >t.csv
far='libcurl|librdf|libraptor|libxml2|lodstone-far'

# loads COMMAND...: does it load any library of the far half?
loads() {
  LD_LIBRARY_PATH=$top_builddir/.libs LD_DEBUG=files LD_DEBUG_OUTPUT=loaded \
    "$top_builddir/.libs/lodstone" "$@" >out 2>err || echo "# status $?"
  cat loaded.* >all && rm loaded.*
  grep -qE "calling init.*($far)" all
}
near() { ! loads "$@"; }
check 'N-Triples need none' near convert t.csv
check 'a pack needs none' near convert -q -m $pack --base $base \
  "$top_srcdir/examples/ledger.csv"
check 'a check needs none' near check t.csv
check 'RDF/XML needs raptor' loads convert -t rdfxml t.csv
check 'and is written' grep -q '<rdf:RDF' out

missing() {
  LD_LIBRARY_PATH=$scratch/alone alone/lodstone convert -t rdfxml t.csv \
    >out 2>err && return 1
  [ $? -eq 3 ] && [ ! -s out ] && grep -q 'cannot load the part' err
}
if [ -e "$(sed -n "s/^libdir='\(.*\)'/\1/p" "$top_builddir/liblodstone.la")/lodstone/lodstone-far.so" ]; then
  skip 'without the module it says so' 'lodstone is installed'
else
  check 'without the module it says so' missing
fi
