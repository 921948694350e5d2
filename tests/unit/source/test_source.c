/* Sources: encodings, byte order marks, files, peeking. */
#include "../torture.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "source/source.h"
#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Case {
  const char *name;
  LodView bytes;
  const char *encoding;
  LodView text; /* what comes before a fault */
  const char *found;
  const char *message; /* CODE LINE:COLUMN, NULL: none */
  LodStatus status;
} Case;

#define V(literal)                                                             \
  {                                                                            \
    literal, sizeof(literal) - 1                                               \
  }

static const Case cases[] = {
    {"empty", V(""), NULL, V(""), "utf-8", NULL, LOD_SUCCESS},
    {"plain", V("a\n\xC3\xA5"), NULL, V("a\n\xC3\xA5"), "utf-8", NULL, 0},
    {"UTF-8 is passed on unchecked", V("a\xFF\n"), "UTF-8", V("a\xFF\n"),
     "utf-8", NULL, 0},
    {"mark of UTF-8", V("\xEF\xBB\xBFx"), NULL, V("x"), "utf-8", NULL, 0},
    {"nothing but a mark", V("\xEF\xBB\xBF"), NULL, V(""), "utf-8", NULL, 0},
    {"a mark is a mark only once", V("\xEF\xBB\xBF\xEF\xBB\xBFx"), NULL,
     V("\xEF\xBB\xBFx"), "utf-8", NULL, 0},
    {"half a mark", V("\xEF\xBB"), NULL, V("\xEF\xBB"), "utf-8", NULL, 0},
    {"mark of UTF-16LE",
     V("\xFF\xFE"
       "a\0\xE5\0"),
     NULL, V("a\xC3\xA5"), "utf-16le", NULL, 0},
    {"mark of UTF-16BE",
     V("\xFE\xFF"
       "\0a\0\xE5"),
     NULL, V("a\xC3\xA5"), "utf-16be", NULL, 0},
    {"UTF-16LE without mark", V("a\0\n\0"), "UTF-16LE", V("a\n"), "utf-16le",
     NULL, 0},
    {"utf-16 is little-endian", V("a\0"), "utf-16", V("a"), "utf-16le", NULL,
     0},
    {"utf-16 leaves the order to the mark", V("\xFE\xFF\0a"), "utf-16", V("a"),
     "utf-16be", NULL, 0},
    {"surrogate pairs", V("\x3D\xD8\x00\xDE"), "utf-16le",
     V("\xF0\x9F\x98\x80"), "utf-16le", NULL, 0},
    {"a mark that contradicts wins",
     V("\xFF\xFE"
       "a\0"),
     "utf-8", V("a"), "utf-16le", "encoding-by-mark 0:0", 0},
    {"a mark of UTF-8 wins over windows-1252", V("\xEF\xBB\xBF\xC3\xA5"),
     "windows-1252", V("\xC3\xA5"), "utf-8", "encoding-by-mark 0:0", 0},
    {"windows-1252", V("\xE5\xE4\xF6\x80"), "windows-1252",
     V("\xC3\xA5\xC3\xA4\xC3\xB6\xE2\x82\xAC"), "windows-1252", NULL, 0},
    {"latin1 is windows-1252 to WHATWG", V("\x80"), " ISO-8859-1 ",
     V("\xE2\x82\xAC"), "windows-1252", NULL, 0},
    {"iso-8859-15", V("\xA4"), "ISO-8859-15", V("\xE2\x82\xAC"), "iso-8859-15",
     NULL, 0},
    {"macintosh", V("\x8C"), "macintosh", V("\xC3\xA5"), "macintosh", NULL, 0},
    {"a byte that windows-1252 has not", V("ab\ncd\x81x"), "windows-1252",
     V("ab\ncd"), "windows-1252", "bad-encoding 2:3", LOD_ERR_INPUT},
    {"the same behind CR", V("ab\rcd\rx\x81"), "windows-1252", V("ab\rcd\rx"),
     "windows-1252", "bad-encoding 3:2", LOD_ERR_INPUT},
    {"half a surrogate pair",
     V("a\0\n\0b\0\x3D\xD8"
       "c\0"),
     "utf-16le", V("a\nb"), "utf-16le", "bad-encoding 2:3", LOD_ERR_INPUT},
    {"U+0A0D is no end of line", V("\x0D\x0A\x0A\x0D\0\xD8\0\0"), "utf-16le",
     V("\xE0\xA8\x8D\xE0\xB4\x8A"), "utf-16le", "bad-encoding 1:5",
     LOD_ERR_INPUT},
    {"an odd number of bytes", V("\0a\0\n\0"), "utf-16be", V("a\n"), "utf-16be",
     "bad-encoding 2:1", LOD_ERR_INPUT},
    {"UTF-32", V("a\0\0\0\n\0\0\0\0\0\x11\0"), "utf-32", V("a\n"), "utf-32le",
     "bad-encoding 2:1", LOD_ERR_INPUT},
    {"shift_jis cut off", V("a\n\x83\x65\x83"), "shift_jis",
     V("a\n\xE3\x83\x86"), "shift_jis", "bad-encoding 2:3", LOD_ERR_INPUT},
};

