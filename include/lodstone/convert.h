/* Converting one table, or the tables of one mapping. */
#ifndef LODSTONE_CONVERT_H
#define LODSTONE_CONVERT_H

#include <lodstone/log.h>
#include <lodstone/output.h>
#include <stdbool.h>

typedef enum LodLayer {
  LOD_LAYER_ALL,
  LOD_LAYER_PLAIN,
  LOD_LAYER_LINKS
} LodLayer;

/* How much CSVW says of tables and rows ("Generating RDF", 4.4). */
typedef enum LodMode {
  LOD_MODE_DEFAULT, /* standard for CSVW metadata, minimal for a pack */
  LOD_MODE_STANDARD,
  LOD_MODE_MINIMAL
} LodMode;

typedef enum LodBadCellPolicy {
  LOD_BAD_CELLS_DEFAULT, /* keep for CSVW metadata, skip for a pack */
  LOD_BAD_CELLS_KEEP,    /* as a plain string literal */
  LOD_BAD_CELLS_SKIP,    /* without its statements */
  LOD_BAD_CELLS_STOP     /* the run stops */
} LodBadCellPolicy;

/* A constant for a column that the file lacks. */
typedef struct LodSetting {
  const char *name;
  const char *value;
} LodSetting;

/* How far a run has come; called from the thread that runs, about five times
   a second. */
typedef struct LodProgress {
  uint64_t rows;        /* written so far */
  uint64_t bytes_in;    /* read so far */
  uint64_t bytes_total; /* size of the input, 0 when not known */
  uint64_t bytes_out;
} LodProgress;
typedef void (*LodProgressHandler)(void *user, const LodProgress *progress);

/* Everything that can be asked of a conversion; texts are borrowed for the
   call.  Always begin with lod_convert_options_init. */
typedef struct LodConvertOptions {
  const char *mapping;    /* metadata (file or URL) or pack name; NULL: located
                             as CSVW says, else made from the header */
  const char *metadata;   /* CSVW overriding metadata (file or URL), NULL:
                             none; its tables are converted, of which the
                             input is one */
  const char *format;     /* "ntriples", "turtle", "csv", ...; NULL: by the
                             output's ending, else ntriples */
  const char *output;     /* file; NULL: standard output, or write below */
  const char *plain;      /* also write plain CSV to this file, from the same
                             rows; NULL: none */
  const char *json;       /* likewise plain JSON */
  bool any_pack;          /* without a mapping: the pack that fits, if one does,
                             before the header alone */
  LodWriteFunction write; /* not NULL: output goes here */
  void *write_user;
  /* NULL: INPUT by URL that is RDF is refused.  Else it is handed over as it
     comes: this is told its syntax (as lod_store_load_begin has them) and the
     URL that answered, then WRITE its bytes; nothing is converted. */
  LodStatus (*begin_rdf)(void *write_user, const char *syntax, const char *url);
  const char *base; /* publisher's base IRI; NULL: the table's own */
  LodLayer layer;
  LodMode mode;
  bool provenance;
  /* dialect, where not NULL or negative; in texts \n, \r, \t, \\ and \xHH
     stand for characters */
  const char *delimiter;
  const char *quote;          /* "": no quoting */
  const char *escape;         /* "": quotes are doubled */
  const char *comment_prefix; /* "": no comments */
  const char *encoding;
  int header_rows;
  int skip_rows;
  int skip_columns;
  bool skip_blank_rows;
  const char *trim; /* "true", "false", "start", "end" */
  const char *null_text;
  const char *reader;
  const char *line_terminators; /* "any", or "lf", "cr", "crlf" and others, with
                                   commas between them */
  const char *decimal;          /* decimal mark of numbers */
  const LodSetting *settings;
  size_t setting_count;
  const char *guard;           /* NULL: default; "off" */
  unsigned jobs;               /* 0: one a core */
  uint64_t memory;             /* bytes of key sets before they spill */
  uint64_t max_field;          /* bytes of one cell */
  unsigned max_columns;        /* cells of one row */
  unsigned max_depth;          /* of the folders of a batch */
  unsigned max_match;          /* steps of a regular expression with one cell */
  uint64_t max_metadata;       /* bytes of one document of metadata */
  unsigned shard, shard_count; /* 1-based; 0: whole */
  LodBadCellPolicy bad_cells;
  bool allow_network;     /* metadata may name hosts that are not named above */
  bool input_only;        /* of metadata that is found with several tables, the
                             input's alone */
  unsigned max_redirects; /* followed one after the other */
  unsigned timeout;       /* seconds that a server may be silent; 0: for ever */
  uint64_t max_download;  /* bytes of one answer, decoded */
  uint64_t max_header;    /* bytes of the header of one answer */
  unsigned max_growth;    /* times that an answer may grow; 0: any */
  unsigned max_locations; /* of metadata that are tried, by links and by the
                             site's configuration each */
  const char *reject; /* file for the rows of which something was left out */
  const char *vocab_path; /* colon-separated; NULL: LODSTONE_VOCAB, user,
                             installed */
  LodProgressHandler progress;
  void *progress_user;
} LodConvertOptions;

/* What a check says. */
typedef enum LodVerdict {
  LOD_VERDICT_NONE, /* it was no check, or could not be done */
  LOD_VERDICT_CONFORMS,
  LOD_VERDICT_CONFORMS_NOT
} LodVerdict;

/* What a run did. */
typedef struct LodRunReport {
  uint64_t rows;       /* data rows read */
  uint64_t statements; /* RDF statements written */
  uint64_t bytes_in, bytes_out;
  uint64_t keys, key_bytes, keys_spilled;
  uint64_t rows_faulty;    /* rows of which something was left out */
  uint64_t terms_left_out; /* values for which there is no IRI */
  double seconds;
  LodVerdict verdict;
  bool incomplete;   /* output is in place, but something was left out */
  char mapping[256]; /* what was used: "leverantorsreskontra/1.1" */
} LodRunReport;

LOD_API void lod_convert_options_init(LodConvertOptions *options);

/* Convert INPUT (a path, "-" for standard input, a URL; NULL: the tables that
   the mapping names).  Messages go to LOG.  *report is filled whatever the
   status.  LOD_SUCCESS also when report->incomplete is set. */
LOD_API LOD_NODISCARD LodStatus lod_convert(const char *input,
                                            const LodConvertOptions *options,
                                            LodLog *log, LodRunReport *report);

/* The format that the ending of PATH stands for, NULL if none. */
LOD_API const char *lod_format_of_path(const char *path);

/* The formats that can be written, index from 0; NULL past the end.
 *description is in English (a message id). */
LOD_API const char *lod_format_at(unsigned index, const char **description);

/* Write the run as one JSON object (see the manual, "Reports") to PATH.
   INPUTS are the names as the user gave them. */
LOD_API LOD_NODISCARD LodStatus lod_report_write(const char *path,
                                                 const char *const *inputs,
                                                 size_t input_count,
                                                 const LodRunReport *report,
                                                 LodLog *log);

#endif
