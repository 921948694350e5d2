/* Plain CSV: RFC 4180, the schema's columns in its order, XSD forms. */
#include "plain/csv.h"

#include "../table/fixture.h"
#include "base/memory.h"

static void expect_field(const char *text, char delimiter, char quote,
                         const char *expected)
{
  LodBuffer out = {0};
  ck_assert_int_eq(lod_csv_append_field(&out, lod_view(text), delimiter, quote),
                   LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), expected);
  lod_buffer_free(&out);
}

/* RFC 4180, 2, 5-7; outer blanks are quoted for readers that trim. */
START_TEST(quotes_what_must_be_quoted)
{
  static const struct {
    const char *text, *expected;
  } rows[] = {{"", ""},
              {"x", "x"},
              {"a b", "a b"},
              {"a;b", "a;b"},
              {"'", "'"},
              {"a,b", "\"a,b\""},
              {"\"", "\"\"\"\""},
              {"say \"x\"", "\"say \"\"x\"\"\""},
              {"a\nb", "\"a\nb\""},
              {"a\rb", "\"a\rb\""},
              {"a\r\nb", "\"a\r\nb\""},
              {" x", "\" x\""},
              {"x ", "\"x \""},
              {"\tx", "\"\tx\""},
              {"x\t", "\"x\t\""},
              {"å€", "å€"},
              {"-100", "-100"},
              {"=1+1", "=1+1"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    expect_field(rows[i].text, ',', '"', rows[i].expected);
}
END_TEST

START_TEST(knows_other_marks)
{
  expect_field("a,b", ';', '"', "a,b");
  expect_field("a;b", ';', '"', "\"a;b\"");
  expect_field("a'b", ';', '\'', "'a''b'");
  expect_field("a\"b", ';', '\'', "a\"b");
  expect_field("a\tb", '\t', '"', "\"a\tb\"");
}
END_TEST

static unsigned next_random(unsigned *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* What was written is read back, whatever it was. */
START_TEST(fields_survive)
{
  enum { ROWS = 300, COLUMNS = 4, MOST = 12 };
  static const char marks[] = ",\"\n\r \t;'ab\\";
  static char fields[ROWS][COLUMNS][MOST + 1];
  unsigned state = 11;
  LodBuffer out = {0};
  for (int r = 0; r < ROWS; r++)
    for (int c = 0; c < COLUMNS; c++) {
      size_t size = next_random(&state) % MOST;
      for (size_t i = 0; i < size; i++)
        fields[r][c][i] = marks[next_random(&state) % (sizeof marks - 1)];
      ck_assert_int_eq(
          lod_csv_append_field(&out, lod_view(fields[r][c]), ',', '"'),
          LOD_SUCCESS);
      ck_assert_int_eq(
          lod_buffer_append_text(&out, c + 1 < COLUMNS ? "," : "\r\n"),
          LOD_SUCCESS);
    }
  LodBatch batch = make_batch(buffer_text(&out));
  ck_assert_uint_eq(batch.record_count, ROWS);
  for (int r = 0; r < ROWS; r++) {
    ck_assert_uint_eq(batch.records[r].count, COLUMNS);
    for (int c = 0; c < COLUMNS; c++) {
      const LodCell *cell = &batch.cells[r * COLUMNS + c];
      ck_assert_uint_eq(cell->size, strlen(fields[r][c]));
      ck_assert(!memcmp(cell->data, fields[r][c], cell->size));
    }
  }
  lod_batch_free(&batch);
  lod_buffer_free(&out);
}
END_TEST

static const LodColumn columns[] = {
    {.name = "text", .spec = {.base = LOD_XSD_STRING}},
    {.name = "amount",
     .spec = {.base = LOD_XSD_DECIMAL, .decimal_char = ",", .group_char = " "}},
    {.name = "day", .spec = {.base = LOD_XSD_DATE, .format = "dd.MM.yyyy"}},
    {.name = "list", .spec = {.base = LOD_XSD_INTEGER}, .separator = ";"},
    {.name = "secret", .spec = {.base = LOD_XSD_STRING}},
    {.name = "made", .spec = {.base = LOD_XSD_STRING}, .virtual_column = true},
};
#define COLUMN_COUNT (sizeof columns / sizeof *columns)

typedef struct Table {
  LodSchema *schema;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
} Table;

static void open_table(Table *t, const LodColumn *schema, size_t count,
                       const char *text)
{
  *t = (Table){.schema = make_schema(schema, count, true),
               .batch = make_batch(text)};
  ck_assert_int_eq(lod_binding_new(t->schema, t->batch.cells,
                                   t->batch.records[0].count, false, NULL, NULL,
                                   &t->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&t->batch, 1);
  t->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(t->binding, &t->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(t->rows, &t->batch), LOD_SUCCESS);
}

static void close_table(Table *t)
{
  lod_rows_free(t->rows);
  lod_binding_free(t->binding);
  lod_schema_free(t->schema);
  lod_batch_free(&t->batch);
}

static void expect_rows(const Table *t, LodBadCells policy,
                        const char *expected)
{
  LodBuffer out = {0};
  ck_assert_int_eq(lod_plain_csv_rows(t->rows, policy, &out), LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), expected);
  lod_buffer_free(&out);
}

START_TEST(header_has_the_real_columns)
{
  LodSchema *schema = make_schema(columns, COLUMN_COUNT, true);
  LodBuffer out = {0};
  ck_assert_int_eq(lod_plain_csv_header(schema, &out), LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), "text,amount,day,list,secret\r\n");
  lod_buffer_free(&out);
  lod_schema_free(schema);
}
END_TEST

/* The schema's order, XSD's forms. */
START_TEST(rows_are_canonical_tables)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT,
             "day,other,amount,text\n"
             "31.01.2026,o,\"-1 234,50\",\"a,b\"\n,,,\n");
  expect_rows(&t, LOD_BAD_KEEP, "\"a,b\",-1234.50,2026-01-31,,\r\n,,,,\r\n");
  close_table(&t);
}
END_TEST

