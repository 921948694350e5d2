/* Comments, in memory and in a file. */
#include "base/memory.h"
#include "table/comments.h"
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void check_next(LodComments *comments, const char *text)
{
  LodView found;
  ck_assert_int_eq(lod_comments_next(comments, &found), LOD_SUCCESS);
  if (!text) {
    ck_assert_ptr_null(found.data);
    return;
  }
  ck_assert_uint_eq(found.size, strlen(text));
  ck_assert_mem_eq(found.data, text, found.size);
}

START_TEST(test_few)
{
  LodComments *comments;
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  check_next(comments, NULL);
  static const char *const texts[] = {" a ", "", " \t", "b c"};
  for (size_t i = 0; i < 4; ++i)
    ck_assert_int_eq(lod_comments_add(comments, lod_view(texts[i])),
                     LOD_SUCCESS);
  ck_assert_uint_eq(lod_comments_count(comments), 2);
  for (int i = 0; i < 2; ++i) {
    lod_comments_rewind(comments);
    check_next(comments, "a");
    check_next(comments, "b c");
    check_next(comments, NULL);
    check_next(comments, NULL);
  }
  lod_comments_free(comments);
}
END_TEST

static void add_numbers(LodComments *comments, int count)
{
  for (int i = 0; i < count; ++i) {
    char text[32];
    snprintf(text, sizeof text, "comment number %d", i);
    ck_assert_int_eq(lod_comments_add(comments, lod_view(text)), LOD_SUCCESS);
  }
}

/* Some megabytes, which are not kept in memory. */
START_TEST(test_many)
{
  const int count = 200000;
  LodComments *comments;
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  add_numbers(comments, count);
  ck_assert_uint_eq(lod_comments_count(comments), (uint64_t)count);
  for (int round = 0; round < 2; ++round) {
    lod_comments_rewind(comments);
    for (int i = 0; i < count; ++i) {
      char text[32];
      snprintf(text, sizeof text, "comment number %d", i);
      check_next(comments, text);
    }
    check_next(comments, NULL);
  }
  lod_comments_free(comments);
}
END_TEST

START_TEST(test_no_folder)
{
  LodComments *comments;
  ck_assert_int_eq(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  LodStatus status = LOD_SUCCESS;
  const LodView text = lod_view("twenty bytes of text");
  for (int i = 0; i < 100000 && !status; ++i)
    status = lod_comments_add(comments, text);
  ck_assert_int_eq(status, LOD_ERR_IO);
  ck_assert_int_eq(errno, ENOENT);
  lod_comments_free(comments);
}
END_TEST

START_TEST(test_no_memory)
{
  for (size_t nth = 1;; ++nth) {
    LodComments *comments = NULL;
    lod_memory_fail_at(nth);
    LodStatus status = lod_comments_new(&comments);
    if (!status)
      status = lod_comments_add(comments, LOD_VIEW("a comment"));
    lod_memory_fail_at(0);
    lod_comments_free(comments);
    if (!status) {
      ck_assert_uint_gt(nth, 2);
      break;
    }
    ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("comments");
  TCase *const tcase = tcase_create("comments");
  tcase_add_test(tcase, test_few);
  tcase_add_test(tcase, test_many);
  tcase_add_test(tcase, test_no_folder);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
