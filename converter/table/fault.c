#include "table/fault.h"
#include "base/utf8.h"
#include "table/reader_internal.h"
#include "table/segment.h"
#include <inttypes.h>

/* Over many lines it is most often a quote that was never closed, and that the
   next one in the file ended. */
static void report_text_after_quote(const LodFault *fault, LodLog *log)
{
  if (fault->escapes)
    lod_log_add(log, LOD_ERROR, "text-after-quote", &fault->place,
                "the quote that opens here ends before text in line %" PRIu64
                "; either it is never closed, or a quote inside the field is "
                "not escaped",
                fault->end_line);
  else if (fault->end_line == fault->place.line)
    lod_log_add(log, LOD_ERROR, "text-after-quote", &fault->place,
                "there is text behind a closing quote; a quote inside a "
                "quoted field is written twice; if quotes are text in this "
                "table, use --quote \"\"");
  else
    lod_log_add(log, LOD_ERROR, "text-after-quote", &fault->place,
                "the quote that opens here ends before text in line %" PRIu64
                "; either it is never closed, or a quote inside the field is "
                "not written twice",
                fault->end_line);
}

static void report_size(const LodFault *fault, const LodReaderLimits *limits,
                        LodLog *log)
{
  const LodPlace *const place = &fault->place;
  switch (fault->kind) {
  case LOD_FAULT_ENDLESS_QUOTE:
    lod_log_add(log, LOD_ERROR, "unclosed-quote", place,
                "the quote that opens here is not closed within %zu bytes; if "
                "it is meant so, raise --max-field",
                limits->max_field);
    break;
  case LOD_FAULT_FIELD_TOO_LONG:
    lod_log_add(log, LOD_ERROR, "field-too-long", place,
                "this field has more than %zu bytes; if it is meant so, raise "
                "--max-field",
                limits->max_field);
    break;
  case LOD_FAULT_RECORD_TOO_LONG:
    lod_log_add(log, LOD_ERROR, "record-too-long", place,
                "this record has more than %zu bytes; if it is meant so, "
                "raise --max-field",
                lod_reader_record_limit(limits));
    break;
  case LOD_FAULT_TOO_MANY_FIELDS:
    lod_log_add(log, LOD_ERROR, "too-many-fields", place,
                "this record has more than %zu fields; if the delimiter is "
                "right, raise --max-columns",
                limits->max_columns);
    break;
  default:
    break;
  }
}

void lod_fault_report(const LodFault *fault, const LodReaderLimits *limits,
                      LodLog *log)
{
  const LodPlace *const place = &fault->place;
  switch (fault->kind) {
  case LOD_FAULT_NONE:
  case LOD_FAULT_SOURCE:
    break;
  case LOD_FAULT_UNCLOSED_QUOTE:
    lod_log_add(log, LOD_ERROR, "unclosed-quote", place,
                "the quote that opens here is never closed");
    break;
  case LOD_FAULT_TEXT_AFTER_QUOTE:
    report_text_after_quote(fault, log);
    break;
  case LOD_FAULT_NUL_BYTE:
    lod_log_add(log, LOD_ERROR, "nul-byte", place,
                "there is a NUL byte; if this is UTF-16, use --encoding "
                "utf-16le or utf-16be");
    break;
  case LOD_FAULT_BAD_UTF8:
    lod_log_add(log, LOD_ERROR, "bad-utf8", place,
                "this is not UTF-8; if the file is Windows-1252, use "
                "--encoding windows-1252");
    break;
  default:
    report_size(fault, limits, log);
  }
}

/* The offset of a cell whose batch is not sealed. */
static size_t offset_of(const LodCell *cell)
{
  return (size_t)(uintptr_t)cell->data;
}

/* The cell that holds the byte at OFFSET. */
static size_t find_cell(const LodBatch *batch, size_t offset)
{
  size_t low = 0;
  size_t high = batch->cell_count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (offset_of(&batch->cells[middle]) <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static size_t find_record(const LodBatch *batch, size_t cell)
{
  size_t low = 0;
  size_t high = batch->record_count;
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    if (batch->records[middle].first <= cell)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* The line of the byte at OFFSET. */
static uint64_t line_of(const LodBatch *batch, const LodRecord *record,
                        size_t cell, size_t offset, LodLineEnds ends)
{
  uint64_t line = record->line;
  for (size_t i = record->first; i <= cell; ++i) {
    const LodCell *const at = &batch->cells[i];
    const size_t start = offset_of(at);
    const size_t size = i < cell ? at->size : offset - start;
    line += lod_segment_count(ends, batch->bytes.data + start, size, '"').lines;
  }
  return line;
}

static void cut_off(LodBatch *batch, size_t record)
{
  const size_t cell = batch->records[record].first;
  batch->bytes.size = offset_of(&batch->cells[cell]);
  batch->cell_count = cell;
  batch->record_count = record;
}

void lod_fault_check_utf8(LodBatch *batch, LodLineEnds ends, const char *file,
                          LodFault *fault)
{
  const size_t bad = lod_utf8_valid_prefix(lod_buffer_view(&batch->bytes));
  if (bad == batch->bytes.size)
    return;
  const size_t cell = find_cell(batch, bad);
  const size_t index = find_record(batch, cell);
  const LodRecord *const record = &batch->records[index];
  *fault =
      (LodFault){.kind = LOD_FAULT_BAD_UTF8,
                 .status = LOD_ERR_INPUT,
                 .place = {.file = file,
                           .line = line_of(batch, record, cell, bad, ends),
                           .column = (uint32_t)(cell - record->first + 1)}};
  cut_off(batch, index);
}
