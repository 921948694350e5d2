#include "rdf/encode.h"

#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const char hex_upper[] = "0123456789ABCDEF";

/* What follows the backslash for a byte that a literal may not hold as it is;
   'u' for the \u00XX form, 'x' for a byte that may begin a character which XML
   1.1 does not know, 0 for a clean byte. */
static const char escape_letter[256] =
    {
        'u', 'u', 'u',         'u',           'u',          'u',
        'u', 'u', 'b',         't',           'n',          'u',
        'f', 'r', 'u',         'u',           'u',          'u',
        'u', 'u', 'u',         'u',           'u',          'u',
        'u', 'u', 'u',         'u',           'u',          'u',
        'u', 'u', ['"'] = '"', ['\\'] = '\\', [0x7f] = 'u', [0xef] = 'x'};

static char *put_unicode_escape(char *out, unsigned char c)
{
  memcpy(out, "\\u00", 4);
  out[4] = hex_upper[c >> 4];
  out[5] = hex_upper[c & 15];
  return out + 6;
}

/* U+FFFE and U+FFFF, EF BF BE and EF BF BF. */
static bool is_noncharacter(const char *at, const char *end)
{
  return end - at >= 3 && !memcmp(at, "\xef\xbf", 2) &&
         (at[2] == '\xbe' || at[2] == '\xbf');
}

/* Write the byte at *AT, or the character that it begins, and move on. */
static char *put_escaped(char *out, const char **at, const char *end)
{
  unsigned char c = (unsigned char)**at;
  char letter = escape_letter[c];
  if (letter == 'x' && is_noncharacter(*at, end)) {
    memcpy(out, (*at)[2] == '\xbe' ? "\\uFFFE" : "\\uFFFF", 6);
    *at += 3;
    return out + 6;
  }
  ++*at;
  if (letter == 0 || letter == 'x') {
    *out = (char)c;
    return out + 1;
  }
  if (letter == 'u')
    return put_unicode_escape(out, c);
  out[0] = '\\';
  out[1] = letter;
  return out + 2;
}

char *lod_encode_literal_portable(char *out, LodView text)
{
  const char *at = text.data, *end = at + text.size;
  while (at < end)
    if (escape_letter[(unsigned char)*at] == 0)
      *out++ = *at++;
    else
      out = put_escaped(out, &at, end);
  return out;
}

#ifdef __SSE2__

/* A bit for each of 16 bytes that must be escaped. */
static inline unsigned dirty_mask(__m128i bytes)
{
  const __m128i control =
      _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8(0x20)), bytes);
  __m128i dirty = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                               _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  dirty = _mm_or_si128(dirty, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)));
  dirty = _mm_or_si128(dirty, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\xef')));
  return (unsigned)_mm_movemask_epi8(dirty) |
         (~(unsigned)_mm_movemask_epi8(control) & 0xffffu);
}

/* Fewer than 16 bytes, at once: the first and the last 8 or 4 of them, which
   may overlap, as no byte behind them may be looked at. */
typedef struct Short {
  uint64_t first, last;
} Short;

static inline bool load_short(LodView text, Short *s)
{
  uint32_t first, last;
  if (text.size >= 8) {
    memcpy(&s->first, text.data, 8);
    memcpy(&s->last, text.data + text.size - 8, 8);
    return true;
  }
  if (text.size < 4)
    return false;
  memcpy(&first, text.data, 4);
  memcpy(&last, text.data + text.size - 4, 4);
  s->first = s->last = first | (uint64_t)last << 32;
  return true;
}

static inline char *store_short(char *out, LodView text, const Short *s)
{
  const uint32_t first = (uint32_t)s->first;
  const uint32_t last = (uint32_t)(s->first >> 32);
  if (text.size >= 8) {
    memcpy(out, &s->first, 8);
    memcpy(out + text.size - 8, &s->last, 8);
  } else {
    memcpy(out, &first, 4);
    memcpy(out + text.size - 4, &last, 4);
  }
  return out + text.size;
}

static inline __m128i short_bytes(const Short *s)
{
  return _mm_set_epi64x((long long)s->last, (long long)s->first);
}

static inline char *encode_short_literal(char *out, LodView text)
{
  Short s;
  if (load_short(text, &s) && !dirty_mask(short_bytes(&s)))
    return store_short(out, text, &s);
  return lod_encode_literal_portable(out, text);
}

