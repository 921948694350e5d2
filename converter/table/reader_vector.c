/* The vector scanner as a record reader: chunks of records that are regular,
   cut by table/scan and taken apart by table/chunk; libcsv reads on where
   something is not, and hands back behind it. */
#include "base/memory.h"
#include "base/message.h"
#include "base/utf8.h"
#include "table/reader_libcsv.h"
#include "table/scan.h"

/* So many in a chunk are not long. */
#define MANY_RECORDS 16

typedef struct Vector {
  LodReader base;
  LodReader *libcsv;
  LodInput *input;     /* of libcsv */
  LodBuilder *builder; /* of libcsv */
  LodScanner *scan;
  LodScanRules rules;
  LodChunkRules chunk_rules;
  size_t widened; /* bytes to scan where records are long, else 0 */
} Vector;

/* A record that the end of the input ends gets an LF, behind the input. */
static LodView complete(const LodInput *input, LodView view)
{
  const bool is_all = input->ended && input->nul == SIZE_MAX &&
                      input->at + view.size == input->size;
  if (is_all && view.size && view.data[view.size - 1] != '\n') {
    input->data[input->size] = '\n';
    ++view.size;
  }
  return view;
}

/* Scan what is next: less where there would be too many cells for a batch, or
   bytes that are no UTF-8. */
static LodScanned scan(const Vector *vector, LodBatch *batch, LodView view)
{
  LodScanned scanned;
  LodMarks *const marks = batch->chunk.marks;
  char *const copy = batch->bytes.data;
  vector->scan(&vector->rules, view.data, view.size, copy, marks, &scanned);
  while (scanned.ends > LOD_BATCH_CELLS) {
    view.size = scanned.size / 2;
    vector->scan(&vector->rules, view.data, view.size, copy, marks, &scanned);
  }
  if (!scanned.is_text) {
    view.size = lod_utf8_valid_prefix(view);
    vector->scan(&vector->rules, view.data, view.size, copy, marks, &scanned);
    scanned.regular = false;
  }
  return scanned;
}

/* Few records before something irregular are left to libcsv with it; the first
   batch must be large, as it is judged as a whole. */
static bool is_worth_it(const Vector *vector, const LodScanned *scanned,
                        size_t wanted)
{
  const LodBuilder *const builder = vector->builder;
  if (!scanned->records || scanned->ends > builder->limits.max_columns)
    return false;
  return scanned->regular || (builder->batches && scanned->size >= wanted / 4);
}

/* What to scan at once; no field is longer. */
static size_t chunk_size(const Vector *vector)
{
  const size_t enough = lod_builder_enough(vector->builder);
  const size_t size = enough > vector->widened ? enough : vector->widened;
  const size_t max_field = vector->builder->limits.max_field;
  return size < max_field ? size : max_field;
}

/* Scan what is next into BATCH.  *SLICE: what there was of it; where no record
   ends in that, look at more, and do so as long as records are long. */
static LodStatus scan_chunk(Vector *vector, LodBatch *batch, LodView *slice,
                            LodScanned *scanned)
{
  size_t wanted;
  do {
    wanted = chunk_size(vector);
    lod_input_gather(vector->input, wanted);
    *slice = lod_input_slice(vector->input, wanted);
    const LodView view = complete(vector->input, *slice);
    *scanned = (LodScanned){.regular = true};
    const LodStatus status = lod_batch_reserve_chunk(batch, view.size);
    if (status || !view.size)
      return status;
    *scanned = scan(vector, batch, view);
    if (scanned->records >= MANY_RECORDS)
      vector->widened = 0;
    if (scanned->records || !scanned->regular || slice->size < wanted)
      return LOD_SUCCESS;
    vector->widened =
        wanted * 4 < LOD_WIDEST_CHUNK ? wanted * 4 : LOD_WIDEST_CHUNK;
  } while (chunk_size(vector) > wanted);
  return LOD_SUCCESS;
}

static LodStatus take_chunk(Vector *vector, LodBatch *batch)
{
  LodView slice;
  LodScanned scanned;
  const LodStatus status = scan_chunk(vector, batch, &slice, &scanned);
  if (status || !is_worth_it(vector, &scanned, slice.size))
    return status;
  batch->bytes.size = scanned.size;
  batch->chunk.rules = &vector->chunk_rules;
  batch->chunk.ends_count = scanned.ends;
  lod_reader_libcsv_skip(vector->libcsv,
                         scanned.size < slice.size ? scanned.size : slice.size);
  lod_builder_close_chunk(vector->builder, scanned.records, scanned.lines);
  return LOD_SUCCESS;
}

static LodStatus vector_next(LodReader *base, LodBatch *batch)
{
  Vector *const vector = (Vector *)base;
  if (lod_reader_libcsv_is_between(vector->libcsv)) {
    LodStatus status = lod_builder_open(vector->builder, batch);
    if (!status)
      status = take_chunk(vector, batch);
    if (status || batch->record_count)
      return status;
  }
  return vector->libcsv->kind->next(vector->libcsv, batch);
}

static const char *vector_refusal(const LodDialect *dialect)
{
  const char *const why = lod_reader_libcsv_refusal(dialect);
  if (why)
    return why;
  return lod_dialect_line_ends(dialect) == LOD_LINES_CR
             ? N_("its lines end in CR")
             : NULL;
}

static void vector_free(LodReader *base)
{
  Vector *const vector = (Vector *)base;
  lod_reader_free(vector->libcsv);
  lod_free(vector);
}

static LodStatus vector_make(const LodDialect *dialect, LodSource *source,
                             const LodReaderLimits *limits, LodLog *log,
                             LodReader **made)
{
  Vector *const vector = lod_calloc(1, sizeof *vector);
  if (!vector)
    return LOD_ERR_NO_MEMORY;
  vector->base.kind = &lod_reader_vector;
  const LodStatus status =
      lod_reader_libcsv.make(dialect, source, limits, log, &vector->libcsv);
  if (status) {
    vector_free(&vector->base);
    return status;
  }
  lod_reader_libcsv_share(vector->libcsv, &vector->input, &vector->builder);
  const char quote = dialect->quote ? *dialect->quote : '\0';
  vector->scan = lod_scanner();
  vector->rules = (LodScanRules){
      .delimiter = *dialect->delimiter,
      .quote = quote,
      .bare_returns = lod_dialect_line_ends(dialect) == LOD_LINES_ANY,
      .skip_blank = vector->builder->skip_blank};
  vector->chunk_rules = (LodChunkRules){
      .quote = quote,
      .trim = vector->builder->trim,
      .plain =
          *dialect->delimiter == ',' && quote == '"' ? LOD_CELL_VERBATIM : 0};
  *made = &vector->base;
  return LOD_SUCCESS;
}

const LodReaderKind lod_reader_vector = {"vector", vector_refusal, vector_make,
                                         vector_free, vector_next};
