/* Conversions as a whole: what options mean, and what becomes of the output. */
#include "publish_fixture.h"

#define P(name) " <http://example.org/t.csv#" name "> "

/* "t.csv" below the base, minimal mode, subjects <http://example.org/s/ID>. */
static void begin(FixtureRun *run, const char *table)
{
  fixture_begin(run);
  run->options.base = "http://example.org/";
  run->options.mode = LOD_MODE_MINIMAL;
  if (table)
    fixture_put("t.csv", table);
}

static void put_metadata(const char *path)
{
  fixture_put_json(path,
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id','suppressOutput':true},"
                   "{'name':'a','datatype':'integer'}]}}");
}

static void expect_output(FixtureRun *run, const char *expected)
{
  ck_assert_msg(run->status == LOD_SUCCESS, "%s", run->messages.data);
  ck_assert_str_eq(run->output.data, expected);
}

#define S(id) "<http://example.org/s/" id ">"
#define INTEGER(text)                                                          \
  "\"" text "\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"

/* ---- where the output goes ---- */

START_TEST(function_and_file_get_the_same)
{
  FixtureRun run;
  begin(&run, "id,a\n1,5\n2,6\n");
  put_metadata("m.json");
  run.options.mapping = "m.json";
  fixture_convert(&run, "t.csv");
  expect_output(&run, S("1") P("a") INTEGER("5") S("2") P("a") INTEGER("6"));
  ck_assert_uint_eq(run.report.rows, 2);
  ck_assert_uint_eq(run.report.statements, 2);
  ck_assert_uint_eq(run.report.bytes_in, 13);
  ck_assert_uint_eq(run.report.bytes_out, run.output.size);
  ck_assert(!run.report.incomplete);
  ck_assert_str_eq(run.report.mapping, "m.json");
  char *text = strdup(run.output.data);
  run.options.write = NULL;
  run.options.output = "out.nt";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  fixture_expect_file("out.nt", text);
  ck_assert_uint_eq(fixture_count_files("."), 3);
  free(text);
  fixture_end(&run);
}
END_TEST

/* CLI.md: what was there stays; nothing else is left. */
START_TEST(a_run_that_stops_leaves_what_was)
{
  static const struct {
    const char *table, *mapping;
  } rows[] = {{"id,a\n1,5\n2,x\n", "m.json"},
              {"id,a\n1,\"5\n", "m.json"},
              {"id,a\n1,\xff\n", "m.json"},
              {"id,a\n1,5\n", "nowhere.json"},
              {"id,a\n1,5\n", "broken.json"}};
  FixtureRun run;
  begin(&run, rows[_i].table);
  put_metadata("m.json");
  fixture_put("broken.json", "{\"@context\":");
  fixture_put("out.nt", "old");
  fixture_put("plain.csv", "old");
  fixture_put("reject.csv", "old");
  run.options.mapping = rows[_i].mapping;
  run.options.output = "out.nt";
  run.options.plain = "plain.csv";
  run.options.reject = "reject.csv";
  run.options.bad_cells = LOD_BAD_CELLS_STOP;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_INPUT);
  ck_assert_ptr_nonnull(strstr(run.messages.data, "e "));
  fixture_expect_file("out.nt", "old");
  fixture_expect_file("plain.csv", "old");
  fixture_expect_file("reject.csv", "old");
  ck_assert_uint_eq(fixture_count_files("."), 6);
  fixture_end(&run);
}
END_TEST

START_TEST(files_that_cannot_be_made_are_said)
{
  FixtureRun run;
  for (int i = 0; i < 3; i++) {
    begin(&run, "id,a\n1,5\n");
    const char **path = i == 0   ? &run.options.output
                        : i == 1 ? &run.options.plain
                                 : &run.options.reject;
    *path = "no/such/folder/file";
    ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_IO);
    ck_assert_int_eq(run.messages.data[0], 'e');
    ck_assert_uint_eq(fixture_count_files("."), 1);
    fixture_end(&run);
  }
}
END_TEST

