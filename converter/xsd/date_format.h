/* Formatted dates and times (CSVW model 6.4.4; UTS 35 part 4, "Date Format
   Patterns"). */
#ifndef LOD_XSD_DATE_FORMAT_H
#define LOD_XSD_DATE_FORMAT_H

#include "xsd/datatype.h"

typedef enum LodDateField {
  LOD_FIELD_YEAR,
  LOD_FIELD_MONTH,
  LOD_FIELD_DAY,
  LOD_FIELD_HOUR,
  LOD_FIELD_MINUTE,
  LOD_FIELD_SECOND,
  LOD_FIELD_FRACTION, /* with the point before it */
  LOD_FIELD_ZONE,
  LOD_FIELD_COUNT,
  LOD_FIELD_LITERAL = LOD_FIELD_COUNT
} LodDateField;

typedef struct LodDateToken {
  LodDateField field;
  char letter;  /* the literal, or x or X of a zone */
  size_t width; /* number of letters; 1 of a day or month: one or two digits */
} LodDateToken;

#define LOD_DATE_TOKENS 24

typedef struct LodDateFormat {
  LodDateToken tokens[LOD_DATE_TOKENS];
  size_t count;
  unsigned fields; /* bit set of LodDateField */
} LodDateFormat;

/* Compile PATTERN for BASE, a date or time type; NULL when all is well. */
LodReason lod_date_format_parse_pattern(LodXsdType base, LodView pattern,
                                        LodDateFormat *format);

/* Bring TEXT to the lexical form of BASE and check it.  TEXT itself where it
   is that form. */
LodReason lod_date_format_parse(const LodDateFormat *format, LodXsdType base,
                                LodView text, LodArena *arena,
                                LodView *lexical);

/* Room for an example with every field and literals between them. */
#define LOD_DATE_EXAMPLE (4 * LOD_DATE_TOKENS + 32)

/* Write an example of what PATTERN asks of BASE, a date or time type:
   "2026-01-31" for yyyy-MM-dd; nothing when PATTERN is none. */
void lod_date_example(LodXsdType base, const char *pattern,
                      char example[LOD_DATE_EXAMPLE]);

#endif
