#include "base/buffer.h"
#include "base/memory.h"
#include <check.h>
#include <stdlib.h>

START_TEST(appends_everything)
{
  LodBuffer buffer = {0};
  ck_assert_int_eq(lod_buffer_append(&buffer, NULL, 0), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append(&buffer, "a\0b", 3), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_view(&buffer, LOD_VIEW("c")), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_text(&buffer, "de"), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_char(&buffer, 'f'), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_uint(&buffer, 0), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_uint(&buffer, UINT64_MAX), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_printf(&buffer, "%s%04d", "x", 42), LOD_SUCCESS);
  ck_assert(lod_view_equal(lod_buffer_view(&buffer),
                           LOD_VIEW("a\0bcdef018446744073709551615x0042")));
  size_t size = buffer.size;
  ck_assert_int_eq(lod_buffer_terminate(&buffer), LOD_SUCCESS);
  ck_assert_uint_eq(buffer.size, size);
  ck_assert_int_eq(buffer.data[size], '\0');
  lod_buffer_free(&buffer);
  ck_assert_ptr_null(buffer.data);
  ck_assert_uint_eq(buffer.size + buffer.capacity, 0);
}
END_TEST

START_TEST(terminates_nothing)
{
  LodBuffer buffer = {0};
  ck_assert_int_eq(lod_buffer_terminate(&buffer), LOD_SUCCESS);
  ck_assert_str_eq(buffer.data, "");
  lod_buffer_free(&buffer);
}
END_TEST

/* The slack may be written to at any size (the sanitizer watches), and
   doubling makes the allocations few. */
START_TEST(grows_with_slack)
{
  LodBuffer buffer = {0};
  size_t before = lod_memory_count();
  for (int i = 0; i < 100000; i++) {
    ck_assert_int_eq(lod_buffer_append_char(&buffer, 'x'), LOD_SUCCESS);
    if (i < 5000)
      memset(buffer.data + buffer.size, 0, LOD_SLACK);
  }
  ck_assert_uint_le(lod_memory_count() - before, 16);
  ck_assert_uint_eq(buffer.size, 100000);
  ck_assert_uint_le(buffer.capacity, 200000);
  lod_buffer_free(&buffer);
}
END_TEST

START_TEST(refuses_impossible_size)
{
  LodBuffer buffer = {0};
  ck_assert_int_eq(lod_buffer_append_char(&buffer, 'x'), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_reserve(&buffer, SIZE_MAX), LOD_ERR_NO_MEMORY);
  ck_assert_int_eq(lod_buffer_reserve(&buffer, SIZE_MAX - 1),
                   LOD_ERR_NO_MEMORY);
  ck_assert_int_eq(lod_buffer_reserve(&buffer, SIZE_MAX / 2),
                   LOD_ERR_NO_MEMORY);
  ck_assert(lod_view_equal(lod_buffer_view(&buffer), LOD_VIEW("x")));
  lod_buffer_free(&buffer);
}
END_TEST

START_TEST(survives_failing_allocator)
{
  LodBuffer buffer = {0};
  lod_memory_fail_at(1);
  ck_assert_int_eq(lod_buffer_append_text(&buffer, "a"), LOD_ERR_NO_MEMORY);
  lod_memory_fail_at(1);
  ck_assert_int_eq(lod_buffer_terminate(&buffer), LOD_ERR_NO_MEMORY);
  ck_assert_int_eq(lod_buffer_append_text(&buffer, "abc"), LOD_SUCCESS);
  lod_memory_fail_at(1);
  ck_assert_int_eq(lod_buffer_printf(&buffer, "%0500d", 1), LOD_ERR_NO_MEMORY);
  lod_memory_fail_at(0);
  ck_assert(lod_view_equal(lod_buffer_view(&buffer), LOD_VIEW("abc")));
  lod_buffer_free(&buffer);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("buffer");
  TCase *tests = tcase_create("buffer");
  tcase_add_test(tests, appends_everything);
  tcase_add_test(tests, terminates_nothing);
  tcase_add_test(tests, grows_with_slack);
  tcase_add_test(tests, refuses_impossible_size);
  tcase_add_test(tests, survives_failing_allocator);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
