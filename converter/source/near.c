#include "source/far.h"

static const LodSourceFar *far_table(void)
{
  static _Atomic(const void *) found;
  return lod_far_find("lod_far_source", &found);
}

LodStatus lod_http_open(LodHttp *http, const char *url, const char *accept,
                        LodTransfer **transfer)
{
  *transfer = NULL;
  const LodSourceFar *table = far_table();
  return table ? table->lod_http_open(http, url, accept, transfer)
               : lod_far_missing(http->options.log);
}

LOD_SOURCE_FAR_FREE(LOD_FAR_FREE)
LOD_SOURCE_FAR(LOD_FAR_FORWARD)
