#include "base/view.h"
#include <check.h>
#include <stdlib.h>

static const struct {
  LodView a, b;
  int order; /* the sign of lod_view_compare(a, b) */
} orders[] = {
    {LOD_VIEW(""), LOD_VIEW(""), 0},
    {{NULL, 0}, LOD_VIEW(""), 0},
    {LOD_VIEW(""), LOD_VIEW("a"), -1},
    {LOD_VIEW("a"), LOD_VIEW("a"), 0},
    {LOD_VIEW("a"), LOD_VIEW("ab"), -1},
    {LOD_VIEW("b"), LOD_VIEW("ab"), 1},
    {LOD_VIEW("a\0b"), LOD_VIEW("a\0c"), -1},
    {LOD_VIEW("\xC3\xA5"), LOD_VIEW("z"), 1}, /* bytes are unsigned */
};

START_TEST(orders_bytewise)
{
  int order = lod_view_compare(orders[_i].a, orders[_i].b);
  int back = lod_view_compare(orders[_i].b, orders[_i].a);
  ck_assert_int_eq((order > 0) - (order < 0), orders[_i].order);
  ck_assert_int_eq((back > 0) - (back < 0), -orders[_i].order);
  ck_assert_int_eq(lod_view_equal(orders[_i].a, orders[_i].b),
                   orders[_i].order == 0);
}
END_TEST

START_TEST(views_text)
{
  ck_assert_uint_eq(lod_view("abc").size, 3);
  ck_assert_uint_eq(lod_view(NULL).size, 0);
  ck_assert_uint_eq(LOD_VIEW("a\0b").size, 3);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("view");
  TCase *tests = tcase_create("view");
  tcase_add_loop_test(tests, orders_bytewise, 0,
                      (int)(sizeof orders / sizeof *orders));
  tcase_add_test(tests, views_text);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
