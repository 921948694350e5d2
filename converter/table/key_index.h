/* The values of some columns of a table: of each distinct one a 128-bit hash
   and the place of the record that had it first.  A hash that is found is
   confirmed by reading the record there again. */
#ifndef LOD_TABLE_KEY_INDEX_H
#define LOD_TABLE_KEY_INDEX_H

#include "base/keyset.h"
#include "table/reread.h"

typedef struct LodKeyIndex {
  LodKeySet *set;            /* values: LodKeyPlace */
  const char *table;         /* for messages */
  const LodRereadFrom *from; /* its table, */
  const size_t *columns;     /* whose columns these are, of the schema */
  size_t column_count;
  bool complete;      /* all rows of its table are in */
  unsigned hash_bits; /* so few of a hash are used; 0: all.  For tests, in which
                         others' values are then met often */
} LodKeyIndex;

/* The offset of a record, and whether its key came again. */
typedef uint64_t LodKeyPlace;

static inline LodKeyPlace lod_key_place(uint64_t offset)
{
  return (offset + 1) << 1;
}
static inline uint64_t lod_key_place_offset(LodKeyPlace place)
{
  return (place >> 1) - 1;
}
static inline bool lod_key_place_repeated(LodKeyPlace place)
{
  return place & 1;
}

/* What stands for HASH in the set of INDEX. */
static inline LodHash lod_key_index_hash(const LodKeyIndex *index, LodHash hash)
{
  if (index->hash_bits)
    hash = (LodHash){hash.high & ((UINT64_C(1) << index->hash_bits) - 1), 0};
  return hash;
}

/* Reads the keys of an index again.  Zero: to be opened by the first use. */
typedef struct LodKeyReader {
  LodReread *reread;
  LodArena *arena;
  LodBuffer value; /* of the key at offset, if there is one */
  uint64_t offset;
} LodKeyReader;

void lod_key_reader_close(LodKeyReader *reader);
/* Is VALUE, whose hash is HASH, that of the record at OFFSET?  LOD_ERR_INPUT
   when it cannot be read again, or is no longer what it was. */
LOD_NODISCARD LodStatus lod_key_reader_compare(LodKeyReader *reader,
                                               const LodKeyIndex *index,
                                               uint64_t offset, LodHash hash,
                                               LodView value, bool *same);

#endif
