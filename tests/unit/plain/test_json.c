/* Plain JSON: "Generating JSON from Tabular Data on the Web", and the form of
   a specification's own. */
#include "json_fixture.h"

#include "plain/json_internal.h"

#define COLUMNS(text) FIXTURE_COLUMNS(text)

/* RFC 8259, 7. */
START_TEST(strings)
{
  static const struct {
    const char *text;
    size_t size;
    const char *json;
  } rows[] = {
      {"", 0, "\"\""},
      {"plain", 5, "\"plain\""},
      {"\"\\/", 3, "\"\\\"\\\\/\""},
      {"\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
      {"\0\x01\x1f", 3, "\"\\u0000\\u0001\\u001F\""},
      {"åä\xe2\x82\xac\xf0\x9f\x98\x80", 11, "\"åä€😀\""},
      {"\xe2\x80\xa8", 3, "\"\xe2\x80\xa8\""}, /* U+2028 is as it is */
      {"sixteen bytes or more, with a \" late", 36,
       "\"sixteen bytes or more, with a \\\" late\""},
  };
  LodBuffer out = {0};
  LodView text = {rows[_i].text, rows[_i].size};
  ck_assert_int_eq(lod_json_append_string(&out, text), LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), rows[_i].json);
  lod_buffer_free(&out);
}
END_TEST

/* RFC 8259, 6, out of XSD's lexical forms: every digit stays. */
START_TEST(numbers)
{
  static const struct {
    const char *lexical, *json;
  } rows[] = {
      {"0", "0"},
      {"-0", "-0"},
      {"+0", "0"},
      {"000", "0"},
      {"-007", "-7"},
      {"+12", "12"},
      {"0.10", "0.10"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"5.", "5"},
      {"+005.", "5"},
      {"00.00", "0.00"},
      {"1e5", "1e5"},
      {"1.E5", "1E5"},
      {".5e-05", "0.5e-05"},
      {"01E+400", "1E+400"},
      {"INF", "\"INF\""},
      {"-INF", "\"-INF\""},
      {"NaN", "\"NaN\""},
      {"123456789012345678901234567890.123456789012345678901234567890",
       "123456789012345678901234567890.123456789012345678901234567890"},
  };
  LodBuffer out = {0};
  ck_assert_int_eq(lod_json_append_number(&out, lod_view(rows[_i].lexical)),
                   LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out), rows[_i].json);
  lod_buffer_free(&out);
}
END_TEST

#define TWO                                                                    \
  COLUMNS("{'name':'a','aboutUrl':'#a'},"                                      \
          "{'name':'b','aboutUrl':'#b','datatype':'integer'},"                 \
          "{'name':'l','virtual':true,'aboutUrl':'#a','valueUrl':'#b'}")

/* An object a row, without URLs: the columns that are there. */
START_TEST(shape_of_columns)
{
  JsonTable t;
  json_open(&t, TWO, "a,b\nx,1\n,\ny,2\n", false);
  json_expect(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP,
              "[,\n{'a':'x','b':1},\n{},\n{'a':'y','b':2}\n]\n");
  json_close(&t);
}
END_TEST

START_TEST(shape_of_minimal_mode)
{
  JsonTable t;
  json_open(&t, TWO, "a,b\nx,1\n,\n", false);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'@id':'http://example.org/meta/t.csv#a','a':'x','l':{"
              "'@id':'http://example.org/meta/t.csv#b','b':1}},\n"
              "{'@id':'http://example.org/meta/t.csv#a',"
              "'l':'http://example.org/meta/t.csv#b'}\n]\n");
  json_close(&t);
}
END_TEST

START_TEST(shape_of_standard_mode)
{
  JsonTable t;
  json_open(&t, TWO, "a,b\nx,1\n,\n", true);
  json_expect(
      &t, LOD_JSON_STANDARD, LOD_BAD_KEEP,
      "{'tables':[,\n{'url':'http://example.org/meta/t.csv','row':[,\n"
      "{'rownum':1,'url':'http://example.org/meta/t.csv#row=2','describes':["
      "{'@id':'http://example.org/meta/t.csv#a','a':'x','l':{"
      "'@id':'http://example.org/meta/t.csv#b','b':1}}]},\n"
      "{'rownum':2,'url':'http://example.org/meta/t.csv#row=3','describes':["
      "{'@id':'http://example.org/meta/t.csv#a',"
      "'l':'http://example.org/meta/t.csv#b'}]}\n]}\n]}\n");
  json_close(&t);
}
END_TEST

