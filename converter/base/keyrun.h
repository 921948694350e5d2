/* A run: keys in order with their counts, in a temporary file without a name,
   and a filter in memory. */
#ifndef LOD_BASE_KEYRUN_H
#define LOD_BASE_KEYRUN_H

#include "base/keyfilter.h"

#define LOD_KEY_ENTRY_SIZE 20 /* 16 bytes of key, 4 of count */

typedef struct LodKeyRun {
  int descriptor;
  uint64_t count; /* of keys */
  LodKeyFilter filter;
} LodKeyRun;

/* Reads or writes a run from its start to its end. */
typedef struct LodKeyStream {
  LodKeyRun *run;
  unsigned char *block;
  size_t capacity; /* of the block, in entries */
  size_t at;       /* entry of the block that is next */
  size_t size;     /* entries of the block that have been read */
  uint64_t done;   /* entries read from or written to the file */
  LodHash key;     /* of the entry last read */
  uint32_t keys_count;
} LodKeyStream;

/* Make an empty run with a filter of BLOCKS blocks. */
LOD_NODISCARD LodStatus lod_keyrun_init(LodKeyRun *run, size_t blocks,
                                        LodKeyMemory *memory);
void lod_keyrun_free(LodKeyRun *run, LodKeyMemory *memory);

/* Look for KEY; where it is, *entry is its place and *count its count. */
LOD_NODISCARD LodStatus lod_keyrun_find(const LodKeyRun *run, LodHash key,
                                        uint64_t *entry, bool *found,
                                        uint32_t *count);
/* Look for KEY; where it is, *before is its count, which is made one more. */
LOD_NODISCARD LodStatus lod_keyrun_count(const LodKeyRun *run, LodHash key,
                                         bool *found, uint32_t *before);

/* A stream with a block for CAPACITY entries. */
LOD_NODISCARD LodStatus lod_keystream_init(LodKeyStream *stream, LodKeyRun *run,
                                           size_t capacity,
                                           LodKeyMemory *memory);
void lod_keystream_free(LodKeyStream *stream, LodKeyMemory *memory);
/* Append an entry, greater than all before, to file and filter. */
LOD_NODISCARD LodStatus lod_keystream_put(LodKeyStream *stream, LodHash key,
                                          uint32_t count);
/* Write what is in the block. */
LOD_NODISCARD LodStatus lod_keystream_flush(LodKeyStream *stream);
/* Read the next entry into stream->key and ->keys_count; *end when there is
   none. */
LOD_NODISCARD LodStatus lod_keystream_next(LodKeyStream *stream, bool *end);

#endif
