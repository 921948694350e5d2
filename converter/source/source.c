#include "source/source.h"
#include "base/memory.h"
#include "base/temporary.h"
#include "source/decode.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK    ((size_t)256 << 10)
#define PEEK_MAX ((size_t)1 << 20)

struct LodSource {
  char *name;
  LodLog *log;
  int descriptor; /* -1: memory or transfer */
  int copy;       /* of the text that was read, for a second time; -1: none */
  bool again;     /* this is the second time: read from position on */
  uint64_t position;
  size_t mark;    /* bytes of the mark that the file begins with */
  LodView memory; /* what is left of it */
  LodTransfer *transfer;
  LodEncoding encoding;
  LodDecoder *decoder; /* NULL: bytes are passed on */
  LodBuffer raw;       /* read but not yet passed on, from raw_at */
  size_t raw_at;
  LodBuffer text; /* UTF-8 ready to be read, from text_at */
  size_t text_at;
  _Atomic(uint64_t) bytes; /* raw bytes read; progress asks while we read */
  uint64_t size;
  bool ended;      /* there are no more raw bytes */
  LodStatus fault; /* reported behind the text before it */
};

static LodStatus fail(const LodSource *source, LodStatus status,
                      const char *code, int error)
{
  const LodPlace place = {.file = source->name};
  if (error)
    lod_log_add(source->log, LOD_ERROR, code, &place, "cannot read it: %s",
                strerror(error));
  else
    lod_log_add(source->log, LOD_ERROR, code, &place,
                "it is a folder, not a file");
  return status;
}

