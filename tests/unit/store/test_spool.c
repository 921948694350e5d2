/* The spool gives back what it took. */
#include "store/spool.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define IRI(text)                                                              \
  {                                                                            \
    LOD_TERM_IRI, LOD_VIEW(text), {0},                                         \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }

static const LodStatement statements[] = {
    {IRI("a:s"), IRI("a:p"), IRI("a:o"), {0}},
    {{LOD_TERM_BLANK, LOD_VIEW("b"), {0}, {0}},
     IRI("a:p"),
     {LOD_TERM_LITERAL, LOD_VIEW(""), {0}, LOD_VIEW("sv")},
     IRI("a:g")},
    {IRI("a:s"),
     IRI("a:p"),
     {LOD_TERM_LITERAL, LOD_VIEW("1\n"), LOD_VIEW("a:t"), {0}},
     {LOD_TERM_BLANK, LOD_VIEW("g"), {0}, {0}}},
};

static bool same(const LodTerm *a, const LodTerm *b)
{
  return a->type == b->type && lod_view_equal(a->value, b->value) &&
         lod_view_equal(a->datatype, b->datatype) &&
         lod_view_equal(a->language, b->language) &&
         !a->value.data == !b->value.data;
}

static void expect_next(LodSpool *spool, const LodStatement *expected)
{
  LodStatement s;
  bool more;
  ck_assert_int_eq(lod_spool_next(spool, &s, NULL, &more), 0);
  ck_assert(more);
  ck_assert(same(&s.subject, &expected->subject));
  ck_assert(same(&s.predicate, &expected->predicate));
  ck_assert(same(&s.object, &expected->object));
  ck_assert(same(&s.graph, &expected->graph));
}

static void expect_end(LodSpool *spool)
{
  LodStatement s;
  bool more;
  ck_assert_int_eq(lod_spool_next(spool, &s, NULL, &more), 0);
  ck_assert(!more);
  ck_assert_int_eq(lod_spool_next(spool, &s, NULL, &more), 0);
  ck_assert(!more);
}

START_TEST(few)
{
  LodLog *log = lod_log_new();
  LodSpool *spool;
  ck_assert_int_eq(lod_spool_new(log, &spool), 0);
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(lod_spool_add(spool, &statements[i]), 0);
  ck_assert_uint_eq(lod_spool_count(spool), 3);
  ck_assert_int_eq(lod_spool_rewind(spool), 0);
  for (int i = 0; i < 3; i++)
    expect_next(spool, &statements[i]);
  expect_end(spool);
  lod_spool_free(spool);
  lod_log_free(log);
}
END_TEST

START_TEST(none)
{
  LodLog *log = lod_log_new();
  LodSpool *spool;
  ck_assert_int_eq(lod_spool_new(log, &spool), 0);
  ck_assert_int_eq(lod_spool_rewind(spool), 0);
  expect_end(spool);
  lod_spool_free(spool);
  lod_log_free(log);
}
END_TEST

/* Records that cross blocks, and one that is larger than a block. */
START_TEST(many)
{
  LodLog *log = lod_log_new();
  LodSpool *spool;
  char *text = malloc(1000000);
  memset(text, 'x', 1000000);
  ck_assert_int_eq(lod_spool_new(log, &spool), 0);
  LodStatement s = statements[0];
  s.object.type = LOD_TERM_LITERAL;
  for (size_t i = 0; i < 3000; i++) {
    s.object.value = (LodView){text, i == 1500 ? 1000000 : i};
    ck_assert_int_eq(lod_spool_add(spool, &s), 0);
  }
  ck_assert_int_eq(lod_spool_rewind(spool), 0);
  for (size_t i = 0; i < 3000; i++) {
    s.object.value = (LodView){text, i == 1500 ? 1000000 : i};
    expect_next(spool, &s);
  }
  expect_end(spool);
  lod_spool_free(spool);
  lod_log_free(log);
  free(text);
}
END_TEST

START_TEST(no_directory)
{
  LodLog *log = lod_log_new();
  LodSpool *spool;
  setenv("TMPDIR", "/nonexistent/directory", 1);
  ck_assert_int_eq(lod_spool_new(log, &spool), LOD_ERR_IO);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("spool");
  TCase *t = tcase_create("spool");
  tcase_add_test(t, few);
  tcase_add_test(t, none);
  tcase_add_test(t, many);
  tcase_add_test(t, no_directory);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
