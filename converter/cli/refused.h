/* What is said of an option or a command that is none, and what may have been
   meant. */
#ifndef LODSTONE_CLI_REFUSED_H
#define LODSTONE_CLI_REFUSED_H

#include "cli/command.h"

/* Say why getopt_long refused WORD for COMMAND; KNOWN is the option that it
   set optopt for, NULL if there is none. */
void lod_refused_option(LodConsole *console, const LodCommand *command,
                        const LodOption *known, const char *word);

/* Say that there is no command WORD. */
void lod_refused_command(LodConsole *console, const char *word);

#endif
