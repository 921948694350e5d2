#include "xsd/number_format.h"
#include "xsd/reason.h"

#define NOT_A_PATTERN                                                          \
  N_("the format is not a number pattern (0, #, E, +, %, the decimalChar and " \
     "the groupChar)")

typedef struct Cursor {
  const char *at, *end;
} Cursor;

static bool take(Cursor *cursor, char c)
{
  if (cursor->at == cursor->end || *cursor->at != c)
    return false;
  cursor->at++;
  return true;
}

static bool take_view(Cursor *cursor, LodView view)
{
  if ((size_t)(cursor->end - cursor->at) < view.size || view.size == 0 ||
      memcmp(cursor->at, view.data, view.size))
    return false;
  cursor->at += view.size;
  return true;
}

static bool take_scale(Cursor *cursor, LodNumberPattern *pattern)
{
  size_t size;
  int scale = lod_number_scale_at(cursor->at, cursor->end, &size);
  if (scale == 0 || pattern->scale)
    return false;
  pattern->scale = scale;
  cursor->at += size;
  return true;
}

/* A separator between two places for digits. */
static bool take_group(const LodNumberFormat *format, Cursor *cursor)
{
  size_t size = lod_number_group_at(format, cursor->at, cursor->end);
  const char *next = cursor->at + size;
  if (size == 0 || next == cursor->end || (*next != '#' && *next != '0'))
    return false;
  cursor->at = next;
  return true;
}

/* prefix: a plus sign, a percent sign, or both */
static void parse_prefix(LodNumberFormat *format, Cursor *cursor)
{
  LodNumberPattern *pattern = &format->pattern;
  pattern->sign = take(cursor, '+');
  pattern->scale_before = take_scale(cursor, pattern);
  if (pattern->scale_before) {
    size_t blank = lod_number_blank_at(cursor->at, cursor->end);
    pattern->scale_blank = blank > 0;
    cursor->at += blank;
  }
}

/* integer ::= '#'* '0'*, grouped.  The size of the last group is the primary
   one, that of the group before it the secondary one. */
static bool parse_whole(LodNumberFormat *format, Cursor *cursor)
{
  LodNumberPattern *pattern = &format->pattern;
  size_t run = 0, groups = 0;
  for (;;) {
    if (take(cursor, '0')) {
      pattern->min_whole++;
      run++;
    } else if (pattern->min_whole == 0 && take(cursor, '#')) {
      run++;
    } else if (run > 0 && take_group(format, cursor)) {
      pattern->secondary = run;
      run = 0;
      groups++;
    } else {
      break;
    }
  }
  if (groups == 0)
    return true;
  pattern->primary = run;
  if (groups == 1)
    pattern->secondary = run;
  return run > 0;
}

/* fraction ::= '0'* '#'*, grouped: every group as long as the first, but for
   the last one. */
static bool parse_fraction(LodNumberFormat *format, Cursor *cursor)
{
  LodNumberPattern *pattern = &format->pattern;
  size_t run = 0;
  for (;;) {
    if (pattern->max_fraction == pattern->min_fraction && take(cursor, '0')) {
      pattern->min_fraction++;
      pattern->max_fraction++;
      run++;
    } else if (take(cursor, '#')) {
      pattern->max_fraction++;
      run++;
    } else if (run > 0 && take_group(format, cursor)) {
      if (pattern->fraction_group && run != pattern->fraction_group)
        return false;
      pattern->fraction_group = run;
      run = 0;
    } else {
      break;
    }
  }
  return run > 0 &&
         (!pattern->fraction_group || run <= pattern->fraction_group);
}

/* exponent ::= 'E' '+'? '#'* '0'+; UTS 35 has no '#' here, but the W3C suite
   (test158) does. */
static bool parse_exponent(Cursor *cursor, LodNumberPattern *pattern)
{
  if (!take(cursor, 'E'))
    return true;
  pattern->exponent = true;
  pattern->exponent_sign = take(cursor, '+');
  while (take(cursor, '#'))
    ;
  while (take(cursor, '0'))
    pattern->min_exponent++;
  return pattern->min_exponent > 0;
}

static bool parse_suffix(Cursor *cursor, LodNumberPattern *pattern)
{
  if (cursor->at == cursor->end)
    return true;
  size_t blank = lod_number_blank_at(cursor->at, cursor->end);
  cursor->at += blank;
  if (!take_scale(cursor, pattern))
    return false;
  pattern->scale_blank = blank > 0;
  return cursor->at == cursor->end;
}

/* UTS 35 part 3: subpattern ::= prefix? number suffix?;
   number ::= integer? (decimal fraction)? exponent? */
LodReason lod_number_pattern_parse(LodNumberFormat *format, LodView text)
{
  Cursor cursor = {text.data, text.data + text.size};
  LodNumberPattern *pattern = &format->pattern;
  *pattern = (LodNumberPattern){0};
  parse_prefix(format, &cursor);
  const char *number = cursor.at;
  if (!parse_whole(format, &cursor))
    return NOT_A_PATTERN;
  bool has_digits = cursor.at > number;
  if (take_view(&cursor, format->decimal)) {
    if (!parse_fraction(format, &cursor))
      return NOT_A_PATTERN;
    has_digits = true;
  }
  if (!has_digits || !parse_exponent(&cursor, pattern) ||
      !parse_suffix(&cursor, pattern))
    return NOT_A_PATTERN;
  return NULL;
}