/* The byte of the line that a message names; 0: none. */
static int byte_of(const LodMessage *message)
{
  const char *const word = strstr(message->text, "byte ");
  ck_assert_uint_eq(message->place.column, 0);
  return word ? atoi(word + 5) : 0;
}

static void put_message(void *user, const LodMessage *message)
{
  LodBuffer *const out = user;
  ck_assert_uint_eq(out->size, 0);
  ck_assert_int_eq(lod_buffer_printf(out, "%s %d:%d", message->code,
                                     (int)message->place.line,
                                     byte_of(message)),
                   LOD_SUCCESS);
}

static LodStatus read_all(LodSource *source, size_t capacity, LodBuffer *text)
{
  for (;;) {
    char data[64];
    size_t size;
    const LodStatus status = lod_source_read(source, data, capacity, &size);
    if (status || !size)
      return status;
    ck_assert_uint_le(size, capacity);
    ck_assert_int_eq(lod_buffer_append(text, data, size), LOD_SUCCESS);
  }
}

static void check_view(const char *name, LodView found, LodView expected)
{
  ck_assert_msg(lod_view_equal(found, expected), "%s: %.*s", name,
                (int)found.size, found.data ? found.data : "");
}

static void check_case(const Case *test, size_t capacity, size_t peek)
{
  LodBuffer message = {0};
  LodBuffer text = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_message, &message);
  LodSource *source;
  ck_assert_int_eq(lod_source_open_memory(test->bytes, "x.csv", test->encoding,
                                          log, &source),
                   LOD_SUCCESS);
  for (size_t wanted = 0; wanted <= peek; ++wanted) {
    LodView shown;
    const LodStatus status = lod_source_peek(source, wanted, &shown);
    const size_t ready = test->text.size < wanted ? test->text.size : wanted;
    check_view(test->name, shown, (LodView){test->text.data, ready});
    ck_assert(!status || !test->text.size);
  }
  const LodStatus status = read_all(source, capacity, &text);
  ck_assert_msg(status == test->status, "%s: %d", test->name, (int)status);
  check_view(test->name, lod_buffer_view(&text), test->text);
  check_view(test->name, lod_buffer_view(&message), lod_view(test->message));
  ck_assert_str_eq(lod_source_encoding(source), test->found);
  ck_assert_str_eq(lod_source_name(source), "x.csv");
  ck_assert_uint_eq(lod_source_bytes(source), test->bytes.size);
  ck_assert_uint_eq(lod_source_size(source), test->bytes.size);
  lod_source_free(source);
  lod_log_free(log);
  lod_buffer_free(&text);
  lod_buffer_free(&message);
}

START_TEST(test_cases)
{
  for (size_t capacity = 1; capacity <= 16; ++capacity)
    for (size_t peek = 0; peek <= 16; peek += 4)
      check_case(&cases[_i], capacity, peek);
}
END_TEST

START_TEST(test_unknown_encodings)
{
  static const char *const names[] = {"klingon", "", "utf-8//IGNORE",
                                      "cp1252//TRANSLIT", "lat in"};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    LodLog *const log = lod_log_new();
    LodSource *source;
    ck_assert_int_eq(
        lod_source_open_memory(lod_view("a"), "x.csv", names[i], log, &source),
        LOD_ERR_INPUT);
    ck_assert_ptr_null(source);
    ck_assert_uint_eq(lod_log_size(log), 1);
    ck_assert_str_eq(lod_log_at(log, 0)->code, "unknown-encoding");
    lod_log_free(log);
  }
}
END_TEST

/* -- Files ---------------------------------------------------------------- */

static char *make_file(const char *bytes, size_t size)
{
  static char path[64];
  strcpy(path, "test_source.XXXXXX");
  const int descriptor = mkstemp(path);
  ck_assert_int_ge(descriptor, 0);
  ck_assert_int_eq(write(descriptor, bytes, size), (ssize_t)size);
  close(descriptor);
  return path;
}

