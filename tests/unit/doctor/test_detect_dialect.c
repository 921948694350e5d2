/* What is found out about the way a file is written, and what is not. */
#include "base/buffer.h"
#include "base/memory.h"
#include "doctor/detect.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

typedef struct Case {
  const char *name;
  const char *input;
  LodDialectTold told;
  const char *delimiter, *quote; /* NULL: , and " */
  LodLineEnds ends;
  unsigned skip_rows;
  bool skip_blank_rows;
  const char *messages; /* CODE LINE per line; an error refuses */
} Case;

#define SPEC_HEADER                                                            \
  "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;"    \
  "konto_text;belopp;datum;forvaltning;faktura_nr;grund;avtal;kommun_id,"      \
  "s_kod_nr\n"
#define VGR_HEADER                                                             \
  "kopare_id;kopare;verifikationsnummer;leverantor;leverantor_id;konto_nr;"    \
  "konto_text;bokforingsdatum;forvaltning;fakturanummer;nettobelopp;grund;"    \
  "avtal;kommun_id;s_kod_nr"

static const Case cases[] = {
    /* The forms in which ledgers come */
    {.name = "RFC 4180", .input = "a,b,c\r\n1,2,3\r\n4,5,6\r\n"},
    {.name = "VGR: semicolons, bare CR",
     .input = VGR_HEADER
     "\r2321000131;VÄSTRA GÖTALANDSREGIONEN;3010147;Swedbank AB;6630000138;"
     "8591;Övriga finansiella kostnader;2026-01-07;Fordonsförvaltningen;-;"
     "136.98;;;;"
     "\r2321000131;VÄSTRA GÖTALANDSREGIONEN;3007258;Sensative AB;5569224644;"
     "7599;Övr ej verksamhetskn tjänster;2026-01-07;Miljö- o "
     "regionalutv.nämnd;-;-14250.00;;;;\r",
     .delimiter = ";",
     .ends = LOD_LINES_CR,
     .messages = "detected-delimiter 0\ndetected-line-ends 0\n"},
    {.name = "Göteborg: commas, decimal commas in quotes",
     .input = "leverantor,leverantor_id,belopp,datum\r\n"
              "SWEDISH RADIO SUPPLY AB,5563300370,\"3270,50\",2026-07-02\r\n"
              "A AB,5563300370,\"-12,5\",2026-07-02\r\n"},
    {.name = "Göteborg 2020: thousands and decimals in quotes",
     .input = "leverantor,belopp\n\"A, B AB\",\"1 234,50\"\nC,\"2 000,00\"\n"},
    {.name = "Umeå: semicolons, decimal commas, masks",
     .input = "datum;forvaltning;leverantor;leverantor_id;belopp\n"
              "201701;Teknik;A AB;5566778899;1234,50\n"
              "201701;Teknik;*****;**********;-12,00\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "Agresso: tabs, a row of sums",
     .input = "Period\tLeverantör\tBelopp\r\n201601\tA, B\t1 234.50\r\n"
              "201601\tC; D\t10.00\r\n\t\t1 244.50\r\n",
     .delimiter = "\t",
     .messages = "detected-delimiter 0\n"},
    {.name = "the specification's header with its comma",
     .input = SPEC_HEADER,
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "the mark U+FEFF in front",
     .input = "\xEF\xBB\xBF\"a;b\",c\n1,2\n"},

    /* Delimiters */
    {.name = "header only",
     .input = "a;b;c",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "one row",
     .input = "a;b;c\n1,5;2;3\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "semicolons within quotes",
     .input = "a,b\n\"x;y;z\",1\n\"p;q;r\",2\n\"s;t;u\",3\n"},
    {.name = "a header in quotes with other delimiters",
     .input = "\"a;b;c\",\"d;e\"\n1,2\n"},
    {.name = "a title in quotes with more of another delimiter",
     .input = "x,\"a;b;c;d\",y\n1,2,3\n4,5,6\n"},
    {.name = "the right delimiter, but ragged rows",
     .input = "a;b;c;d, e\n1;2;3;4,5\n1;2;4,5\n1;2;3,5\n",
     .messages = "uncertain-delimiter 3\n"},
    {.name = "line ends within quotes",
     .input = "a;b\n\"x\ny,z\n\";1\n\"p\r\nq\";2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "quotes doubled within quotes",
     .input = "a;b\n\"x \"\";\"\" y\";1\nz;2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a quote within a field is text",
     .input = "a;b\n5\" rör;1\nz;2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a comma in the header, decimal commas in some rows",
     .input = "namn;belopp, kr\nA;1,50\nB;2\nC;3,50\nD;4\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a comma in the header and in every row",
     .input = "namn;belopp, kr\nA;1,50\nB;2,50\n",
     .messages = "uncertain-delimiter 0\n"},
    {.name = "header only, three fields or two",
     .input = "a;b;c,d\n",
     .messages = "uncertain-delimiter 0\n"},
    {.name = "rivals, but the user says which",
     .input = "a;b,c\n1;2,3\n",
     .told = {.delimiter = true},
     .delimiter = NULL},
    {.name = "delimiters at the end of rows only",
     .input = "a;b;c\n1;2;3;\n4;5;6;\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "one ragged row of ten",
     .input = "a;b\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1\n1;2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "one ragged row of two",
     .input = "a;b\n1;2\n3;4;5\n",
     .messages = "uncertain-delimiter 3\n"},
    {.name = "blank lines do not count",
     .input = "a;b\n\n1;2\n\n3;4\n\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "blank lines above the header",
     .input = "\n;;\na;b;c\n1;2;3\n",
     .skip_blank_rows = true,
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a blank line that is the header",
     .input = "\na;b;c\n1;2;3\n4;5;6\n",
     .messages = "uncertain-delimiter 0\n"},

    /* Decimal commas without quotes */
    {.name = "decimal commas part every amount",
     .input = "a,b,belopp\nx,y,3270,50\nx,y,12,00\n",
     .messages = "uncertain-delimiter 2\n"},
    {.name = "decimal commas part a few amounts of many",
     .input = "a,belopp,c\nx,1,y\nx,1,y\nx,1,y\nx,1,y\nx,1,y\nx,1,y\nx,1,y\n"
              "x,1,y\nx,1,y\nx,1,y\nx,12,50,y\nx,1,y\n",
     .messages = "uncertain-delimiter 12\n"},
    {.name = "a decimal comma before an empty last column",
     .input = "a,belopp,c\nx,3270,50,\nx,12,00,\n",
     .messages = "uncertain-delimiter 2\n"},
    {.name = "numbers beside each other are usual here",
     .input = "a,b,c\n1,2,x\n1,2,x\n1,2,x\n1,2,x\n1,2,x\n1,2,x\n1,2,x\n"
              "1,2,x\n1,2,x\n1,2,x\n1,2,x,y\n"},
    {.name = "the user has the comma",
     .input = "a,b,belopp\nx,y,3270,50\n",
     .told = {.delimiter = true}},

    /* One column */
    {.name = "one column", .input = "namn\nA\nB\n"},
    {.name = "one column, commas in some cells",
     .input = "text\nA, och B\nC\nD, E, F\n"},
    {.name = "one column of decimal commas", .input = "belopp\n1,5\n2,5\n"},
    {.name = "one field", .input = "a"},
    {.name = "a title above the header",
     .input = "Leverantörsreskontra 2016\na;b;c\n1;2;3\n4;5;6\n",
     .messages = "uncertain-delimiter 0\n"},
    {.name = "the title is skipped",
     .input = "Leverantörsreskontra 2016\na;b;c\n1;2;3\n4;5;6\n",
     .skip_rows = 1,
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "nothing", .input = ""},
    {.name = "blank lines only", .input = "\n\n\n"},

    /* Line ends */
    {.name = "LF and CRLF",
     .input = "a,b\r\n1,2\n3,4\r\n",
     .messages = "detected-line-ends 0\n"},
    {.name = "CR with an LF at the end",
     .input = "a,b\r1,2\r3,4\n",
     .ends = LOD_LINES_ANY,
     .messages = "detected-line-ends 0\n"},
    {.name = "CR, LF and CRLF",
     .input = "a,b\r1,2\n3,4\r\n5,6\r",
     .ends = LOD_LINES_ANY,
     .messages = "detected-line-ends 0\n"},
    {.name = "a bare CR within a field",
     .input = "a,b,c\n1,x\ry,2\n3,z,4\n",
     .messages = "detected-line-ends 0\n"},
    {.name = "an LF within a field, lines by CR",
     .input = "a,b,c\r1,x\ny,2\r3,z,4\r",
     .ends = LOD_LINES_CR,
     .messages = "detected-line-ends 0\n"},
    {.name = "CR within quotes only", .input = "a,b\n\"x\ry\",1\n"},
    {.name = "LF within quotes only",
     .input = "a,b\r\"x\ny\",1\r",
     .ends = LOD_LINES_CR,
     .messages = "detected-line-ends 0\n"},
    {.name = "CRCRLF gives blank lines",
     .input = "a,b\r\r\n1,2\r\r\n",
     .ends = LOD_LINES_ANY,
     .messages = "detected-line-ends 0\n"},
    {.name = "one column, both ends",
     .input = "a\nx\ry\nz\n",
     .messages = "uncertain-line-ends 2\n"},
    {.name = "one column, the user says which",
     .input = "a\nx\ry\nz\n",
     .told = {.line_ends = true}},
    {.name = "a CR that the user takes for text",
     .input = "a;b\n1;2\r\r\n3;4\n",
     .told = {.line_ends = true},
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},

    /* Quotes */
    {.name = "apostrophes",
     .input = "'a';'b'\n'x;y';'1'\n'z';'2'\n",
     .delimiter = ";",
     .quote = "'",
     .messages = "detected-delimiter 0\ndetected-quote 0\n"},
    {.name = "apostrophes are text when the user has quotes",
     .input = "'a';'b'\n'x';'1'\n",
     .told = {.quote = true},
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a quote that nothing closes",
     .input = "a;b\n\"x;1\ny;2\nz;3\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a quote that nothing closes, commas in the header",
     .input = "namn;belopp, kr\nA;1\n\"B;2\nC;3\nD;4\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "a quote that the next row closes",
     .input = "a,b,c\n\"x,1,y\n\"z\",2,y\nu,3,y\n"},
    {.name = "a quote in the header that nothing closes",
     .input = "\"a;b\n1;2\n3;4\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "an apostrophe that nothing closes",
     .input = "'a';'b'\n'x;1\n'z';'2'\n",
     .delimiter = ";",
     .quote = "'",
     .messages = "detected-delimiter 0\ndetected-quote 0\n"},
    {.name = "a quote that nothing closes, the user has quotes",
     .input = "a;b\n\"x;1\ny;2\n",
     .told = {.quote = true},
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "text behind closing quotes",
     .input = "a;b\n\"Foo\" AB;1\n\"Bar\" AB;2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},
    {.name = "text behind a closing quote among good ones",
     .input = "a;b\n\"Foo\" AB;1\n\"Bar;AB\";2\n",
     .delimiter = ";",
     .messages = "detected-delimiter 0\n"},

    /* What no table is */
    {.name = "only quotes", .input = "\"\"\"\"\"\"\"\"\"\""},
    {.name = "an odd number of quotes", .input = "\"\"\"\"\"\"\"\"\""},
    {.name = "delimiters only", .input = ",,,,\n,,,,\n"},
    {.name = "bad UTF-8", .input = "\xFF\xFE\x80\n\xC3\n"},
};

static const LodPlace place = {.file = "t.csv"};

static void list_messages(const LodLog *log, LodBuffer *out)
{
  for (size_t i = 0; i < lod_log_size(log); i++) {
    const LodMessage *message = lod_log_at(log, i);
    ck_assert_str_eq(message->place.file, "t.csv");
    ck_assert_int_eq(lod_buffer_printf(out, "%s %d\n", message->code,
                                       (int)message->place.line),
                     0);
  }
  ck_assert_int_eq(lod_buffer_terminate(out), 0);
}

static void check_dialect(const Case *c, const LodDialect *dialect)
{
  ck_assert_msg(!strcmp(dialect->delimiter, c->delimiter ? c->delimiter : ","),
                "%s: delimiter %s", c->name, dialect->delimiter);
  ck_assert_msg(dialect->quote &&
                    !strcmp(dialect->quote, c->quote ? c->quote : "\""),
                "%s: quote", c->name);
  ck_assert_msg(dialect->line_ends == c->ends, "%s: line ends %d", c->name,
                (int)dialect->line_ends);
}

START_TEST(finds_dialect)
{
  const Case *c = &cases[_i];
  const char *messages = c->messages ? c->messages : "";
  LodDialect dialect = lod_dialect_default;
  LodBuffer seen = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  dialect.skip_rows = c->skip_rows;
  dialect.skip_blank_rows = c->skip_blank_rows;
  const LodStatus status = lod_detect_dialect(lod_view(c->input), true,
                                              &c->told, &place, log, &dialect);
  list_messages(log, &seen);
  ck_assert_msg(!strcmp(seen.data, messages), "%s: %s", c->name, seen.data);
  ck_assert_msg(status == (lod_log_count(log, LOD_ERROR) ? LOD_ERR_INPUT : 0),
                "%s: status %d", c->name, (int)status);
  check_dialect(c, &dialect);
  lod_buffer_free(&seen);
  lod_log_free(log);
}
END_TEST

/* -- Samples that are not the whole file ---------------------------------- */

static LodStatus detect(const char *data, size_t size, LodDialect *dialect,
                        const char *messages)
{
  LodBuffer seen = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  *dialect = lod_dialect_default;
  const LodStatus status = lod_detect_dialect((LodView){data, size}, false,
                                              NULL, &place, log, dialect);
  list_messages(log, &seen);
  ck_assert_str_eq(seen.data, messages);
  lod_buffer_free(&seen);
  lod_log_free(log);
  return status;
}

/* Whatever a sample is cut in, it says the same or nothing. */
START_TEST(takes_cut_sample)
{
  static const char text[] = "a;b;c\r\n1,5;\"x\r\ny\";3\r\n4;5;6\r\n";
  for (size_t size = 7; size < sizeof text; size++) {
    LodDialect dialect;
    ck_assert_int_eq(detect(text, size, &dialect, "detected-delimiter 0\n"), 0);
    ck_assert_str_eq(dialect.delimiter, ";");
    ck_assert_int_eq(dialect.line_ends, LOD_LINES_LF);
  }
}
END_TEST

START_TEST(takes_sample_cut_in_header)
{
  LodDialect dialect;
  ck_assert_int_eq(detect("a;b;c", 5, &dialect, "uncertain-line-ends 0\n"),
                   LOD_ERR_INPUT);
  ck_assert_int_eq(detect("a;b;c\r", 6, &dialect, "uncertain-line-ends 0\n"),
                   LOD_ERR_INPUT);
}
END_TEST

#define MEBIBYTE ((size_t)1 << 20)

static const struct {
  const char *pattern, *messages;
} endless[] = {
    {"x", "uncertain-line-ends 0\n"},    {";", "uncertain-line-ends 0\n"},
    {"1,5;", "uncertain-line-ends 0\n"}, {"\"", "uncertain-line-ends 0\n"},
    {"\"a", "uncertain-line-ends 0\n"},  {"'a';", "uncertain-line-ends 0\n"},
};

START_TEST(takes_line_without_end)
{
  const char *pattern = endless[_i].pattern;
  const size_t size = strlen(pattern);
  LodBuffer text = {0};
  LodDialect dialect;
  ck_assert_int_eq(lod_buffer_reserve(&text, MEBIBYTE), 0);
  for (; text.size < MEBIBYTE; text.size++)
    text.data[text.size] = pattern[text.size % size];
  ck_assert_int_eq(detect(text.data, text.size, &dialect, endless[_i].messages),
                   LOD_ERR_INPUT);
  lod_buffer_free(&text);
}
END_TEST

/* Any bytes: an answer and no more. */
START_TEST(takes_binary)
{
  static const char bytes[] = "\n\r,;\t\"' a1\xC3\xA5\xFF";
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  uint32_t random = 12345;
  for (int round = 0; round < 2000; round++) {
    char text[64];
    LodDialect dialect = lod_dialect_default;
    for (size_t i = 0; i < sizeof text; i++) {
      random = random * 1664525u + 1013904223u;
      text[i] = bytes[(random >> 24) % (sizeof bytes - 1)];
    }
    const LodStatus status = lod_detect_dialect(
        (LodView){text, sizeof text}, round % 2, NULL, &place, log, &dialect);
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_INPUT);
    ck_assert_ptr_nonnull(dialect.delimiter);
  }
  lod_log_free(log);
}
END_TEST

