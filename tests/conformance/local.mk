# Suites of others: in make check; make conformance CONFORMANCE=KIND runs one
# kind.  A report in EARL is left in the build folder.
check_PROGRAMS += tests/conformance/csvw
tests_conformance_csvw_SOURCES = tests/conformance/csvw.c \
  tests/conformance/earl.c tests/conformance/earl.h \
  tests/conformance/graph.c tests/conformance/graph.h \
  tests/conformance/json_value.c tests/conformance/json_value.h \
  tests/conformance/process.c tests/conformance/process.h \
  tests/conformance/proxy.c tests/conformance/proxy.h
tests_conformance_csvw_LDADD = libwhole.la
CLEANFILES += earl-csvw.ttl
.PHONY: conformance
conformance: lodstone$(EXEEXT) tests/conformance/csvw$(EXEEXT)
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
	  tests/conformance/csvw$(EXEEXT) $(CONFORMANCE)
check_PROGRAMS += tests/conformance/test_graph
tests_conformance_test_graph_SOURCES = tests/conformance/test_graph.c \
  tests/conformance/graph.c tests/conformance/graph.h
