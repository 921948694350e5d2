/* Language tags (BCP 47). */
#ifndef LOD_RDF_LANGUAGE_H
#define LOD_RDF_LANGUAGE_H

#include "base/view.h"

/* Is TAG well-formed (RFC 5646, 2.1 and 2.2.9)?  "und" is. */
bool lod_language_is_well_formed(LodView tag);
/* Basic filtering (RFC 4647, 3.3.1), case-insensitive: "sv" matches "sv-SE". */
bool lod_language_matches(LodView range, LodView tag);

#endif
