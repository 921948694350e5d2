/* The word that was meant: what is asked when a name is not known. */
#ifndef LODSTONE_NEAREST_H
#define LODSTONE_NEAREST_H

#include <lodstone/attributes.h>

/* Begin with the unknown WORD, the rest zero. */
typedef struct LodNearest {
  const char *word;
  const char *best; /* NULL: no candidate is like it */
  unsigned distance;
} LodNearest;

/* Take CANDIDATE, borrowed, as the best if it is more like the word than the
   best so far, and like it at all: it begins with the word, or no more than
   every third letter is another, is missing, is too much or has changed places
   with the next.  Case does not count. */
LOD_API void lod_nearest_try(LodNearest *nearest, const char *candidate);

#endif
