#include "table/window.h"
#include "base/memory.h"

static LodStatus resize(LodWindow *window, size_t capacity)
{
  char *const moved =
      lod_reallocarray(window->data, 1, capacity + (size_t)LOD_SLACK);
  if (!moved)
    return LOD_ERR_NO_MEMORY;
  window->data = moved;
  window->capacity = capacity;
  return LOD_SUCCESS;
}

LodStatus lod_window_start(LodWindow *window, LodSource *source,
                           size_t read_bytes)
{
  *window = (LodWindow){.source = source, .read_bytes = read_bytes};
  return resize(window, 2 * read_bytes);
}

void lod_window_free(LodWindow *window)
{
  lod_free(window->data);
  window->data = NULL;
}

static void move_to_front(LodWindow *window)
{
  window->size -= window->at;
  if (window->at && window->size)
    memmove(window->data, window->data + window->at, window->size);
  window->at = 0;
}

/* Room for one reading; a long field is moved seldom. */
static LodStatus make_room(LodWindow *window)
{
  if (window->capacity - window->size >= window->read_bytes)
    return LOD_SUCCESS;
  move_to_front(window);
  if (window->capacity - window->size >= window->read_bytes)
    return LOD_SUCCESS;
  if (window->capacity > (SIZE_MAX - LOD_SLACK) / 2)
    return LOD_ERR_NO_MEMORY;
  return resize(window, 2 * window->capacity);
}

LodStatus lod_window_more(LodWindow *window)
{
  if (window->ended)
    return LOD_SUCCESS;
  LodStatus status = make_room(window);
  size_t got = 0;
  char *const to = window->data + window->size;
  if (!status)
    status = lod_source_read(window->source, to, window->read_bytes, &got);
  if (status)
    return status;
  const char *const nul = got ? memchr(to, '\0', got) : NULL;
  window->at_nul = nul != NULL;
  window->ended = !got || nul;
  window->size += nul ? (size_t)(nul - to) : got;
  return LOD_SUCCESS;
}

void lod_window_shrink(LodWindow *window)
{
  const size_t normal = 2 * window->read_bytes;
  if (window->capacity <= 4 * normal || window->size - window->at > normal)
    return;
  move_to_front(window);
  if (resize(window, normal))
    return; /* it stays as it is */
}
