/* One conversion under way: what is found out on the way to the pipeline. */
#ifndef LOD_PUBLISH_JOB_H
#define LOD_PUBLISH_JOB_H

#include "mapping/csvw.h"
#include "publish/answer.h"
#include "publish/format.h"
#include "publish/json_output.h"
#include "publish/locate.h"
#include "publish/shard.h"
#include "publish/sink.h"
#include "source/source.h"
#include "table/binding.h"
#include "table/reader.h"
#include "table/rows.h"

typedef struct LodCandidates LodCandidates;

typedef struct LodJob {
  const LodConvertOptions *options;
  LodLog *log;
  LodRunReport *report;
  LodArena *arena;
  LodPackList *packs;
  LodHttp *http;
  const char *rdf;     /* the syntax of the input, which is RDF; or NULL */
  LodTransfer *answer; /* the input's, when it is a URL that is not read yet */
  const char *group_url; /* what the metadata of several tables was told */
  LodFormat format;
  const char *base; /* with '/' at its end, or NULL */
  LodMappingSource mapping_source;
  LodBadCells bad_cells;
  bool standard_mode;
  bool group_opened;     /* a table of this run has come before */
  bool validates;        /* what does not fit is an error, nothing is written */
  LodSink *sink;         /* the main output */
  LodOutput *plain_file; /* a second output, of the plain branch */
  LodOutput *plain;      /* where plain CSV goes, borrowed; or NULL */
  LodOutput *json_file;  /* another one, of plain JSON */
  LodJsonOutput json;
  LodOutput *reject; /* NULL: none */
} LodJob;

/* More workers than this only cost memory. */
#define LOD_MOST_JOBS 256
/* The number of workers that OPTIONS ask for, 1 or more. */
unsigned lod_job_workers(const LodConvertOptions *options);

/* One input table made ready: opened, its header read, mapping and binding
   chosen. */
typedef struct LodTableInput {
  const char *path;     /* or a URL */
  bool strict;          /* the header must fit the mapping */
  LodTransfer *answer;  /* the table's, until the source has it */
  LodAnswerFacts facts; /* what it says */
  LodSource *source;
  LodShard shard; /* the part of it that is converted */
  LodDialect dialect;
  LodLog *reader_log;
  LodReader *reader;
  LodComments *comments;     /* complete when all rows are read */
  LodBatch first;            /* the rows that came with the header */
  LodBatch header;           /* the header's records */
  LodHeader titles;          /* what they say; cells NULL: nothing */
  LodCandidates *candidates; /* packs, until the columns tell; or NULL */
  LodMapping *mapping;       /* owned when owns_mapping */
  bool owns_mapping;
  size_t table;         /* in the mapping */
  bool detects;         /* what a pack run finds out by itself */
  const char *own_url;  /* where it is */
  const char *told_url; /* what its metadata was told of that */
  const char *url;      /* what it is called */
  LodBinding *binding;
} LodTableInput;

/* Fill *job for *INPUT: formats, packs, base, where the mapping comes from; a
   URL is asked for.  Metadata given as the input is the mapping, and names its
   own tables: then *input becomes NULL, and *OPTIONS says so. */
LOD_NODISCARD LodStatus lod_job_init(LodJob *job, const char **input,
                                     LodConvertOptions *options, LodLog *log,
                                     LodRunReport *report);
void lod_job_free(LodJob *job);

/* Open PATH (or a URL) and bind it.  MAPPING: given (its table TABLE), or NULL:
   by the job's mapping source. */
LOD_NODISCARD LodStatus lod_table_input_open(LodJob *job, const char *path,
                                             LodMapping *mapping, size_t table,
                                             LodTableInput *input);
/* Go back to the first row, with the same mapping, dialect and binding.  What
   was said the first time is said to the job's log again. */
LOD_NODISCARD LodStatus lod_table_input_reopen(LodJob *job,
                                               LodTableInput *input);
/* All rows have been read: keep what may be asked for later, and no more. */
void lod_table_input_rest(LodTableInput *input);
void lod_table_input_free(LodTableInput *input);
/* Note the columns of the table that are none of the mapping's. */
void lod_table_input_note_extra(const LodTableInput *input, LodLog *log);

/* Bind MAPPING's TABLE to the header. */
LOD_NODISCARD LodStatus lod_table_input_bind(const LodTableInput *input,
                                             const LodMapping *mapping,
                                             size_t table, LodLog *log,
                                             LodBinding **binding);

/* What the loader is told; texts live as long as the job. */
LOD_NODISCARD LodStatus lod_job_csvw_options(const LodJob *job,
                                             const char *table_url,
                                             LodCsvwOptions *options);
/* Load the metadata file PATH of a pack, or the metadata of the job's mapping
   source, with TABLE_URL (may be NULL). */
LOD_NODISCARD LodStatus lod_job_load_pack(const LodJob *job, const char *path,
                                          const char *table_url, LodLog *log,
                                          LodMapping **mapping);
LOD_NODISCARD LodStatus lod_job_load(const LodJob *job, const char *table_url,
                                     LodMapping **mapping);
/* Apply the dialect options of the command line to DIALECT, where MAPPING's
   TABLE (MAPPING may be NULL) does not say it; what is not used is warned
   about. */
LOD_NODISCARD LodStatus lod_job_dialect(const LodJob *job,
                                        const LodMapping *mapping, size_t table,
                                        LodDialect *dialect);

#endif
