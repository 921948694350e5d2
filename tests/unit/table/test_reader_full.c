/* The reader of full dialects: every case at every chunk size, and what libcsv
   can read, too, on random tables in random dialects. */
#include "../torture.h"
#include "base/memory.h"
#include "reader_fixture.h"

#define DOUBLES  .double_quote = true, .header = true, .header_row_count = 1
#define QUOTED   .quote = "\"", DOUBLES
#define DEFAULTS .delimiter = ",", QUOTED
#define ESCAPES  .delimiter = ",", .quote = "\"", .escape = "\\"
#define ENDS(...)                                                              \
  (const char *const[])                                                        \
  {                                                                            \
    __VA_ARGS__                                                                \
  }

static const Case cases[] = {
    /* delimiters and quotes */
    {.name = "a delimiter of two bytes",
     .dialect = {QUOTED, .delimiter = "||"},
     .input = "a||b|c||\n\"d||e\"||f|\n",
     .records = "1/1:a|b|c|\n2/2:<d||e>|f|\n"},
    {.name = "a delimiter that is a letter of its own",
     .dialect = {QUOTED, .delimiter = "\xC2\xA4"},
     .input = "a\xC2\xA4"
              "b\xC2\xA7\n",
     .records = "1/1:a|b\xC2\xA7\n"},
    {.name = "a delimiter that repeats its first byte",
     .dialect = {QUOTED, .delimiter = "--+"},
     .input = "a---+b--c\n",
     .records = "1/1:a-|b--c\n"},
    {.name = "a quote of several bytes",
     .dialect = {DOUBLES, .delimiter = ",", .quote = "''"},
     .input = "''a,'b'''''c'',d'e\n'f,''''\n",
     .records = "1/1:<a,'b'''c>|d'e\n2/2:'f|<>\n"},
    {.name = "a quote that is a letter of its own",
     .dialect = {DOUBLES, .delimiter = ",", .quote = "\xE2\x80\x9D"},
     .input = "\xE2\x80\x9D"
              "a,\"\xE2\x80\x9C\xE2\x80\x9D,b\n",
     .records = "1/1:<a,\"\xE2\x80\x9C>|b\n"},
    {.name = "no quote",
     .dialect = {.delimiter = "::"},
     .input = "\"a::b\"\"\n\\::c\n",
     .records = "1/1:\"a|b\"\"\n2/2:\\|c\n"},
    {.name = "without a quote nothing is escaped",
     .dialect = {.delimiter = "::", .escape = "\\"},
     .input = "a\\::b\n",
     .records = "1/1:a\\|b\n"},
    /* escapes */
    {.name = "escaped quotes",
     .dialect = {ESCAPES},
     .input = "\"a\\\"b\",\"\\\"\",\\\"c\\\"\n",
     .records = "1/1:<a\"b>|<\">|\"c\"\n"},
    {.name = "escapes outside of quotes",
     .dialect = {ESCAPES},
     .input = "a\\,b,c\\\\,\\d\ne\\\nf,g\nh\n",
     .records = "1/1:a,b|c\\|d\n2/2:e\\nf|g\n4/3:h\n"},
    {.name = "an escaped character is itself",
     .dialect = {ESCAPES},
     .input = "\"\\n\\t\\\xC3\xA5\\\\\"\n",
     .records = "1/1:<nt\xC3\xA5\\>\n"},
    {.name = "escaped line ends in quotes",
     .dialect = {ESCAPES},
     .input = "\"a\\\nb\nc\"\nd\n",
     .records = "1/1:<a\\nb\\nc>\n4/2:d\n"},
    {.name = "an escape character at the end",
     .dialect = {ESCAPES},
     .input = "a,b\\",
     .records = "1/1:a|b\\\n"},
    {.name = "an escape behind trimmed blanks is text",
     .dialect = {ESCAPES, .trim = LOD_TRIM_BOTH},
     .input = " \\\"a\\ ,  \"b\\\"\" \n",
     .records = "1/1:\"a|<b\">\n"},
    {.name = "a doubled quote is none where there is an escape",
     .dialect = {ESCAPES},
     .input = "a\n\"b\"\"c\"\n",
     .records = "1/1:a\n",
     .messages = "text-after-quote 2:1\n"},
    {.name = "an escape that hides the closing quote",
     .dialect = {ESCAPES},
     .input = "a\n\"b\\\"\nc\n",
     .records = "1/1:a\n",
     .messages = "unclosed-quote 2:1\n"},
    {.name = "an escape of several bytes",
     .dialect = {.delimiter = ",", .quote = "'", .escape = "%%"},
     .input = "'a%%'b%',%%%%\n%%",
     .records = "1/1:<a'b%>|%%\n2/2:%%\n"},
    /* line ends */
    {.name = "a line end of one character",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS(";"), .terminator_count = 1},
     .input = "a,b;\"c;d\",e\r\n;;f",
     .records = "1/1:a|b\n1/2:<c;d>|e\\r\\n\n2/3:\n2/4:f\n"},
    {.name = "line ends of several characters, the longest first",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS("|", "|\n", "|\r\n"),
                 .terminator_count = 3},
     .input = "a|\nb\n|c|\r\nd|\r",
     .records = "1/1:a\n2/2:b\\n\n3/3:c\n4/4:d\n4/5:\\r\n"},
    {.name = "a line end that the delimiter begins with",
     .dialect = {QUOTED, .delimiter = "|", .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS("||"), .terminator_count = 1},
     .input = "a|b||c|||d|",
     .records = "1/1:a|b\n1/2:c\n1/3:|d|\n"},
    {.name = "LF alone, listed, is CRLF, too",
     .dialect = {QUOTED, .delimiter = "::", .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS("\n"), .terminator_count = 1},
     .input = "a::b\r\nc\n",
     .records = "1/1:a|b\n2/2:c\n"},
    {.name = "bad UTF-8 behind odd line ends",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS(";\n"), .terminator_count = 1},
     .input = "a\n;\nb\n,\xFF;\n",
     .records = "1/1:a\\n\n",
     .messages = "bad-utf8 4:2\n"},
    /* comments */
    {.name = "comments",
     .dialect = {DEFAULTS, .comment_prefix = "#"},
     .input = "a,b\n# one, \"two\n1,2\n#\n3,#4\n\"#5\",6\n#seven",
     .records = "1/1:a|b\n3/3:1|2\n5/5:3|#4\n6/6:<#5>|6\n",
     .comments = "one, \"two\nseven\n"},
    {.name = "a comment prefix of several bytes",
     .dialect = {DEFAULTS, .comment_prefix = "--"},
     .input = "a\n-b\n--c\r\n-\n",
     .records = "1/1:a\n2/2:-b\n4/4:-\n",
     .comments = "c\n"},
    {.name = "blanks before a comment make it a cell",
     .dialect = {DEFAULTS, .comment_prefix = "#", .trim = LOD_TRIM_BOTH},
     .input = "a\n #b\n",
     .records = "1/1:a\n2/2:#b\n"},
    {.name = "a comment in the header is one of its rows",
     .dialect = {.delimiter = ",",
                 .header = true,
                 .header_row_count = 2,
                 .comment_prefix = "#",
                 .skip_blank_rows = true},
     .input = "#a\nb\n#c\nd\n",
     .records = "1/1:\n2/2:b\n4/4:d\n",
     .messages = "comment-in-header 1:0\n",
     .comments = "a\nc\n"},
    {.name = "comments and others are skipped",
     .dialect = {DEFAULTS, .skip_rows = 3, .comment_prefix = "#"},
     .input = "# a\n b,\"c\"\"\" \n\nd\n#e\n",
     .records = "1/1:\n2/2:\n3/3:\n4/4:d\n",
     .comments = "a\nb,\"c\"\"\"\ne\n"},
    {.name = "a skipped row is what it is",
     .dialect = {DEFAULTS, .skip_rows = 4, .trim = LOD_TRIM_BOTH},
     .input = "  a , \"b\"  c\n\"d\"e,\"f\n,\"\"g\",h\"\n5\" i\n\"\"\nj\n",
     .records = "1/1:\n2/2:\n4/3:\n5/4:\n6/5:j\n",
     .comments = "a , \"b\"  c\n\"d\"e,\"f\n,\"\"g\",h\"\n5\" i\n\"\"\n"},
    {.name = "blank rows among the skipped ones stay",
     .dialect = {DEFAULTS, .skip_blank_rows = true, .skip_rows = 2},
     .input = "\n\n\na\n",
     .records = "1/1:\n2/2:\n4/4:a\n",
     .messages = "blank-rows 0:0\n"},
    {.name = "an escaped line end in a skipped row",
     .dialect = {ESCAPES, .skip_rows = 1},
     .input = "a\\\nb,\"\\\"\n\"\nc\n",
     .records = "1/1:\n4/2:c\n",
     .comments = "a\\\nb,\"\\\"\n\"\n"},
    {.name = "an unclosed quote in a skipped row",
     .dialect = {DEFAULTS, .skip_rows = 1},
     .input = "a,\"b\nc\n",
     .records = "",
     .messages = "unclosed-quote 1:1\n"},
    {.name = "a comment over custom line ends",
     .dialect = {DEFAULTS, .comment_prefix = "#", .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS(";"), .terminator_count = 1},
     .input = "#a\nb;c;#d\n",
     .records = "1/1:\n2/2:c\n",
     .messages = "comment-in-header 1:0\n",
     .comments = "a\nb\nd\n"},
    {.name = "bad UTF-8 in a comment",
     .dialect = {DEFAULTS, .comment_prefix = "#"},
     .input = "a\nb\n#\xFF\nc\n",
     .records = "1/1:a\n2/2:b\n",
     .messages = "bad-utf8 3:1\n"},
    {.name = "a comment that is too long",
     .dialect = {DEFAULTS, .comment_prefix = "#"},
     .max_field = 4,
     .input = "a\n#1234\nb\n#12345\nc\n",
     .records = "1/1:a\n3/3:b\n",
     .messages = "field-too-long 4:1\n",
     .comments = "1234\n"},
    /* all at once */
    {.name = "everything",
     .dialect = {.delimiter = "<>",
                 .quote = "''",
                 .escape = "^",
                 .comment_prefix = "//",
                 .skip_rows = 1,
                 .header = true,
                 .header_row_count = 1,
                 .skip_blank_rows = true,
                 .trim = LOD_TRIM_BOTH,
                 .line_ends = LOD_LINES_CUSTOM,
                 .terminators = ENDS("$\n", "$"),
                 .terminator_count = 2},
     .input = "t$\n a <> '' b^''c$//'' <>d $$\n<>$//e$f^$<>^''",
     .records = "1/1:\n2/2:a|<b''c$//>|d\n3/6:f$|''\n",
     .messages = "blank-rows 0:0\n",
     .comments = "t\ne\n"},
};

