/* Formatted numbers (CSVW model 6.4.2; UTS 35 part 3, "Number Format
   Patterns"). */
#ifndef LOD_XSD_NUMBER_FORMAT_H
#define LOD_XSD_NUMBER_FORMAT_H

#include "xsd/datatype.h"

/* What a pattern asks of a number. */
typedef struct LodNumberPattern {
  bool sign;         /* + before the number: a sign is required */
  int scale;         /* 0; 2: percent; 3: per mille */
  bool scale_before; /* the percent sign stands before the number */
  bool scale_blank;  /* a blank stands between number and percent sign */
  size_t min_whole;  /* digits */
  size_t min_fraction;
  size_t max_fraction;
  size_t primary; /* sizes of groups; 0: not grouped */
  size_t secondary;
  size_t fraction_group;
  bool exponent;
  bool exponent_sign;
  size_t min_exponent; /* digits */
} LodNumberPattern;

typedef struct LodNumberFormat {
  LodView decimal;     /* owned */
  LodView group;       /* owned; size 0: none */
  bool group_is_blank; /* any of the three blanks groups then */
  bool has_pattern;
  bool simple; /* only the decimal point differs from XSD */
  LodNumberPattern pattern;
} LodNumberFormat;

LOD_NODISCARD LodStatus lod_number_format_new(const LodDatatypeSpec *spec,
                                              LodReason *reason,
                                              LodNumberFormat **format);
void lod_number_format_free(LodNumberFormat *format);

/* Bring TEXT to the lexical form of BASE; its range is not checked.  TEXT
   itself where nothing has to change. */
LodReason lod_number_format_parse(const LodNumberFormat *format,
                                  LodXsdType base, LodView text,
                                  LodArena *arena, LodView *lexical);

/* The number of bytes of the group separator at AT; 0 when there is none. */
size_t lod_number_group_at(const LodNumberFormat *format, const char *at,
                           const char *end);
/* The same for a blank: SPACE, NO-BREAK SPACE, NARROW NO-BREAK SPACE. */
size_t lod_number_blank_at(const char *at, const char *end);
/* 2 for %, 3 for the per mille sign, else 0; *size: its bytes. */
int lod_number_scale_at(const char *at, const char *end, size_t *size);

/* Compile a pattern for format->decimal and format->group. */
LodReason lod_number_pattern_parse(LodNumberFormat *format, LodView text);

#endif
