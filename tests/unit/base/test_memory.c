#include "base/memory.h"
#include <check.h>
#include <stdint.h>
#include <stdlib.h>

START_TEST(counts_calls)
{
  size_t before = lod_memory_count();
  void *a = lod_malloc(10);
  void *b = lod_calloc(2, 5);
  void *c = lod_reallocarray(NULL, 2, 5);
  char *d = lod_strdup("text");
  ck_assert(a && b && c && d);
  ck_assert_uint_eq(lod_memory_count() - before, 4);
  lod_free(a);
  lod_free(b);
  lod_free(c);
  lod_free(d);
  lod_free(NULL);
  ck_assert_uint_eq(lod_memory_count() - before, 4);
}
END_TEST

START_TEST(fails_the_nth)
{
  lod_memory_fail_at(2);
  void *first = lod_malloc(1);
  void *second = lod_malloc(1);
  void *third = lod_malloc(1);
  ck_assert(first && !second && third);
  lod_free(first);
  lod_free(third);
  lod_memory_fail_at(1);
  lod_memory_fail_at(0);
  first = lod_malloc(1);
  ck_assert(first);
  lod_free(first);
}
END_TEST

START_TEST(checks_overflow)
{
  void *block = lod_malloc(8);
  ck_assert_ptr_null(lod_calloc(SIZE_MAX / 2, 3));
  ck_assert_ptr_null(lod_reallocarray(block, SIZE_MAX / 2, 3));
  ck_assert_ptr_null(lod_view_strdup((LodView){"", SIZE_MAX}));
  lod_free(block);
}
END_TEST

START_TEST(nothing_is_something)
{
  void *a = lod_malloc(0);
  void *b = lod_calloc(0, 8);
  void *c = lod_reallocarray(lod_malloc(8), 0, 8);
  ck_assert(a && b && c);
  lod_free(a);
  lod_free(b);
  lod_free(c);
}
END_TEST

START_TEST(copies_views)
{
  char *copy = lod_view_strdup((LodView){"abcd", 2});
  ck_assert_str_eq(copy, "ab");
  lod_free(copy);
  copy = lod_view_strdup((LodView){NULL, 0});
  ck_assert_str_eq(copy, "");
  lod_free(copy);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("memory");
  TCase *tests = tcase_create("memory");
  tcase_add_test(tests, counts_calls);
  tcase_add_test(tests, fails_the_nth);
  tcase_add_test(tests, checks_overflow);
  tcase_add_test(tests, nothing_is_something);
  tcase_add_test(tests, copies_views);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
