/* Plain open data: CSV as the national specifications ask (RFC 4180, UTF-8,
   comma, the specification's columns in its order, dates and decimals in their
   XSD form). */
#ifndef LOD_PLAIN_CSV_H
#define LOD_PLAIN_CSV_H

#include "table/rows.h"

/* Append the header: the names of the columns that are not virtual. */
LOD_NODISCARD LodStatus lod_plain_csv_header(const LodSchema *schema,
                                             LodBuffer *out);
/* Append the rows.  A bad cell stands as it
   was with KEEP, else empty; what is withheld is empty. */
LOD_NODISCARD LodStatus lod_plain_csv_rows(const LodRows *rows,
                                           LodBadCells policy, LodBuffer *out);

/* Append TEXT as a field: quoted when it holds DELIMITER, QUOTE, a line end or
   outer blanks. */
LOD_NODISCARD LodStatus lod_csv_append_field(LodBuffer *out, LodView text,
                                             char delimiter, char quote);
/* Whether one of the marks, or an LF or CR, is in TEXT; and its twin without
   vector instructions, for tests. */
bool lod_csv_has_marks(LodView text, char delimiter, char quote);
bool lod_csv_has_marks_portable(LodView text, char delimiter, char quote);
/* Make a field of what stands in OUT from START on. */
LOD_NODISCARD LodStatus lod_csv_quote_tail(LodBuffer *out, size_t start,
                                           char delimiter, char quote);

#endif
