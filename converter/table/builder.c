#include "table/builder.h"
#include "base/ascii.h"
#include "table/reader_internal.h"
#include <inttypes.h>

void lod_builder_start(LodBuilder *builder, const LodDialect *dialect,
                       LodLineEnds ends, const LodReaderLimits *limits,
                       const char *file, LodLog *log)
{
  *builder = (LodBuilder){.limits = *limits,
                          .log = log,
                          .file = file,
                          .ends = ends,
                          .end_lines = 1,
                          .escapes = lod_dialect_escape(dialect) != NULL,
                          .trim = dialect->trim,
                          .skip_blank = dialect->skip_blank_rows,
                          .skip_rows = dialect->skip_rows,
                          .head_rows = dialect->skip_rows,
                          .line = 1};
  if (dialect->skip_initial_space)
    builder->trim |= LOD_TRIM_START;
  if (dialect->header)
    builder->head_rows += dialect->header_row_count;
}

void lod_builder_free(LodBuilder *builder)
{
  lod_batch_free(&builder->tail);
}

LodPlace lod_builder_place(const LodBuilder *builder)
{
  return (LodPlace){.file = builder->file,
                    .line = builder->line,
                    .column = (uint32_t)(builder->record_cells + 1)};
}

void lod_builder_set_fault(LodBuilder *builder, LodFaultKind kind,
                           uint64_t lines)
{
  if (builder->fault.kind != LOD_FAULT_NONE)
    return;
  builder->fault = (LodFault){.kind = kind,
                              .status = LOD_ERR_INPUT,
                              .place = lod_builder_place(builder),
                              .end_line = builder->line + lines,
                              .escapes = builder->escapes};
  if (kind != LOD_FAULT_TEXT_AFTER_QUOTE)
    builder->fault.place.line += lines;
}

/* -- Fields and records --------------------------------------------------- */

LodView lod_builder_trim(LodView text, unsigned trim)
{
  if (trim & LOD_TRIM_START)
    while (text.size && lod_ascii_is_space(*text.data)) {
      ++text.data;
      --text.size;
    }
  if (trim & LOD_TRIM_END)
    while (text.size && lod_ascii_is_space(text.data[text.size - 1]))
      --text.size;
  return text;
}

static void check_size(LodBuilder *builder, size_t size)
{
  const LodReaderLimits *const limits = &builder->limits;
  builder->record_bytes += size;
  if (size > limits->max_field)
    lod_builder_set_fault(builder, LOD_FAULT_FIELD_TOO_LONG, 0);
  else if (builder->record_cells >= limits->max_columns)
    lod_builder_set_fault(builder, LOD_FAULT_TOO_MANY_FIELDS, 0);
  else if (builder->record_bytes > lod_reader_record_limit(limits))
    lod_builder_set_fault(builder, LOD_FAULT_RECORD_TOO_LONG, 0);
}

void lod_builder_add(LodBuilder *builder, LodView text, bool quoted,
                     uint64_t lines)
{
  check_size(builder, text.size);
  if (!builder->record_cells) {
    builder->record_line = builder->line;
    builder->record_offset = builder->offset;
  }
  if (builder->trim)
    text = lod_builder_trim(text, builder->trim);
  if (lod_batch_add_cell(builder->batch, text.data, text.size, quoted))
    builder->failure = LOD_ERR_NO_MEMORY;
  ++builder->record_cells;
  builder->line += lines;
}

static void keep_comment(LodBuilder *builder, LodView text)
{
  if (!builder->limits.comments || builder->failure)
    return;
  builder->failure =
      lod_comments_add(builder->limits.comments, text, builder->log);
}

/* CSVW "Model for Tabular Data", 8: a row is blank when all its cells are
   empty. */
static bool is_dropped(const LodBuilder *builder)
{
  if (!builder->skip_blank)
    return false;
  const LodBatch *const batch = builder->batch;
  for (size_t i = 0; i < builder->record_cells; ++i)
    if (batch->cells[batch->cell_count - 1 - i].size)
      return false;
  return true;
}

static void end_line(LodBuilder *builder)
{
  builder->line += builder->end_lines;
  ++builder->number;
  builder->record_cells = 0;
  builder->record_bytes = 0;
}

static void pass_record(LodBuilder *builder)
{
  LodBatch *const batch = builder->batch;
  if (lod_batch_end_record(batch, builder->record_line, builder->number + 1))
    builder->failure = LOD_ERR_NO_MEMORY;
  else
    batch->records[batch->record_count - 1].offset = builder->record_offset;
}

void lod_builder_end_record(LodBuilder *builder)
{
  LodBatch *const batch = builder->batch;
  if (!builder->record_cells)
    lod_builder_add(builder, (LodView){"", 0}, false, 0);
  if (builder->failure)
    return;
  if (is_dropped(builder)) {
    ++builder->blank_rows;
    batch->cell_count -= builder->record_cells;
    batch->bytes.size -= builder->record_cells; /* their NULs */
  } else {
    pass_record(builder);
  }
  end_line(builder);
}

