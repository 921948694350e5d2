/* Titles folded, and schemas bound to headers. */
#include "base/memory.h"
#include "fixture.h"

START_TEST(test_fold)
{
  static const struct {
    const char *title, *folded;
  } tests[] = {
      {"", ""},
      {"Org.nr ", "orgnr"},
      {"Bokföringsdatum", "bokforingsdatum"},
      {"konto nr+text", "kontonrtext"},
      {"KONTO_NR", "kontonr"},
      {"\xEF\xBB\xBFkopare_id", "kopareid"},
      {"Bokfo\xCC\x88ringsdatum", "bokforingsdatum"},
      {"ÅÄÖ åäö É ß Ø Æ ø æ", "aaoaaoessoaeoae"},
      {"Łódź ŒŐ ſ Ĳ", "lodzoeosij"},
      {"m² (ca)", "m2ca"},
      {"a\xC2\xA0"
       "b\xE2\x80\x8B"
       "c\xE2\x80\x93"
       "d\xC3\x97",
       "abcd"},
      {"Ελλάς ΕΛΛ", "ελλάςελλ"},
      {"Москва МОСКВА Ё", "москвамоскваё"},
      {"日本語、", "日本語"},
      {"Ạạ", "ạạ"},
      {"Tal 1,5 €", "tal15"},
  };
  for (size_t i = 0; i < sizeof tests / sizeof *tests; ++i) {
    LodBuffer out = {0};
    ck_assert_int_eq(lod_title_fold(lod_view(tests[i].title), &out),
                     LOD_SUCCESS);
    ck_assert_str_eq(buffer_text(&out), tests[i].folded);
    lod_buffer_free(&out);
  }
}
END_TEST

#define TITLES(...)                                                            \
  .titles = (const LodTitle[]){__VA_ARGS__},                                   \
  .title_count = sizeof((const LodTitle[]){__VA_ARGS__}) / sizeof(LodTitle)
#define STRING .spec = {.base = LOD_XSD_STRING}

enum { COLUMNS_MAX = 5 };

typedef struct Case {
  const char *name;
  const LodColumn *columns;
  bool by_title, strict;
  const char *header; /* NULL: none */
  const char *fields; /* by column: field, "-" when absent */
  const char *extra;  /* field:name,... */
  const char *messages;
  LodStatus status;
  unsigned missing;
} Case;

static const LodColumn ledger[COLUMNS_MAX + 1] = {
    {.name = "kopare_id",
     .required = true,
     STRING,
     TITLES({"sv", "Köparens org.nr"})},
    {.name = "konto_nr",
     STRING,
     .split = "^(?<konto_nr>[0-9]{4}) "
              "(?<konto_text>.+)$",
     TITLES({"sv", "Konto"}, {"sv", "konto nr+text"})},
    {.name = "konto_text",
     .required = true,
     STRING,
     TITLES({"sv", "Kontotext"})},
    {.name = "belopp",
     .required = true,
     .essential = true,
     .spec = {.base = LOD_XSD_DECIMAL},
     TITLES({"sv", "Belopp"}, {"en", "Sum"})},
    {.name = "rad", .virtual_column = true, STRING},
};

static const LodColumn twins[COLUMNS_MAX + 1] = {
    {.name = "a", STRING, TITLES({"und", "Namn"}, {"und", "Namn!"})},
    {.name = "b", STRING, TITLES({"und", "namn"}, {"und", "Bnamn"})},
};

static const LodColumn plain[COLUMNS_MAX + 1] = {
    {.name = "a", STRING, TITLES({"en", "First"}, {"sv", "Första"})},
    {.name = "b", STRING},
    {.name = "_col.3", STRING},
    {.name = "v", .virtual_column = true, STRING},
};

/* The header is German, Austrian German, English, of no language. */
static const LodColumn foreign[COLUMNS_MAX + 1] = {
    {.name = "a", STRING, .language = "de-AT", TITLES({"de", "Titel"})},
    {.name = "b", STRING, .language = "de", TITLES({"DE-at", "Titel"})},
    {.name = "c", STRING, .language = "en", TITLES({"de", "Titel"})},
    {.name = "d", STRING, .language = "und", TITLES({"sv", "Titel"})},
};

static const LodColumn constant[COLUMNS_MAX + 1] = {
    {.name = "a", .required = true, STRING, .constant = {"x", 1}},
    {.name = "b", STRING},
};

