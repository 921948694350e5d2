/* Records of a table that has been read, or is being read, read again from
   their places. */
#ifndef LOD_TABLE_REREAD_H
#define LOD_TABLE_REREAD_H

#include "table/reader.h"
#include "table/rows.h"

/* How the table was opened; everything is borrowed. */
typedef struct LodRereadFrom {
  const LodSource *source; /* kept */
  const LodDialect *dialect;
  const LodBinding *binding;
  const char *reader; /* as for lod_reader_new */
  size_t max_field, max_columns;
} LodRereadFrom;

typedef struct LodReread LodReread;

LOD_NODISCARD LodStatus lod_reread_new(const LodRereadFrom *from,
                                       LodReread **reread);
void lod_reread_free(LodReread *reread);

/* Read the record at OFFSET; *rows has it as its only row until the next call.
   Offsets close to each other are quick one after the other.  LOD_ERR_INPUT
   when there is no record (any more). */
LOD_NODISCARD LodStatus lod_reread_record(LodReread *reread, uint64_t offset,
                                          const LodRows **rows);
/* Find the line of the record at OFFSET, knowing that the one at START, not
   behind it, is in line *line. */
LOD_NODISCARD LodStatus lod_reread_line(LodReread *reread, uint64_t start,
                                        uint64_t offset, uint64_t *line);

#endif
