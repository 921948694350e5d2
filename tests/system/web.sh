# Two servers on the loopback (tests/system/web.py), as two hosts: sourced after
# tap.sh.  $here and $there are their URLs; what lies in the folders here/ and
# there/ is what they serve.
unset http_proxy https_proxy all_proxy no_proxy HTTP_PROXY HTTPS_PROXY \
  ALL_PROXY NO_PROXY SSL_CERT_FILE
/usr/bin/python3 -c '' 2>/dev/null || {
  echo '1..0 # SKIP no python3'
  exit 0
}
# The servers end with this shell, which holds the other end of their input.
mkfifo keep
exec 9<>keep

# serve FOLDER [CERT KEY]: its URL's host and port are in FOLDER.at
serve() {
  mkdir -p "$1"
  at=$1.at
  folder=$1
  shift
  /usr/bin/python3 "$top_srcdir/tests/system/web.py" "$folder" "$at" "$@" \
    <keep 9>&- &
  tries=0
  while [ ! -f "$at" ] && [ $((tries += 1)) -lt 100 ]; do sleep 0.1; done
  [ -f "$at" ] || { echo 'Bail out! no server'; exit 99; }
}
serve here
serve there
here=http://127.0.0.1:$(cat here.at)
there=http://127.0.0.1:$(cat there.at)

# put FILE: what stands on standard input, with @HERE@ and @THERE@ replaced
put() {
  mkdir -p "$(dirname "$1")"
  sed "s|@HERE@|$here|g; s|@THERE@|$there|g" >"$1"
}

# run STATUS ARGUMENT...: the program, with what it prints in out and err
run() {
  wanted=$1
  shift
  "$program" "$@" >out 2>err
  got=$?
  [ $got = "$wanted" ] || {
    echo "# exit status $got, expected $wanted: $*"
    sed 's/^/# /' err
    return 1
  }
}

# said PATTERN: in a message (a basic regular expression)
said() {
  grep -q -- "$1" err || {
    echo "# not said: $1"
    sed 's/^/# /' err
    return 1
  }
}

# quiet: nothing was said but notes
quiet() { ! grep -v ': note: ' err | sed 's/^/# /' | grep .; }

# triple S P O: a statement, in N-Triples without <>
triple() {
  grep -qF "<$1> <$2> $3 ." out || {
    echo "# no statement: <$1> <$2> $3"
    sed 's/^/# /' out
    return 1
  }
}

# asked COUNT PATTERN [SERVER]: how often something was asked for
asked() {
  count=$(grep -c -- "$2" "${3:-here}.log")
  [ "$count" = "$1" ] || {
    echo "# asked for $count times: $2"
    sed 's/^/# /' "${3:-here}.log"
    return 1
  }
}
forget() { : >here.log; : >there.log; }