START_TEST(test_cases)
{
  check_case("full", &cases[_i]);
}
END_TEST

START_TEST(test_nul_byte)
{
  const struct {
    LodView input;
    const char *records, *messages;
  } tests[] = {
      {LOD_VIEW("a\n#b\0c\nd\n"), "1/1:a\n", "nul-byte 2:1\n"},
      {LOD_VIEW("a\n\\\nb\\\0\n"), "1/1:a\n", "nul-byte 3:1\n"},
      {LOD_VIEW("\"a\\\n\"\0"), "", "nul-byte 2:1\n"},
  };
  const LodDialect dialect = {ESCAPES, .header = true, .header_row_count = 1,
                              .comment_prefix = "#"};
  for (size_t i = 0; i < sizeof tests / sizeof *tests; ++i)
    for (size_t size = 1; size < 16; ++size) {
      const LodReaderLimits limits = {.read_bytes = size};
      Result result = read_with("full", tests[i].input, &dialect, &limits);
      ck_assert_str_eq(result.records.data, tests[i].records);
      ck_assert_str_eq(result.messages.data, tests[i].messages);
      ck_assert_int_eq(result.status, LOD_ERR_INPUT);
      result_free(&result);
    }
}
END_TEST

/* -- Size ----------------------------------------------------------------- */

