/* The encoders of encode.h for short texts that stand with slack behind them,
   32 bytes a step; only for machines that have AVX2.  What is not clean goes
   on as encode.h has it. */
#ifndef LOD_RDF_ENCODE_AVX2_H
#define LOD_RDF_ENCODE_AVX2_H

#include "base/hash.h"
#include "rdf/encode.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define LOD_HAVE_AVX2 1
#include <immintrin.h>

#define LOD_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

/* A table of 16 bytes, once for each half. */
#define LOD_NIBBLES(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

LOD_AVX2 static inline void lod_copy_avx2(char *to, const char *from)
{
  _mm256_storeu_si256((__m256i *)(void *)to,
                      _mm256_loadu_si256((const __m256i *)(const void *)from));
}

/* The classes of 32 bytes: those that both nibbles have in common. */
LOD_AVX2 static inline __m256i lod_classes_avx2(__m256i bytes, __m256i low,
                                                __m256i high)
{
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i lows =
      _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
  const __m256i highs = _mm256_shuffle_epi8(
      high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
  return _mm256_and_si256(lows, highs);
}

/* A bit for each byte that a literal may hold as it is: not the controls (1),
   " (2), \ (4), DEL and what may begin a noncharacter (8). */
LOD_AVX2 static inline unsigned lod_clean_literal_avx2(__m256i bytes)
{
  const __m256i low =
      LOD_NIBBLES(1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 9);
  const __m256i high =
      LOD_NIBBLES(1, 1, 2, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0, 0, 8, 0);
  return (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
      lod_classes_avx2(bytes, low, high), _mm256_setzero_si256()));
}

/* A bit for each byte that is reserved or not ASCII; unreserved are - . (1),
   digits (2), A-O and a-o (4), P-Z _ (8), p-z ~ (16). */
LOD_AVX2 static inline unsigned lod_reserved_avx2(__m256i bytes)
{
  const __m256i low =
      LOD_NIBBLES(26, 30, 30, 30, 30, 30, 30, 30, 30, 30, 28, 4, 4, 5, 21, 12);
  const __m256i high =
      LOD_NIBBLES(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0);
  return (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
      lod_classes_avx2(bytes, low, high), _mm256_setzero_si256()));
}

/* The lowest COUNT bits, 32 at most. */
LOD_AVX2 static inline unsigned lod_low_bits_avx2(unsigned bits, size_t count)
{
  return _bzhi_u32(bits, (unsigned)count);
}

LOD_AVX2 static inline char *lod_encode_literal_avx2(char *out, LodView text)
{
  while (text.size > 0) {
    const size_t step = text.size < 32 ? text.size : 32;
    const __m256i bytes =
        _mm256_loadu_si256((const __m256i *)(const void *)text.data);
    _mm256_storeu_si256((__m256i *)(void *)out, bytes);
    if (lod_low_bits_avx2(~lod_clean_literal_avx2(bytes), step))
      return lod_encode_literal(out, text);
    out += step;
    text.data += step;
    text.size -= step;
  }
  return out;
}

/* Texts of one or two bytes may be dot segments. */
LOD_AVX2 static inline char *lod_encode_percent_avx2(char *out, LodView text)
{
  if (text.size - 3 < 30) {
    const __m256i bytes =
        _mm256_loadu_si256((const __m256i *)(const void *)text.data);
    _mm256_storeu_si256((__m256i *)(void *)out, bytes);
    if (!lod_low_bits_avx2(lod_reserved_avx2(bytes), text.size))
      return out + text.size;
  }
  return lod_encode_percent(out, text);
}

/* As lod_hash_to_hex. */
LOD_AVX2 static inline void lod_hex_avx2(char *out, LodHash hash)
{
  const __m256i digits = LOD_NIBBLES('0', '1', '2', '3', '4', '5', '6', '7',
                                     '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
  const __m128i halves =
      _mm_set_epi64x((long long)__builtin_bswap64(hash.low),
                     (long long)__builtin_bswap64(hash.high));
  /* a word a byte: its high nibble first */
  const __m256i words = _mm256_cvtepu8_epi16(halves);
  const __m256i nibbles = _mm256_and_si256(
      _mm256_or_si256(_mm256_srli_epi16(words, 4), _mm256_slli_epi16(words, 8)),
      _mm256_set1_epi8(15));
  _mm256_storeu_si256((__m256i *)(void *)out,
                      _mm256_shuffle_epi8(digits, nibbles));
}

#endif
#endif