static LodStatus open_file(LodSource *source)
{
  source->descriptor = open(source->name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (source->descriptor < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR ||
                         errno == ENAMETOOLONG || errno == ELOOP;
    return missing ? fail(source, LOD_ERR_INPUT, "no-such-file", errno)
                   : fail(source, LOD_ERR_IO, "read-failed", errno);
  }
  struct stat info;
  if (fstat(source->descriptor, &info))
    return fail(source, LOD_ERR_IO, "read-failed", errno);
  if (S_ISDIR(info.st_mode))
    return fail(source, LOD_ERR_INPUT, "is-a-folder", 0);
  if (S_ISREG(info.st_mode)) {
    source->size = (uint64_t)info.st_size;
    (void)posix_fadvise(source->descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  return LOD_SUCCESS;
}

static LodStatus read_descriptor(LodSource *source, char *data, size_t capacity,
                                 size_t *size)
{
  ssize_t got;
  do {
    got = source->again ? pread(source->descriptor, data, capacity,
                                (off_t)source->position)
                        : read(source->descriptor, data, capacity);
  } while (got < 0 && errno == EINTR);
  if (got < 0)
    return errno == EISDIR ? fail(source, LOD_ERR_INPUT, "is-a-folder", 0)
                           : fail(source, LOD_ERR_IO, "read-failed", errno);
  *size = (size_t)got;
  source->position += *size;
  return LOD_SUCCESS;
}

static LodStatus fail_copy(const LodSource *source)
{
  const LodPlace place = {.file = source->name};
  lod_log_add(source->log, LOD_ERROR, "io", &place,
              "a temporary file cannot be used (see TMPDIR): %s",
              strerror(errno));
  return LOD_ERR_IO;
}

/* Keep a copy of text that was read, where one is wanted. */
static LodStatus copy_text(const LodSource *source, const char *data,
                           size_t size)
{
  while (size && source->copy >= 0) {
    const ssize_t put = write(source->copy, data, size);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return fail_copy(source);
    data += put;
    size -= (size_t)put;
  }
  return LOD_SUCCESS;
}

static void read_memory(LodSource *source, char *data, size_t capacity,
                        size_t *size)
{
  *size = source->memory.size < capacity ? source->memory.size : capacity;
  if (*size)
    memcpy(data, source->memory.data, *size);
  source->memory.data += *size;
  source->memory.size -= *size;
}

/* Read raw bytes; *size 0 at the end. */
static LodStatus read_raw(LodSource *source, char *data, size_t capacity,
                          size_t *size)
{
  LodStatus status = LOD_SUCCESS;
  *size = 0;
  if (source->ended)
    return LOD_SUCCESS;
  if (source->descriptor >= 0)
    status = read_descriptor(source, data, capacity, size);
  else if (source->transfer)
    status =
        lod_transfer_read(source->transfer, source->log, data, capacity, size);
  else
    read_memory(source, data, capacity, size);
  if (status)
    return status;
  atomic_fetch_add_explicit(&source->bytes, *size, memory_order_relaxed);
  source->ended = !*size;
  return LOD_SUCCESS;
}

/* Read one more block behind what is left of the raw bytes. */
static LodStatus fill_raw(LodSource *source)
{
  LodBuffer *const raw = &source->raw;
  if (source->raw_at) {
    memmove(raw->data, raw->data + source->raw_at, raw->size - source->raw_at);
    raw->size -= source->raw_at;
    source->raw_at = 0;
  }
  LodStatus status = lod_buffer_reserve(raw, BLOCK);
  if (status)
    return status;
  size_t got;
  status = read_raw(source, raw->data + raw->size, BLOCK, &got);
  if (!status)
    raw->size += got;
  return status;
}

/* Take a byte order mark off, and settle the encoding by it. */
static LodStatus settle_encoding(LodSource *source, const char *asked)
{
  while (!source->ended && source->raw.size < 3) {
    const LodStatus status = fill_raw(source);
    if (status)
      return status;
  }
  LodEncoding found;
  source->raw_at =
      lod_encoding_from_mark(lod_buffer_view(&source->raw), &found);
  source->mark = source->raw_at;
  if (!source->raw_at)
    return LOD_SUCCESS;
  if (asked && !lod_encoding_agrees(asked, &source->encoding, &found))
    lod_log_add(source->log, LOD_NOTE, "encoding-by-mark",
                &(LodPlace){.file = source->name},
                "its byte order mark says %s, so it is read as that and not "
                "as %s",
                found.name, source->encoding.name);
  source->encoding = found;
  return LOD_SUCCESS;
}

static LodStatus start(LodSource *source, const char *encoding)
{
  const char *const label = encoding ? encoding : "utf-8";
  if (!lod_encoding_find(lod_view(label), &source->encoding)) {
    lod_log_add(source->log, LOD_ERROR, "unknown-encoding",
                &(LodPlace){.file = source->name},
                "\"%s\" is no name of an encoding", label);
    return LOD_ERR_INPUT;
  }
  LodStatus status = settle_encoding(source, encoding);
  if (!status && *source->encoding.iconv)
    status = lod_decoder_new(&source->encoding, source->name, source->log,
                             &source->decoder);
  return status;
}

static LodSource *make(const char *name, LodLog *log)
{
  LodSource *const source = lod_calloc(1, sizeof *source);
  if (!source)
    return NULL;
  source->descriptor = source->copy = -1;
  source->log = log;
  source->name = lod_strdup(name);
  if (source->name)
    return source;
  lod_free(source);
  return NULL;
}

static LodStatus finish_open(LodSource *made, LodStatus status,
                             LodSource **source)
{
  if (status)
    lod_source_free(made);
  else
    *source = made;
  return status;
}

LodStatus lod_source_open(const char *path, const char *encoding, LodLog *log,
                          LodSource **source)
{
  *source = NULL;
  LodSource *const made = make(path, log);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  if (!strcmp(path, "-"))
    made->descriptor = STDIN_FILENO;
  else
    status = open_file(made);
  if (!status)
    status = start(made, encoding);
  return finish_open(made, status, source);
}

LodStatus lod_source_open_memory(LodView bytes, const char *name,
                                 const char *encoding, LodLog *log,
                                 LodSource **source)
{
  *source = NULL;
  LodSource *const made = make(name, log);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->memory = bytes;
  made->size = bytes.size;
  return finish_open(made, start(made, encoding), source);
}

LodStatus lod_source_keep(LodSource *source)
{
  struct stat info;
  if (source->descriptor > STDIN_FILENO && !source->decoder &&
      !fstat(source->descriptor, &info) && S_ISREG(info.st_mode))
    return LOD_SUCCESS;
  return lod_temporary_unnamed(&source->copy) ? fail_copy(source) : LOD_SUCCESS;
}

/* The new descriptor shares the offset of the old one, so neither is moved. */
LodStatus lod_source_open_again(const LodSource *first, LodLog *log,
                                LodSource **source)
{
  *source = NULL;
  LodSource *const made = make(first->name, log);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  const bool copied = first->copy >= 0;
  made->again = true;
  made->encoding = first->encoding;
  made->mark = copied ? 0 : first->mark;
  made->descriptor = fcntl(copied ? first->copy : first->descriptor,
                           F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  LodStatus status = LOD_SUCCESS;
  if (made->descriptor < 0)
    status = fail(made, LOD_ERR_IO, "read-failed", errno);
  lod_source_seek(made, 0);
  return finish_open(made, status, source);
}

void lod_source_seek(LodSource *source, uint64_t offset)
{
  source->position = source->mark + offset;
  source->ended = false;
  source->fault = LOD_SUCCESS;
  source->raw.size = source->raw_at = 0;
  source->text.size = source->text_at = 0;
}

LodStatus lod_source_open_transfer(LodTransfer *transfer, const char *encoding,
                                   LodLog *log, LodSource **source)
{
  *source = NULL;
  LodSource *const made = make(lod_transfer_name(transfer), log);
  if (!made) {
    lod_transfer_free(transfer);
    return LOD_ERR_NO_MEMORY;
  }
  made->transfer = transfer;
  made->size = lod_transfer_size(transfer);
  return finish_open(made, start(made, encoding), source);
}

void lod_source_free(LodSource *source)
{
  if (!source)
    return;
  if (source->descriptor > STDIN_FILENO)
    close(source->descriptor);
  if (source->copy >= 0)
    close(source->copy);
  lod_transfer_free(source->transfer);
  lod_decoder_free(source->decoder);
  lod_buffer_free(&source->raw);
  lod_buffer_free(&source->text);
  lod_free(source->name);
  lod_free(source);
}

/* Convert until there is some text or the input ends. */
static LodStatus decode_more(LodSource *source)
{
  const size_t before = source->text.size;
  bool last = false;
  while (source->text.size == before && !last) {
    LodStatus status = fill_raw(source);
    if (status)
      return status;
    last = source->ended;
    LodView rest = {source->raw.data + source->raw_at,
                    source->raw.size - source->raw_at};
    status = lod_decoder_convert(source->decoder, &rest, last, &source->text);
    source->raw_at = source->raw.size - rest.size;
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}

/* Append at least one byte to the text, unless the input ends. */
static LodStatus produce(LodSource *source)
{
  if (source->decoder)
    return decode_more(source);
  LodStatus status = LOD_SUCCESS;
  if (source->raw_at == source->raw.size)
    status = fill_raw(source);
  if (!status)
    status = lod_buffer_append(&source->text, source->raw.data + source->raw_at,
                               source->raw.size - source->raw_at);
  source->raw_at = source->raw.size;
  return status;
}

static size_t take(LodBuffer *from, size_t *at, char *data, size_t capacity)
{
  const size_t left = from->size - *at;
  const size_t size = left < capacity ? left : capacity;
  memcpy(data, from->data + *at, size);
  *at += size;
  if (*at == from->size) {
    *at = 0;
    from->size = 0;
  }
  return size;
}

static LodStatus read_text(LodSource *source, char *data, size_t capacity,
                           size_t *size)
{
  *size = 0;
  if (source->text_at == source->text.size && !source->fault) {
    /* Without a decoder blocks go straight to the caller. */
    if (!source->decoder && source->raw_at == source->raw.size)
      return source->fault = read_raw(source, data, capacity, size);
    source->fault = produce(source);
  }
  if (source->text_at < source->text.size) {
    *size = take(&source->text, &source->text_at, data, capacity);
    return LOD_SUCCESS;
  }
  return source->fault;
}

/* What was peeked at is copied when it is read. */
LodStatus lod_source_read(LodSource *source, char *data, size_t capacity,
                          size_t *size)
{
  const LodStatus status = read_text(source, data, capacity, size);
  if (!status && !*size) { /* it may be kept for long */
    lod_buffer_free(&source->raw);
    lod_buffer_free(&source->text);
    source->raw_at = source->text_at = 0;
  }
  return status ? status : copy_text(source, data, *size);
}

LodStatus lod_source_peek(LodSource *source, size_t wanted, LodView *bytes)
{
  if (wanted > PEEK_MAX)
    wanted = PEEK_MAX;
  size_t before = SIZE_MAX;
  while (!source->fault && source->text.size - source->text_at < wanted &&
         source->text.size != before) {
    before = source->text.size;
    source->fault = produce(source);
  }
  const size_t ready = source->text.size - source->text_at;
  *bytes = (LodView){source->text.data + source->text_at,
                     ready < wanted ? ready : wanted};
  return ready ? LOD_SUCCESS : source->fault;
}

const char *lod_source_name(const LodSource *source)
{
  return source->name;
}

const char *lod_source_encoding(const LodSource *source)
{
  return source->encoding.name;
}

uint64_t lod_source_bytes(const LodSource *source)
{
  return atomic_load_explicit(&source->bytes, memory_order_relaxed);
}

uint64_t lod_source_size(const LodSource *source)
{
  return source->size;
}

uint64_t lod_source_text_size(const LodSource *source)
{
  return source->descriptor >= 0 && !source->decoder ? source->size : 0;
}
