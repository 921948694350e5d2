#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/keyrun.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <unistd.h>

#define WINDOW       128 /* entries of one look into a run */
#define MOST_GUESSES 6
#define COUNT_OFFSET sizeof(LodHash)

static LodStatus read_at(int descriptor, unsigned char *block, size_t size,
                         uint64_t offset)
{
  while (size) {
    ssize_t got = pread(descriptor, block, size, (off_t)offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      if (got == 0)
        errno = EIO;
      return LOD_ERR_IO;
    }
    block += got;
    size -= (size_t)got;
    offset += (size_t)got;
  }
  return LOD_SUCCESS;
}

static LodStatus write_at(int descriptor, const unsigned char *block,
                          size_t size, uint64_t offset)
{
  while (size) {
    ssize_t put = pwrite(descriptor, block, size, (off_t)offset);
    if (put < 0 && errno == EINTR)
      continue;
    if (put <= 0) {
      if (put == 0)
        errno = ENOSPC;
      return LOD_ERR_IO;
    }
    block += put;
    size -= (size_t)put;
    offset += (size_t)put;
  }
  return LOD_SUCCESS;
}

static LodHash key_at(const unsigned char *block, size_t index)
{
  LodHash key;
  memcpy(&key, block + index * LOD_KEY_ENTRY_SIZE, sizeof key);
  return key;
}

static uint32_t count_at(const unsigned char *block, size_t index)
{
  uint32_t count;
  memcpy(&count, block + index * LOD_KEY_ENTRY_SIZE + COUNT_OFFSET,
         sizeof count);
  return count;
}

LodStatus lod_keyrun_init(LodKeyRun *run, size_t blocks, LodKeyMemory *memory)
{
  *run = (LodKeyRun){.descriptor = -1};
  LodStatus status = lod_keyfilter_init(&run->filter, blocks, memory);
  if (!status)
    status = lod_temporary_unnamed(&run->descriptor);
  if (status)
    lod_keyrun_free(run, memory);
  return status;
}

void lod_keyrun_free(LodKeyRun *run, LodKeyMemory *memory)
{
  int error = errno;
  if (run->descriptor >= 0)
    close(run->descriptor);
  run->descriptor = -1;
  lod_keyfilter_free(&run->filter, memory);
  errno = error;
}

/* The part of a run where a key may still be. */
typedef struct Range {
  uint64_t from, to;    /* entries, TO not included */
  uint64_t least, most; /* the high halves of the keys there lie between */
} Range;

/* Where a window that shall hold KEY starts.  Keys are spread evenly, so a
   share of the range is a good guess; should they not be, halving ends it. */
static uint64_t guess(const Range *range, LodHash key, int guesses)
{
  uint64_t size = range->to - range->from;
  if (size <= WINDOW)
    return range->from;
  double share = 0.5;
  if (guesses < MOST_GUESSES && range->most > range->least)
    share = (double)(key.high - range->least) /
            (double)(range->most - range->least);
  uint64_t middle = (uint64_t)(share * (double)size);
  uint64_t start = middle > WINDOW / 2 ? middle - WINDOW / 2 : 0;
  return range->from + (start < size - WINDOW ? start : size - WINDOW);
}

/* The first of SIZE entries that is not less than KEY. */
static size_t search_window(const unsigned char *block, size_t size,
                            LodHash key)
{
  size_t from = 0;
  while (size) {
    size_t half = size / 2;
    if (lod_hash_less(key_at(block, from + half), key)) {
      from += half + 1;
      size -= half + 1;
    } else {
      size = half;
    }
  }
  return from;
}

static LodStatus count_up(const LodKeyRun *run, uint64_t entry, uint32_t count)
{
  unsigned char bytes[sizeof count];
  if (count == UINT32_MAX)
    return LOD_SUCCESS;
  count++;
  memcpy(bytes, &count, sizeof count);
  return write_at(run->descriptor, bytes, sizeof bytes,
                  entry * LOD_KEY_ENTRY_SIZE + COUNT_OFFSET);
}

