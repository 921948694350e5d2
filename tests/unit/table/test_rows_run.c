/* The short way of judging cells against the long one. */
#include "fixture.h"
#include "table/rows_internal.h"

#define TYPE(type) .spec = {.base = LOD_XSD_##type}
#define TEXT(literal)                                                          \
  {                                                                            \
    literal, sizeof literal - 1                                                \
  }

static const LodView nulls[] = {TEXT(""), TEXT("-"), TEXT("n/a")};

static const LodColumn columns[] = {
    {.name = "plain", TYPE(STRING)},
    {.name = "needed", TYPE(STRING), .required = true},
    {.name = "nulls", TYPE(STRING), .nulls = nulls, .null_count = 3},
    {.name = "filled", TYPE(STRING), .default_value = TEXT("d")},
    {.name = "decimal", TYPE(DECIMAL), .nulls = nulls, .null_count = 3},
    {.name = "byte", TYPE(BYTE)},
    {.name = "double", TYPE(DOUBLE)},
    {.name = "date", TYPE(DATE)},
    {.name = "time", TYPE(DATE_TIME)},
    {.name = "uri", TYPE(ANY_URI)},
    {.name = "code", .spec = {.base = LOD_XSD_STRING, .format = "[a-z0-9]+"}},
    {.name = "list", TYPE(INTEGER), .separator = " "},
    {.name = "both",
     TYPE(STRING),
     .split = "^(?<nr>[0-9]+) (?<name>.+?)(?: \\((?<note>.*)\\))?$"},
    {.name = "name", TYPE(STRING)},
    {.name = "constant", TYPE(DECIMAL), .constant = TEXT("1.0")},
    {.name = "nr", TYPE(SHORT), .required = true},
    {.name = "note", TYPE(STRING), .nulls = nulls, .null_count = 3},
};
#define COLUMNS (sizeof columns / sizeof *columns)
#define FIELDS  14 /* those that the file has */

static const char *const texts[] = {"",
                                    "-",
                                    "n/a",
                                    "a",
                                    "\"\"",
                                    "1",
                                    "-3",
                                    "200",
                                    "1.50",
                                    "\"1,5\"",
                                    "2026-01-02",
                                    "2026-02-30",
                                    "2026-01-02T03:04:05",
                                    "1 a (b)",
                                    "77777 c",
                                    "1 d",
                                    " 2 e (f) ",
                                    "\"1 \"\"g\"\"\"",
                                    "1 2 x",
                                    "http://example.org/a?b=c#d-e-f-g-h-i",
                                    "\xC3\xA5\xC3\xA4\xC3\xB6",
                                    "a text of more than sixty-three bytes, "
                                    "which is as long as a null may be told"};
#define TEXTS (sizeof texts / sizeof *texts)

/* Of texts one that suits each field. */
static const uint8_t suitable[FIELDS] = {19, 3,  1,  0, 8, 5,  6,
                                         10, 12, 19, 3, 7, 15, 20};

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* WILD: how many fields out of 100 hold just anything. */
static void append_row(LodBuffer *out, uint32_t *state, uint32_t wild,
                       size_t *above)
{
  const uint32_t luck = next_random(state) % 40;
  const size_t count = luck == 0 ? FIELDS - 1 : FIELDS + (luck == 1);
  for (size_t i = 0; i < count; ++i) {
    if (i < FIELDS && next_random(state) % 3)
      above[i] = next_random(state) % 100 < wild ? next_random(state) % TEXTS
                                                 : suitable[i];
    ck_assert_int_eq(
        lod_buffer_printf(out, "%s%s", i ? "," : "", texts[above[i % FIELDS]]),
        LOD_SUCCESS);
  }
  ck_assert_int_eq(lod_buffer_append_char(out, '\n'), LOD_SUCCESS);
}

static void make_table(LodBuffer *out, uint32_t *state)
{
  size_t above[FIELDS] = {0};
  const uint32_t wild = next_random(state) % 5 ? 1 : 50;
  out->size = 0;
  for (size_t i = 0; i < FIELDS; ++i)
    ck_assert_int_eq(
        lod_buffer_printf(out, "%s%s", i ? "," : "", columns[i].name),
        LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_char(out, '\n'), LOD_SUCCESS);
  for (size_t rows = next_random(state) % 100; rows; --rows)
    append_row(out, state, wild, above);
}

