/* One cell with several values: a regular expression (PCRE2) whose named
   groups are columns. */
#ifndef LOD_TABLE_SPLIT_H
#define LOD_TABLE_SPLIT_H

#include "table/schema.h"

typedef struct LodSplit LodSplit;
typedef struct LodSplitWork LodSplitWork;

/* Compile what COLUMN of SCHEMA says.  A bad expression: LOD_ERR_INPUT, logged
   at PLACE.  Groups that name no column are left aside. */
LOD_NODISCARD LodStatus lod_split_new(const LodSchema *schema, size_t column,
                                      const LodPlace *place, LodLog *log,
                                      LodSplit **split);
void lod_split_free(LodSplit *split);

size_t lod_split_column(const LodSplit *split);
/* The columns that its groups name, in the order of their names. */
size_t lod_split_target_count(const LodSplit *split);
size_t lod_split_target_at(const LodSplit *split, size_t index);

/* What matching needs; one for a thread, for any split. */
LOD_NODISCARD LodStatus lod_split_work_new(const LodColumn *column,
                                           LodSplitWork **work);
void lod_split_work_free(LodSplitWork *work);

/* Match TEXT (valid UTF-8).  False when it does not match, or when matching
   takes too long. */
bool lod_split_match(const LodSplit *split, LodSplitWork *work, LodView text);
/* After a match: what the group of target INDEX holds; data NULL when the
   group took no part. */
LodView lod_split_text(const LodSplit *split, const LodSplitWork *work,
                       LodView text, size_t index);

#endif