char *lod_encode_literal(char *out, LodView text)
{
  const char *at = text.data, *end = at + text.size;
  while (end - at >= 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    unsigned mask = dirty_mask(bytes);
    _mm_storeu_si128((__m128i *)(void *)out, bytes);
    unsigned clean = mask ? (unsigned)__builtin_ctz(mask) : 16;
    out += clean;
    at += clean;
    if (mask)
      out = put_escaped(out, &at, end);
  }
  return encode_short_literal(out, (LodView){at, (size_t)(end - at)});
}

#else

char *lod_encode_literal(char *out, LodView text)
{
  return lod_encode_literal_portable(out, text);
}

#endif

/* IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>' */
static bool iri_byte_is_clean(unsigned char c)
{
  if (c <= 0x20 || c == 0x7f)
    return false;
  switch (c) {
  case '<':
  case '>':
  case '"':
  case '{':
  case '}':
  case '|':
  case '^':
  case '`':
  case '\\':
    return false;
  default:
    return true;
  }
}

char *lod_encode_iri(char *out, LodView iri)
{
  for (size_t i = 0; i < iri.size; i++) {
    unsigned char c = (unsigned char)iri.data[i];
    if (iri_byte_is_clean(c))
      *out++ = (char)c;
    else
      out = put_unicode_escape(out, c);
  }
  return out;
}

/* unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~" (RFC 3986, 2.3), a bit a
   character. */
static const uint64_t unreserved[4] = {0x03ff600000000000u, 0x47fffffe87fffffeu,
                                       0, 0};

/* RFC 3986, 5.2.4: parsers of Turtle and RDF/XML take dot segments out of
   absolute IRIs, too, so that a cell could climb to another resource.  The
   encoded dot means the same (6.2.2.2) and stays. */
static bool is_dot_segment(LodView text)
{
  return text.size - 1 < 2 && text.data[0] == '.' &&
         text.data[text.size - 1] == '.';
}

char *lod_encode_percent_portable(char *out, LodView text)
{
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (unreserved[c >> 6] >> (c & 63) & 1) {
      *out++ = (char)c;
    } else {
      out[0] = '%';
      out[1] = hex_upper[c >> 4];
      out[2] = hex_upper[c & 15];
      out += 3;
    }
  }
  return out;
}

#ifdef __SSE2__

/* Whether each of BYTES is between LEAST and LEAST + SPAN. */
static inline __m128i in_range(__m128i bytes, char least, char span)
{
  const __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8(least));
  return _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(span)), offset);
}

/* Whether all of 16 bytes are unreserved. */
static inline bool all_unreserved(__m128i bytes)
{
  const __m128i letters =
      in_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z' - 'a');
  const __m128i digits = in_range(bytes, '0', 9);
  const __m128i dots = in_range(bytes, '-', '.' - '-');
  const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')),
                                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('~')));
  return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letters, digits),
                                        _mm_or_si128(dots, marks))) == 0xffff;
}

static char *encode_percent(char *out, LodView text)
{
  Short s;
  while (text.size >= 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text.data);
    if (all_unreserved(bytes)) {
      _mm_storeu_si128((__m128i *)(void *)out, bytes);
      out += 16;
    } else {
      out = lod_encode_percent_portable(out, (LodView){text.data, 16});
    }
    text.data += 16;
    text.size -= 16;
  }
  if (load_short(text, &s) && all_unreserved(short_bytes(&s)))
    return store_short(out, text, &s);
  return lod_encode_percent_portable(out, text);
}

#else

static char *encode_percent(char *out, LodView text)
{
  return lod_encode_percent_portable(out, text);
}

#endif

char *lod_encode_percent(char *out, LodView text)
{
  if (is_dot_segment(text)) {
    memcpy(out, "%2E%2E", 3 * text.size);
    return out + 3 * text.size;
  }
  return encode_percent(out, text);
}

LodStatus lod_append_iri(LodBuffer *out, LodView iri)
{
  LodStatus status = lod_buffer_reserve(out, iri.size * LOD_ESCAPE_FACTOR + 2);
  if (status)
    return status;
  char *at = out->data + out->size;
  *at++ = '<';
  at = lod_encode_iri(at, iri);
  *at++ = '>';
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}