/* The second output and the reject file, beside the first. */
START_TEST(writes_three_files)
{
  FixtureRun run;
  begin(&run, "id,a\n1,5\n2,x\n");
  put_metadata("m.json");
  run.options.mapping = "m.json";
  run.options.plain = "plain.csv";
  run.options.reject = "reject.csv";
  run.options.bad_cells = LOD_BAD_CELLS_SKIP;
  fixture_convert(&run, "t.csv");
  expect_output(&run, S("1") P("a") INTEGER("5"));
  ck_assert_str_eq(run.messages.data, "w bad-cell t.csv:3:2\n");
  ck_assert(run.report.incomplete);
  ck_assert_uint_eq(run.report.rows_faulty, 1);
  fixture_expect_file("plain.csv", "id,a\r\n1,5\r\n2,\r\n");
  fixture_expect_file("reject.csv",
                      "id,a,_line,_reason\r\n"
                      "2,x,3,a: bad-cell (is not an integer)\r\n");
  fixture_end(&run);
}
END_TEST

/* ---- formats ---- */

START_TEST(the_ending_decides_on_the_format)
{
  static const struct {
    const char *output, *format, *part;
  } rows[] = {
      {"out.nt", NULL, S("1") P("a") INTEGER("5")},
      {"out.ttl", NULL, "<s/1> csv:a 5 ."},
      {"out.nq", NULL, S("1") P("a") INTEGER("5")},
      {"out.trig", NULL, "<s/1> csv:a 5 ."},
      {"out.csv", NULL, "id,a\r\n1,5\r\n"},
      {"out.json", NULL,
       "[\n{\"@id\":\"http://example.org/s/1\",\"a\":5}\n]\n"},
      {"out.rdf", NULL, "<rdf:RDF"},
      {"out.csv", "turtle", "<s/1> csv:a 5 ."},
      {"out", NULL, S("1") P("a") INTEGER("5")},
      {"OUT.TTL", NULL, "<s/1> csv:a 5 ."},
  };
  FixtureRun run;
  begin(&run, "id,a\n1,5\n");
  put_metadata("m.json");
  run.options.mapping = "m.json";
  run.options.output = rows[_i].output;
  run.options.format = rows[_i].format;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  char *text = fixture_get(rows[_i].output);
  ck_assert_msg(strstr(text, rows[_i].part), "%s", text);
  free(text);
  fixture_end(&run);
}
END_TEST

START_TEST(unknown_formats_are_refused)
{
  static const char *const formats[] = {"Json", "csvw", "Turtle", "", "x"};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    FixtureRun run;
    begin(&run, "id,a\n1,5\n");
    run.options.format = formats[i];
    ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_USAGE);
    ck_assert_str_eq(run.messages.data, "e unknown-format :0:0\n");
    fixture_end(&run);
  }
}
END_TEST

/* ---- dialect and columns ---- */

typedef struct DialectCase {
  const char *table;
  const char *delimiter, *quote, *encoding, *null_text, *decimal,
      *line_terminators;
  int header_rows, skip_rows;
  const char *expected;
} DialectCase;

static const DialectCase dialects[] = {
    {.table = "id;a\n1;x,y\n", .delimiter = ";", .expected = "\"x,y\""},
    {.table = "id\ta\n1\tx\n", .delimiter = "\t", .expected = "\"x\""},
    {.table = "id,a\n1,'x,y'\n", .quote = "'", .expected = "\"x,y\""},
    {.table = "id,a\n1,\"x\n", .quote = "", .expected = "\"\\\"x\""},
    {.table = "id,a\n1,\xe5\n",
     .encoding = "windows-1252",
     .expected = "\"\xc3\xa5\""},
    {.table = "id,a\n0,NA\n1,x\n", .null_text = "NA", .expected = "\"x\""},
    {.table = "id,a\r1,x\r", .line_terminators = "cr", .expected = "\"x\""},
    {.table = "title\n\nid,a\n1,x\n", .skip_rows = 2, .expected = "\"x\""},
};

