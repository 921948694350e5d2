/* The guard: off, or refused. */
#include "../table/fixture.h"
#include "base/memory.h"
#include "guard/guard.h"

static void evaluate_and_apply(const LodGuard *guard, LodStatus expected,
                               LodValueKind kind, bool suppressed)
{
  static const LodColumn column = {.name = "a",
                                   .spec = {.base = LOD_XSD_STRING}};
  LodSchema *const schema = make_schema(&column, 1, true);
  LodBatch batch = make_batch("a\n");
  LodBinding *binding;
  LodRows *rows;
  ck_assert_int_eq(
      lod_binding_new(schema, batch.cells, 1, false, NULL, NULL, &binding),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_new(binding, &rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(rows, &batch), LOD_SUCCESS);
  ck_assert_int_eq(lod_guard_apply(guard, rows), expected);
  ck_assert_int_eq(lod_rows_row(rows, 0)->kind, kind);
  ck_assert_int_eq(rows->suppressed[0], suppressed);
  lod_rows_free(rows);
  lod_binding_free(binding);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}

START_TEST(test_off)
{
  static const char *const policies[] = {NULL, "off"};
  for (size_t i = 0; i < 2; ++i) {
    LodGuard *guard;
    ck_assert_int_eq(lod_guard_new(policies[i], NULL, &guard), LOD_SUCCESS);
    evaluate_and_apply(guard, LOD_SUCCESS, LOD_VALUE_VALID, false);
    ck_assert(lod_guard_passes(guard, LOD_VIEW("a comment")));
    lod_guard_free(guard);
  }
}
END_TEST

START_TEST(test_other_policies_are_refused)
{
  static const char *const policies[] = {"", "OFF", "on", "personal.yaml"};
  for (size_t i = 0; i < sizeof policies / sizeof *policies; ++i) {
    LodLog *const log = lod_log_new();
    LodGuard *guard;
    ck_assert_int_eq(lod_guard_new(policies[i], log, &guard), LOD_ERR_USAGE);
    ck_assert_ptr_null(guard);
    ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
    ck_assert_str_eq(lod_log_at(log, 0)->code, "guard-policy");
    lod_log_free(log);
  }
}
END_TEST

START_TEST(test_fails_closed)
{
  ck_assert(!lod_guard_passes(NULL, LOD_VIEW("a comment")));
  evaluate_and_apply(NULL, LOD_ERR_USAGE, LOD_VALUE_WITHHELD, true);
  LodGuard *guard;
  lod_memory_fail_at(1);
  ck_assert_int_eq(lod_guard_new(NULL, NULL, &guard), LOD_ERR_NO_MEMORY);
  lod_memory_fail_at(0);
  ck_assert_ptr_null(guard);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("guard");
  TCase *const tcase = tcase_create("guard");
  tcase_add_test(tcase, test_off);
  tcase_add_test(tcase, test_other_policies_are_refused);
  tcase_add_test(tcase, test_fails_closed);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