/* Larger than a block, in an encoding whose characters blocks may cut. */
START_TEST(test_large_file)
{
  LodBuffer bytes = {0};
  LodBuffer expected = {0};
  ck_assert_int_eq(lod_buffer_append(&bytes, "\xFF\xFE\n\0", 4), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_char(&expected, '\n'), LOD_SUCCESS);
  for (int i = 0; i < 200000; ++i) {
    ck_assert_int_eq(lod_buffer_append(&bytes, "\x3D\xD8\x00\xDE\xE5\0", 6),
                     LOD_SUCCESS);
    ck_assert_int_eq(lod_buffer_append_text(&expected, "😀å"), LOD_SUCCESS);
  }
  ck_assert_int_eq(lod_buffer_append(&bytes, "\x00\xDE", 2), LOD_SUCCESS);
  const char *const path = make_file(bytes.data, bytes.size);
  LodLog *const log = lod_log_new();
  LodSource *source;
  ck_assert_int_eq(lod_source_open(path, NULL, log, &source), LOD_SUCCESS);
  ck_assert_uint_eq(lod_source_size(source), bytes.size);
  LodView shown;
  ck_assert_int_eq(lod_source_peek(source, SIZE_MAX, &shown), LOD_SUCCESS);
  ck_assert_uint_eq(shown.size, 1 << 20);
  LodBuffer text = {0};
  ck_assert_int_eq(read_all(source, 64, &text), LOD_ERR_INPUT);
  check_view("large", lod_buffer_view(&text), lod_buffer_view(&expected));
  ck_assert_uint_eq(lod_log_at(log, 0)->place.line, 2);
  ck_assert_int_eq(byte_of(lod_log_at(log, 0)), 1200001);
  ck_assert_uint_eq(lod_source_bytes(source), bytes.size);
  lod_source_free(source);
  lod_log_free(log);
  unlink(path);
  lod_buffer_free(&text);
  lod_buffer_free(&bytes);
  lod_buffer_free(&expected);
}
END_TEST

static void check_refused(const char *path, LodStatus status, const char *code)
{
  LodLog *const log = lod_log_new();
  LodSource *source;
  ck_assert_int_eq(lod_source_open(path, NULL, log, &source), status);
  ck_assert_ptr_null(source);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, code);
  ck_assert_str_eq(lod_log_at(log, 0)->place.file, path);
  lod_log_free(log);
}

START_TEST(test_no_file)
{
  check_refused("no/such/file.csv", LOD_ERR_INPUT, "no-such-file");
  check_refused(".", LOD_ERR_INPUT, "is-a-folder");
  const char *const path = make_file("a", 1);
  ck_assert_int_eq(chmod(path, 0), 0);
  if (access(path, R_OK)) /* root reads it all the same */
    check_refused(path, LOD_ERR_IO, "read-failed");
  unlink(path);
}
END_TEST

/* Standard input is a pipe that gives a byte at a time. */
START_TEST(test_standard_input)
{
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  const pid_t child = fork();
  if (!child) {
    static const char bytes[] = "\xEF\xBB\xBF"
                                "a,b\n1,2\n";
    for (size_t i = 0; i + 1 < sizeof bytes; ++i)
      if (write(ends[1], bytes + i, 1) != 1)
        _exit(1);
    _exit(0);
  }
  ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  close(ends[0]);
  close(ends[1]);
  LodSource *source;
  ck_assert_int_eq(lod_source_open("-", NULL, NULL, &source), LOD_SUCCESS);
  LodView shown;
  ck_assert_int_eq(lod_source_peek(source, 5, &shown), LOD_SUCCESS);
  check_view("shown", shown, lod_view("a,b\n1"));
  LodBuffer text = {0};
  ck_assert_int_eq(read_all(source, 3, &text), LOD_SUCCESS);
  check_view("read", lod_buffer_view(&text), lod_view("a,b\n1,2\n"));
  ck_assert_str_eq(lod_source_name(source), "-");
  ck_assert_uint_eq(lod_source_size(source), 0);
  ck_assert_uint_eq(lod_source_bytes(source), 11);
  lod_source_free(source);
  lod_buffer_free(&text);
}
END_TEST

