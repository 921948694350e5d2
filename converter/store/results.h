/* Answers of SELECT and ASK in the formats of SPARQL 1.1: CSV and TSV, JSON,
   XML; and a table for people. */
#ifndef LOD_STORE_RESULTS_H
#define LOD_STORE_RESULTS_H

#include "base/buffer.h"
#include "rdf/term.h"
#include <lodstone/output.h>

typedef enum LodResultsKind {
  LOD_RESULTS_TABLE,
  LOD_RESULTS_CSV,
  LOD_RESULTS_TSV,
  LOD_RESULTS_JSON,
  LOD_RESULTS_XML
} LodResultsKind;

/* False: NAME is none of them.  NULL: table. */
bool lod_results_kind(const char *name, LodResultsKind *kind);

/* KIND, WRITE and USER are the caller's to set, the rest is zero at first. */
typedef struct LodResults {
  LodResultsKind kind;
  LodLog *log;
  LodWriteFunction write;
  void *user;
  LodBuffer out;
  size_t columns;
  uint64_t rows;
  bool told; /* of characters that XML does not have */
  /* of the table: rows kept until the widths are known */
  LodBuffer cells; /* each with a NUL behind it */
  size_t *widths;
  bool widths_known;
  LodView *names;
} LodResults;

/* NAMES of the columns live until the end. */
LOD_NODISCARD LodStatus lod_results_begin(LodResults *r, LodView *names,
                                          size_t columns);
/* A term a column; its value.data is NULL when it is not bound. */
LOD_NODISCARD LodStatus lod_results_row(LodResults *r, const LodTerm *terms);
LOD_NODISCARD LodStatus lod_results_end(LodResults *r);
/* The whole answer of an ASK. */
LOD_NODISCARD LodStatus lod_results_boolean(LodResults *r, bool answer);
void lod_results_clear(LodResults *r);

/* For the formats: hand on what has been gathered, when it is much. */
LOD_NODISCARD LodStatus lod_results_flush(LodResults *r, bool all);
LOD_NODISCARD LodStatus lod_results_table_row(LodResults *r,
                                              const LodTerm *terms);
LOD_NODISCARD LodStatus lod_results_table_end(LodResults *r);

#endif