static const Case cases[] = {
    {"by name in any order", ledger, true, false,
     "Belopp,konto_text,KOPARE ID,Konto.Nr", "2 3 1 0 -", "", "", LOD_SUCCESS,
     0},
    {"a split fills what the file lacks", ledger, true, false,
     "Köparens Org Nr,Konto nr+text,Sum", "0 1 - 2 -", "", "", LOD_SUCCESS, 0},
    {"fields aside", ledger, true, false,
     "ansvar,kopare_id,konto_text,,konto_nr, belopp ,ansvar", "1 4 2 5 -",
     "0:ansvar,3:,6:ansvar,", "", LOD_SUCCESS, 0},
    {"required columns absent", ledger, true, false, "belopp", "- - - 0 -", "",
     "w missing-column 3:0 kopare_id|the column kopare_id is required, but it "
     "is "
     "not there, so that the table does not conform; a value for all rows can "
     "be given with --set kopare_id=VALUE\n"
     "w missing-column 3:0 konto_text|the column konto_text is required, but "
     "it is "
     "not there, so that the table does not conform; a value for all rows can "
     "be given with --set "
     "konto_text=VALUE\n",
     LOD_SUCCESS, 2},
    {"an essential column absent", ledger, true, false,
     "kopare_id,konto_nr,konto_text", NULL, "",
     "e missing-column 3:0 belopp|no column is called belopp, and without it "
     "the table cannot be converted; each column of the file is known as "
     "another one\n",
     LOD_ERR_INPUT, 0},
    {"an essential column by another name", ledger, true, false,
     "kopare_id,Summa,konto_nr,,konto nr,Pris", NULL, "",
     "w duplicate-column 3:5 konto_nr|field 3 is the column konto_nr already; "
     "this one is left out\n"
     "e missing-column 3:0 belopp|no column is called belopp, and without it "
     "the table cannot be converted; not known are: \"Summa\", \"Pris\"; if "
     "one of them is meant, call it belopp in the header row\n",
     LOD_ERR_INPUT, 0},
    {"no header at all", ledger, true, false, "Rapport;x,2026", NULL, "",
     "e missing-column 3:0 belopp|no column of this header is known: "
     "\"Rapport;x\", \"2026\"; if the header row stands further down, pass "
     "over the rows before it with --skip; if it is split in the wrong places, "
     "use --delimiter\n",
     LOD_ERR_INPUT, 0},
    {"two fields for one column", ledger, true, false,
     "Köparens org.nr,kopare_id,konto,kontotext,belopp", "0 2 3 4 -",
     "1:kopare_id,", NULL, LOD_SUCCESS, 0},
    {"exact before folded", twins, true, false, "namn,Namn", "1 0", "", "",
     LOD_SUCCESS, 0},
    {"a title of two columns", twins, true, false, "NAMN", "0 -", "",
     "w ambiguous-column 3:1 |this title fits the columns a and b; it is taken "
     "for a\n",
     LOD_SUCCESS, 0},
    {"two fields of two columns", twins, true, false, "NAMN,namn.", "0 1", "",
     "w ambiguous-column 3:1 |this title fits the columns a and b; it is taken "
     "for a\n",
     LOD_SUCCESS, 0},
    {"the same field twice", twins, true, false, "Bnamn,B-namn,b", "- 0",
     "1:B-namn,2:b,", NULL, LOD_SUCCESS, 0},
    {"by position", plain, false, true, "Första,,anything", "0 1 2 -", "", "",
     LOD_SUCCESS, 0},
    {"by position, the name for the title", plain, false, false, "a,,",
     "0 1 2 -", "", "", LOD_SUCCESS, 0},
    {"by position, a name alone", plain, false, false, "First,c,", "0 1 2 -",
     "", "", LOD_SUCCESS, 0},
    {"by position, a title of another language", foreign, false, true,
     "Titel,Titel,Titel,Titel", NULL, "",
     "e schema-mismatch 3:3 c|the header's \"Titel\" is of the column's "
     "language "
     "(en), and the metadata has that title in another language\n",
     LOD_ERR_INPUT, 0},
    {"by position, another title", plain, false, false, "first,b,c", "0 1 2 -",
     "",
     "w schema-mismatch 3:1 a|the header says \"first\" where the metadata "
     "says \"First\"\n",
     LOD_SUCCESS, 0},
    {"by position, strictly", plain, false, true, "First,b,c", NULL, "",
     "e schema-mismatch 3:2 b|the header says \"b\", and the metadata gives "
     "the "
     "column b no title to compare with that; add \"titles\"\n",
     LOD_ERR_INPUT, 0},
    {"by position, too few", plain, false, false, "First", "0 - - -", "",
     "w schema-mismatch 3:0 |the header has 1 columns, the metadata 3\n",
     LOD_SUCCESS, 0},
    {"by position, too many", plain, false, false, "First,b,c,d", "0 1 2 -",
     "3:d,",
     "w schema-mismatch 3:0 |the header has 4 columns, the metadata 3\n",
     LOD_SUCCESS, 0},
    {"by position, too many, strictly", plain, false, true, "First,,c,d", NULL,
     "", "e schema-mismatch 3:0 |the header has 4 columns, the metadata 3\n",
     LOD_ERR_INPUT, 0},
    {"without header", plain, false, true, NULL, "0 1 2 -", "", "", LOD_SUCCESS,
     0},
    {"without header, though by title", ledger, true, false, NULL, "0 1 2 3 -",
     "", "", LOD_SUCCESS, 0},
    {"a constant for an absent column", constant, true, false, "b", "- 0", "",
     "", LOD_SUCCESS, 0},
    {"a constant for a present column", constant, true, false, "b,a", "1 0", "",
     "w constant-unused 3:2 a|the file has the column a; the value that was "
     "set for it is not used\n",
     LOD_SUCCESS, 0},
};

