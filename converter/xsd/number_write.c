#include "xsd/number_parts.h"
#include "xsd/reason.h"
#include "xsd/types.h"

/* Exponents and percent signs move the point of a decimal; beyond this many
   places the number is refused rather than written out. */
#define SHIFT_MAX 9999

/* The digits of VIEW without separators. */
static char *copy_digits(LodView view, char *out)
{
  for (size_t i = 0; i < view.size; i++) {
    if (view.data[i] >= '0' && view.data[i] <= '9')
      *out++ = view.data[i];
  }
  return out;
}

/* By how many places the point moves to the right; false when too many. */
static bool find_shift(const LodNumberParts *parts, bool floating, long *shift)
{
  long exponent = 0;
  if (!floating) {
    for (size_t i = 0; i < parts->exponent.size; i++) {
      exponent = exponent * 10 + (parts->exponent.data[i] - '0');
      if (exponent > SHIFT_MAX)
        return false;
    }
  }
  *shift = (parts->exponent_sign == '-' ? -exponent : exponent) - parts->scale;
  return true;
}

/* Write the COUNT digits at DIGITS with the point behind the first POINT of
   them; POINT may lie outside. */
static char *write_shifted(const char *digits, long count, long point,
                           char *out)
{
  while (point > 1 && count > 0 && *digits == '0') {
    digits++;
    count--;
    point--;
  }
  if (point <= 0) {
    *out++ = '0';
    *out++ = '.';
    memset(out, '0', (size_t)-point);
    out += -point;
    memcpy(out, digits, (size_t)count);
    return out + count;
  }
  long whole = point < count ? point : count;
  memcpy(out, digits, (size_t)whole);
  out += whole;
  memset(out, '0', (size_t)(point - whole));
  out += point - whole;
  if (count > point) {
    *out++ = '.';
    memcpy(out, digits + point, (size_t)(count - point));
    out += count - point;
  }
  return out;
}

/* "300%" of an integer is 3, not 3.00. */
static char *drop_zero_fraction(const char *start, char *end)
{
  char *at = end;
  while (at > start && at[-1] == '0')
    at--;
  return at > start && at[-1] == '.' ? at - 1 : end;
}

/* The mantissa with its point moved; digits otherwise as written. */
static char *write_mantissa(const LodNumberParts *parts, long shift,
                            bool integer, char *scratch, char *out)
{
  char *start = out;
  if (shift == 0) {
    out = copy_digits(parts->whole, out);
    if (parts->point)
      *out++ = '.';
    return copy_digits(parts->fraction, out);
  }
  copy_digits(parts->fraction, copy_digits(parts->whole, scratch));
  long count = (long)(parts->whole_digits + parts->fraction_digits);
  out = write_shifted(scratch, count, (long)parts->whole_digits + shift, out);
  return integer ? drop_zero_fraction(start, out) : out;
}

LodReason lod_number_write(const LodNumberParts *parts, LodXsdType base,
                           LodArena *arena, LodView *lexical)
{
  LodXsdFamily family = lod_xsd_type_family(base);
  bool floating = family == LOD_FAMILY_DOUBLE;
  long shift;
  if (!find_shift(parts, floating, &shift))
    return LOD_REASON_RANGE;
  size_t digits = parts->whole_digits + parts->fraction_digits;
  size_t room =
      digits + (size_t)(shift < 0 ? -shift : shift) + 8 + parts->exponent.size;
  char *out = lod_arena_bytes(arena, room + (shift ? digits : 0));
  if (!out)
    return lod_reason_no_memory;
  char *at = out;
  if (parts->sign)
    *at++ = parts->sign;
  at = write_mantissa(parts, shift, family == LOD_FAMILY_INTEGER, out + room,
                      at);
  if (floating && parts->exponent.data) {
    *at++ = 'E';
    if (parts->exponent_sign)
      *at++ = parts->exponent_sign;
    at = copy_digits(parts->exponent, at);
  }
  *lexical = (LodView){out, (size_t)(at - out)};
  return NULL;
}
