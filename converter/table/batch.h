/* A batch: some hundred records, the unit of work of the pipeline. */
#ifndef LOD_TABLE_BATCH_H
#define LOD_TABLE_BATCH_H

#include "base/buffer.h"

typedef enum LodCellFlags {
  LOD_CELL_QUOTED = 1,        /* it stood in quotes */
  LOD_CELL_VERBATIM = 1 << 16 /* it stands as it would in our CSV, and behind it
                           a comma, or the end of the record */
} LodCellFlags;

/* One field of a record: unescaped bytes, valid while the batch is. */
typedef struct LodCell {
  const char *data;
  uint32_t size;
  uint32_t flags;
} LodCell;

typedef struct LodRecord {
  uint64_t line;   /* 1-based physical line where it starts */
  uint64_t number; /* 1-based record of the source, header and skipped too */
  uint64_t offset; /* bytes of the source (as UTF-8, without a byte order mark)
                      before it */
  uint32_t first;  /* index of its first cell in the batch */
  uint32_t count;  /* cells */
} LodRecord;

/* How the fields of a chunk of whole records are taken out of it. */
typedef struct LodChunkRules {
  char quote;     /* 0: none */
  unsigned trim;  /* LodTrim */
  uint32_t plain; /* flags of a cell of which nothing was taken away */
} LodChunkRules;

/* Records of which only the ends are known: bytes as they came. */
typedef struct LodChunk {
  const LodChunkRules *rules; /* NULL: the batch is parsed */
  struct LodMarks *marks;     /* of 64 bytes each */
  size_t marks_capacity;
  size_t ends_count;     /* fields, at most */
  uint64_t line, number; /* of the first record */
  uint64_t offset;       /* likewise */
  bool quoted_lines;     /* some field holds an end of line */
} LodChunk;

typedef struct LodBatch {
  LodBuffer bytes; /* the cells, or the chunk that they stand in */
  LodCell *cells;
  size_t cell_count, cell_capacity;
  LodRecord *records;
  size_t record_count, record_capacity;
  uint64_t sequence;  /* 0, 1, 2, ... in input order */
  uint64_t first_row; /* 1-based number of its first data row */
  LodChunk chunk;     /* until lod_batch_parse */
} LodBatch;

void lod_batch_clear(LodBatch *batch); /* keeps the memory */
void lod_batch_free(LodBatch *batch);
/* Turn a chunk into cells and records; of a batch that has none it does
   nothing.  Batches may be parsed side by side. */
LOD_NODISCARD LodStatus lod_batch_parse(LodBatch *batch);
/* For readers: room for a chunk of SIZE bytes and its marks. */
LOD_NODISCARD LodStatus lod_batch_reserve_chunk(LodBatch *batch, size_t size);
/* Take the first COUNT records (skipped ones, the header) out of a sealed
   batch.  Their cells stay valid as long as the batch's others. */
void lod_batch_drop(LodBatch *batch, size_t count);

/* For readers: append a cell to the record under way, end the record, and
   turn offsets into pointers at the end of the batch. */
LOD_NODISCARD LodStatus lod_batch_add_cell(LodBatch *batch, const char *data,
                                           size_t size, bool quoted);
LOD_NODISCARD LodStatus lod_batch_end_record(LodBatch *batch, uint64_t line,
                                             uint64_t number);
void lod_batch_seal(LodBatch *batch);

#endif
