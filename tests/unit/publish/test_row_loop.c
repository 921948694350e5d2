/* DESIGN "Rules for speed": no allocation in the row loop after warm-up.  The
   keys do not grow either, as the rows repeat: a few hundred different ones,
   over and over, so that the key sets and the entities are complete after the
   first round.  Cells that are at fault are not part of it: their messages are
   kept. */
#include "base/memory.h"
#include "guard/guard.h"
#include "linked/plan.h"
#include "mapping/csvw.h"
#include "plain/csv.h"
#include "plain/json.h"
#include "plain/reject.h"
#include "table/reader.h"
#include <check.h>
#include <stdlib.h>

#define WARM_UP 24 /* batches */
#define BATCHES 100
#define BASE    "http://example.org/"

typedef struct Loop {
  LodLog *log;
  LodMapping *mapping;
  LodSource *source;
  LodReader *reader;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodGuard *guard;
  LodPlan *plan;
  LodPlanKeys *keys;
  LodPlanWork *work;
  LodJsonPlan *json_plan;
  LodJsonWork *json_work;
  LodBuffer linked, plain, json, reject;
  LodDialect dialect;
  uint64_t next_row, statements;
  bool links; /* contracts have become links */
} Loop;

static void open_table(Loop *loop, const char *table)
{
  const LodReaderLimits limits = {.batch_bytes = 8192};
  LodPlace place = {.file = "t.csv", .line = 1};
  ck_assert_int_eq(lod_source_open_memory(lod_view(table), "t.csv", NULL,
                                          loop->log, &loop->source),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new(NULL, &loop->dialect, loop->source, &limits,
                                  loop->log, &loop->reader),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_next(loop->reader, &loop->batch), LOD_SUCCESS);
  ck_assert_int_eq(lod_binding_new(loop->mapping->tables[0].schema,
                                   loop->batch.cells,
                                   loop->batch.records[0].count, false, &place,
                                   loop->log, &loop->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&loop->batch, 1);
  loop->next_row = 1;
}

static void open_branches(Loop *loop, LodSyntax syntax)
{
  const LodPlanOptions options = {.syntax = syntax,
                                  .bad_cells = LOD_BAD_SKIP,
                                  .base = BASE,
                                  .table_url = BASE "t.csv"};
  ck_assert_int_eq(lod_rows_new(loop->binding, &loop->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_guard_new(NULL, loop->log, &loop->guard), LOD_SUCCESS);
  ck_assert_int_eq(
      lod_plan_new(loop->mapping, loop->binding, &options, &loop->plan),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_keys_new(loop->plan, 64 << 20, &loop->keys),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_work_new(loop->plan, &loop->work), LOD_SUCCESS);
  const LodJsonOptions json = {.shape = LOD_JSON_STANDARD,
                               .bad_cells = LOD_BAD_SKIP,
                               .table_url = BASE "t.csv"};
  ck_assert_int_eq(lod_json_plan_new(loop->mapping, loop->binding, &json,
                                     loop->log, &loop->json_plan),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_json_work_new(loop->json_plan, &loop->json_work),
                   LOD_SUCCESS);
}

/* What the pipeline does with a batch. */
static void run_batch(Loop *loop)
{
  uint64_t faulty;
  loop->batch.first_row = loop->next_row;
  loop->next_row += loop->batch.record_count;
  loop->linked.size = loop->plain.size = 0;
  loop->json.size = loop->reject.size = 0;
  ck_assert_int_eq(lod_rows_evaluate(loop->rows, &loop->batch), LOD_SUCCESS);
  ck_assert_int_eq(lod_guard_apply(loop->guard, loop->rows), LOD_SUCCESS);
  ck_assert_int_eq(
      lod_rows_report(loop->rows, LOD_BAD_SKIP, loop->log, &faulty),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_evaluate(loop->work, loop->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_resolve(loop->work, loop->keys, loop->log),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_plan_render(loop->work, &loop->linked, loop->log),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_plain_csv_rows(loop->rows, LOD_BAD_SKIP, &loop->plain),
                   LOD_SUCCESS);
  ck_assert_int_eq(
      lod_json_rows(loop->json_work, loop->rows, &loop->json, loop->log),
      LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reject_rows(&loop->dialect, loop->rows, LOD_BAD_SKIP, &loop->reject),
      LOD_SUCCESS);
  loop->statements += lod_plan_work_statements(loop->work);
  LodView link = LOD_VIEW("<https://avtal.example/");
  loop->links |= memmem(loop->linked.data, loop->linked.size, link.data,
                        link.size) != NULL;
  ck_assert_int_eq(lod_reader_next(loop->reader, &loop->batch), LOD_SUCCESS);
}

static void close_loop(Loop *loop)
{
  lod_buffer_free(&loop->linked);
  lod_buffer_free(&loop->plain);
  lod_buffer_free(&loop->json);
  lod_buffer_free(&loop->reject);
  lod_json_work_free(loop->json_work);
  lod_json_plan_free(loop->json_plan);
  lod_plan_work_free(loop->work);
  lod_plan_keys_free(loop->keys);
  lod_plan_free(loop->plan);
  lod_guard_free(loop->guard);
  lod_rows_free(loop->rows);
  lod_binding_free(loop->binding);
  lod_batch_free(&loop->batch);
  lod_reader_free(loop->reader);
  lod_source_free(loop->source);
  lod_mapping_free(loop->mapping);
  lod_log_free(loop->log);
}

static void expect_no_allocation(Loop *loop, const char *table,
                                 LodSyntax syntax)
{
  open_table(loop, table);
  open_branches(loop, syntax);
  for (int i = 0; i < WARM_UP; i++)
    run_batch(loop);
  const uint64_t keys = lod_keyset_count(lod_plan_keys_set(loop->keys));
  const uint64_t statements = loop->statements;
  const size_t messages = lod_log_size(loop->log);
  const size_t before = lod_memory_count();
  for (int i = 0; i < BATCHES; i++)
    run_batch(loop);
  ck_assert_uint_eq(lod_memory_count() - before, 0);
  ck_assert_uint_gt(loop->batch.record_count, 0);
  ck_assert_uint_gt(loop->statements, statements + 2 * BATCHES);
  ck_assert_uint_gt(loop->linked.size, 0);
  ck_assert_uint_gt(loop->plain.size, 0);
  ck_assert_uint_gt(loop->json.size, 0);
  ck_assert_uint_eq(lod_keyset_count(lod_plan_keys_set(loop->keys)), keys);
  ck_assert_uint_eq(lod_log_size(loop->log), messages);
}

static void repeat(LodBuffer *table, const char *header, size_t bytes,
                   void (*row)(LodBuffer *table, int i))
{
  ck_assert_int_eq(lod_buffer_append_text(table, header), LOD_SUCCESS);
  for (int i = 0; table->size < bytes; i++)
    row(table, i % 300);
  ck_assert_int_eq(lod_buffer_terminate(table), LOD_SUCCESS);
}

static void put_posting(LodBuffer *table, int i)
{
  static const char *const links[] = {"https://avtal.example/%d?a=b",
                                      "Avtal %d \"\"i\"\"", "%d", ""};
  char contract[64];
  snprintf(contract, sizeof contract, links[i % 4], i);
  ck_assert_int_eq(
      lod_buffer_printf(
          table,
          "2120001967,Örebro kommun,V%d,\"Lev, %d AB\",%s,%d,Konto "
          "%d,%s%d.%02d,"
          "2026-01-%02d,Förvaltning %d,F%d,ramavtal,\"%s\",1880,\n",
          i, i % 70, i % 3 ? "556012-5790" : "", 4000 + i % 40, i % 40,
          i % 9 ? "" : "-", i * 7, i % 100, 1 + i % 28, i % 12, i, contract),
      LOD_SUCCESS);
}

/* The pack's mapping, with identities, entities, splits and links. */
START_TEST(the_ledger_pack)
{
  Loop loop = {.log = lod_log_new(), .dialect = lod_dialect_default};
  const LodCsvwOptions options = {.table_url = BASE "t.csv",
                                  .base = BASE,
                                  .cells = true,
                                  .any_table = true};
  const char *source = getenv("top_srcdir");
  LodBuffer path = {0}, table = {0};
  ck_assert_ptr_nonnull(source);
  ck_assert_int_eq(
      lod_buffer_printf(
          &path, "%s/vocab/leverantorsreskontra/1.1/metadata.json", source),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&path), LOD_SUCCESS);
  ck_assert_int_eq(lod_csvw_load(path.data, &options, loop.log, &loop.mapping),
                   LOD_SUCCESS);
  repeat(&table,
         "kopare_id,kopare,verifikationsnummer,leverantor,leverantor_id,"
         "konto_nr,konto_text,belopp,datum,forvaltning,faktura_nr,grund,avtal,"
         "kommun_id,s_kod_nr\n",
         (WARM_UP + BATCHES + 10) * 8192, put_posting);
  expect_no_allocation(&loop, table.data, (LodSyntax)_i);
  ck_assert(loop.links);
  close_loop(&loop);
  lod_buffer_free(&path);
  lod_buffer_free(&table);
}
END_TEST

static void put_everything(LodBuffer *table, int i)
{
  ck_assert_int_eq(
      lod_buffer_printf(table,
                        "%d,\"text \"\"%d\"\"\",\"1 %03d,5\",%02d.02.2026,a;%d,"
                        "http://x.example/%d,x%d\n",
                        i, i, i, 1 + i % 28, i, i, i),
      LOD_SUCCESS);
}

/* What else a mapping can say: lists, dates and numbers by pattern, general
   templates, literals of several values, standard mode's numbers. */
START_TEST(everything_else)
{
  static const char metadata[] =
      "{'@context':['http://www.w3.org/ns/csvw',"
      "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv',"
      "'tableSchema':{'lod:matching':'title','lod:key':["
      "{'lod:name':'_all','lod:columns':'*','lod:counted':true},"
      "{'lod:name':'_one','lod:columns':['a','c']}],"
      "'lod:aboutUrl':'r/{_all}','columns':["
      "{'name':'id'},{'name':'a','lang':'sv'},"
      "{'name':'b','datatype':{'base':'decimal','format':"
      "{'decimalChar':',','groupChar':' '}}},"
      "{'name':'c','datatype':{'base':'date','format':'dd.MM.yyyy'}},"
      "{'name':'d','separator':';','ordered':true},"
      "{'name':'e','valueUrl':'{+e}'},"
      "{'name':'v1','virtual':true,'propertyUrl':'p/{id}',"
      "'lod:value':'{a} {_one} {_row}'},"
      "{'name':'v2','virtual':true,'lod:aboutUrl':'x{/d*}{?a,_one,_row}',"
      "'valueUrl':'y/{_sourceRow}'},"
      "{'name':'v3','virtual':true,'lod:aboutUrl':'z/{id}',"
      "'propertyUrl':'rdf:type','valueUrl':'schema:Thing',"
      "'lod:entity':true}]}}";
  Loop loop = {.log = lod_log_new(), .dialect = lod_dialect_default};
  const LodCsvwOptions options = {
      .table_url = BASE "t.csv", .base = BASE, .cells = true};
  LodBuffer table = {0};
  char *json = strdup(metadata);
  for (char *at = json; *at; at++)
    *at = *at == '\'' ? '"' : *at;
  ck_assert_int_eq(lod_csvw_load_text(lod_view(json), "m.json", &options,
                                      loop.log, &loop.mapping),
                   LOD_SUCCESS);
  free(json);
  repeat(&table, "id,a,b,c,d,e,extra\n", (WARM_UP + BATCHES + 10) * 8192,
         put_everything);
  expect_no_allocation(&loop, table.data, (LodSyntax)_i);
  close_loop(&loop);
  lod_buffer_free(&table);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("row_loop");
  TCase *tcase = tcase_create("row_loop");
  tcase_add_loop_test(tcase, the_ledger_pack, 0, 4);
  tcase_add_loop_test(tcase, everything_else, 0, 4);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
