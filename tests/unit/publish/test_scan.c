/* The tables below a folder. */
#include "publish_fixture.h"

#include "base/arena.h"
#include "publish/scan.h"

static LodLog *scan_log;
static LodArena *arena;

static void setup(void)
{
  fixture_enter();
  scan_log = lod_log_new();
  arena = lod_arena_new();
  ck_assert(scan_log && arena);
}

static void teardown(void)
{
  lod_arena_free(arena);
  lod_log_free(scan_log);
  fixture_leave();
}

static void make_folder(const char *path)
{
  ck_assert_int_eq(mkdir(path, 0777), 0);
}

/* "PATH NAME STEM", a line a table. */
static void expect_tables(const char *directory, const char *skip,
                          const char *expected)
{
  LodFound *found;
  size_t count;
  LodBuffer out = {0};
  ck_assert_int_eq(
      lod_scan_tables(directory, skip, 32, arena, scan_log, &found, &count),
      LOD_SUCCESS);
  for (size_t i = 0; i < count; i++)
    ck_assert_int_eq(lod_buffer_printf(&out, "%s %s %s\n", found[i].path,
                                       found[i].name, found[i].stem),
                     LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

START_TEST(finds_tables_in_the_order_of_names)
{
  make_folder("in");
  make_folder("in/2026");
  make_folder("in/2026/q1");
  fixture_put("in/b.csv", "");
  fixture_put("in/a.TSV", "");
  fixture_put("in/2026/x.txt", "");
  fixture_put("in/2026/q1/y.v2.csv", "");
  fixture_put("in/note.md", "");
  fixture_put("in/csv", "");
  fixture_put("in/b.csv.gz", "");
  fixture_put("in/b.csv-metadata.json", "");
  expect_tables("in", NULL,
                "in/2026/q1/y.v2.csv 2026/q1/y.v2.csv 2026/q1/y.v2\n"
                "in/2026/x.txt 2026/x.txt 2026/x\n"
                "in/a.TSV a.TSV a\n"
                "in/b.csv b.csv b\n");
  ck_assert_uint_eq(lod_log_size(scan_log), 0);
}
END_TEST

/* Links are not followed, neither to files nor to folders. */
START_TEST(passes_links_and_hidden_files_over)
{
  make_folder("in");
  make_folder("in/.git");
  make_folder("elsewhere");
  fixture_put("in/a.csv", "");
  fixture_put("in/.b.csv", "");
  fixture_put("in/.git/c.csv", "");
  fixture_put("elsewhere/d.csv", "");
  ck_assert_int_eq(symlink("../elsewhere/d.csv", "in/e.csv"), 0);
  ck_assert_int_eq(symlink("../elsewhere", "in/folder"), 0);
  ck_assert_int_eq(symlink("..", "in/up"), 0);
  ck_assert_int_eq(symlink("nowhere", "in/f.csv"), 0);
  ck_assert_int_eq(mkfifo("in/g.csv", 0600), 0);
  make_folder("in/h.csv");
  expect_tables("in", NULL, "in/a.csv a.csv a\n");
}
END_TEST

START_TEST(passes_the_output_over)
{
  make_folder("in");
  make_folder("in/out");
  make_folder("in/outside");
  fixture_put("in/a.csv", "");
  fixture_put("in/out/b.csv", "");
  fixture_put("in/outside/c.csv", "");
  expect_tables("in", "in/out",
                "in/a.csv a.csv a\nin/outside/c.csv outside/c.csv outside/c\n");
  ck_assert_int_eq(symlink("in/out", "link"), 0);
  expect_tables("in", "link",
                "in/a.csv a.csv a\nin/outside/c.csv outside/c.csv outside/c\n");
}
END_TEST

/* However deep, it comes to an end; a table at a usual depth is found. */
START_TEST(goes_down_so_far)
{
  char path[512] = "in";
  make_folder(path);
  for (int i = 0; i < 60; i++) {
    strcat(path, "/d");
    make_folder(path);
    if (i == 9 || i == 59) {
      char file[600];
      snprintf(file, sizeof file, "%s/t.csv", path);
      fixture_put(file, "");
    }
  }
  LodFound *found;
  size_t count;
  ck_assert_int_eq(
      lod_scan_tables("in", NULL, 32, arena, scan_log, &found, &count),
      LOD_SUCCESS);
  ck_assert_uint_eq(count, 1);
  ck_assert_str_eq(found[0].stem, "d/d/d/d/d/d/d/d/d/d/t");
}
END_TEST

START_TEST(says_what_it_does_not_look_into)
{
  char path[512] = "in";
  make_folder(path);
  for (int i = 0; i < 60; i++)
    make_folder(strcat(path, "/d"));
  LodFound *found;
  size_t count;
  ck_assert_int_eq(
      lod_scan_tables("in", NULL, 32, arena, scan_log, &found, &count),
      LOD_SUCCESS);
  ck_assert_uint_eq(count, 0);
  ck_assert_uint_eq(lod_log_count(scan_log, LOD_WARNING), 1);
}
END_TEST

START_TEST(needs_a_folder)
{
  static const char *const paths[] = {"nowhere", "file.csv", ""};
  LodFound *found;
  size_t count;
  fixture_put("file.csv", "");
  for (size_t i = 0; i < 3; i++) {
    ck_assert_int_eq(
        lod_scan_tables(paths[i], NULL, 32, arena, scan_log, &found, &count),
        LOD_ERR_INPUT);
    ck_assert_uint_eq(lod_log_count(scan_log, LOD_ERROR), i + 1);
  }
}
END_TEST

START_TEST(makes_folders)
{
  struct stat info;
  ck_assert_int_eq(lod_make_folders("a/b//c/file", scan_log), LOD_SUCCESS);
  ck_assert_int_eq(stat("a/b/c", &info), 0);
  ck_assert(S_ISDIR(info.st_mode));
  ck_assert_int_ne(stat("a/b/c/file", &info), 0);
  ck_assert_int_eq(lod_make_folders("a/b/c/file", scan_log), LOD_SUCCESS);
  ck_assert_int_eq(lod_make_folders("file", scan_log), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(scan_log), 0);
  fixture_put("a/x", "");
  ck_assert_int_eq(lod_make_folders("a/x/y/file", scan_log), LOD_ERR_IO);
  ck_assert_uint_eq(lod_log_count(scan_log, LOD_ERROR), 1);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("scan");
  TCase *tcase = tcase_create("scan");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, finds_tables_in_the_order_of_names);
  tcase_add_test(tcase, passes_links_and_hidden_files_over);
  tcase_add_test(tcase, passes_the_output_over);
  tcase_add_test(tcase, goes_down_so_far);
  tcase_add_test(tcase, says_what_it_does_not_look_into);
  tcase_add_test(tcase, needs_a_folder);
  tcase_add_test(tcase, makes_folders);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
