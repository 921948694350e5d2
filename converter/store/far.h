/* What of this room lies in the far half (see base/far.h): all that opens a
   store. */
#ifndef LOD_STORE_FAR_H
#define LOD_STORE_FAR_H

#include "base/far.h"
#include <lodstone/store.h>

/* clang-format off */
#define LOD_STORE_FAR_NEW(X)                                                   \
  X(LodStatus, lod_store_open,                                                 \
    (const char *directory, LodStoreMode mode, LodLog *log, LodStore **store), \
    (directory, mode, log, store))                                             \
  X(LodStatus, lod_store_close, (LodStore *store), (store))

/* On what was made by lod_store_open. */
#define LOD_STORE_FAR(X)                                                       \
  X(LodStatus, lod_store_load_begin,                                           \
    (LodStore *store, const char *syntax, const char *base, const char *graph, \
     const char *name),                                                        \
    (store, syntax, base, graph, name))                                        \
  X(LodStatus, lod_store_load_feed,                                            \
    (LodStore *store, const char *data, size_t size), (store, data, size))     \
  X(LodStatus, lod_store_load_end, (LodStore *store, uint64_t *added),         \
    (store, added))                                                            \
  X(void, lod_store_load_cancel, (LodStore *store), (store))                   \
  X(LodStatus, lod_store_query,                                                \
    (LodStore *store, const char *sparql, const char *results,                 \
     LodWriteFunction write, void *user),                                      \
    (store, sparql, results, write, user))
/* clang-format on */

typedef struct LodStoreFar {
  LOD_STORE_FAR_NEW(LOD_FAR_FIELD)
  LOD_STORE_FAR(LOD_FAR_FIELD)
} LodStoreFar;

/* In the module. */
LOD_API extern const LodStoreFar lod_far_store;

#endif
