/* Record readers: every case at every chunk size. */
#include "../torture.h"
#include "base/memory.h"
#include "reader_fixture.h"

#define DEFAULTS                                                               \
  .delimiter = ",", .quote = "\"", .double_quote = true, .header = true,       \
  .header_row_count = 1

static const Case cases[] = {
    {.name = "empty file", .input = "", .records = ""},
    {.name = "header only", .input = "a,b\n", .records = "1/1:a|b\n"},
    {.name = "no newline at the end",
     .input = "a,b\nc,d",
     .records = "1/1:a|b\n2/2:c|d\n"},
    {.name = "empty last field at the end",
     .input = "a,b\nc,",
     .records = "1/1:a|b\n2/2:c|\n"},
    {.name = "CRLF",
     .input = "a,b\r\nc,d\r\n",
     .records = "1/1:a|b\n2/2:c|d\n"},
    {.name = "CRLF behind quotes",
     .input = "\"a\",\"b\"\r\n\"c\",\"d\"\r\n",
     .records = "1/1:<a>|<b>\n2/2:<c>|<d>\n"},
    {.name = "LF and CRLF mixed",
     .input = "a\nb\r\nc\n",
     .records = "1/1:a\n2/2:b\n3/3:c\n"},
    {.name = "a bare CR is text",
     .input = "a\rb,c\r,\rd\n\re\n",
     .records = "1/1:a\\rb|c\\r|\\rd\n2/2:\\re\n"},
    {.name = "CR before CRLF",
     .input = "a\r\r\nb\n",
     .records = "1/1:a\\r\n2/2:b\n"},
    {.name = "a cut CRLF ends a line",
     .input = "a\r\nb\r",
     .records = "1/1:a\n2/2:b\n"},
    {.name = "only blank lines",
     .input = "\n\r\n\n",
     .records = "1/1:\n2/2:\n3/3:\n"},
    {.name = "blank lines are records",
     .input = "a\n\nb\r\n\r\nc",
     .records = "1/1:a\n2/2:\n3/3:b\n4/4:\n5/5:c\n"},
    {.name = "a line of blanks is no blank line",
     .input = "a\n  \nb\n",
     .records = "1/1:a\n2/2:  \n3/3:b\n"},
    {.name = "blanks are kept",
     .input = " a , b\t,c d \n  ,\t\n",
     .records = "1/1: a | b\\t|c d \n2/2:  |\\t\n"},
    {.name = "empty fields",
     .input = ",,\n\"\",\n",
     .records = "1/1:||\n2/2:<>|\n"},
    {.name = "doubled quotes",
     .input = "\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\"\n",
     .records = "1/1:<a\"b>|<\">|<\"c\">\n"},
    {.name = "quoted line ends",
     .input = "\"a\nb\",c\nd,\"e\r\nf\n\"\n\ng\n",
     .records = "1/1:<a\\nb>|c\n3/2:d|<e\\r\\nf\\n>\n6/3:\n7/4:g\n"},
    {.name = "quoted delimiters and CR",
     .input = "\"a,b\",\"c\rd\"\n",
     .records = "1/1:<a,b>|<c\\rd>\n"},
    {.name = "only CR",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CR},
     .input = "a,b\r\"c\rd\",e\r\rf\ng,h\r",
     .records = "1/1:a|b\n2/2:<c\\rd>|e\n4/3:\n5/4:f\\ng|h\n"},
    {.name = "any line end",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_ANY},
     .input = "a\rb\nc\r\n\r\r\n\n\"d\r\ne\rf\ng\"\nh",
     .records = "1/1:a\n2/2:b\n3/3:c\n4/4:\n5/5:\n6/6:\n"
                "7/7:<d\\r\\ne\\rf\\ng>\n11/8:h\n"},
    {.name = "custom line ends that are CR and LF",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
                 .terminators = (const char *const[]){"\r\n", "\n"},
                 .terminator_count = 2},
     .input = "a\r\nb\n",
     .records = "1/1:a\n2/2:b\n"},
    {.name = "a custom line end that is CR",
     .dialect = {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
                 .terminators = (const char *const[]){"\r"},
                 .terminator_count = 1},
     .input = "a\nb\rc\r",
     .records = "1/1:a\\nb\n2/2:c\n"},
    {.name = "semicolon and apostrophe",
     .dialect = {.delimiter = ";", .quote = "'", .double_quote = true},
     .input = "a,b;'c;''d'\n\"e;f\n",
     .records = "1/1:a,b|<c;'d>\n2/2:\"e|f\n"},
    {.name = "tab",
     .dialect = {.delimiter = "\t", .quote = "\"", .double_quote = true},
     .input = "a\t\tb \t c\n\t\n",
     .records = "1/1:a||b | c\n2/2:|\n"},
    {.name = "no quotes at all",
     .dialect = {.delimiter = ",", .quote = NULL},
     .input = "\"a,b\"\"\nc\"\n",
     .records = "1/1:\"a|b\"\"\n2/2:c\"\n"},
    {.name = "trim",
     .dialect = {DEFAULTS, .trim = LOD_TRIM_BOTH},
     .input = " a , \" b \" ,c d\n\t,\" \"\n",
     .records = "1/1:a|<b>|c d\n2/2:|<>\n"},
    {.name = "trim the start",
     .dialect = {DEFAULTS, .trim = LOD_TRIM_START},
     .input = " a , \" b \",c \n",
     .records = "1/1:a |<b >|c \n"},
    {.name = "trim the end",
     .dialect = {DEFAULTS, .trim = LOD_TRIM_END},
     .input = " a ,\" b \" \t, c \n\"d\" \n\"e\" ",
     .records = "1/1: a|< b>| c\n2/2:<d>\n3/3:<e>\n"},
    {.name = "a tab behind trimmed blanks ends a field",
     .dialect = {.delimiter = "\t",
                 .quote = "\"",
                 .double_quote = true,
                 .trim = LOD_TRIM_BOTH},
     .input = "\"a\" \tb\n",
     .records = "1/1:<a>|b\n"},
    {.name = "text behind trimmed blanks",
     .dialect = {DEFAULTS, .trim = LOD_TRIM_END},
     .input = "a\nb,\"c\" \"d\"\n",
     .records = "1/1:a\n",
     .messages = "text-after-quote 2:2\n"},
    {.name = "skip initial space",
     .dialect = {DEFAULTS, .skip_initial_space = true},
     .input = "a,  b , \"c, d\"\n",
     .records = "1/1:a|b |<c, d>\n"},
    {.name = "skip blank rows",
     .dialect = {DEFAULTS, .skip_blank_rows = true},
     .input = "\na\n\n,,\n\"\",\nb,\n \n",
     .records = "2/2:a\n6/6:b|\n7/7: \n",
     .messages = "blank-rows 0:0\n"},
    {.name = "stray quotes",
     .input = "a\"b\"c,d\ne,f\"\n \"g,h\"\n",
     .records = "1/1:a\"b\"c|d\n2/2:e|f\"\n3/3: \"g|h\"\n",
     .messages = "stray-quote 1:1\nstray-quote 2:2\nstray-quote 3:1\n"
                 "stray-quote 3:2\n"},
    {.name = "text behind a closing quote",
     .input = "a,b\n\"c\",\"d\n\"e,f\n",
     .records = "1/1:a|b\n",
     .messages = "text-after-quote 2:2\n"},
    {.name = "a blank behind a closing quote",
     .input = "\"a\" ,b\n",
     .records = "",
     .messages = "text-after-quote 1:1\n"},
    {.name = "a bare CR behind a closing quote",
     .input = "\"a\"\rb\n",
     .records = "",
     .messages = "text-after-quote 1:1\n"},
    {.name = "unclosed quote",
     .input = "a,b\nc,d\n\"e\nf\",\"g\nh\ni",
     .records = "1/1:a|b\n2/2:c|d\n",
     .messages = "unclosed-quote 4:2\n"},
    {.name = "unclosed quote at the end",
     .input = "a\n\"",
     .records = "1/1:a\n",
     .messages = "unclosed-quote 2:1\n"},
    {.name = "endless quote",
     .max_field = 8,
     .input = "a,b\nc,\"123\n567890,\nx,y\n",
     .records = "1/1:a|b\n",
     .messages = "unclosed-quote 2:2\n"},
    {.name = "fields of the longest size",
     .max_field = 8,
     .input = "12345678,\"12345678\",\"1\"\"345678\"\nx\n\"12345678\"",
     .records = "1/1:12345678|<12345678>|<1\"345678>\n2/2:x\n3/3:<12345678>\n"},
    {.name = "too long a field",
     .max_field = 8,
     .input = "a\nb,c\nd,123456789,e\nf\n",
     .records = "1/1:a\n2/2:b|c\n",
     .messages = "field-too-long 3:2\n"},
    {.name = "too long a quoted field",
     .max_field = 8,
     .input = "a\n\"123456789\"\nf\n",
     .records = "1/1:a\n",
     .messages = "field-too-long 2:1\n"},
    {.name = "too long a record",
     .max_field = 4,
     .input = "1234,1234,1234,1234\n1234,1234,1234,1234,1\n",
     .records = "1/1:1234|1234|1234|1234\n",
     .messages = "record-too-long 2:5\n"},
    {.name = "bad UTF-8",
     .input = "a,b\n\xC3\xA5,c\nd,\"e\n\xE5\",f\ng\n",
     .records = "1/1:a|b\n2/2:\xC3\xA5|c\n",
     .messages = "bad-utf8 4:2\n"},
    {.name = "a character that the delimiter cuts",
     .input = "a,\xC3,\xA5\n",
     .records = "",
     .messages = "bad-utf8 1:2\n"},
    {.name = "a stray quote in a field that is too long",
     .max_field = 8,
     .input = "a\nb,1234567\"9,e\nf\n",
     .records = "1/1:a\n",
     .messages = "stray-quote 2:2\nfield-too-long 2:2\n"},
    {.name = "... and behind its limit",
     .max_field = 8,
     .input = "a\nb,12345678\"9\",e\nf\n",
     .records = "1/1:a\n",
     .messages = "field-too-long 2:2\n"},
    {.name = "what stands before bad UTF-8 is said, and nothing behind it",
     .dialect = {DEFAULTS, .skip_blank_rows = true},
     .input = "a\n\nb\"c,\"d\ne\",\xC3\xA5\xC3,f\"\n\n\ng\"h\n\"",
     .records = "1/1:a\n",
     .messages = "stray-quote 3:1\nbad-utf8 4:3\nblank-rows 0:0\n"},
    {.name = "bad UTF-8 in a quote that is never closed",
     .input = "a\nb,\"c\n\xFF\nd",
     .records = "1/1:a\n",
     .messages = "bad-utf8 3:2\n"},
    {.name = "a character that the end of the input cuts",
     .input = "a\nb\xF0\x9F\x98",
     .records = "1/1:a\n",
     .messages = "bad-utf8 2:1\n"},
    {.name = "bad UTF-8 before another fault",
     .input = "a\n\xFF\nb\n\"c\"d\n",
     .records = "1/1:a\n",
     .messages = "bad-utf8 2:1\n"},
};

