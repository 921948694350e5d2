/* A table and its metadata to JSON, for the tests of the writer. */
#ifndef LOD_TEST_JSON_FIXTURE_H
#define LOD_TEST_JSON_FIXTURE_H

#include "../mapping/csvw_fixture.h"
#include "../table/fixture.h"
#include "base/memory.h"
#include "plain/json.h"

typedef struct JsonTable {
  LodLog *log;
  LodMapping *mapping;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
} JsonTable;

/* METADATA with ' for "; TEXT begins with a header. */
static inline void json_open(JsonTable *t, const char *metadata,
                             const char *text, bool standard)
{
  const LodCsvwOptions options = {.cells = true, .standard_mode = standard};
  *t = (JsonTable){.log = lod_log_new(), .batch = make_batch(text)};
  t->mapping = fixture_clean(metadata, &options);
  ck_assert_int_eq(lod_binding_new(t->mapping->tables[0].schema, t->batch.cells,
                                   t->batch.records[0].count, false, NULL,
                                   t->log, &t->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&t->batch, 1);
  t->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(t->binding, &t->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(t->rows, &t->batch), LOD_SUCCESS);
}

static inline void json_close(JsonTable *t)
{
  lod_rows_free(t->rows);
  lod_binding_free(t->binding);
  lod_batch_free(&t->batch);
  lod_mapping_free(t->mapping);
  lod_log_free(t->log);
}

/* Append all of it: the group, its only table, the rows. */
static inline LodStatus json_write(const JsonTable *t, LodJsonShape shape,
                                   LodBadCells policy, LodBuffer *out)
{
  const LodJsonOptions options = {.shape = shape,
                                  .bad_cells = policy,
                                  .table_url = t->mapping->tables[0].url};
  LodJsonPlan *plan;
  LodJsonWork *work = NULL;
  LodStatus status =
      lod_json_plan_new(t->mapping, t->binding, &options, t->log, &plan);
  if (!status)
    status = lod_json_work_new(plan, &work);
  if (!status)
    status = lod_json_open_group(t->mapping, shape, out);
  if (!status)
    status = lod_json_open_table(plan, out);
  if (!status)
    status = lod_json_rows(work, t->rows, out, t->log);
  if (!status && shape == LOD_JSON_STANDARD)
    status = lod_json_close_rows(plan, false, out);
  if (!status && shape == LOD_JSON_STANDARD)
    status = lod_json_close_table(false, out);
  if (!status)
    status = lod_json_close_group(shape, out);
  lod_json_work_free(work);
  lod_json_plan_free(plan);
  return status;
}

/* The rows come out as EXPECTED, with ' for "; the commas between pieces are
   the reader's business. */
static inline void json_expect(const JsonTable *t, LodJsonShape shape,
                               LodBadCells policy, const char *expected)
{
  LodBuffer out = {0};
  char *wanted = fixture_json(expected);
  ck_assert_int_eq(json_write(t, shape, policy, &out), LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), wanted);
  free(wanted);
  lod_buffer_free(&out);
}

#endif
