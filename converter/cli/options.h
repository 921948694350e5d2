/* Options of the command line: one table from which parsing, --help, the
   manual page and the completion come. */
#ifndef LODSTONE_CLI_OPTIONS_H
#define LODSTONE_CLI_OPTIONS_H

#include "cli/console.h"
#include <lodstone/convert.h>

/* Commands, as bits in the option table. */
enum {
  LOD_CONVERT = 1 << 0,
  LOD_BATCH = 1 << 1,
  LOD_EXPLAIN = 1 << 2,
  LOD_PACKS = 1 << 3,
  LOD_LOAD = 1 << 4,
  LOD_QUERY = 1 << 5,
  LOD_CHECK = 1 << 6,
  LOD_ALL_COMMANDS = (1 << 7) - 1
};

/* Everything that was asked for. */
typedef struct LodOptions {
  LodConvertOptions convert;
  LodWhen color;
  LodWhen progress;
  bool quiet;
  bool verbose;
  bool strict;
  bool help;
  unsigned form; /* of explain: LodExplainForm */
  const char *report;
  const char *store;
  const char *graph;
  const char *results;
  const char *query_file;
  LodSetting *settings; /* what convert.settings points to */
  char **operands;      /* in argv */
  size_t operand_count;
} LodOptions;

/* How the text of an option becomes a value in LodOptions. */
typedef enum LodOptionKind {
  LOD_OPTION_FLAG,     /* bool, no argument */
  LOD_OPTION_VALUE,    /* unsigned, no argument: the option stands for it */
  LOD_OPTION_CHOICE,   /* unsigned, one of the choices */
  LOD_OPTION_WORD,     /* const char *, one of the choices */
  LOD_OPTION_TEXT,     /* const char * */
  LOD_OPTION_DOCUMENT, /* const char *, once only: several are not merged */
  LOD_OPTION_COUNT,    /* int, 0 or more */
  LOD_OPTION_NUMBER,   /* unsigned, 0 or more */
  LOD_OPTION_POSITIVE, /* unsigned, 1 or more */
  LOD_OPTION_SIZE,     /* uint64_t, bytes: 64K, 16M, 1G */
  LOD_OPTION_SHARD,    /* I/N into convert.shard and convert.shard_count */
  LOD_OPTION_SETTING,  /* NAME=VALUE, appended to settings */
  LOD_OPTION_KINDS
} LodOptionKind;

typedef enum LodOptionGroup {
  LOD_GROUP_MAPPING,
  LOD_GROUP_OUTPUT,
  LOD_GROUP_DIALECT,
  LOD_GROUP_FAULTS,
  LOD_GROUP_STORE,
  LOD_GROUP_NETWORK,
  LOD_GROUP_LIMITS,
  LOD_GROUP_CONSOLE,
  LOD_OPTION_GROUPS
} LodOptionGroup;

typedef struct LodChoice {
  const char *name;
  unsigned value;
} LodChoice;

typedef struct LodOption {
  const char *name;
  char letter;          /* '\0': none */
  const char *argument; /* NULL: takes none */
  unsigned commands;    /* that take it */
  LodOptionGroup group;
  LodOptionKind kind;
  size_t offset; /* of the value in LodOptions */
  const LodChoice *choices;
  unsigned value;   /* for LOD_OPTION_VALUE */
  const char *help; /* message id */
} LodOption;

/* The table; ends with a NULL name. */
extern const LodOption lod_option_table[];

/* The heading of GROUP, a message id. */
const char *lod_option_group_title(LodOptionGroup group);

typedef struct LodCommand LodCommand;

/* Read ARGV[1..] (ARGV[0] is COMMAND's name) into *OPTIONS.  What is wrong is
   said on CONSOLE.  Returns LOD_SUCCESS, LOD_ERR_USAGE or
   LOD_ERR_NO_MEMORY. */
LOD_NODISCARD LodStatus lod_options_parse(const LodCommand *command, int argc,
                                          char **argv, LodConsole *console,
                                          LodOptions *options);
void lod_options_clear(LodOptions *options);

#endif
