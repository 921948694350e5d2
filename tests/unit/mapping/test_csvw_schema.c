/* Schema and dialect: names, defaults, inheritance ("Metadata Vocabulary", 5.5
   to 5.7, 5.9 and 5.11). */
#include "csvw_fixture.h"

/* One column with everything but the datatype, as text. */
static void print_column(const LodColumn *column, LodBuffer *out)
{
  fixture_print(out, column->name);
  for (size_t i = 0; i < column->title_count; i++) {
    fixture_print(out, i ? "," : " titles=");
    fixture_print(out, column->titles[i].text);
    fixture_print(out, "@");
    fixture_print(out, column->titles[i].language);
  }
  for (size_t i = 0; i < column->null_count; i++) {
    fixture_print(out, i ? "|" : " null=");
    fixture_print_view(out, column->nulls[i]);
  }
  if (column->default_value.data) {
    fixture_print(out, " default=");
    fixture_print_view(out, column->default_value);
  }
  fixture_print(out, " lang=");
  fixture_print(out, column->language);
  fixture_print(out, column->separator ? " separator=" : "");
  fixture_print(out, column->separator ? column->separator : "");
  fixture_print(out, column->ordered ? " ordered" : "");
  fixture_print(out, column->required ? " required" : "");
  fixture_print(out, column->virtual_column ? " virtual" : "");
  fixture_print(out, column->suppress_output ? " suppressed" : "");
  fixture_print(out, " ");
  fixture_print(out, lod_xsd_type_name(column->spec.base));
  fixture_print(out, "\n");
}

