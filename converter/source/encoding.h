/* Names of character sets and byte order marks. */
#ifndef LOD_SOURCE_ENCODING_H
#define LOD_SOURCE_ENCODING_H

#include "base/view.h"

typedef struct LodEncoding {
  char name[64];  /* lower case: "utf-8", "windows-1252" */
  char iconv[64]; /* what iconv calls it; "" for UTF-8 */
  unsigned unit;  /* bytes of a code unit: 1, 2 or 4 */
  bool big_endian;
} LodEncoding;

/* Look LABEL up as the WHATWG Encoding Standard, 4.2, has it (so that latin1
   is windows-1252); a label that it does not know is left to iconv.  False
   when it cannot be a name. */
bool lod_encoding_find(LodView label, LodEncoding *encoding);

/* Whether LABEL names an encoding that can be read here. */
bool lod_encoding_exists(LodView label);

/* The encoding that the byte order mark at the start of BYTES tells, and the
   mark's size; 0 when there is none. */
size_t lod_encoding_from_mark(LodView bytes, LodEncoding *encoding);

/* Whether a mark of FOUND fits the LABEL that named ASKED ("utf-16" leaves
   the order of bytes open). */
bool lod_encoding_agrees(const char *label, const LodEncoding *asked,
                         const LodEncoding *found);

#endif
