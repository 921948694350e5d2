/* Cells to values, and what is said of them. */
#include "base/memory.h"
#include "fixture.h"

/* -- One cell: CSVW "Model for Tabular Data", 6.4 ------------------------- */

typedef struct CellCase {
  const char *name;
  LodColumn column;
  const char *cell; /* as it stands in the file */
  const char *value;
  const char *message; /* NULL: none */
} CellCase;

#define TYPE(type) .spec = {.base = LOD_XSD_##type}
#define NULLS(...)                                                             \
  .nulls = (const LodView[]){__VA_ARGS__},                                     \
  .null_count = sizeof((const LodView[]){__VA_ARGS__}) / sizeof(LodView)
#define TEXT(literal)                                                          \
  {                                                                            \
    literal, sizeof literal - 1                                                \
  }

static const CellCase cell_cases[] = {
    {"a string is kept", {TYPE(STRING)}, "\" a\t\nb  c \"", "' a\t\nb  c '", 0},
    {"the empty string is null", {TYPE(STRING)}, "\"\"", "null", 0},
    {"unless null says otherwise",
     {TYPE(STRING), NULLS(TEXT("-"))},
     "\"\"",
     "''",
     0},
    {"another null",
     {TYPE(STRING), NULLS(TEXT("-"), TEXT("n/a"))},
     "n/a",
     "null",
     0},
    {"as long as a null",
     {TYPE(STRING), NULLS(TEXT("-"), TEXT("n/a"))},
     "n/b",
     "'n/b'",
     0},
    {"no null at all",
     {TYPE(STRING), .nulls = (const LodView[]){{"", 0}}},
     "\"\"",
     "''",
     0},
    {"a long null",
     {TYPE(STRING), NULLS(TEXT("This is a very long way of saying that there "
                               "is nothing to be said here"))},
     "This is a very long way of saying that there is nothing to be said here",
     "null",
     0},
    {"a required one",
     {TYPE(STRING), .required = true},
     "\"\"",
     "null",
     "w required-null 2:1 a|the column a must have a value\n"},
    {"default for the empty",
     {TYPE(STRING), .default_value = TEXT("d")},
     "\"\"",
     "'d'",
     0},
    {"default may be null",
     {TYPE(STRING), NULLS(TEXT("d")), .default_value = TEXT("d")},
     "\"\"",
     "null",
     0},
    {"not for blanks of a string",
     {TYPE(STRING), .default_value = TEXT("d")},
     "\" \"",
     "' '",
     0},
    {"normalizedString",
     {TYPE(NORMALIZED_STRING)},
     "\"a\tb\nc  d \"",
     "'a b c  d '",
     0},
    {"token", {TYPE(TOKEN)}, "\"  a\tb \n c  d \"", "'a b c d'", 0},
    {"a decimal", {TYPE(DECIMAL)}, "\" 1.50\t\"", "'1.50'", 0},
    {"blanks are null to a decimal", {TYPE(DECIMAL)}, "\" \n\"", "null", 0},
    {"null before the datatype",
     {TYPE(DECIMAL), NULLS(TEXT("n a"))},
     "\" n \t a \"",
     "null",
     0},
    {"default is parsed",
     {TYPE(DECIMAL), .default_value = TEXT("0")},
     "\" \"",
     "'0'",
     0},
    {"a bad cell",
     {TYPE(DECIMAL)},
     "\" 1,5o\"",
     "bad '1,5o'",
     "w bad-cell 2:1 a|\"1,5o\" is not a decimal; it is kept as plain text\n"},
    {"a date in another format",
     {.spec = {.base = LOD_XSD_DATE, .format = "d.M.yyyy"}},
     "2026-01-31",
     "bad '2026-01-31'",
     "w bad-cell 2:1 a|\"2026-01-31\" is not written as d.M.yyyy, such as "
     "31.1.2026; it is kept as plain text\n"},
    {"a text in another format",
     {.spec = {.base = LOD_XSD_STRING, .format = "[0-9]{4}"}},
     "018",
     "bad '018'",
     "w bad-cell 2:1 a|\"018\" does not have the format of its column, "
     "\"[0-9]{4}\"; it is kept as plain text\n"},
    {"empty but not null is bad",
     {TYPE(DECIMAL), NULLS(TEXT("-"))},
     "\"\"",
     "bad ''",
     "w bad-cell 2:1 a|\"\" is not a decimal; it is kept as plain text\n"},
    {"a converted cell",
     {.spec = {.base = LOD_XSD_DECIMAL,
               .decimal_char = ",",
               .group_char = " "}},
     "\"1 234,50\"",
     "'1234.50'",
     0},
    {"a string with a length",
     {.spec = {.base = LOD_XSD_STRING, .max_length = "2"}},
     "abc",
     "bad 'abc'",
     "w bad-cell 2:1 a|\"abc\" is longer than its datatype allows; it is kept "
     "as plain text\n"},
    {"a list", {TYPE(STRING), .separator = ";"}, "a; b;c", "['a',' b','c']", 0},
    {"items are stripped",
     {TYPE(INTEGER), .separator = ";"},
     "\"1 ; 2;\t3\"",
     "['1','2','3']",
     0},
    {"an empty list", {TYPE(STRING), .separator = ";"}, "\"\"", "[]", 0},
    {"an empty list that is required",
     {TYPE(STRING), .separator = ";", .required = true},
     "\"\"",
     "[]",
     "w required-null 2:1 a|the column a must have a value\n"},
    {"a null list",
     {TYPE(STRING), .separator = ";", NULLS(TEXT("-"))},
     "-",
     "null",
     0},
    {"null items",
     {TYPE(STRING), .separator = ";"},
     ";a;",
     "[null,'a',null]",
     0},
    {"default items",
     {TYPE(STRING), .separator = ";", .default_value = TEXT("d")},
     "a;;b",
     "['a','d','b']",
     0},
    {"a long separator",
     {TYPE(STRING), .separator = "--"},
     "a--b-c---d",
     "['a','b-c','-d']",
     0},
    {"an empty separator", {TYPE(STRING), .separator = ""}, "ab", "['ab']", 0},
    {"a bad item",
     {TYPE(INTEGER), .separator = " "},
     "1 x 3",
     "['1',bad 'x','3']",
     "w bad-cell 2:1 a|\"x\" is not an integer; it is kept as plain text\n"},
};

