/* A borrowed run of bytes, not NUL-terminated. */
#ifndef LOD_BASE_VIEW_H
#define LOD_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef struct LodView {
  const char *data;
  size_t size;
} LodView;

/* A view of a string literal; only for literals. */
#define LOD_VIEW(literal) ((LodView){"" literal, sizeof(literal) - 1})

static inline LodView lod_view(const char *text)
{
  return (LodView){text, text ? strlen(text) : 0};
}

static inline bool lod_view_equal(LodView a, LodView b)
{
  return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}

/* The same for short texts, without a call; SIZE is that of both. */
static inline bool lod_bytes_equal(const char *a, const char *b, size_t size)
{
  uint64_t x, y;
  uint32_t v, w;
  if (size >= 8) {
    for (size_t at = 0; at + 8 < size; at += 8) {
      memcpy(&x, a + at, 8);
      memcpy(&y, b + at, 8);
      if (x != y)
        return false;
    }
    memcpy(&x, a + size - 8, 8);
    memcpy(&y, b + size - 8, 8);
    return x == y;
  }
  if (size >= 4) { /* the first and the last four, which may overlap */
    uint32_t last_v, last_w;
    memcpy(&v, a, 4);
    memcpy(&w, b, 4);
    memcpy(&last_v, a + size - 4, 4);
    memcpy(&last_w, b + size - 4, 4);
    return v == w && last_v == last_w;
  }
  for (size_t at = 0; at < size; ++at)
    if (a[at] != b[at])
      return false;
  return true;
}

/* The same of texts behind which 16 bytes can be read; empty ones may be
   nowhere. */
static inline bool lod_padded_equal(const char *a, const char *b, size_t size)
{
#ifdef __SSE2__
  for (; size > 0; a += 16, b += 16, size -= 16) {
    const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)a);
    const __m128i y = _mm_loadu_si128((const __m128i *)(const void *)b);
    const unsigned others = ~(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y));
    if (size <= 16)
      return !(others << (32 - size));
    if (others & 0xffff)
      return false;
  }
  return true;
#else
  return lod_bytes_equal(a, b, size);
#endif
}

/* Bytewise order, as of strcmp. */
int lod_view_compare(LodView a, LodView b);

#endif
