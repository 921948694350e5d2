/* The tables below a directory. */
#ifndef LOD_PUBLISH_SCAN_H
#define LOD_PUBLISH_SCAN_H

#include "base/arena.h"
#include <lodstone/log.h>

typedef struct LodFound {
  const char *path; /* as it can be opened */
  const char *name; /* below the directory: "2026/ledger.csv" */
  const char *stem; /* the name without its ending */
} LodFound;

/* List the files below DIRECTORY that end in .csv, .tsv or .txt, sorted by
   name, in ARENA.  Hidden files and links are passed over, and the folder
   SKIP, and what lodstone has written beside outputs; folders that lie deeper
   than DEPTH are, too, with a warning. LOD_ERR_INPUT, logged, when the
   directory cannot be read. */
LOD_NODISCARD LodStatus lod_scan_tables(const char *directory, const char *skip,
                                        unsigned depth, LodArena *arena,
                                        LodLog *log, LodFound **found,
                                        size_t *count);
/* Make the folders that PATH lies in. */
LOD_NODISCARD LodStatus lod_make_folders(const char *path, LodLog *log);

#endif
