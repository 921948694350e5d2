/* CSVW metadata to the mapping model ("Metadata Vocabulary for Tabular Data",
   "Generating RDF from Tabular Data on the Web"). */
#ifndef LOD_MAPPING_CSVW_H
#define LOD_MAPPING_CSVW_H

#include "mapping/model.h"

typedef struct LodAssignment {
  const char *name, *value;
} LodAssignment;

typedef struct LodCsvwOptions {
  const char *base;      /* IRI: what relative URL templates are resolved
                            against ("/" is added when it has no path end);
                            NULL: the table's URL */
  const char *table_url; /* absolute URL of the INPUT that stands for the only
                            table, or NULL: the metadata's own url */
  bool standard_mode;
  const LodAssignment *sets; /* constants for columns by name */
  size_t set_count;
} LodCsvwOptions;

/* Load the metadata file PATH.  A file that is no JSON, or whose metadata
   breaks a rule that the recommendation calls an error: LOD_ERR_INPUT, logged
   with line and column where JSON has one; what is to be ignored: a warning. */
LOD_NODISCARD LodStatus lod_csvw_load(const char *path,
                                      const LodCsvwOptions *options,
                                      LodLog *log, LodMapping **mapping);
/* The mapping of a table without metadata ("Model for Tabular Data", 8: from
   the header).  HEADER may be NULL: _col.1, _col.2, ... up to COUNT. */
LOD_NODISCARD LodStatus lod_csvw_from_header(const LodView *header,
                                             size_t count,
                                             const LodDialect *dialect,
                                             const LodCsvwOptions *options,
                                             LodLog *log,
                                             LodMapping **mapping);

#endif
