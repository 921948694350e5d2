/* Output formats: which writer makes them, and their file endings. */
#ifndef LOD_PUBLISH_FORMAT_H
#define LOD_PUBLISH_FORMAT_H

#include "linked/syntax.h"
#include <lodstone/convert.h>

typedef enum LodFormatKind {
  LOD_FORMAT_STREAM, /* our streaming writers */
  LOD_FORMAT_CSV,    /* plain */
  LOD_FORMAT_JSON,   /* plain: "json" or "csvw-json" */
  LOD_FORMAT_RAPTOR  /* by a raptor serializer of that name */
} LodFormatKind;

typedef struct LodFormat {
  LodFormatKind kind;
  const char *name;
  LodSyntax syntax; /* of the streaming writer, also in front of raptor */
} LodFormat;

static inline bool lod_format_is_plain(const LodFormat *format)
{
  return format->kind == LOD_FORMAT_CSV || format->kind == LOD_FORMAT_JSON;
}

/* Decide from OPTIONS; LOD_ERR_USAGE, logged, when there is no such format. */
LOD_NODISCARD LodStatus lod_format_choose(const LodConvertOptions *options,
                                          LodLog *log, LodFormat *format);

#endif
