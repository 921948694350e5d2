/* A schema bound to one header: which field of a record is which column. */
#ifndef LOD_TABLE_BINDING_H
#define LOD_TABLE_BINDING_H

#include "table/batch.h"
#include "table/dialect.h"
#include "table/schema.h"
#include "table/split.h"

/* The header of a table: its rows one behind the other, each of COUNT cells. */
typedef struct LodHeader {
  const LodCell *cells; /* NULL: the table has none */
  size_t count;         /* those of skipped columns are among them */
  size_t rows;          /* 1 or more; each gives every column one more title */
  size_t skip;          /* skipped columns, with and without a header */
} LodHeader;

typedef struct LodBinding {
  const LodSchema *schema;
  size_t *fields;     /* by column: the field's index, or LOD_NO_COLUMN */
  size_t field_count; /* fields the header has, skipped ones too */
  size_t *extra;      /* fields that are no column's, in order */
  char **extra_names; /* their header names, UTF-8 */
  size_t *extra_of;   /* the column that another field is already, or
                         LOD_NO_COLUMN */
  size_t extra_count;
  unsigned matched, missing_required; /* how well it fits */
  const char *file;                   /* for messages */
  LodSplit **splits; /* those that fill a column that the file lacks */
  size_t split_count;
} LodBinding;

/* Match as CLI.md says: case, diacritics, blanks and punctuation do not
   count.  Appends the folded form of TITLE to *out ("Org.nr " -> "orgnr",
   "Bokföringsdatum" -> "bokforingsdatum"). */
LOD_NODISCARD LodStatus lod_title_fold(LodView title, LodBuffer *out);

/* Bind SCHEMA to the header RECORD (NULL: no header, by position).
   match_by_title: by name or any title, folded; a title that two fields or
   two columns claim goes to the exact match first, then to the first field,
   and is warned about.  Else by position, and titles are compared as CSVW
   says (LOD_ERR_INPUT when they do not fit and it is STRICT, else a warning).
   Absent required columns are warnings ("missing-column"), an absent
   essential one an error; columns with a constant, and those that the
   split of another one fills, are present.  With LOG NULL nothing is said (for
   finding the version that fits).  SCHEMA is borrowed. */
LOD_NODISCARD LodStatus lod_binding_new(const LodSchema *schema,
                                        const LodCell *header, size_t count,
                                        bool strict, const LodPlace *place,
                                        LodLog *log, LodBinding **binding);
/* The same for any header. */
LOD_NODISCARD LodStatus lod_binding_new_by(const LodSchema *schema,
                                           const LodHeader *header, bool strict,
                                           const LodPlace *place, LodLog *log,
                                           LodBinding **binding);
void lod_binding_free(LodBinding *binding);

#endif
