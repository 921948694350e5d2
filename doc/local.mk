# The manual page and the completion are made from the program's own tables.
noinst_PROGRAMS += converter/cli/document
converter_cli_document_SOURCES = converter/cli/command.c \
  converter/cli/command.h converter/cli/console.h \
  converter/cli/document.c converter/cli/help.c converter/cli/help.h \
  converter/cli/option_table.c converter/cli/options.h \
  converter/cli/text.c converter/cli/text.h
converter_cli_document_LDADD = liblodstone.la

man1_MANS += doc/lodstone.1
completiondir = $(datadir)/bash-completion/completions
nodist_completion_DATA = doc/completions/lodstone
dist_doc_DATA += doc/CONFORMANCE.md doc/PERFORMANCE.md doc/SCALING.md
EXTRA_DIST += doc/lodstone.1.in doc/lodstone.bash.in
CLEANFILES += doc/lodstone.1 doc/completions/lodstone
document = LC_ALL=C converter/cli/document$(EXEEXT)

doc/lodstone.1: doc/lodstone.1.in converter/cli/document$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) doc && $(document) \
	  $(top_srcdir)/doc/lodstone.1.in >$@.tmp && mv $@.tmp $@

doc/completions/lodstone: doc/lodstone.bash.in converter/cli/document$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) doc/completions && $(document) \
	  $(top_srcdir)/doc/lodstone.bash.in >$@.tmp && mv $@.tmp $@