/* CLI.md: kept as it was, or left out. */
START_TEST(bad_cells_by_policy)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT,
             "text,amount,list\nx,\"1,5o\",1;b;3\ny,2,b\n");
  expect_rows(&t, LOD_BAD_KEEP, "x,\"1,5o\",,1;b;3,\r\ny,2,,b,\r\n");
  expect_rows(&t, LOD_BAD_SKIP, "x,,,1;;3,\r\ny,2,,,\r\n");
  close_table(&t);
}
END_TEST

/* Items keep their places: null, empty and first ones, too. */
START_TEST(lists_are_joined)
{
  static const LodView dash[] = {{"-", 1}};
  const LodColumn list[] = {{.name = "a",
                             .spec = {.base = LOD_XSD_STRING},
                             .nulls = dash,
                             .null_count = 1,
                             .separator = ", "},
                            {.name = "b", .spec = {.base = LOD_XSD_STRING}}};
  Table t;
  open_table(&t, list, 2,
             "a,b\n\"x, y\",1\n\", y\",2\n\"x, , y\",3\n"
             "\", , \",4\n-,5\n,6\n");
  expect_rows(&t, LOD_BAD_KEEP,
              "\"x, y\",1\r\n\", y\",2\r\n\"x, , y\",3\r\n\", , \",4\r\n"
              ",5\r\n,6\r\n");
  close_table(&t);
}
END_TEST

/* What the guard has taken is nowhere. */
START_TEST(guarded_rows_are_obeyed)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT, "text,secret\na,s1\nb,s2\nc,s3\n");
  LodValue *values = t.rows->values;
  values[4] = (LodValue){.kind = LOD_VALUE_WITHHELD};
  t.rows->suppressed[1] = 1;
  expect_rows(&t, LOD_BAD_KEEP, "a,,,,\r\nc,,,,s3\r\n");
  close_table(&t);
}
END_TEST

START_TEST(rows_of_others_are_not_written)
{
  Table t;
  open_table(&t, columns, 1, "text\na\nb\nc\nd\n");
  lod_rows_limit(t.rows, 1, 3);
  expect_rows(&t, LOD_BAD_KEEP, "b\r\nc\r\n");
  lod_rows_limit(t.rows, 2, 2);
  expect_rows(&t, LOD_BAD_KEEP, "");
  lod_rows_limit(t.rows, 3, 9);
  expect_rows(&t, LOD_BAD_KEEP, "d\r\n");
  close_table(&t);
}
END_TEST

