/* Checks as the library gives them: verdicts, reports, failures. */
#include "publish_fixture.h"

#include "base/memory.h"
#include <limits.h>
#include <lodstone/check.h>

/* Posts refer to units behind them and to posts: both readings have work. */
static void put_group(const char *posts)
{
  fixture_put_json(
      "m.json",
      "{'@context':'http://www.w3.org/ns/csvw','tables':["
      "{'url':'posts.csv','tableSchema':{'columns':["
      "{'name':'post','titles':'post'},{'name':'unit','titles':'unit'},"
      "{'name':'boss','titles':'boss'}],'primaryKey':'post','foreignKeys':["
      "{'columnReference':'unit','reference':"
      "{'resource':'units.csv','columnReference':'unit'}},"
      "{'columnReference':'boss','reference':"
      "{'resource':'posts.csv','columnReference':'post'}}]}},"
      "{'url':'units.csv','tableSchema':{'columns':["
      "{'name':'unit','titles':'unit','datatype':'integer'}]}}]}");
  fixture_put("units.csv", "unit\n1\n2\n");
  fixture_put("posts.csv", posts);
}

/* Without the handler of the fixture, which needs memory, too. */
static LodStatus check_quietly(const char *input, FixtureRun *run)
{
  LodLog *log = lod_log_new();
  if (!log)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_check(input, &run->options, log, &run->report);
  lod_log_free(log);
  return status;
}

static LodStatus check_aloud(const char *input, FixtureRun *run)
{
  LodLog *log = lod_log_new();
  lod_log_set_handler(log, fixture_message, &run->messages);
  run->messages.size = 0;
  LodStatus status = lod_check(input, &run->options, log, &run->report);
  lod_log_free(log);
  ck_assert_int_eq(lod_buffer_terminate(&run->messages), LOD_SUCCESS);
  return status;
}

static const struct {
  const char *posts, *messages;
  uint64_t rows, keys;
} groups[] = {
    {"post,unit,boss\na,1,b\nb,2,b\n", "", 4, 4},
    {"post,unit,boss\n", "", 2, 2},
    {"post,unit,boss\na,1,a\na,1,c\n",
     "e primary-key posts.csv:3:1\ne foreign-key posts.csv:2:3\n"
     "e foreign-key posts.csv:3:3\n",
     4, 3},
    {"post,unit,boss\na,3,a\n", "e foreign-key posts.csv:2:2\n", 3, 3},
};

/* The paths of tables that metadata names are whole ones. */
static void strip_folder(LodBuffer *messages)
{
  char real[PATH_MAX];
  ck_assert_ptr_nonnull(realpath(".", real));
  size_t size = strlen(real) + 1;
  for (char *at; (at = strstr(messages->data, real));)
    memmove(at, at + size, strlen(at + size) + 1);
}

START_TEST(judges_groups)
{
  FixtureRun run;
  put_group(groups[_i].posts);
  fixture_begin(&run);
  ck_assert_int_eq(check_aloud("m.json", &run), LOD_SUCCESS);
  strip_folder(&run.messages);
  ck_assert_str_eq(run.messages.data, groups[_i].messages);
  ck_assert_int_eq(run.report.incomplete, *groups[_i].messages != '\0');
  ck_assert_uint_eq(run.report.rows, groups[_i].rows);
  ck_assert_uint_eq(run.report.keys, groups[_i].keys);
  ck_assert_uint_eq(fixture_count_files("."), 3);
  fixture_end(&run);
}
END_TEST

/* A table that is not there does not keep the others from being judged, and
   foreign keys to it are left open. */
START_TEST(misses_a_table)
{
  FixtureRun run;
  put_group("post,unit,boss\na,1,a\na,1,a\n");
  unlink("units.csv");
  fixture_begin(&run);
  ck_assert_int_eq(check_aloud("m.json", &run), LOD_ERR_INPUT);
  strip_folder(&run.messages);
  ck_assert_str_eq(run.messages.data, "e primary-key posts.csv:3:1\n"
                                      "e no-such-file units.csv:0:0\n"
                                      "e foreign-key posts.csv:2:3\n"
                                      "e foreign-key posts.csv:3:3\n");
  ck_assert(run.report.incomplete);
  fixture_end(&run);
}
END_TEST

/* What a conversion would only warn of. */
START_TEST(judges_without_metadata)
{
  FixtureRun run;
  fixture_begin(&run);
  fixture_put("t.csv", "a,b\n1,2\n1,2\n");
  ck_assert_int_eq(check_aloud("t.csv", &run), LOD_SUCCESS);
  ck_assert(!run.report.incomplete);
  fixture_put("t.csv", "a,b\n1\n1,2,3\n");
  ck_assert_int_eq(check_aloud("t.csv", &run), LOD_SUCCESS);
  ck_assert_str_eq(run.messages.data,
                   "e ragged-row t.csv:2:0\ne ragged-row t.csv:3:0\n");
  ck_assert(run.report.incomplete);
  ck_assert_int_eq(check_aloud("none.csv", &run), LOD_ERR_INPUT);
  ck_assert_int_eq(check_aloud(NULL, &run), LOD_ERR_USAGE);
  fixture_end(&run);
}
END_TEST

START_TEST(needs_memory)
{
  FixtureRun run;
  size_t failures = 0;
  put_group("post,unit,boss\na,1,b\nb,2,b\na,3,c\n");
  fixture_begin(&run);
  run.options.jobs = 2;
  run.options.memory = 1 << 16;
  for (size_t n = 1;; n++) {
    size_t before = lod_memory_count();
    lod_memory_fail_at(n);
    LodStatus status = check_quietly("m.json", &run);
    lod_memory_fail_at(0);
    ck_assert_msg(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY,
                  "allocation %zu: status %d", n, (int)status);
    ck_assert(status || run.report.incomplete);
    failures += status != LOD_SUCCESS;
    if (lod_memory_count() - before < n)
      break;
  }
  ck_assert_uint_gt(failures, 100);
  fixture_end(&run);
}
END_TEST

/* A pipe cannot be read twice without a copy, nor keys spilled. */
START_TEST(needs_a_folder_for_copies)
{
  FixtureRun run;
  int ends[2];
  put_group("post,unit,boss\n");
  fixture_put_json("one.json",
                   "{'@context':'http://www.w3.org/ns/csvw','url':'t.csv',"
                   "'tableSchema':{'columns':[{'name':'a','titles':'a'}],"
                   "'primaryKey':'a'}}");
  fixture_begin(&run);
  run.options.mapping = "one.json";
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(write(ends[1], "a\n1\n1\n", 6), 6);
  close(ends[1]);
  ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  close(ends[0]);
  setenv("TMPDIR", "/nowhere/at/all", 1);
  ck_assert_int_eq(check_aloud("-", &run), LOD_ERR_IO);
  ck_assert_str_eq(run.messages.data, "e io -:0:0\n");
  fixture_end(&run);
}
END_TEST

static void add(TCase *tcase)
{
  tcase_add_loop_test(tcase, judges_groups, 0,
                      (int)(sizeof groups / sizeof *groups));
  tcase_add_test(tcase, misses_a_table);
  tcase_add_test(tcase, judges_without_metadata);
  tcase_add_test(tcase, needs_memory);
  tcase_add_test(tcase, needs_a_folder_for_copies);
}

int main(void)
{
  return fixture_main("check", add);
}
