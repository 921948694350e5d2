#include "base/file.h"
#include "base/memory.h"
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/lodstone-test-XXXXXX";
static LodLog *messages;

static void enter_folder(void)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(chdir(folder), 0);
  messages = lod_log_new();
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

/* The names in the folder other than "." and "..". */
static int count_entries(bool removing)
{
  int count = 0;
  DIR *entries = opendir(".");
  ck_assert_ptr_nonnull(entries);
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
      continue;
    count++;
    if (removing)
      unlink(entry->d_name);
  }
  closedir(entries);
  return count;
}

static void leave_folder(void)
{
  lod_log_free(messages);
  count_entries(true);
  ck_assert_int_eq(chdir("/"), 0);
  ck_assert_int_eq(rmdir(folder), 0);
}

static void make_file(const char *path, const char *text, mode_t mode)
{
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(write(file, text, strlen(text)), (int)strlen(text));
  ck_assert_int_eq(fchmod(file, mode), 0);
  close(file);
}

static void assert_content(const char *path, const char *text)
{
  LodBuffer buffer = {0};
  ck_assert_int_eq(lod_file_read(path, 1 << 20, messages, &buffer),
                   LOD_SUCCESS);
  ck_assert(lod_view_equal(lod_buffer_view(&buffer), lod_view(text)));
  lod_buffer_free(&buffer);
}

static mode_t mode_of(const char *path)
{
  struct stat found;
  ck_assert_int_eq(lstat(path, &found), 0);
  return found.st_mode;
}

static LodOutput *open_file(const char *path)
{
  LodOutput *output = NULL;
  ck_assert_int_eq(lod_output_open_file(path, messages, &output), LOD_SUCCESS);
  return output;
}

static void write_file(const char *path, const char *text)
{
  LodOutput *output = open_file(path);
  ck_assert_int_eq(lod_output_write(output, text, strlen(text)), LOD_SUCCESS);
  ck_assert_uint_eq(lod_output_bytes(output), strlen(text));
  ck_assert_int_eq(lod_output_commit(output), LOD_SUCCESS);
  lod_output_free(output);
}

START_TEST(makes_a_file_on_commit_only)
{
  umask(027);
  LodOutput *output = open_file("out");
  ck_assert_int_eq(lod_output_write(output, "new", 3), LOD_SUCCESS);
  ck_assert_int_ne(access("out", F_OK), 0);
  ck_assert_int_eq(count_entries(false), 1);
  ck_assert_int_eq(lod_output_commit(output), LOD_SUCCESS);
  ck_assert_int_eq(lod_output_commit(output), LOD_SUCCESS);
  lod_output_free(output);
  assert_content("out", "new");
  ck_assert_int_eq(mode_of("out"), S_IFREG | 0640);
  ck_assert_int_eq(count_entries(false), 1);
}
END_TEST

START_TEST(leaves_what_was_without_commit)
{
  make_file("out", "old", 0644);
  LodOutput *output = open_file("out");
  ck_assert_int_eq(lod_output_write(output, "new", 3), LOD_SUCCESS);
  lod_output_free(output);
  assert_content("out", "old");
  ck_assert_int_eq(count_entries(false), 1);
}
END_TEST

static const mode_t modes[] = {0600, 0644, 0664, 0755, 0200};

START_TEST(keeps_the_mode)
{
  make_file("out", "old", modes[_i]);
  umask(077);
  write_file("out", "new");
  ck_assert_int_eq(mode_of("out"), S_IFREG | modes[_i]);
  chmod("out", 0600);
  assert_content("out", "new");
}
END_TEST

START_TEST(follows_links)
{
  make_file("file", "old", 0600);
  ck_assert_int_eq(mkdir("below", 0700), 0);
  ck_assert_int_eq(symlink("../file", "below/second"), 0);
  ck_assert_int_eq(symlink("below/second", "first"), 0);
  ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
  write_file("first", "new");
  write_file("dangling", "made");
  ck_assert(S_ISLNK(mode_of("first")) && S_ISLNK(mode_of("below/second")));
  ck_assert(S_ISLNK(mode_of("dangling")) && S_ISREG(mode_of("nowhere")));
  assert_content("file", "new");
  assert_content("nowhere", "made");
  unlink("below/second");
  rmdir("below");
}
END_TEST

