/* Text made safe for a terminal and for JSON. */
#ifndef LOD_BASE_LOG_ESCAPE_H
#define LOD_BASE_LOG_ESCAPE_H

#include "base/view.h"

/* Write TEXT to OUT, a NUL behind it: valid UTF-8, where each byte of a
   control character, of a character that turns the direction of writing and
   of what is not UTF-8 is written as \xHH.  What does not fit in ROOM bytes is
   left out from the first character that does not; ROOM 0 writes nothing.
   Returns the size of the whole without the NUL. */
size_t lod_log_escape(LodView text, char *out, size_t room);

#endif