static void compare_values(const LodValue *a, const LodValue *b, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    ck_assert_uint_eq(a[i].kind, b[i].kind);
    ck_assert_uint_eq(a[i].size, b[i].size);
    if (a[i].kind == LOD_VALUE_LIST)
      compare_values(a[i].data, b[i].data, a[i].size);
    else if (a[i].size)
      ck_assert_mem_eq(a[i].data, b[i].data, a[i].size);
  }
}

/* The same values, and the same said of them. */
static void compare(const LodRows *a, const LodRows *b)
{
  ck_assert_uint_eq(a->row_count, b->row_count);
  compare_values(a->values, b->values, a->row_count * a->column_count);
  ck_assert_uint_eq(a->problem_count, b->problem_count);
  for (size_t i = 0; i < a->problem_count; ++i) {
    const LodProblem *const x = &a->problems[i], *const y = &b->problems[i];
    ck_assert_uint_eq(x->row, y->row);
    ck_assert_uint_eq(x->column, y->column);
    ck_assert_str_eq(x->code, y->code);
    ck_assert_ptr_eq(x->reason, y->reason);
    ck_assert(lod_view_equal(x->item, y->item));
  }
}

/* What stands as it would in CSV is so between the commas of the input. */
static void check_verbatim(const LodRows *rows, size_t *seen)
{
  for (size_t i = 0; i < rows->row_count * rows->column_count; ++i) {
    const LodValue *const value = &rows->values[i];
    if (value->kind != LOD_VALUE_VALID || !(value->flags & LOD_VALUE_VERBATIM))
      continue;
    const char *const data = value->data;
    ck_assert(strchr(",\r\n", data[value->size]));
    ck_assert(!value->size || !memchr(data, ',', value->size));
    ck_assert(!value->size || (*data != ' ' && data[value->size - 1] != ' '));
    ++*seen;
  }
}

START_TEST(test_ways_agree)
{
  LodSchema *const schema = make_schema(columns, COLUMNS, true);
  LodBuffer text = {0};
  uint32_t state = 7;
  size_t verbatim = 0, problems = 0;
  for (int i = 0; i < 300; ++i) {
    make_table(&text, &state);
    LodBatch batch = make_batch(buffer_text(&text));
    LodBinding *binding;
    ck_assert_int_eq(lod_binding_new(schema, batch.cells,
                                     batch.records[0].count, false, NULL, NULL,
                                     &binding),
                     LOD_SUCCESS);
    lod_batch_drop(&batch, 1);
    LodRows *ways[2];
    for (int way = 0; way < 2; ++way) {
      ck_assert_int_eq(lod_rows_new(binding, &ways[way]), LOD_SUCCESS);
      ck_assert(!((LodRowsState *)ways[way])->long_way);
      ((LodRowsState *)ways[way])->long_way = way;
      for (int again = 0; again < 2; ++again) /* what is remembered, too */
        ck_assert_int_eq(lod_rows_evaluate(ways[way], &batch), LOD_SUCCESS);
    }
    compare(ways[0], ways[1]);
    check_verbatim(ways[0], &verbatim);
    problems += ways[0]->problem_count;
    lod_rows_free(ways[0]);
    lod_rows_free(ways[1]);
    lod_binding_free(binding);
    lod_batch_free(&batch);
  }
  ck_assert_uint_gt(verbatim, 10000);
  ck_assert_uint_gt(problems, 1000);
  lod_buffer_free(&text);
  lod_schema_free(schema);
}
END_TEST

/* A column that two splits fill is judged the long way. */
START_TEST(test_shared_column)
{
  static const LodColumn shared[] = {
      {.name = "a", TYPE(STRING), .split = "^(?<t>x.*)$"},
      {.name = "b", TYPE(STRING), .split = "^(?<t>y.*)$"},
      {.name = "t", TYPE(STRING)}};
  LodSchema *const schema = make_schema(shared, 3, true);
  LodBatch batch = make_batch("a,b\nx1,b\na,y2\nx3,y4\n");
  LodBinding *binding;
  LodRows *rows;
  ck_assert_int_eq(
      lod_binding_new(schema, batch.cells, 2, false, NULL, NULL, &binding),
      LOD_SUCCESS);
  lod_batch_drop(&batch, 1);
  ck_assert_int_eq(lod_rows_new(binding, &rows), LOD_SUCCESS);
  ck_assert(((LodRowsState *)rows)->long_way);
  lod_rows_free(rows);
  lod_binding_free(binding);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("rows_run");
  TCase *const tcase = tcase_create("rows_run");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, test_ways_agree);
  tcase_add_test(tcase, test_shared_column);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
