#!/bin/sh
# Functions of at most 60 lines, files of at most 800.
. "$(dirname "$0")/files.sh"

long_functions() {
  c_files converter include tests | xargs awk '
    FNR == 1 { open = 0; start = 1 }
    # the layout of clang-format: a body stands between braces in column 1
    !open && (/^$/ || /^#/ || /\*\/$/ || /;$/) { start = FNR + 1 }
    /^\{$/ { open = 1 }
    open && /^\}$/ {
      if (FNR - start + 1 > 60) print FILENAME ":" start ": " FNR - start + 1 " lines"
      open = 0; start = FNR + 1
    }'
}

long_files() {
  c_files converter include tests | xargs wc -l |
    awk '$2 != "total" && $1 > 800 { print $2 ": " $1 " lines" }'
}

echo 1..2
report 1 'functions of at most 60 lines' "$(long_functions)"
report 2 'files of at most 800 lines' "$(long_files)"
exit $failed