START_TEST(dialect_options_are_followed)
{
  const DialectCase *c = &dialects[_i];
  FixtureRun run;
  char expected[128];
  begin(&run, c->table);
  fixture_put_json("m.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id','suppressOutput':true},{'name':'a'}]}}");
  run.options.mapping = "m.json";
  run.options.delimiter = c->delimiter;
  run.options.quote = c->quote;
  run.options.encoding = c->encoding;
  run.options.null_text = c->null_text;
  run.options.line_terminators = c->line_terminators;
  if (c->skip_rows)
    run.options.skip_rows = c->skip_rows;
  snprintf(expected, sizeof expected, S("1") P("a") "%s .\n", c->expected);
  fixture_convert(&run, "t.csv");
  expect_output(&run, expected);
  fixture_end(&run);
}
END_TEST

/* "Model for Tabular Data", 8: without a header the columns are _col.N. */
START_TEST(tables_without_header)
{
  FixtureRun run;
  begin(&run, "x,y\n");
  run.options.header_rows = 0;
  run.options.format = "turtle";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_ptr_nonnull(strstr(run.output.data, "t.csv#_col.1> \"x\""));
  ck_assert_ptr_nonnull(strstr(run.output.data, "t.csv#_col.2> \"y\""));
  fixture_end(&run);
}
END_TEST

START_TEST(decimal_mark_of_numbers)
{
  FixtureRun run;
  begin(&run, "id;a\n1;1 234,5\n");
  fixture_put_json("m.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id','suppressOutput':true},"
                   "{'name':'a','datatype':'decimal'}]}}");
  run.options.mapping = "m.json";
  run.options.delimiter = ";";
  run.options.decimal = ",";
  fixture_convert(&run, "t.csv");
  expect_output(&run, S("1") P("a") "\"1234.5\"^^<http://www.w3.org/2001/"
                                    "XMLSchema#decimal> .\n");
  fixture_end(&run);
}
END_TEST

/* CLI.md, --set: a constant for a column that the file lacks. */
START_TEST(settings_fill_columns)
{
  static const LodSetting settings[] = {{"b", "x y"}};
  FixtureRun run;
  begin(&run, "id\n1\n2\n");
  fixture_put_json("m.json",
                   "{'@context':['http://www.w3.org/ns/csvw',"
                   "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv',"
                   "'tableSchema':{'lod:matching':'title','aboutUrl':'s/{id}',"
                   "'columns':[{'name':'id','suppressOutput':true},"
                   "{'name':'b'}]}}");
  run.options.mapping = "m.json";
  run.options.settings = settings;
  run.options.setting_count = 1;
  fixture_convert(&run, "t.csv");
  expect_output(&run, S("1") P("b") "\"x y\" .\n" S("2") P("b") "\"x y\" .\n");
  fixture_end(&run);
}
END_TEST

START_TEST(odd_options_are_refused)
{
  for (int i = 0; i < 7; i++) {
    FixtureRun run;
    begin(&run, "id,a\n1,5\n");
    LodConvertOptions *o = &run.options;
    o->trim = i == 0 ? "left" : NULL;
    o->base = i == 1 ? "no base" : i == 2 ? "http://x.example/?q" : o->base;
    o->encoding = i == 3 ? "klingon" : NULL;
    o->guard = i == 4 ? "strict" : NULL;
    o->reader = i == 5 ? "nobody" : NULL;
    o->null_text = i == 6 ? "\xff" : NULL;
    ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_USAGE);
    ck_assert_int_eq(run.messages.data[0], 'e');
    fixture_end(&run);
  }
}
END_TEST

/* ---- mappings ---- */

/* CLI.md: found beside a local file. */
START_TEST(metadata_beside_the_file)
{
  static const char *const names[] = {"t.csv-metadata.json",
                                      "csv-metadata.json"};
  FixtureRun run;
  begin(&run, "id,a\n1,5\n");
  put_metadata(names[_i]);
  fixture_convert(&run, "t.csv");
  expect_output(&run, S("1") P("a") INTEGER("5"));
  fixture_end(&run);
}
END_TEST

/* A table alone: columns by its header, a blank node a row, all of it text. */
START_TEST(tables_without_metadata)
{
  FixtureRun run;
  begin(&run, "id,konto text\n1,5\n");
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_ptr_nonnull(strstr(run.output.data, P("id") "\"1\" .\n"));
  ck_assert_ptr_nonnull(strstr(run.output.data, P("konto%20text") "\"5\" .\n"));
  ck_assert_str_eq(run.report.mapping, "");
  fixture_end(&run);
}
END_TEST

