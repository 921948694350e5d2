/* The scanner: what it takes, where it stops, and that every kind of machine
   sees the same. */
#include "base/buffer.h"
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
      uint64_t ends[ROOM / 64 + 1];
      LodScanned scanned;
      scan(rules, input.data, input.size, ends, &scanned);
      ck_assert_msg(scanned.size == test->size, "%s: %zu of %s", names[n],
                    scanned.size, test->text);
      ck_assert_uint_eq(scanned.records, test->records);
      ck_assert_uint_eq(scanned.lines, test->lines);
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
    uint64_t ends[2];
    LodScanned scanned;
    if (!scan)
      continue;
    scan(&plain_rules, input.data, input.size, ends, &scanned);
    ck_assert_uint_eq(ends[0],
                      1u << 1 | 1u << 7 | 1u << 10 | 1u << 12 | 1u << 13);
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
    uint64_t expected[ROOM / 64 + 1];
    LodScanned wanted;
    lod_scanner_named("portable")(&rules, input.data, input.size, expected,
                                  &wanted);
    for (size_t n = 1; n < sizeof names / sizeof *names; ++n) {
      LodScanner *const scan = lod_scanner_named(names[n]);
      uint64_t ends[ROOM / 64 + 1];
      LodScanned scanned;
      if (!scan)
        continue;
      scan(&rules, input.data, input.size, ends, &scanned);
      ck_assert_uint_eq(scanned.size, wanted.size);
      ck_assert_uint_eq(scanned.records, wanted.records);
      ck_assert_uint_eq(scanned.lines, wanted.lines);
      ck_assert_uint_eq(scanned.ends, wanted.ends);
      ck_assert(scanned.regular == wanted.regular);
      ck_assert_mem_eq(ends, expected, wanted.size / 64 * sizeof *ends);
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
  tcase_add_loop_test(tcase, test_takes, 0,
                      (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tcase, test_ends);
  tcase_add_test(tcase, test_kinds_agree);
  tcase_add_test(tcase, test_names);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
