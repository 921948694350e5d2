/* The reject file (CLI.md, --reject): the rows of which something was left
   out, same columns and dialect, with line number and reason. */
#include "plain/reject.h"

#include "../table/fixture.h"
#include "base/memory.h"

static const LodColumn columns[] = {
    {.name = "id", .spec = {.base = LOD_XSD_STRING}, .required = true},
    {.name = "amount", .spec = {.base = LOD_XSD_DECIMAL}},
    {.name = "day", .spec = {.base = LOD_XSD_DATE}},
    {.name = "list", .spec = {.base = LOD_XSD_INTEGER}, .separator = "+"},
};
#define COLUMN_COUNT (sizeof columns / sizeof *columns)

typedef struct Table {
  LodSchema *schema;
  LodDialect dialect;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodBuffer out;
} Table;

static void read_batch(const LodDialect *dialect, const char *text,
                       LodBatch *batch)
{
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(
      lod_source_open_memory(lod_view(text), "test.csv", NULL, NULL, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_new(NULL, dialect, source, NULL, NULL, &reader),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_next(reader, batch), LOD_SUCCESS);
  lod_reader_free(reader);
  lod_source_free(source);
}

static void check_cell(const LodCell *cell, const char *text)
{
  ck_assert_msg(
      lod_view_equal((LodView){cell->data, cell->size}, lod_view(text)),
      "%.*s, not %s", (int)cell->size, cell->data, text);
}

/* DIALECT NULL: the default one. */
static void open_table(Table *t, const LodColumn *schema, size_t count,
                       const LodDialect *dialect, const char *text)
{
  *t = (Table){.schema = make_schema(schema, count, true),
               .dialect = dialect ? *dialect : lod_dialect_default};
  read_batch(&t->dialect, text, &t->batch);
  ck_assert_int_eq(lod_binding_new(t->schema, t->batch.cells,
                                   t->batch.records[0].count, false, NULL, NULL,
                                   &t->binding),
                   LOD_SUCCESS);
  const LodHeader header = {
      .cells = t->batch.cells, .count = t->batch.records[0].count, .rows = 1};
  ck_assert_int_eq(lod_reject_header(&t->dialect, &header, &t->out),
                   LOD_SUCCESS);
  lod_batch_drop(&t->batch, 1);
  t->batch.first_row = 1;
  ck_assert_int_eq(lod_rows_new(t->binding, &t->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(t->rows, &t->batch), LOD_SUCCESS);
}

static void close_table(Table *t)
{
  lod_buffer_free(&t->out);
  lod_rows_free(t->rows);
  lod_binding_free(t->binding);
  lod_schema_free(t->schema);
  lod_batch_free(&t->batch);
}

static void expect_rows(Table *t, LodBadCells policy, const char *expected)
{
  ck_assert_int_eq(lod_reject_rows(&t->dialect, t->rows, policy, &t->out),
                   LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&t->out), expected);
}

static const char text[] = "id,amount,day,list\n"
                           "1,5,2026-01-31,1+2\n"
                           "2,5o,2026-02-30,1+x+3\n"
                           "\"3\na\",\"6\"\"\",,\n"
                           ",1,,\n"
                           "5,1\n"
                           "6,1,,,x\n"
                           "7,1,,,\n";

START_TEST(rejects_what_is_left_out)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT, NULL, text);
  expect_rows(&t, LOD_BAD_SKIP,
              "id,amount,day,list,_line,_reason\r\n"
              "2,5o,2026-02-30,1+x+3,3,"
              "amount: bad-cell (is not a decimal) / "
              "day: bad-cell (is not a day of the calendar) / "
              "list: bad-cell (is not an integer)\r\n"
              "\"3\na\",\"6\"\"\",,,4,"
              "amount: bad-cell (is not a decimal)\r\n"
              "6,1,,,x,8,ragged-row (fields: 5 instead of 4)\r\n");
  close_table(&t);
}
END_TEST

/* What is kept is not left out. */
START_TEST(rejects_nothing_that_is_kept)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT, NULL, text);
  expect_rows(&t, LOD_BAD_KEEP,
              "id,amount,day,list,_line,_reason\r\n"
              "6,1,,,x,8,ragged-row (fields: 5 instead of 4)\r\n");
  close_table(&t);
}
END_TEST

