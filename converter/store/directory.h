/* The directory of an embedded store: whose it is, its lock, its notes. */
#ifndef LOD_STORE_DIRECTORY_H
#define LOD_STORE_DIRECTORY_H

#include "base/map.h"
#include <lodstone/store.h>

typedef struct LodStoreDirectory {
  LodLog *log;
  char *path;
  int lock; /* descriptor of the directory, locked; -1 */
  /* The notes, kept in the file "lodstone-store". */
  uint64_t loads;      /* begun so far: numbers blank nodes */
  uint64_t statements; /* in all graphs */
  LodMap *predicates;  /* IRI -> itself */
  LodMap *graphs;      /* likewise, the default graph too */
} LodStoreDirectory;

/* Open or make the directory, lock it and read its notes; see lod_store_open
   for the statuses.  To be closed whatever the status. */
LOD_NODISCARD LodStatus lod_store_directory_open(const char *path,
                                                 LodStoreMode mode, LodLog *log,
                                                 LodStoreDirectory *directory);
void lod_store_directory_close(LodStoreDirectory *directory);

/* Put the notes in place of the old ones. */
LOD_NODISCARD LodStatus
lod_store_directory_write(const LodStoreDirectory *directory);

/* While a load changes the data a file "loading" stands in the directory: with
   it, the store is not opened. */
LOD_NODISCARD LodStatus
lod_store_directory_mark(const LodStoreDirectory *directory);
LOD_NODISCARD LodStatus
lod_store_directory_unmark(const LodStoreDirectory *directory);

/* Sync Berkeley DB's files and see that they are whole: librdf does not report
   what fails when it writes its caches out. */
LOD_NODISCARD LodStatus
lod_store_directory_check_files(const LodStoreDirectory *directory);

#endif
