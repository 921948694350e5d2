/* CSVW metadata to the mapping model ("Metadata Vocabulary for Tabular Data",
   "Generating RDF from Tabular Data on the Web"). */
#ifndef LOD_MAPPING_CSVW_H
#define LOD_MAPPING_CSVW_H

#include "mapping/model.h"
#include "table/binding.h"

/* How large a document that is read whole may be, if nobody says it. */
#define LOD_CSVW_MAX_BYTES ((size_t)16 << 20)

typedef struct LodAssignment {
  const char *name, *value;
} LodAssignment;

/* What lies at a URL, all zero at first. */
typedef struct LodCsvwFetched {
  LodBuffer bytes;
  LodBuffer location; /* the URL that it was had from, by a redirect another */
  LodBuffer charset;  /* as the server calls it; empty: it says nothing */
} LodCsvwFetched;
void lod_csvw_fetched_clear(LodCsvwFetched *fetched);

/* Gets the document at URL, or logs why it can't be had. */
typedef LodStatus (*LodCsvwFetch)(void *user, const char *url, LodLog *log,
                                  LodCsvwFetched *fetched);

/* All zero: plain metadata of a file, minimal mode. */
typedef struct LodCsvwOptions {
  const char *base;       /* IRI: what relative URL templates are resolved
                             against ("/" is added when it has no path end),
                             unless the only table has table_url; NULL: the
                             table's URL */
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
  LodCsvwFetch fetch;   /* reads what the metadata refers to by a URL that is no
                           local file; NULL: nothing does */
  void *fetch_user;
  size_t max_bytes;   /* of a document; 0: LOD_CSVW_MAX_BYTES */
  unsigned max_match; /* steps of a regular expression with one cell; 0:
                         LOD_XSD_MAX_MATCH */
  bool own_folder;    /* the metadata was found, not named by the user: of local
                         files it may read those in its folder or below */
  bool validating;    /* columns that the metadata does not describe are an
                         error */
  bool any_table;     /* a table without url is no error: a specification's
                         metadata, which is for any table */
} LodCsvwOptions;

/* How large a document may be that OPTIONS let be read. */
size_t lod_csvw_most_bytes(const LodCsvwOptions *options);

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

/* Set the inherited property lang of TABLE ("Model for Tabular Data", 6.1,
   step 3.4: Content-Language), unless its metadata has one.  To be called
   before lod_csvw_complete. */
LOD_NODISCARD LodStatus lod_csvw_set_language(LodMapping *mapping, size_t table,
                                              LodView language,
                                              const LodCsvwOptions *options,
                                              LodLog *log);

/* Give TABLE of a loaded MAPPING the columns that its metadata leaves to the
   data: all of them, from the header, when its schema has no columns; and one
   without name and title ("_col.N") for each field past those that it names,
   with a warning ("column-count").  To be called before the schema is bound,
   except where columns are matched by title.  Does nothing where all is
   named. */
LOD_NODISCARD LodStatus lod_csvw_complete(LodMapping *mapping, size_t table,
                                          const LodHeader *header,
                                          const LodCsvwOptions *options,
                                          LodLog *log);

/* What a document that was located says of a table. */
typedef enum LodCsvwDescribes {
  LOD_CSVW_NO_METADATA, /* it is something else */
  LOD_CSVW_OF_ANOTHER,  /* metadata of other tables */
  LOD_CSVW_OF_THIS,     /* it describes the table, or cannot be read: then
                           loading it says why */
} LodCsvwDescribes;

/* Does the document TEXT of LOCATION describe the table at URL ("Model for
   Tabular Data", 5.2 and 5.3: has it a table description with that URL)?
   BY_NAME: a URL whose last segment is the same will do. */
LOD_NODISCARD LodStatus lod_csvw_describes(LodView text, const char *location,
                                           const char *url, bool by_name,
                                           LodCsvwDescribes *answer);

/* Are the absolute URLs A and B of one table ("Model for Tabular Data", 6.3)?
   BY_NAME as above. */
LOD_NODISCARD LodStatus lod_csvw_same_table(const char *a, const char *b,
                                            bool by_name, bool *same);

/* May metadata of LOCATION (a URL) read the local file at URL?  What the user
   named may read what the user may; what was found beside data (OWN_FOLDER)
   its own folder; what came over the network no file. */
bool lod_csvw_may_read(const char *location, bool own_folder, const char *url);

/* Append LINK, resolved against BASE and normalised ("Model for Tabular Data",
   6.3). */
LOD_NODISCARD LodStatus lod_csvw_normalise_url(LodView base, LodView link,
                                               LodBuffer *out);
/* Append the file URL of PATH, with links resolved where there is such a
   file. */
LOD_NODISCARD LodStatus lod_csvw_append_file_url(const char *path,
                                                 LodBuffer *out);

#endif
