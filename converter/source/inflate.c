/* The only file that knows zlib. */
#include "source/inflate.h"
#include "base/memory.h"
#include <zlib.h>

#define AT_ONCE ((size_t)64 << 10)
/* The largest window; the header says whether it is gzip or zlib. */
#define ANY_HEADER (MAX_WBITS + 32)

struct LodInflate {
  z_stream stream;
  bool between; /* at the end of a member */
};

static void *zlib_alloc(void *user, unsigned count, unsigned size)
{
  (void)user;
  return lod_calloc(count, size);
}

static void zlib_free(void *user, void *block)
{
  (void)user;
  lod_free(block);
}

LodStatus lod_inflate_new(LodInflate **coding)
{
  *coding = NULL;
  LodInflate *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->stream.zalloc = zlib_alloc;
  made->stream.zfree = zlib_free;
  if (inflateInit2(&made->stream, ANY_HEADER) != Z_OK) {
    lod_free(made);
    return LOD_ERR_NO_MEMORY;
  }
  *coding = made;
  return LOD_SUCCESS;
}

void lod_inflate_free(LodInflate *coding)
{
  if (!coding)
    return;
  inflateEnd(&coding->stream);
  lod_free(coding);
}

void lod_inflate_give(LodInflate *coding, const char *data, size_t size)
{
  coding->stream.next_in = (z_const Bytef *)data;
  coding->stream.avail_in = (uInt)size;
}

/* A gzip file consists of a series of members (RFC 1952, 2.2). */
LodStatus lod_inflate_take(LodInflate *coding, LodBuffer *out, bool *more)
{
  z_stream *const stream = &coding->stream;
  *more = false;
  if (coding->between && !stream->avail_in)
    return LOD_SUCCESS;
  if (lod_buffer_reserve(out, AT_ONCE))
    return LOD_ERR_NO_MEMORY;
  if (coding->between && inflateReset(stream) != Z_OK)
    return LOD_ERR_INPUT;
  stream->next_out = (Bytef *)out->data + out->size;
  stream->avail_out = (uInt)AT_ONCE;
  const int result = inflate(stream, Z_NO_FLUSH);
  out->size += AT_ONCE - stream->avail_out;
  coding->between = result == Z_STREAM_END;
  *more = stream->avail_in || (!coding->between && !stream->avail_out);
  if (result == Z_MEM_ERROR)
    return LOD_ERR_NO_MEMORY;
  return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR
             ? LOD_SUCCESS
             : LOD_ERR_INPUT;
}

bool lod_inflate_is_whole(const LodInflate *coding)
{
  return coding->between;
}
