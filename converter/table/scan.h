/* The first stage of the vector scanner: where fields and records end, 64
   bytes a step (RFC 4180 quoting, a delimiter of one byte), and whether the
   bytes are UTF-8.  It takes records about which no two readers differ and
   stops before the first that it would have to think about: a quote that stands
   where none should, a CR that may be an end of line of its own, a row that may
   be blank. */
#ifndef LOD_TABLE_SCAN_H
#define LOD_TABLE_SCAN_H

#include "base/view.h"
#include <stddef.h>
#include <stdint.h>

/* What 64 bytes hold, a bit a byte. */
typedef struct LodMarks {
  uint64_t ends;    /* delimiters and record ends */
  uint64_t records; /* record ends */
  uint64_t odd;     /* a quote that opens a field, a blank on the edge of one, a
                       CR that is no line end: the field is to be looked at */
} LodMarks;

typedef struct LodScanRules {
  char delimiter;
  char quote;        /* 0: no quoting */
  bool bare_returns; /* a CR without LF would end a line */
  bool skip_blank;   /* rows of empty cells would be left out */
} LodScanRules;

typedef struct LodScanned {
  size_t size;      /* bytes of the records taken, their ends included */
  uint64_t records; /* in them */
  uint64_t lines;   /* LFs in them */
  size_t ends;      /* delimiters and record ends in them, or more */
  bool regular;     /* false: it stopped before something irregular */
  bool is_text;     /* false: it stopped at what is no UTF-8 */
} LodScanned;

/* Scan whole records at the start of DATA, SIZE bytes behind which LOD_SLACK
   can be read, into SIZE / 64 + 1 MARKS, and copy them to COPY, which has room
   for as much.  Marks behind the records taken mean nothing. */
typedef void LodScanner(const LodScanRules *rules, const char *data,
                        size_t size, char *copy, LodMarks *marks,
                        LodScanned *scanned);

/* The fastest that this machine has, and by name: "portable", "sse2", "avx2";
   NULL when the machine does not have it. */
LodScanner *lod_scanner(void);
LodScanner *lod_scanner_named(const char *name);

#endif
