/* The comments of a table ("Model for Tabular Data", 8): rows that begin with
   the comment prefix, and what stands in skipped rows.  They are known when the
   table has been read, and are kept until then; past some size in a temporary
   file, so that memory does not grow with the input. */
#ifndef LOD_TABLE_COMMENTS_H
#define LOD_TABLE_COMMENTS_H

#include "base/view.h"
#include <lodstone/status.h>
#include <stdint.h>

typedef struct LodComments LodComments;

LOD_NODISCARD LodStatus lod_comments_new(LodComments **comments);
void lod_comments_free(LodComments *comments);

/* Keep TEXT without the blanks around it; nothing is left of it: it is none.
   LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_comments_add(LodComments *comments, LodView text);
uint64_t lod_comments_count(const LodComments *comments);

/* Go back to the first one. */
void lod_comments_rewind(LodComments *comments);
/* The next one, valid until the next call; behind the last its data is NULL.
   To be called when all have been added.  LOD_ERR_IO: see errno. */
LOD_NODISCARD LodStatus lod_comments_next(LodComments *comments, LodView *text);

#endif
