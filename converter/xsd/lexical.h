/* The lexical rules of a type, and its white space. */
#ifndef LOD_XSD_LEXICAL_H
#define LOD_XSD_LEXICAL_H

#include "xsd/datatype.h"

/* NULL when TEXT, its white space already processed, is a lexical form of
   TYPE. */
LodReason lod_lexical_check(LodXsdType type, LodView text);

/* CSVW "Model for Tabular Data" 6.4, steps 1 and 2.  *out is TEXT, a part of
   it, or bytes in ARENA.  False when out of memory. */
bool lod_lexical_white_space(LodXsdType type, LodView text, LodArena *arena,
                             LodView *out);

#endif
