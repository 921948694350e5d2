#include "table/window.h"
#include "base/memory.h"
#include "base/utf8.h"

#define LONGEST_CHARACTER ((size_t)4) /* in UTF-8 */

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
  return resize(window, 2 * read_bytes + LONGEST_CHARACTER);
}

void lod_window_free(LodWindow *window)
{
  lod_free(window->data);
  window->data = NULL;
}

static void move_to_front(LodWindow *window)
{
  window->size -= window->at;
  const size_t kept = window->size + window->cut;
  if (window->at && kept)
    memmove(window->data, window->data + window->at, kept);
  window->at = 0;
}

/* Room for one reading; a long field is moved seldom. */
static LodStatus make_room(LodWindow *window)
{
  const size_t wanted = window->read_bytes + window->cut;
  if (window->capacity - window->size >= wanted)
    return LOD_SUCCESS;
  move_to_front(window);
  if (window->capacity - window->size >= wanted)
    return LOD_SUCCESS;
  if (window->capacity > (SIZE_MAX - LOD_SLACK) / 2)
    return LOD_ERR_NO_MEMORY;
  return resize(window, 2 * window->capacity);
}

/* Let what was read, SIZE bytes behind the window, into it, as far as it is
   text. */
static void let_in(LodWindow *window, size_t size, bool last)
{
  const LodView read = {window->data + window->size, size};
  size_t valid = lod_utf8_valid_prefix(read);
  const char *const nul = valid ? memchr(read.data, '\0', valid) : NULL;
  const bool bad = size - valid >= LONGEST_CHARACTER || (last && size > valid);
  if (nul)
    valid = (size_t)(nul - read.data);
  window->stop = nul   ? LOD_FAULT_NUL_BYTE
                 : bad ? LOD_FAULT_BAD_UTF8
                       : LOD_FAULT_NONE;
  window->ended = last || window->stop;
  window->size += valid;
  window->cut = size - valid;
}

LodStatus lod_window_more(LodWindow *window)
{
  if (window->ended)
    return LOD_SUCCESS;
  LodStatus status = make_room(window);
  size_t got = 0;
  if (!status)
    status = lod_source_read(window->source,
                             window->data + window->size + window->cut,
                             window->read_bytes, &got);
  if (!status)
    let_in(window, window->cut + got, !got);
  return status;
}

void lod_window_shrink(LodWindow *window)
{
  const size_t normal = 2 * window->read_bytes;
  if (window->capacity <= 4 * normal ||
      window->size + window->cut - window->at > normal)
    return;
  move_to_front(window);
  if (resize(window, normal))
    return; /* it stays as it is */
}