/* A row that says nothing describes nothing. */
START_TEST(empty_rows)
{
  JsonTable t;
  json_open(&t, COLUMNS("{'name':'a'},{'name':'b','separator':';'}"),
            "a,b\n,\n,;\n", true);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP, "[\n]\n");
  json_expect(&t, LOD_JSON_STANDARD, LOD_BAD_KEEP,
              "{'tables':[,\n{'url':'http://example.org/meta/t.csv','row':[,\n"
              "{'rownum':1,'url':'http://example.org/meta/t.csv#row=2',"
              "'describes':[]},\n"
              "{'rownum':2,'url':'http://example.org/meta/t.csv#row=3',"
              "'describes':[]}\n]}\n]}\n");
  json_expect(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP, "[,\n{},\n{}\n]\n");
  json_close(&t);
}
END_TEST

/* 4.2.2, step 5.6.4, and "Metadata Vocabulary", 5.5: strings, none for null;
   one is no array. */
START_TEST(row_titles)
{
  JsonTable t;
  json_open(
      &t,
      FIXTURE_TABLE(",'tableSchema':{'rowTitles':['b','a','c'],'columns':["
                    "{'name':'a','suppressOutput':true},"
                    "{'name':'b','datatype':'integer'},"
                    "{'name':'c','separator':';'}]}"),
      "a,b,c\n,,\n,7,\nx,08,y;;z\n", true);
  json_expect(&t, LOD_JSON_STANDARD, LOD_BAD_KEEP,
              "{'tables':[,\n{'url':'http://example.org/meta/t.csv','row':[,\n"
              "{'rownum':1,'url':'http://example.org/meta/t.csv#row=2',"
              "'describes':[]},\n"
              "{'rownum':2,'url':'http://example.org/meta/t.csv#row=3',"
              "'titles':'7','describes':[{'b':7}]},\n"
              "{'rownum':3,'url':'http://example.org/meta/t.csv#row=4',"
              "'titles':['08','x','y','z'],"
              "'describes':[{'b':8,'c':['y','z']}]}\n]}\n]}\n");
  json_close(&t);
}
END_TEST

/* The guard stands before every writer: nothing of a value that it took is
   in cells, URLs, titles. */
START_TEST(guarded_rows_are_obeyed)
{
  JsonTable t;
  json_open(&t,
            FIXTURE_TABLE(",'tableSchema':{'rowTitles':'s','columns':["
                          "{'name':'a','aboutUrl':'#{s}'},{'name':'s'},"
                          "{'name':'u','virtual':true,'valueUrl':'#v{s}'}]}"),
            "a,s\n1,secret\n2,secret\n3,open\n", true);
  t.rows->values[1] = (LodValue){.kind = LOD_VALUE_WITHHELD};
  t.rows->suppressed[1] = 1;
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'@id':'http://example.org/meta/t.csv#','a':'1'},\n"
              "{'u':'http://example.org/meta/t.csv#v'},\n"
              "{'@id':'http://example.org/meta/t.csv#open','a':'3'},\n"
              "{'s':'open','u':'http://example.org/meta/t.csv#vopen'}\n]\n");
  json_expect(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP,
              "[,\n{'a':'1'},\n{'a':'3','s':'open'}\n]\n");
  LodBuffer out = {0};
  ck_assert_int_eq(json_write(&t, LOD_JSON_STANDARD, LOD_BAD_KEEP, &out),
                   LOD_SUCCESS);
  ck_assert_ptr_null(strstr(buffer_text(&out), "secret"));
  ck_assert_ptr_null(strstr(out.data, "\"rownum\":2"));
  lod_buffer_free(&out);
  json_close(&t);
}
END_TEST

/* CLI.md: kept as text, or left out, with what is made of it. */
START_TEST(bad_cells_by_policy)
{
  JsonTable t;
  json_open(&t,
            COLUMNS("{'name':'n','datatype':'integer'},"
                    "{'name':'b','datatype':'boolean','separator':' '},"
                    "{'name':'u','datatype':'integer','valueUrl':'#{u}'}"),
            "n,b,u\n1o,1 x 0,2o\n", false);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'n':'1o','b':[true,'x',false],"
              "'u':'http://example.org/meta/t.csv#2o'}\n]\n");
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_SKIP,
              "[,\n{'b':[true,false]}\n]\n");
  json_close(&t);
}
END_TEST

