/* Formats, and raptor's serializers behind the stream. */
#include "publish_fixture.h"

#include "../rdf/collect.h"
#include "publish/format.h"
#include "publish/sink.h"
#include "rdf/raptor.h"

/* Blank nodes have no label that two documents share: there are none here. */
static void put_table(void)
{
  fixture_put("t.csv", "id,a,b\n1,\"<å> & \"\"x\"\"\",5\n2,y,6\n3,,\n");
  fixture_put_json("m.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'aboutUrl':'s/{id}','columns':["
                   "{'name':'id','suppressOutput':true},"
                   "{'name':'a','lang':'sv','propertyUrl':'schema:name'},"
                   "{'name':'b','datatype':'integer','propertyUrl':"
                   "'schema:size'},"
                   "{'name':'t','virtual':true,'propertyUrl':'rdf:type',"
                   "'valueUrl':'schema:Thing'}]}}");
}

static void begin(FixtureRun *run, const char *format)
{
  fixture_begin(run);
  run->options.mapping = "m.json";
  run->options.base = "http://example.org/";
  run->options.mode = LOD_MODE_MINIMAL;
  run->options.format = format;
}

static int compare_lines(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The statements of TEXT in order, as text; freed by the caller. */
static char *parse(const char *parser, const LodBuffer *text)
{
  LodRaptor *raptor;
  LodBuffer out = {0};
  LodLog *log = lod_log_new();
  LodStatementSink sink = {collect, &out};
  char *lines[64], *save = NULL;
  size_t count = 0;
  ck_assert_int_eq(lod_raptor_new(log, &raptor), LOD_SUCCESS);
  LodStatus status = lod_raptor_parse(raptor, parser, lod_buffer_view(text),
                                      "http://nobody.example/", "out", &sink);
  ck_assert_msg(status == LOD_SUCCESS, "%s: %s\n%s", parser,
                lod_log_size(log) ? lod_log_at(log, 0)->text : "?", text->data);
  for (char *line = strtok_r(out.data, "\n", &save); line;
       line = strtok_r(NULL, "\n", &save)) {
    ck_assert_uint_lt(count, 64);
    lines[count++] = line;
  }
  qsort(lines, count, sizeof *lines, compare_lines);
  char *sorted = calloc(out.size + 2, 1);
  for (size_t i = 0; i < count; i++)
    strcat(strcat(sorted, lines[i]), "\n");
  lod_buffer_free(&out);
  lod_raptor_free(raptor);
  lod_log_free(log);
  return sorted;
}

/* What raptor writes is the graph that the stream writes. */
START_TEST(serializers_keep_the_graph)
{
  static const struct {
    const char *format, *parser;
  } rows[] = {{"rdfxml", "rdfxml"},     {"rdfxml-abbrev", "rdfxml"},
              {"json-triples", "json"}, {"turtle", "turtle"},
              {"trig", "trig"},         {"nquads", "nquads"}};
  FixtureRun plain, run;
  put_table();
  begin(&plain, "ntriples");
  begin(&run, rows[_i].format);
  ck_assert_int_eq(fixture_convert(&plain, "t.csv"), LOD_SUCCESS);
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_str_eq(run.messages.data, "");
  ck_assert_uint_eq(run.report.statements, 7);
  ck_assert_uint_eq(run.report.bytes_out, run.output.size);
  char *expected = parse("ntriples", &plain.output);
  char *text = parse(rows[_i].parser, &run.output);
  ck_assert_str_eq(text, expected);
  free(text);
  free(expected);
  fixture_end(&plain);
  fixture_end(&run);
}
END_TEST

/* A picture is drawn of the statements. */
START_TEST(dot_is_a_digraph)
{
  FixtureRun run;
  put_table();
  begin(&run, "dot");
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_SUCCESS);
  ck_assert_int_eq(strncmp(run.output.data, "digraph", 7), 0);
  ck_assert_ptr_nonnull(strstr(run.output.data, "http://example.org/s/1"));
  fixture_end(&run);
}
END_TEST

/* The write function fails at every call in turn, the last ones included. */
START_TEST(write_faults_behind_raptor)
{
  FixtureRun whole, run;
  size_t n = 1;
  put_table();
  begin(&whole, "rdfxml");
  begin(&run, "rdfxml");
  ck_assert_int_eq(fixture_convert(&whole, "t.csv"), LOD_SUCCESS);
  for (;; n++) {
    run.fail_at = n;
    LodStatus status = fixture_convert(&run, "t.csv");
    if (!status)
      break;
    ck_assert_int_eq(status, LOD_ERR_IO);
    ck_assert_uint_eq(run.calls, n);
    ck_assert_mem_eq(run.output.data, whole.output.data, run.output.size);
  }
  ck_assert_uint_gt(n, 1);
  ck_assert_str_eq(run.output.data, whole.output.data);
  fixture_end(&whole);
  fixture_end(&run);
}
END_TEST

