/* The scanner: what it takes, where it stops, and that every kind of machine
   sees the same. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "table/scan.h"
#include <check.h>
#include <stdlib.h>

static const LodScanRules plain_rules = {.delimiter = ',', .quote = '"'};
static const char *const names[] = {"portable", "sse2", "avx2"};

#define ROOM ((size_t)4096)

/* Behind the input stands what must not be looked at. */
typedef struct Input {
  char data[ROOM + LOD_SLACK];
  size_t size;
} Input;

/* Where scanners copy to. */
static char copy[ROOM + LOD_SLACK];

static Input make(const char *text, char behind)
{
  Input input = {.size = strlen(text)};
  memset(input.data, behind, sizeof input.data);
  memcpy(input.data, text, input.size);
  return input;
}

typedef struct Case {
  const char *text;
  size_t size; /* taken */
  uint64_t records, lines;
  bool regular;
  LodScanRules rules; /* delimiter 0: plain_rules */
} Case;

#define X64 "0123456789012345678901234567890123456789012345678901234567890123"
#define BLANKS                                                                 \
  {                                                                            \
    .delimiter = ',', .quote = '"', .skip_blank = true                         \
  }
#define RETURNS                                                                \
  {                                                                            \
    .delimiter = ',', .quote = '"', .bare_returns = true                       \
  }

static const Case cases[] = {
    {"", 0, 0, 0, true, {0}},
    {"a,b", 0, 0, 0, true, {0}},
    {"a,b\n", 4, 1, 1, true, {0}},
    {"a,b\nc", 4, 1, 1, true, {0}},
    {"\n\n", 2, 2, 2, true, {0}},
    {"\"a\nb\",c\r\nd\n", 11, 2, 3, true, {0}},
    {"\"a\"\"b\"\n", 7, 1, 1, true, {0}},
    {"\"\"\"\"\n", 5, 1, 1, true, {0}},
    {"\"\"\n", 3, 1, 1, true, {0}},
    {"a\nb\"c\nd\n", 2, 1, 1, false, {0}},
    {"a\n\"b\"c\nd\n", 2, 1, 1, false, {0}},
    {"a\n \"b\"\n", 2, 1, 1, false, {0}},
    {"a\n\"b\" \n", 2, 1, 1, false, {0}},
    {"a\n\"b\nc\nd", 2, 1, 1, true, {0}},
    {"a\n\"b\"\rc\n", 2, 1, 1, false, {0}},
    /* marks on both sides of a block's end */
    {X64 "\n", 65, 1, 1, true, {0}},
    {"\"" X64 "\"\n", 67, 1, 1, true, {0}},
    {"x\n\"" X64 "\"y\n", 2, 1, 1, false, {0}},
    {"012345678901234567890123456789012345678901234567890123456789,\"a\"\n",
     65,
     1,
     1,
     true,
     {0}},
    {"0123456789012345678901234567890123456789012345678901234567890,\"\"\n",
     65,
     1,
     1,
     true,
     {0}},
    {"012345678901234567890123456789012345678901234567890123456789,\"a\"b\n",
     0,
     0,
     0,
     false,
     {0}},
    {"012345678901234567890123456789012345678901234567890123456789,\"a\"\r\n",
     66,
     1,
     1,
     true,
     {0}},
    /* CR */
    {"a\rb\n", 4, 1, 1, true, {0}},
    {"a\nb\rc\n", 2, 1, 1, false, RETURNS},
    {"a\r\nb\r", 3, 1, 1, true, RETURNS},
    /* rows that may be blank */
    {"a\n\nb\n", 2, 1, 1, false, BLANKS},
    {"a\r\n\r\nb\n", 3, 1, 1, false, BLANKS},
    {"a\n,,\nb\n", 2, 1, 1, false, BLANKS},
    {"a\n\"\", \"\t\"\nb\n", 2, 1, 1, false, BLANKS},
    {"\na\n", 0, 0, 0, false, BLANKS},
    {",\n,a\n", 0, 0, 0, false, BLANKS},
    {",a\n,,,b\n", 8, 2, 2, true, BLANKS},
    {"a" X64 "\n,\n", 66, 1, 1, false, BLANKS},
    /* no quotes at all */
    {"a\"b\n\"c\n", 7, 2, 2, true, {.delimiter = ','}},
};

