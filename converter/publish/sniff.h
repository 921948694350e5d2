/* What kind of input a file is, by its first bytes. */
#ifndef LOD_PUBLISH_SNIFF_H
#define LOD_PUBLISH_SNIFF_H

#include "source/http.h"

typedef enum LodInputKind {
  LOD_INPUT_TABLE,    /* nothing else: delimited text */
  LOD_INPUT_METADATA, /* CSVW metadata */
  LOD_INPUT_RDF
} LodInputKind;

/* Judge INPUT (a path; standard input and what else can be read only once is
   always a table).  What this release does not read (other JSON, web pages,
   zip archives and so XLSX) is LOD_ERR_INPUT, logged. */
LOD_NODISCARD LodStatus lod_sniff(const char *input, LodLog *log,
                                  LodInputKind *kind);

/* The same of what a server answers for the URL INPUT.  *SYNTAX (NULL: RDF is
   LOD_ERR_INPUT, too) is that of RDF: by its media type; where that is of no
   table, as of text/plain, by its content and its ending. */
LOD_NODISCARD LodStatus lod_sniff_transfer(LodTransfer *transfer, LodLog *log,
                                           LodInputKind *kind,
                                           const char **syntax);

#endif
