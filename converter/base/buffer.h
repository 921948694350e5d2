/* A growing run of bytes that it owns; always followed by LOD_SLACK spare
   bytes, so that a vector loop may read or write a little past the end. */
#ifndef LOD_BASE_BUFFER_H
#define LOD_BASE_BUFFER_H

#include "base/view.h"
#include <lodstone/status.h>
#include <stdint.h>

#define LOD_SLACK 64

/* A view of a string literal with slack behind it; only for literals. */
#define LOD_SLACK_VIEW(literal)                                                \
  ((LodView){literal LOD_NULS, sizeof(literal) - 1})
#define LOD_NULS    LOD_NULS_16 LOD_NULS_16 LOD_NULS_16 LOD_NULS_16
#define LOD_NULS_16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

typedef struct LodBuffer {
  char *data;
  size_t size;
  size_t capacity; /* usable bytes; the slack stands behind them */
} LodBuffer;

void lod_buffer_free(LodBuffer *buffer); /* leaves a zeroed buffer */

/* Out of line: make room for EXTRA more bytes (amortised doubling). */
LOD_NODISCARD LodStatus lod_buffer_grow(LodBuffer *buffer, size_t extra);

/* Make room for EXTRA more bytes. */
LOD_NODISCARD static inline LodStatus lod_buffer_reserve(LodBuffer *buffer,
                                                         size_t extra)
{
  if (buffer->data && extra <= buffer->capacity - buffer->size)
    return LOD_SUCCESS;
  return lod_buffer_grow(buffer, extra);
}

LOD_NODISCARD static inline LodStatus
lod_buffer_append(LodBuffer *buffer, const char *data, size_t size)
{
  LodStatus status = lod_buffer_reserve(buffer, size);
  if (status)
    return status;
  if (size)
    memcpy(buffer->data + buffer->size, data, size);
  buffer->size += size;
  return LOD_SUCCESS;
}

LOD_NODISCARD static inline LodStatus lod_buffer_append_view(LodBuffer *buffer,
                                                             LodView view)
{
  return lod_buffer_append(buffer, view.data, view.size);
}

LOD_NODISCARD static inline LodStatus lod_buffer_append_char(LodBuffer *buffer,
                                                             char c)
{
  return lod_buffer_append(buffer, &c, 1);
}

LOD_NODISCARD LodStatus lod_buffer_append_text(LodBuffer *buffer,
                                               const char *text);
/* Write N in digits, at most LOD_UINT_SIZE; returns the end. */
#define LOD_UINT_SIZE ((size_t)20)
char *lod_put_uint(char *out, uint64_t n);
LOD_NODISCARD LodStatus lod_buffer_append_uint(LodBuffer *buffer, uint64_t n);
LOD_NODISCARD LodStatus lod_buffer_printf(LodBuffer *buffer, const char *format,
                                          ...) LOD_PRINTF(2, 3);

/* End the content with a NUL that is not counted and return the data. */
LOD_NODISCARD LodStatus lod_buffer_terminate(LodBuffer *buffer);

static inline LodView lod_buffer_view(const LodBuffer *buffer)
{
  return (LodView){buffer->data, buffer->size};
}

#endif
