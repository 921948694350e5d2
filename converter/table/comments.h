/* The comments of a table ("Model for Tabular Data", 8): rows that begin with
   the comment prefix, and what stands in skipped rows.  They are known when the
   table has been read, and are kept until then; past some size in a temporary
   file, so that memory does not grow with the input. */
#ifndef LOD_TABLE_COMMENTS_H
#define LOD_TABLE_COMMENTS_H

#include "base/view.h"
#include <lodstone/log.h>

typedef struct LodComments LodComments;

LOD_NODISCARD LodStatus lod_comments_new(LodComments **comments);
void lod_comments_free(LodComments *comments);

/* Keep TEXT without the blanks around it; nothing is left of it: it is none.
   LOD_ERR_IO, logged: no temporary file can be used. */
LOD_NODISCARD LodStatus lod_comments_add(LodComments *comments, LodView text,
                                         LodLog *log);
/* Forget all of them. */
void lod_comments_clear(LodComments *comments);

/* Who says what may be published.  Without one nothing may. */
typedef bool (*LodCommentsJudge)(const void *user, LodView text);
void lod_comments_set_judge(LodComments *comments, LodCommentsJudge judge,
                            const void *user);

/* Go back to the first one. */
void lod_comments_rewind(LodComments *comments);
/* The next one that may be published, valid until the next call; behind the
   last its data is NULL.  To be called when all have been added.  LOD_ERR_IO,
   logged, as above. */
LOD_NODISCARD LodStatus lod_comments_next(LodComments *comments, LodView *text,
                                          LodLog *log);

#endif
