/* Standard output as a sink of the library. */
#ifndef LODSTONE_CLI_STANDARD_OUTPUT_H
#define LODSTONE_CLI_STANDARD_OUTPUT_H

#include "cli/console.h"

/* Write to standard output; a LodWriteFunction, the LodConsole as the user.
   Says what failed, but for a reader that has gone away. */
LodStatus lod_standard_output_write(void *console, const char *data,
                                    size_t size);

/* Write out what is still held back; STATUS of the run so far. */
LodStatus lod_standard_output_close(LodConsole *console, LodStatus status);

#endif
