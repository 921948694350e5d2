/* Tables through a plan: metadata with ' for ", a table, and the bytes and
   messages that come of them. */
#ifndef PLAN_FIXTURE_H
#define PLAN_FIXTURE_H

#include "linked/plan.h"
#include "linked/standard.h"
#include "mapping/csvw.h"
#include "table/reader.h"
#include <check.h>
#include <stdlib.h>

#define PLAN_BASE "http://example.org/"
#define PLAN_URL  PLAN_BASE "t.csv"

/* Metadata by the properties of its schema, or by its columns; "lod:" is our
   namespace. */
#define PLAN_SCHEMA(schema)                                                    \
  "{'@context':['http://www.w3.org/ns/csvw',{'lod':'" LOD_NS "'}],"            \
  "'url':'t.csv',"                                                             \
  "'tableSchema':{" schema "}}"
#define PLAN_COLUMNS(columns) PLAN_SCHEMA("'columns':[" columns "]")

typedef struct PlanCase {
  const char *metadata;
  const char *table; /* with a header */
  LodSyntax syntax;
  LodLayer layer;
  LodBadCells bad_cells;
  bool standard;
  uint64_t begin, end;        /* rows that are told, 0: all */
  size_t batch_bytes;         /* 0: all rows are one batch */
  uint64_t memory;            /* of the keys, 0: 1 MiB */
  const char *base;           /* NULL: PLAN_BASE */
  void (*edit)(LodMapping *); /* change the mapping that was loaded */
} PlanCase;

typedef struct PlanResult {
  LodBuffer prologue, text, messages; /* terminated */
  uint64_t statements, key_count, spilled;
  LodStatus status;
} PlanResult;

/* All that a plan needs, from texts. */
typedef struct PlanWorld {
  LodLog *log;
  LodMapping *mapping;
  LodSource *source;
  LodReader *reader;
  LodBatch batch; /* the first rows */
  LodBinding *binding;
  LodRows *rows;
} PlanWorld;

static inline char *plan_json(const char *text)
{
  char *json = strdup(text);
  ck_assert_ptr_nonnull(json);
  for (char *at = json; *at; at++)
    if (*at == '\'')
      *at = '"';
  return json;
}

static inline LodMapping *plan_load(const char *text, bool standard,
                                    LodLog *log)
{
  LodCsvwOptions options = {.table_url = PLAN_URL,
                            .base = PLAN_BASE,
                            .location = PLAN_BASE "meta.json",
                            .standard_mode = standard};
  LodMapping *mapping = NULL;
  char *json = plan_json(text);
  LodStatus status =
      lod_csvw_load_text(lod_view(json), "meta.json", &options, log, &mapping);
  if (status || lod_log_size(log))
    ck_abort_msg("%s: %s", text,
                 lod_log_size(log) ? lod_log_at(log, 0)->text : "?");
  free(json);
  return mapping;
}

static inline void plan_open(PlanWorld *world, const char *metadata,
                             const char *table, bool standard,
                             size_t batch_bytes)
{
  *world = (PlanWorld){.log = lod_log_new()};
  world->mapping = plan_load(metadata, standard, world->log);
  LodReaderLimits limits = {.batch_bytes = batch_bytes,
                            .read_bytes = batch_bytes};
  LodPlace place = {.file = "t.csv", .line = 1};
  ck_assert_int_eq(lod_source_open_memory(lod_view(table), "t.csv", NULL,
                                          world->log, &world->source),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new(NULL, &lod_dialect_default, world->source,
                                  &limits, world->log, &world->reader),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_next(world->reader, &world->batch), LOD_SUCCESS);
  ck_assert_uint_ge(world->batch.record_count, 1);
  const LodRecord *header = &world->batch.records[0];
  ck_assert_int_eq(lod_binding_new(world->mapping->tables[0].schema,
                                   world->batch.cells + header->first,
                                   header->count, false, &place, world->log,
                                   &world->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&world->batch, 1);
  world->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(world->binding, &world->rows), LOD_SUCCESS);
}

static inline void plan_close(PlanWorld *world)
{
  lod_rows_free(world->rows);
  lod_binding_free(world->binding);
  lod_batch_free(&world->batch);
  lod_reader_free(world->reader);
  lod_source_free(world->source);
  lod_mapping_free(world->mapping);
  lod_log_free(world->log);
}

/* "SEVERITY-LETTER CODE LINE:COLUMN NAME|TEXT", a line a message. */
static inline void plan_put_message(void *user, const LodMessage *message)
{
  ck_assert_int_eq(
      lod_buffer_printf(user, "%c %s %d:%d %s|%s\n", "nwe"[message->severity],
                        message -> code, (int)message -> place.line,
                        (int)message->place.column,
                        message->place.column_name ? message->place.column_name
                                                   : "",
                        message->text),
      LOD_SUCCESS);
}

static inline size_t plan_index(const LodRows *rows, uint64_t row)
{
  uint64_t first = rows->batch->first_row;
  return row < first                     ? 0
         : row - first < rows->row_count ? (size_t)(row - first)
                                         : rows->row_count;
}