/* A value decides on the whole IRI: what is none is left out, and said. */
START_TEST(urls_that_are_none)
{
  JsonTable t;
  json_open(&t,
            COLUMNS("{'name':'id','aboutUrl':'{+id}'},"
                    "{'name':'v','valueUrl':'{+v}'},"
                    "{'name':'p','propertyUrl':'{+p}'}"),
            "id,v,p\nhttp://[x/,http://[y/,http://[z/\n"
            "http://x/a/../b,c,http://schema.org/name\n",
            false);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'@id':'http://x/b','id':'http://x/a/../b'},\n"
              "{'v':'http://example.org/meta/c',"
              "'schema:name':'http://schema.org/name'}\n]\n");
  fixture_expect_messages(
      t.log,
      "bad-iri: \"http://[x/\" is not an IRI; what has it is left out\n"
      "bad-iri: \"http://[y/\" is not an IRI; what has it is left out\n"
      "bad-iri: \"http://[z/\" is not an IRI; what has it is left out\n");
  json_close(&t);
}
END_TEST

/* vocab/ns: nulls that omit a URL, identifiers that are none; the rest of our
   annotations is for statements. */
START_TEST(annotations_about_values)
{
  static const char metadata[] = FIXTURE_TABLE(
      ",'tableSchema':{"
      "'https://w3id.org/lodstone/ns#nullInTemplate':'omit','columns':["
      "{'name':'o','https://w3id.org/lodstone/ns#identifierType':"
      "'organisationNumber','aboutUrl':'http://x/{o}',"
      "'https://w3id.org/lodstone/ns#valueUrl':'http://x/ours'},"
      "{'name':'v','https://w3id.org/lodstone/ns#condition':'o',"
      "'valueUrl':'http://x/{o}'},"
      "{'name':'w','aboutUrl':'http://x/w/{o}'}]}");
  JsonTable t;
  json_open(&t, metadata, "o,v,w\n556012-5790,a,1\n556012-5791,b,2\n", false);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'v':{'@id':'http://x/5560125790','o':'556012-5790'}},\n"
              "{'@id':'http://x/w/5560125790','w':'1'},\n"
              "{'o':'556012-5791'},\n{'v':'b'},\n{'w':'2'}\n]\n");
  json_close(&t);
}
END_TEST

/* Names: what a title was is there again; bytes that are no text stay
   encoded. */
START_TEST(names_of_columns)
{
  JsonTable t;
  json_open(&t,
            COLUMNS("{'titles':'å \\'b\\''},{'name':'c%22%0A'},"
                    "{'name':'d%FF'},{'name':'e'}"),
            "å 'b',c,d,e\n1,2,3,4\n", false);
  LodBuffer out = {0};
  ck_assert_int_eq(json_write(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP, &out),
                   LOD_SUCCESS);
  ck_assert_str_eq(buffer_text(&out),
                   "[,\n{\"å \\\"b\\\"\":\"1\",\"c\\\"\\n\":\"2\","
                   "\"d%FF\":\"3\",\"e\":\"4\"}\n]\n");
  lod_buffer_free(&out);
  json_close(&t);
}
END_TEST

/* Each of N subjects has the next one for its value: as many levels. */
static void put_chain(LodBuffer *metadata, int levels)
{
  ck_assert_int_eq(lod_buffer_append_text(
                       metadata, "{'@context':'http://www.w3.org/ns/csvw',"
                                 "'url':'t.csv','tableSchema':{'columns':["
                                 "{'name':'a','suppressOutput':true}"),
                   LOD_SUCCESS);
  for (int i = 0; i < levels; i++)
    ck_assert_int_eq(lod_buffer_printf(metadata,
                                       ",{'name':'n%d','virtual':true,"
                                       "'aboutUrl':'#%d','propertyUrl':'#p',"
                                       "'valueUrl':'#%d'}",
                                       i, i, i + 1),
                     LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_append_text(metadata, "]}}"), LOD_SUCCESS);
}

START_TEST(thousands_of_levels)
{
  enum { LEVELS = 3000 };
  LodBuffer metadata = {0}, out = {0};
  JsonTable t;
  put_chain(&metadata, LEVELS);
  json_open(&t, buffer_text(&metadata), "a\n1\n", false);
  ck_assert_int_eq(json_write(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP, &out),
                   LOD_SUCCESS);
  size_t depth = 0, deepest = 0, objects = 0;
  for (size_t i = 0; i < out.size; i++) {
    depth += out.data[i] == '{';
    objects += out.data[i] == '{';
    deepest = depth > deepest ? depth : deepest;
    depth -= out.data[i] == '}';
  }
  ck_assert_uint_eq(deepest, LEVELS);
  ck_assert_uint_eq(objects, LEVELS);
  lod_buffer_free(&metadata);
  lod_buffer_free(&out);
  json_close(&t);
}
END_TEST