/* Standard mode is the default of metadata, not of what was asked for. */
START_TEST(modes)
{
  static const struct {
    LodMode mode;
    bool standard;
  } rows[] = {{LOD_MODE_DEFAULT, true},
              {LOD_MODE_STANDARD, true},
              {LOD_MODE_MINIMAL, false}};
  for (size_t i = 0; i < 3; i++) {
    FixtureRun run;
    begin(&run, "id,a\n1,5\n");
    put_metadata("m.json");
    run.options.mapping = "m.json";
    run.options.mode = rows[i].mode;
    ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
    ck_assert(rows[i].standard ==
              (strstr(run.output.data, "csvw#TableGroup") != NULL));
    ck_assert_uint_eq(run.report.statements, rows[i].standard ? 10 : 1);
    fixture_end(&run);
  }
}
END_TEST

/* Metadata as the input names its tables; each once, in order. */
START_TEST(metadata_names_its_tables)
{
  FixtureRun run;
  begin(&run, NULL);
  run.options.base = NULL;
  fixture_put("one.csv", "id,a\n1,5\n");
  fixture_put("två.csv", "id,b\n2,6\n3,x\n");
  fixture_put_json(
      "all.json",
      "{'@context':'http://www.w3.org/ns/csvw','tables':["
      "{'url':'one.csv','tableSchema':{'aboutUrl':'http://x.example/{id}',"
      "'columns':[{'name':'id','suppressOutput':true},"
      "{'name':'a','propertyUrl':'http://x.example/p'}]}},"
      "{'url':'tv%C3%A5.csv','tableSchema':{'aboutUrl':'http://x.example/{id}',"
      "'columns':[{'name':'id','suppressOutput':true},"
      "{'name':'b','propertyUrl':'http://x.example/p'}]}}]}");
  for (int as_input = 0; as_input < 2; as_input++) {
    run.options.mapping = as_input ? NULL : "all.json";
    fixture_convert(&run, as_input ? "all.json" : NULL);
    expect_output(&run, "<http://x.example/1> <http://x.example/p> \"5\" .\n"
                        "<http://x.example/2> <http://x.example/p> \"6\" .\n"
                        "<http://x.example/3> <http://x.example/p> \"x\" .\n");
    ck_assert_uint_eq(run.report.rows, 3);
  }
  fixture_end(&run);
}
END_TEST

/* csv2rdf, 4.2, step 4: a table whose output is suppressed is passed over. */
START_TEST(suppressed_tables_are_passed_over)
{
  FixtureRun run;
  begin(&run, NULL);
  run.options.base = NULL;
  fixture_put("one.csv", "id,a\n1,5\n");
  fixture_put("two.csv", "id,a\n2,6\n");
  fixture_put_json(
      "all.json",
      "{'@context':'http://www.w3.org/ns/csvw','tableSchema':{"
      "'aboutUrl':'http://x.example/{id}','columns':["
      "{'name':'id','suppressOutput':true},"
      "{'name':'a','propertyUrl':'http://x.example/p'}]},'tables':["
      "{'url':'one.csv','suppressOutput':true},{'url':'two.csv'}]}");
  fixture_convert(&run, "all.json");
  expect_output(&run, "<http://x.example/2> <http://x.example/p> \"6\" .\n");
  fixture_end(&run);
}
END_TEST

START_TEST(inputs_that_are_none)
{
  static const struct {
    const char *input, *mapping;
    LodStatus status;
  } rows[] = {
      {"nowhere.csv", NULL, LOD_ERR_INPUT},
      {NULL, NULL, LOD_ERR_USAGE},
      {"t.csv", "no-such-pack", LOD_ERR_INPUT},
      {NULL, "remote.json", LOD_ERR_INPUT},
      {"http://127.0.0.1:1/t.csv", NULL, LOD_ERR_NETWORK},
      {".", NULL, LOD_ERR_INPUT},
      {"book.xlsx", NULL, LOD_ERR_INPUT},
      {"rows.json", NULL, LOD_ERR_INPUT},
  };
  FixtureRun run;
  begin(&run, "id,a\n1,5\n");
  fixture_put("book.xlsx", "PK\3\4rest");
  fixture_put("rows.json", "[{\"a\": 1}]");
  fixture_put_json("remote.json", "{'@context':'http://www.w3.org/ns/csvw',"
                                  "'url':'http://x.example/t.csv'}");
  run.options.mapping = rows[_i].mapping;
  ck_assert_int_eq(fixture_convert(&run, rows[_i].input), rows[_i].status);
  ck_assert_int_eq(run.messages.data[0], 'e');
  ck_assert_uint_eq(run.output.size, 0);
  fixture_end(&run);
}
END_TEST

