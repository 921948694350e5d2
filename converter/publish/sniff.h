/* What kind of input a file is, by its first bytes. */
#ifndef LOD_PUBLISH_SNIFF_H
#define LOD_PUBLISH_SNIFF_H

#include <lodstone/log.h>

typedef enum LodInputKind {
  LOD_INPUT_TABLE,   /* nothing else: delimited text */
  LOD_INPUT_METADATA /* CSVW metadata */
} LodInputKind;

/* Judge INPUT (a path; standard input and what else can be read only once is
   always a table).  What this release does not read (other JSON, zip archives
   and so XLSX, URLs) is LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_sniff(const char *input, LodLog *log,
                                  LodInputKind *kind);

#endif
