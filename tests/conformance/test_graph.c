/* The judge of graphs: what it takes for the same, and what not. */
#include "graph.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* Turtle with the prefix "e"; the same graph or another one? */
static const struct {
  const char *name, *a, *b;
  bool same;
} cases[] = {
    {"nothing", "", "", true},
    {"the same", "e:a e:p e:b .", "e:a e:p e:b .", true},
    {"another object", "e:a e:p e:b .", "e:a e:p e:c .", false},
    {"a statement more", "e:a e:p e:b .", "e:a e:p e:b, e:c .", false},
    {"a statement twice", "e:a e:p 1 . e:a e:p 1 .", "e:a e:p 1 .", true},
    {"lexical forms", "e:a e:p 1 .", "e:a e:p 01 .", false},
    {"datatypes", "e:a e:p 1 .", "e:a e:p 1.0 .", false},
    {"a string is a string", "e:a e:p \"1\" .", "e:a e:p 1 .", false},
    {"languages", "e:a e:p \"x\"@en .", "e:a e:p \"x\"@sv .", false},
    {"languages in any case", "e:a e:p \"x\"@en-GB .", "e:a e:p \"x\"@EN-gb .",
     true},
    {"an IRI is no literal", "e:a e:p <http://e/b> .",
     "e:a e:p \"http://e/b\" .", false},
    {"labels", "_:x e:p _:y .", "_:b e:p _:a .", true},
    {"a blank node is no IRI", "_:x e:p e:y .", "e:x e:p e:y .", false},
    {"one node or two", "_:x e:p 1 ; e:q 2 .", "_:x e:p 1 . _:y e:q 2 .",
     false},
    {"direction", "e:a e:p _:x . _:x e:p _:y .", "e:a e:p _:x . _:y e:p _:x .",
     false},
    {"a node of itself", "_:x e:p _:x .", "_:x e:p _:y .", false},
    {"lists", "e:a e:p (1 2 3) .", "e:a e:p (1 2 3) .", true},
    {"lists in another order", "e:a e:p (1 2 3) .", "e:a e:p (1 3 2) .", false},
    {"rows that are alike", "e:t e:row [e:n 1; e:v 2], [e:n 2; e:v 2] .",
     "e:t e:row [e:n 2; e:v 2], [e:n 1; e:v 2] .", true},
    {"rows that are not", "e:t e:row [e:n 1; e:v 2], [e:n 2; e:v 1] .",
     "e:t e:row [e:n 2; e:v 2], [e:n 1; e:v 1] .", false},
    {"a ring of six and two of three",
     "_:a e:p _:b . _:b e:p _:c . _:c e:p _:d . _:d e:p _:e . _:e e:p _:f . "
     "_:f e:p _:a .",
     "_:a e:p _:b . _:b e:p _:c . _:c e:p _:a . _:d e:p _:e . _:e e:p _:f . "
     "_:f e:p _:d .",
     false},
    {"two rings of three",
     "_:a e:p _:b . _:b e:p _:c . _:c e:p _:a . _:d e:p _:e . _:e e:p _:f . "
     "_:f e:p _:d .",
     "_:a e:p _:f . _:f e:p _:b . _:b e:p _:a . _:d e:p _:e . _:e e:p _:c . "
     "_:c e:p _:d .",
     true},
};

static Graph *parse(const char *turtle)
{
  char text[1024];
  LodLog *const log = lod_log_new();
  snprintf(text, sizeof text, "@prefix e: <http://e/> . %s", turtle);
  Graph *const graph =
      graph_parse("turtle", lod_view(text), "http://base/", log);
  ck_assert_msg(graph != NULL, "%s", turtle);
  lod_log_free(log);
  return graph;
}

START_TEST(test_cases)
{
  Graph *const a = parse(cases[_i].a), *const b = parse(cases[_i].b);
  ck_assert_msg(graph_is_isomorphic(a, b) == cases[_i].same, "%s",
                cases[_i].name);
  ck_assert_msg(graph_is_isomorphic(b, a) == cases[_i].same, "%s",
                cases[_i].name);
  graph_free(a);
  graph_free(b);
}
END_TEST

START_TEST(test_fault)
{
  LodLog *const log = lod_log_new();
  ck_assert_ptr_null(
      graph_parse("ntriples", lod_view("<http://e/a> .\n"), NULL, log));
  ck_assert_uint_gt(lod_log_count(log, LOD_ERROR), 0);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("graph");
  TCase *const tcase = tcase_create("graph");
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_fault);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