START_TEST(test_cases)
{
  check_case(NULL, &cases[_i]);
}
END_TEST

START_TEST(test_nul_byte)
{
  const struct {
    LodView input;
    const char *records, *messages;
  } tests[] = {
      {LOD_VIEW("a\nb,\0c\n"), "1/1:a\n", "nul-byte 2:2\n"},
      {LOD_VIEW("\0"), "", "nul-byte 1:1\n"},
      {LOD_VIEW("a\n\"b\n\0\"\n"), "1/1:a\n", "nul-byte 3:1\n"},
      {LOD_VIEW("a\n\0"), "1/1:a\n", "nul-byte 2:1\n"},
      {LOD_VIEW("\xFF\n\0"), "", "bad-utf8 1:1\n"},
  };
  for (size_t i = 0; i < sizeof tests / sizeof *tests; ++i)
    for (size_t size = 1; size < 10; ++size) {
      const LodReaderLimits limits = {.read_bytes = size};
      Result result = read_all(tests[i].input, &lod_dialect_default, &limits);
      ck_assert_str_eq(result.records.data, tests[i].records);
      ck_assert_str_eq(result.messages.data, tests[i].messages);
      ck_assert_int_eq(result.status, LOD_ERR_INPUT);
      result_free(&result);
    }
}
END_TEST

