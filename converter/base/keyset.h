/* A set of 128-bit keys.  One kind counts: how often has this key come before?
   The other keeps entries of a key and a value, any number of them a key, for
   who must look behind the key: two things may have one.
   Past its memory bound it freezes what it holds as sorted runs in temporary
   files, each with a filter in memory, and answers the same.  At most 32
   bytes an entry in memory, growth included. */
#ifndef LOD_BASE_KEYSET_H
#define LOD_BASE_KEYSET_H

#include "base/keyrun.h"
#include <lodstone/status.h>

typedef struct LodKeySet LodKeySet;

/* Keys are counted, or have values of 64 bits (other than 0). */
typedef enum LodKeyKind { LOD_KEYS_COUNTED, LOD_KEYS_VALUED } LodKeyKind;

/* MEMORY: bytes it may hold before it spills (64 KiB at least); TMPDIR is
   honoured for the spilled runs, which are unlinked as soon as they are made.
   The caller owns *set. */
LOD_NODISCARD LodStatus lod_keyset_new(LodKeyKind kind, uint64_t memory,
                                       LodKeySet **set);
void lod_keyset_free(LodKeySet *set);

/* Count KEY once more; *before is how often it had been added before (4,294
   million at most).  Fails with LOD_ERR_NO_MEMORY, or with LOD_ERR_IO when a
   run cannot be written or read: the caller logs it, errno tells why. */
LOD_NODISCARD LodStatus lod_keyset_add(LodKeySet *set, LodHash key,
                                       uint32_t *before);

/* Show VISITOR the entries of KEY until it takes one; *taken tells whether it
   did.  Several threads may ask at once where no value is changed.  Fails as
   lod_keyset_add does, or as the visitor does. */
LOD_NODISCARD LodStatus lod_keyset_visit(const LodKeySet *set, LodHash key,
                                         const LodKeyVisitor *visitor,
                                         bool *taken);
/* Add an entry, whether or not KEY has one.  Fails as lod_keyset_add does. */
LOD_NODISCARD LodStatus lod_keyset_put(LodKeySet *set, LodHash key,
                                       uint64_t value);
/* Bring the slot of KEY towards the cache before it is asked for. */
void lod_keyset_prefetch(const LodKeySet *set, LodHash key);

uint64_t lod_keyset_count(const LodKeySet *set);   /* keys, or entries */
uint64_t lod_keyset_bytes(const LodKeySet *set);   /* peak bytes in memory */
uint64_t lod_keyset_spilled(const LodKeySet *set); /* of them on disk */

#endif
