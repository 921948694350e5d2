#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_SETPIPE_SZ */
#endif

#include "base/file.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PIPE_SIZE (1 << 20)
/* The disk is given the file in pieces of this size while more is written. */
#define WRITE_BACK_BYTES ((uint64_t)8 << 20)

struct LodOutput {
  LodLog *log;
  char *name;      /* as the user named it; NULL for a function */
  char *target;    /* what the temporary replaces */
  char *temporary; /* NULL: written in place, or renamed by now */
  int descriptor;  /* -1: none (any more) */
  bool borrowed;   /* the descriptor is the caller's */
  int folder;      /* of the target, once it is prepared; -1: none */
  LodWriteFunction write;
  void *user;
  LodStatus status; /* of the first fault, which was logged then */
  uint64_t bytes;
  uint64_t begun; /* of these the disk has been given */
};

static LodStatus fault(const char *name, LodLog *log, const char *format)
{
  int error = errno;
  LodPlace place = {.file = name};
  lod_log_add(log, LOD_ERROR, "io", &place, format, strerror(error));
  return LOD_ERR_IO;
}

static LodStatus out_of_memory(const char *name, LodLog *log)
{
  LodPlace place = {.file = name};
  lod_log_add(log, LOD_ERROR, "memory", &place, "out of memory");
  return LOD_ERR_NO_MEMORY;
}

/* Latch the first fault of OUTPUT. */
static LodStatus stop(LodOutput *output, const char *format)
{
  if (errno == EPIPE)
    output->status = LOD_ERR_PIPE_CLOSED;
  else
    output->status = fault(output->name, output->log, format);
  return output->status;
}

static LodOutput *new_output(const char *name, LodLog *log)
{
  LodOutput *output = lod_calloc(1, sizeof *output);
  if (!output)
    return NULL;
  output->log = log;
  output->descriptor = output->folder = -1;
  output->name = name ? lod_strdup(name) : NULL;
  if (name && !output->name) {
    lod_free(output);
    return NULL;
  }
  return output;
}

static void widen_pipe(int descriptor)
{
#ifdef F_SETPIPE_SZ
  /* Fails on what is no pipe, which does no harm. */
  (void)fcntl(descriptor, F_SETPIPE_SZ, PIPE_SIZE);
#else
  (void)descriptor;
#endif
}

static LodStatus open_in_place(LodOutput *output)
{
  do
    output->descriptor = open(output->target, O_WRONLY | O_CLOEXEC);
  while (output->descriptor < 0 && errno == EINTR);
  if (output->descriptor < 0)
    return fault(output->name, output->log, "cannot write: %s");
  widen_pipe(output->descriptor);
  return LOD_SUCCESS;
}

/* A file that may not be written may not be replaced either, though the
   rights of the folder would allow it. */
static LodStatus open_temporary(LodOutput *output, const struct stat *old)
{
  if (old && faccessat(AT_FDCWD, output->target, W_OK, AT_EACCESS))
    return fault(output->name, output->log, "cannot write: %s");
  LodStatus status = lod_temporary_make(output->target, old, &output->temporary,
                                        &output->descriptor);
  if (status == LOD_ERR_NO_MEMORY)
    return out_of_memory(output->name, output->log);
  if (status)
    return fault(output->name, output->log,
                 "cannot make a temporary file in its folder: %s");
  return LOD_SUCCESS;
}

static LodStatus open_target(LodOutput *output)
{
  LodStatus status = lod_temporary_resolve(output->name, &output->target);
  if (status == LOD_ERR_NO_MEMORY)
    return out_of_memory(output->name, output->log);
  if (status)
    return fault(output->name, output->log, "cannot write: %s");
  struct stat old;
  bool exists = !stat(output->target, &old);
  if (!exists && errno != ENOENT)
    return fault(output->name, output->log, "cannot write: %s");
  /* Neither "" nor "folder/" names a file that could be made. */
  size_t size = strlen(output->target);
  if (!exists && (size == 0 || output->target[size - 1] == '/')) {
    errno = size ? EISDIR : ENOENT;
    return fault(output->name, output->log, "cannot write: %s");
  }
  if (exists && !S_ISREG(old.st_mode))
    return open_in_place(output);
  return open_temporary(output, exists ? &old : NULL);
}

LodStatus lod_output_open_file(const char *path, LodLog *log,
                               LodOutput **output)
{
  *output = NULL;
  LodOutput *opened = new_output(path, log);
  if (!opened)
    return out_of_memory(path, log);
  LodStatus status = open_target(opened);
  if (status) {
    lod_output_free(opened);
    return status;
  }
  *output = opened;
  return LOD_SUCCESS;
}