static void expect_columns(const LodSchema *schema, const char *expected)
{
  LodBuffer out = {0};
  for (size_t i = 0; i < schema->column_count; i++) {
    print_column(&schema->columns[i], &out);
    ck_assert_ptr_nonnull(schema->columns[i].datatype);
    ck_assert(lod_datatype_base(schema->columns[i].datatype) ==
              schema->columns[i].spec.base);
  }
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

static const struct {
  const char *metadata, *columns;
} cases[] = {
    /* defaults */
    {FIXTURE_COLUMNS("{'name':'a'},{}"), "a null= lang=und string\n"
                                         "_col.2 null= lang=und string\n"},
    {FIXTURE_COLUMNS("{'name':'a','titles':{'en':'A','sv':['B','C']},"
                     "'null':['-','n/a'],'default':'x','lang':'sv',"
                     "'separator':';','ordered':true,'required':true,"
                     "'suppressOutput':true,'datatype':'gYear'},"
                     "{'virtual':true,'name':'v','datatype':'any'}"),
     "a titles=A@en,B@sv,C@sv null=-|n/a default=x lang=sv separator=; ordered "
     "required suppressed gYear\n"
     "v null= lang=und virtual anyAtomicType\n"},
    /* 5.6: names of titles, per-cent-encoded as RFC 6570, 2.3 has it */
    {FIXTURE_COLUMNS("{'titles':'On Street'},{'titles':'a-b_c.d'},"
                     "{'titles':'_x'},{'titles':'\xC3\x85r'},"
                     "{'titles':{'en':'English'}},{'titles':''},"
                     "{'titles':{'en':'E','und':'U'}}"),
     "On%20Street titles=On Street@und null= lang=und string\n"
     "a%2Db_c.d titles=a-b_c.d@und null= lang=und string\n"
     "%5Fx titles=_x@und null= lang=und string\n"
     "%C3%85r titles=\xC3\x85r@und null= lang=und string\n"
     "_col.5 titles=English@en null= lang=und string\n"
     "_col.6 titles=@und null= lang=und string\n"
     "U titles=E@en,U@und null= lang=und string\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'@language':'sv'}],"
     "'url':'t.csv','tableSchema':{'columns':["
     "{'titles':{'en':'E','sv':'S'}},{'titles':'A'},{'titles':{'en':'B'}}]}}",
     "S titles=E@en,S@sv null= lang=und string\n"
     "A titles=A@sv null= lang=und string\n"
     "_col.3 titles=B@en null= lang=und string\n"},
    /* 5.7: from group, table, schema and column, the nearest wins */
    {"{'@context':'http://www.w3.org/ns/csvw','lang':'en','null':'G',"
     "'required':true,'datatype':'integer','separator':';',"
     "'tables':[{'url':'t.csv','lang':'sv','null':'T','default':'1',"
     "'tableSchema':{'null':'S','ordered':true,'columns':["
     "{'name':'a'},"
     "{'name':'b','null':'C','lang':'de','required':false,'separator':null,"
     "'default':'','ordered':false,'datatype':{'base':'decimal'}}]}}]}",
     "a null=S default=1 lang=sv separator=; ordered required integer\n"
     "b null=C default= lang=de decimal\n"},
    /* a group's schema is that of tables without their own */
    {"{'@context':'http://www.w3.org/ns/csvw','tableSchema':{'columns':["
     "{'name':'g'}]},'tables':[{'url':'t.csv','lang':'sv'}]}",
     "g null= lang=sv string\n"},
};

START_TEST(columns)
{
  LodMapping *mapping = fixture_clean(cases[_i].metadata, NULL);
  expect_columns(mapping->tables[0].schema, cases[_i].columns);
  lod_mapping_free(mapping);
}
END_TEST

START_TEST(references)
{
  LodMapping *mapping = fixture_clean(
      FIXTURE_TABLE(",'tableSchema':{'columns':[{'name':'a'},{'name':'b'},"
                    "{'name':'c'}],'primaryKey':['c','a'],'rowTitles':'b'}"),
      NULL);
  const LodSchema *schema = mapping->tables[0].schema;
  ck_assert_uint_eq(schema->primary_key_count, 2);
  ck_assert_uint_eq(schema->primary_key[0], 2);
  ck_assert_uint_eq(schema->primary_key[1], 0);
  ck_assert_uint_eq(schema->row_title_count, 1);
  ck_assert_uint_eq(schema->row_titles[0], 1);
  ck_assert(!schema->match_by_title);
  lod_mapping_free(mapping);
}
END_TEST

/* Datatype objects: every facet where it belongs. */
static const struct {
  const char *datatype;
  LodDatatypeSpec spec;
} datatypes[] = {
    {"'string'", {.base = LOD_XSD_STRING}},
    {"{}", {.base = LOD_XSD_STRING}},
    {"{'base':'datetime'}", {.base = LOD_XSD_DATE_TIME}},
    {"{'@id':'http://x.org/d','base':'string','length':3,'dc:title':'t'}",
     {.base = LOD_XSD_STRING, .id = "http://x.org/d", .length = "3"}},
    {"{'base':'string','format':'[a-z]+','minLength':1,'maxLength':20}",
     {.base = LOD_XSD_STRING,
      .format = "[a-z]+",
      .min_length = "1",
      .max_length = "20"}},
    {"{'base':'decimal','format':{'pattern':'#.##0,0','decimalChar':',',"
     "'groupChar':'.'},'minimum':'0.50','maxExclusive':1000}",
     {.base = LOD_XSD_DECIMAL,
      .format = "#.##0,0",
      .decimal_char = ",",
      .group_char = ".",
      .min_inclusive = "0.50",
      .max_exclusive = "1000"}},
    {"{'base':'decimal','format':{'groupChar':' '}}",
     {.base = LOD_XSD_DECIMAL, .group_char = " "}},
    {"{'base':'date','format':'M/d/yyyy','minInclusive':'2000-01-01',"
     "'maximum':'2020-12-31'}",
     {.base = LOD_XSD_DATE,
      .format = "M/d/yyyy",
      .min_inclusive = "2000-01-01",
      .max_inclusive = "2020-12-31"}},
    /* numbers of JSON as digits: the shortest, without exponent in decimals */
    {"{'base':'decimal','minimum':0.1,'maximum':1e21}",
     {.base = LOD_XSD_DECIMAL,
      .min_inclusive = "0.1",
      .max_inclusive = "1000000000000000000000"}},
    {"{'base':'decimal','minExclusive':-1.5e-7,'maxExclusive':12.5}",
     {.base = LOD_XSD_DECIMAL,
      .min_exclusive = "-0.00000015",
      .max_exclusive = "12.5"}},
    {"{'base':'boolean','format':'Y|N'}",
     {.base = LOD_XSD_BOOLEAN, .format = "Y|N"}},
};

static void expect_text(const char *name, const char *got, const char *wanted)
{
  if ((got == NULL) != (wanted == NULL) || (got && strcmp(got, wanted) != 0))
    ck_abort_msg("%s: %s, not %s", name, got ? got : "none",
                 wanted ? wanted : "none");
}

START_TEST(datatype_specs)
{
  LodBuffer text = {0};
  const LodDatatypeSpec *wanted = &datatypes[_i].spec;
  ck_assert_int_eq(
      lod_buffer_printf(&text, FIXTURE_COLUMNS("{'name':'a','datatype':%s}"),
                        datatypes[_i].datatype),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  LodMapping *mapping = fixture_clean(text.data, NULL);
  const LodDatatypeSpec *got = &mapping->tables[0].schema->columns[0].spec;
  ck_assert_int_eq(got->base, wanted->base);
  expect_text("id", got->id, wanted->id);
  expect_text("format", got->format, wanted->format);
  expect_text("decimalChar", got->decimal_char, wanted->decimal_char);
  expect_text("groupChar", got->group_char, wanted->group_char);
  expect_text("length", got->length, wanted->length);
  expect_text("minLength", got->min_length, wanted->min_length);
  expect_text("maxLength", got->max_length, wanted->max_length);
  expect_text("minInclusive", got->min_inclusive, wanted->min_inclusive);
  expect_text("maxInclusive", got->max_inclusive, wanted->max_inclusive);
  expect_text("minExclusive", got->min_exclusive, wanted->min_exclusive);
  expect_text("maxExclusive", got->max_exclusive, wanted->max_exclusive);
  lod_mapping_free(mapping);
  lod_buffer_free(&text);
}
END_TEST

static const struct {
  const char *dialect;
  LodDialect wanted;       /* what differs from the default */
  const char *terminators; /* joined by | */
} dialects[] = {
    {"", {.double_quote = true, .header = true, .header_row_count = 1}, ""},
    {"'delimiter':';','quoteChar':'!','encoding':'windows-1252',"
     "'commentPrefix':'#'",
     {.delimiter = ";",
      .quote = "!",
      .encoding = "windows-1252",
      .comment_prefix = "#",
      .double_quote = true,
      .header = true,
      .header_row_count = 1},
     ""},
    {"'quoteChar':null,'doubleQuote':false,'skipRows':2,'skipColumns':3,"
     "'skipBlankRows':true,'commentPrefix':null",
     {.quote = "",
      .skip_rows = 2,
      .skip_columns = 3,
      .skip_blank_rows = true,
      .header = true,
      .header_row_count = 1},
     ""},
    {"'header':false", {.double_quote = true}, ""},
    {"'header':false,'headerRowCount':2",
     {.double_quote = true, .header = true, .header_row_count = 2},
     ""},
    {"'header':true,'headerRowCount':0", {.double_quote = true}, ""},
    {"'trim':true,'headerRowCount':0",
     {.double_quote = true, .trim = LOD_TRIM_BOTH},
     ""},
    {"'trim':'start','headerRowCount':0",
     {.double_quote = true, .trim = LOD_TRIM_START},
     ""},
    {"'trim':'end','skipInitialSpace':true,'headerRowCount':0",
     {.double_quote = true, .trim = LOD_TRIM_END},
     ""},
    {"'trim':'false','skipInitialSpace':true,'headerRowCount':0",
     {.double_quote = true},
     ""},
    {"'skipInitialSpace':true,'headerRowCount':0",
     {.double_quote = true, .skip_initial_space = true, .trim = LOD_TRIM_START},
     ""},
    {"'lineTerminators':'\\r','headerRowCount':0",
     {.double_quote = true, .line_ends = LOD_LINES_CR},
     ""},
    {"'lineTerminators':['\\n','\\r\\n'],'headerRowCount':0",
     {.double_quote = true},
     ""},
    {"'lineTerminators':['\\r','\\n','\\r\\n'],'headerRowCount':0",
     {.double_quote = true, .line_ends = LOD_LINES_ANY},
     ""},
    {"'lineTerminators':['\\r','\\n'],'headerRowCount':0",
     {.double_quote = true, .line_ends = LOD_LINES_ANY},
     ""},
    {"'lineTerminators':'\\n','headerRowCount':0", {.double_quote = true}, ""},
    {"'lineTerminators':['\\n','@'],'headerRowCount':0",
     {.double_quote = true, .line_ends = LOD_LINES_CUSTOM},
     "\n|@|"},
};

static void expect_terminators(const LodDialect *got, const char *expected)
{
  LodBuffer out = {0};
  for (unsigned i = 0; i < got->terminator_count; i++) {
    fixture_print(&out, got->terminators[i]);
    fixture_print(&out, "|");
  }
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

START_TEST(dialect)
{
  LodBuffer text = {0};
  const LodDialect *wanted = &dialects[_i].wanted;
  ck_assert_int_eq(lod_buffer_printf(&text, FIXTURE_TABLE(",'dialect':{%s}"),
                                     dialects[_i].dialect),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  LodMapping *mapping = fixture_clean(text.data, NULL);
  const LodDialect *got = &mapping->tables[0].dialect;
  ck_assert_str_eq(got->delimiter, wanted->delimiter ? wanted->delimiter : ",");
  if (wanted->quote && !*wanted->quote)
    ck_assert_ptr_null(got->quote);
  else
    ck_assert_str_eq(got->quote, wanted->quote ? wanted->quote : "\"");
  expect_text("encoding", got->encoding, wanted->encoding);
  expect_text("commentPrefix", got->comment_prefix, wanted->comment_prefix);
  ck_assert_int_eq(got->double_quote, wanted->double_quote);
  ck_assert_int_eq(got->header, wanted->header);
  ck_assert_uint_eq(got->header_row_count, wanted->header_row_count);
  ck_assert_uint_eq(got->skip_rows, wanted->skip_rows);
  ck_assert_uint_eq(got->skip_columns, wanted->skip_columns);
  ck_assert_int_eq(got->skip_blank_rows, wanted->skip_blank_rows);
  ck_assert_int_eq(got->skip_initial_space, wanted->skip_initial_space);
  ck_assert_int_eq(got->trim, wanted->trim);
  ck_assert_int_eq(got->line_ends, wanted->line_ends);
  expect_terminators(got, dialects[_i].terminators);
  lod_mapping_free(mapping);
  lod_buffer_free(&text);
}
END_TEST

/* 5.3.2: a group's dialect is that of tables without their own. */
START_TEST(group_dialect)
{
  LodMapping *mapping = fixture_clean(
      "{'@context':'http://www.w3.org/ns/csvw','dialect':{'delimiter':';',"
      "'skipColumns':2},'tables':[{'url':'a.csv','tableSchema':{'columns':["
      "{'name':'a','valueUrl':'#{_sourceColumn}'}]}},"
      "{'url':'b.csv','dialect':{'skipRows':1}}]}",
      NULL);
  ck_assert_uint_eq(mapping->table_count, 2);
  ck_assert_str_eq(mapping->tables[0].dialect.delimiter, ";");
  ck_assert_str_eq(mapping->tables[0].maps[0].statements[0].object.constant,
                   "http://example.org/meta/a.csv#3");
  ck_assert_str_eq(mapping->tables[1].dialect.delimiter, ",");
  ck_assert_uint_eq(mapping->tables[1].dialect.skip_rows, 1);
  lod_mapping_free(mapping);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_schema");
  TCase *t = tcase_create("schema");
  tcase_add_loop_test(t, columns, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_test(t, references);
  tcase_add_loop_test(t, datatype_specs, 0,
                      (int)(sizeof datatypes / sizeof *datatypes));
  tcase_add_loop_test(t, dialect, 0, (int)(sizeof dialects / sizeof *dialects));
  tcase_add_test(t, group_dialect);
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
