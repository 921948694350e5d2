#include "cli/command.h"

#include "cli/text.h"
#include <stdint.h>
#include <string.h>

const LodCommand lod_command_table[] = {
    {"convert", LOD_CONVERT, "[INPUT]", 0, 1,
     N_("convert a table to RDF or to plain open data"),
     N_("INPUT is a file, or - for standard input. It may be left out when "
        "the mapping names its tables. Data goes to standard output unless "
        "--output names a file, which is replaced only when the run is "
        "done.")},
    {NULL, 0, NULL, 0, 0, NULL, NULL},
};

const LodCommand *lod_command_find(const char *name)
{
  for (const LodCommand *c = lod_command_table; c->name; c++)
    if (strcmp(c->name, name) == 0)
      return c;
  return NULL;
}