/* From a pipe, in another encoding, with some of it shown first. */
START_TEST(test_again)
{
  static const char bytes[] = "\xEF\xBB\xBF"
                              "a,\xC3\xA5\n1,2\n";
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(write(ends[1], bytes, sizeof bytes - 1), sizeof bytes - 1);
  close(ends[1]);
  ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  close(ends[0]);
  LodSource *source, *again;
  LodView shown;
  LodBuffer text = {0};
  ck_assert_int_eq(lod_source_open("-", NULL, NULL, &source), LOD_SUCCESS);
  ck_assert_int_eq(lod_source_keep(source), LOD_SUCCESS);
  ck_assert_int_eq(lod_source_peek(source, 3, &shown), LOD_SUCCESS);
  ck_assert_int_eq(read_all(source, 3, &text), LOD_SUCCESS);
  for (int i = 0; i < 2; ++i) {
    text.size = 0;
    ck_assert_int_eq(lod_source_open_again(source, NULL, &again), LOD_SUCCESS);
    ck_assert_int_eq(read_all(again, 2, &text), LOD_SUCCESS);
    check_view("again", lod_buffer_view(&text), lod_view("a,\xC3\xA5\n1,2\n"));
    ck_assert_str_eq(lod_source_name(again), "-");
    text.size = 0;
    lod_source_seek(again, 5);
    ck_assert_int_eq(read_all(again, 2, &text), LOD_SUCCESS);
    check_view("sought", lod_buffer_view(&text), lod_view("1,2\n"));
    lod_source_free(again);
  }
  lod_source_free(source);
  lod_buffer_free(&text);
}
END_TEST

/* What is where in the text, whatever the file: with a mark, in an encoding
   of its own; while the rest is still to be read, too. */
START_TEST(test_seek)
{
  static const struct {
    LodView bytes;
    const char *encoding;
  } files[] = {
      {V("\xEF\xBB\xBF"
         "a,\xC3\xA5\n1,2\n"),
       NULL},
      {V("a,\xC3\xA5\n1,2\n"), "utf-8"},
      {V("a,\xE5\n1,2\n"), "iso-8859-1"},
      {V("\xFF\xFE"
         "a\0,\0\xE5\0\n\0"
         "1\0,\0"
         "2\0\n\0"),
       NULL},
  };
  char name[] = "/tmp/lodstone-test-XXXXXX";
  const int file = mkstemp(name);
  const LodView bytes = files[_i].bytes;
  LodSource *source, *again;
  LodBuffer text = {0};
  char first[7];
  size_t size = 0;
  ck_assert_int_eq(write(file, bytes.data, bytes.size), (ssize_t)bytes.size);
  close(file);
  ck_assert_int_eq(lod_source_open(name, files[_i].encoding, NULL, &source), 0);
  ck_assert_int_eq(lod_source_keep(source), LOD_SUCCESS);
  ck_assert_int_eq(lod_source_read(source, first, sizeof first, &size), 0);
  ck_assert_uint_eq(size, sizeof first);
  ck_assert_int_eq(unlink(name), 0);
  ck_assert_int_eq(lod_source_open_again(source, NULL, &again), LOD_SUCCESS);
  for (uint64_t at = 0; at < 7; ++at) {
    lod_source_seek(again, at);
    ck_assert_int_eq(lod_source_read(again, first, 1, &size), LOD_SUCCESS);
    ck_assert_uint_eq(size, 1);
    ck_assert_int_eq(*first, "a,\xC3\xA5\n1,2\n"[at]);
  }
  ck_assert_int_eq(read_all(source, 2, &text), LOD_SUCCESS);
  check_view("rest", lod_buffer_view(&text), lod_view("2\n"));
  lod_source_free(again);
  lod_source_free(source);
  lod_buffer_free(&text);
}
END_TEST

static LodStatus read_some(size_t nth)
{
  char data[8];
  size_t size;
  LodSource *source;
  lod_memory_fail_at(nth);
  LodStatus status = lod_source_open_memory((LodView)V("\xFF\xFE"
                                                       "a\0\n\0"),
                                            "x.csv", NULL, NULL, &source);
  if (!status)
    status = lod_source_read(source, data, sizeof data, &size);
  lod_memory_fail_at(0);
  lod_source_free(source);
  return status;
}

START_TEST(test_no_memory)
{
  torture(read_some, 4);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("source");
  TCase *const tcase = tcase_create("source");
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_unknown_encodings);
  tcase_add_test(tcase, test_large_file);
  tcase_add_test(tcase, test_no_file);
  tcase_add_test(tcase, test_standard_input);
  tcase_add_test(tcase, test_again);
  tcase_add_loop_test(tcase, test_seek, 0, 4);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
