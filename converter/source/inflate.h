/* Taking off gzip and deflate (RFC 9110, 8.4.1), as the bytes come.  libcurl
   could, but takes a stream that breaks off for a whole one. */
#ifndef LOD_SOURCE_INFLATE_H
#define LOD_SOURCE_INFLATE_H

#include "base/buffer.h"

typedef struct LodInflate LodInflate;

LOD_NODISCARD LodStatus lod_inflate_new(LodInflate **coding);
void lod_inflate_free(LodInflate *coding);

/* The bytes that come next: borrowed until they are taken. */
void lod_inflate_give(LodInflate *coding, const char *data, size_t size);
/* Append to OUT some of what they make; *MORE: there is more, ask again.
   LOD_ERR_INPUT: they are not compressed so, or were damaged. */
LOD_NODISCARD LodStatus lod_inflate_take(LodInflate *coding, LodBuffer *out,
                                         bool *more);
/* Is all that was begun at its end? */
bool lod_inflate_is_whole(const LodInflate *coding);

#endif
