#include "base/arena.h"
#include "base/memory.h"
#include <check.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

static bool is_zero(const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; i++)
    if (bytes[i])
      return false;
  return true;
}

START_TEST(aligns_and_zeroes)
{
  LodArena *arena = lod_arena_new();
  for (int round = 0; round < 3; round++) {
    for (size_t size = 0; size < 300; size += 7) {
      char *odd = lod_arena_bytes(arena, 1);
      char *block = lod_arena_alloc(arena, size);
      ck_assert(odd && block);
      *odd = 'x';
      ck_assert_uint_eq((uintptr_t)block % alignof(max_align_t), 0);
      ck_assert(is_zero(block, size));
      memset(block, 0xFF, size);
    }
    lod_arena_reset(arena);
  }
  lod_arena_free(arena);
}
END_TEST

START_TEST(copies_text)
{
  LodArena *arena = lod_arena_new();
  ck_assert_str_eq(lod_arena_strdup(arena, "abc"), "abc");
  ck_assert_str_eq(lod_arena_view_strdup(arena, (LodView){"abc", 2}), "ab");
  ck_assert_str_eq(lod_arena_view_strdup(arena, (LodView){NULL, 0}), "");
  LodView copy = lod_arena_view_copy(arena, LOD_VIEW("a\0b"));
  ck_assert(lod_view_equal(copy, LOD_VIEW("a\0b")));
  ck_assert_ptr_nonnull(lod_arena_view_copy(arena, LOD_VIEW("")).data);
  lod_arena_free(arena);
}
END_TEST

START_TEST(keeps_earlier_blocks)
{
  LodArena *arena = lod_arena_new();
  uint32_t *numbers[5000];
  for (uint32_t i = 0; i < 5000; i++) {
    numbers[i] = lod_arena_array(arena, 1 + i % 50, sizeof **numbers);
    ck_assert_ptr_nonnull(numbers[i]);
    *numbers[i] = i;
  }
  for (uint32_t i = 0; i < 5000; i++)
    ck_assert_uint_eq(*numbers[i], i);
  lod_arena_free(arena);
}
END_TEST

START_TEST(checks_overflow)
{
  LodArena *arena = lod_arena_new();
  ck_assert_ptr_null(lod_arena_array(arena, SIZE_MAX / 2, 3));
  ck_assert_ptr_null(lod_arena_alloc(arena, SIZE_MAX));
  ck_assert_ptr_null(lod_arena_alloc(arena, SIZE_MAX - 100));
  ck_assert_ptr_null(lod_arena_view_strdup(arena, (LodView){"", SIZE_MAX}));
  ck_assert_ptr_nonnull(lod_arena_alloc(arena, 1));
  lod_arena_free(arena);
}
END_TEST

/* The same bytes in any mix of sizes allocate nothing after the first. */
START_TEST(allocates_nothing_after_warm_up)
{
  static const size_t mixes[][4] = {{100000, 10, 3000, 50000},
                                    {10, 3000, 50000, 100000},
                                    {50000, 100000, 10, 3000},
                                    {3000, 50000, 100000, 10}};
  LodArena *arena = lod_arena_new();
  size_t before = 0;
  for (int round = 0; round < 40; round++) {
    for (int i = 0; i < 4; i++)
      ck_assert_ptr_nonnull(lod_arena_alloc(arena, mixes[round % 4][i]));
    lod_arena_reset(arena);
    if (round == 0)
      before = lod_memory_count();
  }
  ck_assert_uint_eq(lod_memory_count(), before);
  lod_arena_free(arena);
}
END_TEST

START_TEST(survives_failing_allocator)
{
  lod_memory_fail_at(1);
  ck_assert_ptr_null(lod_arena_new());
  LodArena *arena = lod_arena_new();
  lod_memory_fail_at(1);
  ck_assert_ptr_null(lod_arena_strdup(arena, "a"));
  ck_assert_ptr_nonnull(lod_arena_alloc(arena, 3000));
  lod_memory_fail_at(1);
  ck_assert_ptr_null(lod_arena_alloc(arena, 3000));
  ck_assert_ptr_nonnull(lod_arena_alloc(arena, 9000));
  lod_memory_fail_at(1);
  lod_arena_reset(arena);
  lod_memory_fail_at(0);
  ck_assert_ptr_nonnull(lod_arena_alloc(arena, 9000));
  lod_arena_free(arena);
  lod_arena_free(NULL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("arena");
  TCase *tests = tcase_create("arena");
  tcase_add_test(tests, aligns_and_zeroes);
  tcase_add_test(tests, copies_text);
  tcase_add_test(tests, keeps_earlier_blocks);
  tcase_add_test(tests, checks_overflow);
  tcase_add_test(tests, allocates_nothing_after_warm_up);
  tcase_add_test(tests, survives_failing_allocator);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
