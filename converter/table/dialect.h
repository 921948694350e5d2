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
  bool double_quote;          /* true: "" is a quote; false: escape is used */
  const char *escape;         /* before what is taken as it is; NULL: "\\" */
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

/* The line ends of DIALECT, where a list of CR, LF and CRLF goes by its name;
   LOD_LINES_CUSTOM only for other ones.  CRLF or LF alone is read as both:
   nobody has the other as text. */
LodLineEnds lod_dialect_line_ends(const LodDialect *dialect);

/* What escapes the next character in DIALECT; NULL: nothing does. */
const char *lod_dialect_escape(const LodDialect *dialect);

#endif
