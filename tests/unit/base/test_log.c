#include "base/log_escape.h"
#include "base/log_internal.h"
#include "base/memory.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
  LodView text;
  const char *escaped;
} escapes[] = {
    {LOD_VIEW(""), ""},
    {LOD_VIEW("1,5o"), "1,5o"},
    {LOD_VIEW("\xC3\x85ngstr\xC3\xB6m"), "\xC3\x85ngstr\xC3\xB6m"},
    {LOD_VIEW("\x1B[31m"), "\\x1B[31m"},
    {LOD_VIEW("a\tb\r\nc"), "a\\x09b\\x0D\\x0Ac"},
    {LOD_VIEW("a\0b"), "a\\x00b"},
    {LOD_VIEW("\x7F"), "\\x7F"},
    {LOD_VIEW("\xC2\x9B"), "\\xC2\\x9B"}, /* the C1 form of ESC [ */
    {LOD_VIEW("\xC2\xA0"), "\xC2\xA0"},
    {LOD_VIEW("\xE5"), "\\xE5"}, /* Latin-1 */
    {LOD_VIEW("a\xC3(b\xFF"), "a\\xC3(b\\xFF"},
    {LOD_VIEW("\xED\xA0\x80"), "\\xED\\xA0\\x80"},
    {LOD_VIEW("\xE2\x80\xAE"), "\\xE2\\x80\\xAE"}, /* override */
    {LOD_VIEW("\xE2\x81\xA6"), "\\xE2\\x81\\xA6"}, /* isolate */
    {LOD_VIEW("\\x1B"), "\\x1B"},
};

START_TEST(escapes_what_harms)
{
  char out[64];
  const char *escaped = escapes[_i].escaped;
  size_t size = lod_log_escape(escapes[_i].text, out, sizeof out);
  ck_assert_str_eq(out, escaped);
  ck_assert_uint_eq(size, strlen(escaped));
  ck_assert_uint_eq(lod_log_escape(escapes[_i].text, NULL, 0), size);
}
END_TEST

START_TEST(cuts_at_a_character)
{
  char out[6];
  ck_assert_uint_eq(lod_log_escape(LOD_VIEW("ab\x1Bxy"), out, 6), 8);
  ck_assert_str_eq(out, "ab");
  ck_assert_uint_eq(lod_log_escape(LOD_VIEW("abcd\xC3\xA5"), out, 6), 6);
  ck_assert_str_eq(out, "abcd");
}
END_TEST

/* What a handler was given last, and how often. */
typedef struct Seen {
  size_t count;
  char text[3000];
  char file[64];
  char column[64];
  uint64_t line;
} Seen;

static void see(void *user, const LodMessage *message)
{
  Seen *seen = user;
  const LodPlace *place = &message->place;
  seen->count++;
  seen->line = place->line;
  snprintf(seen->text, sizeof seen->text, "%s", message->text);
  snprintf(seen->file, sizeof seen->file, "%s", place->file ? place->file : "");
  snprintf(seen->column, sizeof seen->column, "%s",
           place->column_name ? place->column_name : "");
}

START_TEST(keeps_and_hands_on)
{
  Seen seen = {0};
  LodLog *log = lod_log_new();
  lod_log_set_handler(log, see, &seen);
  char file[] = "ledger.csv", column[] = "belopp\n";
  LodPlace place = {file, 17, 8, 16, column};
  lod_log_add(log, LOD_ERROR, "bad-cell", &place, "\"%s\" is not a decimal",
              "1,5\x1B");
  memset(file, 'x', sizeof file - 1);
  memset(column, 'x', sizeof column - 1);
  ck_assert_uint_eq(lod_log_size(log), 1);
  const LodMessage *message = lod_log_at(log, 0);
  ck_assert_int_eq(message->severity, LOD_ERROR);
  ck_assert_str_eq(message->code, "bad-cell");
  ck_assert_str_eq(message->text, "\"1,5\\x1B\" is not a decimal");
  ck_assert_str_eq(message->place.file, "ledger.csv");
  ck_assert_str_eq(message->place.column_name, "belopp\\x0A");
  ck_assert_uint_eq(message->place.line, 17);
  ck_assert_uint_eq(message->place.column, 8);
  ck_assert_uint_eq(message->place.row, 16);
  ck_assert_uint_eq(seen.count, 1);
  ck_assert_str_eq(seen.text, message->text);
  ck_assert_str_eq(seen.file, "ledger.csv");
  lod_log_free(log);
}
END_TEST

