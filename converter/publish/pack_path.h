/* Where packs are looked for. */
#ifndef LOD_PUBLISH_PACK_PATH_H
#define LOD_PUBLISH_PACK_PATH_H

#include "base/buffer.h"
#include <lodstone/pack.h>

/* Append the directories, colon-separated: GIVEN alone when it is not NULL,
   else LODSTONE_VOCAB, the user's data directory, a build tree's source
   folder, the installed one. */
LOD_NODISCARD LodStatus lod_pack_search_path(const char *given,
                                             LodBuffer *path);

#endif
