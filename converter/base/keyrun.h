/* A run: entries in order in a temporary file without a name, laid out as the
   table in memory is, so that one look finds a key, and a filter in memory. */
#ifndef LOD_BASE_KEYRUN_H
#define LOD_BASE_KEYRUN_H

#include "base/keyfilter.h"
#include "base/keyslot.h"

typedef struct LodKeyRun {
  int descriptor;
  size_t stride;
  uint64_t homes;
  uint64_t slots; /* in the file */
  uint64_t count; /* of entries */
  LodKeyFilter filter;
} LodKeyRun;

/* Reads or writes a run from its start to its end. */
typedef struct LodKeyStream {
  LodKeyRun *run;
  unsigned char *block;
  size_t capacity; /* of the block, in slots */
  size_t at;       /* slot of the block that is next */
  size_t size;     /* slots of the block that have been read */
  uint64_t done;   /* slots read from or written to the file */
  LodHash key;     /* of the entry last read */
  uint64_t value;
} LodKeyStream;

/* What looks at the entries of a key, one after the other.  *taken ends that;
   a value that was changed is kept. */
typedef struct LodKeyVisitor {
  LodStatus (*look)(void *user, uint64_t *value, bool *taken);
  void *user;
} LodKeyVisitor;

/* Make an empty run for ENTRIES entries, with a filter of BLOCKS blocks. */
LOD_NODISCARD LodStatus lod_keyrun_init(LodKeyRun *run, size_t stride,
                                        uint64_t entries, size_t blocks,
                                        LodKeyMemory *memory);
void lod_keyrun_free(LodKeyRun *run, LodKeyMemory *memory);

/* Show VISITOR the entries of KEY. */
LOD_NODISCARD LodStatus lod_keyrun_visit(const LodKeyRun *run, LodHash key,
                                         const LodKeyVisitor *visitor,
                                         bool *taken);

/* A stream with a block for CAPACITY slots. */
LOD_NODISCARD LodStatus lod_keystream_init(LodKeyStream *stream, LodKeyRun *run,
                                           size_t capacity,
                                           LodKeyMemory *memory);
void lod_keystream_free(LodKeyStream *stream, LodKeyMemory *memory);
/* Append an entry, not greater than any before, to file and filter. */
LOD_NODISCARD LodStatus lod_keystream_put(LodKeyStream *stream, LodHash key,
                                          uint64_t value);
/* Write what is in the block: the run is complete. */
LOD_NODISCARD LodStatus lod_keystream_finish(LodKeyStream *stream);
/* Read the next entry into stream->key and ->value; *end when there is
   none. */
LOD_NODISCARD LodStatus lod_keystream_next(LodKeyStream *stream, bool *end);

#endif
