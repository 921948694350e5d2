/* A look at RDF text before raptor sees it: raptor 2.0.15 cuts a literal at
   U+0000 and at bytes that are no UTF-8 without a word, and crashes where "<>"
   names a graph. */
#ifndef LOD_RDF_SCREEN_H
#define LOD_RDF_SCREEN_H

#include "base/view.h"
#include <stdint.h>

typedef enum LodScreenKind {
  LOD_SCREEN_NONE, /* XML, HTML: the parser knows about encodings */
  LOD_SCREEN_JSON, /* UTF-8, no U+0000 */
  LOD_SCREEN_TEXT, /* and no escape of a surrogate: Turtle, TriG */
} LodScreenKind;

typedef enum LodScreenFault {
  LOD_SCREEN_FINE = 0,
  LOD_SCREEN_NUL,   /* U+0000, as it is or as an escape */
  LOD_SCREEN_UTF8,  /* bytes that are no UTF-8, an escape of a surrogate */
  LOD_SCREEN_GRAPH, /* "<>" before "{", also inside a text: it is rare */
} LodScreenFault;

/* Where the text is; all fields are the screen's own but for KIND, set by the
   caller of a zeroed screen, and LINE, the number of ended lines. */
typedef struct LodScreen {
  LodScreenKind kind;
  uint64_t line;
  /* UTF-8 */
  unsigned char continuation, least, most;
  unsigned char in_graph; /* how much of "<> {" has been seen */
  /* escapes */
  bool after_backslash;
  unsigned char digits;
  uint32_t escaped;
} LodScreen;

/* Look at the next piece; a fault is in line LINE + 1. */
LodScreenFault lod_screen_piece(LodScreen *screen, const char *data,
                                size_t size);
/* The text ends here. */
LodScreenFault lod_screen_end(const LodScreen *screen);

#endif