/* Keys over a whole run are RDF's. */
START_TEST(keys_are_refused)
{
  static const char metadata[] = FIXTURE_TABLE(
      ",'tableSchema':{'https://w3id.org/lodstone/ns#key':{"
      "'https://w3id.org/lodstone/ns#name':'_k',"
      "'https://w3id.org/lodstone/ns#columns':'*'},"
      "'columns':[{'name':'a'},{'name':'b','valueUrl':'#{_k}'}]}");
  LodBuffer out = {0};
  JsonTable t;
  json_open(&t, metadata, "a,b\n1,2\n", false);
  ck_assert_int_eq(json_write(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP, &out),
                   LOD_ERR_INPUT);
  fixture_expect_messages(
      t.log, "json-key: a URL of the column \"b\" reads a lod:key, which only "
             "RDF has; use columns or _row\n");
  /* a specification's columns have no URLs */
  json_expect(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP, "[,\n{'a':'1','b':'2'}\n]\n");
  lod_buffer_free(&out);
  json_close(&t);
}
END_TEST

/* Statements alone say nothing of cells. */
START_TEST(mappings_without_cells_are_refused)
{
  LodBuffer out = {0};
  JsonTable t;
  json_open(&t, COLUMNS("{'name':'a'}"), "a\n1\n", false);
  t.mapping->tables[0].cells = NULL;
  ck_assert_int_eq(json_write(&t, LOD_JSON_COLUMNS, LOD_BAD_KEEP, &out),
                   LOD_ERR_INPUT);
  fixture_expect_messages(t.log, "json-mapping: JSON is made by CSVW metadata, "
                                 "which this mapping is not\n");
  lod_buffer_free(&out);
  json_close(&t);
}
END_TEST

START_TEST(rows_of_others_are_not_written)
{
  JsonTable t;
  json_open(&t, COLUMNS("{'name':'a'}"), "a\nw\nx\ny\nz\n", false);
  lod_rows_limit(t.rows, 1, 3);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP,
              "[,\n{'a':'x'},\n{'a':'y'}\n]\n");
  lod_rows_limit(t.rows, 2, 2);
  json_expect(&t, LOD_JSON_MINIMAL, LOD_BAD_KEEP, "[\n]\n");
  json_close(&t);
}
END_TEST

START_TEST(reports_no_memory)
{
  static const char metadata[] = FIXTURE_TABLE(
      ",'dc:title':'t','notes':[{'schema:a':1.5}],'tableSchema':{"
      "'rowTitles':'a','columns':["
      "{'name':'a','aboutUrl':'#{a}{?b*}','propertyUrl':'#{a}{b}'},"
      "{'name':'b','separator':';','valueUrl':'{+a}{_row}'},"
      "{'name':'t','virtual':true,'propertyUrl':'rdf:type',"
      "'valueUrl':'schema:{a}'}]}");
  JsonTable t;
  size_t failures = 0;
  json_open(&t, metadata, "a,b\nx,y;z\n", true);
  for (LodStatus status = LOD_ERR_NO_MEMORY; status; failures++) {
    LodBuffer out = {0};
    lod_memory_fail_at(failures + 1);
    status = json_write(&t, LOD_JSON_STANDARD, LOD_BAD_KEEP, &out);
    lod_memory_fail_at(0);
    if (status)
      ck_assert_int_eq(status, LOD_ERR_NO_MEMORY);
    lod_buffer_free(&out);
  }
  ck_assert_uint_gt(failures, 10);
  json_close(&t);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("json");
  TCase *tcase = tcase_create("json");
  tcase_add_loop_test(tcase, strings, 0, 8);
  tcase_add_loop_test(tcase, numbers, 0, 20);
  tcase_add_test(tcase, shape_of_columns);
  tcase_add_test(tcase, shape_of_minimal_mode);
  tcase_add_test(tcase, shape_of_standard_mode);
  tcase_add_test(tcase, empty_rows);
  tcase_add_test(tcase, row_titles);
  tcase_add_test(tcase, guarded_rows_are_obeyed);
  tcase_add_test(tcase, bad_cells_by_policy);
  tcase_add_test(tcase, urls_that_are_none);
  tcase_add_test(tcase, annotations_about_values);
  tcase_add_test(tcase, names_of_columns);
  tcase_add_test(tcase, thousands_of_levels);
  tcase_add_test(tcase, keys_are_refused);
  tcase_add_test(tcase, mappings_without_cells_are_refused);
  tcase_add_test(tcase, rows_of_others_are_not_written);
  tcase_add_test(tcase, reports_no_memory);
  suite_add_tcase(suite, tcase);
  return fixture_run(srunner_create(suite));
}