/* The fields of an input, in an order of columns that is not its own. */
static const LodColumn shuffled[] = {
    {.name = "c", .spec = {.base = LOD_XSD_STRING}},
    {.name = "d", .spec = {.base = LOD_XSD_DECIMAL}},
    {.name = "absent", .spec = {.base = LOD_XSD_STRING}},
    {.name = "a", .spec = {.base = LOD_XSD_STRING}},
    {.name = "b", .spec = {.base = LOD_XSD_STRING}},
};

static void fill_random(LodBuffer *text, unsigned *state)
{
  static const char *const fields[] = {
      "",         "",    "x",    "1.5",   "\"q,\"", "\"r\"",      "\"s\"\"t\"",
      " u ",      "",    "\"\"", "v",     "-2",     "\"w\r\nx\"", "y\rz",
      "\xC3\xA5", "a b", "",     "1,000", "3"};
  text->size = 0;
  ck_assert_int_eq(lod_buffer_append_text(text, "a,b,c,d\n"), LOD_SUCCESS);
  for (unsigned row = next_random(state) % 60; row > 0; row--)
    for (int i = 0; i < 4; i++)
      ck_assert_int_eq(
          lod_buffer_printf(
              text, "%s%s",
              fields[next_random(state) % (sizeof fields / sizeof *fields)],
              i < 3              ? ","
              : *state >> 20 & 1 ? "\r\n"
                                 : "\n"),
          LOD_SUCCESS);
}

/* Fields that are copied as they stand are what is written one by one. */
START_TEST(runs_are_fields)
{
  LodBuffer text = {0};
  unsigned state = 3;
  size_t verbatim = 0;
  for (int i = 0; i < 400; i++) {
    Table t;
    LodBuffer out = {0};
    fill_random(&text, &state);
    open_table(&t, shuffled, 5, buffer_text(&text));
    ck_assert_int_eq(lod_plain_csv_rows(t.rows, LOD_BAD_KEEP, &out),
                     LOD_SUCCESS);
    for (size_t v = 0; v < t.rows->row_count * 5; v++) {
      verbatim += t.rows->values[v].flags & LOD_VALUE_VERBATIM;
      t.rows->values[v].flags = 0;
    }
    expect_rows(&t, LOD_BAD_KEEP, buffer_text(&out));
    lod_buffer_free(&out);
    close_table(&t);
  }
  ck_assert_uint_gt(verbatim, 1000);
  lod_buffer_free(&text);
}
END_TEST

START_TEST(finds_marks)
{
  char text[50];
  for (size_t size = 0; size < sizeof text; size++)
    for (size_t at = 0; at <= size; at++)
      for (int mark = 0; mark < 6; mark++) {
        memset(text, 'a', sizeof text);
        text[at < size ? at : 0] = ",'\n\r\"a"[mark];
        const LodView view = {text, size};
        ck_assert(lod_csv_has_marks(view, ',', '\'') == (size > 0 && mark < 4));
        ck_assert(lod_csv_has_marks_portable(view, ',', '\'') ==
                  (size > 0 && mark < 4));
      }
}
END_TEST

START_TEST(reports_no_memory)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT, "text,amount,list\nx,1,1;2;3\ny,2,4\n");
  size_t failures = 0;
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    LodBuffer out = {0};
    lod_memory_fail_at(failures + 1);
    status = lod_plain_csv_header(t.schema, &out);
    if (!status)
      status = lod_plain_csv_rows(t.rows, LOD_BAD_KEEP, &out);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    lod_buffer_free(&out);
  }
  ck_assert_uint_gt(failures, 1);
  close_table(&t);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("csv");
  TCase *tcase = tcase_create("csv");
  tcase_add_test(tcase, quotes_what_must_be_quoted);
  tcase_add_test(tcase, knows_other_marks);
  tcase_add_test(tcase, fields_survive);
  tcase_add_test(tcase, header_has_the_real_columns);
  tcase_add_test(tcase, rows_are_canonical_tables);
  tcase_add_test(tcase, bad_cells_by_policy);
  tcase_add_test(tcase, lists_are_joined);
  tcase_add_test(tcase, guarded_rows_are_obeyed);
  tcase_add_test(tcase, rows_of_others_are_not_written);
  tcase_add_test(tcase, runs_are_fields);
  tcase_add_test(tcase, finds_marks);
  tcase_add_test(tcase, reports_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