LodStatus lod_keyrun_find(const LodKeyRun *run, LodHash key, uint64_t *entry,
                          bool *found, uint32_t *count)
{
  Range range = {0, run->count, 0, UINT64_MAX};
  unsigned char block[WINDOW * LOD_KEY_ENTRY_SIZE];
  *found = false;
  if (!lod_keyfilter_may_hold(&run->filter, key))
    return LOD_SUCCESS;
  for (int guesses = 0; range.from < range.to; guesses++) {
    uint64_t start = guess(&range, key, guesses);
    uint64_t left = range.to - start;
    size_t size = left < WINDOW ? (size_t)left : WINDOW;
    LodStatus status =
        read_at(run->descriptor, block, size * LOD_KEY_ENTRY_SIZE,
                start * LOD_KEY_ENTRY_SIZE);
    if (status)
      return status;
    LodHash first = key_at(block, 0);
    LodHash last = key_at(block, size - 1);
    if (lod_hash_less(key, first)) {
      range.to = start;
      range.most = first.high;
    } else if (lod_hash_less(last, key)) {
      range.from = start + size;
      range.least = last.high;
    } else {
      size_t at = search_window(block, size, key);
      *found = !lod_hash_less(key, key_at(block, at));
      *count = count_at(block, at);
      *entry = start + at;
      return LOD_SUCCESS;
    }
  }
  return LOD_SUCCESS;
}

LodStatus lod_keyrun_count(const LodKeyRun *run, LodHash key, bool *found,
                           uint32_t *before)
{
  uint64_t entry;
  LodStatus status = lod_keyrun_find(run, key, &entry, found, before);
  return status || !*found ? status : count_up(run, entry, *before);
}

LodStatus lod_keystream_init(LodKeyStream *stream, LodKeyRun *run,
                             size_t capacity, LodKeyMemory *memory)
{
  *stream = (LodKeyStream){.run = run, .capacity = capacity};
  stream->block = lod_calloc(capacity, LOD_KEY_ENTRY_SIZE);
  if (!stream->block)
    return LOD_ERR_NO_MEMORY;
  lod_keymemory_add(memory, capacity * LOD_KEY_ENTRY_SIZE);
  return LOD_SUCCESS;
}

void lod_keystream_free(LodKeyStream *stream, LodKeyMemory *memory)
{
  if (!stream->block)
    return;
  lod_keymemory_remove(memory, stream->capacity * LOD_KEY_ENTRY_SIZE);
  lod_free(stream->block);
  stream->block = NULL;
}

LodStatus lod_keystream_flush(LodKeyStream *stream)
{
  LodStatus status = write_at(stream->run->descriptor, stream->block,
                              stream->at * LOD_KEY_ENTRY_SIZE,
                              stream->done * LOD_KEY_ENTRY_SIZE);
  stream->done += stream->at;
  stream->at = 0;
  return status;
}

LodStatus lod_keystream_put(LodKeyStream *stream, LodHash key, uint32_t count)
{
  if (stream->at == stream->capacity) {
    LodStatus status = lod_keystream_flush(stream);
    if (status)
      return status;
  }
  unsigned char *entry = stream->block + stream->at++ * LOD_KEY_ENTRY_SIZE;
  memcpy(entry, &key, sizeof key);
  memcpy(entry + COUNT_OFFSET, &count, sizeof count);
  lod_keyfilter_add(&stream->run->filter, key);
  stream->run->count++;
  return LOD_SUCCESS;
}

LodStatus lod_keystream_next(LodKeyStream *stream, bool *end)
{
  if (stream->at == stream->size) {
    uint64_t left = stream->run->count - stream->done;
    *end = left == 0;
    if (*end)
      return LOD_SUCCESS;
    stream->at = 0;
    stream->size = left < stream->capacity ? (size_t)left : stream->capacity;
    LodStatus status = read_at(stream->run->descriptor, stream->block,
                               stream->size * LOD_KEY_ENTRY_SIZE,
                               stream->done * LOD_KEY_ENTRY_SIZE);
    if (status)
      return status;
    stream->done += stream->size;
  }
  *end = false;
  stream->key = key_at(stream->block, stream->at);
  stream->keys_count = count_at(stream->block, stream->at++);
  return LOD_SUCCESS;
}
