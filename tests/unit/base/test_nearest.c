/* The word that was meant. */
#include <lodstone/nearest.h>

#include <check.h>
#include <stdlib.h>

static const struct {
  const char *word, *candidates[4], *best; /* "": none */
} cases[] = {
    {"konvert", {"batch", "convert"}, "convert"},
    {"qurey", {"batch", "query"}, "query"},   /* two have changed places */
    {"TURTLE", {"turtle", "trig"}, "turtle"}, /* case does not count */
    {"colour", {"color", "count"}, "color"},
    {"lod", {"load"}, "load"},
    {"rdf", {"trig", "rdfxml"}, "rdfxml"}, /* its beginning */
    {"load", {"loading", "lad"}, "lad"},   /* likeness goes first */
    {"trigg", {"trig", "trigs"}, "trig"},  /* the first of equals */
    {"ab", {"ac"}, "ac"},
    {"a", {"b", "ab"}, "ab"},
    {"a", {"b"}, ""},
    {"xyz", {"convert", "trig"}, ""},
    {"r", {"rdfxml"}, ""}, /* a letter is no beginning */
    {"", {"a", "convert"}, ""},
    {"convert", {""}, ""},
    {"abcdef", {"abcxyz"}, ""},
    {"abcdef", {"abcdxy"}, "abcdxy"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     {"aaaa"},
     ""},
};

START_TEST(finds_what_was_meant)
{
  LodNearest nearest = {.word = cases[_i].word};
  for (int i = 0; i < 4 && cases[_i].candidates[i]; i++)
    lod_nearest_try(&nearest, cases[_i].candidates[i]);
  ck_assert_str_eq(nearest.best ? nearest.best : "", cases[_i].best);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("nearest");
  TCase *tcase = tcase_create("nearest");
  tcase_add_loop_test(tcase, finds_what_was_meant, 0,
                      (int)(sizeof cases / sizeof *cases));
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
