/* Specification packs: metadata, vocabulary and code lists of one national
   specification, found by name. */
#ifndef LODSTONE_PACK_H
#define LODSTONE_PACK_H

#include <lodstone/log.h>

typedef struct LodPack {
  const char *name;    /* "leverantorsreskontra" */
  const char *version; /* "1.1" */
  const char *title;   /* in the language of the messages, may be "" */
  const char *path;    /* of its metadata file */
} LodPack;

typedef struct LodPackList LodPackList;

/* List the packs of VOCAB_PATH (colon-separated directories; NULL: those of
   LODSTONE_VOCAB, the user's data directory, the installed one; from a build
   tree the source tree's).  A pack that an earlier directory has hides the
   same name and version in a later one.  Sorted by name, newest version
   first.  The caller frees the list. */
LOD_API LOD_NODISCARD LodStatus lod_pack_list_new(const char *vocab_path,
                                                  LodLog *log,
                                                  LodPackList **list);
LOD_API void lod_pack_list_free(LodPackList *list);
LOD_API size_t lod_pack_list_size(const LodPackList *list);
LOD_API const LodPack *lod_pack_list_at(const LodPackList *list, size_t index);

#endif
