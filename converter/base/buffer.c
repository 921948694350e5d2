#include "base/buffer.h"
#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>

void lod_buffer_free(LodBuffer *buffer)
{
  if (!buffer)
    return;
  lod_free(buffer->data);
  *buffer = (LodBuffer){0};
}

/* The capacity that holds NEEDED bytes; 0 when no such size exists. */
static size_t next_capacity(size_t capacity, size_t needed)
{
  const size_t most = SIZE_MAX / 2 - LOD_SLACK;
  if (needed > most)
    return 0;
  size_t next = capacity < 64 ? 64 : capacity;
  while (next < needed)
    next = next > most / 2 ? most : next * 2;
  return next;
}

LodStatus lod_buffer_grow(LodBuffer *buffer, size_t extra)
{
  if (extra > SIZE_MAX - buffer->size)
    return LOD_ERR_NO_MEMORY;
  size_t capacity = next_capacity(buffer->capacity, buffer->size + extra);
  if (!capacity)
    return LOD_ERR_NO_MEMORY;
  char *data = lod_reallocarray(buffer->data, capacity + LOD_SLACK, 1);
  if (!data)
    return LOD_ERR_NO_MEMORY;
  buffer->data = data;
  buffer->capacity = capacity;
  return LOD_SUCCESS;
}

LodStatus lod_buffer_append_text(LodBuffer *buffer, const char *text)
{
  return lod_buffer_append_view(buffer, lod_view(text));
}

char *lod_put_uint(char *out, uint64_t n)
{
  char digits[LOD_UINT_SIZE];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + n % 10);
    n /= 10;
  } while (n);
  memcpy(out, digits + at, sizeof digits - at);
  return out + (sizeof digits - at);
}

LodStatus lod_buffer_append_uint(LodBuffer *buffer, uint64_t n)
{
  char digits[LOD_UINT_SIZE];
  return lod_buffer_append(buffer, digits,
                           (size_t)(lod_put_uint(digits, n) - digits));
}

LodStatus lod_buffer_printf(LodBuffer *buffer, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (size < 0)
    return LOD_ERR_USAGE;
  LodStatus status = lod_buffer_reserve(buffer, (size_t)size);
  if (status)
    return status;
  /* The final NUL falls into the slack. */
  va_start(arguments, format);
  vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
  va_end(arguments);
  buffer->size += (size_t)size;
  return LOD_SUCCESS;
}

LodStatus lod_buffer_terminate(LodBuffer *buffer)
{
  LodStatus status = lod_buffer_reserve(buffer, 0);
  if (!status)
    buffer->data[buffer->size] = '\0';
  return status;
}
