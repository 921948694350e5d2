/* Recognising the usual lexical forms at a glance: never a false yes, now and
   then a false no, which is looked at again.  Behind every text LOD_SLACK bytes
   can be read. */
#ifndef LOD_XSD_GLANCE_H
#define LOD_XSD_GLANCE_H

#include "base/view.h"
#include <endian.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef enum LodGlanceKind {
  LOD_GLANCE_NONE, /* nothing is known at a glance */
  LOD_GLANCE_DECIMAL,
  LOD_GLANCE_INTEGER,
  LOD_GLANCE_DATE,
  LOD_GLANCE_DATE_TIME,
  LOD_GLANCE_LINE, /* any text without line ends and tabs */
  LOD_GLANCE_TOKEN /* and without blanks, but for single ones inside */
} LodGlanceKind;

typedef struct LodGlance {
  LodGlanceKind kind;
  uint8_t digits; /* of an integer, at most: all of these lie in its range */
  bool negative;  /* an integer may be */
  bool zero;      /* its first digit may be 0 */
} LodGlance;

/* Bit n: the n-th of 16 bytes is a digit. */
static inline uint32_t lod_glance_digits_portable(const char *text)
{
  uint32_t digits = 0;
  for (unsigned i = 0; i < 16; ++i)
    digits |= (uint32_t)((unsigned char)(text[i] - '0') < 10) << i;
  return digits;
}

static inline uint32_t lod_glance_digits(const char *text)
{
#ifdef __SSE2__
  const __m128i bytes = _mm_sub_epi8(
      _mm_loadu_si128((const __m128i *)(const void *)text), _mm_set1_epi8('0'));
  const __m128i least = _mm_min_epu8(bytes, _mm_set1_epi8(9));
  return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(least, bytes));
#else
  return lod_glance_digits_portable(text);
#endif
}

/* Of up to 16 bytes those that are no digits, without a sign at the front. */
static inline uint32_t lod_glance_others(LodView text, size_t sign)
{
  const uint32_t others =
      ~lod_glance_digits(text.data) & (((uint32_t)1 << text.size) - 1);
  return others & ~(uint32_t)sign;
}

/* [-] digits [. digits]: XSD 1.1 part 2, 3.3.3.1. */
static inline bool lod_glance_decimal(LodView text)
{
  if (text.size - 1 > 15)
    return false;
  const size_t sign = *text.data == '-';
  const uint32_t others = lod_glance_others(text, sign);
  if (!others)
    return text.size > sign;
  const size_t at = (unsigned)__builtin_ctz(others);
  return !(others & (others - 1)) && text.data[at] == '.' && at > sign &&
         at + 1 < text.size;
}

/* [-] digits: 3.4.13.1. */
static inline bool lod_glance_integer(const LodGlance *glance, LodView text)
{
  if (text.size - 1 > 15)
    return false;
  const size_t sign = *text.data == '-';
  return !lod_glance_others(text, sign) && text.size > sign &&
         text.size - sign <= glance->digits && sign <= glance->negative &&
         (glance->zero || text.data[sign] != '0');
}

/* YYYY-MM-DD up to the 28th: XSD 1.1 part 2, 3.3.9.  The first eight bytes are
   judged together: in each byte of what is left of the digits, less '0', and
   of the hyphens, less themselves, the topmost bit must stay clear when what
   is missing to 0x80 is added. */
static inline bool lod_glance_date(const char *text)
{
  uint64_t head;
  memcpy(&head, text, sizeof head);
  head = le64toh(head) ^ UINT64_C(0x2d30302d30303030);
  if (((head + UINT64_C(0x7f76767f76767676)) | head) &
      UINT64_C(0x8080808080808080))
    return false;
  const unsigned month =
      (unsigned)(head >> 40 & 15) * 10 + (unsigned)(head >> 48 & 15);
  const unsigned tens = (unsigned char)text[8] - (unsigned)'0';
  const unsigned ones = (unsigned char)text[9] - (unsigned)'0';
  const unsigned day = tens * 10 + ones;
  return (head & 15) && month - 1 < 12 && tens < 3 && ones < 10 && day - 1 < 28;
}

/* hh:mm:ss, no leap second: 3.3.8. */
static inline bool lod_glance_time(const char *text)
{
  uint64_t time;
  memcpy(&time, text, sizeof time);
  time = le64toh(time) ^ UINT64_C(0x30303a30303a3030);
  if (((time + UINT64_C(0x767a7f767a7f767d)) | time) &
      UINT64_C(0x8080808080808080))
    return false;
  return (time & 15) < 2 || (time >> 8 & 15) < 4;
}

/* YYYY-MM-DDThh:mm:ss: 3.3.7. */
static inline bool lod_glance_date_time(const char *text)
{
  return lod_glance_date(text) && text[10] == 'T' && lod_glance_time(text + 11);
}

/* Of 16 bytes the blanks, and all up to the blank. */
typedef struct LodGlanceBlanks {
  uint64_t blank, low;
} LodGlanceBlanks;

static inline LodGlanceBlanks lod_glance_blanks_portable(const char *text)
{
  LodGlanceBlanks found = {0, 0};
  for (unsigned i = 0; i < 16; ++i) {
    found.blank |= (uint64_t)(text[i] == ' ') << i;
    found.low |= (uint64_t)((unsigned char)text[i] <= ' ') << i;
  }
  return found;
}

static inline LodGlanceBlanks lod_glance_blanks(const char *text)
{
#ifdef __SSE2__
  const __m128i blank = _mm_set1_epi8(' ');
  const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
  return (LodGlanceBlanks){
      (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, blank)),
      (uint32_t)_mm_movemask_epi8(
          _mm_cmpeq_epi8(_mm_min_epu8(bytes, blank), bytes))};
#else
  return lod_glance_blanks_portable(text);
#endif
}

/* White space that stays as it is, of up to 64 bytes: 4.3.6. */
static inline bool lod_glance_space(LodView text, bool collapse)
{
  uint64_t blank = 0, low = 0;
  if (text.size - 1 > 63)
    return false;
  for (size_t at = 0; at < text.size; at += 16) {
    const LodGlanceBlanks found = lod_glance_blanks(text.data + at);
    blank |= found.blank << at;
    low |= found.low << at;
  }
  const uint64_t kept = ~(uint64_t)0 >> (64 - text.size);
  blank &= kept;
  if ((low & kept) != blank)
    return false;
  const uint64_t edges = (kept ^ kept >> 1) | 1;
  return !collapse || !(blank & (edges | blank << 1));
}

/* Whether TEXT, as it stands, is seen to be a lexical form. */
static inline bool lod_glance(const LodGlance *glance, LodView text)
{
  switch (glance->kind) {
  case LOD_GLANCE_DECIMAL:
    return lod_glance_decimal(text);
  case LOD_GLANCE_INTEGER:
    return lod_glance_integer(glance, text);
  case LOD_GLANCE_DATE:
    return text.size == 10 && lod_glance_date(text.data);
  case LOD_GLANCE_DATE_TIME:
    return text.size == 19 && lod_glance_date_time(text.data);
  case LOD_GLANCE_LINE:
    return lod_glance_space(text, false);
  case LOD_GLANCE_TOKEN:
    return lod_glance_space(text, true);
  default:
    return false;
  }
}

#endif
