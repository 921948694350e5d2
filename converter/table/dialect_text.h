/* Fields written as a dialect has them, so that its readers find the same. */
#ifndef LOD_TABLE_DIALECT_TEXT_H
#define LOD_TABLE_DIALECT_TEXT_H

#include "base/buffer.h"
#include "table/dialect.h"

/* Append TEXT in quotes; what has a meaning there is doubled or escaped.
   DIALECT has a quote. */
LOD_NODISCARD LodStatus lod_dialect_append_quoted(const LodDialect *dialect,
                                                  LodView text, LodBuffer *out);
/* Append TEXT as a field, the FIRST of its record or not: in quotes where it
   needs them, as it is where the dialect has none. */
LOD_NODISCARD LodStatus lod_dialect_append(const LodDialect *dialect,
                                           LodView text, bool first,
                                           LodBuffer *out);
/* What ends a record. */
LodView lod_dialect_end(const LodDialect *dialect);

#endif
