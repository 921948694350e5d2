/* What the commands that run the library have in common. */
#ifndef LODSTONE_CLI_RUN_H
#define LODSTONE_CLI_RUN_H

#include "cli/outcome.h"

/* Set CONSOLE up as OPTIONS say and make a log that goes to it; NULL when out
   of memory, which has been said.  The caller frees it. */
LodLog *lod_run_begin(const LodOptions *options, LodConsole *console);

/* Say what came of a run, write its report where one was asked for, and
   return the exit status.  REPORT may be NULL: there is none.  STOP is what
   is left when STATUS is none of success. */
int lod_run_end(const LodOptions *options, LodConsole *console, LodLog *log,
                LodStatus status, LodStop stop, const LodRunReport *report);

/* Add the numbers of PART to TOTAL. */
void lod_run_add(LodRunReport *total, const LodRunReport *part);

#endif