START_TEST(test_takes)
{
  const Case *const test = &cases[_i];
  const LodScanRules *const rules =
      test->rules.delimiter ? &test->rules : &plain_rules;
  for (size_t n = 0; n < sizeof names / sizeof *names; ++n) {
    LodScanner *const scan = lod_scanner_named(names[n]);
    if (!scan)
      continue;
    for (int behind = 0; behind < 3; ++behind) {
      const Input input = make(test->text, "\n\"x"[behind]);
      LodMarks marks[ROOM / 64 + 1];
      LodScanned scanned;
      scan(rules, input.data, input.size, copy, marks, &scanned);
      ck_assert_msg(scanned.size == test->size, "%s: %zu of %s", names[n],
                    scanned.size, test->text);
      ck_assert_uint_eq(scanned.records, test->records);
      ck_assert_uint_eq(scanned.lines, test->lines);
      ck_assert_mem_eq(copy, input.data, scanned.size);
      ck_assert(scanned.is_text);
      ck_assert_msg(scanned.regular == test->regular, "%s: %s", names[n],
                    test->text);
    }
  }
}
END_TEST

START_TEST(test_ends)
{
  const Input input = make("a,\"b,\n\",c\r\nd,\n", 'x');
  for (size_t n = 0; n < sizeof names / sizeof *names; ++n) {
    LodScanner *const scan = lod_scanner_named(names[n]);
    LodMarks marks[2];
    LodScanned scanned;
    if (!scan)
      continue;
    scan(&plain_rules, input.data, input.size, copy, marks, &scanned);
    ck_assert_uint_eq(marks[0].ends,
                      1u << 1 | 1u << 7 | 1u << 10 | 1u << 12 | 1u << 13);
    ck_assert_uint_eq(marks[0].records, 1u << 10 | 1u << 13);
    ck_assert_uint_ge(scanned.ends, 5);
  }
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* Few kinds of bytes, so that marks stand close. */
static void fill_random(Input *input, uint32_t *state)
{
  static const char bytes[] = ",,\"\n\r \taaaaaaaaaaaabcdefg\xc3";
  const uint32_t kinds = 4 + next_random(state) % (sizeof bytes - 5);
  input->size = next_random(state) % 300;
  for (size_t i = 0; i < sizeof input->data; ++i)
    input->data[i] = bytes[(next_random(state) % kinds + (i % 7 ? 5 : 0)) %
                           (sizeof bytes - 1)];
}

START_TEST(test_kinds_agree)
{
  uint32_t state = 3;
  static Input input;
  for (int i = 0; i < 20000; ++i) {
    fill_random(&input, &state);
    const LodScanRules rules = {.delimiter = ',',
                                .quote = i % 5 ? '"' : '\0',
                                .bare_returns = i % 3 == 0,
                                .skip_blank = i % 2};
    LodMarks expected[ROOM / 64 + 1];
    LodScanned wanted;
    lod_scanner_named("portable")(&rules, input.data, input.size, copy,
                                  expected, &wanted);
    for (size_t n = 1; n < sizeof names / sizeof *names; ++n) {
      LodScanner *const scan = lod_scanner_named(names[n]);
      LodMarks marks[ROOM / 64 + 1];
      LodScanned scanned;
      if (!scan)
        continue;
      scan(&rules, input.data, input.size, copy, marks, &scanned);
      ck_assert_uint_eq(scanned.size, wanted.size);
      ck_assert_uint_eq(scanned.records, wanted.records);
      ck_assert_uint_eq(scanned.lines, wanted.lines);
      ck_assert_uint_eq(scanned.ends, wanted.ends);
      ck_assert(scanned.regular == wanted.regular);
      ck_assert_mem_eq(marks, expected, wanted.size / 64 * sizeof *marks);
      ck_assert(scanned.is_text == wanted.is_text);
    }
  }
}
END_TEST

/* Odd are the fields that do not stand as they are read. */
typedef struct Odd {
  const char *text;
  uint64_t odd;
} Odd;

static const Odd odds[] = {
    {"a,b\r\nc,d\n", 0},   {"a b, c,d\n", 1u << 4}, {"a ,b\n", 1u << 2},
    {"a,b \r\n", 1u << 4}, {"\ta\n", 1u << 0},      {"a,\"b,\"\n", 1u << 2},
    {"a\rb,c\n", 1u << 1},
};

START_TEST(test_odd)
{
  for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
    for (size_t shift = 0; shift < 70; ++shift) {
      LodScanner *const scan = lod_scanner_named(names[n]);
      Input input = make("", 'x');
      LodMarks marks[3] = {0};
      LodScanned scanned;
      if (!scan)
        continue;
      memset(input.data, 'x', shift);
      if (shift)
        input.data[shift - 1] = '\n';
      strcpy(input.data + shift, odds[_i].text);
      input.size = shift + strlen(odds[_i].text);
      scan(&plain_rules, input.data, input.size, copy, marks, &scanned);
      ck_assert_uint_eq(scanned.size, input.size);
      for (size_t at = 0; at < input.size; ++at) {
        const bool wanted = at >= shift && (odds[_i].odd >> (at - shift) & 1);
        ck_assert_msg((marks[at / 64].odd >> at % 64 & 1) == wanted,
                      "%s %d %zu at %zu", names[n], _i, shift, at);
      }
    }
}
END_TEST

/* RFC 3629: what is UTF-8, what is cut, and what is none. */
static const char *const characters[] = {"a",
                                         "\n",
                                         "\xC3\xA5",
                                         "\xDF\xBF",
                                         "\xC2\x80",
                                         "\xE0\xA0\x80",
                                         "\xE2\x80\x93",
                                         "\xEF\xBF\xBD",
                                         "b",
                                         ",",
                                         "\xF0\x90\x80\x80",
                                         "\xF4\x8F\xBF\xBF",
                                         "\xC3",
                                         "\xA5",
                                         "\xE2\x80",
                                         "\xF0\x90\x80",
                                         "\xC0\x80",
                                         "\xE0\x9F\x80",
                                         "\xED\xA0\x80",
                                         "\xF4\x90\x80\x80",
                                         "\xF5",
                                         "\xF0\x8F\xBF\xBF"};

/* Text, and with some luck bytes that are none in it. */
static void fill_text(Input *input, uint32_t *state)
{
  const size_t wanted = 1 + next_random(state) % 300;
  const uint32_t kinds = 1 + next_random(state) % 12;
  const uint32_t chance = 1 + next_random(state) % 400;
  memset(input->data, '\x80', sizeof input->data);
  for (input->size = 0; input->size < wanted;) {
    const char *const next =
        characters[next_random(state) % chance ? next_random(state) % kinds
                                               : 12 + next_random(state) % 10];
    memcpy(input->data + input->size, next, strlen(next));
    input->size += strlen(next);
  }
  input->size -= next_random(state) % 3 % input->size;
}

/* The scanner against the judge of UTF-8: it sees every fault in what it takes,
   and none that is not there; a character that the end cuts is in no record. */
START_TEST(test_text)
{
  uint32_t state = 5;
  static Input input;
  for (int i = 0; i < 20000; ++i) {
    fill_text(&input, &state);
    const size_t valid =
        lod_utf8_valid_prefix((LodView){input.data, input.size});
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n) {
      LodScanner *const scan = lod_scanner_named(names[n]);
      LodMarks marks[ROOM / 64 + 1];
      LodScanned scanned;
      if (!scan)
        continue;
      scan(&plain_rules, input.data, input.size, copy, marks, &scanned);
      ck_assert_uint_le(scanned.size, valid);
      ck_assert(scanned.is_text || valid < input.size);
      if (memchr(input.data + valid, '\n', input.size - valid))
        ck_assert(!scanned.is_text);
    }
  }
}
END_TEST

START_TEST(test_names)
{
  ck_assert_ptr_nonnull(lod_scanner());
  ck_assert_ptr_nonnull(lod_scanner_named("portable"));
  ck_assert_ptr_null(lod_scanner_named("abacus"));
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("scan");
  TCase *const tcase = tcase_create("scan");
  tcase_set_timeout(tcase, 60);
  tcase_add_loop_test(tcase, test_takes, 0,
                      (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tcase, test_ends);
  tcase_add_test(tcase, test_kinds_agree);
  tcase_add_loop_test(tcase, test_odd, 0, sizeof odds / sizeof *odds);
  tcase_add_test(tcase, test_text);
  tcase_add_test(tcase, test_names);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
