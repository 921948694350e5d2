/* The full reader on random tables in random dialects that libcsv cannot have,
   against a parser of another make: byte by byte over the whole input, as
   "Model for Tabular Data", 8, goes. */
#include "reader_fixture.h"

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static bool one_in(uint32_t *state, uint32_t n)
{
  return next_random(state) % n == 0;
}

/* -- The other parser ------------------------------------------------------ */

typedef struct Reference {
  const LodDialect *dialect;
  const char *at, *end;
  int line, number, column;
  LodBuffer record; /* of the record under way */
  LodBuffer comments;
  Result result;
} Reference;

static bool starts(const Reference *r, const char *text)
{
  const size_t size = text ? strlen(text) : 0;
  return size && (size_t)(r->end - r->at) >= size && !memcmp(r->at, text, size);
}

/* The longest end of a record that stands here. */
static size_t end_here(const Reference *r)
{
  size_t size = 0;
  for (unsigned i = 0; i < r->dialect->terminator_count; ++i)
    if (starts(r, r->dialect->terminators[i]) &&
        strlen(r->dialect->terminators[i]) > size)
      size = strlen(r->dialect->terminators[i]);
  return size;
}

static void say(Reference *r, const char *code, int line)
{
  ck_assert_int_eq(lod_buffer_printf(&r->result.messages, "%s %d:%d\n", code,
                                     line, r->column),
                   LOD_SUCCESS);
}

static void take(Reference *r)
{
  const LodCell cell = {(const char[2]){*r->at, '\0'}, 1, 0};
  put_cell(&r->record, &cell);
  r->line += *r->at++ == '\n';
}

static void skip(Reference *r, size_t size)
{
  for (size_t i = 0; i < size; ++i)
    r->line += *r->at++ == '\n';
}

/* An escape before a character: that is taken as it is. */
static bool take_escaped(Reference *r)
{
  const char *const escape = lod_dialect_escape(r->dialect);
  if (!starts(r, escape) || r->at + strlen(escape) == r->end)
    return false;
  skip(r, strlen(escape));
  take(r);
  return true;
}

static bool take_quoted(Reference *r)
{
  const char *const quote = r->dialect->quote;
  const int line = r->line;
  put_text(&r->record, "<");
  skip(r, strlen(quote));
  while (r->at < r->end) {
    if (take_escaped(r))
      continue;
    if (!starts(r, quote)) {
      take(r);
      continue;
    }
    skip(r, strlen(quote));
    if (lod_dialect_escape(r->dialect) || !starts(r, quote)) {
      put_text(&r->record, ">");
      if (r->at == r->end || end_here(r) || starts(r, r->dialect->delimiter))
        return true;
      say(r, "text-after-quote", line);
      return false;
    }
    for (size_t i = 0; i < strlen(quote); ++i)
      take(r);
  }
  say(r, "unclosed-quote", line);
  return false;
}

static bool take_field(Reference *r)
{
  const int line = r->line;
  bool stray = false;
  ++r->column;
  if (starts(r, r->dialect->quote))
    return take_quoted(r);
  while (r->at < r->end && !end_here(r)) {
    if (take_escaped(r))
      continue;
    if (starts(r, r->dialect->quote)) {
      if (!stray)
        say(r, "stray-quote", line);
      stray = true;
      for (size_t i = strlen(r->dialect->quote); i; --i)
        take(r);
    } else if (starts(r, r->dialect->delimiter)) {
      break;
    } else {
      take(r);
    }
  }
  return true;
}

static bool take_record(Reference *r)
{
  r->record.size = 0;
  r->column = 0;
  ck_assert_int_eq(lod_buffer_printf(&r->record, "%d/%d:", r->line, r->number),
                   LOD_SUCCESS);
  for (;;) {
    if (!take_field(r))
      return false;
    if (end_here(r) || !starts(r, r->dialect->delimiter))
      break;
    put_text(&r->record, "|");
    skip(r, strlen(r->dialect->delimiter));
  }
  skip(r, end_here(r));
  put_text(&r->record, "\n");
  put(&r->result.records, r->record.data, r->record.size);
  return true;
}

static void take_comment(Reference *r)
{
  const char *const start = r->at + strlen(r->dialect->comment_prefix);
  skip(r, strlen(r->dialect->comment_prefix));
  while (r->at < r->end && !end_here(r))
    skip(r, 1);
  const char *from = start, *to = r->at;
  while (from < to && strchr(" \t\n\r", *from))
    ++from;
  while (from < to && strchr(" \t\n\r", to[-1]))
    --to;
  put(&r->comments, from, (size_t)(to - from));
  if (from < to)
    put_text(&r->comments, "\n");
  skip(r, end_here(r));
}