START_TEST(leaves_nul_to_reader)
{
  LodDialect dialect;
  ck_assert_int_eq(detect("a;b\0c\n1;2\n", 10, &dialect, ""), 0);
  ck_assert_str_eq(dialect.delimiter, ",");
}
END_TEST

/* An unclosed quote in a sample swallows what is behind it. */
START_TEST(sees_swallowing_quote)
{
  LodBuffer text = {0};
  LodDialect dialect;
  ck_assert_int_eq(lod_buffer_append_text(&text, "a;b\n\"x;1\n"), 0);
  for (int i = 0; i < 1000; i++)
    ck_assert_int_eq(lod_buffer_printf(&text, "y%0100d;2\nz%0100d;3\n", i, i),
                     0);
  ck_assert_int_eq(
      detect(text.data, text.size, &dialect, "detected-delimiter 0\n"), 0);
  ck_assert_str_eq(dialect.delimiter, ";");
  ck_assert_str_eq(dialect.quote, "\"");
  lod_buffer_free(&text);
}
END_TEST

/* -- With the titles of a mapping ----------------------------------------- */

static const struct {
  const char *name, *input, *delimiter, *messages;
} titled[] = {
    {"the header tells between rivals", "namn;belopp, kr\nA;1,50\nB;2,50\n",
     ";", "detected-delimiter 0\n"},
    {"more fields, but fewer titles", "Namn,\"a;b;c;d\",Belopp\n1,2,3\n", ",",
     ""},
    {"titles in quotes, in any case", "\"NAMN\";\"x,y\"\n1;2\n", ";",
     "detected-delimiter 0\n"},
    {"a delimiter that is not looked for", "namn|belopp\nA|1\n", ",",
     "uncertain-delimiter 0\n"},
    {"one column that the mapping has", "Belopp\n1,5\n2,5\n", ",", ""},
    {"the titles tell, rows are short", "namn;belopp\nA\nB;1\nC\n", ";",
     "detected-delimiter 0\n"},
    {"the titles tell, rows are long", "namn;belopp\nA;1;2;x\nB;1\n", ",",
     "uncertain-delimiter 2\n"},
    {"the titles tell, the rows do not fit", "namn,belopp\nA,1,50\nB,2,50\n",
     ",", "uncertain-delimiter 2\n"},
};

