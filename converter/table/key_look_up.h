/* Foreign keys of a batch of rows, looked up in indexes that are complete: part
   of a worker's work. */
#ifndef LOD_TABLE_KEY_LOOK_UP_H
#define LOD_TABLE_KEY_LOOK_UP_H

#include "table/key_index.h"

/* What a foreign key refers to. */
typedef enum LodKeyVerdict {
  LOD_KEY_NOWHERE, /* no row */
  LOD_KEY_ONE,
  LOD_KEY_SEVERAL /* rows */
} LodKeyVerdict;

/* A value to be looked up. */
typedef struct LodKeyQuestion {
  size_t use; /* the number of the key */
  const LodKeyIndex *index;
  LodHash hash;
  LodView value;
  LodKeyVerdict *verdict;
} LodKeyQuestion;

typedef struct LodKeyLookUp LodKeyLookUp;

/* For keys with numbers below USES. */
LodKeyLookUp *lod_key_look_up_new(size_t uses); /* NULL: no memory */
void lod_key_look_up_free(LodKeyLookUp *look_up);

/* Ask; the verdict may have to wait until all are answered. */
LOD_NODISCARD LodStatus lod_key_look_up_ask(LodKeyLookUp *look_up,
                                            const LodKeyQuestion *question);
/* Read the records again that were found, in their order. */
LOD_NODISCARD LodStatus lod_key_look_up_answer(LodKeyLookUp *look_up);

#endif
