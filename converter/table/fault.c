#include "table/fault.h"
#include "table/reader_internal.h"
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
