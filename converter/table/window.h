/* A window that slides over a source: what a parser has not taken yet, however
   long it is. */
#ifndef LOD_TABLE_WINDOW_H
#define LOD_TABLE_WINDOW_H

#include "table/fault.h"

typedef struct LodWindow {
  LodSource *source;
  char *data;
  size_t at, size; /* what is not taken yet: UTF-8 without NUL */
  size_t cut;      /* bytes behind it of a character that is not all there */
  size_t capacity;
  size_t read_bytes;
  bool ended;        /* there is no more behind it, */
  LodFaultKind stop; /* on account of a NUL byte or one that is no UTF-8 */
} LodWindow;

/* SOURCE is borrowed; READ_BYTES are taken from it at a time. */
LOD_NODISCARD LodStatus lod_window_start(LodWindow *window, LodSource *source,
                                         size_t read_bytes);
void lod_window_free(LodWindow *window);

/* Add to what is there, unless it has ended.  Moves the bytes: what is at
   data + at + N stays N behind data + at. */
LOD_NODISCARD LodStatus lod_window_more(LodWindow *window);
/* Memory that a giant field took is given back. */
void lod_window_shrink(LodWindow *window);

#endif
