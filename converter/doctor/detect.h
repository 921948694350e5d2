/* What a run with a pack finds out by itself: how the file is written.  Each
   finding that is worth knowing is a note with its evidence; what is uncertain
   is an error that names the option which settles it. */
#ifndef LOD_DOCTOR_DETECT_H
#define LOD_DOCTOR_DETECT_H

#include "table/batch.h"
#include "table/binding.h"
#include "table/dialect.h"
#include "table/schema.h"
#include <lodstone/log.h>

/* What is known beforehand. */
typedef struct LodDialectTold {
  bool delimiter, quote, line_ends; /* fixed by the user: not judged */
  /* What the table may be, as by the versions of a pack: titles that these
     know tell a delimiter better than any count.  May be NULL. */
  const LodSchema *const *schemas;
  size_t schema_count;
} LodDialectTold;

/* Judge delimiter (comma, semicolon, tab), quote character (" or ') and line
   ends of SAMPLE, UTF-8 from the start of the file (COMPLETE: all of it;
   a mebibyte is plenty).  *dialect comes with the defaults and with what the
   user told; its other properties (skip_rows, header, trim, ...) are heeded.
   What is found is set in it as static texts.  A sample with a NUL byte is not
   judged, and quotes stay quotes whatever is wrong with them: the reader says
   where.
   Notes: "detected-delimiter", "detected-quote", "detected-line-ends".
   LOD_ERR_INPUT with "uncertain-delimiter" or "uncertain-line-ends": *dialect
   is left alone.  PLACE names the file; TOLD may be NULL. */
LOD_NODISCARD LodStatus lod_detect_dialect(LodView sample, bool complete,
                                           const LodDialectTold *told,
                                           const LodPlace *place, LodLog *log,
                                           LodDialect *dialect);

typedef struct LodNumbersTold {
  const char *decimal; /* "." or ","; NULL: judged */
} LodNumbersTold;

/* Judge decimal and group marks of the numeric columns that BINDING finds in
   the file and whose datatypes say nothing of formats, from the records of
   BATCH from FIRST_RECORD on, all columns together.  Sets decimal_char and
   group_char of these columns of SCHEMA (static texts) where they differ from
   XSD's, and compiles their datatypes again.
   Notes: "detected-decimal", "detected-group".  LOD_ERR_INPUT with
   "uncertain-decimal": nothing decides, or the cells contradict each other;
   LOD_ERR_USAGE: the mark told is none. */
LOD_NODISCARD LodStatus lod_detect_numbers(const LodBinding *binding,
                                           LodSchema *schema,
                                           const LodBatch *batch,
                                           size_t first_record,
                                           const LodNumbersTold *told,
                                           const LodPlace *place, LodLog *log);

#endif
