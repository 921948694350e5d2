/* Explaining a mapping: words with the first row, pictures, Graphviz. */
#include "publish_fixture.h"

#include "publish/draw.h"
#include <lodstone/explain.h>

static void put_table(void)
{
  fixture_put("t.csv", "id,a\n1,x y\n2,z\n");
  fixture_put_json("m.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id','datatype':'integer'},{'name':'a','valueUrl':"
                   "'http://x.example/?a={a}&b'}]}}");
}

static LodStatus explain(FixtureRun *run, const char *input,
                         LodExplainForm form)
{
  LodLog *log = lod_log_new();
  run->output.size = run->messages.size = 0;
  run->options.base = "http://example.org/";
  run->options.write = fixture_write;
  run->options.write_user = run;
  lod_log_set_handler(log, fixture_message, &run->messages);
  LodStatus status = lod_explain(input, &run->options, form, log);
  lod_log_free(log);
  ck_assert_int_eq(lod_buffer_terminate(&run->output), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&run->messages), LOD_SUCCESS);
  return status;
}

static void expect_parts(const FixtureRun *run, const char *const *parts,
                         size_t count)
{
  const char *at = run->output.data;
  for (size_t i = 0; i < count; i++) {
    at = strstr(at, parts[i]);
    ck_assert_msg(at != NULL, "%s\nlacks %s", run->output.data, parts[i]);
  }
}

START_TEST(says_mapping_and_first_row)
{
  static const char *const parts[] = {"xsd:integer",
                                      "s/{id}>",
                                      "x.example/?a={a}&b>",
                                      "first row",
                                      "@base <http://example.org/> .",
                                      "<s/1> csv:id 1 ;",
                                      "<http://x.example/?a=x%20y&b> ."};
  FixtureRun run;
  put_table();
  fixture_begin(&run);
  run.options.mode = LOD_MODE_MINIMAL;
  run.options.mapping = "m.json";
  ck_assert_int_eq(explain(&run, "t.csv", LOD_EXPLAIN_WORDS), LOD_SUCCESS);
  expect_parts(&run, parts, 7);
  ck_assert_ptr_null(strstr(run.output.data, "s/2"));
  ck_assert_str_eq(run.messages.data, "");
  /* without a table: the mapping alone */
  ck_assert_int_eq(explain(&run, NULL, LOD_EXPLAIN_WORDS), LOD_SUCCESS);
  expect_parts(&run, parts, 3);
  ck_assert_ptr_null(strstr(run.output.data, "s/1"));
  char *alone = strdup(run.output.data);
  /* metadata as the input is the mapping */
  run.options.mapping = NULL;
  ck_assert_int_eq(explain(&run, "m.json", LOD_EXPLAIN_WORDS), LOD_SUCCESS);
  ck_assert_str_eq(run.output.data, alone);
  free(alone);
  fixture_end(&run);
}
END_TEST

START_TEST(tables_without_rows)
{
  FixtureRun run;
  put_table();
  fixture_put("t.csv", "id,a\n");
  fixture_begin(&run);
  run.options.mapping = "m.json";
  ck_assert_int_eq(explain(&run, "t.csv", LOD_EXPLAIN_WORDS), LOD_SUCCESS);
  ck_assert_ptr_nonnull(strstr(run.output.data, "no rows"));
  fixture_end(&run);
}
END_TEST

/* Every table of a mapping. */
START_TEST(several_tables)
{
  FixtureRun run;
  fixture_put_json("all.json",
                   "{'@context':'http://www.w3.org/ns/csvw','tables':["
                   "{'url':'one.csv','tableSchema':{'columns':["
                   "{'name':'first'}]}},"
                   "{'url':'two.csv','tableSchema':{'columns':["
                   "{'name':'second'}]}}]}");
  static const char *const parts[] = {"{first}", "{second}"};
  fixture_begin(&run);
  run.options.mapping = "all.json";
  for (int form = 0; form < 2; form++) {
    ck_assert_int_eq(explain(&run, NULL, (LodExplainForm)form), LOD_SUCCESS);
    expect_parts(&run, parts, 2);
  }
  fixture_end(&run);
}
END_TEST

static bool has_dot(void)
{
  return system("dot -V >/dev/null 2>&1") == 0;
}

/* Graphviz takes the text, and draws it: of a mapping with marks that DOT and
   HTML know, too. */