static inline void plan_limit(const PlanCase *c, LodRows *rows)
{
  lod_rows_limit(rows, plan_index(rows, c->begin), plan_index(rows, c->end));
}

static inline LodStatus plan_rows(const PlanCase *c, PlanWorld *world,
                                  LodPlanWork *work, LodPlanKeys *keys,
                                  PlanResult *result)
{
  LodStatus status = LOD_SUCCESS;
  uint64_t row = 1, faulty;
  while (!status) {
    world->batch.first_row = row;
    row += world->batch.record_count;
    status = lod_rows_evaluate(world->rows, &world->batch);
    if (!status && c->end)
      plan_limit(c, world->rows);
    if (!status)
      status = lod_rows_report(world->rows, c->bad_cells, world->log, &faulty);
    if (!status)
      status = lod_plan_evaluate(work, world->rows);
    if (!status)
      status = lod_plan_resolve(work, keys, world->log);
    if (!status)
      status = lod_plan_render(work, &result->text, world->log);
    result->statements += lod_plan_work_statements(work);
    if (!status)
      status = lod_reader_next(world->reader, &world->batch);
    if (world->batch.record_count == 0)
      break;
  }
  return status;
}

typedef enum PlanWay {
  PLAN_SHORT,    /* the short ways, as this machine has them */
  PLAN_PORTABLE, /* the short ways, as any machine has them */
  PLAN_GENERAL   /* without them */
} PlanWay;

static inline void plan_write(const PlanCase *c, PlanWorld *world, PlanWay way,
                              PlanResult *result)
{
  LodPlanOptions options = {.syntax = c->syntax,
                            .layer = c->layer,
                            .bad_cells = c->bad_cells,
                            .base = c->base ? c->base : PLAN_BASE,
                            .table_url = PLAN_URL,
                            .general = way == PLAN_GENERAL,
                            .portable = way == PLAN_PORTABLE};
  LodPlan *plan;
  LodPlanKeys *keys;
  LodPlanWork *work;
  ck_assert_int_eq(
      lod_plan_new(world->mapping, world->binding, &options, &plan),
      LOD_SUCCESS);
  ck_assert_int_eq(
      lod_plan_keys_new(plan, c->memory ? c->memory : 1 << 20, &keys),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_work_new(plan, &work), LOD_SUCCESS);
  ck_assert_int_eq(
      lod_plan_prologue(plan, true, &result->prologue, &result->statements),
      LOD_SUCCESS);
  result->status = plan_rows(c, world, work, keys, result);
  lod_plan_report(plan, keys, world->log);
  result->key_count = lod_keyset_count(lod_plan_keys_set(keys));
  result->spilled = lod_keyset_spilled(lod_plan_keys_set(keys));
  lod_plan_work_free(work);
  lod_plan_keys_free(keys);
  lod_plan_free(plan);
}

static inline PlanResult plan_run_way(const PlanCase *c, PlanWay way)
{
  PlanWorld world;
  PlanResult result = {0};
  plan_open(&world, c->metadata, c->table, c->standard, c->batch_bytes);
  lod_log_set_handler(world.log, plan_put_message, &result.messages);
  if (c->edit)
    c->edit(world.mapping);
  if (c->standard)
    ck_assert_int_eq(lod_standard_describe(world.mapping, 0, PLAN_URL),
                     LOD_SUCCESS);
  plan_write(c, &world, way, &result);
  plan_close(&world);
  ck_assert_int_eq(lod_buffer_terminate(&result.prologue), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&result.text), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&result.messages), LOD_SUCCESS);
  return result;
}

static inline void plan_result_free(PlanResult *result)
{
  lod_buffer_free(&result->prologue);
  lod_buffer_free(&result->text);
  lod_buffer_free(&result->messages);
}

/* By the short ways and without them: the same. */
static inline PlanResult plan_run(const PlanCase *c)
{
  PlanResult result = plan_run_way(c, PLAN_SHORT);
  for (PlanWay way = PLAN_PORTABLE; way <= PLAN_GENERAL; way++) {
    PlanResult other = plan_run_way(c, way);
    ck_assert_str_eq(other.text.data, result.text.data);
    ck_assert_str_eq(other.messages.data, result.messages.data);
    ck_assert_int_eq(other.status, result.status);
    ck_assert_uint_eq(other.statements, result.statements);
    plan_result_free(&other);
  }
  return result;
}

/* The rows of C give EXPECTED and no message. */
static inline void plan_expect(const PlanCase *c, const char *expected)
{
  PlanResult result = plan_run(c);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_str_eq(result.text.data, expected);
  ck_assert_str_eq(result.messages.data, "");
  plan_result_free(&result);
}

static inline int plan_main(const char *name, void (*add)(TCase *))
{
  Suite *suite = suite_create(name);
  TCase *tcase = tcase_create(name);
  add(tcase);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
