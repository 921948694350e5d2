/* The graph in memory: a set of statements, found by any of their parts. */
#include "rdf/graph.h"

#include "collect.h"
#include <stdlib.h>

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
#define TAGGED(text, tag)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), {0}, LOD_VIEW(tag)                       \
  }
#define TYPED(text, type)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), LOD_VIEW(type),                          \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }

static const LodStatement statements[] = {
    {IRI("a:1"), IRI("a:p"), IRI("a:2"), {0}},
    {IRI("a:1"), IRI("a:p"), TAGGED("x\xC3\xA5", "sv"), {0}},
    {IRI("a:1"), IRI("a:p"), TYPED("x", "a:t"), {0}},
    {IRI("a:1"), IRI("a:q"), IRI("a:2"), {0}},
    {BLANK("b"), IRI("a:p"), IRI("a:2"), {0}},
    {IRI("a:1"), IRI("a:q"), BLANK("b"), {0}},
    {IRI("a:1"), IRI("a:r"), {LOD_TERM_LITERAL, {"", 0}, {0}, {0}}, {0}},
};

/* Bit i: the i-th of SUBJECT a:1, PREDICATE a:p, OBJECT a:2 is given. */
static const struct {
  unsigned given;
  const char *lines[8];
} patterns[] = {
    {0,
     {"<a:1> <a:p> <a:2> ", "<a:1> <a:p> 'x\xC3\xA5'@sv ",
      "<a:1> <a:p> 'x'^^a:t ", "<a:1> <a:q> <a:2> ", "_:b <a:p> <a:2> ",
      "<a:1> <a:q> _:b ", "<a:1> <a:r> '' "}},
    {1,
     {"<a:1> <a:p> <a:2> ", "<a:1> <a:p> 'x\xC3\xA5'@sv ",
      "<a:1> <a:p> 'x'^^a:t ", "<a:1> <a:q> <a:2> ", "<a:1> <a:q> _:b ",
      "<a:1> <a:r> '' "}},
    {2,
     {"<a:1> <a:p> <a:2> ", "<a:1> <a:p> 'x\xC3\xA5'@sv ",
      "<a:1> <a:p> 'x'^^a:t ", "_:b <a:p> <a:2> "}},
    {3,
     {"<a:1> <a:p> <a:2> ", "<a:1> <a:p> 'x\xC3\xA5'@sv ",
      "<a:1> <a:p> 'x'^^a:t "}},
    {4, {"<a:1> <a:p> <a:2> ", "<a:1> <a:q> <a:2> ", "_:b <a:p> <a:2> "}},
    {5, {"<a:1> <a:p> <a:2> ", "<a:1> <a:q> <a:2> "}},
    {6, {"<a:1> <a:p> <a:2> ", "_:b <a:p> <a:2> "}},
    {7, {"<a:1> <a:p> <a:2> "}},
};

static LodGraph *new_graph(LodLog *log)
{
  LodGraph *graph;
  ck_assert_int_eq(lod_graph_new(log, &graph), 0);
  for (int twice = 0; twice < 2; twice++)
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
      ck_assert_int_eq(lod_graph_add(graph, &statements[i]), 0);
  ck_assert_uint_eq(lod_graph_size(graph), 7);
  return graph;
}

START_TEST(find)
{
  LodLog *log = lod_log_new();
  LodGraph *graph = new_graph(log);
  LodBuffer out = {0};
  LodStatementSink sink = {collect, &out};
  unsigned given = patterns[_i].given;
  ck_assert_int_eq(
      lod_graph_find(graph, given & 1 ? &statements[0].subject : NULL,
                     given & 2 ? &statements[0].predicate : NULL,
                     given & 4 ? &statements[0].object : NULL, &sink),
      0);
  size_t count = 0, found = 0;
  for (size_t i = 0; i < out.size; i++)
    found += out.data[i] == '\n';
  for (; count < 8 && patterns[_i].lines[count]; count++)
    ck_assert_ptr_nonnull(strstr(out.data, patterns[_i].lines[count]));
  ck_assert_uint_eq(found, count);
  lod_buffer_free(&out);
  lod_graph_free(graph);
  lod_log_free(log);
}
END_TEST

START_TEST(find_nothing)
{
  LodLog *log = lod_log_new();
  LodGraph *graph = new_graph(log);
  LodBuffer out = {0};
  LodStatementSink sink = {collect, &out};
  LodTerm other = IRI("a:other");
  ck_assert_int_eq(lod_graph_find(graph, &other, NULL, NULL, &sink), 0);
  ck_assert_int_eq(lod_graph_find(graph, NULL, &other, NULL, &sink), 0);
  ck_assert_int_eq(lod_graph_find(graph, NULL, NULL, &other, &sink), 0);
  ck_assert_int_eq(
      lod_graph_find(graph, &statements[0].subject, &other, NULL, &sink), 0);
  ck_assert_uint_eq(out.size, 0);
  lod_graph_free(graph);
  lod_log_free(log);
}
END_TEST

START_TEST(refuse)
{
  LodLog *log = lod_log_new();
  LodGraph *graph;
  LodStatement s = {IRI("a:1"), IRI("a b"), IRI("a:2"), {0}};
  ck_assert_int_eq(lod_graph_new(log, &graph), 0);
  ck_assert_int_eq(lod_graph_add(graph, &s), LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_graph_size(graph), 0);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
  lod_graph_free(graph);
  lod_log_free(log);
}
END_TEST

static LodStatus stop(void *user, const LodStatement *s)
{
  (void)s;
  ++*(int *)user;
  return LOD_ERR_USAGE;
}

START_TEST(pass_status_on)
{
  LodLog *log = lod_log_new();
  LodGraph *graph = new_graph(log);
  int calls = 0;
  LodStatementSink sink = {stop, &calls};
  ck_assert_int_eq(lod_graph_find(graph, NULL, NULL, NULL, &sink),
                   LOD_ERR_USAGE);
  ck_assert_int_eq(calls, 1);
  lod_graph_free(graph);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("graph");
  TCase *t = tcase_create("graph");
  tcase_add_loop_test(t, find, 0, (int)(sizeof patterns / sizeof *patterns));
  tcase_add_test(t, find_nothing);
  tcase_add_test(t, refuse);
  tcase_add_test(t, pass_status_on);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
