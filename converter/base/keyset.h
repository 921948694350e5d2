/* A multiset of 128-bit keys: how often has this key come before?
   Past its memory bound it freezes what it holds as sorted runs in temporary
   files, each with a filter in memory, and answers the same.  At most 32
   bytes a distinct key in memory, growth included. */
#ifndef LOD_BASE_KEYSET_H
#define LOD_BASE_KEYSET_H

#include "base/hash.h"
#include <lodstone/status.h>

typedef struct LodKeySet LodKeySet;

/* MEMORY: bytes it may hold before it spills (64 KiB at least); TMPDIR is
   honoured for the spilled runs, which are unlinked as soon as they are made.
   The caller owns *set. */
LOD_NODISCARD LodStatus lod_keyset_new(uint64_t memory, LodKeySet **set);
void lod_keyset_free(LodKeySet *set);

/* Count KEY once more; *before is how often it had been added before.
   Fails with LOD_ERR_NO_MEMORY, or with LOD_ERR_IO when a run cannot be
   written or read: the caller logs it, errno tells why. */
LOD_NODISCARD LodStatus lod_keyset_add(LodKeySet *set, LodHash key,
                                       uint32_t *before);
/* How often has KEY been added?  Fails as lod_keyset_add does. */
LOD_NODISCARD LodStatus lod_keyset_find(const LodKeySet *set, LodHash key,
                                        uint32_t *count);
/* Bring the slot of KEY towards the cache before lod_keyset_add. */
void lod_keyset_prefetch(const LodKeySet *set, LodHash key);

uint64_t lod_keyset_count(const LodKeySet *set);   /* distinct keys */
uint64_t lod_keyset_bytes(const LodKeySet *set);   /* peak bytes in memory */
uint64_t lod_keyset_spilled(const LodKeySet *set); /* keys on disk */

#endif
