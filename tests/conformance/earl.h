/* A report in the Evaluation and Report Language (EARL 1.0), as Turtle. */
#ifndef CONFORMANCE_EARL_H
#define CONFORMANCE_EARL_H

#include <stdbool.h>
#include <stdio.h>

/* NULL, errno set: PATH cannot be written. */
FILE *earl_begin(const char *path);
/* TEST is the IRI of a test. */
void earl_assert(FILE *earl, const char *test, bool passed);
/* False: not all of it was written. */
bool earl_end(FILE *earl);

#endif
