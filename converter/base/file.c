#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK ((size_t)64 << 10)

/* The name is at fault, not the machine. */
static bool is_wrong_name(int error)
{
  return error == ENOENT || error == ENOTDIR || error == EISDIR ||
         error == ENAMETOOLONG || error == ELOOP;
}

static LodStatus fault(const char *path, LodLog *log, const char *format)
{
  int error = errno;
  LodPlace place = {.file = path};
  lod_log_add(log, LOD_ERROR, "io", &place, format, strerror(error));
  return is_wrong_name(error) ? LOD_ERR_INPUT : LOD_ERR_IO;
}

static LodStatus out_of_memory(const char *path, LodLog *log)
{
  LodPlace place = {.file = path};
  lod_log_add(log, LOD_ERROR, "memory", &place, "out of memory");
  return LOD_ERR_NO_MEMORY;
}

static LodStatus too_large(const char *path, size_t limit, LodLog *log)
{
  LodPlace place = {.file = path};
  lod_log_add(log, LOD_ERROR, "file-too-large", &place,
              "the file is larger than %zu bytes; --max-metadata sets how much "
              "is read of metadata",
              limit);
  return LOD_ERR_INPUT;
}

/* How many bytes to ask for at first: the size of a regular file and one more,
   which meets the end, but not more than may be read. */
static size_t first_room(int descriptor, size_t limit)
{
  struct stat found;
  if (fstat(descriptor, &found) || !S_ISREG(found.st_mode) ||
      found.st_size <= 0)
    return BLOCK;
  uintmax_t size = (uintmax_t)found.st_size;
  return size < limit && size < SIZE_MAX / 4 ? (size_t)size + 1 : BLOCK;
}

static LodStatus read_all(int descriptor, const char *path, size_t limit,
                          LodLog *log, LodBuffer *buffer)
{
  size_t start = buffer->size;
  size_t room = first_room(descriptor, limit);
  for (;;) {
    if (lod_buffer_reserve(buffer, room))
      return out_of_memory(path, log);
    ssize_t got = read(descriptor, buffer->data + buffer->size,
                       buffer->capacity - buffer->size);
    if (got == 0)
      return LOD_SUCCESS;
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return fault(path, log, "cannot read: %s");
    buffer->size += (size_t)got;
    if (buffer->size - start > limit)
      return too_large(path, limit, log);
    room = buffer->size == buffer->capacity ? BLOCK : 1;
  }
}

LodStatus lod_file_read(const char *path, size_t limit, LodLog *log,
                        LodBuffer *buffer)
{
  size_t start = buffer->size;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return fault(path, log, "cannot open: %s");
  LodStatus status = read_all(descriptor, path, limit, log, buffer);
  close(descriptor);
  if (status)
    buffer->size = start;
  return status;
}