START_TEST(writes_in_place_what_is_no_file)
{
  write_file("/dev/null", "gone");
  ck_assert(S_ISCHR(mode_of("/dev/null")));
  ck_assert_int_eq(mkfifo("fifo", 0600), 0);
  int reader = open("fifo", O_RDONLY | O_NONBLOCK);
  write_file("fifo", "through");
  char text[16];
  ck_assert_int_eq(read(reader, text, sizeof text), 7);
  close(reader);
  ck_assert(S_ISFIFO(mode_of("fifo")));
}
END_TEST

START_TEST(takes_the_longest_name)
{
  char name[256];
  memset(name, 'x', 255);
  name[255] = '\0';
  write_file(name, "new");
  assert_content(name, "new");
}
END_TEST

static const char *const unwritable[] = {"", ".", "missing/out", "loop",
                                         "new/"};

START_TEST(logs_why_it_cannot_open)
{
  LodOutput *output = NULL;
  ck_assert_int_eq(symlink("loop", "loop"), 0);
  ck_assert_int_eq(lod_output_open_file(unwritable[_i], messages, &output),
                   LOD_ERR_IO);
  ck_assert_ptr_null(output);
  ck_assert_uint_eq(lod_log_size(messages), 1);
  ck_assert_str_eq(lod_log_at(messages, 0)->place.file, unwritable[_i]);
  ck_assert_int_eq(count_entries(false), 1);
}
END_TEST

START_TEST(does_not_replace_a_protected_file)
{
  LodOutput *output = NULL;
  make_file("out", "old", 0400);
  if (geteuid() == 0) /* may do everything */
    return;
  ck_assert_int_eq(lod_output_open_file("out", messages, &output), LOD_ERR_IO);
  assert_content("out", "old");
}
END_TEST

static void assert_fault_once(LodOutput *output, LodStatus status, int logged)
{
  char block[4096] = "";
  LodStatus got = LOD_SUCCESS;
  for (int i = 0; i < 64 && !got; i++)
    got = lod_output_write(output, block, sizeof block);
  ck_assert_int_eq(got, status);
  ck_assert_int_eq(lod_output_write(output, block, 1), status);
  ck_assert_int_eq(lod_output_commit(output), status);
  lod_output_free(output);
  ck_assert_uint_eq(lod_log_count(messages, LOD_ERROR), (uint64_t)logged);
}

START_TEST(tells_a_full_disk)
{
  assert_fault_once(open_file("/dev/full"), LOD_ERR_IO, 1);
  ck_assert_str_eq(lod_log_at(messages, 0)->place.file, "/dev/full");
}
END_TEST

START_TEST(tells_a_file_too_large)
{
  struct rlimit old, limit;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
  limit = old;
  limit.rlim_cur = 10000;
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
  make_file("out", "old", 0644);
  assert_fault_once(open_file("out"), LOD_ERR_IO, 1);
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
  assert_content("out", "old");
  ck_assert_int_eq(count_entries(false), 1);
}
END_TEST

START_TEST(says_nothing_of_a_closed_pipe)
{
  int ends[2];
  LodOutput *output = NULL;
  ck_assert_int_eq(pipe(ends), 0);
  close(ends[0]);
  ck_assert_int_eq(
      lod_output_open_descriptor(ends[1], "standard output", messages, &output),
      LOD_SUCCESS);
  assert_fault_once(output, LOD_ERR_PIPE_CLOSED, 0);
  close(ends[1]);
}
END_TEST

static void *read_slowly(void *user)
{
  int *descriptor = user;
  char block[1000];
  static size_t total;
  for (ssize_t got; (got = read(*descriptor, block, sizeof block)) > 0;) {
    total += (size_t)got;
    if (total % 50000 < 1000)
      usleep(1000);
  }
  return &total;
}

/* A pipe that does not wait and a slow reader: all arrives all the same, and
   the descriptor stays open. */
