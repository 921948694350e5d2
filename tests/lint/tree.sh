#!/bin/sh
# What must not be in the tree, and scripts that a shell can read.
. "$(dirname "$0")/files.sh"

scripts() {
  tree_files | grep -E '\.sh$|^autogen\.sh$|^\.ci/run$|/cmd$'
}

unreadable() {
  scripts | while read -r script; do
    ${SHELL:-sh} -n "$script" 2>&1
  done
}

# Every unit program is one that make builds.
forgotten() {
  tree_files | grep -E '^tests/unit/[a-z]+/test_[a-z_0-9]+\.c$' |
    while read -r source; do
      grep -qE "${source%.c}( |\$)" "$(dirname "$source")/local.mk" ||
        echo "$source is not built"
    done
}

echo 1..5
report 1 'no path of one machine' "$(tree_files | tr '\n' '\0' |
  xargs -0 grep -nIE '(^|[^A-Za-z0-9_.$}])[/](work|root|farm|home/[a-z]+)/')"
report 2 'nothing left for later' "$(tree_files | grep -v '^tests/lint/' |
  tr '\n' '\0' | xargs -0 grep -nIE '\<(TO''DO|FIX''ME|XX''X)\>')"
report 3 'no white space at line ends of sources' "$(c_files converter include \
  tests | xargs grep -nE '[[:blank:]]$')"
report 4 'scripts are read by a shell' "$(unreadable)"
report 5 'unit programs are built' "$(forgotten)"
exit $failed
