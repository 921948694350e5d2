/* Record readers: bytes to batches of records. */
#ifndef LOD_TABLE_READER_H
#define LOD_TABLE_READER_H

#include "source/source.h"
#include "table/batch.h"
#include "table/dialect.h"

typedef struct LodReader LodReader;

typedef struct LodReaderLimits {
  size_t max_field;   /* bytes of one field; default 16 MiB */
  size_t batch_bytes; /* input a batch takes, about; default 64 KiB */
} LodReaderLimits;

/* A reader over SOURCE, both borrowed until it is freed.  NAME: "libcsv", or
   NULL for the one that fits the dialect.  LOD_ERR_INPUT when no reader can
   read the dialect (logged). */
LOD_NODISCARD LodStatus lod_reader_new(const char *name,
                                       const LodDialect *dialect,
                                       LodSource *source,
                                       const LodReaderLimits *limits,
                                       LodLog *log, LodReader **reader);
void lod_reader_free(LodReader *reader);

/* Fill BATCH (cleared first) with whole records.  No records: the end.  Every
   record that is there, the header's and blank ones too (one empty cell;
   dropped when the dialect skips blank rows).  A fault (unclosed quote, field
   too long, NUL byte, bad UTF-8) is logged at its line and column, and
   reported as LOD_ERR_INPUT by the call after the one that gave the last good
   records. */
LOD_NODISCARD LodStatus lod_reader_next(LodReader *reader, LodBatch *batch);

/* Blank rows dropped, stray quotes taken literally, and the like are counted
   in the log by the reader itself at the end. */

#endif
