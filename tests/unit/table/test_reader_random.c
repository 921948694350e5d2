/* Readers on random input, against a parser of another make. */
#include "reader_fixture.h"
#include <stdio.h>

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

typedef struct Reference {
  const char *at, *end;
  LodLineEnds ends;
  int line, number, column;
  LodBuffer record; /* of the record under way */
  Result result;
} Reference;

/* The bytes of the line end at AT; 0: none. */
static size_t line_end(const Reference *r, const char *at)
{
  if (at == r->end)
    return 0;
  const bool pair = *at == '\r' && at + 1 < r->end && at[1] == '\n';
  switch (r->ends) {
  case LOD_LINES_CR:
    return *at == '\r';
  case LOD_LINES_ANY:
    return pair ? 2 : *at == '\r' || *at == '\n';
  default:
    if (*at == '\r' && at + 1 == r->end)
      return 1;
    return pair ? 2 : *at == '\n';
  }
}

static void reference_fault(Reference *r, const char *code, int line)
{
  ck_assert_int_eq(lod_buffer_printf(&r->result.messages, "%s %d:%d\n", code,
                                     line, r->column),
                   LOD_SUCCESS);
}

static void put_byte(Reference *r, char c)
{
  const LodCell cell = {(const char[2]){c, '\0'}, 1, 0};
  put_cell(&r->record, &cell);
}

static bool reference_quoted(Reference *r)
{
  const int line = r->line;
  put_text(&r->record, "<");
  for (++r->at; r->at < r->end; ++r->at) {
    if (*r->at == '"') {
      if (r->at + 1 == r->end || r->at[1] != '"')
        break;
      ++r->at;
    }
    put_byte(r, *r->at);
    const bool feed = *r->at == '\n';
    const bool ret = *r->at == '\r';
    if (r->ends == LOD_LINES_ANY)
      r->line += ret || (feed && r->at[-1] != '\r');
    else
      r->line += r->ends == LOD_LINES_CR ? ret : feed;
  }
  if (r->at == r->end) {
    reference_fault(r, "unclosed-quote", line);
    return false;
  }
  put_text(&r->record, ">");
  ++r->at;
  if (r->at < r->end && *r->at != ',' && !line_end(r, r->at)) {
    reference_fault(r, "text-after-quote", line);
    return false;
  }
  return true;
}

static bool reference_field(Reference *r)
{
  ++r->column;
  if (r->at < r->end && *r->at == '"')
    return reference_quoted(r);
  bool stray = false;
  for (; r->at < r->end && *r->at != ',' && !line_end(r, r->at); ++r->at) {
    if (*r->at == '"' && !stray)
      reference_fault(r, "stray-quote", r->line);
    stray = stray || *r->at == '"';
    put_byte(r, *r->at);
  }
  return true;
}

static bool reference_record(Reference *r)
{
  r->record.size = 0;
  r->column = 0;
  ck_assert_int_eq(
      lod_buffer_printf(&r->record, "%d/%d:", r->line, ++r->number),
      LOD_SUCCESS);
  for (;;) {
    if (!reference_field(r))
      return false;
    if (r->at == r->end || *r->at != ',')
      break;
    put_text(&r->record, "|");
    ++r->at;
  }
  r->at += line_end(r, r->at);
  ++r->line;
  put_text(&r->record, "\n");
  put(&r->result.records, r->record.data, r->record.size);
  return true;
}

static Result reference_read(LodView input, LodLineEnds ends)
{
  Reference r = {.at = input.data,
                 .end = input.data + input.size,
                 .ends = ends,
                 .line = 1};
  while (r.at < r.end && !r.result.status)
    if (!reference_record(&r))
      r.result.status = LOD_ERR_INPUT;
  lod_buffer_free(&r.record);
  ck_assert_int_eq(lod_buffer_terminate(&r.result.records), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&r.result.messages), LOD_SUCCESS);
  return r.result;
}

/* Pieces that make faults rare enough to get past the first line. */
static size_t make_input(uint32_t *state, char *input)
{
  static const char *const pieces[] = {
      "a",    "b", ",",      ",", "\n", "\r\n",     "\r",        "\"",
      "\"\"", " ", ",\"a\"", "å", "\t", ",\"\n\",", "\"\r\n\"\n"};
  const uint32_t count = next_random(state) % 24;
  size_t size = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const char *const piece =
        pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
    memcpy(input + size, piece, strlen(piece));
    size += strlen(piece);
  }
  return size;
}

