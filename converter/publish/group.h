/* The tables of the metadata that a run starts with ("Model for Tabular Data",
   6.1), of which the input may be one. */
#ifndef LOD_PUBLISH_GROUP_H
#define LOD_PUBLISH_GROUP_H

#include "publish/job.h"

#define LOD_NO_TABLE SIZE_MAX

typedef struct LodGroup {
  LodMapping *mapping; /* owned */
  const char *input;   /* a path or URL; NULL: the metadata is the input */
  size_t table;        /* that the input is; LOD_NO_TABLE */
} LodGroup;

/* Load the metadata of JOB, which has some, for INPUT (may be NULL).  Metadata
   that --mapping names has to have the input: else LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_group_load(LodJob *job, const char *input,
                                       LodGroup *group);
void lod_group_free(LodGroup *group);

/* Where the table T is read from: a path or URL.  What the metadata may not
   read, or nobody can, is LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_group_path(LodJob *job, const LodGroup *group,
                                       size_t t, const char **path);

/* The table of MAPPING that is read from PATH, whose own URL is URL: the one
   with this URL.  A local file may stand for the only table, or the one of its
   name; so may whatever the user mapped.  LOD_NO_TABLE when there is none. */
LOD_NODISCARD LodStatus lod_group_choose(const LodJob *job,
                                         const LodMapping *mapping,
                                         const char *path, const char *url,
                                         size_t *table);
/* Say that there is none; always LOD_ERR_INPUT. */
LodStatus lod_group_refuse(const LodJob *job, const LodMapping *mapping,
                           const char *path);

#endif
