/* Comments, in memory and in a file. */
#include "../torture.h"
#include "base/memory.h"
#include "table/comments.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static bool passes(const void *user, LodView text)
{
  const char *const withheld = user;
  return !withheld || !lod_view_equal(text, lod_view(withheld));
}

static void check_next(LodComments *comments, const char *text)
{
  LodView found;
  ck_assert_int_eq(lod_comments_next(comments, &found, NULL), LOD_SUCCESS);
  if (!text) {
    ck_assert_ptr_null(found.data);
    return;
  }
  ck_assert_uint_eq(found.size, strlen(text));
  ck_assert_mem_eq(found.data, text, found.size);
}

static LodComments *make(const char *withheld)
{
  static const char *const texts[] = {" a ", "", " \t", "b c"};
  LodComments *comments;
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  for (size_t i = 0; i < 4; ++i)
    ck_assert_int_eq(lod_comments_add(comments, lod_view(texts[i]), NULL),
                     LOD_SUCCESS);
  lod_comments_set_judge(comments, passes, withheld);
  return comments;
}

START_TEST(test_few)
{
  LodComments *const comments = make(NULL);
  for (int i = 0; i < 2; ++i) {
    lod_comments_rewind(comments);
    check_next(comments, "a");
    check_next(comments, "b c");
    check_next(comments, NULL);
    check_next(comments, NULL);
  }
  lod_comments_clear(comments);
  check_next(comments, NULL);
  lod_comments_free(comments);
}
END_TEST

START_TEST(test_withheld)
{
  LodComments *const comments = make("a");
  check_next(comments, "b c");
  check_next(comments, NULL);
  lod_comments_set_judge(comments, NULL, NULL);
  lod_comments_rewind(comments);
  check_next(comments, NULL);
  lod_comments_free(comments);
}
END_TEST

static void add_numbers(LodComments *comments, int count)
{
  for (int i = 0; i < count; ++i) {
    char text[32];
    snprintf(text, sizeof text, "comment number %d", i);
    ck_assert_int_eq(lod_comments_add(comments, lod_view(text), NULL),
                     LOD_SUCCESS);
  }
}

/* Some megabytes, which are not kept in memory. */
START_TEST(test_many)
{
  const int count = 200000;
  LodComments *comments;
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  add_numbers(comments, count);
  lod_comments_set_judge(comments, passes, NULL);
  for (int round = 0; round < 2; ++round) {
    lod_comments_rewind(comments);
    for (int i = 0; i < count; ++i) {
      char text[32];
      snprintf(text, sizeof text, "comment number %d", i);
      check_next(comments, text);
    }
    check_next(comments, NULL);
  }
  lod_comments_clear(comments);
  add_numbers(comments, 1);
  check_next(comments, "comment number 0");
  check_next(comments, NULL);
  lod_comments_free(comments);
}
END_TEST

START_TEST(test_no_folder)
{
  LodComments *comments;
  ck_assert_int_eq(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
  ck_assert_int_eq(lod_comments_new(&comments), LOD_SUCCESS);
  LodLog *const log = lod_log_new();
  LodStatus status = LOD_SUCCESS;
  const LodView text = lod_view("twenty bytes of text");
  for (int i = 0; i < 100000 && !status; ++i)
    status = lod_comments_add(comments, text, log);
  ck_assert_int_eq(status, LOD_ERR_IO);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "io");
  lod_log_free(log);
  lod_comments_free(comments);
}
END_TEST

static LodStatus keep_one(size_t nth)
{
  LodComments *comments = NULL;
  lod_memory_fail_at(nth);
  LodStatus status = lod_comments_new(&comments);
  if (!status)
    status = lod_comments_add(comments, LOD_VIEW("a comment"), NULL);
  lod_memory_fail_at(0);
  lod_comments_free(comments);
  return status;
}

START_TEST(test_no_memory)
{
  torture(keep_one, 2);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("comments");
  TCase *const tcase = tcase_create("comments");
  tcase_add_test(tcase, test_few);
  tcase_add_test(tcase, test_withheld);
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
