/* Decimal and group marks out of a batch of records. */
#include "base/buffer.h"
#include "doctor/detect.h"
#include <check.h>
#include <stdlib.h>

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

/* Columns of every schema here: belopp (decimal), antal (integer), text
   (string), fast (decimal with a format of its own). */
enum { BELOPP, ANTAL, TEXT, FAST, COLUMNS };

typedef struct Case {
  const char *name;
  const char *rows; /* belopp|antal|text|fast; the first stands in line 2 */
  const char *told;
  const char *decimal, *group; /* as set; NULL: not */
  const char *messages;        /* CODE LINE:COLUMN per line */
  LodStatus status;
  const char *cell, *lexical; /* then belopp's datatype reads it so */
} Case;

static const Case cases[] = {
    {.name = "no rows", .rows = ""},
    {.name = "integers", .rows = "1|2\n-300|4\n"},
    {.name = "points",
     .rows = "136.98\n5058332.75\n-14250.00\n",
     .cell = "-14250.00",
     .lexical = "-14250.00"},
    {.name = "commas",
     .rows = "1\n3270,50\n-1302,03\n",
     .decimal = ",",
     .messages = "detected-decimal 3:1\n",
     .cell = "-1302,03",
     .lexical = "-1302.03"},
    {.name = "blanks and commas",
     .rows = "1 234,50\n2 000 000,00\n7,00\n",
     .decimal = ",",
     .group = " ",
     .messages = "detected-decimal 2:1\ndetected-group 2:1\n",
     .cell = "2 000 000,00",
     .lexical = "2000000.00"},
    {.name = "no-break blanks",
     .rows = "7,00\n1" NBSP "234,50\n",
     .decimal = ",",
     .group = NBSP,
     .messages = "detected-decimal 2:1\ndetected-group 3:1\n",
     .cell = "1" NBSP "234,50",
     .lexical = "1234.50"},
    {.name = "narrow no-break blanks",
     .rows = "1" NNBSP "234.50\n",
     .decimal = ".",
     .group = NNBSP,
     .messages = "detected-group 2:1\n",
     .cell = "1" NNBSP "234.50",
     .lexical = "1234.50"},
    {.name = "points part thousands",
     .rows = "1.234,50\n",
     .decimal = ",",
     .group = ".",
     .messages = "detected-decimal 2:1\ndetected-group 2:1\n",
     .cell = "-1.234,50",
     .lexical = "-1234.50"},
    {.name = "commas part thousands",
     .rows = "1,234.50\n",
     .decimal = ".",
     .group = ",",
     .messages = "detected-group 2:1\n",
     .cell = "1,234,567",
     .lexical = "1234567"},
    {.name = "blanks part thousands of integers",
     .rows = "1 234\n",
     .decimal = ".",
     .group = " ",
     .messages = "detected-group 2:1\n",
     .cell = "1 234",
     .lexical = "1234"},
    {.name = "a mark that occurs twice decides",
     .rows = "1.234\n1.234.567\n",
     .decimal = ",",
     .group = ".",
     .messages = "detected-decimal 3:1\ndetected-group 2:1\n",
     .cell = "1.234",
     .lexical = "1234"},
    {.name = "commas that occur twice",
     .rows = "1,234,567\n",
     .decimal = ".",
     .group = ",",
     .messages = "detected-group 2:1\n"},
    {.name = "a comma before three digits, decided for decimals",
     .rows = "1,234\n2,5\n",
     .decimal = ",",
     .messages = "detected-decimal 3:1\n",
     .cell = "1,234",
     .lexical = "1.234"},
    {.name = "a comma before three digits, decided for groups",
     .rows = "1,234\n2.5\n",
     .decimal = ".",
     .group = ",",
     .messages = "detected-group 2:1\n",
     .cell = "1,234",
     .lexical = "1234"},
    {.name = "a zero before the mark decides",
     .rows = "1,234\n0,125\n",
     .decimal = ",",
     .messages = "detected-decimal 3:1\n"},
    {.name = "nothing decides on a comma",
     .rows = "10\n1,234\n5,678\n",
     .messages = "uncertain-decimal 3:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "nothing decides on a point",
     .rows = "1.234\n",
     .messages = "uncertain-decimal 2:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "nothing decides on both",
     .rows = "1.234\n1,234\n",
     .messages = "uncertain-decimal 2:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "blanks elsewhere do not decide",
     .rows = "1 234\n1,234\n",
     .messages = "uncertain-decimal 3:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "the user decides for decimals",
     .rows = "1,234\n",
     .told = ",",
     .decimal = ",",
     .cell = "1,234",
     .lexical = "1.234"},
    {.name = "the user decides for groups",
     .rows = "1,234\n",
     .told = ".",
     .decimal = ".",
     .group = ",",
     .messages = "detected-group 2:1\n",
     .cell = "1,234",
     .lexical = "1234"},
    {.name = "the user says what is usual", .rows = "1.234\n", .told = "."},
    {.name = "the user says what no mark is",
     .rows = "1.5\n",
     .told = "x",
     .messages = "uncertain-decimal 0:0\n",
     .status = LOD_ERR_USAGE},
    {.name = "the user overrules a contradiction",
     .rows = "1,5\n1.5\n",
     .told = ",",
     .decimal = ","},
    {.name = "a contradiction",
     .rows = "1,5\n1\n1.5\n",
     .messages = "uncertain-decimal 4:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "a contradiction of columns",
     .rows = "1.50|2\n3.50|2,5\n",
     .messages = "uncertain-decimal 3:2\n",
     .status = LOD_ERR_INPUT},
    {.name = "a contradiction of groups",
     .rows = "1.234.567\n12.5\n",
     .messages = "uncertain-decimal 3:1\n",
     .status = LOD_ERR_INPUT},
    {.name = "another column decides",
     .rows = "1,234|5\n1,234|5,5\n",
     .decimal = ",",
     .messages = "detected-decimal 3:2\n"},
    {.name = "texts and formats of their own do not count",
     .rows = "1||2,5|1.234,5\n"},
    {.name = "masks and other texts do not count",
     .rows = "*****\n[1,5]\n1,5-\n1,5 kr\n-\n\n"},
    {.name = "nulls do not count", .rows = "99,9\n1\n"},
    {.name = "short rows",
     .rows = "1,5\n\n2,5|3\n",
     .decimal = ",",
     .messages = "detected-decimal 2:1\n"},
    {.name = "most groups win",
     .rows = "1 234,5\n1.234,5\n2 345,6\n",
     .decimal = ",",
     .group = " ",
     .messages = "detected-decimal 2:1\ndetected-group 2:1\n"},
    {.name = "U+2212 is a sign",
     .rows = MINUS "12.50\n",
     .decimal = ".",
     .cell = MINUS "12.50",
     .lexical = "-12.50"},
    {.name = "U+2212 before commas",
     .rows = MINUS "12,50\n",
     .decimal = ",",
     .messages = "detected-decimal 2:1\n",
     .cell = MINUS "12,50",
     .lexical = "-12.50"},
};

