/* From what the user names to metadata and IRIs. */
#ifndef LOD_PUBLISH_LOCATE_H
#define LOD_PUBLISH_LOCATE_H

#include "base/arena.h"
#include "source/http.h"
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
  const char *path;      /* FILE: its name, a path or a URL */
  LodView text;          /* FILE: its content; data NULL: not read yet */
  const char *location;  /* FILE: the URL that it came from; NULL: a file */
  const LodPack **packs; /* PACK: the candidates, newest first */
  size_t pack_count;
  bool found; /* FILE: beside the input, not named by the user */
  bool any;   /* PACK: all there are; where none fits, the header */
} LodMappingSource;

/* What is to be located, and with what. */
typedef struct LodLocate {
  const char *input; /* a path, "-", a URL, or NULL */
  const LodConvertOptions *options;
  const LodPackList *packs;
  LodHttp *http;
  LodTransfer *answer; /* the input's, when it is a URL; else NULL */
  LodArena *arena;     /* texts live in it */
  LodLog *log;
} LodLocate;

/* Decide what the options' mapping or metadata names: a URL, an existing file,
   else a pack ("name", "name/version").  Without one the metadata of the
   input that describes it ("Model for Tabular Data", section 5): by links and
   the site's configuration for a URL; INPUT-metadata.json, csv-metadata.json
   beside a file; else the header.  LOD_ERR_INPUT, logged, when there is no
   such thing; LOD_ERR_NETWORK. */
LOD_NODISCARD LodStatus lod_locate_mapping(const LodLocate *locate,
                                           LodMappingSource *source);
/* The same for a table that came over HTTP; SOURCE is as it was when there is
   none. */
LOD_NODISCARD LodStatus lod_locate_on_web(const LodLocate *locate,
                                          LodMappingSource *source);

/* The base IRI, with a '/' at its end; NULL when none is given.  An invalid
   one is LOD_ERR_USAGE. */
LOD_NODISCARD LodStatus lod_locate_base(const char *given, LodArena *arena,
                                        LodLog *log, const char **base);
/* The IRI of a table (a path or a URL): below BASE, else its own URL. */
LOD_NODISCARD LodStatus lod_locate_table_url(const char *input,
                                             const char *base, LodArena *arena,
                                             const char **url);
/* The local file that a file: URL names; NULL when it is no such URL. */
const char *lod_locate_local_path(const char *url, LodArena *arena);

#endif