static void put_value(LodBuffer *out, const LodValue *value)
{
  LodStatus status = LOD_SUCCESS;
  switch (value->kind) {
  case LOD_VALUE_NULL:
    status = lod_buffer_append_text(out, "null");
    break;
  case LOD_VALUE_LIST:
    status = lod_buffer_append_char(out, '[');
    for (uint32_t i = 0; i < value->size; ++i) {
      if (i && !status)
        status = lod_buffer_append_char(out, ',');
      put_value(out, (const LodValue *)value->data + i);
    }
    status = status ? status : lod_buffer_append_char(out, ']');
    break;
  default:
    status = lod_buffer_printf(out, "%s'%.*s'",
                               value->kind == LOD_VALUE_BAD ? "bad " : "",
                               (int)value->size, (const char *)value->data);
  }
  ck_assert_int_eq(status, LOD_SUCCESS);
}

typedef struct Table {
  LodSchema *schema;
  LodBatch batch;
  LodBinding *binding;
  LodRows *rows;
  LodBuffer values, messages;
  LodLog *log;
} Table;

/* TEXT begins with the header. */
static void open_table(Table *table, const LodColumn *columns, size_t count,
                       const char *text)
{
  *table = (Table){.schema = make_schema(columns, count, true),
                   .batch = make_batch(text),
                   .log = lod_log_new()};
  const LodRecord header = table->batch.records[0];
  const LodPlace place = {.file = "test.csv", .line = 1};
  ck_assert_int_eq(lod_binding_new(table->schema, table->batch.cells,
                                   header.count, false, &place, NULL,
                                   &table->binding),
                   LOD_SUCCESS);
  lod_batch_drop(&table->batch, 1);
  ck_assert_int_eq(lod_rows_new(table->binding, &table->rows), LOD_SUCCESS);
  ck_assert_int_eq(lod_rows_evaluate(table->rows, &table->batch), LOD_SUCCESS);
}

/* A value a column, a line a row. */
static const char *values_text(Table *table)
{
  const LodRows *const rows = table->rows;
  table->values.size = 0;
  for (size_t row = 0; row < rows->row_count; ++row)
    for (size_t column = 0; column < rows->column_count; ++column) {
      put_value(&table->values, &lod_rows_row(rows, row)[column]);
      const bool last = column + 1 == rows->column_count;
      ck_assert_int_eq(
          lod_buffer_append_char(&table->values, last ? '\n' : ' '),
          LOD_SUCCESS);
    }
  return buffer_text(&table->values);
}

