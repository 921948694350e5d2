/* What stops a record reader, kept until the good records before it have been
   handed over. */
#ifndef LOD_TABLE_FAULT_H
#define LOD_TABLE_FAULT_H

#include "table/reader.h"

typedef enum LodFaultKind {
  LOD_FAULT_NONE,
  LOD_FAULT_UNCLOSED_QUOTE, /* at the end of the input */
  LOD_FAULT_ENDLESS_QUOTE,  /* too long to be meant */
  LOD_FAULT_FIELD_TOO_LONG,
  LOD_FAULT_RECORD_TOO_LONG,
  LOD_FAULT_TOO_MANY_FIELDS,
  LOD_FAULT_TEXT_AFTER_QUOTE,
  LOD_FAULT_NUL_BYTE,
  LOD_FAULT_BAD_UTF8,
  LOD_FAULT_SOURCE /* the source has said it */
} LodFaultKind;

typedef struct LodFault {
  LodFaultKind kind;
  LodStatus status;
  LodPlace place;
  uint64_t end_line; /* TEXT_AFTER_QUOTE: where the quote was closed */
  bool escapes;      /* a quote is escaped, not written twice */
} LodFault;

void lod_fault_report(const LodFault *fault, const LodReaderLimits *limits,
                      LodLog *log);

#endif
