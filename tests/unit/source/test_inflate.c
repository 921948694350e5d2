/* Compressed bytes, however they come. */
#include "source/inflate.h"
#include <check.h>
#include <stdlib.h>

/* Two members, "a,b\n" and "1,2\n", as gzip(1) makes them. */
static const char members[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xd4\x49\xe2\x02\x00\xc5\x10"
    "\x97\x24\x04\x00\x00\x00"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x33\xd4\x31\xe2\x02\x00\x33\x42"
    "\x21\x55\x04\x00\x00\x00";
#define FIRST 24
#define BOTH  (sizeof members - 1)

typedef struct Made {
  LodBuffer out;
  LodStatus status;
  bool whole;
} Made;

static Made inflate_steps(const char *data, size_t size, size_t step)
{
  Made made = {0};
  LodInflate *coding;
  ck_assert_int_eq(lod_inflate_new(&coding), LOD_SUCCESS);
  for (size_t at = 0; at < size && !made.status; at += step) {
    bool more = true;
    lod_inflate_give(coding, data + at, size - at < step ? size - at : step);
    while (more && !made.status)
      made.status = lod_inflate_take(coding, &made.out, &more);
  }
  made.whole = lod_inflate_is_whole(coding);
  lod_inflate_free(coding);
  ck_assert_int_eq(lod_buffer_terminate(&made.out), LOD_SUCCESS);
  return made;
}

START_TEST(test_members)
{
  for (size_t step = 1; step <= BOTH; ++step) {
    Made made = inflate_steps(members, BOTH, step);
    ck_assert_int_eq(made.status, LOD_SUCCESS);
    ck_assert_str_eq(made.out.data, "a,b\n1,2\n");
    ck_assert(made.whole);
    lod_buffer_free(&made.out);
  }
}
END_TEST

/* Only at the end of a member it is whole. */
START_TEST(test_cut)
{
  for (size_t size = 1; size < BOTH; ++size) {
    Made made = inflate_steps(members, size, 7);
    ck_assert_int_eq(made.status, LOD_SUCCESS);
    ck_assert_int_eq(made.whole, size == FIRST);
    lod_buffer_free(&made.out);
  }
}
END_TEST

/* In the check sum, the size, and behind the end. */
START_TEST(test_damaged)
{
  char damaged[BOTH];
  const size_t places[] = {FIRST - 8, FIRST - 4, FIRST};
  for (size_t i = 0; i < sizeof places / sizeof *places; ++i) {
    memcpy(damaged, members, BOTH);
    damaged[places[i]] ^= 1;
    Made made = inflate_steps(damaged, BOTH, 5);
    ck_assert_int_eq(made.status, LOD_ERR_INPUT);
    lod_buffer_free(&made.out);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("inflate");
  TCase *const tcase = tcase_create("inflate");
  tcase_add_test(tcase, test_members);
  tcase_add_test(tcase, test_cut);
  tcase_add_test(tcase, test_damaged);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
