#include "source/far.h"

const LodSourceFar lod_far_source = {LOD_SOURCE_FAR_NEW(LOD_FAR_ENTRY)
                                         LOD_SOURCE_FAR_FREE(LOD_FAR_ENTRY)
                                             LOD_SOURCE_FAR(LOD_FAR_ENTRY)};
