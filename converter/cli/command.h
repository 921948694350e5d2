/* The commands: what each is called, takes and does. */
#ifndef LODSTONE_CLI_COMMAND_H
#define LODSTONE_CLI_COMMAND_H

#include "cli/options.h"

struct LodCommand {
  const char *name;
  unsigned bit;         /* in the option table */
  const char *operands; /* of its usage line */
  size_t least, most;   /* operands; SIZE_MAX: any number */
  const char *summary;  /* message id, one line */
  const char *details;  /* message id, paragraphs of help and manual */
};

/* The table; ends with a NULL name. */
extern const LodCommand lod_command_table[];

/* Find a command by NAME; NULL if there is none. */
const LodCommand *lod_command_find(const char *name);

/* What the commands do; each returns the exit status. */
int lod_command_convert(const LodOptions *options, LodConsole *console);
int lod_command_check(const LodOptions *options, LodConsole *console);
int lod_command_batch(const LodOptions *options, LodConsole *console);
int lod_command_load(const LodOptions *options, LodConsole *console);
int lod_command_query(const LodOptions *options, LodConsole *console);
int lod_command_explain(const LodOptions *options, LodConsole *console);
int lod_command_packs(const LodOptions *options, LodConsole *console);

#endif