static void check_random(LodView input, LodLineEnds ends, uint32_t *state)
{
  LodDialect dialect = lod_dialect_default;
  dialect.line_ends = ends;
  const LodReaderLimits limits = {
      .read_bytes = 1 + next_random(state) % 24,
      .batch_bytes = 1 + next_random(state) % 64,
  };
  Result expected = reference_read(input, ends);
  Result result = read_all(input, &dialect, &limits);
  ck_assert_msg(!strcmp(result.records.data, expected.records.data) &&
                    !strcmp(result.messages.data, expected.messages.data) &&
                    result.status == expected.status,
                "ends %d of %.*s\n%s%sbut expected\n%s%s", (int)ends,
                (int)input.size, input.data, result.records.data,
                result.messages.data, expected.records.data,
                expected.messages.data);
  result_free(&expected);
  result_free(&result);
}

/* Long enough for several blocks of 64 bytes, and with few faults. */
static size_t make_rows(uint32_t *state, char *input, size_t room)
{
  static const char *const fields[] = {
      "",
      "a",
      "abc def",
      "\"\"",
      "\"a,b\"",
      "123",
      "\"x\"\"y\"",
      "\"line\nline\"",
      "räksmörgås",
      "\"\r\n\"",
      "  a ",
      "\"\"\"\"",
      "0123456789012345678901234567890123456789"};
  static const char *const odd[] = {"\"", "a\"b", "\"a\"b", "\r", " \"a\""};
  const bool is_odd = next_random(state) % 2;
  size_t size = 0;
  while (size + 64 < room) {
    const uint32_t pick = next_random(state);
    const char *text = fields[pick % (sizeof fields / sizeof *fields)];
    if (is_odd && pick % 89 == 0)
      text = odd[next_random(state) % (sizeof odd / sizeof *odd)];
    const uint32_t end = next_random(state) % 8;
    size += (size_t)sprintf(input + size, "%s%s", text,
                            end == 0   ? "\n"
                            : end == 1 ? "\r\n"
                                       : ",");
  }
  return size - next_random(state) % 3;
}

START_TEST(test_random_rows)
{
  uint32_t state = 7u + (uint32_t)_i;
  char input[2048];
  for (int i = 0; i < 400; ++i) {
    const size_t room = 200 + next_random(&state) % (sizeof input - 200);
    const LodView view = {input, make_rows(&state, input, room)};
    check_random(view, (LodLineEnds)_i, &state);
  }
}
END_TEST

/* What the reference does not know: both readers trim and drop alike. */
START_TEST(test_random_dialects)
{
  uint32_t state = 99u + (uint32_t)_i;
  char input[2048];
  for (int i = 0; i < 400; ++i) {
    LodDialect dialect = lod_dialect_default;
    dialect.line_ends = (LodLineEnds)_i;
    dialect.trim = (LodTrim)(next_random(&state) % 4);
    dialect.skip_initial_space = next_random(&state) % 2;
    dialect.skip_blank_rows = next_random(&state) % 2;
    dialect.delimiter = next_random(&state) % 2 ? "," : "a";
    dialect.quote = next_random(&state) % 4 ? "\"" : NULL;
    const size_t room = 200 + next_random(&state) % (sizeof input - 200);
    const LodView view = {input, make_rows(&state, input, room)};
    const LodReaderLimits limits = {
        .read_bytes = 1 + next_random(&state) % 500,
        .batch_bytes = 1 + next_random(&state) % 1000,
        .first_bytes = next_random(&state) % 1500,
        .max_field = next_random(&state) % 2 ? 30 : 0};
    Result result = read_all(view, &dialect, &limits);
    result_free(&result);
  }
}
END_TEST

START_TEST(test_random)
{
  uint32_t state = 20261123u + (uint32_t)_i;
  for (int i = 0; i < 2000; ++i) {
    char input[256];
    const LodView view = {input, make_input(&state, input)};
    check_random(view, (LodLineEnds)_i, &state);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("reader_random");
  TCase *const tcase = tcase_create("readers");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_random, LOD_LINES_LF, LOD_LINES_ANY + 1);
  tcase_add_loop_test(tcase, test_random_rows, LOD_LINES_LF, LOD_LINES_ANY + 1);
  tcase_add_loop_test(tcase, test_random_dialects, LOD_LINES_LF,
                      LOD_LINES_ANY + 1);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
