/* A borrowed run of bytes, not NUL-terminated. */
#ifndef LOD_BASE_VIEW_H
#define LOD_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
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

/* Bytewise order, as of strcmp. */
int lod_view_compare(LodView a, LodView b);

#endif