START_TEST(heeds_titles)
{
  LodTitle amount = {"sv", "Belopp, kr"};
  LodColumn columns[] = {
      {.name = "namn"},
      {.name = "belopp", .titles = &amount, .title_count = 1}};
  const LodSchema schema = {
      .columns = columns, .column_count = 2, .match_by_title = true};
  const LodSchema *const schemas[] = {&schema};
  const LodDialectTold told = {.schemas = schemas, .schema_count = 1};
  LodDialect dialect = lod_dialect_default;
  LodBuffer seen = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  const LodStatus status = lod_detect_dialect(lod_view(titled[_i].input), true,
                                              &told, &place, log, &dialect);
  list_messages(log, &seen);
  ck_assert_msg(!strcmp(seen.data, titled[_i].messages), "%s: %s",
                titled[_i].name, seen.data);
  ck_assert_int_eq(status, lod_log_count(log, LOD_ERROR) ? LOD_ERR_INPUT : 0);
  ck_assert_str_eq(dialect.delimiter, titled[_i].delimiter);
  lod_buffer_free(&seen);
  lod_log_free(log);
}
END_TEST

START_TEST(fails_without_memory)
{
  const LodColumn column = {.name = "a"};
  const LodSchema schema = {.columns = (LodColumn *)&column,
                            .column_count = 1,
                            .match_by_title = true};
  const LodSchema *const schemas[] = {&schema};
  const LodDialectTold told = {.schemas = schemas, .schema_count = 1};
  LodStatus status = LOD_ERR_NO_MEMORY;
  for (size_t nth = 1; status == LOD_ERR_NO_MEMORY; nth++) {
    LodDialect dialect = lod_dialect_default;
    LodLog *log = lod_log_new();
    ck_assert_ptr_nonnull(log);
    lod_memory_fail_at(nth);
    status = lod_detect_dialect(LOD_VIEW("a,b\n1,2\n"), true, &told, &place,
                                log, &dialect);
    lod_memory_fail_at(0);
    lod_log_free(log);
  }
  ck_assert_int_eq(status, LOD_SUCCESS);
}
END_TEST