static size_t count_columns(const LodColumn *columns)
{
  size_t count = 0;
  while (columns[count].name)
    ++count;
  return count;
}

static void check_fields(const Case *test, const LodBinding *binding)
{
  LodBuffer out = {0};
  for (size_t i = 0; i < binding->schema->column_count; ++i) {
    if (i)
      ck_assert_int_eq(lod_buffer_append_char(&out, ' '), LOD_SUCCESS);
    if (binding->fields[i] == LOD_NO_COLUMN)
      ck_assert_int_eq(lod_buffer_append_char(&out, '-'), LOD_SUCCESS);
    else
      ck_assert_int_eq(lod_buffer_append_uint(&out, binding->fields[i]),
                       LOD_SUCCESS);
  }
  ck_assert_str_eq(buffer_text(&out), test->fields);
  out.size = 0;
  for (size_t i = 0; i < binding->extra_count; ++i)
    ck_assert_int_eq(lod_buffer_printf(&out, "%d:%s,", (int)binding->extra[i],
                                       binding->extra_names[i]),
                     LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), test->extra);
  lod_buffer_free(&out);
  ck_assert_uint_eq(binding->missing_required, test->missing);
  ck_assert_str_eq(binding->file, "test.csv");
}

START_TEST(test_cases)
{
  const Case *const test = &cases[_i];
  LodSchema *const schema =
      make_schema(test->columns, count_columns(test->columns), test->by_title);
  LodBatch batch = make_batch(test->header ? test->header : "");
  LodBuffer messages = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_message, &messages);
  const LodPlace place = {.file = "test.csv", .line = 3};
  LodBinding *binding;
  const LodStatus status =
      lod_binding_new(schema, test->header ? batch.cells : NULL,
                      batch.cell_count, test->strict, &place, log, &binding);
  ck_assert_int_eq(status, test->status);
  ck_assert_int_eq(binding != NULL, status == LOD_SUCCESS);
  if (binding)
    check_fields(test, binding);
  if (test->messages)
    ck_assert_str_eq(buffer_text(&messages), test->messages);
  else
    ck_assert_ptr_nonnull(strstr(buffer_text(&messages), "duplicate-column"));
  lod_binding_free(binding);
  /* Without a log it is silent and the same. */
  ck_assert_int_eq(lod_binding_new(schema, test->header ? batch.cells : NULL,
                                   batch.cell_count, test->strict, NULL, NULL,
                                   &binding),
                   test->status);
  lod_binding_free(binding);
  lod_log_free(log);
  lod_buffer_free(&messages);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

/* Two header rows, the first field skipped: any title of a column will do,
   and places are those of the source. */
static void check_rows(bool by_title, const char *fields, const char *extra,
                       const char *messages)
{
  static const LodTitle titles[] = {{.text = "B"}};
  const LodColumn columns[] = {
      {.name = "a", STRING},
      {.name = "b", STRING, .titles = titles, .title_count = 1},
      {.name = NULL}};
  const Case test = {.columns = columns, .fields = fields, .extra = extra};
  LodSchema *const schema = make_schema(columns, 2, by_title);
  LodBatch batch = make_batch("a,x,a,y\na,B,\"\",z\n");
  const LodHeader header = {
      .cells = batch.cells, .count = 4, .rows = 2, .skip = 1};
  LodBuffer said = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_message, &said);
  const LodPlace place = {.file = "test.csv", .line = 3};
  LodBinding *binding;
  ck_assert_int_eq(
      lod_binding_new_by(schema, &header, false, &place, log, &binding),
      LOD_SUCCESS);
  check_fields(&test, binding);
  ck_assert_str_eq(buffer_text(&said), messages);
  ck_assert_uint_eq(binding->field_count, 4);
  lod_binding_free(binding);
  lod_log_free(log);
  lod_buffer_free(&said);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}

