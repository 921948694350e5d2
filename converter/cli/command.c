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
    {"check", LOD_CHECK, "[INPUT]...", 0, SIZE_MAX,
     N_("say how far tables meet their specification"),
     N_("Judges header and cells by the metadata that --mapping names or that "
        "lies beside INPUT, primary and foreign keys too, and where the "
        "metadata describes a group of tables all of them. Nothing is "
        "written. The exit status is 0 when all conforms, warnings allowed, "
        "and 1 when something does not. INPUT is as for convert.")},
    {"batch", LOD_BATCH, "IN OUT", 2, 2,
     N_("convert a directory of tables to one of open data"),
     N_("Every table below the directory IN becomes OUT/plain/NAME.csv, "
        "OUT/plain/NAME.json and OUT/linked/NAME.nt. A file that fails leaves "
        "nothing new behind; the others go on. OUT, hidden files, links, and "
        "what --reject and --report wrote into IN are passed over.")},
    {"load", LOD_LOAD, "INPUT...", 1, SIZE_MAX,
     N_("fill the embedded triple store with RDF or tables"),
     N_("INPUT is an RDF document or a table, which is converted on the way; "
        "- is standard input. The store is made when there is none. An INPUT "
        "that is at fault leaves the store as it was before it.")},
    {"query", LOD_QUERY, "[SPARQL]", 0, 1, N_("ask the embedded triple store"),
     N_("SPARQL is a query of SPARQL 1.1; --file reads it from a file "
        "instead. The answer goes to standard output.")},
    {"explain", LOD_EXPLAIN, "[INPUT]", 0, 1,
     N_("show a mapping: in words, as a row of RDF, as a picture"),
     N_("Shows the mapping that --mapping names, or that belongs to INPUT, "
        "with INPUT's first row as RDF.")},
    {"packs", LOD_PACKS, "", 0, 0,
     N_("list the specification packs and where each was found"),
     N_("One line a pack: name, version, title, file. Packs are looked for in "
        "the directories of LODSTONE_VOCAB (colon-separated), in "
        "$XDG_DATA_HOME/lodstone/vocab and in the installed data "
        "directory.")},
    {NULL, 0, NULL, 0, 0, NULL, NULL},
};

const LodCommand *lod_command_find(const char *name)
{
  for (const LodCommand *c = lod_command_table; c->name; c++)
    if (strcmp(c->name, name) == 0)
      return c;
  return NULL;
}
