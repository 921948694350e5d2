/* SPARQL 1.1 Query Results: CSV and TSV, JSON, XML; and tables. */
#include "store/results.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IRI(text)                                                              \
  {                                                                            \
    LOD_TERM_IRI, LOD_VIEW(text), {0},                                         \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define BLANK(text)                                                            \
  {                                                                            \
    LOD_TERM_BLANK, LOD_VIEW(text), {0},                                       \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define LITERAL(text)                                                          \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), {0},                                     \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define TYPED(text, type)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), LOD_VIEW(type),                          \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define TAGGED(text, tag)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), {0}, LOD_VIEW(tag)                       \
  }

static LodStatus collect(void *user, const char *data, size_t size)
{
  return lod_buffer_append(user, data, size);
}

static const LodTerm rows[][2] = {
    {IRI("http://e.org/a&b"), BLANK("b1")},
    {LITERAL("a,\"b\"\r\n\t\\<"), TYPED("1", LOD_XSD "integer")},
    {TAGGED("\xC3\xA5", "sv"), {0}},
    {{0}, LITERAL("")},
};

static const struct {
  const char *name, *rows, *none, *yes;
} formats[] = {
    {"csv",
     "x,y\r\nhttp://e.org/a&b,_:b1\r\n\"a,\"\"b\"\"\r\n\t\\<\",1\r\n"
     "\xC3\xA5,\r\n,\r\n",
     "x,y\r\n", "true\r\n"},
    {"tsv",
     "?x\t?y\n<http://e.org/a&b>\t_:b1\n"
     "\"a,\\\"b\\\"\\r\\n\\t\\\\<\"\t\"1\"^^<" LOD_XSD "integer>\n"
     "\"\xC3\xA5\"@sv\t\n\t\"\"\n",
     "?x\t?y\n", "true\n"},
    {"json",
     "{\n  \"head\": {\"vars\": [\"x\", \"y\"]},\n"
     "  \"results\": {\"bindings\": [\n"
     "    {\"x\": {\"type\": \"uri\", \"value\": \"http://e.org/a&b\"}, "
     "\"y\": {\"type\": \"bnode\", \"value\": \"b1\"}},\n"
     "    {\"x\": {\"type\": \"literal\", "
     "\"value\": \"a,\\\"b\\\"\\r\\n\\t\\\\<\"}, \"y\": {\"type\": "
     "\"literal\", \"value\": \"1\", \"datatype\": \"" LOD_XSD "integer\"}},\n"
     "    {\"x\": {\"type\": \"literal\", \"value\": \"\xC3\xA5\", "
     "\"xml:lang\": \"sv\"}},\n"
     "    {\"y\": {\"type\": \"literal\", \"value\": \"\"}}\n  ]}\n}\n",
     "{\n  \"head\": {\"vars\": [\"x\", \"y\"]},\n"
     "  \"results\": {\"bindings\": [\n  ]}\n}\n",
     "{\"head\": {}, \"boolean\": true}\n"},
    {"xml",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n"
     "    <variable name=\"x\"/>\n    <variable name=\"y\"/>\n  </head>\n"
     "  <results>\n    <result>\n"
     "      <binding name=\"x\"><uri>http://e.org/a&amp;b</uri></binding>\n"
     "      <binding name=\"y\"><bnode>b1</bnode></binding>\n    </result>\n"
     "    <result>\n      <binding name=\"x\"><literal>a,&quot;b&quot;"
     "&#13;&#10;&#9;\\&lt;</literal></binding>\n"
     "      <binding name=\"y\"><literal datatype=\"" LOD_XSD
     "integer\">1</literal></binding>\n    </result>\n"
     "    <result>\n      <binding name=\"x\"><literal xml:lang=\"sv\">"
     "\xC3\xA5</literal></binding>\n    </result>\n"
     "    <result>\n      <binding name=\"y\"><literal></literal></binding>\n"
     "    </result>\n  </results>\n</sparql>\n",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n"
     "    <variable name=\"x\"/>\n    <variable name=\"y\"/>\n  </head>\n"
     "  <results>\n  </results>\n</sparql>\n",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n"
     "  </head>\n  <boolean>true</boolean>\n</sparql>\n"},
    {"table",
     "x                   | y\n"
     "--------------------+-----\n"
     "<http://e.org/a&b>  | _:b1\n"
     "a,\"b\"\\x0D\\x0A\\x09\\< | 1\n"
     "\xC3\xA5                   | \n"
     "                    | \n",
     "x | y\n--+--\n", "true\n"},
};