/* RDF/XML needs predicates that end in a name; the file that was stays. */
START_TEST(what_a_syntax_cannot_say)
{
  FixtureRun run;
  put_table();
  fixture_put_json("n.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'columns':[{'name':'id','propertyUrl':"
                   "'http://x.example/1/'},{'name':'a'},{'name':'b'}]}}");
  fixture_put("out.rdf", "old");
  begin(&run, NULL);
  run.options.mapping = "n.json";
  run.options.output = "out.rdf";
  ck_assert_int_eq(fixture_convert(&run, "t.csv"), LOD_ERR_INPUT);
  ck_assert_ptr_nonnull(strstr(run.messages.data, "e "));
  fixture_expect_file("out.rdf", "old");
  ck_assert_uint_eq(fixture_count_files("."), 4);
  fixture_end(&run);
}
END_TEST

START_TEST(formats_of_endings)
{
  static const struct {
    const char *path, *format;
  } rows[] = {{"a.nt", "ntriples"},
              {"a.NT", "ntriples"},
              {"a.b.ttl", "turtle"},
              {"a.nq", "nquads"},
              {"a.trig", "trig"},
              {"a.csv", "csv"},
              {"a.rdf", "rdfxml"},
              {"a", NULL},
              {"a.", NULL},
              {"a.txt", NULL},
              {"d.ttl/a", NULL},
              {".ttl", "turtle"},
              {"", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_pstr_eq(lod_format_of_path(rows[i].path), rows[i].format);
}
END_TEST

/* The list has what can be asked for, each once, and says something of it. */
START_TEST(lists_what_can_be_chosen)
{
  const char *name, *description, *other, *unused;
  LodLog *log = lod_log_new();
  unsigned count = 0;
  for (; (name = lod_format_at(count, &description)); count++) {
    LodConvertOptions options;
    LodFormat format = {0};
    lod_convert_options_init(&options);
    options.format = name;
    ck_assert_int_eq(lod_format_choose(&options, log, &format), LOD_SUCCESS);
    ck_assert_str_eq(format.name, name);
    ck_assert_uint_gt(strlen(description), 5);
    for (unsigned i = 0; i < count; i++) {
      other = lod_format_at(i, &unused);
      ck_assert_str_ne(name, other);
    }
  }
  ck_assert_uint_ge(count, 6);
  ck_assert_ptr_null(lod_format_at(count, &description));
  ck_assert_ptr_null(lod_format_at(count + 1, &description));
  ck_assert_uint_eq(lod_log_size(log), 0);
  lod_log_free(log);
}
END_TEST

/* Prepared or not, committed once; without a commit nothing is left. */
START_TEST(sinks_and_files)
{
  for (int i = 0; i < 4; i++) {
    LodConvertOptions options;
    LodFormat format;
    LodSink *sink;
    LodLog *log = lod_log_new();
    bool raptor = i % 2, commits = i / 2;
    lod_convert_options_init(&options);
    options.output = "out";
    options.format = raptor ? "rdfxml" : "ntriples";
    fixture_put("out", "old");
    ck_assert_int_eq(lod_format_choose(&options, log, &format), LOD_SUCCESS);
    ck_assert_int_eq(lod_sink_new(&options, &format, log, &sink), LOD_SUCCESS);
    static const char text[] = "<http://x.example/s> <http://x.example/p> "
                               "<http://x.example/o> .\n";
    for (size_t at = 0; at < strlen(text); at += 7)
      ck_assert_int_eq(
          lod_output_write(lod_sink_output(sink), text + at,
                           strlen(text + at) < 7 ? strlen(text + at) : 7),
          LOD_SUCCESS);
    ck_assert_int_eq(lod_sink_prepare(sink), LOD_SUCCESS);
    fixture_expect_file("out", "old");
    if (commits) {
      ck_assert_int_eq(lod_sink_commit(sink), LOD_SUCCESS);
      char *written = fixture_get("out");
      ck_assert_uint_eq(lod_sink_bytes(sink), strlen(written));
      ck_assert_ptr_nonnull(strstr(written, "http://x.example/o"));
      ck_assert(raptor == (strstr(written, "</rdf:RDF>") != NULL));
      free(written);
    }
    lod_sink_free(sink);
    if (!commits)
      fixture_expect_file("out", "old");
    ck_assert_uint_eq(fixture_count_files("."), 1);
    lod_log_free(log);
  }
}
END_TEST

static void add_tests(TCase *tcase)
{
  tcase_add_loop_test(tcase, serializers_keep_the_graph, 0, 6);
  tcase_add_test(tcase, dot_is_a_digraph);
  tcase_add_test(tcase, write_faults_behind_raptor);
  tcase_add_test(tcase, what_a_syntax_cannot_say);
  tcase_add_test(tcase, formats_of_endings);
  tcase_add_test(tcase, lists_what_can_be_chosen);
  tcase_add_test(tcase, sinks_and_files);
}

int main(void)
{
  return fixture_main("sink", add_tests);
}
