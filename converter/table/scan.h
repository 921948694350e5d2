/* The first stage of the vector scanner: where fields and records end, 64
   bytes a step (RFC 4180 quoting, a delimiter of one byte).  It takes records
   about which no two readers differ and stops before the first that it would
   have to think about: a quote that stands where none should, a CR that may be
   an end of line of its own, a row that may be blank. */
#ifndef LOD_TABLE_SCAN_H
#define LOD_TABLE_SCAN_H

#include "base/view.h"
#include <stddef.h>
#include <stdint.h>

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
  size_t ends;      /* delimiters and record ends in them */
  bool regular;     /* false: it stopped before something irregular */
} LodScanned;

/* Scan whole records at the start of DATA, SIZE bytes behind which LOD_SLACK
   can be read; bits are set in ENDS (a bit a byte, SIZE / 64 + 1 words) at
   delimiters and record ends.  Bits behind the records taken mean nothing. */
typedef void LodScanner(const LodScanRules *rules, const char *data,
                        size_t size, uint64_t *ends, LodScanned *scanned);

/* The fastest that this machine has, and by name: "portable", "sse2", "avx2";
   NULL when the machine does not have it. */
LodScanner *lod_scanner(void);
LodScanner *lod_scanner_named(const char *name);

#endif
