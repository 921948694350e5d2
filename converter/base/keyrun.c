#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/keyrun.h"
#include "base/memory.h"
#include "base/temporary.h"
#include <errno.h>
#include <unistd.h>

#define WINDOW ((size_t)48) /* slots of one look into a run */
/* Two homes of three are taken: an entry is seldom far from its own. */
#define HOMES_OF(entries) ((entries) + (entries) / 2 + 8)
#define MOST_ENTRIES      (UINT32_MAX / 2)

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

LodStatus lod_keyrun_init(LodKeyRun *run, size_t stride, uint64_t entries,
                          size_t blocks, LodKeyMemory *memory)
{
  *run = (LodKeyRun){
      .descriptor = -1, .stride = stride, .homes = HOMES_OF(entries)};
  if (entries > MOST_ENTRIES)
    return LOD_ERR_NO_MEMORY;
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

/* Show an entry of the key, which is slot INDEX of the run. */
static LodStatus show(const LodKeyRun *run, uint64_t index, unsigned char *slot,
                      const LodKeyVisitor *visitor, bool *taken)
{
  const uint64_t before = lod_keyslot_value(slot, run->stride);
  uint64_t value = before;
  const LodStatus status = visitor->look(visitor->user, &value, taken);
  if (status || value == before)
    return status;
  lod_keyslot_set_value(slot, run->stride, value);
  return write_at(run->descriptor, slot + sizeof(LodHash),
                  run->stride - sizeof(LodHash),
                  index * run->stride + sizeof(LodHash));
}

/* Look for KEY in SIZE slots, the first of which is START of the run.  *on: it
   may stand behind them, too. */
static LodStatus visit_window(const LodKeyRun *run, LodHash key, uint64_t start,
                              unsigned char *block, size_t size,
                              const LodKeyVisitor *visitor, bool *taken,
                              bool *on)
{
  LodStatus status = LOD_SUCCESS;
  *on = true;
  for (size_t i = 0; i < size && *on && !*taken && !status; i++) {
    unsigned char *const slot = block + i * run->stride;
    const LodHash here = lod_keyslot_key(slot);
    if (lod_hash_less(key, here))
      continue;
    *on = !lod_hash_less(here, key) && lod_keyslot_value(slot, run->stride);
    if (*on)
      status = show(run, start + i, slot, visitor, taken);
  }
  return status;
}

LodStatus lod_keyrun_visit(const LodKeyRun *run, LodHash key,
                           const LodKeyVisitor *visitor, bool *taken)
{
  unsigned char block[WINDOW * LOD_KEY_SLOT_PLACED];
  LodStatus status = LOD_SUCCESS;
  bool on = lod_keyfilter_may_hold(&run->filter, key);
  uint64_t start = on ? lod_keyslot_home(key, (size_t)run->homes) : 0;
  while (on && !*taken && !status && start < run->slots) {
    const uint64_t left = run->slots - start;
    const size_t size = left < WINDOW ? (size_t)left : WINDOW;
    status = read_at(run->descriptor, block, size * run->stride,
                     start * run->stride);
    if (!status)
      status = visit_window(run, key, start, block, size, visitor, taken, &on);
    start += size;
  }
  return status;
}

LodStatus lod_keystream_init(LodKeyStream *stream, LodKeyRun *run,
                             size_t capacity, LodKeyMemory *memory)
{
  *stream = (LodKeyStream){.run = run, .capacity = capacity};
  stream->block = lod_calloc(capacity, run->stride);
  if (!stream->block)
    return LOD_ERR_NO_MEMORY;
  lod_keymemory_add(memory, capacity * run->stride);
  return LOD_SUCCESS;
}

void lod_keystream_free(LodKeyStream *stream, LodKeyMemory *memory)
{
  if (!stream->block)
    return;
  lod_keymemory_remove(memory, stream->capacity * stream->run->stride);
  lod_free(stream->block);
  stream->block = NULL;
}

static LodStatus flush(LodKeyStream *stream)
{
  const size_t stride = stream->run->stride;
  LodStatus status = write_at(stream->run->descriptor, stream->block,
                              stream->at * stride, stream->done * stride);
  stream->done += stream->at;
  stream->at = 0;
  memset(stream->block, 0, stream->capacity * stride);
  return status;
}

/* The next slot of the file; what is passed over stays empty. */
static LodStatus go_to(LodKeyStream *stream, uint64_t slot)
{
  LodStatus status = LOD_SUCCESS;
  while (slot - stream->done >= stream->capacity && !status) {
    stream->at = stream->capacity;
    status = flush(stream);
  }
  stream->at = (size_t)(slot - stream->done);
  return status;
}

LodStatus lod_keystream_put(LodKeyStream *stream, LodHash key, uint64_t value)
{
  LodKeyRun *const run = stream->run;
  const uint64_t home = lod_keyslot_home(key, (size_t)run->homes);
  const uint64_t slot = home > run->slots ? home : run->slots;
  const LodStatus status = go_to(stream, slot);
  if (status)
    return status;
  lod_keyslot_set(stream->block + stream->at++ * run->stride, run->stride, key,
                  value);
  lod_keyfilter_add(&run->filter, key);
  run->count++;
  run->slots = slot + 1;
  return LOD_SUCCESS;
}

LodStatus lod_keystream_finish(LodKeyStream *stream)
{
  return flush(stream);
}

static LodStatus fill(LodKeyStream *stream)
{
  const LodKeyRun *const run = stream->run;
  const uint64_t left = run->slots - stream->done;
  stream->at = 0;
  stream->size = left < stream->capacity ? (size_t)left : stream->capacity;
  const LodStatus status =
      read_at(run->descriptor, stream->block, stream->size * run->stride,
              stream->done * run->stride);
  stream->done += stream->size;
  return status;
}

LodStatus lod_keystream_next(LodKeyStream *stream, bool *end)
{
  const size_t stride = stream->run->stride;
  *end = false;
  do {
    if (stream->at == stream->size) {
      *end = stream->done == stream->run->slots;
      const LodStatus status = *end ? LOD_SUCCESS : fill(stream);
      if (*end || status)
        return status;
    }
    const unsigned char *const slot = stream->block + stream->at++ * stride;
    stream->key = lod_keyslot_key(slot);
    stream->value = lod_keyslot_value(slot, stride);
  } while (!stream->value);
  return LOD_SUCCESS;
}
