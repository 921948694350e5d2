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

/* ISO/IEC 7812-1, annex B: the Luhn sum of ten digits. */
static bool has_check_digit(const char digits[10])
{
  int sum = 0;
  for (int i = 0; i < 10; ++i) {
    const int value = (digits[i] - '0') * (i % 2 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool lod_organisation_number(LodView text, char digits[10])
{
  char all[12];
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