START_TEST(test_too_many_fields)
{
  const LodReaderLimits limits = {.max_columns = 3};
  Result result =
      read_all(lod_view("a,b,c\na,b,c,d\n"), &lod_dialect_default, &limits);
  ck_assert_str_eq(result.records.data, "1/1:a|b|c\n");
  ck_assert_str_eq(result.messages.data, "too-many-fields 2:4\n");
  ck_assert_int_eq(result.status, LOD_ERR_INPUT);
  result_free(&result);
}
END_TEST

/* -- Size ----------------------------------------------------------------- */

/* Fields of 1 MB, quoted and not, and the memory given back behind them. */
START_TEST(test_giant_fields)
{
  const size_t giant = 1000000;
  LodBuffer input = {0};
  put_text(&input, "a,\"");
  for (size_t i = 0; i < giant / 10; ++i)
    put_text(&input, "12345678\n,");
  put_text(&input, "\"\n");
  for (size_t i = 0; i < giant / 10; ++i)
    put_text(&input, "1234567890");
  put_text(&input, ",b\n");
  for (size_t i = 0; i < 100000; ++i)
    put_text(&input, "c,d\n");
  LodLog *const log = lod_log_new();
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(lod_source_open_memory(lod_buffer_view(&input), "test.csv",
                                          NULL, log, &source),
                   LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, NULL, log, &reader),
      LOD_SUCCESS);
  LodBatch batch = {0};
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
  ck_assert_uint_eq(batch.cells[1].size, giant);
  ck_assert_uint_eq(batch.records[0].line, 1);
  uint64_t records = batch.record_count;
  LodRecord last = batch.records[batch.record_count - 1];
  for (;;) {
    ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
    if (!batch.record_count)
      break;
    if (records == 1)
      ck_assert_uint_eq(batch.cells[0].size, giant);
    records += batch.record_count;
    last = batch.records[batch.record_count - 1];
  }
  ck_assert_uint_eq(records, 100002);
  ck_assert_uint_eq(last.number, 100002);
  ck_assert_uint_eq(last.line, giant / 10 + 100002);
  ck_assert_uint_lt(batch.bytes.capacity, 1000000);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
  lod_log_free(log);
  lod_buffer_free(&input);
}
END_TEST