LodStatus lod_output_open_descriptor(int descriptor, const char *name,
                                     LodLog *log, LodOutput **output)
{
  *output = new_output(name, log);
  if (!*output)
    return out_of_memory(name, log);
  (*output)->descriptor = descriptor;
  (*output)->borrowed = true;
  widen_pipe(descriptor);
  return LOD_SUCCESS;
}

LodStatus lod_output_open_function(LodWriteFunction write, void *user,
                                   LodLog *log, LodOutput **output)
{
  *output = new_output(NULL, log);
  if (!*output)
    return out_of_memory(NULL, log);
  (*output)->write = write;
  (*output)->user = user;
  return LOD_SUCCESS;
}

/* After a signal, and when there is room again in a terminal or pipe that
   another program, which shares it with us, has told not to wait. */
static bool may_try_again(int descriptor)
{
  if (errno != EAGAIN)
    return errno == EINTR;
  struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
  return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

/* What is on its way to the disk already is not waited for in the end.  Faults
   show there. */
static void begin_write_back(LodOutput *output)
{
#ifdef SYNC_FILE_RANGE_WRITE
  uint64_t size = output->bytes - output->begun;
  if (!output->temporary || size < WRITE_BACK_BYTES)
    return;
  (void)sync_file_range(output->descriptor, (off_t)output->begun, (off_t)size,
                        SYNC_FILE_RANGE_WRITE);
  output->begun = output->bytes;
#else
  (void)output;
#endif
}

static LodStatus write_all(LodOutput *output, const char *data, size_t size)
{
  while (size) {
    ssize_t written = write(output->descriptor, data, size);
    if (written > 0) {
      data += written;
      size -= (size_t)written;
      output->bytes += (size_t)written;
      begin_write_back(output);
      continue;
    }
    if (written == 0)
      errno = ENOSPC;
    if (!may_try_again(output->descriptor))
      return stop(output, "cannot write: %s");
  }
  return LOD_SUCCESS;
}

LodStatus lod_output_write(LodOutput *output, const char *data, size_t size)
{
  if (output->status)
    return output->status;
  if (!output->write)
    return write_all(output, data, size);
  output->status = output->write(output->user, data, size);
  if (!output->status)
    output->bytes += size;
  return output->status;
}

static bool sync_content(const LodOutput *output)
{
  if (!fsync(output->descriptor))
    return true;
  /* A device or FIFO, or a file system that cannot. */
  return errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* On some file systems the last faults show at close.  Of a descriptor that
   is not ours a duplicate is closed.  After EINTR it is closed on Linux. */
static bool close_content(LodOutput *output)
{
  int descriptor = output->descriptor;
  if (output->borrowed)
    descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  output->descriptor = -1;
  return descriptor >= 0 && (!close(descriptor) || errno == EINTR);
}

static LodStatus open_folder(LodOutput *output)
{
  LodStatus status = lod_temporary_open_folder(output->target, &output->folder);
  if (status == LOD_ERR_NO_MEMORY)
    return output->status = out_of_memory(output->name, output->log);
  return status ? stop(output, "cannot sync its folder: %s") : LOD_SUCCESS;
}

static LodStatus replace(LodOutput *output)
{
  if (rename(output->temporary, output->target))
    return stop(output, "cannot replace the file: %s");
  lod_free(output->temporary);
  output->temporary = NULL;
  LodStatus status = lod_temporary_sync(output->folder);
  output->folder = -1;
  return status ? stop(output, "cannot sync its folder: %s") : LOD_SUCCESS;
}

LodStatus lod_output_prepare(LodOutput *output)
{
  if (output->status || output->descriptor < 0)
    return output->status;
  if (!output->borrowed && !sync_content(output))
    return stop(output, "cannot write: %s");
  if (!close_content(output))
    return stop(output, "cannot write: %s");
  return output->temporary ? open_folder(output) : LOD_SUCCESS;
}

LodStatus lod_output_commit(LodOutput *output)
{
  LodStatus status = lod_output_prepare(output);
  return status || !output->temporary ? status : replace(output);
}

void lod_output_free(LodOutput *output)
{
  if (!output)
    return;
  if (output->descriptor >= 0 && !output->borrowed)
    close(output->descriptor);
  if (output->folder >= 0)
    close(output->folder);
  if (output->temporary)
    unlink(output->temporary);
  lod_free(output->temporary);
  lod_free(output->target);
  lod_free(output->name);
  lod_free(output);
}

uint64_t lod_output_bytes(const LodOutput *output)
{
  return output->bytes;
}
