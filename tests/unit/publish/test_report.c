/* The report of a run (CLI.md "Messages and reports"), read back as JSON. */
#include "publish_fixture.h"

#include "base/memory.h"
#include <jansson.h>
#include <lodstone/version.h>

static LodLog *say_things(void)
{
  LodLog *log = lod_log_new();
  LodPlace place = {.file = "å\xff.csv",
                    .line = 17,
                    .column = 8,
                    .row = 16,
                    .column_name = "belopp"};
  lod_log_set_limit(log, 2);
  for (int i = 0; i < 5; i++)
    lod_log_add(log, LOD_WARNING, "bad-cell", &place, "\"%s\" is none",
                "1,5o\x1b[2J\xe5");
  lod_log_add(log, LOD_NOTE, "no-place", NULL, "all is well");
  place = (LodPlace){.file = "t.csv"};
  lod_log_add(log, LOD_ERROR, "io", &place, "broken");
  return log;
}

static json_t *read_report(const char *path)
{
  json_error_t error;
  json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(root != NULL, "%s", error.text);
  return root;
}

static void expect_integer(const json_t *object, const char *key,
                           json_int_t expected)
{
  const json_t *value = json_object_get(object, key);
  ck_assert_msg(json_is_integer(value), "%s", key);
  ck_assert_int_eq(json_integer_value(value), expected);
}

static void expect_text(const json_t *object, const char *key,
                        const char *expected)
{
  ck_assert_pstr_eq(json_string_value(json_object_get(object, key)), expected);
}

START_TEST(has_what_it_should)
{
  static const char *const inputs[] = {"a.csv", "d/b.csv"};
  LodRunReport report = {.rows = 12,
                         .statements = 34,
                         .bytes_in = 5000000000,
                         .bytes_out = 7,
                         .keys = 3,
                         .key_bytes = 96,
                         .keys_spilled = 1,
                         .rows_faulty = 2,
                         .terms_left_out = 5,
                         .seconds = 1.5,
                         .mapping = "ledger/1.1"};
  LodLog *log = say_things();
  ck_assert_int_eq(lod_report_write("r.json", inputs, 2, &report, log),
                   LOD_SUCCESS);
  json_t *root = read_report("r.json");
  expect_text(root, "tool", "lodstone");
  expect_text(root, "version", lod_version());
  expect_text(root, "mapping", "ledger/1.1");
  ck_assert_ptr_null(json_object_get(root, "conforms"));
  expect_integer(root, "rows", 12);
  expect_integer(root, "statements", 34);
  expect_integer(root, "bytesIn", 5000000000);
  expect_integer(root, "bytesOut", 7);
  expect_integer(root, "rowsFaulty", 2);
  expect_integer(root, "valuesWithoutIri", 5);
  ck_assert(json_real_value(json_object_get(root, "seconds")) == 1.5);
  expect_integer(json_object_get(root, "keys"), "count", 3);
  expect_integer(json_object_get(root, "keys"), "bytes", 96);
  json_t *list = json_object_get(root, "inputs");
  ck_assert_uint_eq(json_array_size(list), 2);
  ck_assert_str_eq(json_string_value(json_array_get(list, 1)), "d/b.csv");
  json_decref(root);
  lod_log_free(log);
  ck_assert_uint_eq(fixture_count_files("."), 1);
}
END_TEST

/* Capped, with the full counts; no control characters; no place where there
   is none. */
START_TEST(has_the_messages)
{
  LodRunReport report = {0};
  LodLog *log = say_things();
  ck_assert_int_eq(lod_report_write("r.json", NULL, 0, &report, log),
                   LOD_SUCCESS);
  json_t *root = read_report("r.json");
  json_t *messages = json_object_get(root, "messages");
  json_t *counts = json_object_get(root, "counts");
  ck_assert_uint_eq(json_array_size(messages), 4);
  json_t *message = json_array_get(messages, 1);
  expect_text(message, "severity", "warning");
  expect_text(message, "code", "bad-cell");
  expect_text(message, "message", "\"1,5o\\x1B[2J\\xE5\" is none");
  expect_text(message, "file", "å\\xFF.csv");
  expect_integer(message, "line", 17);
  expect_integer(message, "column", 8);
  expect_integer(message, "row", 16);
  expect_text(message, "columnName", "belopp");
  message = json_array_get(messages, 2);
  expect_text(message, "severity", "note");
  ck_assert_uint_eq(json_object_size(message), 3);
  expect_text(json_array_get(messages, 3), "severity", "error");
  ck_assert_uint_eq(json_object_size(counts), 3);
  expect_integer(counts, "bad-cell", 5);
  expect_integer(counts, "no-place", 1);
  expect_integer(counts, "io", 1);
  ck_assert_uint_eq(json_array_size(json_object_get(root, "inputs")), 0);
  json_decref(root);
  lod_log_free(log);
}
END_TEST

