#include "table/reread.h"
#include "base/log_internal.h"
#include "base/memory.h"

/* A record is read with little behind it: this much at first, and then as much
   as takes some records. */
#define LEAST_BYTES ((size_t)256)
#define MOST_BYTES  ((size_t)32 << 10)
#define ENOUGH      8
/* What comes so many times that much behind is read on to. */
#define NEAR 4

struct LodReread {
  LodRereadFrom from;
  LodDialect dialect; /* without a header */
  LodLog *log;        /* for nobody: all has been said */
  LodSource *source;
  LodReader *reader;
  uint64_t start; /* of the reader: its offsets are from there */
  size_t bytes;   /* that are read for a record */
  LodBatch batch, one;
  LodRows *rows;
};

LodStatus lod_reread_new(const LodRereadFrom *from, LodReread **reread)
{
  LodReread *const made = lod_calloc(1, sizeof *made);
  *reread = NULL;
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->from = *from;
  made->bytes = LEAST_BYTES;
  made->dialect = *from->dialect;
  made->dialect.header = false;
  made->dialect.skip_rows = 0;
  made->log = lod_log_new();
  LodStatus status = made->log ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = lod_source_open_again(from->source, made->log, &made->source);
  if (!status)
    status = lod_rows_new(from->binding, &made->rows);
  if (status)
    lod_reread_free(made);
  else
    *reread = made;
  return status;
}

void lod_reread_free(LodReread *reread)
{
  if (!reread)
    return;
  lod_rows_free(reread->rows);
  lod_batch_free(&reread->batch);
  lod_reader_free(reread->reader);
  lod_source_free(reread->source);
  lod_log_free(reread->log);
  lod_free(reread);
}

static LodStatus next_batch(LodReread *reread)
{
  lod_log_clear(reread->log);
  return lod_reader_next(reread->reader, &reread->batch);
}

/* Begin to read at OFFSET, BYTES at a time. */
static LodStatus go_to(LodReread *reread, uint64_t offset, size_t bytes)
{
  const LodReaderLimits limits = {.max_field = reread->from.max_field,
                                  .max_columns = reread->from.max_columns,
                                  .batch_bytes = bytes,
                                  .read_bytes = 2 * bytes};
  lod_reader_free(reread->reader);
  reread->reader = NULL;
  reread->batch.record_count = 0;
  reread->start = offset;
  lod_source_seek(reread->source, offset);
  const LodStatus status =
      lod_reader_new(reread->from.reader, &reread->dialect, reread->source,
                     &limits, reread->log, &reread->reader);
  return status ? status : next_batch(reread);
}

/* The record of the batch that begins at OFFSET; NULL: there is none. */
static LodRecord *find(const LodReread *reread, uint64_t offset)
{
  const LodBatch *const batch = &reread->batch;
  size_t from = 0, to = batch->record_count;
  while (from < to) {
    const size_t middle = from + (to - from) / 2;
    const uint64_t here = reread->start + batch->records[middle].offset;
    if (here == offset)
      return &batch->records[middle];
    if (here < offset)
      from = middle + 1;
    else
      to = middle;
  }
  return NULL;
}

static bool is_close_behind(const LodReread *reread, uint64_t offset)
{
  const size_t count = reread->batch.record_count;
  if (!count)
    return false;
  const uint64_t last = reread->start + reread->batch.records[count - 1].offset;
  return offset > last && offset - last < NEAR * reread->bytes;
}

static void adapt(LodReread *reread)
{
  const size_t count = reread->batch.record_count;
  if (count < 2 && reread->bytes < MOST_BYTES)
    reread->bytes *= 2;
  else if (count > ENOUGH && reread->bytes > LEAST_BYTES)
    reread->bytes /= 2;
}

/* Read on to what is close, else go there. */
static LodStatus seek(LodReread *reread, uint64_t offset, LodRecord **record)
{
  LodStatus status = LOD_SUCCESS;
  *record = find(reread, offset);
  while (!*record && !status && is_close_behind(reread, offset)) {
    status = next_batch(reread);
    *record = status ? NULL : find(reread, offset);
  }
  if (*record || status == LOD_ERR_NO_MEMORY)
    return status;
  status = go_to(reread, offset, reread->bytes);
  if (!status)
    *record = find(reread, offset);
  adapt(reread);
  return status || *record ? status : LOD_ERR_INPUT;
}

LodStatus lod_reread_record(LodReread *reread, uint64_t offset,
                            const LodRows **rows)
{
  LodRecord *record;
  LodStatus status = seek(reread, offset, &record);
  if (status)
    return status;
  reread->one = reread->batch;
  reread->one.records = record;
  reread->one.record_count = 1;
  *rows = reread->rows;
  return lod_rows_evaluate(reread->rows, &reread->one);
}

LodStatus lod_reread_line(LodReread *reread, uint64_t start, uint64_t offset,
                          uint64_t *line)
{
  const LodRecord *record = NULL;
  LodStatus status = go_to(reread, start, MOST_BYTES);
  while (!status && reread->batch.record_count) {
    record = find(reread, offset);
    if (record)
      break;
    status = next_batch(reread);
  }
  if (status)
    return status;
  if (!record)
    return LOD_ERR_INPUT;
  *line += record->line - 1;
  return LOD_SUCCESS;
}
