#include "base/ascii.h"
#include "table/rows.h"

/* A run of digits, or digits with a hyphen before the last four.  Returns how
   many, 0 when it is something else or too long. */
static size_t take_digits(LodView text, char digits[12])
{
  size_t count = 0;
  for (size_t i = 0; i < text.size; ++i) {
    const char c = text.data[i];
    if (c == '-' && i && text.size - i == 5)
      continue;
    if (!lod_ascii_is_digit(c) || count == 12)
      return 0;
    digits[count++] = c;
  }
  return count;
}

/* ISO/IEC 7812-1, annex B: the Luhn sum of ten digits, every other one
   doubled.  False when one is no digit. */
static bool has_check_digit(const char digits[10])
{
  static const uint8_t doubled[10] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};
  unsigned sum = 0;
  for (size_t i = 0; i < 10; i += 2) {
    const unsigned first = (unsigned char)digits[i] - (unsigned)'0';
    const unsigned second = (unsigned char)digits[i + 1] - (unsigned)'0';
    if (first > 9 || second > 9)
      return false;
    sum += doubled[first] + second;
  }
  return sum % 10 == 0;
}

bool lod_organisation_number(LodView text, char digits[10])
{
  char all[12];
  /* as it usually is; the rest is looked at more closely */
  if (text.size == 10 && has_check_digit(text.data)) {
    if (text.data[2] < '2')
      return false;
    memcpy(digits, text.data, 10);
    return true;
  }
  const size_t count = take_digits(lod_ascii_trim(text), all);
  const char *ten = all;
  if (count == 12 && all[0] == '1' && all[1] == '6')
    ten += 2;
  else if (count != 10)
    return false;
  /* Lower ones are dates of birth (law 1974:174). */
  if (ten[2] < '2' || !has_check_digit(ten))
    return false;
  memcpy(digits, ten, 10);
  return true;
}
