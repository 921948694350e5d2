/* URL templates in the light of one row ("Metadata Vocabulary", 5.1.3). */
#ifndef LOD_MAPPING_ROW_TEMPLATE_H
#define LOD_MAPPING_ROW_TEMPLATE_H

#include "mapping/model.h"
#include "table/rows.h"

/* One row under way. */
typedef struct LodTemplateRow {
  const LodMapping *mapping;
  const LodRows *rows;
  size_t row; /* in the batch */
  LodBadCells bad_cells;
  LodArena *arena;                  /* of what is made on the way */
  LodBuffer *expansion, *resolving; /* for work that is under way */
} LodTemplateRow;

typedef enum LodUrlState {
  LOD_URL_NONE, /* a variable is null, and nulls omit the term */
  LOD_URL_MADE,
  LOD_URL_BAD /* what came out is no IRI */
} LodUrlState;

/* The absolute IRI that MAP, a constant or a template without keys, is in ROW;
 *url is in the arena, or the constant. */
LOD_NODISCARD LodStatus lod_row_url(const LodTemplateRow *row,
                                    const LodTermMap *map, LodView *url,
                                    LodUrlState *state);

#endif
