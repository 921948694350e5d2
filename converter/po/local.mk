# The translations of the messages.
po_catalogues = converter/po/locale/sv/LC_MESSAGES/lodstone.mo
svlocaledir = $(localedir)/sv/LC_MESSAGES
nodist_svlocale_DATA = $(po_catalogues)
EXTRA_DIST += converter/po/extract.sh converter/po/keywords.sh \
  converter/po/sv.po
CLEANFILES += $(po_catalogues) converter/po/lodstone.pot

converter/po/locale/sv/LC_MESSAGES/lodstone.mo: converter/po/sv.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	  $(MSGFMT) -c -o $@ $(top_srcdir)/converter/po/sv.po

# Bring sv.po to what the sources say now; then translate what is new in it.
.PHONY: update-po
update-po:
	$(MKDIR_P) converter/po
	top_srcdir=$(abs_top_srcdir) \
	  $(SHELL) $(top_srcdir)/converter/po/extract.sh \
	  $(abs_top_builddir)/converter/po/lodstone.pot
	msgmerge --quiet --no-fuzzy-matching --sort-by-file --no-location \
	  --no-wrap --output-file=$(top_srcdir)/converter/po/sv.po \
	  $(top_srcdir)/converter/po/sv.po converter/po/lodstone.pot
	msgattrib --no-obsolete --no-wrap \
	  --output-file=$(top_srcdir)/converter/po/sv.po \
	  $(top_srcdir)/converter/po/sv.po