/* ---- messages ---- */

START_TEST(every_message_where_there_is_no_limit)
{
  FixtureRun run;
  LodBuffer table = {0};
  ck_assert_int_eq(lod_buffer_append_text(&table, "id,a\n"), LOD_SUCCESS);
  for (int i = 0; i < 300; i++)
    ck_assert_int_eq(lod_buffer_printf(&table, "%d,x\n", i), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&table), LOD_SUCCESS);
  begin(&run, table.data);
  put_metadata("m.json");
  run.options.mapping = "m.json";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  size_t lines = 0;
  for (const char *at = run.messages.data; *at; at++)
    lines += *at == '\n';
  ck_assert_uint_eq(lines, 300);
  lod_buffer_free(&table);
  fixture_end(&run);
}
END_TEST

/* ---- layers and parts ---- */

START_TEST(layers_and_shards_make_up_the_whole)
{
  FixtureRun run;
  LodBuffer table = {0};
  ck_assert_int_eq(lod_buffer_append_text(&table, "id,a\n"), LOD_SUCCESS);
  for (int i = 0; i < 200; i++)
    ck_assert_int_eq(lod_buffer_printf(&table, "%d,%d\n", i, i % 5),
                     LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&table), LOD_SUCCESS);
  begin(&run, table.data);
  fixture_put_json("m.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id'},"
                   "{'name':'a','valueUrl':'http://x.example/{a}'}]}}");
  run.options.mapping = "m.json";
  run.options.mode = LOD_MODE_STANDARD;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  uint64_t whole = run.report.statements, parts = 0;
  for (run.options.shard = 1; run.options.shard <= 3; run.options.shard++) {
    run.options.shard_count = 3;
    ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
    parts += run.report.statements;
  }
  ck_assert_uint_eq(parts, whole);
  run.options.shard = run.options.shard_count = 0;
  run.options.layer = LOD_LAYER_LINKS;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  parts = run.report.statements;
  ck_assert_uint_eq(parts, 200);
  run.options.layer = LOD_LAYER_PLAIN;
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_uint_eq(parts + run.report.statements, whole);
  lod_buffer_free(&table);
  fixture_end(&run);
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_test(tcase, function_and_file_get_the_same);
  tcase_add_loop_test(tcase, a_run_that_stops_leaves_what_was, 0, 5);
  tcase_add_test(tcase, files_that_cannot_be_made_are_said);
  tcase_add_test(tcase, writes_three_files);
  tcase_add_loop_test(tcase, the_ending_decides_on_the_format, 0, 10);
  tcase_add_test(tcase, unknown_formats_are_refused);
  tcase_add_loop_test(tcase, dialect_options_are_followed, 0,
                      sizeof dialects / sizeof *dialects);
  tcase_add_test(tcase, tables_without_header);
  tcase_add_test(tcase, decimal_mark_of_numbers);
  tcase_add_test(tcase, settings_fill_columns);
  tcase_add_test(tcase, odd_options_are_refused);
  tcase_add_loop_test(tcase, metadata_beside_the_file, 0, 2);
  tcase_add_test(tcase, tables_without_metadata);
  tcase_add_test(tcase, modes);
  tcase_add_test(tcase, metadata_names_its_tables);
  tcase_add_test(tcase, suppressed_tables_are_passed_over);
  tcase_add_loop_test(tcase, inputs_that_are_none, 0, 8);
  tcase_add_test(tcase, every_message_where_there_is_no_limit);
  tcase_add_test(tcase, layers_and_shards_make_up_the_whole);
}

int main(void)
{
  return fixture_main("convert", add_tests);
}