/* Names of files are bytes; JSON is UTF-8. */
START_TEST(takes_any_names)
{
  static const char *const inputs[] = {"\xe5.csv", "a\nb\"c\\.csv", "å.csv",
                                       ""};
  static const char *const expected[] = {"\\xE5.csv", "a\\x0Ab\"c\\.csv",
                                         "å.csv", ""};
  LodRunReport report = {0};
  LodLog *log = lod_log_new();
  /* cut in the middle of a character */
  memset(report.mapping, 'a', sizeof report.mapping - 1);
  report.mapping[sizeof report.mapping - 2] = '\xc3';
  ck_assert_int_eq(lod_report_write("r.json", inputs, 4, &report, log),
                   LOD_SUCCESS);
  json_t *root = read_report("r.json");
  json_t *list = json_object_get(root, "inputs");
  ck_assert_uint_eq(json_array_size(list), 4);
  for (size_t i = 0; i < 4; i++) {
    const char *name = json_string_value(json_array_get(list, i));
    ck_assert_pstr_eq(name, expected[i]);
  }
  ck_assert_ptr_nonnull(json_object_get(root, "mapping"));
  json_decref(root);
  lod_log_free(log);
}
END_TEST

/* Of a run that failed, too. */
START_TEST(is_of_a_conversion)
{
  FixtureRun run;
  static const char *const inputs[] = {"t.csv"};
  fixture_put("t.csv", "a\n1\n\"open\n");
  fixture_begin(&run);
  LodLog *log = lod_log_new();
  run.options.output = "out.nt";
  ck_assert_int_eq(lod_convert("t.csv", &run.options, log, &run.report),
                   LOD_ERR_INPUT);
  ck_assert_int_eq(lod_report_write("r.json", inputs, 1, &run.report, log),
                   LOD_SUCCESS);
  json_t *root = read_report("r.json");
  expect_integer(root, "rows", 1);
  ck_assert_uint_eq(json_array_size(json_object_get(root, "messages")), 1);
  ck_assert(json_real_value(json_object_get(root, "seconds")) >= 0);
  json_decref(root);
  lod_log_free(log);
  fixture_end(&run);
}
END_TEST

START_TEST(cannot_be_written)
{
  LodRunReport report = {0};
  LodLog *log = lod_log_new();
  ck_assert_int_eq(lod_report_write("no/r.json", NULL, 0, &report, log),
                   LOD_ERR_IO);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
  lod_log_free(log);
}
END_TEST

START_TEST(reports_no_memory)
{
  static const char *const inputs[] = {"a.csv", "b.csv"};
  LodRunReport report = {0};
  LodLog *log = lod_log_new();
  fixture_put("r.json", "old");
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t n = 1; status; n++) {
    ck_assert_uint_lt(n, 100);
    lod_memory_fail_at(n);
    status = lod_report_write("r.json", inputs, 2, &report, log);
    lod_memory_fail_at(0);
    if (status) {
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
      fixture_expect_file("r.json", "old");
    }
  }
  json_t *root = read_report("r.json");
  ck_assert_uint_eq(json_array_size(json_object_get(root, "inputs")), 2);
  json_decref(root);
  lod_log_free(log);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, has_what_it_should);
  tcase_add_test(tcase, has_the_messages);
  tcase_add_test(tcase, takes_any_names);
  tcase_add_test(tcase, is_of_a_conversion);
  tcase_add_test(tcase, cannot_be_written);
  tcase_add_test(tcase, reports_no_memory);
}

int main(void)
{
  return fixture_main("report", add_tests);
}
