#include "base/ascii.h"

bool lod_ascii_equal_nocase(LodView a, LodView b)
{
  if (a.size != b.size)
    return false;
  for (size_t i = 0; i < a.size; i++)
    if (lod_ascii_lower(a.data[i]) != lod_ascii_lower(b.data[i]))
      return false;
  return true;
}

LodView lod_ascii_trim(LodView text)
{
  while (text.size && lod_ascii_is_space(text.data[text.size - 1]))
    text.size--;
  while (text.size && lod_ascii_is_space(text.data[0])) {
    text.data++;
    text.size--;
  }
  return text;
}

bool lod_ascii_to_uint(LodView text, uint64_t *value)
{
  uint64_t sum = 0;
  if (!text.size)
    return false;
  for (size_t i = 0; i < text.size; i++) {
    if (!lod_ascii_is_digit(text.data[i]))
      return false;
    uint64_t digit = (uint64_t)(text.data[i] - '0');
    if (sum > (UINT64_MAX - digit) / 10)
      return false;
    sum = sum * 10 + digit;
  }
  *value = sum;
  return true;
}

/* The power of two of a unit letter in either case; -1: none. */
static int unit_shift(char unit)
{
  switch (lod_ascii_lower(unit)) {
  case 'k':
    return 10;
  case 'm':
    return 20;
  case 'g':
    return 30;
  case 't':
    return 40;
  default:
    return -1;
  }
}

bool lod_ascii_to_size(LodView text, uint64_t *bytes)
{
  uint64_t number = 0;
  int shift = text.size ? unit_shift(text.data[text.size - 1]) : -1;
  if (shift >= 0)
    text.size--;
  else
    shift = 0;
  if (!lod_ascii_to_uint(text, &number) || number > UINT64_MAX >> shift)
    return false;
  *bytes = number << shift;
  return true;
}