START_TEST(graphviz_draws_it)
{
  FixtureRun run;
  if (!has_dot())
    return;
  put_table();
  fixture_begin(&run);
  run.options.mapping = "m.json";
  ck_assert_int_eq(explain(&run, NULL, LOD_EXPLAIN_DOT), LOD_SUCCESS);
  ck_assert_int_eq(strncmp(run.output.data, "digraph", 7), 0);
  fixture_put("m.dot", run.output.data);
  ck_assert_int_eq(system("dot -Tsvg m.dot >m.svg 2>m.txt"), 0);
  fixture_expect_file("m.txt", "");
  ck_assert_int_eq(explain(&run, NULL, LOD_EXPLAIN_SVG), LOD_SUCCESS);
  ck_assert_ptr_nonnull(strstr(run.output.data, "<svg"));
  ck_assert_ptr_nonnull(strstr(run.output.data, "?a={a}&amp;b"));
  fixture_end(&run);
}
END_TEST

/* Without Graphviz: a message, and nothing is written. */
START_TEST(graphviz_is_not_there)
{
  FixtureRun run;
  put_table();
  setenv("PATH", "/nonexistent", 1);
  fixture_begin(&run);
  run.options.mapping = "m.json";
  ck_assert_int_eq(explain(&run, NULL, LOD_EXPLAIN_SVG), LOD_ERR_USAGE);
  ck_assert_str_eq(run.messages.data, "e no-graphviz :0:0\n");
  ck_assert_uint_eq(run.output.size, 0);
  fixture_end(&run);
}
END_TEST

/* A program that fails, or says what is no drawing to its end. */
START_TEST(graphviz_fails)
{
  LodBuffer text = {0};
  LodLog *log = lod_log_new();
  fixture_put("dot", "#!/bin/sh\necho half\nexit 3\n");
  ck_assert_int_eq(chmod("dot", 0755), 0);
  setenv("PATH", fixture_folder, 1);
  ck_assert_int_eq(lod_buffer_append_text(&text, "digraph {}"), LOD_SUCCESS);
  ck_assert_int_eq(lod_draw_svg(&text, log), LOD_ERR_USAGE);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_str_eq(text.data, "digraph {}");
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

START_TEST(what_cannot_be_explained)
{
  static const struct {
    const char *input, *mapping;
    LodStatus status;
  } rows[] = {{NULL, NULL, LOD_ERR_USAGE},
              {"nowhere.csv", NULL, LOD_ERR_INPUT},
              {NULL, "nowhere", LOD_ERR_INPUT},
              {"t.csv", "broken.json", LOD_ERR_INPUT}};
  FixtureRun run;
  put_table();
  fixture_put("broken.json", "{");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    fixture_begin(&run);
    run.options.mapping = rows[i].mapping;
    ck_assert_int_eq(explain(&run, rows[i].input, LOD_EXPLAIN_WORDS),
                     rows[i].status);
    ck_assert_int_eq(run.messages.data[0], 'e');
    ck_assert_uint_eq(run.output.size, 0);
    fixture_end(&run);
  }
}
END_TEST

START_TEST(output_is_as_of_a_conversion)
{
  FixtureRun run;
  LodLog *log = lod_log_new();
  put_table();
  fixture_put("out.txt", "old");
  fixture_begin(&run);
  run.options.mapping = "m.json";
  run.options.output = "out.txt";
  ck_assert_int_eq(
      lod_explain("nowhere.csv", &run.options, LOD_EXPLAIN_WORDS, log),
      LOD_ERR_INPUT);
  fixture_expect_file("out.txt", "old");
  ck_assert_int_eq(lod_explain("t.csv", &run.options, LOD_EXPLAIN_WORDS, log),
                   LOD_SUCCESS);
  char *text = fixture_get("out.txt");
  ck_assert_ptr_nonnull(strstr(text, "s/{id}"));
  free(text);
  /* a write fault */
  run.options.output = NULL;
  run.options.write = fixture_write;
  run.options.write_user = &run;
  run.fail_at = 1;
  ck_assert_int_eq(lod_explain("t.csv", &run.options, LOD_EXPLAIN_WORDS, log),
                   LOD_ERR_IO);
  lod_log_free(log);
  fixture_end(&run);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, says_mapping_and_first_row);
  tcase_add_test(tcase, tables_without_rows);
  tcase_add_test(tcase, several_tables);
  tcase_add_test(tcase, graphviz_draws_it);
  tcase_add_test(tcase, graphviz_is_not_there);
  tcase_add_test(tcase, graphviz_fails);
  tcase_add_test(tcase, what_cannot_be_explained);
  tcase_add_test(tcase, output_is_as_of_a_conversion);
}

int main(void)
{
  return fixture_main("explain", add_tests);
}
