#!/bin/sh
# List the functions that take a message id: "FILE NAME:N" for xgettext, FILE
# the only one that knows the function, or "-" when a header declares it.  It
# is the convention of the sources that a parameter named format is a message
# id; but the formats of buffers and datatypes are data, and those that the log
# and the console hand on have been translated.
# usage: keywords.sh      ($top_srcdir: the source tree)
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"
find converter include \( -name '*.c' -o -name '*.h' \) \
  ! -path converter/base/log.c ! -path 'converter/xsd/*' | xargs awk '
  function flush(   head, count) {
    gsub(/[ \n\t]+/, " ", text)
    while (match(text, /[a-z_][a-z_0-9]* ?\([^(){};]*const char \*format[,)]/)) {
      head = substr(text, RSTART, RLENGTH)
      text = substr(text, RSTART + RLENGTH)
      count = gsub(/,/, ",", head) + (head ~ /\)$/)
      sub(/ ?\(.*/, "", head)
      print (file ~ /\.h$/ ? "-" : file), head ":" count
    }
    text = ""
    file = FILENAME
  }
  FNR == 1 { flush() }
  !/^ *\*|^ *\/\*/ { text = text "\n" $0 }
  END { flush() }' |
  grep -v -e ' lod_buffer_' -e ' lod_console_' -e ' put_expanded:' |
  LC_ALL=C sort -u