static const char *messages_text(Table *table, LodBadCells policy,
                                 LodStatus expected, uint64_t faulty)
{
  uint64_t counted = 99;
  table->messages.size = 0;
  lod_log_set_handler(table->log, put_message, &table->messages);
  ck_assert_int_eq(lod_rows_report(table->rows, policy, table->log, &counted),
                   expected);
  ck_assert_uint_eq(counted, faulty);
  return buffer_text(&table->messages);
}

static void free_table(Table *table)
{
  lod_rows_free(table->rows);
  lod_binding_free(table->binding);
  lod_batch_free(&table->batch);
  lod_schema_free(table->schema);
  lod_buffer_free(&table->values);
  lod_buffer_free(&table->messages);
  lod_log_free(table->log);
}

START_TEST(test_cells)
{
  const CellCase *const test = &cell_cases[_i];
  LodColumn column = test->column;
  column.name = "a";
  LodBuffer text = {0};
  ck_assert_int_eq(lod_buffer_printf(&text, "a\n%s\n", test->cell),
                   LOD_SUCCESS);
  Table table;
  open_table(&table, &column, 1, buffer_text(&text));
  LodBuffer expected = {0};
  ck_assert_int_eq(lod_buffer_printf(&expected, "%s\n", test->value),
                   LOD_SUCCESS);
  ck_assert_str_eq(values_text(&table), buffer_text(&expected));
  ck_assert_str_eq(messages_text(&table, LOD_BAD_KEEP, LOD_SUCCESS, 0),
                   test->message ? test->message : "");
  lod_buffer_free(&expected);
  lod_buffer_free(&text);
  free_table(&table);
}
END_TEST

/* -- Rows ----------------------------------------------------------------- */

static const LodColumn columns[] = {
    {.name = "name", TYPE(STRING), .required = true},
    {.name = "sum", TYPE(DECIMAL)},
    {.name = "unit", TYPE(STRING), .constant = TEXT("SEK")},
    {.name = "kind",
     TYPE(STRING),
     .virtual_column = true,
     .default_value = TEXT("line")},
    {.name = "empty", TYPE(STRING), .virtual_column = true},
    {.name = "absent", TYPE(STRING), .default_value = TEXT("x")},
};

#define CELLS "'SEK' 'line' null null\n"

START_TEST(test_rows)
{
  Table table;
  open_table(&table, columns, 6,
             "x,sum,name\n1,2,a\n1,b,\n,3,\"c\nd\"\n"
             "1,x,y\n");
  ck_assert_str_eq(values_text(&table),
                   "'a' '2' " CELLS "null bad 'b' " CELLS "'c\nd' '3' " CELLS
                   "'y' bad 'x' " CELLS);
  ck_assert_str_eq(
      messages_text(&table, LOD_BAD_SKIP, LOD_SUCCESS, 2),
      "w required-null 3:3 name|the column name must have a value\n"
      "w bad-cell 3:2 sum|\"b\" is not a decimal; it is left out\n"
      "w bad-cell 6:2 sum|\"x\" is not a decimal; it is left out\n");
  ck_assert_str_eq(
      messages_text(&table, LOD_BAD_STOP, LOD_ERR_INPUT, 0),
      "w required-null 3:3 name|the column name must have a value\n"
      "e bad-cell 3:2 sum|\"b\" is not a decimal\n");
  ck_assert_uint_eq(lod_log_at(table.log, 2)->place.row, 4);
  ck_assert_str_eq(lod_log_at(table.log, 2)->place.file, "test.csv");
  free_table(&table);
}
END_TEST

START_TEST(test_ragged)
{
  Table table;
  open_table(&table, columns, 6, "name,sum,x\na,1\nb\nc,2,,\nd,x,4,5,6\n\n");
  ck_assert_str_eq(values_text(&table),
                   "'a' '1' " CELLS "'b' null " CELLS "'c' '2' " CELLS
                   "'d' bad 'x' " CELLS "null null " CELLS);
  static const char *const said =
      "w ragged-row 2:0 |the record has 2 of 3 fields; those that it "
      "lacks are null\n"
      "w ragged-row 3:0 |the record has 1 of 3 fields; those that it "
      "lacks are null\n"
      "w ragged-row 4:0 |the record has 4 fields instead of 3; those beyond "
      "are left out\n"
      "w ragged-row 5:0 |the record has 5 fields instead of 3; those beyond "
      "are left out\n";
  const char *const messages =
      messages_text(&table, LOD_BAD_KEEP, LOD_SUCCESS, 1);
  ck_assert_int_eq(strncmp(messages, said, strlen(said)), 0);
  ck_assert_str_eq(
      messages + strlen(said),
      "w bad-cell 5:2 sum|\"x\" is not a decimal; it is kept as plain text\n"
      "w ragged-row 6:0 |the line is blank\n"
      "w required-null 6:1 name|the column name must have a value\n");
  /* A row counts once. */
  (void)messages_text(&table, LOD_BAD_SKIP, LOD_SUCCESS, 1);
  free_table(&table);
}
END_TEST

