#include "xsd/number.h"
#include "xsd/number_parts.h"

#define MINUS_SIGN "\xE2\x88\x92" /* U+2212 */

typedef struct Cursor {
  const LodNumberFormat *format;
  const char *at, *end;
} Cursor;

static char take_sign(Cursor *cursor, bool *as_written)
{
  size_t left = (size_t)(cursor->end - cursor->at);
  if (left > 0 && (*cursor->at == '-' || *cursor->at == '+'))
    return *cursor->at++;
  if (left < 3 || memcmp(cursor->at, MINUS_SIGN, 3))
    return 0;
  cursor->at += 3;
  *as_written = false;
  return '-';
}

/* The group separator at the cursor.  A blank groups only before a digit: it
   may also stand before a percent sign. */
static size_t group_here(const Cursor *cursor)
{
  size_t size = lod_number_group_at(cursor->format, cursor->at, cursor->end);
  const char *next = cursor->at + size;
  if (cursor->format->group_is_blank &&
      lod_digits_end(next, cursor->end) == next)
    return 0;
  return size;
}

/* A run of digits and, where GROUPED, separators; never two in a row and none
   at the start. */
static LodView take_digits(Cursor *cursor, bool grouped, size_t *digits,
                           bool *as_written)
{
  const char *start = cursor->at;
  *digits = 0;
  for (;;) {
    const char *run = cursor->at;
    cursor->at = lod_digits_end(run, cursor->end);
    *digits += (size_t)(cursor->at - run);
    size_t group = grouped && cursor->at > run ? group_here(cursor) : 0;
    if (group == 0)
      break;
    *as_written = false;
    cursor->at += group;
  }
  return (LodView){start, (size_t)(cursor->at - start)};
}

static bool take_point(Cursor *cursor, bool *as_written)
{
  LodView decimal = cursor->format->decimal;
  if ((size_t)(cursor->end - cursor->at) < decimal.size ||
      memcmp(cursor->at, decimal.data, decimal.size))
    return false;
  cursor->at += decimal.size;
  if (decimal.size != 1 || *decimal.data != '.')
    *as_written = false;
  return true;
}

/* A pattern's exponent has a capital E; without a pattern XSD's small one is
   taken too. */
static bool take_exponent(Cursor *cursor, LodNumberParts *parts)
{
  bool any_case = !cursor->format->has_pattern;
  if (cursor->at == cursor->end ||
      (*cursor->at != 'E' && !(any_case && *cursor->at == 'e')))
    return true;
  cursor->at++;
  parts->exponent_sign = take_sign(cursor, &parts->as_written);
  const char *digits = cursor->at;
  cursor->at = lod_digits_end(digits, cursor->end);
  parts->exponent = (LodView){digits, (size_t)(cursor->at - digits)};
  return parts->exponent.size > 0;
}

static bool take_scale(Cursor *cursor, LodNumberParts *parts)
{
  size_t size;
  parts->scale = lod_number_scale_at(cursor->at, cursor->end, &size);
  if (parts->scale == 0)
    return false;
  cursor->at += size;
  parts->as_written = false;
  return true;
}

/* A blank between number and percent sign, exactly where the pattern has one.
   Without a pattern the groupChar may stand there. */
static bool take_scale_blank(Cursor *cursor)
{
  const LodNumberFormat *format = cursor->format;
  size_t blank = lod_number_blank_at(cursor->at, cursor->end);
  cursor->at += blank;
  if (!format->has_pattern)
    return blank == 0 || format->group_is_blank;
  return format->pattern.scale_blank == (blank > 0);
}

static bool take_prefix(Cursor *cursor, LodNumberParts *parts)
{
  const LodNumberPattern *pattern = &cursor->format->pattern;
  parts->sign = take_sign(cursor, &parts->as_written);
  return !pattern->scale_before ||
         (take_scale(cursor, parts) && take_scale_blank(cursor));
}

static bool take_suffix(Cursor *cursor, LodNumberParts *parts)
{
  if (parts->scale == 0 && cursor->at < cursor->end) {
    if (!take_scale_blank(cursor) || !take_scale(cursor, parts))
      return false;
  }
  return cursor->at == cursor->end;
}

bool lod_number_split(const LodNumberFormat *format, LodView text,
                      LodNumberParts *parts)
{
  Cursor cursor = {format, text.data, text.data + text.size};
  *parts = (LodNumberParts){.as_written = true};
  if (!take_prefix(&cursor, parts))
    return false;
  parts->whole =
      take_digits(&cursor, true, &parts->whole_digits, &parts->as_written);
  parts->point = take_point(&cursor, &parts->as_written);
  if (parts->point)
    parts->fraction = take_digits(&cursor, format->pattern.fraction_group > 0,
                                  &parts->fraction_digits, &parts->as_written);
  return parts->whole_digits + parts->fraction_digits > 0 &&
         take_exponent(&cursor, parts) && take_suffix(&cursor, parts);
}