/* Fields and comments without end are given up, and memory given back. */
START_TEST(test_endless)
{
  static const struct {
    const char *start, *code;
  } tests[] = {{"a\n\"", "unclosed-quote 2:1\n"},
               {"a\nb,", "field-too-long 2:2\n"},
               {"a\n#", "field-too-long 2:1\n"}};
  const LodDialect dialect = {ESCAPES, .comment_prefix = "#"};
  const LodReaderLimits limits = {.max_field = 1000, .read_bytes = 512};
  for (size_t i = 0; i < 3; ++i) {
    LodBuffer input = {0};
    put_text(&input, tests[i].start);
    for (int j = 0; j < 100000; ++j)
      put_text(&input, "1234\\567");
    Result result =
        read_with("full", lod_buffer_view(&input), &dialect, &limits);
    ck_assert_str_eq(result.records.data, "1/1:a\n");
    ck_assert_str_eq(result.messages.data, tests[i].code);
    ck_assert_int_eq(result.status, LOD_ERR_INPUT);
    result_free(&result);
    lod_buffer_free(&input);
  }
}
END_TEST

/* A field of 4 MB with escapes all through it, small ones behind. */
START_TEST(test_giant_field)
{
  const size_t count = 1000000;
  LodBuffer input = {0}, expected = {0};
  put_text(&input, "\"");
  put_text(&expected, "1/1:<");
  for (size_t i = 0; i < count; ++i) {
    put_text(&input, "ab\\\"c");
    put_text(&expected, "ab\"c");
  }
  put_text(&input, "\"\nd,e\n");
  put_text(&expected, ">\n2/2:d|e\n");
  const LodDialect dialect = {ESCAPES};
  Result result = read_with("full", lod_buffer_view(&input), &dialect, NULL);
  ck_assert_int_eq(result.status, LOD_SUCCESS);
  ck_assert_uint_eq(result.records.size, expected.size);
  ck_assert_mem_eq(result.records.data, expected.data, expected.size);
  result_free(&result);
  lod_buffer_free(&input);
  lod_buffer_free(&expected);
}
END_TEST