/* What a source refuses comes behind the records before it. */
START_TEST(test_source_fault)
{
  LodBuffer messages = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_message, &messages);
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(lod_source_open_memory(lod_view("a\n\xE5\nb\x81\nc\n"),
                                          "test.csv", "windows-1252", log,
                                          &source),
                   LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, NULL, log, &reader),
      LOD_SUCCESS);
  LodBatch batch = {0};
  LodBuffer records = {0};
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
  put_batch(&records, &batch);
  ck_assert_int_eq(lod_buffer_terminate(&records), LOD_SUCCESS);
  ck_assert_str_eq(records.data, "1/1:a\n2/2:å\n");
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_ERR_INPUT);
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_ERR_INPUT);
  ck_assert_int_eq(lod_buffer_terminate(&messages), LOD_SUCCESS);
  ck_assert_str_eq(messages.data, "bad-encoding 3:0\n");
  lod_buffer_free(&records);
  lod_buffer_free(&messages);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
  lod_log_free(log);
}
END_TEST

static void check_endless(const char *start, const char *rest,
                          const char *message)
{
  const LodReaderLimits limits = {.max_field = 1 << 20};
  LodBuffer input = {0};
  put_text(&input, "a,b\nc,");
  put_text(&input, start);
  for (size_t i = 0; i < 500000; ++i)
    put_text(&input, rest);
  Result result =
      read_all(lod_buffer_view(&input), &lod_dialect_default, &limits);
  ck_assert_str_eq(result.records.data, "1/1:a|b\n");
  ck_assert_str_eq(result.messages.data, message);
  result_free(&result);
  lod_buffer_free(&input);
}

