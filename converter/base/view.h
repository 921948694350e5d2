/* A borrowed run of bytes, not NUL-terminated. */
#ifndef LOD_BASE_VIEW_H
#define LOD_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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
  size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    memcpy(&x, a + at, 8);
    memcpy(&y, b + at, 8);
    if (x != y)
      return false;
  }
  if (size >= 8) { /* once more, up to the end */
    memcpy(&x, a + size - 8, 8);
    memcpy(&y, b + size - 8, 8);
    return x == y;
  }
  for (; at < size; ++at)
    if (a[at] != b[at])
      return false;
  return true;
}

/* Bytewise order, as of strcmp. */
int lod_view_compare(LodView a, LodView b);

#endif
