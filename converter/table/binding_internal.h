/* Parts of the making of a binding. */
#ifndef LOD_TABLE_BINDING_INTERNAL_H
#define LOD_TABLE_BINDING_INTERNAL_H

#include "table/binding.h"

typedef struct LodBinder {
  const LodSchema *schema;
  LodView *header; /* titles without blanks around them, row by row; NULL: no
                      header */
  size_t rows, count;
  size_t skip;     /* fields before the first column */
  size_t *columns; /* by field: the column's index, or LOD_NO_COLUMN */
  size_t *doubles; /* by field: the column that it fits, but that another one
                      is; or LOD_NO_COLUMN */
  size_t *fields;  /* by column; the binding's */
  LodPlace place;  /* of the header */
  LodLog *log;     /* may be NULL */
  bool strict;     /* what does not fit is an error */
} LodBinder;

static inline LodSeverity lod_binder_severity(const LodBinder *binder)
{
  return binder->strict ? LOD_ERROR : LOD_WARNING;
}

/* The place of a field of the header. */
LodPlace lod_binder_place(const LodBinder *binder, size_t field);
/* The first title of a field that is not empty. */
LodView lod_binder_title(const LodBinder *binder, size_t field);
void lod_binder_join(LodBinder *binder, size_t field, size_t column);

LOD_NODISCARD LodStatus lod_bind_by_title(LodBinder *binder);
/* CSVW "Metadata Vocabulary", 5.5.1 (schema compatibility). */
LOD_NODISCARD LodStatus lod_bind_by_position(LodBinder *binder);

#endif
