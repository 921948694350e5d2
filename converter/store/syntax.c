#include "rdf/syntax.h"
#include <lodstone/store.h>

const char *lod_store_syntax_of(const char *name, const char *head, size_t size)
{
  return lod_rdf_syntax_of(lod_view(name ? name : ""),
                           (LodView){head ? head : "", head ? size : 0});
}
