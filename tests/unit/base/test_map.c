#include "base/map.h"
#include "base/memory.h"
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static LodView number_key(char text[16], int number)
{
  int size = snprintf(text, 16, "%d", number);
  return (LodView){text, (size_t)size};
}

START_TEST(finds_what_was_set)
{
  LodMap *map = lod_map_new();
  int numbers[1000];
  char text[16];
  ck_assert_ptr_null(lod_map_get(map, LOD_VIEW("0")));
  for (int i = 0; i < 1000; i++) {
    LodView key = number_key(text, i);
    ck_assert_int_eq(lod_map_set(map, key, &numbers[i]), LOD_SUCCESS);
  }
  ck_assert_uint_eq(lod_map_size(map), 1000);
  for (int i = 0; i < 1000; i++) {
    LodView key = number_key(text, i);
    ck_assert_ptr_eq(lod_map_get(map, key), &numbers[i]);
    ck_assert(lod_view_equal(lod_map_key_at(map, (size_t)i), key));
    ck_assert_ptr_eq(lod_map_value_at(map, (size_t)i), &numbers[i]);
  }
  ck_assert_ptr_null(lod_map_get(map, LOD_VIEW("1000")));
  lod_map_free(map);
}
END_TEST

START_TEST(replaces_in_place)
{
  LodMap *map = lod_map_new();
  int a, b;
  ck_assert_int_eq(lod_map_set(map, LOD_VIEW(""), &a), LOD_SUCCESS);
  ck_assert_int_eq(lod_map_set(map, LOD_VIEW("x\0y"), &a), LOD_SUCCESS);
  ck_assert_int_eq(lod_map_set(map, LOD_VIEW(""), &b), LOD_SUCCESS);
  ck_assert_uint_eq(lod_map_size(map), 2);
  ck_assert_ptr_eq(lod_map_get(map, LOD_VIEW("")), &b);
  ck_assert_ptr_eq(lod_map_value_at(map, 0), &b);
  ck_assert_ptr_null(lod_map_get(map, LOD_VIEW("x\0z")));
  ck_assert_int_eq(lod_map_set(map, LOD_VIEW(""), NULL), LOD_SUCCESS);
  ck_assert_ptr_null(lod_map_get(map, LOD_VIEW("")));
  lod_map_free(map);
}
END_TEST

/* Whatever allocation fails, the map holds what was set before. */
START_TEST(survives_failing_allocator)
{
  for (size_t nth = 1;; nth++) {
    char text[16];
    int set = 0;
    LodStatus status = LOD_ERR_NO_MEMORY;
    lod_memory_fail_at(nth);
    LodMap *map = lod_map_new();
    if (map)
      for (status = LOD_SUCCESS; !status && set < 2000; set += !status)
        status = lod_map_set(map, number_key(text, set), text);
    lod_memory_fail_at(0);
    ck_assert(!status || status == LOD_ERR_NO_MEMORY);
    ck_assert(!map || lod_map_size(map) == (size_t)set);
    for (int i = 0; map && i < 2000; i++)
      ck_assert((lod_map_get(map, number_key(text, i)) != NULL) == (i < set));
    lod_map_free(map);
    if (!status)
      break;
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("map");
  TCase *tests = tcase_create("map");
  tcase_add_test(tests, finds_what_was_set);
  tcase_add_test(tests, replaces_in_place);
  tcase_add_test(tests, survives_failing_allocator);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
