#include "xsd/date_format.h"
#include "xsd/moment.h"
#include "xsd/reason.h"
#include <stdio.h>

#define NOT_A_PATTERN                                                          \
  N_("the format is not a supported date pattern (yyyy MM M dd d HH mm ss "    \
     ".S x X and - / . : T)")
/* Digits of a fraction of a second that have a value (attoseconds). */
#define FRACTION_MAX 18

static size_t run_length(const char *at, const char *end)
{
  size_t size = 1;
  while (at + size < end && at[size] == *at)
    size++;
  return size;
}

/* The field symbols of CSVW model 6.4.4 with the widths they may have. */
static const struct {
  char letter;
  LodDateField field;
  size_t min, max;
} symbols[] = {
    {'y', LOD_FIELD_YEAR, 4, 4},
    {'M', LOD_FIELD_MONTH, 1, 2},
    {'d', LOD_FIELD_DAY, 1, 2},
    {'H', LOD_FIELD_HOUR, 2, 2},
    {'m', LOD_FIELD_MINUTE, 2, 2},
    {'s', LOD_FIELD_SECOND, 2, 2},
    {'S', LOD_FIELD_FRACTION, 1, FRACTION_MAX},
    {'x', LOD_FIELD_ZONE, 1, 3},
    {'X', LOD_FIELD_ZONE, 1, 3},
};

static bool read_symbol(const char *at, const char *end, LodDateToken *token)
{
  for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
    if (symbols[i].letter != *at)
      continue;
    *token = (LodDateToken){symbols[i].field, *at, run_length(at, end)};
    return token->width >= symbols[i].min && token->width <= symbols[i].max;
  }
  *token = (LodDateToken){LOD_FIELD_LITERAL, *at, 1};
  return *at != '\0' && strchr("-/.: T", *at) != NULL;
}

/* The token at AT; returns the bytes it takes, 0 for none.  A point before S
   belongs to the fraction; T may stand in quotes, as UTS 35 writes it. */
static size_t read_token(const char *at, const char *end, LodDateToken *token)
{
  if (end - at >= 2 && at[0] == '.' && at[1] == 'S')
    return read_symbol(at + 1, end, token) ? token->width + 1 : 0;
  if (end - at >= 3 && !memcmp(at, "'T'", 3)) {
    *token = (LodDateToken){LOD_FIELD_LITERAL, 'T', 1};
    return 3;
  }
  if (*at == 'S')
    return 0;
  return read_symbol(at, end, token) ? token->width : 0;
}

/* A field comes once, nothing follows a zone, a fraction follows the seconds,
   and a field of one or two digits is not followed by another number. */
static bool may_follow(const LodDateFormat *format, const LodDateToken *token)
{
  if (token->field != LOD_FIELD_LITERAL &&
      format->fields & (1u << token->field))
    return false;
  if (format->count == 0)
    return true;
  const LodDateToken *last = &format->tokens[format->count - 1];
  if (last->field == LOD_FIELD_ZONE)
    return false;
  if (token->field == LOD_FIELD_FRACTION)
    return last->field == LOD_FIELD_SECOND;
  bool open_ended =
      (last->field == LOD_FIELD_DAY || last->field == LOD_FIELD_MONTH) &&
      last->width == 1;
  return !open_ended || token->field == LOD_FIELD_LITERAL ||
         token->field == LOD_FIELD_ZONE;
}

/* The fields that BASE must have, and those that it may have besides. */
static bool fields_fit(LodXsdType base, unsigned fields)
{
  static const unsigned date_bits[] = {LOD_HAS_YEAR, LOD_HAS_MONTH,
                                       LOD_HAS_DAY};
  unsigned wanted = lod_moment_fields(base);
  for (unsigned i = 0; i < 3; i++) {
    if (!(wanted & date_bits[i]) != !(fields & (1u << i)))
      return false;
  }
  bool hour = fields & (1u << LOD_FIELD_HOUR);
  bool minute = fields & (1u << LOD_FIELD_MINUTE);
  bool second = fields & (1u << LOD_FIELD_SECOND);
  bool time = wanted & LOD_HAS_TIME;
  return hour == time && minute == time && (time || !second);
}

LodReason lod_date_format_parse_pattern(LodXsdType base, LodView pattern,
                                        LodDateFormat *format)
{
  const char *at = pattern.data;
  const char *end = at + pattern.size;
  *format = (LodDateFormat){.count = 0};
  while (at < end) {
    LodDateToken token;
    size_t size = read_token(at, end, &token);
    if (size == 0 || format->count == LOD_DATE_TOKENS ||
        !may_follow(format, &token))
      return NOT_A_PATTERN;
    format->tokens[format->count++] = token;
    if (token.field != LOD_FIELD_LITERAL)
      format->fields |= 1u << token.field;
    at += size;
  }
  if (!fields_fit(base, format->fields))
    return N_("the format has not the fields of its datatype");
  if (lod_moment_fields(base) & LOD_NEEDS_ZONE &&
      !(format->fields & (1u << LOD_FIELD_ZONE)))
    return N_("the format lacks the time zone of its datatype");
  return NULL;
}

/* A field of the example; a width of 1 has no leading zero, and a literal is
   itself. */
static int put_example(const LodDateToken *token, char *out, size_t room)
{
  static const int numbers[LOD_FIELD_COUNT] = {2026, 1, 31, 13, 45, 30};
  static const char *const zones[] = {"", "+01", "+0100", "+01:00"};
  switch (token->field) {
  case LOD_FIELD_LITERAL:
    return snprintf(out, room, "%c", token->letter);
  case LOD_FIELD_FRACTION:
    return snprintf(out, room, ".5");
  case LOD_FIELD_ZONE:
    return snprintf(out, room, "%s", zones[token->width]);
  default:
    return snprintf(out, room, "%0*d", (int)token->width,
                    numbers[token->field]);
  }
}

void lod_date_example(LodXsdType base, const char *pattern,
                      char example[LOD_DATE_EXAMPLE])
{
  LodDateFormat format;
  char *at = example;
  *at = '\0';
  if (lod_date_format_parse_pattern(base, lod_view(pattern), &format))
    return;
  for (size_t i = 0; i < format.count; i++)
    at += put_example(&format.tokens[i], at,
                      LOD_DATE_EXAMPLE - (size_t)(at - example));
}
