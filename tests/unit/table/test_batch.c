/* Batches, and the buffer in which fields are gathered. */
#include "base/memory.h"
#include "table/batch.h"
#include "table/field_buffer.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static void check_cell(const LodBatch *batch, size_t record, size_t cell,
                       const char *text, bool quoted)
{
  const LodRecord *const in = &batch->records[record];
  ck_assert_uint_lt(cell, in->count);
  const LodCell *const found = &batch->cells[in->first + cell];
  ck_assert_uint_eq(found->size, strlen(text));
  ck_assert_str_eq(found->data, text);
  ck_assert_uint_eq(found->flags & LOD_CELL_QUOTED, quoted);
}

static void fill(LodBatch *batch)
{
  ck_assert_int_eq(lod_batch_add_cell(batch, "ab", 2, false), LOD_SUCCESS);
  ck_assert_int_eq(lod_batch_add_cell(batch, NULL, 0, true), LOD_SUCCESS);
  ck_assert_int_eq(lod_batch_end_record(batch, 1, 1), LOD_SUCCESS);
  ck_assert_int_eq(lod_batch_add_cell(batch, "c", 1, true), LOD_SUCCESS);
  ck_assert_int_eq(lod_batch_end_record(batch, 7, 3), LOD_SUCCESS);
  lod_batch_seal(batch);
}

START_TEST(test_batch)
{
  LodBatch batch = {0};
  for (int round = 0; round < 3; ++round) {
    fill(&batch);
    ck_assert_uint_eq(batch.record_count, 2);
    check_cell(&batch, 0, 0, "ab", false);
    check_cell(&batch, 0, 1, "", true);
    check_cell(&batch, 1, 0, "c", true);
    ck_assert_uint_eq(batch.records[0].count, 2);
    ck_assert_uint_eq(batch.records[1].line, 7);
    ck_assert_uint_eq(batch.records[1].number, 3);
    lod_batch_drop(&batch, 1);
    ck_assert_uint_eq(batch.record_count, 1);
    check_cell(&batch, 0, 0, "c", true);
    lod_batch_drop(&batch, 5);
    ck_assert_uint_eq(batch.record_count, 0);
    lod_batch_clear(&batch);
    ck_assert_uint_eq(batch.cell_count, 0);
  }
  lod_batch_free(&batch);
  ck_assert_ptr_null(batch.cells);
}
END_TEST

START_TEST(test_large_batch)
{
  LodBatch batch = {0};
  for (uint64_t i = 0; i < 10000; ++i) {
    char text[24];
    const int size = snprintf(text, sizeof text, "%d", (int)i);
    ck_assert_int_eq(lod_batch_add_cell(&batch, text, (size_t)size, false),
                     LOD_SUCCESS);
    ck_assert_int_eq(lod_batch_end_record(&batch, i, i), LOD_SUCCESS);
  }
  lod_batch_seal(&batch);
  for (size_t i = 0; i < 10000; ++i) {
    char text[24];
    snprintf(text, sizeof text, "%d", (int)i);
    check_cell(&batch, i, 0, text, false);
  }
  lod_batch_free(&batch);
}
END_TEST

START_TEST(test_field_buffer)
{
  char *buffer = lod_field_buffer_new(8, 100);
  ck_assert_ptr_nonnull(buffer);
  memcpy(buffer, "12345678", 8);
  ck_assert_ptr_eq(lod_field_buffer_grow(buffer, 8), buffer);
  buffer = lod_field_buffer_grow(buffer, 60);
  ck_assert_ptr_nonnull(buffer);
  ck_assert_int_eq(memcmp(buffer, "12345678", 8), 0);
  ck_assert_uint_eq(lod_field_buffer_capacity(buffer), 90);
  buffer = lod_field_buffer_grow(buffer, 100);
  ck_assert_ptr_nonnull(buffer);
  ck_assert_uint_eq(lod_field_buffer_capacity(buffer), 100);
  ck_assert(!lod_field_buffer_refused(buffer));
  ck_assert_ptr_null(lod_field_buffer_grow(buffer, 101));
  ck_assert(lod_field_buffer_refused(buffer));
  lod_field_buffer_free(buffer);
  lod_field_buffer_free(NULL);

  buffer = lod_field_buffer_new(8, 100);
  lod_memory_fail_at(1);
  ck_assert_ptr_null(lod_field_buffer_grow(buffer, 20));
  lod_memory_fail_at(0);
  ck_assert(!lod_field_buffer_refused(buffer));
  lod_field_buffer_free(buffer);
  ck_assert_ptr_null(lod_field_buffer_new(SIZE_MAX, SIZE_MAX));
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("batch");
  TCase *const tcase = tcase_create("batch");
  tcase_add_test(tcase, test_batch);
  tcase_add_test(tcase, test_large_batch);
  tcase_add_test(tcase, test_field_buffer);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