/* It has as many rows as the report counts. */
START_TEST(rejects_what_is_counted)
{
  static const LodBadCells policies[] = {LOD_BAD_KEEP, LOD_BAD_SKIP};
  for (size_t i = 0; i < 2; i++) {
    Table t;
    uint64_t faulty;
    LodBatch again = {0};
    LodLog *log = lod_log_new();
    open_table(&t, columns, COLUMN_COUNT, NULL, text);
    ck_assert_int_eq(lod_rows_report(t.rows, policies[i], log, &faulty),
                     LOD_SUCCESS);
    ck_assert_int_eq(lod_reject_rows(&t.dialect, t.rows, policies[i], &t.out),
                     LOD_SUCCESS);
    read_batch(&t.dialect, buffer_text(&t.out), &again);
    ck_assert_uint_eq(again.record_count, faulty + 1);
    lod_batch_free(&again);
    lod_log_free(log);
    close_table(&t);
  }
}
END_TEST

/* A short record is filled up, so that line and reason are in their columns;
   the fields are what they were. */
START_TEST(can_be_read_again)
{
  Table t;
  LodBatch again = {0};
  open_table(&t, columns, COLUMN_COUNT, NULL,
             "amount,id\n\"x, \"\"y\"\"\"\n z ,\" \r\n\"\n");
  ck_assert_int_eq(lod_reject_rows(&t.dialect, t.rows, LOD_BAD_SKIP, &t.out),
                   LOD_SUCCESS);
  read_batch(&t.dialect, buffer_text(&t.out), &again);
  static const char *const fields[3][4] = {
      {"amount", "id", "_line", "_reason"},
      {"x, \"y\"", "", "2",
       "ragged-row (fields: 1 instead of 2) / "
       "amount: bad-cell (is not a decimal)"},
      {" z ", " \r\n", "3", "amount: bad-cell (is not a decimal)"}};
  ck_assert_uint_eq(again.record_count, 3);
  for (size_t r = 0; r < 3; r++) {
    ck_assert_uint_eq(again.records[r].count, 4);
    for (size_t i = 0; i < 4; i++)
      check_cell(&again.cells[again.records[r].first + i], fields[r][i]);
  }
  lod_batch_free(&again);
  close_table(&t);
}
END_TEST

/* What only the full reader reads is written for it, too. */
START_TEST(can_be_read_again_in_full_dialects)
{
  const LodDialect dialects[] = {
      {.delimiter = "::", .quote = "''", .double_quote = true},
      {.delimiter = ",", .quote = "\"", .escape = "\\"},
      {.delimiter = "^", .quote = "'", .escape = "%%", .comment_prefix = "a:"},
      {.delimiter = ",",
       .quote = "\"",
       .double_quote = true,
       .line_ends = LOD_LINES_CUSTOM,
       .terminators = (const char *const[]){"|\n", "|"},
       .terminator_count = 2},
  };
  static const char odd[] = "a:\"b\",''c''::\\%%'^|,\r\n|\ne\"''";
  for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
    LodBuffer field = {0};
    LodBatch again = {0};
    const LodHeader header = {
        .cells = &(LodCell){odd, sizeof odd - 1, 1}, .count = 1, .rows = 1};
    ck_assert_int_eq(lod_reject_header(&dialects[i], &header, &field),
                     LOD_SUCCESS);
    read_batch(&dialects[i], buffer_text(&field), &again);
    ck_assert_uint_eq(again.record_count, 1);
    ck_assert_uint_eq(again.records[0].count, 3);
    check_cell(&again.cells[0], odd);
    check_cell(&again.cells[2], "_reason");
    lod_buffer_free(&field);
    lod_batch_free(&again);
  }
}
END_TEST

