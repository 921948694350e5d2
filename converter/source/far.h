/* What of this room lies in the far half (see base/far.h). */
#ifndef LOD_SOURCE_FAR_H
#define LOD_SOURCE_FAR_H

#include "base/far.h"
#include "source/http_internal.h"

/* clang-format off */
#define LOD_SOURCE_FAR_NEW(X)                                                  \
  X(LodStatus, lod_http_open,                                                  \
    (LodHttp *http, const char *url, const char *accept,                       \
     LodTransfer **transfer),                                                  \
    (http, url, accept, transfer))

#define LOD_SOURCE_FAR_FREE(X)                                                 \
  X(void, lod_transfer_free, (LodTransfer *transfer), (transfer))

/* On what was made by lod_http_open. */
#define LOD_SOURCE_FAR(X)                                                      \
  X(void, lod_http_disconnect, (LodHttp *http), (http))                        \
  X(LodStatus, lod_transfer_status, (const LodTransfer *transfer), (transfer)) \
  X(void, lod_transfer_tell,                                                   \
    (const LodTransfer *transfer, LodSeverity severity, LodLog *log),          \
    (transfer, severity, log))                                                 \
  X(const char *, lod_transfer_name, (const LodTransfer *transfer),            \
    (transfer))                                                                \
  X(const char *, lod_transfer_url, (const LodTransfer *transfer), (transfer)) \
  X(const char *, lod_transfer_header,                                         \
    (const LodTransfer *transfer, const char *name, size_t index),             \
    (transfer, name, index))                                                   \
  X(uint64_t, lod_transfer_size, (const LodTransfer *transfer), (transfer))    \
  X(LodStatus, lod_transfer_read,                                              \
    (LodTransfer *transfer, LodLog *log, char *data, size_t capacity,          \
     size_t *size),                                                            \
    (transfer, log, data, capacity, size))                                     \
  X(LodStatus, lod_transfer_peek,                                              \
    (LodTransfer *transfer, LodLog *log, size_t wanted, LodView *bytes),       \
    (transfer, log, wanted, bytes))                                            \
  X(LodStatus, lod_transfer_read_all,                                          \
    (LodTransfer *transfer, LodLog *log, LodSeverity severity,                 \
     LodBuffer *out),                                                          \
    (transfer, log, severity, out))
/* clang-format on */

typedef struct LodSourceFar {
  LOD_SOURCE_FAR_NEW(LOD_FAR_FIELD)
  LOD_SOURCE_FAR_FREE(LOD_FAR_FIELD)
  LOD_SOURCE_FAR(LOD_FAR_FIELD)
} LodSourceFar;

/* In the module. */
LOD_API extern const LodSourceFar lod_far_source;

#endif