/* "Model for Tabular Data", 8: comments count among the skipped rows and the
   header's. */
static void fill_place(LodBuilder *builder)
{
  if (builder->number >= builder->skip_rows) {
    LodPlace place = lod_builder_place(builder);
    place.column = 0;
    lod_log_add(builder->log, LOD_NOTE, "comment-in-header", &place,
                "a comment stands where a header row is due, and counts as "
                "one; if the header comes behind it, use --skip");
  }
  lod_builder_add(builder, (LodView){"", 0}, false, 0);
  pass_record(builder);
}

void lod_builder_add_comment(LodBuilder *builder, LodView text)
{
  const LodBatch *const batch = builder->batch;
  const uint64_t seen = builder->delivered + batch->record_count;
  if (text.size > builder->limits.max_field)
    lod_builder_set_fault(builder, LOD_FAULT_FIELD_TOO_LONG, 0);
  else
    keep_comment(builder, text);
  if (seen < builder->head_rows && !lod_builder_is_stopped(builder))
    fill_place(builder);
  end_line(builder);
}

/* -- Batches -------------------------------------------------------------- */

/* Move the cells behind the last record from one batch to another. */
static LodStatus move_tail(LodBatch *from, LodBatch *to)
{
  size_t first = 0;
  if (from->record_count) {
    const LodRecord *const last = &from->records[from->record_count - 1];
    first = (size_t)last->first + last->count;
  }
  if (first == from->cell_count)
    return LOD_SUCCESS;
  const size_t start = (size_t)(uintptr_t)from->cells[first].data;
  for (size_t i = first; i < from->cell_count; ++i) {
    const LodCell *const cell = &from->cells[i];
    const LodStatus status =
        lod_batch_add_cell(to, from->bytes.data + (uintptr_t)cell->data,
                           cell->size, cell->flags & LOD_CELL_QUOTED);
    if (status)
      return status;
  }
  from->cell_count = first;
  from->bytes.size = start;
  return LOD_SUCCESS;
}

/* Memory that a giant record took is given back. */
static void shrink(const LodBuilder *builder, LodBatch *batch)
{
  const size_t normal = builder->limits.batch_bytes + ((size_t)64 << 10);
  if (batch->bytes.capacity > 4 * normal ||
      batch->cell_capacity > 8 * LOD_BATCH_CELLS)
    lod_batch_free(batch);
}

LodStatus lod_builder_open(LodBuilder *builder, LodBatch *batch)
{
  lod_batch_clear(batch);
  if (builder->failure)
    return builder->failure;
  builder->batch = batch;
  shrink(builder, batch);
  builder->failure = move_tail(&builder->tail, batch);
  shrink(builder, &builder->tail);
  return builder->failure;
}

static uint64_t rows_before(const LodBuilder *builder)
{
  return builder->delivered > builder->head_rows
             ? builder->delivered - builder->head_rows
             : 0;
}

static void deliver(LodBuilder *builder)
{
  LodBatch *const batch = builder->batch;
  batch->sequence = builder->batches;
  batch->first_row = rows_before(builder) + 1;
  builder->batches += batch->record_count > 0;
  builder->delivered += batch->record_count;
}

void lod_builder_close_chunk(LodBuilder *builder, uint64_t records,
                             uint64_t lines)
{
  LodBatch *const batch = builder->batch;
  batch->chunk.line = builder->line;
  batch->chunk.number = builder->number + 1;
  batch->chunk.offset = builder->offset;
  batch->chunk.quoted_lines = lines > records;
  batch->record_count = (size_t)records;
  builder->line += lines;
  builder->number += records;
  deliver(builder);
}

LodStatus lod_builder_close(LodBuilder *builder)
{
  LodBatch *const batch = builder->batch;
  if (!builder->failure)
    builder->failure = move_tail(batch, &builder->tail);
  if (builder->failure) {
    lod_batch_clear(batch); /* no cell of it has its pointer yet */
    return builder->failure;
  }
  lod_batch_seal(batch);
  deliver(builder);
  return LOD_SUCCESS;
}

size_t lod_builder_enough(const LodBuilder *builder)
{
  return builder->batches == 0 && builder->limits.first_bytes
             ? builder->limits.first_bytes
             : builder->limits.batch_bytes;
}

bool lod_builder_is_full(const LodBuilder *builder, size_t taken)
{
  const LodBatch *const batch = builder->batch;
  return batch->record_count && (taken >= lod_builder_enough(builder) ||
                                 batch->cell_count >= LOD_BATCH_CELLS);
}

LodStatus lod_builder_finish(LodBuilder *builder)
{
  if (!builder->finished) {
    builder->finished = true;
    lod_fault_report(&builder->fault, &builder->limits, builder->log);
    if (builder->blank_rows)
      lod_log_add(builder->log, LOD_NOTE, "blank-rows",
                  &(LodPlace){.file = builder->file},
                  "blank rows left out: %" PRIu64, builder->blank_rows);
  }
  return builder->fault.kind ? builder->fault.status : LOD_SUCCESS;
}