static void run(const char *name, const LodTerm (*list)[2], size_t count,
                const char *expected)
{
  LodBuffer out = {0};
  LodView names[] = {LOD_VIEW("x"), LOD_VIEW("y")};
  LodResults r = {.log = lod_log_new(), .write = collect, .user = &out};
  ck_assert(lod_results_kind(name, &r.kind));
  ck_assert_int_eq(lod_results_begin(&r, names, 2), 0);
  for (size_t i = 0; i < count; i++)
    ck_assert_int_eq(lod_results_row(&r, list[i]), 0);
  ck_assert_int_eq(lod_results_end(&r), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, expected);
  lod_results_clear(&r);
  lod_buffer_free(&out);
  lod_log_free(r.log);
}

START_TEST(some_rows)
{
  run(formats[_i].name, rows, sizeof rows / sizeof *rows, formats[_i].rows);
}
END_TEST

START_TEST(no_rows)
{
  run(formats[_i].name, rows, 0, formats[_i].none);
}
END_TEST

START_TEST(ask)
{
  LodBuffer out = {0};
  LodResults r = {.write = collect, .user = &out};
  ck_assert(lod_results_kind(formats[_i].name, &r.kind));
  ck_assert_int_eq(lod_results_boolean(&r, true), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, formats[_i].yes);
  lod_results_clear(&r);
  lod_buffer_free(&out);
}
END_TEST

START_TEST(many_rows)
{
  LodBuffer out = {0};
  LodView names[] = {LOD_VIEW("n")};
  char text[32];
  LodTerm term = {.type = LOD_TERM_LITERAL};
  LodResults r = {.write = collect, .user = &out};
  ck_assert(lod_results_kind(formats[_i].name, &r.kind));
  ck_assert_int_eq(lod_results_begin(&r, names, 1), 0);
  for (int i = 0; i < 5000; i++) {
    snprintf(text, sizeof text, "row %d.", i);
    term.value = lod_view(text);
    ck_assert_int_eq(lod_results_row(&r, &term), 0);
  }
  ck_assert_int_eq(lod_results_end(&r), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  const char *at = out.data;
  for (int i = 0; i < 5000; i++) {
    snprintf(text, sizeof text, "row %d.", i);
    at = strstr(at, text);
    ck_assert_ptr_nonnull(at);
  }
  lod_results_clear(&r);
  lod_buffer_free(&out);
}
END_TEST

/* Controls: named in JSON, kept from XML with one warning. */
START_TEST(controls)
{
  LodBuffer out = {0};
  LodView names[] = {LOD_VIEW("x")};
  LodTerm term = LITERAL("\x01\x1F\b");
  LodResults r = {.log = lod_log_new(), .write = collect, .user = &out};
  r.kind = _i ? LOD_RESULTS_XML : LOD_RESULTS_JSON;
  ck_assert_int_eq(lod_results_begin(&r, names, 1), 0);
  ck_assert_int_eq(lod_results_row(&r, &term), 0);
  ck_assert_int_eq(lod_results_end(&r), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_ptr_nonnull(strstr(out.data, _i ? ">\xEF\xBF\xBD\xEF\xBF\xBD"
                                            : "\"\\u0001\\u001F\\b\""));
  ck_assert_uint_eq(lod_log_count(r.log, LOD_WARNING), _i ? 1 : 0);
  lod_results_clear(&r);
  lod_buffer_free(&out);
  lod_log_free(r.log);
}
END_TEST

static LodStatus stop(void *user, const char *data, size_t size)
{
  (void)user, (void)data, (void)size;
  return LOD_ERR_PIPE_CLOSED;
}

START_TEST(pass_status_on)
{
  LodView names[] = {LOD_VIEW("x")};
  LodResults r = {.write = stop};
  ck_assert(lod_results_kind(formats[_i].name, &r.kind));
  LodStatus status = lod_results_begin(&r, names, 1);
  if (!status)
    status = lod_results_end(&r);
  ck_assert_int_eq(status, LOD_ERR_PIPE_CLOSED);
  lod_results_clear(&r);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("results");
  TCase *t = tcase_create("results");
  tcase_add_loop_test(t, some_rows, 0, COUNT(formats));
  tcase_add_loop_test(t, no_rows, 0, COUNT(formats));
  tcase_add_loop_test(t, ask, 0, COUNT(formats));
  tcase_add_loop_test(t, many_rows, 0, COUNT(formats));
  tcase_add_loop_test(t, controls, 0, 2);
  tcase_add_loop_test(t, pass_status_on, 0, COUNT(formats));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
