/* Makes batches of the fields and line ends that a record parser finds: counts
   records and lines, trims, drops blank rows, keeps limits and the first
   fault, and carries over the record that the end of a batch cuts. */
#ifndef LOD_TABLE_BUILDER_H
#define LOD_TABLE_BUILDER_H

#include "table/fault.h"

#define LOD_BATCH_CELLS ((size_t)64 << 10) /* about the most in a batch */

typedef struct LodBuilder {
  LodReaderLimits limits;
  LodLog *log;
  const char *file;
  LodLineEnds ends;
  uint64_t end_lines; /* lines that the end of a record ends: 1, but for custom
                         line ends */
  bool escapes;       /* there is an escape character */
  unsigned trim;      /* LodTrim, skipInitialSpace taken in */
  bool skip_blank;
  uint64_t skip_rows, head_rows; /* head_rows: skipped and header rows */

  LodBatch *batch; /* the caller's, while it is filled */
  LodBatch tail;   /* cells of the record that the batch's end cut */
  LodFault fault;
  LodStatus failure; /* out of memory */
  bool finished;

  uint64_t line;   /* where the field under way starts */
  uint64_t offset; /* likewise: bytes of input, told by the parser */
  uint64_t record_line, record_offset;
  size_t record_cells, record_bytes;
  uint64_t number; /* of the last record */

  uint64_t delivered; /* records in earlier batches */
  uint64_t batches;
  uint64_t blank_rows;
} LodBuilder;

void lod_builder_start(LodBuilder *builder, const LodDialect *dialect,
                       LodLineEnds ends, const LodReaderLimits *limits,
                       const char *file, LodLog *log);
void lod_builder_free(LodBuilder *builder);

/* The place of the field under way. */
LodPlace lod_builder_place(const LodBuilder *builder);
/* Set the fault, if it is the first, LINES behind the start of the field under
   way; text behind a closing quote is told where the quote opened. */
void lod_builder_set_fault(LodBuilder *builder, LodFaultKind kind,
                           uint64_t lines);
static inline bool lod_builder_is_stopped(const LodBuilder *builder)
{
  return builder->fault.kind != LOD_FAULT_NONE || builder->failure;
}

LodView lod_builder_trim(LodView text, unsigned trim);

/* The field under way, which starts at builder->offset, is TEXT, in which LINES
   ended. */
void lod_builder_add(LodBuilder *builder, LodView text, bool quoted,
                     uint64_t lines);
/* The record is at its end of line; without a cell it is blank. */
void lod_builder_end_record(LodBuilder *builder);
/* The record is the comment TEXT; so is what stands in a skipped row. */
void lod_builder_add_comment(LodBuilder *builder, LodView text);

/* The input that the batch under way is to take. */
size_t lod_builder_enough(const LodBuilder *builder);

/* Before and after BATCH is filled. */
LOD_NODISCARD LodStatus lod_builder_open(LodBuilder *builder, LodBatch *batch);
LOD_NODISCARD LodStatus lod_builder_close(LodBuilder *builder);
/* Instead of the latter: the batch is a chunk of RECORDS records, the first at
   builder->offset, in which LINES ended. */
void lod_builder_close_chunk(LodBuilder *builder, uint64_t records,
                             uint64_t lines);
/* Whether the batch, from TAKEN bytes of input, is large enough. */
bool lod_builder_is_full(const LodBuilder *builder, size_t taken);
/* There are no more records: say why, once, and return the fault's status. */
LOD_NODISCARD LodStatus lod_builder_finish(LodBuilder *builder);

#endif