/* The source's own marks. */
START_TEST(follows_the_dialect)
{
  static const struct {
    const char *delimiter, *quote;
    LodLineEnds ends;
    const char *text, *expected;
  } rows[] = {
      {";", "\"", LOD_LINES_LF, "id;amount\n1;\"2;3\"\n",
       "id;amount;_line;_reason\r\n1;\"2;3\";2;"
       "amount: bad-cell (is not a decimal)\r\n"},
      {"\t", "'", LOD_LINES_LF, "id\tamount\n'it''s'\t5 o\n",
       "id\tamount\t_line\t_reason\r\n'it''s'\t5 o\t2\t"
       "amount: bad-cell (is not a decimal)\r\n"},
      {",", "\"", LOD_LINES_CR, "id,amount\r1,x\r",
       "id,amount,_line,_reason\r1,x,2,"
       "amount: bad-cell (is not a decimal)\r"},
      /* without quoting a quote is a letter, and words could not hold a
         delimiter: there the code stands alone */
      {";", NULL, LOD_LINES_LF, "id;amount\n\"1\";5\"\n",
       "id;amount;_line;_reason\r\n\"1\";5\";2;amount: bad-cell\r\n"},
      /* our own columns keep to the dialect, too */
      {":", "\"", LOD_LINES_LF, "id:amount\n1:x\n",
       "id:amount:_line:_reason\r\n1:x:2:"
       "\"amount: bad-cell (is not a decimal)\"\r\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    LodDialect dialect = lod_dialect_default;
    Table t;
    dialect.delimiter = rows[i].delimiter;
    dialect.quote = rows[i].quote;
    dialect.line_ends = rows[i].ends;
    open_table(&t, columns, COLUMN_COUNT, &dialect, rows[i].text);
    expect_rows(&t, LOD_BAD_SKIP, rows[i].expected);
    close_table(&t);
  }
}
END_TEST

START_TEST(has_no_header_where_there_is_none)
{
  LodBuffer out = {0};
  ck_assert_int_eq(
      lod_reject_header(&lod_dialect_default, &(LodHeader){.count = 2}, &out),
      LOD_SUCCESS);
  ck_assert_uint_eq(out.size, 0);
}
END_TEST

/* Guarded cells alone. */
START_TEST(shows_nothing_that_is_withheld)
{
  Table t;
  open_table(&t, columns, COLUMN_COUNT, NULL,
             "id,amount,day\nsecret1,x,1\nsecret2,y,2\nsecret3,1,\n");
  t.rows->values[0] = (LodValue){.kind = LOD_VALUE_WITHHELD};
  t.rows->values[2] = (LodValue){.kind = LOD_VALUE_WITHHELD};
  t.rows->suppressed[1] = 1;
  expect_rows(&t, LOD_BAD_SKIP,
              "id,amount,day,_line,_reason\r\n"
              ",x,,2,amount: bad-cell (is not a decimal) / "
              "day: bad-cell (is not a date (YYYY-MM-DD))\r\n");
  close_table(&t);
}
END_TEST

/* A cell that several columns are made of is withheld with any of them. */
START_TEST(withholds_cells_that_are_split)
{
  static const LodColumn split[] = {
      {.name = "konto",
       .spec = {.base = LOD_XSD_STRING},
       .split = "^(?<konto>[0-9]+) (?<namn>.*)$"},
      {.name = "namn", .spec = {.base = LOD_XSD_STRING}},
      {.name = "amount", .spec = {.base = LOD_XSD_DECIMAL}}};
  Table t;
  open_table(&t, split, 3, NULL, "konto,amount\n6110 Anna,x\n");
  ck_assert_int_eq(t.rows->values[1].kind, LOD_VALUE_VALID);
  t.rows->values[1] = (LodValue){.kind = LOD_VALUE_WITHHELD};
  expect_rows(&t, LOD_BAD_SKIP,
              "konto,amount,_line,_reason\r\n,x,2,"
              "amount: bad-cell (is not a decimal)\r\n");
  close_table(&t);
}
END_TEST

START_TEST(reports_no_memory)
{
  Table t;
  size_t failures = 0;
  open_table(&t, columns, COLUMN_COUNT, NULL, text);
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    LodBuffer out = {0};
    lod_memory_fail_at(failures + 1);
    status = lod_reject_rows(&t.dialect, t.rows, LOD_BAD_SKIP, &out);
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
  Suite *suite = suite_create("reject");
  TCase *tcase = tcase_create("reject");
  tcase_add_test(tcase, rejects_what_is_left_out);
  tcase_add_test(tcase, rejects_nothing_that_is_kept);
  tcase_add_test(tcase, rejects_what_is_counted);
  tcase_add_test(tcase, can_be_read_again);
  tcase_add_test(tcase, can_be_read_again_in_full_dialects);
  tcase_add_test(tcase, follows_the_dialect);
  tcase_add_test(tcase, has_no_header_where_there_is_none);
  tcase_add_test(tcase, shows_nothing_that_is_withheld);
  tcase_add_test(tcase, withholds_cells_that_are_split);
  tcase_add_test(tcase, reports_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
