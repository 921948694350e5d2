/* What has no IRI is noted once a row and text. */
#include "base/memory.h"
#include "mapping/left_out.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static bool note(LodLeftOut *left_out, uint64_t row, const char *text)
{
  bool first;
  ck_assert_int_eq(lod_left_out_note(left_out, row, lod_view(text), &first),
                   LOD_SUCCESS);
  return first;
}

START_TEST(once_a_row_and_text)
{
  LodLeftOut left_out = {0};
  ck_assert(note(&left_out, 1, "a b"));
  ck_assert(!note(&left_out, 1, "a b"));
  ck_assert(note(&left_out, 2, "a b"));
  ck_assert(note(&left_out, 1, "a c"));
  ck_assert(note(&left_out, 1, ""));
  ck_assert(!note(&left_out, 1, ""));
  ck_assert_uint_eq(left_out.count, 4);
  lod_left_out_clear(&left_out);
  ck_assert_uint_eq(left_out.count, 0);
  ck_assert(note(&left_out, 1, "a b"));
  ck_assert_uint_eq(left_out.count, 1);
  lod_left_out_free(&left_out);
}
END_TEST

START_TEST(many)
{
  LodLeftOut left_out = {0};
  char text[32];
  for (int round = 0; round < 2; round++)
    for (unsigned i = 0; i < 5000; i++) {
      snprintf(text, sizeof text, "bad %u", i % 100);
      ck_assert(note(&left_out, i / 100, text) == (round == 0));
    }
  ck_assert_uint_eq(left_out.count, 5000);
  lod_left_out_free(&left_out);
}
END_TEST

START_TEST(no_memory)
{
  LodLeftOut left_out = {0};
  bool first;
  lod_memory_fail_at(1);
  ck_assert_int_eq(lod_left_out_note(&left_out, 1, LOD_VIEW("a"), &first),
                   LOD_ERR_NO_MEMORY);
  lod_memory_fail_at(0);
  ck_assert(!first);
  ck_assert_uint_eq(left_out.count, 0);
  lod_left_out_free(&left_out);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("left_out");
  TCase *tcase = tcase_create("left_out");
  tcase_add_test(tcase, once_a_row_and_text);
  tcase_add_test(tcase, many);
  tcase_add_test(tcase, no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
