/* Looking ahead at bytes, against the same said simply; input slices. */
#include "base/memory.h"
#include "table/input.h"
#include "table/segment.h"
#include <check.h>
#include <stdlib.h>

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static bool is_blank(char c, char delimiter)
{
  return (c == ' ' || c == '\t') && c != delimiter;
}

static bool simple_edge_blank(const char *data, size_t size, char delimiter)
{
  for (size_t i = 0; i < size; ++i) {
    if (!is_blank(data[i], delimiter))
      continue;
    const char around[] = {delimiter, '"', '\n', '\r'};
    if (i == 0 || i + 1 == size || memchr(around, data[i - 1], 4) ||
        memchr(around, data[i + 1], 4))
      return true;
  }
  return false;
}

START_TEST(test_edge_blank)
{
  uint32_t state = 7;
  for (int round = 0; round < 20000; ++round) {
    char data[80];
    const size_t size = next_random(&state) % sizeof data;
    /* Few blanks, so that both answers come. */
    for (size_t i = 0; i < size; ++i)
      data[i] = next_random(&state) % 40
                    ? "abcdefgh\xC3\xA5,;\"\n\r"[next_random(&state) % 15]
                    : " \t"[next_random(&state) % 2];
    const char delimiter = ",;\t"[next_random(&state) % 3];
    ck_assert_int_eq(lod_segment_edge_blank(data, size, delimiter, '"'),
                     simple_edge_blank(data, size, delimiter));
  }
}
END_TEST

START_TEST(test_bare)
{
  static const struct {
    LodLineEnds ends;
    const char *data;
    size_t size, found;
  } tests[] = {
      {LOD_LINES_LF, "", 0, 0},
      {LOD_LINES_LF, "ab\ncd", 5, 5},
      {LOD_LINES_LF, "ab\r\ncd\r\n", 8, 8},
      {LOD_LINES_LF, "ab\r\nc\rd", 7, 5},
      {LOD_LINES_LF, "\r\r\n", 3, 0},
      {LOD_LINES_LF, "ab\r", 3, 3},
      {LOD_LINES_LF, "ab\r\n", 3, 3}, /* looks behind the size */
      {LOD_LINES_LF, "ab\rc", 3, 2},
      {LOD_LINES_CR, "ab\rcd\r", 6, 6},
      {LOD_LINES_CR, "ab\r\ncd", 6, 3},
      {LOD_LINES_ANY, "ab\r\nc\rd\n", 8, 8},
  };
  for (size_t i = 0; i < sizeof tests / sizeof *tests; ++i)
    ck_assert_uint_eq(lod_segment_bare(tests[i].ends, tests[i].data,
                                       tests[i].size, strlen(tests[i].data)),
                      tests[i].found);
}
END_TEST

START_TEST(test_count)
{
  static const char text[] = "\"a\"\r\nb\rc\n\n\"\r";
  static const struct {
    LodLineEnds ends;
    uint64_t lines;
  } tests[] = {{LOD_LINES_LF, 3}, {LOD_LINES_CR, 3}, {LOD_LINES_ANY, 5}};
  for (size_t i = 0; i < 3; ++i) {
    const LodSegmentCount count =
        lod_segment_count(tests[i].ends, text, sizeof text - 1, '"');
    ck_assert_uint_eq(count.quotes, 3);
    ck_assert_uint_eq(count.lines, tests[i].lines);
  }
}
END_TEST

/* However it is read: the same bytes, no slice that ends between CR and what
   follows it, and no NUL. */
static void check_input(size_t read_bytes, size_t wanted)
{
  static const char text[] = "a\r\nb\r\r\nc\r\0d";
  LodSource *source;
  LodInput input;
  ck_assert_int_eq(lod_source_open_memory((LodView){text, sizeof text - 1}, "x",
                                          NULL, NULL, &source),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_input_start(&input, source, read_bytes, 0, true),
                   LOD_SUCCESS);
  size_t at = 0;
  for (;;) {
    ck_assert_int_eq(lod_input_fill(&input), LOD_SUCCESS);
    const LodView slice = lod_input_slice(&input, wanted);
    if (!slice.size)
      break;
    ck_assert_int_eq(memcmp(slice.data, text + at, slice.size), 0);
    at += slice.size;
    input.at += slice.size;
    if (slice.data[slice.size - 1] == '\r')
      ck_assert_uint_lt(input.at, input.size);
  }
  ck_assert(lod_input_at_nul(&input));
  ck_assert_uint_eq(at, 9);
  lod_input_free(&input);
  lod_source_free(source);
}

START_TEST(test_input)
{
  for (size_t read_bytes = 1; read_bytes < 14; ++read_bytes)
    for (size_t wanted = 1; wanted < 14; ++wanted)
      check_input(read_bytes, wanted);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("segment");
  TCase *const tcase = tcase_create("segment");
  tcase_add_test(tcase, test_edge_blank);
  tcase_add_test(tcase, test_bare);
  tcase_add_test(tcase, test_count);
  tcase_add_test(tcase, test_input);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
