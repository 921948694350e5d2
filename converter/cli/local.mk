# Sources of the room cli: the program.
bin_PROGRAMS += lodstone
lodstone_SOURCES = converter/cli/command.c converter/cli/command.h \
  converter/cli/command_check.c \
  converter/cli/command_convert.c \
  converter/cli/command_query.c \
  converter/cli/command_load.c \
  converter/cli/command_packs.c \
  converter/cli/command_explain.c \
  converter/cli/command_batch.c \
  converter/cli/console.c converter/cli/console.h \
  converter/cli/files.c converter/cli/files.h \
  converter/cli/help.c converter/cli/help.h \
  converter/cli/input.c converter/cli/input.h \
  converter/cli/locale.c converter/cli/locale.h \
  converter/cli/main.c \
  converter/cli/option_table.c \
  converter/cli/options.c converter/cli/options.h \
  converter/cli/outcome.c converter/cli/outcome.h \
  converter/cli/standard_output.c \
  converter/cli/standard_output.h \
  converter/cli/refused.c converter/cli/refused.h \
  converter/cli/run.c converter/cli/run.h \
  converter/cli/text.c converter/cli/text.h
lodstone_LDADD = liblodstone.la
EXTRA_lodstone_DEPENDENCIES = lodstone-far.la
