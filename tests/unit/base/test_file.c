#include "base/file.h"
#include "base/memory.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lodstone-test-XXXXXX";
static LodLog *messages;

static void enter_folder(void)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(chdir(folder), 0);
  messages = lod_log_new();
}

static void leave_folder(void)
{
  lod_log_free(messages);
  unlink("input");
  ck_assert_int_eq(chdir("/"), 0);
  ck_assert_int_eq(rmdir(folder), 0);
}

static void make_input(size_t size)
{
  FILE *file = fopen("input", "w");
  ck_assert_ptr_nonnull(file);
  for (size_t i = 0; i < size; i++)
    putc('a' + (int)(i % 26), file);
  ck_assert_int_eq(fclose(file), 0);
}

static const struct {
  size_t size;
  size_t limit;
  LodStatus status;
} reads[] = {
    {0, 0, LOD_SUCCESS},         {0, 10, LOD_SUCCESS},
    {1, 0, LOD_ERR_INPUT},       {10, 10, LOD_SUCCESS},
    {11, 10, LOD_ERR_INPUT},     {200000, SIZE_MAX, LOD_SUCCESS},
    {65536, 65536, LOD_SUCCESS}, {200000, 65536, LOD_ERR_INPUT},
};

START_TEST(reads_up_to_limit)
{
  LodBuffer buffer = {0};
  make_input(reads[_i].size);
  ck_assert_int_eq(lod_buffer_append_text(&buffer, "before"), LOD_SUCCESS);
  LodStatus status = lod_file_read("input", reads[_i].limit, messages, &buffer);
  ck_assert_int_eq(status, reads[_i].status);
  ck_assert_uint_eq(buffer.size, 6 + (status ? 0 : reads[_i].size));
  ck_assert_int_eq(memcmp(buffer.data, "before", 6), 0);
  for (size_t i = 6; i < buffer.size; i++)
    ck_assert(buffer.data[i] == (char)('a' + (i - 6) % 26));
  ck_assert_uint_eq(lod_log_size(messages), status ? 1 : 0);
  if (status)
    ck_assert_str_eq(lod_log_at(messages, 0)->place.file, "input");
  lod_buffer_free(&buffer);
}
END_TEST

static const struct {
  const char *path;
  LodStatus status;
} unreadable[] = {
    {"missing", LOD_ERR_INPUT},
    {"missing/input", LOD_ERR_INPUT},
    {"input/below", LOD_ERR_INPUT},
    {".", LOD_ERR_INPUT},
    {"", LOD_ERR_INPUT},
};

START_TEST(logs_why_it_cannot_read)
{
  LodBuffer buffer = {0};
  const char *path = unreadable[_i].path;
  make_input(1);
  ck_assert_int_eq(lod_file_read(path, 10, messages, &buffer),
                   unreadable[_i].status);
  ck_assert_uint_eq(lod_log_size(messages), 1);
  ck_assert_str_eq(lod_log_at(messages, 0)->place.file, path);
  ck_assert_uint_eq(buffer.size, 0);
  lod_buffer_free(&buffer);
}
END_TEST

/* A file of the kernel's says that it has 0 bytes; a device never ends. */
START_TEST(reads_what_is_no_regular_file)
{
  LodBuffer buffer = {0};
  ck_assert_int_eq(
      lod_file_read("/proc/self/status", 1 << 20, messages, &buffer),
      LOD_SUCCESS);
  ck_assert_uint_gt(buffer.size, 0);
  ck_assert_int_eq(lod_file_read("/dev/zero", 1 << 20, messages, &buffer),
                   LOD_ERR_INPUT);
  lod_buffer_free(&buffer);
}
END_TEST

START_TEST(survives_failing_allocator)
{
  LodBuffer buffer = {0};
  make_input(100);
  lod_memory_fail_at(1);
  LodStatus status = lod_file_read("input", 100, messages, &buffer);
  lod_memory_fail_at(0);
  ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  ck_assert_uint_eq(lod_log_count(messages, LOD_ERROR), 1);
  lod_buffer_free(&buffer);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("file");
  TCase *tests = tcase_create("file");
  tcase_add_checked_fixture(tests, enter_folder, leave_folder);
  tcase_add_loop_test(tests, reads_up_to_limit, 0,
                      (int)(sizeof reads / sizeof *reads));
  tcase_add_loop_test(tests, logs_why_it_cannot_read, 0,
                      (int)(sizeof unreadable / sizeof *unreadable));
  tcase_add_test(tests, reads_what_is_no_regular_file);
  tcase_add_test(tests, survives_failing_allocator);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