START_TEST(says_evidence)
{
  LodLog *log = lod_log_new();
  LodDialect dialect = lod_dialect_default;
  ck_assert_ptr_nonnull(log);
  ck_assert_int_eq(lod_detect_dialect(LOD_VIEW("a;b;c\r1;2;3\r4;5;6\r"), true,
                                      NULL, &place, log, &dialect),
                   0);
  ck_assert_str_eq(lod_log_at(log, 0)->text,
                   "the delimiter is \";\": the header has 3 fields, and so "
                   "have 2 of 2 rows looked at");
  ck_assert_str_eq(lod_log_at(log, 1)->text,
                   "lines end in CR alone: 3 of them, no LF");
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("detect_dialect");
  TCase *tests = tcase_create("detect_dialect");
  tcase_add_loop_test(tests, finds_dialect, 0, COUNT(cases));
  tcase_add_test(tests, takes_cut_sample);
  tcase_add_test(tests, takes_sample_cut_in_header);
  tcase_add_loop_test(tests, takes_line_without_end, 0, COUNT(endless));
  tcase_add_test(tests, takes_binary);
  tcase_add_test(tests, leaves_nul_to_reader);
  tcase_add_test(tests, sees_swallowing_quote);
  tcase_add_loop_test(tests, heeds_titles, 0, COUNT(titled));
  tcase_add_test(tests, fails_without_memory);
  tcase_add_test(tests, says_evidence);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