/* The memory that a field takes is bounded by its limit, whatever the input
   is. */
START_TEST(test_endless_fields)
{
  check_endless("\"", "1,2,3,4\n", "unclosed-quote 2:2\n");
  check_endless("", "12345678", "field-too-long 2:2\n");
  check_endless("", ",", "too-many-fields 2:65537\n");
}
END_TEST

/* Rows are numbered behind the skipped ones and the header. */
START_TEST(test_first_row)
{
  LodDialect dialect = lod_dialect_default;
  dialect.skip_rows = 1;
  dialect.header_row_count = 2;
  const LodReaderLimits limits = {.read_bytes = 2, .batch_bytes = 4};
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(lod_source_open_memory(lod_view("a\nb\nc\nd\ne\nf\ng\n"),
                                          "test.csv", NULL, NULL, &source),
                   LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(NULL, &dialect, source, &limits, NULL, &reader),
      LOD_SUCCESS);
  static const uint64_t first_rows[] = {1, 1, 2, 4};
  LodBatch batch = {0};
  for (size_t i = 0; i < 4; ++i) {
    ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
    ck_assert_uint_eq(batch.first_row, first_rows[i]);
    if (i == 1) {
      ck_assert_uint_eq(batch.record_count, 2);
      lod_batch_drop(&batch, 1);
      ck_assert_uint_eq(batch.record_count, 1);
      ck_assert_uint_eq(batch.records[0].number, 4);
    }
  }
  ck_assert_uint_eq(batch.record_count, 1);
  lod_batch_drop(&batch, 2);
  ck_assert_uint_eq(batch.record_count, 0);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
}
END_TEST

/* -- Refusals ------------------------------------------------------------- */

/* Who reads what: V for a batch of the vector scanner, L for one of libcsv. */
static void check_readers(LodView input, const char *expected)
{
  char readers[64] = "";
  size_t count = 0;
  LodSource *source;
  LodReader *reader;
  LodBatch batch = {0};
  ck_assert_int_eq(
      lod_source_open_memory(input, "test.csv", "utf-8", NULL, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, NULL, NULL, &reader),
      LOD_SUCCESS);
  for (;;) {
    ck_assert_int_eq(lod_reader_fetch(reader, &batch), LOD_SUCCESS);
    if (!batch.record_count)
      break;
    ck_assert_uint_lt(count, sizeof readers - 1);
    readers[count++] = batch.chunk.rules ? 'V' : 'L';
  }
  ck_assert_str_eq(readers, expected);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
}

/* The vector scanner reads long records, too, up to a limit; what is irregular
   is libcsv's, and what is regular again behind it is not. */
START_TEST(test_who_reads)
{
  enum { LONG = 100000, LONGEST = 600000 };
  LodBuffer text = {0};
  check_readers(LOD_VIEW("a,b\n\"c\",d\n"), "V");
  check_readers(LOD_VIEW("a,b\nc\"c,d\n"), "L");
  for (int i = 0; i < 3 * LONG; ++i)
    ck_assert_int_eq(lod_buffer_append_char(
                         &text, i % LONG == LONG - 1 ? '\n' : "abc,"[i % 4]),
                     LOD_SUCCESS);
  check_readers(lod_buffer_view(&text), "VVV");
  text.size = 0;
  for (int i = 0; i < LONGEST; ++i)
    ck_assert_int_eq(lod_buffer_append_char(&text, "abcdefghijklmno,"[i % 16]),
                     LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_text(&text, "\na\nb\n"), LOD_SUCCESS);
  check_readers(lod_buffer_view(&text), "LV");
  lod_buffer_free(&text);
}
END_TEST

