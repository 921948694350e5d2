/* Record readers: bytes to batches of records. */
#ifndef LOD_TABLE_READER_H
#define LOD_TABLE_READER_H

#include "source/source.h"
#include "table/batch.h"
#include "table/comments.h"
#include "table/dialect.h"

typedef struct LodReader LodReader;

/* A limit of 0 is the default. */
typedef struct LodReaderLimits { /* and what a reader keeps */
  size_t max_field;      /* bytes of one field; default 16 MiB, below 4 GiB.  A
                            record takes at most four times as much */
  size_t batch_bytes;    /* input a batch takes, about; default 32 KiB */
  size_t first_bytes;    /* the first batch, which may be judged as a whole;
                            default batch_bytes */
  size_t max_columns;    /* fields of one record; default 65,536 */
  size_t read_bytes;     /* input taken from the source at a time; default
                            256 KiB */
  LodComments *comments; /* where comments go, borrowed; NULL: nowhere */
} LodReaderLimits;

/* A reader over SOURCE, which is borrowed until it is freed, as are the texts
   of DIALECT; LIMITS may be NULL.  NAME: "vector", "libcsv", "full", or NULL
   for the one that fits the dialect.  LOD_ERR_INPUT when no reader can read the
   dialect, LOD_ERR_USAGE when there is no reader NAME or a limit is out of
   range (logged). */
LOD_NODISCARD LodStatus lod_reader_new(const char *name,
                                       const LodDialect *dialect,
                                       LodSource *source,
                                       const LodReaderLimits *limits,
                                       LodLog *log, LodReader **reader);
void lod_reader_free(LodReader *reader);

/* Fill BATCH (cleared first) with whole records.  No records: the end.  Every
   record that is there, the header's and blank ones too (one
   empty cell; dropped when the dialect skips blank rows, then with all records
   whose cells are empty), and the cells of skipped columns.  A comment, as a
   skipped row is, too, is a record that has a number but is not there; among
   the skipped rows and the header's a blank record stands for it.
   batch->first_row counts the rows behind skip_rows and the header.  A fault
   (unclosed quote, field too long, NUL byte, bad UTF-8) is logged at its line
   and column, and reported as LOD_ERR_INPUT by the call after the one that gave
   the last good records. */
LOD_NODISCARD LodStatus lod_reader_next(LodReader *reader, LodBatch *batch);

/* The part of it that goes in input order: BATCH may be a chunk that only
   lod_batch_parse makes into records; how many there are is known. */
LOD_NODISCARD LodStatus lod_reader_fetch(LodReader *reader, LodBatch *batch);

/* Said by the reader itself: a cell whose stray quotes are taken literally
   ("stray-quote", a warning each), a comment in place of a header row
   ("comment-in-header", a note each), and at the end how many blank rows were
   dropped ("blank-rows", a note). */

#endif