START_TEST(writes_all_to_a_slow_pipe)
{
  int ends[2];
  LodOutput *output = NULL;
  pthread_t reader;
  void *total = NULL;
  static char data[3000000];
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
  ck_assert_int_eq(pthread_create(&reader, NULL, read_slowly, &ends[0]), 0);
  ck_assert_int_eq(lod_output_open_descriptor(ends[1], "-", messages, &output),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_output_write(output, data, sizeof data), LOD_SUCCESS);
  ck_assert_int_eq(lod_output_commit(output), LOD_SUCCESS);
  ck_assert_uint_eq(lod_output_bytes(output), sizeof data);
  lod_output_free(output);
  ck_assert_int_eq(close(ends[1]), 0);
  pthread_join(reader, &total);
  ck_assert_uint_eq(*(size_t *)total, sizeof data);
  close(ends[0]);
}
END_TEST

static LodStatus collect(void *user, const char *data, size_t size)
{
  LodBuffer *buffer = user;
  return buffer->size > 4 ? LOD_ERR_NETWORK
                          : lod_buffer_append(buffer, data, size);
}

START_TEST(calls_a_function)
{
  LodBuffer buffer = {0};
  LodOutput *output = NULL;
  ck_assert_int_eq(
      lod_output_open_function(collect, &buffer, messages, &output),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_output_write(output, "abc", 3), LOD_SUCCESS);
  ck_assert_int_eq(lod_output_write(output, "def", 3), LOD_SUCCESS);
  ck_assert_int_eq(lod_output_commit(output), LOD_SUCCESS);
  ck_assert_int_eq(lod_output_write(output, "ghi", 3), LOD_ERR_NETWORK);
  ck_assert_int_eq(lod_output_commit(output), LOD_ERR_NETWORK);
  ck_assert_uint_eq(lod_output_bytes(output), 6);
  lod_output_free(output);
  lod_output_free(NULL);
  lod_buffer_free(&buffer);
}
END_TEST

/* The log's own allocations are among those that fail. */
START_TEST(survives_failing_allocator)
{
  make_file("out", "old", 0644);
  ck_assert_int_eq(symlink("out", "link"), 0);
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t nth = 1; status; nth++) {
    LodOutput *output = NULL;
    lod_memory_fail_at(nth);
    status = lod_output_open_file("link", messages, &output);
    if (!status)
      status = lod_output_write(output, "new", 3);
    if (!status)
      status = lod_output_commit(output);
    lod_memory_fail_at(0);
    lod_output_free(output);
    ck_assert(!status || status == LOD_ERR_NO_MEMORY);
    ck_assert_uint_eq(lod_log_count(messages, LOD_ERROR), nth - !status);
    ck_assert_int_eq(count_entries(false), 2);
  }
  assert_content("out", "new");
}
END_TEST

static TCase *make_cases(void)
{
  TCase *tests = tcase_create("output");
  tcase_add_checked_fixture(tests, enter_folder, leave_folder);
  tcase_add_test(tests, makes_a_file_on_commit_only);
  tcase_add_test(tests, leaves_what_was_without_commit);
  tcase_add_loop_test(tests, keeps_the_mode, 0,
                      (int)(sizeof modes / sizeof *modes));
  tcase_add_test(tests, follows_links);
  tcase_add_test(tests, writes_in_place_what_is_no_file);
  tcase_add_test(tests, takes_the_longest_name);
  tcase_add_loop_test(tests, logs_why_it_cannot_open, 0,
                      (int)(sizeof unwritable / sizeof *unwritable));
  tcase_add_test(tests, does_not_replace_a_protected_file);
  tcase_add_test(tests, tells_a_full_disk);
  tcase_add_test(tests, tells_a_file_too_large);
  tcase_add_test(tests, says_nothing_of_a_closed_pipe);
  tcase_add_test(tests, writes_all_to_a_slow_pipe);
  tcase_add_test(tests, calls_a_function);
  tcase_add_test(tests, survives_failing_allocator);
  return tests;
}

int main(void)
{
  Suite *suite = suite_create("output");
  suite_add_tcase(suite, make_cases());
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
