#include "table/comments.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* What is kept in memory. */
#define MEMORY ((size_t)1 << 20)

/* Each comment is its size and its bytes. */
struct LodComments {
  LodBuffer bytes; /* in memory; of the file: the comment read last */
  size_t at;       /* in memory: the next one to read */
  FILE *file;      /* NULL: all are in memory */
  uint64_t count, read;
  LodCommentsJudge judge;
  const void *user;
};

LodStatus lod_comments_new(LodComments **comments)
{
  *comments = lod_calloc(1, sizeof **comments);
  return *comments ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

void lod_comments_free(LodComments *comments)
{
  if (!comments)
    return;
  if (comments->file)
    fclose(comments->file);
  lod_buffer_free(&comments->bytes);
  lod_free(comments);
}

void lod_comments_clear(LodComments *comments)
{
  if (comments->file)
    fclose(comments->file);
  comments->file = NULL;
  comments->bytes.size = 0;
  comments->count = 0;
  comments->read = 0;
}

void lod_comments_set_judge(LodComments *comments, LodCommentsJudge judge,
                            const void *user)
{
  comments->judge = judge;
  comments->user = user;
}

static LodStatus say(LodStatus status, LodLog *log)
{
  if (status == LOD_ERR_IO)
    lod_log_add(log, LOD_ERROR, "io", NULL,
                "a temporary file cannot be used (see TMPDIR): %s",
                strerror(errno));
  return status;
}

static LodStatus write_all(LodComments *comments, const void *data, size_t size)
{
  return fwrite(data, 1, size, comments->file) == size ? LOD_SUCCESS
                                                       : LOD_ERR_IO;
}

static LodStatus move_to_file(LodComments *comments)
{
  int descriptor;
  const LodStatus status = lod_temporary_unnamed(&descriptor);
  if (status)
    return status;
  comments->file = fdopen(descriptor, "w+b");
  if (!comments->file) {
    const int error = errno;
    close(descriptor);
    errno = error;
    return LOD_ERR_IO;
  }
  const LodStatus written =
      write_all(comments, comments->bytes.data, comments->bytes.size);
  lod_buffer_free(&comments->bytes);
  return written;
}

static LodStatus add(LodComments *comments, LodView text)
{
  LodStatus status = LOD_SUCCESS;
  if (!comments->file &&
      (text.size > MEMORY || comments->bytes.size > MEMORY - text.size))
    status = move_to_file(comments);
  const char *const size = (const char *)&text.size;
  if (!status)
    status = comments->file
                 ? write_all(comments, size, sizeof text.size)
                 : lod_buffer_append(&comments->bytes, size, sizeof text.size);
  if (!status)
    status = comments->file ? write_all(comments, text.data, text.size)
                            : lod_buffer_append_view(&comments->bytes, text);
  comments->count += !status;
  return status;
}

LodStatus lod_comments_add(LodComments *comments, LodView text, LodLog *log)
{
  text = lod_ascii_trim(text);
  return text.size ? say(add(comments, text), log) : LOD_SUCCESS;
}

void lod_comments_rewind(LodComments *comments)
{
  comments->read = 0;
}

static LodStatus read_from_file(LodComments *comments, LodView *text)
{
  size_t size;
  LodBuffer *const bytes = &comments->bytes;
  if (!comments->read && fseek(comments->file, 0, SEEK_SET))
    return LOD_ERR_IO;
  if (fread(&size, sizeof size, 1, comments->file) != 1)
    return LOD_ERR_IO;
  bytes->size = 0;
  const LodStatus status = lod_buffer_reserve(bytes, size);
  if (status)
    return status;
  if (fread(bytes->data, 1, size, comments->file) != size)
    return LOD_ERR_IO;
  *text = (LodView){bytes->data, size};
  return LOD_SUCCESS;
}

static void read_from_memory(LodComments *comments, LodView *text)
{
  if (!comments->read)
    comments->at = 0;
  const char *const at = comments->bytes.data + comments->at;
  memcpy(&text->size, at, sizeof text->size);
  text->data = at + sizeof text->size;
  comments->at += sizeof text->size + text->size;
}

static LodStatus read_next(LodComments *comments, LodView *text)
{
  LodStatus status = LOD_SUCCESS;
  if (comments->file)
    status = read_from_file(comments, text);
  else
    read_from_memory(comments, text);
  ++comments->read;
  return status;
}

LodStatus lod_comments_next(LodComments *comments, LodView *text, LodLog *log)
{
  LodStatus status = LOD_SUCCESS;
  while (comments->read < comments->count && !status) {
    status = read_next(comments, text);
    if (!status && comments->judge && comments->judge(comments->user, *text))
      return LOD_SUCCESS;
  }
  *text = (LodView){NULL, 0};
  return say(status, log);
}