/* Every allocation made to fail in turn. */
static LodStatus read_some(size_t nth)
{
  const LodDialect dialect = {ESCAPES, .skip_rows = 1, .comment_prefix = "#"};
  return read_failing(nth, "full", &dialect,
                      "skipped;\"x\"\n#c\na,\"b\\\"c\"\n\nd,e\n");
}

START_TEST(test_no_memory)
{
  torture(read_some, 12);
}
END_TEST

/* -- Against libcsv -------------------------------------------------------- */

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static bool one_in(uint32_t *state, uint32_t n)
{
  return next_random(state) % n == 0;
}

static void choose_ends(uint32_t *state, LodDialect *dialect)
{
  static const char *const lists[][3] = {
      {"\n"}, {"\r\n"}, {"\r"}, {"\r", "\n"}, {"\n", "\r", "\r\n"}};
  dialect->line_ends = (LodLineEnds)(next_random(state) % 4);
  if (dialect->line_ends != LOD_LINES_CUSTOM)
    return;
  const uint32_t list = next_random(state) % 5;
  dialect->terminators = lists[list];
  dialect->terminator_count = list < 3 ? 1 : list - 1;
}

/* A dialect that libcsv can read, too. */
static LodDialect make_dialect(uint32_t *state)
{
  static const char *const delimiters[] = {",", ";", "\t", "|", " "};
  static const char *const quotes[] = {"\"", "\"", "'", NULL};
  LodDialect dialect = lod_dialect_default;
  dialect.delimiter = delimiters[next_random(state) % 5];
  dialect.quote = quotes[next_random(state) % 4];
  dialect.trim = (LodTrim)(next_random(state) % 4);
  dialect.skip_initial_space = one_in(state, 4);
  dialect.skip_blank_rows = one_in(state, 3);
  dialect.header_row_count = next_random(state) % 3;
  dialect.header = dialect.header_row_count > 0;
  choose_ends(state, &dialect);
  return dialect;
}