static Reference reference_read(LodView input, const LodDialect *dialect)
{
  Reference r = {.dialect = dialect,
                 .at = input.data,
                 .end = input.data + input.size,
                 .line = 1};
  while (r.at < r.end && !r.result.status) {
    ++r.number;
    if (starts(&r, dialect->comment_prefix))
      take_comment(&r);
    else if (!take_record(&r))
      r.result.status = LOD_ERR_INPUT;
  }
  lod_buffer_free(&r.record);
  ck_assert_int_eq(lod_buffer_terminate(&r.comments), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&r.result.records), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&r.result.messages), LOD_SUCCESS);
  return r;
}

/* -- Dialects and tables --------------------------------------------------- */

#define PICK(state, list)                                                      \
  list[next_random(state) % (sizeof list / sizeof *list)]

static LodDialect make_dialect(uint32_t *state)
{
  static const char *const delimiters[] = {",", "||", "|", "--", "\xC2\xA7"};
  static const char *const quotes[] = {"\"", "'", "''", "\xC2\xA8", NULL};
  static const char *const escapes[] = {"\\", "^", "%%"};
  static const char *const comments[] = {NULL, "#", "//", "-"};
  static const char *const ends[][2] = {
      {";", NULL}, {";", ";\n"}, {"\n", "|\n"}, {"||\n", "\r\n"}, {"$$", "$"}};
  const char *const *const chosen = PICK(state, ends);
  LodDialect dialect = {.delimiter = PICK(state, delimiters),
                        .quote = PICK(state, quotes),
                        .double_quote = one_in(state, 2),
                        .escape = PICK(state, escapes),
                        .comment_prefix = PICK(state, comments),
                        .line_ends = LOD_LINES_CUSTOM,
                        .terminators = chosen,
                        .terminator_count = chosen[1] ? 2 : 1};
  return dialect;
}

static const char *make_piece(uint32_t *state, const LodDialect *dialect)
{
  static const char *const pieces[] = {"a", "b",  "\n", "\r", " ",        ";",
                                       "|", "-",  "$",  "'",  "\xC3\xA5", "%",
                                       "/", "\\", "\"", "#",  "^"};
  const char *const own[] = {
      dialect->delimiter,
      dialect->delimiter,
      dialect->quote,
      dialect->quote,
      lod_dialect_escape(dialect),
      dialect->comment_prefix,
      dialect->terminators[0],
      dialect->terminators[dialect->terminator_count - 1]};
  const char *const piece = one_in(state, 2) ? PICK(state, own) : NULL;
  return piece ? piece : PICK(state, pieces);
}

static size_t make_input(uint32_t *state, const LodDialect *dialect,
                         char *input)
{
  const uint32_t count = next_random(state) % 30;
  size_t size = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const char *const piece = make_piece(state, dialect);
    memcpy(input + size, piece, strlen(piece));
    size += strlen(piece);
  }
  return size;
}

static void check(LodView input, const LodDialect *dialect,
                  LodReaderLimits limits)
{
  LodBuffer comments = {0};
  ck_assert_int_eq(lod_comments_new(&limits.comments), LOD_SUCCESS);
  Reference expected = reference_read(input, dialect);
  Result result = read_with("full", input, dialect, &limits);
  put_comments(&comments, limits.comments);
  ck_assert_msg(
      !strcmp(result.records.data, expected.result.records.data) &&
          !strcmp(result.messages.data, expected.result.messages.data) &&
          !strcmp(comments.data, expected.comments.data) &&
          result.status == expected.result.status,
      "<%s> <%s> <%s> <%s>: %.*s\n%s%s%sbut expected\n%s%s%s",
      dialect->delimiter, dialect->quote ? dialect->quote : "none",
      lod_dialect_escape(dialect) ? lod_dialect_escape(dialect) : "none",
      dialect->terminators[0], (int)input.size, input.data, result.records.data,
      result.messages.data, comments.data, expected.result.records.data,
      expected.result.messages.data, expected.comments.data);
  result_free(&expected.result);
  lod_buffer_free(&expected.comments);
  lod_buffer_free(&comments);
  lod_comments_free(limits.comments);
  result_free(&result);
}

/* Those whose marks are the same are refused. */
static bool can_be_read(const LodDialect *dialect)
{
  const char *const escape = lod_dialect_escape(dialect);
  for (unsigned i = 0; i < dialect->terminator_count; ++i)
    if (!strcmp(dialect->terminators[i], dialect->delimiter))
      return false;
  return !escape || strcmp(escape, dialect->delimiter);
}

START_TEST(test_random)
{
  uint32_t state = 20261124u + 104729u * (uint32_t)_i;
  for (int i = 0; i < 3000; ++i) {
    char input[256];
    const LodDialect dialect = make_dialect(&state);
    const LodView view = {input, make_input(&state, &dialect, input)};
    const LodReaderLimits limits = {.read_bytes = 1 + next_random(&state) % 40,
                                    .batch_bytes =
                                        1 + next_random(&state) % 64};
    if (can_be_read(&dialect))
      check(view, &dialect, limits);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("reader_dialects");
  TCase *const tcase = tcase_create("full");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_random, 0, 4);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
