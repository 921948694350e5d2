/* The input of a record reader: a source cut into slices without NUL. */
#ifndef LOD_TABLE_INPUT_H
#define LOD_TABLE_INPUT_H

#include "source/source.h"

typedef struct LodInput {
  LodSource *source;
  char *data;
  size_t at, size; /* what is not taken yet */
  size_t nul;      /* index of the first NUL; SIZE_MAX: none */
  size_t read_bytes, capacity;
  bool keep_pairs; /* a CR stays behind until the byte after it is there */
  bool ended;
  LodStatus failure; /* of the source, behind what is there */
} LodInput;

/* SOURCE is borrowed; WINDOW: bytes that lod_input_gather will ask for. */
LOD_NODISCARD LodStatus lod_input_start(LodInput *input, LodSource *source,
                                        size_t read_bytes, size_t window,
                                        bool keep_pairs);
void lod_input_free(LodInput *input);

/* Make sure that there is a byte to take, a NUL, or the end; else the source
   has failed. */
LOD_NODISCARD LodStatus lod_input_fill(LodInput *input);
/* Read on until WANTED bytes can be taken, or all that is there. */
void lod_input_gather(LodInput *input, size_t wanted);
/* At most WANTED bytes, none of them NUL; empty at a NUL and at the end.  The
   bytes behind the slice, up to data + size, may be looked at. */
LodView lod_input_slice(const LodInput *input, size_t wanted);
/* Fill and slice: *text is of whole characters, up to the first byte that is no
   UTF-8; the last character may go beyond WANTED.  Empty at such a byte, too.
 */
LOD_NODISCARD LodStatus lod_input_text(LodInput *input, size_t wanted,
                                       LodView *text);
bool lod_input_at_nul(const LodInput *input);
bool lod_input_at_end(const LodInput *input);

#endif
