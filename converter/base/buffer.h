/* A growing run of bytes that it owns; always followed by LOD_SLACK spare
   bytes, so that a vector loop may read or write a little past the end. */
#ifndef LOD_BASE_BUFFER_H
#define LOD_BASE_BUFFER_H

#include "base/view.h"
#include <lodstone/status.h>
#include <stdint.h>

#define LOD_SLACK 64

typedef struct LodBuffer {
  char *data;
  size_t size;
  size_t capacity; /* usable bytes; the slack stands behind them */
} LodBuffer;

void lod_buffer_free(LodBuffer *buffer); /* leaves a zeroed buffer */

/* Make room for EXTRA more bytes (amortised doubling). */
LOD_NODISCARD LodStatus lod_buffer_reserve(LodBuffer *buffer, size_t extra);
LOD_NODISCARD LodStatus lod_buffer_append(LodBuffer *buffer, const char *data,
                                          size_t size);
LOD_NODISCARD LodStatus lod_buffer_append_view(LodBuffer *buffer, LodView v);
LOD_NODISCARD LodStatus lod_buffer_append_text(LodBuffer *buffer,
                                               const char *text);
LOD_NODISCARD LodStatus lod_buffer_append_char(LodBuffer *buffer, char c);
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