/* What was set for a column is judged as a cell is; it has no field. */
START_TEST(test_bad_constant)
{
  static const LodColumn set[] = {
      {.name = "a", TYPE(STRING)},
      {.name = "b", TYPE(DATE), .constant = TEXT("today")},
  };
  Table table;
  open_table(&table, set, 2, "a\nx\n");
  ck_assert_str_eq(values_text(&table), "'x' bad 'today'\n");
  ck_assert_str_eq(messages_text(&table, LOD_BAD_SKIP, LOD_SUCCESS, 1),
                   "w bad-cell 2:0 b|\"today\" is not a date (YYYY-MM-DD); it "
                   "is left out\n");
  free_table(&table);
}
END_TEST

static const LodColumn split_columns[] = {
    {.name = "text", TYPE(STRING), .required = true},
    {.name = "nr",
     TYPE(INTEGER),
     .split = "^(?<nr>[0-9x]+) (?<text>.+?)(?: \\((?<note>.*)\\))?$"},
    {.name = "note", TYPE(STRING)},
};

START_TEST(test_split)
{
  Table table;
  open_table(&table, split_columns, 3,
             "nr\n6331 Frukt & grönt\n12 a (b)\n77\nx y\n\n");
  ck_assert_str_eq(values_text(&table), "'Frukt & grönt' '6331' null\n"
                                        "'a' '12' 'b'\n"
                                        "null '77' null\n"
                                        "'y' bad 'x' null\n"
                                        "null null null\n");
  ck_assert_str_eq(
      messages_text(&table, LOD_BAD_KEEP, LOD_SUCCESS, 0),
      "w required-null 4:1 text|the column text must have a value\n"
      "w bad-cell 5:1 nr|\"x\" is not an integer; it is kept as plain text\n"
      "w required-null 6:1 text|the column text must have a value\n");
  free_table(&table);
  /* Columns that the file has are not filled. */
  open_table(&table, split_columns, 3, "nr,text\n1 a (b),c\n");
  ck_assert_str_eq(values_text(&table), "'c' '1' 'b'\n");
  free_table(&table);
  open_table(&table, split_columns, 3, "note,nr,text\nd,1 a (b),c\n");
  ck_assert_str_eq(values_text(&table), "'c' bad '1 a (b)' 'd'\n");
  free_table(&table);
}
END_TEST

/* A pattern that would run for ages does not match. */
START_TEST(test_split_limit)
{
  static const LodColumn slow[] = {
      {.name = "a", TYPE(STRING), .split = "^(?<b>(x+x+)+y)$"},
      {.name = "b", TYPE(STRING)},
  };
  Table table;
  open_table(&table, slow, 2,
             "a\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n");
  ck_assert_str_eq(values_text(&table),
                   "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' null\n");
  free_table(&table);
}
END_TEST

/* What the guard withheld is not quoted. */
START_TEST(test_withheld)
{
  Table table;
  open_table(&table, columns, 6,
             "name,sum\na,811228-9874\nb,secret\n"
             "c,x\n");
  LodValue *const value = &table.rows->values[1];
  *value = (LodValue){NULL, 0, LOD_VALUE_WITHHELD, 0};
  table.rows->suppressed[1] = 1;
  ck_assert_str_eq(
      messages_text(&table, LOD_BAD_SKIP, LOD_SUCCESS, 3),
      "w bad-cell 2:2 sum|a cell that is withheld is not a decimal; it is left "
      "out\n"
      "w bad-cell 3:2 sum|a cell that is withheld is not a decimal; it is left "
      "out\n"
      "w bad-cell 4:2 sum|\"x\" is not a decimal; it is left out\n");
  /* What was suppressed is so for its batch only. */
  ck_assert_int_eq(lod_rows_evaluate(table.rows, &table.batch), LOD_SUCCESS);
  ck_assert_uint_eq(table.rows->suppressed[1], 0);
  free_table(&table);
}
END_TEST

