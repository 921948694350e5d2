/* What the vector scanner, which leaves to libcsv all that is irregular, needs
   of the libcsv reader. */
#ifndef LOD_TABLE_READER_LIBCSV_H
#define LOD_TABLE_READER_LIBCSV_H

#include "table/builder.h"
#include "table/input.h"
#include "table/reader_internal.h"

/* Why libcsv cannot read DIALECT: a message id; NULL when it can. */
const char *lod_reader_libcsv_refusal(const LodDialect *dialect);

/* The input and the builder that READER works on; from now on its batches end,
   where they can, between two records and behind an LF. */
void lod_reader_libcsv_share(LodReader *reader, LodInput **input,
                             LodBuilder **builder);
/* Whether it stands there, and there may be more. */
bool lod_reader_libcsv_is_between(const LodReader *reader);
/* SIZE bytes of whole records have been read by another; builder->offset is
   where they begin. */
void lod_reader_libcsv_skip(LodReader *reader, size_t size);

#endif
