/* A directory of tables to a directory of open data. */
#include "publish_fixture.h"

#include <lodstone/batch.h>

typedef struct Batch {
  LodConvertOptions options;
  LodLog *log;
  LodBuffer messages;
  LodBatchReport *report;
} Batch;

static void begin(Batch *batch)
{
  *batch = (Batch){.log = lod_log_new()};
  lod_convert_options_init(&batch->options);
  batch->options.vocab_path = "";
  batch->options.base = "http://example.org/";
  batch->options.mode = LOD_MODE_MINIMAL;
  lod_log_set_handler(batch->log, fixture_message, &batch->messages);
  ck_assert_int_eq(mkdir("in", 0777), 0);
  ck_assert_int_eq(mkdir("in/sub", 0777), 0);
}

static LodStatus run(Batch *batch)
{
  lod_batch_report_free(batch->report);
  batch->messages.size = 0;
  LodStatus status =
      lod_batch("in", "out", &batch->options, batch->log, &batch->report);
  ck_assert_int_eq(lod_buffer_terminate(&batch->messages), LOD_SUCCESS);
  return status;
}

static void end(Batch *batch)
{
  lod_batch_report_free(batch->report);
  lod_log_free(batch->log);
  lod_buffer_free(&batch->messages);
}

static void put_tables(void)
{
  fixture_put("in/b.csv", "id,x\n1,b\n");
  fixture_put("in/a.tsv", "id\n2\n");
  fixture_put("in/sub/c d.csv", "id\n3\n");
}

static void expect_entry(const Batch *batch, size_t index, const char *input,
                         const char *plain, const char *linked,
                         LodStatus status)
{
  const LodBatchFile *file = lod_batch_report_at(batch->report, index);
  ck_assert_ptr_nonnull(file);
  ck_assert_str_eq(file->input, input);
  ck_assert_pstr_eq(file->plain, plain);
  ck_assert_pstr_eq(file->linked, linked);
  ck_assert_int_eq(file->status, status);
}

START_TEST(writes_both_branches_of_every_table)
{
  Batch batch;
  begin(&batch);
  put_tables();
  batch.options.jobs = (unsigned)_i;
  ck_assert_int_eq(run(&batch), LOD_SUCCESS);
  ck_assert_str_eq(batch.messages.data, "");
  ck_assert_uint_eq(lod_batch_report_size(batch.report), 3);
  expect_entry(&batch, 0, "a.tsv", "plain/a.csv", "linked/a.nt", LOD_SUCCESS);
  expect_entry(&batch, 1, "b.csv", "plain/b.csv", "linked/b.nt", LOD_SUCCESS);
  expect_entry(&batch, 2, "sub/c d.csv", "plain/sub/c d.csv",
               "linked/sub/c d.nt", LOD_SUCCESS);
  ck_assert_ptr_null(lod_batch_report_at(batch.report, 3));
  fixture_expect_file("out/plain/b.csv", "id,x\r\n1,b\r\n");
  fixture_expect_file("out/plain/sub/c d.csv", "id\r\n3\r\n");
  ck_assert_str_eq(lod_batch_report_at(batch.report, 2)->json,
                   "plain/sub/c d.json");
  fixture_expect_file("out/plain/b.json", "[\n{\"id\":\"1\",\"x\":\"b\"}\n]\n");
  char *text = fixture_get("out/linked/sub/c d.nt");
  ck_assert_ptr_nonnull(
      strstr(text, "<http://example.org/c%20d.csv#id> \"3\" .\n"));
  free(text);
  const LodBatchFile *file = lod_batch_report_at(batch.report, 1);
  ck_assert_uint_eq(file->report.rows, 1);
  ck_assert_uint_eq(file->report.statements, 2);
  end(&batch);
}
END_TEST

/* Nothing depends on the order in which the files are ready. */
START_TEST(jobs_make_no_difference)
{
  Batch batch;
  LodBuffer first = {0};
  begin(&batch);
  for (int i = 0; i < 12; i++) {
    char path[32], table[64];
    snprintf(path, sizeof path, "in/t%02d.csv", i);
    snprintf(table, sizeof table, i % 3 ? "a,b\n%d,x\n" : "a,b\n%d,\"x\n", i);
    fixture_put(path, table);
  }
  for (unsigned jobs = 1; jobs <= 5; jobs += 2) {
    batch.options.jobs = jobs;
    ck_assert_int_eq(run(&batch), LOD_ERR_INPUT);
    if (jobs == 1) {
      ck_assert_int_eq(
          lod_buffer_append_view(&first, lod_buffer_view(&batch.messages)),
          LOD_SUCCESS);
      ck_assert_int_eq(lod_buffer_terminate(&first), LOD_SUCCESS);
    }
    ck_assert_str_eq(first.data, batch.messages.data);
    for (size_t i = 0; i < 12; i++)
      ck_assert_int_eq(lod_batch_report_at(batch.report, i)->status,
                       i % 3 ? LOD_SUCCESS : LOD_ERR_INPUT);
    fixture_remove("out");
  }
  lod_buffer_free(&first);
  end(&batch);
}
END_TEST

