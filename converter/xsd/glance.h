/* Recognising the usual lexical forms at a glance: never a false yes, now and
   then a false no, which is looked at again. */
#ifndef LOD_XSD_GLANCE_H
#define LOD_XSD_GLANCE_H

#include "base/view.h"
#include "xsd/number.h"
#include <endian.h>
#include <stdint.h>

/* [-] digits [. digits]: XSD 1.1 part 2, 3.3.3.1. */
static inline bool lod_glance_decimal(LodView text)
{
  const char *at = text.data;
  const char *const end = at + text.size;
  at += at < end && *at == '-';
  const char *const whole = lod_digits_end(at, end);
  if (whole == end || whole == at)
    return whole > at;
  return *whole == '.' && whole + 1 < end &&
         lod_digits_end(whole + 1, end) == end;
}

/* YYYY-MM-DD up to the 28th: XSD 1.1 part 2, 3.3.9.  The first eight bytes are
   judged together: in each byte of what is left of the digits, less '0', and
   of the hyphens, less themselves, the topmost bit must stay clear when what
   is missing to 0x80 is added. */
static inline bool lod_glance_date(LodView text)
{
  uint64_t head;
  if (text.size != 10)
    return false;
  memcpy(&head, text.data, sizeof head);
  head = le64toh(head) ^ UINT64_C(0x2d30302d30303030);
  if (((head + UINT64_C(0x7f76767f76767676)) | head) &
      UINT64_C(0x8080808080808080))
    return false;
  const unsigned month =
      (unsigned)(head >> 40 & 15) * 10 + (unsigned)(head >> 48 & 15);
  const unsigned tens = (unsigned char)text.data[8] - (unsigned)'0';
  const unsigned ones = (unsigned char)text.data[9] - (unsigned)'0';
  const unsigned day = tens * 10 + ones;
  return (head & 15) && month - 1 < 12 && tens < 3 && ones < 10 && day - 1 < 28;
}

#endif