#define TEN_TIMES(text) text text text text text text text text text text

START_TEST(test_long_cell)
{
  Table table;
  open_table(&table, columns, 6,
             "sum\n" TEN_TIMES("åäö12345") "x\n" TEN_TIMES("åäö12345") "\n");
  ck_assert_str_eq(
      messages_text(&table, LOD_BAD_SKIP, LOD_SUCCESS, 2),
      "w bad-cell 2:1 sum|\"" TEN_TIMES(
          "åäö12345") "...\" is not a decimal; it is left out\n"
                      "w bad-cell 3:1 sum|\"" TEN_TIMES(
                          "åäö12345") "\" is not a decimal; it is left out\n");
  free_table(&table);
}
END_TEST

/* -- Memory --------------------------------------------------------------- */

START_TEST(test_no_allocation_after_warm_up)
{
  Table table;
  open_table(&table, columns, 6, "name,sum\na,1\nb,\" x\t y \"\n,\n");
  ck_assert_int_eq(lod_rows_evaluate(table.rows, &table.batch), LOD_SUCCESS);
  const size_t before = lod_memory_count();
  for (int i = 0; i < 100; ++i)
    ck_assert_int_eq(lod_rows_evaluate(table.rows, &table.batch), LOD_SUCCESS);
  ck_assert_uint_eq(lod_memory_count(), before);
  free_table(&table);
}
END_TEST

START_TEST(test_no_memory)
{
  static const LodColumn list[] = {
      {.name = "nr",
       TYPE(STRING),
       .separator = ";",
       .split = "^(?<nr>.+) (?<t>.+)$"},
      {.name = "t", TYPE(TOKEN)},
      {.name = "sum", TYPE(DECIMAL)},
  };
  Table table;
  open_table(&table, list, 3, "nr,sum\na;b c\tq,x\n");
  for (size_t nth = 1;; ++nth) {
    LodRows *rows;
    lod_memory_fail_at(nth);
    LodStatus status = lod_rows_new(table.binding, &rows);
    if (!status)
      status = lod_rows_evaluate(rows, &table.batch);
    lod_memory_fail_at(0);
    lod_rows_free(rows);
    if (!status) {
      ck_assert_uint_gt(nth, 10);
      break;
    }
    ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  }
  free_table(&table);
}
END_TEST

/* -- Organisation numbers ------------------------------------------------- */

START_TEST(test_organisation_number)
{
  static const struct {
    const char *text, *digits; /* NULL: none */
  } tests[] = {
      {"2120001967", "2120001967"},
      {"212000-1967", "2120001967"},
      {" 212000-1967 ", "2120001967"},
      {"162120001967", "2120001967"},
      {"16212000-1967", "2120001967"},
      {"2321000131", "2321000131"},
      {"2120001355", "2120001355"},
      {"2120001968", NULL}, /* check digit */
      {"8112289874", NULL}, /* an identity number */
      {"198112289874", NULL},
      {"182120001967", NULL},
      {"SE212000196701", NULL},
      {"212000196", NULL},
      {"21200-01967", NULL},
      {"-2120001967", NULL},
      {"212000--1967", NULL},
      {"2120001967-", NULL},
      {"21200019670", NULL},
      {"212000196a", NULL},
      {"", NULL},
      {"-1967", NULL},
      {"1621200019670", NULL},
  };
  for (size_t i = 0; i < sizeof tests / sizeof *tests; ++i) {
    char digits[11] = {0};
    const bool found = lod_organisation_number(lod_view(tests[i].text), digits);
    ck_assert_msg(found == (tests[i].digits != NULL), "%s", tests[i].text);
    ck_assert_str_eq(digits, found ? tests[i].digits : "");
  }
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("rows");
  TCase *const tcase = tcase_create("rows");
  tcase_add_loop_test(tcase, test_cells, 0,
                      sizeof cell_cases / sizeof *cell_cases);
  tcase_add_test(tcase, test_rows);
  tcase_add_test(tcase, test_ragged);
  tcase_add_test(tcase, test_bad_constant);
  tcase_add_test(tcase, test_split);
  tcase_add_test(tcase, test_split_limit);
  tcase_add_test(tcase, test_withheld);
  tcase_add_test(tcase, test_long_cell);
  tcase_add_test(tcase, test_no_allocation_after_warm_up);
  tcase_add_test(tcase, test_no_memory);
  tcase_add_test(tcase, test_organisation_number);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
