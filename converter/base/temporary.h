/* Temporary files that become a file's new content. */
#ifndef LOD_BASE_TEMPORARY_H
#define LOD_BASE_TEMPORARY_H

#include <lodstone/status.h>
#include <sys/stat.h>

/* Follow symbolic links from PATH to the file that they name, which need not
   exist.  *target is the caller's.  LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_temporary_resolve(const char *path, char **target);

/* Make a file in TARGET's folder that did not exist before, named
   .NAME.XXXXXX.tmp, with the permissions that TARGET (OLD, NULL when there is
   none) has or would get.  *name is the caller's.  LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_temporary_make(const char *target,
                                           const struct stat *old, char **name,
                                           int *descriptor);

/* Open a file for reading and writing that has no name and goes with its
   descriptor, in TMPDIR or else /tmp.  LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_temporary_unnamed(int *descriptor);

/* Open the folder of PATH for lod_temporary_sync; *descriptor is -1 where it
   may not be read.  LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_temporary_open_folder(const char *path,
                                                  int *descriptor);
/* Sync a folder, so that a rename in it lasts, and close it; -1 is nothing.
   LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_temporary_sync(int folder);
/* Both at once. */
LOD_NODISCARD LodStatus lod_temporary_sync_folder(const char *path);

#endif
