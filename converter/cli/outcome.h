/* The closing line of a run that did not go well: what came of it. */
#ifndef LODSTONE_CLI_OUTCOME_H
#define LODSTONE_CLI_OUTCOME_H

#include "cli/options.h"

/* What a run that stops leaves behind, for the command to say. */
typedef enum LodStop {
  LOD_STOP_NOTHING, /* it had nothing to leave: no words */
  LOD_STOP_OUTPUT,  /* what there was before */
  LOD_STOP_EMPTY,   /* nothing, on standard output */
  LOD_STOP_PIPE,    /* the beginning, on standard output */
  LOD_STOP_INPUT,   /* a store without this input */
  LOD_STOP_INPUTS,  /* a store with the inputs before this one */
  LOD_STOP_TABLES,  /* the outputs of other tables */
  LOD_STOP_REPORT,  /* everything but the report */
  LOD_STOP_VERDICT  /* that a check found faults */
} LodStop;

/* What a run that wrote BYTES_OUT to the output of OPTIONS leaves when it
   stops. */
LodStop lod_outcome_of_output(const LodOptions *options, uint64_t bytes_out);

/* Say that the run stopped. */
void lod_outcome_stopped(LodConsole *console, LodStop stop);

/* Say that the run was completed, but not whole or not without warnings.
   Returns whether that is so. */
bool lod_outcome_faulty(const LodOptions *options, LodConsole *console,
                        const LodLog *log, const LodRunReport *report);

#endif
