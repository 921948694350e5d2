# Checks of the source tree itself.
lint_scripts = tests/lint/examples.sh tests/lint/format.sh tests/lint/headers.sh \
  tests/lint/layers.sh tests/lint/manual.sh tests/lint/messages.sh \
  tests/lint/sizes.sh tests/lint/tree.sh
TESTS += $(lint_scripts)
EXTRA_DIST += $(lint_scripts) tests/lint/files.sh tests/lint/layers.txt \
  tests/lint/message_ids.py

# Takes minutes, so that it is no part of make check.
.PHONY: tidy
tidy:
	cd $(top_srcdir) && ls converter/*/*.c | xargs -n 4 -P 2 sh -c \
	  'clang-tidy-14 --quiet "$$@" -- -std=gnu11 -D_GNU_SOURCE -Iinclude \
	  -Iconverter -I$(abs_top_builddir) \
	  -DLOD_VOCABDIR=\"\" -DLOD_LOCALEDIR=\"\" \
	  $(RAPTOR_CFLAGS) $(REDLAND_CFLAGS) $(JANSSON_CFLAGS)' tidy
