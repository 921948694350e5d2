/* Files: whole reads, and writing whole or not at all. */
#ifndef LOD_BASE_FILE_H
#define LOD_BASE_FILE_H

#include "base/buffer.h"
#include <lodstone/log.h>

/* Read all of PATH, at most LIMIT bytes, into *buffer (appended).  The fault
   is logged with PATH: LOD_ERR_INPUT when there is no such file, it is a
   folder or too large, else LOD_ERR_IO. */
LOD_NODISCARD LodStatus lod_file_read(const char *path, size_t limit,
                                      LodLog *log, LodBuffer *buffer);

/* Where output goes: a file, a descriptor, or a function. */
typedef struct LodOutput LodOutput;
typedef LodStatus (*LodWriteFunction)(void *user, const char *data,
                                      size_t size);

/* Open PATH for atomic replacement: a temporary beside it, synced and renamed
   by lod_output_commit.  A symbolic link is followed to what it names; what
   is no regular file (/dev/null, a FIFO) is written in place. */
LOD_NODISCARD LodStatus lod_output_open_file(const char *path, LodLog *log,
                                             LodOutput **output);
/* Write to DESCRIPTOR, not closed at the end.  A pipe is widened to 1 MiB. */
LOD_NODISCARD LodStatus lod_output_open_descriptor(int descriptor,
                                                   const char *name,
                                                   LodLog *log,
                                                   LodOutput **output);
LOD_NODISCARD LodStatus lod_output_open_function(LodWriteFunction write,
                                                 void *user, LodLog *log,
                                                 LodOutput **output);

/* Write all of DATA, without buffering: callers pass large blocks.  EPIPE is
   LOD_ERR_PIPE_CLOSED and not logged; any other fault is LOD_ERR_IO, logged
   once. */
LOD_NODISCARD LodStatus lod_output_write(LodOutput *output, const char *data,
                                         size_t size);
/* Do all of the commit that does not show: sync, close.  Of several outputs
   that belong together all are prepared before one is put in place. */
LOD_NODISCARD LodStatus lod_output_prepare(LodOutput *output);
/* Finish: prepare, rename, sync the folder.  The output stays owned. */
LOD_NODISCARD LodStatus lod_output_commit(LodOutput *output);
/* Without a commit the temporary is removed and the old file stays. */
void lod_output_free(LodOutput *output);
uint64_t lod_output_bytes(const LodOutput *output);

#endif
