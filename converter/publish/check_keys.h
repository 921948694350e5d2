/* The keys of a group of tables, for a check. */
#ifndef LOD_PUBLISH_CHECK_KEYS_H
#define LOD_PUBLISH_CHECK_KEYS_H

#include "mapping/model.h"
#include "table/key_check.h"
#include <lodstone/convert.h>

typedef struct LodCheckKeys LodCheckKeys;

/* The indexes that the primary and foreign keys of MAPPING ask for; MAPPING
   is borrowed.  NULL: that of the only table comes with the table.  MEMORY:
   bytes before they spill, all together. */
LOD_NODISCARD LodStatus lod_check_keys_new(const LodMapping *mapping,
                                           uint64_t memory,
                                           LodCheckKeys **keys);
void lod_check_keys_free(LodCheckKeys *keys);
/* Add what they hold and take to REPORT. */
void lod_check_keys_count(const LodCheckKeys *keys, LodRunReport *report);

/* Those of one table. */
typedef struct LodTableKeys {
  LodArena *arena;
  LodKeyUse *uses;
  size_t use_count;
  LodKeyCheck *check; /* NULL: the table has none */
} LodTableKeys;

/* The keys of TABLE of MAPPING, whose schema is complete.  FROM: how to read
   its records again; what it has must last as long as tables are checked that
   refer to it. */
LOD_NODISCARD LodStatus lod_table_keys_new(LodCheckKeys *keys,
                                           const LodMapping *mapping,
                                           size_t table,
                                           const LodRereadFrom *from,
                                           LodTableKeys *result);
void lod_table_keys_free(LodTableKeys *keys);
/* All rows of the table are in. */
void lod_table_keys_end(LodTableKeys *keys);

#endif
