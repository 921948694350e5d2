/* From what the user names to metadata files and IRIs. */
#ifndef LOD_PUBLISH_LOCATE_H
#define LOD_PUBLISH_LOCATE_H

#include "base/arena.h"
#include <lodstone/convert.h>
#include <lodstone/pack.h>

/* Where the mapping of a run comes from. */
typedef enum LodMappingKind {
  LOD_MAPPING_FILE,  /* one metadata file */
  LOD_MAPPING_PACK,  /* the versions of a pack, by the columns */
  LOD_MAPPING_HEADER /* no metadata: made from the header */
} LodMappingKind;

typedef struct LodMappingSource {
  LodMappingKind kind;
  const char *path;      /* FILE */
  const LodPack **packs; /* PACK: the candidates, newest first */
  size_t pack_count;
  bool found; /* FILE: beside the input, not named by the user */
  bool any;   /* PACK: all there are; where none fits, the header */
} LodMappingSource;

/* Decide what OPTIONS->mapping names: an existing file, else a pack
   ("name", "name/version"); without one the metadata beside INPUT
   (INPUT-metadata.json, csv-metadata.json), else the header.  Texts live in
   ARENA, packs in PACKS.  LOD_ERR_INPUT, logged, when there is no such thing.
 */
LOD_NODISCARD LodStatus lod_locate_mapping(const char *input,
                                           const LodConvertOptions *options,
                                           const LodPackList *packs,
                                           LodArena *arena, LodLog *log,
                                           LodMappingSource *source);

/* The base IRI, with a '/' at its end; NULL when none is given.  An invalid
   one is LOD_ERR_USAGE. */
LOD_NODISCARD LodStatus lod_locate_base(const char *given, LodArena *arena,
                                        LodLog *log, const char **base);
/* The IRI of a table: below BASE, else the file's URL. */
LOD_NODISCARD LodStatus lod_locate_table_url(const char *input,
                                             const char *base, LodArena *arena,
                                             const char **url);
/* The local file that a file: URL names; NULL when it is no such URL. */
const char *lod_locate_local_path(const char *url, LodArena *arena);

#endif
