#include "xsd/number.h"
#include "base/buffer.h"
#include "xsd/double.h"
#include "xsd/types.h"

static const char *skip_sign(const char *at, const char *end)
{
  return at < end && (*at == '-' || *at == '+') ? at + 1 : at;
}

/* unsignedNoDecimalPtNumeral | unsignedDecimalPtNumeral (XSD 1.1 part 2, G.1);
   NULL when there is none at AT. */
static const char *skip_unsigned_decimal(const char *at, const char *end)
{
  const char *whole = lod_digits_end(at, end);
  if (whole == end || *whole != '.')
    return whole > at ? whole : NULL;
  const char *fraction = lod_digits_end(whole + 1, end);
  return whole > at || fraction > whole + 1 ? fraction : NULL;
}

bool lod_decimal_is_valid(LodView text)
{
  const char *end = text.data + text.size;
  return text.size &&
         skip_unsigned_decimal(skip_sign(text.data, end), end) == end;
}

bool lod_integer_is_valid(LodView text)
{
  const char *end = text.data + text.size;
  const char *digits = skip_sign(text.data, end);
  return digits < end && lod_digits_end(digits, end) == end;
}

/* numericalSpecialRep: (+|-)?INF|NaN */
static bool is_special(LodView text)
{
  return lod_view_equal(text, LOD_VIEW("INF")) ||
         lod_view_equal(text, LOD_VIEW("-INF")) ||
         lod_view_equal(text, LOD_VIEW("+INF")) ||
         lod_view_equal(text, LOD_VIEW("NaN"));
}

/* doubleRep: noDecimalPtNumeral | decimalPtNumeral |
   scientificNotationNumeral | numericalSpecialRep */
bool lod_double_is_valid(LodView text)
{
  if (text.size == 0)
    return false;
  const char *end = text.data + text.size;
  const char *at = skip_unsigned_decimal(skip_sign(text.data, end), end);
  if (!at)
    return is_special(text);
  if (at == end)
    return true;
  if (*at != 'E' && *at != 'e')
    return false;
  const char *digits = skip_sign(at + 1, end);
  return digits < end && lod_digits_end(digits, end) == end;
}

static const struct {
  const char *low, *high;
} ranges[LOD_XSD_TYPE_COUNT] = {
    [LOD_XSD_LONG] = {"-9223372036854775808", "9223372036854775807"},
    [LOD_XSD_INT] = {"-2147483648", "2147483647"},
    [LOD_XSD_SHORT] = {"-32768", "32767"},
    [LOD_XSD_BYTE] = {"-128", "127"},
    [LOD_XSD_NON_NEGATIVE_INTEGER] = {"0", NULL},
    [LOD_XSD_POSITIVE_INTEGER] = {"1", NULL},
    [LOD_XSD_UNSIGNED_LONG] = {"0", "18446744073709551615"},
    [LOD_XSD_UNSIGNED_INT] = {"0", "4294967295"},
    [LOD_XSD_UNSIGNED_SHORT] = {"0", "65535"},
    [LOD_XSD_UNSIGNED_BYTE] = {"0", "255"},
    [LOD_XSD_NON_POSITIVE_INTEGER] = {NULL, "0"},
    [LOD_XSD_NEGATIVE_INTEGER] = {NULL, "-1"},
};

/* A decimal without what does not count: the sign of zero, leading zeros,
   zeros at the end of the fraction. */
typedef struct DecimalParts {
  int sign; /* -1, 0, 1 */
  LodView whole;
  LodView fraction;
} DecimalParts;

static DecimalParts split_decimal(LodView text)
{
  const char *end = text.data + text.size;
  const char *at = skip_sign(text.data, end);
  bool negative = at > text.data && *text.data == '-';
  const char *point = lod_digits_end(at, end);
  while (at < point && *at == '0')
    at++;
  DecimalParts parts = {0, {at, (size_t)(point - at)}, {point, 0}};
  if (point < end) {
    while (end > point + 1 && end[-1] == '0')
      end--;
    parts.fraction = (LodView){point + 1, (size_t)(end - point - 1)};
  }
  if (parts.whole.size || parts.fraction.size)
    parts.sign = negative ? -1 : 1;
  return parts;
}

static int compare_magnitude(const DecimalParts *a, const DecimalParts *b)
{
  if (a->whole.size != b->whole.size)
    return a->whole.size < b->whole.size ? -1 : 1;
  int order = lod_view_compare(a->whole, b->whole);
  return order ? order : lod_view_compare(a->fraction, b->fraction);
}

/* Only double and float have an exponent or a special value. */
static bool is_floating(LodView text)
{
  for (size_t i = 0; i < text.size; i++) {
    if ((text.data[i] | 0x20) >= 'a')
      return true;
  }
  return false;
}

int lod_decimal_order(LodView a, LodView b)
{
  DecimalParts x = split_decimal(a);
  DecimalParts y = split_decimal(b);
  if (x.sign != y.sign)
    return x.sign < y.sign ? -1 : 1;
  return x.sign * compare_magnitude(&x, &y);
}

int lod_decimal_compare(LodView a, LodView b)
{
  if (is_floating(a) || is_floating(b))
    return lod_double_compare_total(lod_double_value(a), lod_double_value(b));
  return lod_decimal_order(a, b);
}

bool lod_integer_in_range(LodXsdType type, LodView text)
{
  const char *low = ranges[type].low;
  const char *high = ranges[type].high;
  return (!low || lod_decimal_order(text, lod_view(low)) >= 0) &&
         (!high || lod_decimal_order(text, lod_view(high)) <= 0);
}

/* [-] 1-9 digits . digit digit, as amounts are most often written: only zeros
   at the end may be needless.  False: look closer. */
static inline bool trim_amount(LodView *text)
{
  const char *at = text->data;
  size_t size = text->size;
  if (size < 5 || at[size - 3] != '.' ||
      (unsigned char)(at[*at == '-'] - '1') > 8)
    return false;
  if (at[size - 1] == '0')
    size -= at[size - 2] == '0' ? 3 : 1;
  text->size = size;
  return true;
}

/* decimalCanonicalMap (XSD 1.1 part 2, E.1): no plus, no needless zeros, at
   least one digit before the point, no point without a fraction. */
LodView lod_decimal_canonical(LodView text, LodArena *arena)
{
  if (trim_amount(&text))
    return text;
  DecimalParts parts = split_decimal(text);
  if (parts.sign == 0)
    return LOD_SLACK_VIEW("0");
  const char *start = parts.whole.data;
  size_t tail = parts.fraction.size ? parts.fraction.size + 1 : 0;
  size_t size = parts.whole.size + tail;
  bool zero = parts.whole.size == 0;
  bool negative = parts.sign < 0;
  /* What comes before the first digit that counts may do as it is. */
  if (zero && start > text.data && start[-1] == '0') {
    start--;
    size++;
    zero = false;
  }
  if (negative && !zero && start[-1] == '-') {
    start--;
    size++;
    negative = false;
  }
  if (!zero && !negative)
    return (LodView){start, size};
  char *copy = lod_arena_bytes(arena, size + 2);
  if (!copy)
    return (LodView){NULL, 0};
  char *at = copy;
  if (negative)
    *at++ = '-';
  if (zero)
    *at++ = '0';
  memcpy(at, start, size);
  return (LodView){copy, (size_t)(at - copy) + size};
}
