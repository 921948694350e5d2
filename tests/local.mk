# librdf compares keys of unequal length with memcmp, which the sanitizer would
# otherwise judge by the longer one: strict_memcmp=0.
# Every test speaks TAP; libcheck does so when told by its environment.
# A unit program is named after its module: tests/unit/ROOM/test_MODULE.c.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_DRIVER = $(LOG_DRIVER)
TEST_EXTENSIONS = .sh .py
SH_LOG_COMPILER = $(SHELL)
PY_LOG_COMPILER = /usr/bin/python3
AM_TESTS_ENVIRONMENT = CK_TAP_LOG_FILE_NAME=- CK_VERBOSITY=silent \
  CK_DEFAULT_TIMEOUT=120 LC_ALL=C.UTF-8 LANGUAGE=en \
  top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
  PATH='$(abs_top_builddir)':"$$PATH" \
  ASAN_OPTIONS=strict_memcmp=0 \
  LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/leaks.supp:print_suppressions=0' ; \
  export \
  CK_TAP_LOG_FILE_NAME CK_VERBOSITY CK_DEFAULT_TIMEOUT LC_ALL LANGUAGE \
  top_srcdir top_builddir PATH ASAN_OPTIONS LSAN_OPTIONS ;

unit_ldadd = libwhole.la $(CHECK_LIBS)
LDADD = $(unit_ldadd)

include tests/unit/base/local.mk
include tests/unit/xsd/local.mk
include tests/unit/rdf/local.mk
include tests/unit/source/local.mk
include tests/unit/table/local.mk
include tests/unit/guard/local.mk
include tests/unit/mapping/local.mk
include tests/unit/plain/local.mk
include tests/unit/linked/local.mk
include tests/unit/doctor/local.mk
include tests/unit/publish/local.mk
include tests/unit/store/local.mk
include tests/lint/local.mk
include tests/cases/local.mk
include tests/system/local.mk
include tests/engines/local.mk
include tests/conformance/local.mk
include tests/bench/local.mk
TESTS += $(check_PROGRAMS)
EXTRA_DIST += tests/check-all.sh tests/leaks.supp
