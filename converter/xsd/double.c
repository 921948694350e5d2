#include "xsd/double.h"
#include "base/buffer.h"
#include "xsd/number.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* A double lies between two neighbours that have at most 767 significant
   digits; what comes after can only tell whether it is zero. */
#define SIGNIFICANT_DIGITS 768
#define EXPONENT_LIMIT     1000000

/* The number rewritten as digits "e" exponent: strtod then meets no decimal
   point, which is the only thing in which a locale would take part. */
typedef struct Scientific {
  char text[SIGNIFICANT_DIGITS + 24];
  size_t size;
  bool started; /* a digit other than zero has come */
  bool inexact; /* digits other than zero were left out */
  int64_t exponent;
} Scientific;

static void add_digit(Scientific *number, char digit, bool fraction)
{
  if (fraction)
    number->exponent--;
  if (digit == '0' && !number->started)
    return;
  number->started = true;
  if (number->size < SIGNIFICANT_DIGITS) {
    number->text[number->size++] = digit;
    return;
  }
  number->exponent++;
  if (digit != '0')
    number->inexact = true;
}

static const char *add_mantissa(Scientific *number, const char *at,
                                const char *end)
{
  bool fraction = false;
  for (; at < end && (*at | 0x20) != 'e'; at++) {
    if (*at == '.')
      fraction = true;
    else
      add_digit(number, *at, fraction);
  }
  return at;
}

static int64_t read_exponent(const char *at, const char *end)
{
  int64_t value = 0;
  bool negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;
  for (; at < end; at++) {
    if (value < EXPONENT_LIMIT * INT64_C(1000000))
      value = value * 10 + (*at - '0');
  }
  return negative ? -value : value;
}

static void clamp_exponent(Scientific *number)
{
  if (number->exponent > EXPONENT_LIMIT)
    number->exponent = EXPONENT_LIMIT;
  if (number->exponent < -EXPONENT_LIMIT)
    number->exponent = -EXPONENT_LIMIT;
}

/* The digits and the exponent, without what does not count. */
static void collect(LodView text, Scientific *number)
{
  const char *end = text.data + text.size;
  const char *at = text.data;
  number->size = 0;
  number->started = number->inexact = false;
  number->exponent = 0;
  if (*at == '-' || *at == '+')
    at++;
  at = add_mantissa(number, at, end);
  if (at < end)
    number->exponent += read_exponent(at + 1, end);
}

/* floatingPointRound (XSD 1.1 part 2, E.1) of it is what strtod does: to the
   nearest, ties to even. */
static void rewrite(LodView text, Scientific *number)
{
  collect(text, number);
  if (!number->started)
    number->text[number->size++] = '0';
  if (number->inexact) {
    number->text[number->size++] = '1';
    number->exponent--;
  }
  clamp_exponent(number);
  snprintf(number->text + number->size, 24, "e%lld",
           (long long)number->exponent);
}

static bool special_value(LodView text, double *value)
{
  char last = text.data[text.size - 1];
  if (last == 'N')
    *value = NAN;
  else if (last == 'F')
    *value = text.data[0] == '-' ? -INFINITY : INFINITY;
  else
    return false;
  return true;
}

double lod_double_value(LodView text)
{
  double value;
  if (special_value(text, &value))
    return value;
  Scientific number;
  rewrite(text, &number);
  value = strtod(number.text, NULL);
  return text.data[0] == '-' ? -value : value;
}

double lod_float_value(LodView text)
{
  double value;
  if (special_value(text, &value))
    return value;
  Scientific number;
  rewrite(text, &number);
  value = (double)strtof(number.text, NULL);
  return text.data[0] == '-' ? -value : value;
}

int lod_double_compare_total(double a, double b)
{
  if (isnan(a) || isnan(b))
    return (isnan(a) != 0) - (isnan(b) != 0);
  return (a > b) - (a < b);
}

/* Print with DIGITS significant digits and read back. */
static bool round_trips(bool single, double value, int digits, char *text,
                        size_t size)
{
  snprintf(text, size, "%.*e", digits - 1, value);
  return single ? strtof(text, NULL) == (float)value
                : strtod(text, NULL) == value;
}

static void print_shortest(bool single, double value, char *text, size_t size)
{
  int most = single ? 9 : 17;
  /* Decimals of up to 15 (6) digits survive in a normal number; below the
     normal numbers fewer digits may do. */
  double normal = single ? 0x1p-126 : 0x1p-1022;
  int digits = fabs(value) < normal ? 1 : most - (single ? 3 : 2);
  while (!round_trips(single, value, digits, text, size) && digits < most)
    digits++;
}

/* Turn "-1,2300e+05" (of any locale) into "-1.23E5". */
static size_t write_scientific(const char *printed, char *out)
{
  size_t size = 0;
  if (*printed == '-')
    out[size++] = *printed++;
  out[size++] = *printed++;
  out[size++] = '.';
  size_t least = size + 1;
  for (; *printed != 'e'; printed++) {
    if (*printed >= '0' && *printed <= '9')
      out[size++] = *printed;
  }
  while (size > least && out[size - 1] == '0')
    size--;
  if (size < least)
    out[size++] = '0';
  int exponent = atoi(printed + 1);
  return size + (size_t)sprintf(out + size, "E%d", exponent);
}

/* A number of so few digits that no other number as short is read as the same
   value is its own shortest form: nothing has to be computed.  Returns the
   size, 0 where it is not so. */
static size_t write_short(bool single, bool negative, Scientific *number,
                          char *out)
{
  while (number->size > 1 && number->text[number->size - 1] == '0') {
    number->size--;
    number->exponent++;
  }
  int64_t exponent = number->exponent + (int64_t)number->size - 1;
  int64_t most = single ? 30 : 300; /* far from the limits of the type */
  if (number->inexact || number->size > (single ? 6 : 15) || exponent > most ||
      exponent < -most)
    return 0;
  char *at = out;
  if (negative)
    *at++ = '-';
  *at++ = number->text[0];
  *at++ = '.';
  memcpy(at, number->text + 1, number->size - 1);
  at += number->size - 1;
  if (number->size == 1)
    *at++ = '0';
  return (size_t)(at - out) + (size_t)sprintf(at, "E%d", (int)exponent);
}

static size_t write_canonical(bool single, LodView text, char *out)
{
  Scientific number;
  char printed[64];
  bool negative = text.data[0] == '-';
  collect(text, &number);
  if (number.started) {
    size_t size = write_short(single, negative, &number, out);
    if (size)
      return size;
  }
  double value = single ? lod_float_value(text) : lod_double_value(text);
  if (isinf(value))
    return (size_t)sprintf(out, negative ? "-INF" : "INF");
  if (value == 0)
    return (size_t)sprintf(out, negative ? "-0.0E0" : "0.0E0");
  print_shortest(single, value, printed, sizeof printed);
  return write_scientific(printed, out);
}

/* doubleCanonicalMap (XSD 1.1 part 2, E.1), also for float. */
LodView lod_double_canonical(LodXsdType type, LodView text, LodArena *arena)
{
  double value;
  if (special_value(text, &value) && isnan(value))
    return LOD_SLACK_VIEW("NaN");
  if (special_value(text, &value))
    return value < 0 ? LOD_SLACK_VIEW("-INF") : LOD_SLACK_VIEW("INF");
  char out[64];
  LodView form = {out, write_canonical(type == LOD_XSD_FLOAT, text, out)};
  return lod_view_equal(text, form) ? text : lod_arena_view_copy(arena, form);
}
