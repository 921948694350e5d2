/* CSVW metadata to the mapping model ("Metadata Vocabulary for Tabular Data",
   "Generating RDF from Tabular Data on the Web"). */
#ifndef LOD_MAPPING_CSVW_H
#define LOD_MAPPING_CSVW_H

#include "mapping/model.h"
#include "table/binding.h"

typedef struct LodAssignment {
  const char *name, *value;
} LodAssignment;

/* Appends the document at URL to *bytes, or logs why it can't be had. */
typedef LodStatus (*LodCsvwFetch)(void *user, const char *url, LodLog *log,
                                  LodBuffer *bytes);

/* All zero: plain metadata of a file, minimal mode. */
typedef struct LodCsvwOptions {
  const char *base;       /* IRI: what relative URL templates are resolved
                             against ("/" is added when it has no path end);
                             NULL: the table's URL */
  const char *table_url;  /* absolute URL of the INPUT that stands for the only
                             table, or NULL: the metadata's own url */
  const char *table_name; /* of a table without metadata, as messages name it;
                             NULL: not known */
  bool own_url; /* a url of the metadata that is no local file's is kept, and
                   table_url stands only where there is none */
  bool standard_mode;
  bool cells;                /* the tables' cells are asked for, too */
  const LodAssignment *sets; /* constants for columns by name */
  size_t set_count;
  const char *location; /* URL of the metadata document, what its relative URLs
                           mean; NULL: the file URL of its path */
  LodCsvwFetch fetch;   /* reads the schemas, dialects and code lists that the
                           metadata refers to by URL; NULL: local files only */
  void *fetch_user;
  bool own_folder; /* the metadata was found, not named by the user: of local
                      files it may read those in its folder or below */
  bool validating; /* columns that the metadata does not describe are an
                      error */
  bool any_table;  /* a table without url is no error: a specification's
                      metadata, which is for any table */
} LodCsvwOptions;

/* Load the metadata file PATH.  A file that is no JSON, or whose metadata
   breaks a rule that the recommendation calls an error: LOD_ERR_INPUT, logged
   with line and column where JSON has one; what is to be ignored: a warning. */
LOD_NODISCARD LodStatus lod_csvw_load(const char *path,
                                      const LodCsvwOptions *options,
                                      LodLog *log, LodMapping **mapping);
/* The same for TEXT, called NAME in messages. */
LOD_NODISCARD LodStatus lod_csvw_load_text(LodView text, const char *name,
                                           const LodCsvwOptions *options,
                                           LodLog *log, LodMapping **mapping);
/* The mapping of a table without metadata ("Model for Tabular Data", 8: from
   the header).  A HEADER without cells has the count of the first record:
   _col.1, _col.2, ... */
LOD_NODISCARD LodStatus lod_csvw_from_header(const LodHeader *header,
                                             const LodDialect *dialect,
                                             const LodCsvwOptions *options,
                                             LodLog *log, LodMapping **mapping);

/* Give TABLE of a loaded MAPPING the columns that its metadata leaves to the
   data: all of them, from the header, when its schema names none; and one
   without name and title ("_col.N") for each field past those that it names,
   with a warning ("column-count").  To be called before the schema is bound,
   except where columns are matched by title.  Does nothing where all is
   named. */
LOD_NODISCARD LodStatus lod_csvw_complete(LodMapping *mapping, size_t table,
                                          const LodHeader *header,
                                          const LodCsvwOptions *options,
                                          LodLog *log);

#endif
