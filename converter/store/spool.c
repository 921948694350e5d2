#include "store/spool.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK ((size_t)256 * 1024)

/* A record is its size and four terms; a term is its type and three texts, a
   text its size and its bytes.  Sizes are 64-bit numbers of this machine. */
struct LodSpool {
  LodLog *log;
  int descriptor;
  LodBuffer buffer; /* to write, or read and not yet taken from AT on */
  size_t at;
  bool at_end; /* of the file */
  uint64_t count;
};

enum { NO_TERM = 255 };

static LodStatus fail(const LodSpool *spool)
{
  lod_log_add(spool->log, LOD_ERROR, "temporary-file", NULL,
              "a temporary file cannot be used (see TMPDIR): %s",
              strerror(errno));
  return LOD_ERR_IO;
}

LodStatus lod_spool_new(LodLog *log, LodSpool **result)
{
  *result = NULL;
  LodSpool *spool = lod_calloc(1, sizeof *spool);
  if (!spool)
    return LOD_ERR_NO_MEMORY;
  *spool = (LodSpool){.log = log, .descriptor = -1};
  LodStatus status = lod_temporary_unnamed(&spool->descriptor);
  if (status == LOD_ERR_IO)
    fail(spool);
  if (status) {
    lod_spool_free(spool);
    return status;
  }
  *result = spool;
  return LOD_SUCCESS;
}

void lod_spool_free(LodSpool *spool)
{
  if (!spool)
    return;
  if (spool->descriptor >= 0)
    close(spool->descriptor);
  lod_buffer_free(&spool->buffer);
  lod_free(spool);
}

static LodStatus flush(LodSpool *spool)
{
  const char *data = spool->buffer.data;
  size_t left = spool->buffer.size;
  while (left > 0) {
    ssize_t written = write(spool->descriptor, data, left);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return fail(spool);
    data += written;
    left -= (size_t)written;
  }
  spool->buffer.size = 0;
  return LOD_SUCCESS;
}

static LodStatus put_view(LodBuffer *out, LodView view)
{
  uint64_t size = view.size;
  LodStatus status = lod_buffer_append(out, (const char *)&size, sizeof size);
  return status ? status : lod_buffer_append_view(out, view);
}

static LodStatus put_term(LodBuffer *out, const LodTerm *term)
{
  if (!term->value.data)
    return lod_buffer_append_char(out, (char)NO_TERM);
  LodStatus status = lod_buffer_append_char(out, (char)term->type);
  if (!status)
    status = put_view(out, term->value);
  if (!status)
    status = put_view(out, term->datatype);
  return status ? status : put_view(out, term->language);
}

LodStatus lod_spool_add(LodSpool *spool, const LodStatement *s)
{
  const LodTerm *terms[] = {&s->subject, &s->predicate, &s->object, &s->graph};
  LodBuffer *out = &spool->buffer;
  size_t start = out->size;
  uint64_t size = 0;
  LodStatus status = lod_buffer_append(out, (const char *)&size, sizeof size);
  for (int i = 0; i < 4 && !status; i++)
    status = put_term(out, terms[i]);
  if (status)
    return status;
  size = out->size - start - sizeof size;
  memcpy(out->data + start, &size, sizeof size);
  spool->count++;
  return out->size >= BLOCK ? flush(spool) : LOD_SUCCESS;
}

LodStatus lod_spool_rewind(LodSpool *spool)
{
  LodStatus status = flush(spool);
  if (!status && lseek(spool->descriptor, 0, SEEK_SET) < 0)
    status = fail(spool);
  return status;
}

/* Have WANTED bytes in the buffer from AT on. */
static LodStatus fill(LodSpool *spool, size_t wanted)
{
  LodBuffer *in = &spool->buffer;
  if (in->size - spool->at >= wanted || spool->at_end)
    return LOD_SUCCESS;
  if (spool->at)
    memmove(in->data, in->data + spool->at, in->size - spool->at);
  in->size -= spool->at;
  spool->at = 0;
  LodStatus status = lod_buffer_reserve(in, wanted > BLOCK ? wanted : BLOCK);
  while (!status && in->size < wanted && !spool->at_end) {
    ssize_t size =
        read(spool->descriptor, in->data + in->size, in->capacity - in->size);
    if (size < 0 && errno != EINTR)
      status = fail(spool);
    spool->at_end = size == 0;
    in->size += size > 0 ? (size_t)size : 0;
  }
  return status;
}

static uint64_t take_size(const char **at)
{
  uint64_t size;
  memcpy(&size, *at, sizeof size);
  *at += sizeof size;
  return size;
}

static LodView take_view(const char **at)
{
  size_t size = (size_t)take_size(at);
  LodView view = {*at, size};
  *at += size;
  return view;
}

static LodTerm take_term(const char **at)
{
  unsigned char type = (unsigned char)*(*at)++;
  if (type == NO_TERM)
    return (LodTerm){0};
  LodTerm term = {.type = (LodTermType)type};
  term.value = take_view(at);
  term.datatype = take_view(at);
  term.language = take_view(at);
  return term;
}

LodStatus lod_spool_next(LodSpool *spool, LodStatement *s, LodView *record,
                         bool *more)
{
  *more = false;
  LodStatus status = fill(spool, sizeof(uint64_t));
  if (status || spool->buffer.size == spool->at)
    return status;
  const char *at = spool->buffer.data + spool->at;
  size_t size = (size_t)take_size(&at);
  status = fill(spool, sizeof(uint64_t) + size);
  if (status)
    return status;
  at = spool->buffer.data + spool->at + sizeof(uint64_t);
  if (record)
    *record = (LodView){at, size};
  s->subject = take_term(&at);
  s->predicate = take_term(&at);
  s->object = take_term(&at);
  s->graph = take_term(&at);
  spool->at += sizeof(uint64_t) + size;
  *more = true;
  return LOD_SUCCESS;
}

uint64_t lod_spool_count(const LodSpool *spool)
{
  return spool->count;
}
