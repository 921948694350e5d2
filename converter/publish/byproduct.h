/* What lodstone itself leaves among tables. */
#ifndef LOD_PUBLISH_BYPRODUCT_H
#define LOD_PUBLISH_BYPRODUCT_H

#include <stdbool.h>

/* Is the file at PATH a list of rejected rows or a report of a run? */
bool lod_is_byproduct(const char *path);

#endif
