#define XXH_INLINE_ALL
#include "base/hash.h"
#include <endian.h>
#include <xxhash.h>

LodHash lod_hash(LodView bytes)
{
  XXH128_hash_t hash = XXH3_128bits(bytes.data, bytes.size);
  return (LodHash){hash.high64, hash.low64};
}

#ifdef __SSE2__
#include <emmintrin.h>

void lod_hash_to_hex(LodHash hash, char out[32])
{
  const __m128i bytes = _mm_set_epi64x((long long)htobe64(hash.low),
                                       (long long)htobe64(hash.high));
  const __m128i nibble = _mm_set1_epi8(15);
  const __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble);
  const __m128i low = _mm_and_si128(bytes, nibble);
  for (int i = 0; i < 2; i++) {
    __m128i digits =
        i ? _mm_unpackhi_epi8(high, low) : _mm_unpacklo_epi8(high, low);
    const __m128i letters = _mm_cmpgt_epi8(digits, _mm_set1_epi8(9));
    digits = _mm_add_epi8(digits, _mm_set1_epi8('0'));
    digits = _mm_add_epi8(
        digits, _mm_and_si128(letters, _mm_set1_epi8('a' - '0' - 10)));
    _mm_storeu_si128((__m128i *)(void *)(out + 16 * i), digits);
  }
}

#else

/* Eight digits at once: the nibbles are spread to a byte each, the first one
   lowest, and made letters where they are above nine. */
static void word_to_hex(uint32_t word, char out[8])
{
  uint64_t v = word;
  v = (v & 0xffff0000u) << 16 | (v & 0xffffu);
  v = (v & 0x0000ff000000ff00u) << 8 | (v & 0x000000ff000000ffu);
  v = (v & 0x00f000f000f000f0u) << 4 | (v & 0x000f000f000f000fu);
  uint64_t letter = (v + 0x0606060606060606u) >> 4 & 0x0101010101010101u;
  v += 0x3030303030303030u + letter * ('a' - '0' - 10);
  v = htobe64(v);
  memcpy(out, &v, sizeof v);
}

static void half_to_hex(uint64_t half, char out[16])
{
  word_to_hex((uint32_t)(half >> 32), out);
  word_to_hex((uint32_t)half, out + 8);
}

void lod_hash_to_hex(LodHash hash, char out[32])
{
  half_to_hex(hash.high, out);
  half_to_hex(hash.low, out + 16);
}

#endif
