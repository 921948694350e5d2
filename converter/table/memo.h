/* Short texts about which something is known, most lately seen: a small cache
   by content.  A column of codes or dates holds the same few texts over and
   over; what was found out once about a text holds for its copies. */
#ifndef LOD_TABLE_MEMO_H
#define LOD_TABLE_MEMO_H

#include "base/view.h"
#include <stdint.h>

#define LOD_MEMO_SLOTS 128
/* Longer texts are not kept. */
#define LOD_MEMO_SIZE 16

typedef struct LodMemoText {
  uint64_t first, last; /* 8 bytes each, which may overlap */
  uint64_t size;        /* less one; 0: no text */
} LodMemoText;

typedef struct LodMemo {
  LodMemoText texts[LOD_MEMO_SLOTS];
} LodMemo;

/* TEXT as a key; size 0 when it is too long. */
static inline LodMemoText lod_memo_key(LodView text)
{
  LodMemoText key = {0, 0, 0};
  if (text.size > LOD_MEMO_SIZE)
    return key;
  key.size = text.size + 1;
  if (text.size >= 8) {
    memcpy(&key.first, text.data, 8);
    memcpy(&key.last, text.data + text.size - 8, 8);
  } else if (text.size >= 4) {
    uint32_t first, last;
    memcpy(&first, text.data, 4);
    memcpy(&last, text.data + text.size - 4, 4);
    key.first = first;
    key.last = last;
  } else {
    for (size_t i = 0; i < text.size; ++i)
      key.first = key.first << 8 | (unsigned char)text.data[i];
  }
  return key;
}

static inline LodMemoText *lod_memo_slot(LodMemo *memo, LodMemoText key)
{
  const uint64_t mixed = (key.first ^ key.last * UINT64_C(0x9e3779b97f4a7c15)) *
                         UINT64_C(0xc2b2ae3d27d4eb4f);
  return &memo->texts[mixed >> 57];
}

static inline bool lod_memo_has(LodMemo *memo, LodMemoText key)
{
  const LodMemoText *const slot = lod_memo_slot(memo, key);
  return key.size && slot->size == key.size && slot->first == key.first &&
         slot->last == key.last;
}

static inline void lod_memo_put(LodMemo *memo, LodMemoText key)
{
  if (key.size)
    *lod_memo_slot(memo, key) = key;
}

#endif
