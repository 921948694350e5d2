#include "base/ascii.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
  LodView text;
  bool right;
  uint64_t value;
} numbers[] = {
    {LOD_VIEW("0"), true, 0},
    {LOD_VIEW("007"), true, 7},
    {LOD_VIEW("18446744073709551615"), true, UINT64_MAX},
    {LOD_VIEW("18446744073709551616"), false, 0},
    {LOD_VIEW("99999999999999999999"), false, 0},
    {LOD_VIEW(""), false, 0},
    {LOD_VIEW("+1"), false, 0},
    {LOD_VIEW("-1"), false, 0},
    {LOD_VIEW(" 1"), false, 0},
    {LOD_VIEW("1\0"), false, 0},
};

START_TEST(reads_number)
{
  uint64_t value = 42;
  ck_assert(lod_ascii_to_uint(numbers[_i].text, &value) == numbers[_i].right);
  ck_assert_uint_eq(value, numbers[_i].right ? numbers[_i].value : 42);
}
END_TEST

static const struct {
  LodView text;
  bool right;
  uint64_t bytes;
} sizes[] = {
    {LOD_VIEW("64"), true, 64},
    {LOD_VIEW("256K"), true, 262144},
    {LOD_VIEW("16M"), true, 16777216},
    {LOD_VIEW("2G"), true, UINT64_C(2147483648)},
    {LOD_VIEW("1T"), true, UINT64_C(1099511627776)},
    {LOD_VIEW("1k"), true, 1024},
    {LOD_VIEW("17179869183G"), true, UINT64_C(17179869183) << 30},
    {LOD_VIEW("17179869184G"), false, 0},
    {LOD_VIEW("K"), false, 0},
    {LOD_VIEW(""), false, 0},
    {LOD_VIEW("1KB"), false, 0},
    {LOD_VIEW("1.5M"), false, 0},
    {LOD_VIEW("-1M"), false, 0},
};

START_TEST(reads_size)
{
  uint64_t bytes = 42;
  ck_assert(lod_ascii_to_size(sizes[_i].text, &bytes) == sizes[_i].right);
  ck_assert_uint_eq(bytes, sizes[_i].right ? sizes[_i].bytes : 42);
}
END_TEST

static const struct {
  LodView text, trimmed;
} trims[] = {
    {LOD_VIEW(""), LOD_VIEW("")},
    {LOD_VIEW(" \t\r\n"), LOD_VIEW("")},
    {LOD_VIEW(" a b\n"), LOD_VIEW("a b")},
    {LOD_VIEW("a"), LOD_VIEW("a")},
    {LOD_VIEW("\xC2\xA0"), LOD_VIEW("\xC2\xA0")}, /* no ASCII space */
};

START_TEST(trims_blanks)
{
  ck_assert(lod_view_equal(lod_ascii_trim(trims[_i].text), trims[_i].trimmed));
}
END_TEST

START_TEST(compares_without_case)
{
  ck_assert(lod_ascii_equal_nocase(LOD_VIEW("UTF-8"), LOD_VIEW("utf-8")));
  ck_assert(!lod_ascii_equal_nocase(LOD_VIEW("utf-8"), LOD_VIEW("utf8")));
  ck_assert(!lod_ascii_equal_nocase(LOD_VIEW("["), LOD_VIEW("{")));
  ck_assert(!lod_ascii_equal_nocase(LOD_VIEW("\xC5"), LOD_VIEW("\xE5")));
}
END_TEST

START_TEST(classifies_every_byte)
{
  for (int i = 0; i < 256; i++) {
    char c = (char)i;
    bool alpha = (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
    ck_assert(lod_ascii_is_digit(c) == (i >= '0' && i <= '9'));
    ck_assert(lod_ascii_is_alpha(c) == alpha);
    ck_assert(lod_ascii_is_space(c) ==
              (i == 32 || i == 9 || i == 10 || i == 13));
    ck_assert(lod_ascii_lower(c) ==
              (i >= 'A' && i <= 'Z' ? (char)(i + 32) : c));
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("ascii");
  TCase *tests = tcase_create("ascii");
  tcase_add_loop_test(tests, reads_number, 0, COUNT(numbers));
  tcase_add_loop_test(tests, reads_size, 0, COUNT(sizes));
  tcase_add_loop_test(tests, trims_blanks, 0, COUNT(trims));
  tcase_add_test(tests, compares_without_case);
  tcase_add_test(tests, classifies_every_byte);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
