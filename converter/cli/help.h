/* What --help shows. */
#ifndef LODSTONE_CLI_HELP_H
#define LODSTONE_CLI_HELP_H

#include "cli/command.h"
#include <stdio.h>

/* Write the help of the program, or of COMMAND, to FILE. */
void lod_help_program(FILE *file);
void lod_help_command(const LodCommand *command, FILE *file);

/* Write "-o, --output=FILE" for OPTION to BUFFER. */
void lod_help_option_name(const LodOption *option, char *buffer, size_t size);

#endif