static void check_refused(const char *name, const LodDialect *dialect)
{
  LodLog *const log = lod_log_new();
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(
      lod_source_open_memory(lod_view("a\n"), "test.csv", NULL, log, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new(name, dialect, source, NULL, log, &reader),
                   LOD_ERR_INPUT);
  ck_assert_ptr_null(reader);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "dialect-unsupported");
  lod_source_free(source);
  lod_log_free(log);
}

/* What libcsv cannot read; the full reader can. */
START_TEST(test_refused_by_libcsv)
{
  const LodDialect dialects[] = {
      {DEFAULTS, .comment_prefix = "#"},
      {DEFAULTS, .skip_rows = 1},
      {.delimiter = "||", .quote = "\"", .double_quote = true},
      {.delimiter = ",", .quote = "''", .double_quote = true},
      {.delimiter = ",", .quote = "\"", .double_quote = false},
      {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
       .terminators = (const char *const[]){"\n", ";"}, .terminator_count = 2},
  };
  const LodView input = lod_view("a\n");
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; ++i) {
    check_refused("libcsv", &dialects[i]);
    check_refused("vector", &dialects[i]);
    Result result = read_with(NULL, input, &dialects[i], NULL);
    ck_assert_str_eq(result.records.data,
                     dialects[i].skip_rows ? "1/1:\n" : "1/1:a\n");
    result_free(&result);
  }
}
END_TEST

/* What cannot be read at all, as its marks cannot be told apart. */
START_TEST(test_refused_dialects)
{
  const LodDialect dialects[] = {
      {.delimiter = "", .quote = "\"", .double_quote = true},
      {.delimiter = "\n", .quote = "\"", .double_quote = true},
      {.delimiter = ",", .quote = "", .double_quote = true},
      {.delimiter = ",", .quote = ",", .double_quote = true},
      {.delimiter = ",", .quote = "\n", .double_quote = true},
      {.delimiter = "\\", .quote = "\"", .double_quote = false},
      {.delimiter = ",", .quote = "\"", .escape = "\""},
      {DEFAULTS, .line_ends = LOD_LINES_CUSTOM},
      {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
       .terminators = (const char *const[]){"\n", ""}, .terminator_count = 2},
      {DEFAULTS, .line_ends = LOD_LINES_CUSTOM,
       .terminators = (const char *const[]){","}, .terminator_count = 1},
  };
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; ++i)
    check_refused(NULL, &dialects[i]);
}
END_TEST

START_TEST(test_refused_use)
{
  LodLog *const log = lod_log_new();
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(
      lod_source_open_memory(lod_view("a\n"), "test.csv", NULL, log, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new("scanner of dreams", &lod_dialect_default,
                                  source, NULL, log, &reader),
                   LOD_ERR_USAGE);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "no-such-reader");
  const LodReaderLimits limits = {.max_field = UINT32_MAX};
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, &limits, log, &reader),
      LOD_ERR_USAGE);
  ck_assert_str_eq(lod_log_at(log, 1)->code, "max-field");
  const LodReaderLimits wide = {.max_columns = SIZE_MAX};
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, &wide, log, &reader),
      LOD_ERR_USAGE);
  ck_assert_str_eq(lod_log_at(log, 2)->code, "reader-limit");
  lod_source_free(source);
  lod_log_free(log);
}
END_TEST

/* Every allocation made to fail in turn. */
static LodStatus read_some(size_t nth)
{
  return read_failing(nth, NULL, &lod_dialect_default,
                      "a,\"b\nc\"\nd,e\n\nf,g\"h\n");
}

START_TEST(test_no_memory)
{
  torture(read_some, 8);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("reader");
  TCase *const tcase = tcase_create("libcsv");
  tcase_set_timeout(tcase, 120);
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_nul_byte);
  tcase_add_test(tcase, test_too_many_fields);
  tcase_add_test(tcase, test_giant_fields);
  tcase_add_test(tcase, test_source_fault);
  tcase_add_test(tcase, test_endless_fields);
  tcase_add_test(tcase, test_first_row);
  tcase_add_test(tcase, test_who_reads);
  tcase_add_test(tcase, test_refused_by_libcsv);
  tcase_add_test(tcase, test_refused_dialects);
  tcase_add_test(tcase, test_refused_use);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
