#!/bin/sh
# The rooms include only what layers.txt allows.
. "$(dirname "$0")/files.sh"
rules=tests/lint/layers.txt

# Complain of every #include that breaks a rule: kind is room or header.
check() {
  c_files converter | xargs awk -v kind="$1" -v rules="$rules" '
    BEGIN {
      while ((getline line < rules) > 0) {
        if (line !~ "^" kind " ") continue
        n = split(line, word, /[ :]+/)
        known[word[2]] = 1
        for (i = 3; i <= n; i++) if (word[i] != "") allowed[word[2], i] = word[i]
        count[word[2]] = n
      }
    }
    function may(key, name,   i) {
      for (i = 3; i <= count[key]; i++)
        if (allowed[key, i] != "" && index(name, allowed[key, i]) == 1) return 1
      return 0
    }
    /^#[ \t]*include[ \t]*"/ && kind == "room" {
      split($0, quoted, "\""); split(quoted[2], to, "/")
      split(FILENAME, from, "/")
      if (quoted[2] == "config.h" || to[1] == from[2]) next
      if (!may(from[2], to[1] "/")) print FILENAME ":" FNR ": " quoted[2]
    }
    /^#[ \t]*include[ \t]*</ && kind == "header" {
      header = $0; sub(/^[^<]*</, "", header); sub(/>.*/, "", header)
      file = FILENAME; sub(/^converter\//, "", file)
      if (header in known && !may(header, file)) print FILENAME ":" FNR ": " header
    }'
}

echo 1..4
report 1 'rooms include only the rooms below them' "$(check room)"
report 2 'a library is named in one place' "$(check header)"
report 3 'plain and linked do not know each other' \
  "$(grep -nE '"(linked)/' converter/plain/*.[ch] 2>/dev/null
     grep -nE '"(plain)/' converter/linked/*.[ch] 2>/dev/null)"
report 4 'csv.h is named in one file' \
  "$(grep -l '#include <csv.h>' -r converter | tail -n +2)"
exit $failed