START_TEST(takes_no_place_and_no_log)
{
  LodLog *log = lod_log_new();
  lod_log_add(log, LOD_NOTE, "note", NULL, "%s", "");
  ck_assert_str_eq(lod_log_at(log, 0)->text, "");
  ck_assert_ptr_null(lod_log_at(log, 0)->place.file);
  lod_log_add(NULL, LOD_NOTE, "note", NULL, "%s", "nobody listens");
  lod_log_free(log);
  lod_log_free(NULL);
}
END_TEST

START_TEST(keeps_long_text)
{
  static const size_t sizes[] = {510, 511, 512, 513, 2047, 2048, 100000};
  LodLog *log = lod_log_new();
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    lod_log_add(log, LOD_NOTE, "note", NULL, "%*s", (int)sizes[i], "\x01");
    const char *text = lod_log_at(log, i)->text;
    ck_assert_uint_eq(strlen(text), sizes[i] + 3);
    ck_assert_str_eq(text + sizes[i] - 1, "\\x01");
  }
  lod_log_free(log);
}
END_TEST

START_TEST(caps_a_code)
{
  Seen seen = {0};
  LodLog *log = lod_log_new();
  lod_log_set_handler(log, see, &seen);
  for (int i = 0; i < 1000; i++) {
    lod_log_add(log, LOD_ERROR, "bad-cell", NULL, "%d", i);
    if (i % 500 == 0)
      lod_log_add(log, LOD_WARNING, "rare", NULL, "%d", i);
  }
  uint64_t count = 0;
  ck_assert_uint_eq(lod_log_size(log), 102);
  ck_assert_uint_eq(seen.count, 102);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1000);
  ck_assert_uint_eq(lod_log_count(log, LOD_WARNING), 2);
  ck_assert_uint_eq(lod_log_count(log, LOD_NOTE), 0);
  ck_assert_uint_eq(lod_log_code_count(log), 2);
  ck_assert_str_eq(lod_log_code_at(log, 0, &count), "bad-cell");
  ck_assert_uint_eq(count, 1000);
  ck_assert_str_eq(lod_log_code_at(log, 1, &count), "rare");
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(lod_log_at(log, 101)->text, "500");
  lod_log_free(log);
}
END_TEST

START_TEST(keeps_all_without_limit)
{
  LodLog *log = lod_log_new();
  LodPlace place = {.file = "a.csv", .column_name = "b"};
  lod_log_set_limit(log, 0);
  for (int i = 0; i < 5000; i++)
    lod_log_add(log, LOD_NOTE, "note", &place, "%d", i);
  ck_assert_uint_eq(lod_log_size(log), 5000);
  ck_assert_str_eq(lod_log_at(log, 4999)->text, "4999");
  ck_assert_ptr_eq(lod_log_at(log, 0)->place.file,
                   lod_log_at(log, 4999)->place.file);
  lod_log_free(log);
}
END_TEST

START_TEST(tells_many_codes_apart)
{
  static char codes[500][16];
  LodLog *log = lod_log_new();
  for (int round = 0; round < 3; round++)
    for (int i = 0; i < 500; i++) {
      snprintf(codes[i], sizeof codes[i], "c%d", i);
      lod_log_add(log, LOD_NOTE, codes[i], NULL, "text");
    }
  lod_log_add(log, LOD_NOTE, "c7", NULL, "the same text elsewhere");
  ck_assert_uint_eq(lod_log_code_count(log), 500);
  uint64_t count = 0;
  ck_assert_str_eq(lod_log_code_at(log, 7, &count), "c7");
  ck_assert_uint_eq(count, 4);
  lod_log_free(log);
}
END_TEST