/* Both outputs of a file or neither; the other files go on. */
START_TEST(one_fault_stops_one_file)
{
  Batch batch;
  begin(&batch);
  put_tables();
  ck_assert_int_eq(run(&batch), LOD_SUCCESS);
  char *plain = fixture_get("out/plain/b.csv");
  char *linked = fixture_get("out/linked/b.nt");
  fixture_put("in/b.csv", "id,x\n2,c\n3,\"open\n");
  fixture_put("in/a.tsv", "id\n9\n");
  ck_assert_int_eq(run(&batch), LOD_ERR_INPUT);
  expect_entry(&batch, 1, "b.csv", NULL, NULL, LOD_ERR_INPUT);
  fixture_expect_file("out/plain/b.csv", plain);
  fixture_expect_file("out/linked/b.nt", linked);
  fixture_expect_file("out/plain/a.csv", "id\r\n9\r\n");
  ck_assert_uint_eq(fixture_count_files("out/plain"), 5);
  ck_assert_uint_eq(fixture_count_files("out/linked"), 3);
  free(plain);
  free(linked);
  end(&batch);
}
END_TEST

/* Two tables that would become one output: neither is written. */
START_TEST(collisions_are_refused)
{
  Batch batch;
  begin(&batch);
  put_tables();
  fixture_put("in/b.tsv", "id\n4\n");
  fixture_put("in/sub/b.csv", "id\n5\n");
  ck_assert_int_eq(run(&batch), LOD_ERR_INPUT);
  expect_entry(&batch, 1, "b.csv", NULL, NULL, LOD_ERR_INPUT);
  expect_entry(&batch, 2, "b.tsv", NULL, NULL, LOD_ERR_INPUT);
  expect_entry(&batch, 3, "sub/b.csv", "plain/sub/b.csv", "linked/sub/b.nt",
               LOD_SUCCESS);
  ck_assert_str_eq(batch.messages.data, "e same-output in/b.tsv:0:0\n");
  ck_assert_ptr_null(fixture_get("out/plain/b.csv"));
  end(&batch);
}
END_TEST

/* A second run over its own output finds nothing new. */
START_TEST(output_below_the_input)
{
  Batch batch;
  begin(&batch);
  put_tables();
  for (int i = 0; i < 2; i++) {
    lod_batch_report_free(batch.report);
    ck_assert_int_eq(
        lod_batch("in", "in/out", &batch.options, batch.log, &batch.report),
        LOD_SUCCESS);
    ck_assert_uint_eq(lod_batch_report_size(batch.report), 3);
  }
  ck_assert_uint_eq(fixture_count_files("in/out/plain"), 5);
  end(&batch);
}
END_TEST

START_TEST(formats_and_their_endings)
{
  static const struct {
    const char *format, *linked;
  } rows[] = {{"turtle", "linked/a.ttl"},
              {"nquads", "linked/a.nq"},
              {"trig", "linked/a.trig"},
              {"rdfxml", "linked/a.rdf"},
              {NULL, "linked/a.nt"}};
  Batch batch;
  begin(&batch);
  fixture_put("in/a.csv", "id\n1\n");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    batch.options.format = rows[i].format;
    ck_assert_int_eq(run(&batch), LOD_SUCCESS);
    expect_entry(&batch, 0, "a.csv", "plain/a.csv", rows[i].linked,
                 LOD_SUCCESS);
  }
  ck_assert_uint_eq(fixture_count_files("out/linked"), 5);
  ck_assert_uint_eq(fixture_count_files("out/plain"), 2);
  end(&batch);
}
END_TEST

/* Said once, before a file is touched. */
START_TEST(wrong_usage)
{
  static const char *const formats[] = {"csv", "json", "nothing"};
  Batch batch;
  begin(&batch);
  put_tables();
  batch.options.format = formats[_i];
  ck_assert_int_eq(run(&batch), LOD_ERR_USAGE);
  ck_assert_ptr_null(batch.report);
  ck_assert_ptr_eq(strchr(batch.messages.data, '\n'),
                   strrchr(batch.messages.data, '\n'));
  ck_assert_uint_eq(fixture_count_files("."), 1);
  end(&batch);
}
END_TEST

/* What is for one run of convert is not shared by many. */
START_TEST(options_of_one_conversion)
{
  Batch batch;
  begin(&batch);
  put_tables();
  batch.options.output = "one.nt";
  batch.options.plain = "one.csv";
  batch.options.reject = "reject.csv";
  ck_assert_int_eq(run(&batch), LOD_SUCCESS);
  ck_assert_uint_eq(fixture_count_files("."), 2);
  expect_entry(&batch, 1, "b.csv", "plain/b.csv", "linked/b.nt", LOD_SUCCESS);
  end(&batch);
}
END_TEST

START_TEST(folders_without_tables)
{
  Batch batch;
  begin(&batch);
  ck_assert_int_eq(run(&batch), LOD_ERR_INPUT);
  ck_assert_str_eq(batch.messages.data, "e no-tables in:0:0\n");
  ck_assert_uint_eq(lod_batch_report_size(batch.report), 0);
  fixture_remove("in");
  ck_assert_int_eq(run(&batch), LOD_ERR_INPUT);
  ck_assert_int_eq(batch.messages.data[0], 'e');
  end(&batch);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, writes_both_branches_of_every_table, 0, 5);
  tcase_add_test(tcase, jobs_make_no_difference);
  tcase_add_test(tcase, one_fault_stops_one_file);
  tcase_add_test(tcase, collisions_are_refused);
  tcase_add_test(tcase, output_below_the_input);
  tcase_add_test(tcase, formats_and_their_endings);
  tcase_add_loop_test(tcase, wrong_usage, 0, 3);
  tcase_add_test(tcase, options_of_one_conversion);
  tcase_add_test(tcase, folders_without_tables);
}

int main(void)
{
  return fixture_main("batch", add_tests);
}
