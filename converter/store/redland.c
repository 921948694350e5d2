#include "store/redland_internal.h"

#include "base/memory.h"

#define OPTIONS                                                                \
  "hash-type='bdb',contexts='yes',index-predicates='yes',mode='0666'"

static LodStatus open_model(LodStore *store)
{
  const char *options =
      store->mode == LOD_STORE_WRITE ? OPTIONS : OPTIONS ",write='no'";
  LodPlace place = {.file = store->directory.path};
  LodStatus status = lod_redland_world_init(&store->redland, store->log);
  if (status)
    return status;
  store->storage = lod_redland_storage_new(store->redland.world, options,
                                           store->directory.path);
  if (store->storage)
    store->model = librdf_new_model(store->redland.world, store->storage, NULL);
  if (store->model)
    return LOD_SUCCESS;
  lod_log_add(store->log, LOD_ERROR, "store", &place,
              "the store cannot be opened");
  return LOD_ERR_STORE;
}

LodStatus lod_store_open(const char *directory, LodStoreMode mode, LodLog *log,
                         LodStore **result)
{
  *result = NULL;
  LodStore *store = lod_calloc(1, sizeof *store);
  if (!store)
    return LOD_ERR_NO_MEMORY;
  store->log = log;
  store->mode = mode;
  LodStatus status =
      lod_store_directory_open(directory, mode, log, &store->directory);
  if (!status)
    status = open_model(store);
  if (status) {
    LodStatus closed = lod_store_close(store);
    return status ? status : closed;
  }
  *result = store;
  return LOD_SUCCESS;
}

LodStatus lod_store_close(LodStore *store)
{
  if (!store)
    return LOD_SUCCESS;
  lod_store_load_cancel(store);
  if (store->model)
    librdf_free_model(store->model);
  if (store->storage)
    librdf_free_storage(store->storage);
  bool opened = store->model != NULL;
  LodStatus status = LOD_SUCCESS;
  lod_redland_world_clear(&store->redland);
  if (opened && store->mode == LOD_STORE_WRITE && !store->damaged)
    status = lod_store_directory_check_files(&store->directory);
  lod_store_directory_close(&store->directory);
  lod_free(store);
  return status;
}