static const LodPlace place = {.file = "t.csv"};
static const LodView nulls[] = {{"", 0}, {"99,9", 4}};

/* -- A table -------------------------------------------------------------- */

static LodSchema *make_schema(void)
{
  static const struct {
    const char *name, *format;
    LodXsdType base;
  } columns[COLUMNS] = {{"belopp", NULL, LOD_XSD_DECIMAL},
                        {"antal", NULL, LOD_XSD_INTEGER},
                        {"text", NULL, LOD_XSD_STRING},
                        {"fast", "#,##0.0", LOD_XSD_DECIMAL}};
  LodReason reason;
  LodArena *arena = lod_arena_new();
  ck_assert_ptr_nonnull(arena);
  LodSchema *schema = lod_arena_alloc(arena, sizeof *schema);
  schema->arena = arena;
  schema->columns = lod_arena_array(arena, COLUMNS, sizeof *schema->columns);
  schema->column_count = COLUMNS;
  for (size_t i = 0; i < COLUMNS; i++) {
    LodColumn *column = &schema->columns[i];
    column->name = columns[i].name;
    column->spec.base = columns[i].base;
    column->spec.format = columns[i].format;
    column->nulls = nulls;
    column->null_count = COUNT(nulls);
    ck_assert_int_eq(lod_schema_recompile(schema, i, &reason), 0);
  }
  return schema;
}

/* The header, then ROWS. */
static void fill_batch(LodBatch *batch, const char *rows)
{
  uint64_t line = 1;
  ck_assert_int_eq(lod_batch_add_cell(batch, "1,5", 3, false), 0);
  ck_assert_int_eq(lod_batch_end_record(batch, line, line), 0);
  while (*rows) {
    const size_t size = strcspn(rows, "|\n");
    ck_assert_int_eq(lod_batch_add_cell(batch, rows, size, false), 0);
    if (rows[size] == '\n') {
      line++;
      ck_assert_int_eq(lod_batch_end_record(batch, line, line), 0);
    }
    rows += size + 1;
  }
  lod_batch_seal(batch);
}

static void list_messages(const LodLog *log, LodBuffer *out)
{
  for (size_t i = 0; i < lod_log_size(log); i++) {
    const LodMessage *message = lod_log_at(log, i);
    ck_assert_str_eq(message->place.file, "t.csv");
    ck_assert_int_eq(lod_buffer_printf(out, "%s %d:%d\n", message->code,
                                       (int)message->place.line,
                                       (int)message->place.column),
                     0);
  }
  ck_assert_int_eq(lod_buffer_terminate(out), 0);
}

