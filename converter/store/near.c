#include "store/far.h"

static const LodStoreFar *far_table(void)
{
  static _Atomic(const void *) found;
  return lod_far_find("lod_far_store", &found);
}

LodStatus lod_store_open(const char *directory, LodStoreMode mode, LodLog *log,
                         LodStore **store)
{
  *store = NULL;
  const LodStoreFar *table = far_table();
  return table ? table->lod_store_open(directory, mode, log, store)
               : lod_far_missing(log);
}

LodStatus lod_store_close(LodStore *store)
{
  return store ? far_table()->lod_store_close(store) : LOD_SUCCESS;
}

LOD_STORE_FAR(LOD_FAR_FORWARD)