static const char *make_piece(uint32_t *state, const LodDialect *dialect)
{
  static const char *const pieces[] = {
      "a",    "b",   "\n", "\r\n", "\r", " ",  "\t", "\xC3\xA5",
      "\"",   "'",   ",",  ";",    "|",  "\\", "#",  "\xF0\x9F\x98\x80",
      "\xFF", "\xC3"};
  const char *const quote = dialect->quote ? dialect->quote : "\"";
  switch (next_random(state) % 8) {
  case 0:
  case 1:
    return dialect->delimiter;
  case 2:
    return quote;
  case 3:
    return *quote == '"' ? "\"\"" : "''";
  default:
    return pieces[next_random(state) % (one_in(state, 50) ? 18 : 16)];
  }
}

static size_t make_input(uint32_t *state, const LodDialect *dialect,
                         char *input)
{
  const uint32_t count = next_random(state) % 40;
  size_t size = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const char *const piece = make_piece(state, dialect);
    memcpy(input + size, piece, strlen(piece));
    size += strlen(piece);
  }
  if (size && one_in(state, 50))
    input[next_random(state) % size] = '\0';
  return size;
}

static void compare(const char *name, LodView input, const LodDialect *dialect,
                    const LodReaderLimits *limits)
{
  Result libcsv = read_with("libcsv", input, dialect, limits);
  Result other = read_with(name, input, dialect, limits);
  ck_assert_msg(!strcmp(other.records.data, libcsv.records.data) &&
                    !strcmp(other.messages.data, libcsv.messages.data) &&
                    !strcmp(other.words.data, libcsv.words.data) &&
                    other.status == libcsv.status,
                "delimiter <%s> quote <%s> ends %d trim %d: %.*s\n"
                "%s%s%sbut libcsv\n%s%s%s",
                dialect->delimiter, dialect->quote ? dialect->quote : "none",
                (int)dialect->line_ends, (int)dialect->trim, (int)input.size,
                input.data, other.records.data, other.messages.data,
                other.words.data, libcsv.records.data, libcsv.messages.data,
                libcsv.words.data);
  result_free(&libcsv);
  result_free(&other);
}

START_TEST(test_random)
{
  uint32_t state = 20261123u + 7919u * (uint32_t)_i;
  for (int i = 0; i < 2000; ++i) {
    char input[256];
    const LodDialect dialect = make_dialect(&state);
    const LodView view = {input, make_input(&state, &dialect, input)};
    const LodReaderLimits limits = {
        .max_field = one_in(&state, 8) ? 1 + next_random(&state) % 8 : 0,
        .max_columns = one_in(&state, 8) ? 1 + next_random(&state) % 4 : 0,
        .read_bytes = 1 + next_random(&state) % 32,
        .batch_bytes = 1 + next_random(&state) % 64};
    compare("full", view, &dialect, &limits);
    compare(NULL, view, &dialect, &limits);
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("reader_full");
  TCase *const tcase = tcase_create("full");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_nul_byte);
  tcase_add_test(tcase, test_endless);
  tcase_add_test(tcase, test_giant_field);
  tcase_add_test(tcase, test_no_memory);
  tcase_add_loop_test(tcase, test_random, 0, 4);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