START_TEST(drops_a_code)
{
  LodLog *log = lod_log_new();
  uint64_t count = 0;
  lod_log_set_limit(log, 2);
  for (int i = 0; i < 5; i++) {
    lod_log_add(log, LOD_WARNING, "first", NULL, "%d", i);
    lod_log_add(log, LOD_WARNING, "second", NULL, "%d", i);
    lod_log_add(log, LOD_NOTE, "third", NULL, "%d", i);
  }
  ck_assert_uint_eq(lod_log_code_total(log, "first"), 5);
  ck_assert_uint_eq(lod_log_code_total(log, "none"), 0);
  lod_log_drop(log, LOD_WARNING, "none");
  lod_log_drop(log, LOD_WARNING, "first");
  ck_assert_uint_eq(lod_log_code_total(log, "first"), 0);
  ck_assert_uint_eq(lod_log_count(log, LOD_WARNING), 5);
  ck_assert_uint_eq(lod_log_count(log, LOD_NOTE), 5);
  ck_assert_uint_eq(lod_log_size(log), 4);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "second");
  ck_assert_str_eq(lod_log_at(log, 1)->code, "third");
  ck_assert_uint_eq(lod_log_code_count(log), 2);
  ck_assert_str_eq(lod_log_code_at(log, 0, &count), "second");
  ck_assert_uint_eq(count, 5);
  lod_log_free(log);
}
END_TEST

/* Errors are heard all the same, one by one and from another log. */
START_TEST(leaves_out_what_others_say)
{
  LodLog *log = lod_log_new(), *other = lod_log_new();
  ck_assert(!lod_log_hush(log, true));
  lod_log_add(log, LOD_NOTE, "note", NULL, "1");
  lod_log_add(log, LOD_WARNING, "warning", NULL, "2");
  lod_log_add(log, LOD_ERROR, "error", NULL, "3");
  lod_log_add(other, LOD_WARNING, "warning", NULL, "4");
  lod_log_add(other, LOD_ERROR, "error", NULL, "5");
  ck_assert_int_eq(lod_log_append(log, other), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 2);
  ck_assert_str_eq(lod_log_at(log, 0)->text, "3");
  ck_assert_str_eq(lod_log_at(log, 1)->text, "5");
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 2);
  ck_assert_uint_eq(lod_log_count(log, LOD_WARNING), 0);
  ck_assert_uint_eq(lod_log_code_total(log, "error"), 2);
  ck_assert_uint_eq(lod_log_code_count(log), 1);
  ck_assert(lod_log_hush(log, false));
  ck_assert_int_eq(lod_log_append(log, other), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 4);
  lod_log_free(log);
  lod_log_free(other);
}
END_TEST

/* Add the messages FROM to TO of one run; every third is a warning. */
static void add_run(LodLog *log, int from, int to)
{
  for (int i = from; i < to; i++) {
    LodPlace place = {.file = "a.csv", .line = (uint64_t)i};
    lod_log_add(log, i % 3 ? LOD_ERROR : LOD_WARNING, i % 3 ? "bad" : "odd",
                &place, "message %d", i);
  }
}

static void assert_same(const LodLog *a, const LodLog *b)
{
  uint64_t count_a = 0, count_b = 0;
  ck_assert_uint_eq(lod_log_size(a), lod_log_size(b));
  for (size_t i = 0; i < lod_log_size(a); i++) {
    ck_assert_str_eq(lod_log_at(a, i)->text, lod_log_at(b, i)->text);
    ck_assert_uint_eq(lod_log_at(a, i)->place.line,
                      lod_log_at(b, i)->place.line);
  }
  for (int i = LOD_NOTE; i <= LOD_ERROR; i++)
    ck_assert_uint_eq(lod_log_count(a, (LodSeverity)i),
                      lod_log_count(b, (LodSeverity)i));
  ck_assert_uint_eq(lod_log_code_count(a), lod_log_code_count(b));
  for (size_t i = 0; i < lod_log_code_count(a); i++) {
    ck_assert_str_eq(lod_log_code_at(a, i, &count_a),
                     lod_log_code_at(b, i, &count_b));
    ck_assert_uint_eq(count_a, count_b);
  }
}

/* However a run is cut, the joined log is that of the whole run. */
START_TEST(joins_as_if_added)
{
  static const int chunks[] = {1, 7, 50, 400};
  LodLog *whole = lod_log_new();
  add_run(whole, 1, 400);
  LodLog *joined = lod_log_new();
  LodLog *child = lod_log_new();
  Seen seen = {0};
  lod_log_set_handler(joined, see, &seen);
  lod_log_set_limit(child, lod_log_limit(joined));
  for (int from = 1; from < 400; from += chunks[_i]) {
    int to = from + chunks[_i] < 400 ? from + chunks[_i] : 400;
    add_run(child, from, to);
    ck_assert_int_eq(lod_log_append(joined, child), LOD_SUCCESS);
    lod_log_clear(child);
    ck_assert_uint_eq(lod_log_size(child) + lod_log_code_count(child), 0);
    ck_assert_uint_eq(lod_log_count(child, LOD_ERROR), 0);
  }
  assert_same(whole, joined);
  ck_assert_uint_eq(seen.count, lod_log_size(joined));
  lod_log_free(child);
  lod_log_free(joined);
  lod_log_free(whole);
}
END_TEST

