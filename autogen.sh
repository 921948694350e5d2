#!/bin/sh
# Set-up from a clean checkout.
#
#   ./autogen.sh         make ./configure, nothing else
#   ./autogen.sh deps    install what is missing (Debian packages)
#   ./autogen.sh demo    deps, configure, build, convert the example ledger
#   ./autogen.sh check   deps, configure, build, run every test
#   ./autogen.sh engines install what examples/engines runs under, but for
#                        Spark, which is large: pip install pyspark, and
#                        default-jre-headless
#
# Builds go to build/ (plain) and build-sanitize/ (address and undefined
# behaviour sanitizers); the source tree itself stays clean.
set -eu
cd "$(dirname "$0")"

# What the build needs, then what only the tests need.
BUILD_PACKAGES="autoconf automake libtool make gcc libc6-dev pkg-config
 gettext libraptor2-dev librdf0-dev librasqal3-dev libcsv-dev
 libjansson-dev libpcre2-dev libxxhash-dev libcurl4-gnutls-dev zlib1g-dev check"
CHECK_PACKAGES="raptor2-utils serdi python3-rdflib graphviz valgrind
 clang-format-14 clang-tidy-14 man-db"
# Schedulers of examples/engines, whose tests are skipped without them.
ENGINE_PACKAGES="parallel slurm-wlm munge"

jobs=$(nproc 2>/dev/null || echo 2)

missing() {
  for p in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || true)
    [ "$state" = installed ] || printf ' %s' "$p"
  done
}

install_packages() {
  command -v dpkg-query >/dev/null 2>&1 || {
    echo "autogen.sh: not a Debian system; install these yourself:" "$@"
    return 0
  }
  want=$(missing "$@")
  [ -n "$want" ] || return 0
  sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      echo "autogen.sh: not root and no sudo; run as root:" >&2
      echo "  apt-get install$want" >&2
      exit 1
    }
    sudo=sudo
  fi
  echo "autogen.sh: installing Debian packages:$want"
  $sudo apt-get update -q
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends $want
}

make_configure() {
  autoreconf --force --install
}

# configure_in DIR [VARIABLE=VALUE]...
configure_in() {
  dir=$1
  shift
  mkdir -p "$dir"
  (cd "$dir" && ../configure -q "$@")
}

build_in() {
  make -C "$1" -s -j"$jobs"
}

case ${1-} in
'') make_configure ;;
deps)
  # shellcheck disable=SC2086
  install_packages $BUILD_PACKAGES $CHECK_PACKAGES
  ;;
engines)
  # shellcheck disable=SC2086
  install_packages $ENGINE_PACKAGES
  ;;
demo)
  # shellcheck disable=SC2086
  install_packages $BUILD_PACKAGES
  make_configure
  configure_in build
  build_in build
  exec sh examples/demo.sh build
  ;;
check)
  # shellcheck disable=SC2086
  install_packages $BUILD_PACKAGES $CHECK_PACKAGES
  make_configure
  exec sh tests/check-all.sh "$jobs"
  ;;
*)
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
  exit 2
  ;;
esac