START_TEST(test_header_rows)
{
  check_rows(true, "2 1", "3:y,", "");
  check_rows(false, "1 2", "3:y,",
             "w schema-mismatch 3:3 b|the header says \"a\" where the metadata "
             "says \"B\"\n"
             "w schema-mismatch 3:0 |the header has 3 columns, the metadata "
             "2\n");
}
END_TEST

/* Without a header the columns stand behind the skipped ones. */
START_TEST(test_skip_without_header)
{
  const LodColumn columns[] = {{.name = "a", STRING}, {.name = "b", STRING}};
  const Case test = {.columns = columns, .fields = "2 3", .extra = ""};
  LodSchema *const schema = make_schema(columns, 2, false);
  const LodHeader header = {.skip = 2};
  const LodPlace place = {.file = "test.csv"};
  LodBinding *binding;
  ck_assert_int_eq(
      lod_binding_new_by(schema, &header, true, &place, NULL, &binding),
      LOD_SUCCESS);
  check_fields(&test, binding);
  ck_assert_uint_eq(binding->field_count, 4);
  lod_binding_free(binding);
  lod_schema_free(schema);
}
END_TEST

START_TEST(test_bad_split)
{
  const LodColumn columns[] = {{.name = "a", STRING, .split = "(?<b>[0-9"},
                               {.name = "b", STRING}};
  LodSchema *const schema = make_schema(columns, 2, true);
  LodBatch batch = make_batch("a\n");
  LodLog *const log = lod_log_new();
  LodBinding *binding;
  ck_assert_int_eq(
      lod_binding_new(schema, batch.cells, 1, false, NULL, log, &binding),
      LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "bad-split");
  lod_log_free(log);
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

START_TEST(test_schema)
{
  LodSchema *const schema = make_schema(ledger, 5, true);
  ck_assert_uint_eq(lod_schema_find(schema, LOD_VIEW("belopp")), 3);
  ck_assert_uint_eq(lod_schema_find(schema, LOD_VIEW("Belopp")), LOD_NO_COLUMN);
  LodReason reason = NULL;
  schema->columns[3].spec.decimal_char = ",";
  ck_assert_int_eq(lod_schema_recompile(schema, 3, &reason), LOD_SUCCESS);
  LodView lexical;
  ck_assert_ptr_null(lod_datatype_parse(
      schema->columns[3].datatype, LOD_VIEW("1,50"), schema->arena, &lexical));
  ck_assert(lod_view_equal(lexical, LOD_VIEW("1.50")));
  /* A spec that is refused leaves what there was. */
  LodDatatype *const before = schema->columns[3].datatype;
  schema->columns[3].spec.min_inclusive = "x";
  ck_assert_int_eq(lod_schema_recompile(schema, 3, &reason), LOD_ERR_INPUT);
  ck_assert_ptr_nonnull(reason);
  ck_assert_ptr_eq(schema->columns[3].datatype, before);
  lod_schema_free(schema);
  lod_schema_free(NULL);
}
END_TEST

START_TEST(test_no_memory)
{
  LodSchema *const schema = make_schema(ledger, 5, true);
  LodBatch batch = make_batch("kopare_id,konto_nr,belopp,x\n");
  const LodPlace place = {.file = "test.csv"};
  for (size_t nth = 1;; ++nth) {
    LodBinding *binding;
    lod_memory_fail_at(nth);
    const LodStatus status =
        lod_binding_new(schema, batch.cells, 4, false, &place, NULL, &binding);
    lod_memory_fail_at(0);
    lod_binding_free(binding);
    if (!status) {
      ck_assert_uint_gt(nth, 10);
      break;
    }
    ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
  }
  lod_batch_free(&batch);
  lod_schema_free(schema);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("binding");
  TCase *const tcase = tcase_create("binding");
  tcase_add_test(tcase, test_fold);
  tcase_add_loop_test(tcase, test_cases, 0, sizeof cases / sizeof *cases);
  tcase_add_test(tcase, test_header_rows);
  tcase_add_test(tcase, test_skip_without_header);
  tcase_add_test(tcase, test_bad_split);
  tcase_add_test(tcase, test_schema);
  tcase_add_test(tcase, test_no_memory);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
