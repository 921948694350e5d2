/* The files that a command line names, and whether they get into each other's
   way. */
#ifndef LODSTONE_CLI_FILES_H
#define LODSTONE_CLI_FILES_H

#include "cli/options.h"

/* Refuse to write over what is read, and to write two things to one file;
   take "-" as --output for standard output.  LOD_ERR_USAGE, said on CONSOLE;
   LOD_ERR_IO when the report could not be written afterwards. */
LOD_NODISCARD LodStatus lod_files_check(LodConsole *console,
                                        LodOptions *options);

#endif
