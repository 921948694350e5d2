#include "base/utf8.h"
#include "base/utf8_internal.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef const unsigned char *Bytes;
typedef Bytes (*SkipAscii)(Bytes at, Bytes end);

/* All skip functions: the first byte from AT on that is not ASCII, or END. */
static Bytes skip_ascii_bytes(Bytes at, Bytes end)
{
  while (at < end && *at < 0x80)
    at++;
  return at;
}

static inline Bytes skip_ascii_words(Bytes at, Bytes end)
{
  for (; end - at >= 16; at += 16) {
    uint64_t words[2];
    memcpy(words, at, sizeof words);
    if ((words[0] | words[1]) & UINT64_C(0x8080808080808080))
      break;
  }
  return skip_ascii_bytes(at, end);
}

#ifdef __SSE2__
static inline Bytes skip_ascii_vectors(Bytes at, Bytes end)
{
  for (; end - at >= 16; at += 16) {
    __m128i vector = _mm_loadu_si128((const __m128i *)(const void *)at);
    unsigned mask = (unsigned)_mm_movemask_epi8(vector);
    if (mask)
      return at + __builtin_ctz(mask);
  }
  return skip_ascii_bytes(at, end);
}
#define SKIP_ASCII skip_ascii_vectors
#else
#define SKIP_ASCII skip_ascii_words
#endif

static inline bool is_tail(unsigned char byte)
{
  return (byte & 0xC0) == 0x80;
}

/* RFC 3629 section 4:
     UTF8-2 = %xC2-DF UTF8-tail
     UTF8-3 = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2( UTF8-tail ) /
              %xED %x80-9F UTF8-tail / %xEE-EF 2( UTF8-tail )
     UTF8-4 = %xF0 %x90-BF 2( UTF8-tail ) / %xF1-F3 3( UTF8-tail ) /
              %xF4 %x80-8F 2( UTF8-tail )
   The size of the sequence at AT (not ASCII), or 0. */
static inline size_t sequence_size(Bytes at, Bytes end)
{
  size_t room = (size_t)(end - at);
  unsigned char lead = at[0];
  if (room < 2 || lead < 0xC2 || lead > 0xF4 || !is_tail(at[1]))
    return 0;
  if (lead < 0xE0)
    return 2;
  if (room < 3 || !is_tail(at[2]))
    return 0;
  if (lead < 0xF0) {
    bool overlong = lead == 0xE0 && at[1] < 0xA0;
    bool surrogate = lead == 0xED && at[1] > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (room < 4 || !is_tail(at[3]))
    return 0;
  bool overlong = lead == 0xF0 && at[1] < 0x90;
  bool beyond = lead == 0xF4 && at[1] > 0x8F;
  return overlong || beyond ? 0 : 4;
}

static inline size_t valid_prefix(LodView bytes, SkipAscii skip)
{
  if (!bytes.size)
    return 0;
  Bytes start = (Bytes)bytes.data;
  Bytes end = start + bytes.size;
  Bytes at = start;
  while ((at = skip(at, end)) < end) {
    do {
      size_t size = sequence_size(at, end);
      if (!size)
        return (size_t)(at - start);
      at += size;
    } while (at < end && *at >= 0x80);
  }
  return bytes.size;
}

size_t lod_utf8_sequence_size(const char *at, const char *end)
{
  return sequence_size((Bytes)at, (Bytes)end);
}

size_t lod_utf8_valid_prefix(LodView bytes)
{
  return valid_prefix(bytes, SKIP_ASCII);
}

size_t lod_utf8_valid_prefix_portable(LodView bytes)
{
  return valid_prefix(bytes, skip_ascii_words);
}

/* Never reads at END or behind it, whatever the bytes are. */
uint32_t lod_utf8_next(const char **at, const char *end)
{
  Bytes p = (Bytes)*at;
  size_t room = (size_t)(end - *at);
  size_t size = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  if (size > room)
    size = room;
  uint32_t character = size == 1 ? p[0] : p[0] & (0x7Fu >> size);
  for (size_t i = 1; i < size; i++)
    character = character << 6 | (p[i] & 0x3Fu);
  *at += size;
  return character;
}

size_t lod_utf8_encode(uint32_t character, char out[4])
{
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
    return 0;
  if (character < 0x80) {
    out[0] = (char)character;
    return 1;
  }
  size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--) {
    out[i] = (char)(unsigned char)(0x80 | (character & 0x3F));
    character >>= 6;
  }
  out[0] = (char)(unsigned char)((0xF00u >> size & 0xFF) | character);
  return size;
}

size_t lod_utf8_length(LodView bytes)
{
  size_t length = 0;
  for (size_t i = 0; i < bytes.size; i++)
    length += !is_tail((unsigned char)bytes.data[i]);
  return length;
}
