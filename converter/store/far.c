#include "store/far.h"

const LodStoreFar lod_far_store = {LOD_STORE_FAR_NEW(LOD_FAR_ENTRY)
                                       LOD_STORE_FAR(LOD_FAR_ENTRY)};
