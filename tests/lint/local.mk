# Checks of the source tree itself.
lint_scripts = tests/lint/format.sh tests/lint/headers.sh \
  tests/lint/layers.sh tests/lint/messages.sh \
  tests/lint/sizes.sh tests/lint/tree.sh
TESTS += $(lint_scripts)
EXTRA_DIST += $(lint_scripts) tests/lint/files.sh tests/lint/layers.txt \
  tests/lint/message_ids.py