/* Whatever allocation fails, nothing is lost of the counts, and the handler
   gets each message. */
START_TEST(sorts_by_line)
{
  static const struct {
    unsigned line;
    const char *text;
  } added[] = {{0, "a"}, {5, "c"}, {5, "d"}, {0, "e"}, {7, "g"},
               {9, "h"}, {6, "f"}, {9, "i"}, {2, "b"}};
  /* the line of "b" is before those behind "e", which has none */
  static const char expected[] = "acdebfghi";
  LodLog *log = lod_log_new();
  for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
    LodPlace place = {.file = "t.csv", .line = added[i].line};
    lod_log_add(log, LOD_NOTE, "code", &place, "%s", added[i].text);
  }
  lod_log_sort(log);
  ck_assert_uint_eq(lod_log_size(log), strlen(expected));
  for (size_t i = 0; i < lod_log_size(log); i++)
    ck_assert_int_eq(*lod_log_at(log, i)->text, expected[i]);
  lod_log_sort(log);
  ck_assert_int_eq(*lod_log_at(log, 4)->text, 'b');
  lod_log_free(log);
}
END_TEST

START_TEST(survives_failing_allocator)
{
  static char codes[70][24];
  char longer[2000];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  for (size_t nth = 1; nth < 60; nth++) {
    Seen seen = {0};
    lod_memory_fail_at(nth);
    LodLog *log = lod_log_new();
    if (!log)
      continue;
    lod_log_set_handler(log, see, &seen);
    for (size_t i = 0; i < 70; i++) {
      LodPlace place = {.file = "a.csv", .column_name = "b", .line = i + 1};
      snprintf(codes[i], sizeof codes[i], "c%zu", i);
      lod_log_add(log, LOD_ERROR, codes[i], &place, "%s", longer);
      ck_assert_uint_eq(seen.count, i + 1);
      ck_assert_uint_eq(seen.line, i + 1);
      ck_assert_int_eq(strncmp(seen.text, longer, 511), 0);
    }
    lod_memory_fail_at(0);
    uint64_t sum = 0, count = 0;
    for (size_t i = 0; i < lod_log_code_count(log); i++) {
      lod_log_code_at(log, i, &count);
      sum += count;
    }
    ck_assert_uint_eq(sum, 70);
    ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 70);
    ck_assert_uint_ge(lod_log_size(log), 69);
    lod_log_free(log);
  }
}
END_TEST

START_TEST(joins_under_failing_allocator)
{
  LodLog *child = lod_log_new();
  add_run(child, 1, 100);
  for (size_t nth = 1;; nth++) {
    Seen seen = {0};
    LodLog *log = lod_log_new();
    lod_log_set_handler(log, see, &seen);
    lod_memory_fail_at(nth);
    LodStatus status = lod_log_append(log, child);
    lod_memory_fail_at(0);
    ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 66);
    ck_assert_uint_eq(seen.count, 99);
    ck_assert_str_eq(seen.text, "message 99");
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY);
    lod_log_free(log);
    if (!status)
      break;
  }
  lod_log_free(child);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("log");
  TCase *tests = tcase_create("log");
  tcase_add_loop_test(tests, escapes_what_harms, 0, COUNT(escapes));
  tcase_add_test(tests, cuts_at_a_character);
  tcase_add_test(tests, keeps_and_hands_on);
  tcase_add_test(tests, takes_no_place_and_no_log);
  tcase_add_test(tests, keeps_long_text);
  tcase_add_test(tests, caps_a_code);
  tcase_add_test(tests, keeps_all_without_limit);
  tcase_add_test(tests, tells_many_codes_apart);
  tcase_add_test(tests, drops_a_code);
  tcase_add_test(tests, leaves_out_what_others_say);
  tcase_add_loop_test(tests, joins_as_if_added, 0, 4);
  tcase_add_test(tests, sorts_by_line);
  tcase_add_test(tests, survives_failing_allocator);
  tcase_add_test(tests, joins_under_failing_allocator);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