static bool is_same(const char *a, const char *b)
{
  return a && b ? !strcmp(a, b) : a == b;
}

/* Number columns without a format, whether they had evidence or not. */
static void check_marks(const Case *c, const LodSchema *schema)
{
  for (size_t i = BELOPP; i <= ANTAL; i++) {
    const LodDatatypeSpec *spec = &schema->columns[i].spec;
    ck_assert_msg(is_same(spec->decimal_char, c->decimal), "%s: decimal %s",
                  c->name, spec->decimal_char);
    ck_assert_msg(is_same(spec->group_char, c->group), "%s: group %s", c->name,
                  spec->group_char);
  }
  for (size_t i = TEXT; i <= FAST; i++) {
    ck_assert_ptr_null(schema->columns[i].spec.decimal_char);
    ck_assert_ptr_null(schema->columns[i].spec.group_char);
  }
}

static void check_cell(const Case *c, const LodSchema *schema)
{
  LodView lexical;
  LodArena *arena = lod_arena_new();
  ck_assert_ptr_nonnull(arena);
  const LodReason reason = lod_datatype_parse(
      schema->columns[BELOPP].datatype, lod_view(c->cell), arena, &lexical);
  ck_assert_msg(!reason, "%s: %s", c->name, reason);
  ck_assert_msg(lod_view_equal(lexical, lod_view(c->lexical)), "%s: %.*s",
                c->name, (int)lexical.size, lexical.data);
  lod_arena_free(arena);
}

START_TEST(finds_marks)
{
  const Case *c = &cases[_i];
  const char *messages = c->messages ? c->messages : "";
  size_t fields[COLUMNS] = {BELOPP, ANTAL, TEXT, FAST};
  const LodNumbersTold told = {.decimal = c->told};
  LodSchema *schema = make_schema();
  const LodBinding binding = {.schema = schema, .fields = fields};
  LodBatch batch = {0};
  LodBuffer seen = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  fill_batch(&batch, c->rows);
  ck_assert_msg(lod_detect_numbers(&binding, schema, &batch, 1, &told, &place,
                                   log) == c->status,
                "%s", c->name);
  list_messages(log, &seen);
  ck_assert_msg(!strcmp(seen.data, messages), "%s: %s", c->name, seen.data);
  check_marks(c, schema);
  if (c->cell)
    check_cell(c, schema);
  lod_buffer_free(&seen);
  lod_log_free(log);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

/* A column that the file lacks tells nothing; one that the user or the mapping
   fills keeps the form in which they write. */
START_TEST(leaves_constants)
{
  size_t fields[COLUMNS] = {0, LOD_NO_COLUMN, LOD_NO_COLUMN, LOD_NO_COLUMN};
  LodSchema *schema = make_schema();
  const LodBinding binding = {.schema = schema, .fields = fields};
  LodBatch batch = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  schema->columns[ANTAL].constant = LOD_VIEW("2.5");
  fill_batch(&batch, "1,5|2.5\n");
  ck_assert_int_eq(
      lod_detect_numbers(&binding, schema, &batch, 1, NULL, &place, log), 0);
  ck_assert_str_eq(schema->columns[BELOPP].spec.decimal_char, ",");
  ck_assert_ptr_null(schema->columns[ANTAL].spec.decimal_char);
  lod_log_free(log);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

/* The numbers themselves are not quoted: the guard has not seen them. */
START_TEST(says_evidence)
{
  size_t fields[COLUMNS] = {BELOPP, ANTAL, TEXT, FAST};
  LodSchema *schema = make_schema();
  const LodBinding binding = {.schema = schema, .fields = fields};
  LodBatch batch = {0};
  LodLog *log = lod_log_new();
  ck_assert_ptr_nonnull(log);
  fill_batch(&batch, "1\n1,5\n1.5\n");
  ck_assert_int_eq(
      lod_detect_numbers(&binding, schema, &batch, 1, NULL, &place, log),
      LOD_ERR_INPUT);
  ck_assert_str_eq(lod_log_at(log, 0)->text,
                   "numbers contradict each other: the decimal mark is \".\" "
                   "in line 4 and \",\" in line 3; settle it with --decimal . "
                   "or --decimal ,");
  lod_log_free(log);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("detect_numbers");
  TCase *tests = tcase_create("detect_numbers");
  tcase_add_loop_test(tests, finds_marks, 0, COUNT(cases));
  tcase_add_test(tests, leaves_constants);
  tcase_add_test(tests, says_evidence);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
