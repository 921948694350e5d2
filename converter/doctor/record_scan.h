/* A quick look at records (RFC 4180) by a dialect that is only supposed: what
   a record is made of, without its cells. */
#ifndef LOD_DOCTOR_RECORD_SCAN_H
#define LOD_DOCTOR_RECORD_SCAN_H

#include "doctor/evidence.h"
#include "table/dialect.h"

typedef enum LodLineEnd {
  LOD_END_LF,
  LOD_END_CRLF,
  LOD_END_CR,
  LOD_END_KINDS
} LodLineEnd;

typedef struct LodScan {
  const LodDialect *dialect;
  LodView delimiter, quote, escape; /* size 0 when there is none */
  const char *at, *end;
  uint64_t line;                   /* of AT, 1-based */
  LodEvidence ends[LOD_END_KINDS]; /* that ended records */
  LodEvidence closed;              /* fields rightly in quotes */
  LodEvidence stray;               /* text behind a closing quote */
  bool open;                       /* the input ends within quotes */
  bool special[256];               /* bytes that need a closer look */
} LodScan;

typedef enum LodFieldEnd {
  LOD_FIELD_BEFORE_DELIMITER,
  LOD_FIELD_BEFORE_LINE,
  LOD_FIELD_BEFORE_INPUT
} LodFieldEnd;

typedef struct LodScanField {
  LodView text; /* raw, with its quotes */
  bool quoted;
  LodFieldEnd before; /* what ends it */
} LodScanField;

typedef struct LodScanRecord {
  uint64_t line;
  LodView text;  /* raw, without its end */
  size_t fields; /* at least 1 */
  size_t filled; /* fields up to the last one that is not empty */
  size_t splits; /* neighbours that a decimal comma may have parted: a whole
                    number and one or two digits, unquoted */
  size_t apostrophes; /* fields between ' and ' */
  bool ended;         /* by a line end, not by the end of the input */
} LodScanRecord;

/* DIALECT is borrowed as long as the scan is used. */
void lod_scan_start(LodScan *scan, const LodDialect *dialect, LodView sample);
/* The next field; COLUMN is its 1-based number in its record. */
void lod_scan_field(LodScan *scan, uint32_t column, LodScanField *field);
/* The next record; false when there are no more. */
bool lod_scan_next(LodScan *scan, LodScanRecord *record);

#endif
