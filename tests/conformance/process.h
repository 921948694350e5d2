/* Running a program, and what it printed. */
#ifndef CONFORMANCE_PROCESS_H
#define CONFORMANCE_PROCESS_H

#include "base/buffer.h"

typedef struct Process {
  LodBuffer out, err;
  int status;     /* of exit; -1: it was ended by a signal */
  bool timed_out; /* it was stopped after SECONDS */
} Process;

/* Run ARGV with this process's environment and an empty standard input.
   False, errno set: it could not be run. */
bool process_run(const char *const argv[], unsigned seconds, Process *process);
void process_free(Process *process);

#endif
