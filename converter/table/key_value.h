/* The value of a key: that of some columns of a row, as bytes. */
#ifndef LOD_TABLE_KEY_VALUE_H
#define LOD_TABLE_KEY_VALUE_H

#include "table/rows.h"

/* Append the values of COLUMNS in ROW: equal values give equal bytes and
   others give others, whatever the lexical forms.  Numbers are compared as
   numbers, moments as moments, and a null equals a null; between datatypes the
   canonical forms count.  ARENA: for work, of the caller. */
LOD_NODISCARD LodStatus lod_key_value_append(const LodRows *rows, size_t row,
                                             const size_t *columns,
                                             size_t count, LodArena *arena,
                                             LodBuffer *out);
/* Append the value of a key of COUNT columns that are all null. */
LOD_NODISCARD LodStatus lod_key_value_append_nulls(size_t count,
                                                   LodBuffer *out);

#endif
