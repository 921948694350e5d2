/* A folder of a test's own, conversions, and what they say. */
#ifndef PUBLISH_FIXTURE_H
#define PUBLISH_FIXTURE_H

#include "base/buffer.h"
#include <check.h>
#include <dirent.h>
#include <lodstone/convert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char fixture_folder[256];

static inline void fixture_enter(void)
{
  const char *parent = getenv("TMPDIR");
  snprintf(fixture_folder, sizeof fixture_folder, "%s/lodstone-test-XXXXXX",
           parent && *parent ? parent : "/tmp");
  ck_assert_ptr_nonnull(mkdtemp(fixture_folder));
  ck_assert_int_eq(chdir(fixture_folder), 0);
}

static inline void fixture_remove(const char *folder)
{
  DIR *open = opendir(folder);
  struct dirent *entry;
  while (open && (entry = readdir(open))) {
    char path[2048];
    struct stat info;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    int size = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    ck_assert_int_lt(size, (int)sizeof path);
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
      fixture_remove(path);
    else
      unlink(path);
  }
  if (open)
    closedir(open);
  rmdir(folder);
}

static inline void fixture_leave(void)
{
  ck_assert_int_eq(chdir("/"), 0);
  fixture_remove(fixture_folder);
}

static inline void fixture_put(const char *path, const char *text)
{
  FILE *file = fopen(path, "wb");
  ck_assert_msg(file != NULL, "%s", path);
  ck_assert_int_ge(fputs(text, file), 0);
  ck_assert_int_eq(fclose(file), 0);
}

/* ' stands for ". */
static inline void fixture_put_json(const char *path, const char *text)
{
  char *json = strdup(text);
  for (char *at = json; *at; at++)
    if (*at == '\'')
      *at = '"';
  fixture_put(path, json);
  free(json);
}

/* NULL: there is no such file.  Freed by the caller. */
static inline char *fixture_get(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  size_t size = 0, room = 1 << 16, got;
  char *text = malloc(room + 1);
  while ((got = fread(text + size, 1, room - size, file)) > 0)
    if ((size += got) == room)
      text = realloc(text, (room *= 2) + 1);
  text[size] = '\0';
  fclose(file);
  return text;
}

static inline void fixture_expect_file(const char *path, const char *expected)
{
  char *text = fixture_get(path);
  ck_assert_msg(text != NULL, "there is no %s", path);
  ck_assert_str_eq(text, expected);
  free(text);
}

static inline size_t fixture_count_files(const char *folder)
{
  size_t count = 0;
  DIR *open = opendir(folder);
  ck_assert_ptr_nonnull(open);
  struct dirent *entry;
  while ((entry = readdir(open)))
    count +=
        strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(open);
  return count;
}

/* One conversion to memory. */
typedef struct FixtureRun {
  LodConvertOptions options;
  LodBuffer output, messages; /* terminated */
  size_t calls;               /* of the write function so far */
  size_t fail_at;             /* the call that fails; 0: none */
  LodStatus failure;          /* what it then returns */
  LodRunReport report;
  LodStatus status;
} FixtureRun;

static inline LodStatus fixture_write(void *user, const char *data, size_t size)
{
  FixtureRun *run = user;
  if (++run->calls == run->fail_at)
    return run->failure;
  ck_assert_uint_gt(size, 0);
  return lod_buffer_append(&run->output, data, size);
}

/* "SEVERITY-LETTER CODE FILE:LINE:COLUMN", a line a message. */
static inline void fixture_message(void *user, const LodMessage *message)
{
  ck_assert_int_eq(
      lod_buffer_printf(user, "%c %s %s:%d:%d\n", "nwe"[message->severity],
                        message -> code,
                        message -> place.file ? message->place.file : "",
                        (int)message->place.line, (int)message->place.column),
      LOD_SUCCESS);
}

static inline void fixture_begin(FixtureRun *run)
{
  *run = (FixtureRun){.failure = LOD_ERR_IO};
  lod_convert_options_init(&run->options);
  run->options.vocab_path = "";
  run->options.jobs = 1;
}

/* To the options' file when they name one, else to memory. */
static inline LodStatus fixture_convert(FixtureRun *run, const char *input)
{
  LodLog *log = lod_log_new();
  lod_log_set_handler(log, fixture_message, &run->messages);
  lod_log_set_limit(log, 0);
  run->calls = 0;
  run->output.size = run->messages.size = 0;
  if (!run->options.output) {
    run->options.write = fixture_write;
    run->options.write_user = run;
  }
  run->status = lod_convert(input, &run->options, log, &run->report);
  lod_log_free(log);
  ck_assert_int_eq(lod_buffer_terminate(&run->output), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&run->messages), LOD_SUCCESS);
  return run->status;
}

static inline void fixture_end(FixtureRun *run)
{
  lod_buffer_free(&run->output);
  lod_buffer_free(&run->messages);
}

static inline int fixture_main(const char *name, void (*add)(TCase *))
{
  Suite *suite = suite_create(name);
  TCase *tcase = tcase_create(name);
  tcase_add_checked_fixture(tcase, fixture_enter, fixture_leave);
  add(tcase);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
