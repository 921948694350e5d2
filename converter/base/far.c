#include "base/far.h"

#include "base/buffer.h"
#include <dlfcn.h>
#include <string.h>

#define MODULE "lodstone-far.so"

/* The folder that the library itself was loaded from. */
static LodView own_folder(void)
{
  static const char here[] = "";
  Dl_info own;
  if (!dladdr(here, &own) || !own.dli_fname)
    return LOD_VIEW(".");
  const char *slash = strrchr(own.dli_fname, '/');
  if (!slash)
    return LOD_VIEW(".");
  return (LodView){own.dli_fname, (size_t)(slash - own.dli_fname)};
}

static void *open_in(LodView folder, const char *below)
{
  LodBuffer path = {0};
  void *module = NULL;
  if (!lod_buffer_printf(&path, "%.*s/%s" MODULE, (int)folder.size, folder.data,
                         below) &&
      !lod_buffer_terminate(&path))
    module = dlopen(path.data, RTLD_LAZY | RTLD_LOCAL);
  lod_buffer_free(&path);
  return module;
}

/* Where it is installed relative to the library, where it was meant to be, and
   in a build tree.  It stays loaded: its libraries do not unload well. */
static void *open_module(void)
{
  void *module = open_in(own_folder(), "lodstone/");
  if (!module)
    module = open_in(own_folder(), "");
  return module ? module : open_in(LOD_VIEW(LOD_PKGLIBDIR), "");
}

const void *lod_far_find(const char *symbol, _Atomic(const void *) *found)
{
  const void *table = atomic_load_explicit(found, memory_order_acquire);
  if (table)
    return table;
  void *module = open_module();
  table = module ? dlsym(module, symbol) : NULL;
  atomic_store_explicit(found, table, memory_order_release);
  return table;
}

LodStatus lod_far_missing(LodLog *log)
{
  const char *why = open_module() ? NULL : dlerror();
  if (log)
    lod_log_add(log, LOD_ERROR, "module", NULL,
                "cannot load the part of lodstone for other RDF syntaxes, "
                "stores and the web: %s",
                why ? why : MODULE);
  return LOD_ERR_IO;
}
