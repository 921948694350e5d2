/* Files as load sees them: opened, looked at, read. */
#ifndef LODSTONE_CLI_INPUT_H
#define LODSTONE_CLI_INPUT_H

#include "cli/console.h"
#include <stdbool.h>

enum { LOD_INPUT_HEAD = 4096 };

typedef struct LodInput {
  const char *name;
  int file;
  bool regular; /* can be opened and read again */
  char *base;   /* its file: IRI, NULL for standard input */
  char head[LOD_INPUT_HEAD];
  size_t head_size;
} LodInput;

bool lod_input_is_url(const char *name);

/* Open NAME ("-": standard input, which is made to be readable twice) and
   read its head; a URL is left to the library.  Says what failed.  The caller
   closes *input whatever the status. */
LOD_NODISCARD LodStatus lod_input_open(const char *name, LodConsole *console,
                                       LodInput *input);
void lod_input_close(LodInput *input);

/* Read on after the head; *size is 0 at the end. */
LOD_NODISCARD LodStatus lod_input_read(LodInput *input, LodConsole *console,
                                       char *buffer, size_t room, size_t *size);

#endif
