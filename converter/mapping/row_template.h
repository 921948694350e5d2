/* URL templates in the light of one row ("Metadata Vocabulary", 5.1.3). */
#ifndef LOD_MAPPING_ROW_TEMPLATE_H
#define LOD_MAPPING_ROW_TEMPLATE_H

#include "mapping/model.h"
#include "table/rows.h"

/* The bytes of a key or a number in a template, at most. */
#define LOD_KEY_SIZE ((size_t)64)

/* One row under way. */
typedef struct LodTemplateRow {
  const LodMapping *mapping;
  const LodRows *rows;
  size_t row; /* in the batch */
  LodBadCells bad_cells;
  LodArena *arena;                  /* of what is made on the way */
  LodBuffer *expansion, *resolving; /* for work that is under way */
  /* Writes key KEY of the row, at most LOD_KEY_SIZE bytes, and returns the end;
   *made false: there is none.  NULL: templates have no keys. */
  char *(*put_key)(const void *user, size_t key, char *at, bool *made);
  const void *user;
} LodTemplateRow;

typedef enum LodUrlState {
  LOD_URL_NONE, /* a variable is null, and nulls omit the term */
  LOD_URL_MADE,
  LOD_URL_BAD /* what came out is no IRI */
} LodUrlState;

/* Are all expressions of T "{name}", and need what comes out no resolving?
   Then values are per-cent-encoded as they are, and nothing has to be checked:
   what is around them was when T was bound. */
bool lod_template_is_simple(const LodBoundTemplate *t);

/* Append the absolute IRI that T makes of ROW to row->expansion; or with
   LOD_URL_BAD what is none. */
LOD_NODISCARD LodStatus lod_row_template(const LodTemplateRow *row,
                                         const LodBoundTemplate *t,
                                         LodUrlState *state);
/* Append the items of the list in COLUMN, per-cent-encoded and joined by commas
   (RFC 6570, 3.2.2); *made false: it has none. */
LOD_NODISCARD LodStatus lod_row_append_list(const LodTemplateRow *row,
                                            size_t column, LodBuffer *out,
                                            bool *made);
/* The absolute IRI that MAP, a constant or a template, is in ROW; *url is in
   the arena, or the constant. */
LOD_NODISCARD LodStatus lod_row_url(const LodTemplateRow *row,
                                    const LodTermMap *map, LodView *url,
                                    LodUrlState *state);

#endif
