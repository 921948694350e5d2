/* How a table is written: the CSVW dialect ("Metadata Vocabulary", 5.9). */
#ifndef LOD_TABLE_DIALECT_H
#define LOD_TABLE_DIALECT_H

#include "base/view.h"

typedef enum LodTrim {
  LOD_TRIM_NONE = 0,
  LOD_TRIM_START = 1,
  LOD_TRIM_END = 2,
  LOD_TRIM_BOTH = 3
} LodTrim;

typedef enum LodLineEnds {
  LOD_LINES_LF,    /* LF and CRLF, the default */
  LOD_LINES_CR,    /* bare CR only */
  LOD_LINES_ANY,   /* CR, LF and CRLF */
  LOD_LINES_CUSTOM /* terminators as given */
} LodLineEnds;

/* Texts are owned by whoever filled it (a mapping's arena). */
typedef struct LodDialect {
  const char *encoding;       /* NULL: by BOM, else UTF-8 */
  const char *delimiter;      /* "," */
  const char *quote;          /* "\""; NULL: no quoting */
  bool double_quote;          /* true: "" is a quote; false: \" is */
  const char *comment_prefix; /* NULL: none (an own "#" only when asked) */
  bool header;                /* true */
  unsigned header_row_count;  /* 1 */
  unsigned skip_rows;         /* 0 */
  unsigned skip_columns;      /* 0 */
  bool skip_blank_rows;       /* false */
  bool skip_initial_space;    /* false */
  LodTrim trim;               /* of unquoted and quoted cells */
  LodLineEnds line_ends;
  const char *const *terminators; /* with LOD_LINES_CUSTOM */
  unsigned terminator_count;
} LodDialect;

extern const LodDialect lod_dialect_default;

#endif
