/* "Metadata Vocabulary", section 6 (normalisation) and section 4: what is not
   allowed is warned about and ignored, or its default taken. */
#include "csvw_fixture.h"

#define DATATYPE(rest) FIXTURE_COLUMNS("{'name':'a','datatype':" rest "}")
#define DIALECT(rest)  FIXTURE_TABLE(",'dialect':{" rest "}")

/* The document (wrapped in a group) of clean metadata, without @context. */
static const struct {
  const char *metadata, *normal;
} clean[] = {
    /* 6.1, examples 41 to 49 */
    {"{'@context':['http://www.w3.org/ns/csvw',{'@language':'en'}],"
     "'@type':'Table','url':'http://example.com/table.csv',"
     "'dc:title':'The title of this Table'}",
     "{'tables':[{'@type':'Table','url':'http://example.com/table.csv',"
     "'http://purl.org/dc/terms/title':{'@value':'The title of this Table',"
     "'@language':'en'}}]}"},
    {FIXTURE_TABLE(",'dc:title':{'@value':'The title'}"),
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://purl.org/dc/terms/title':{'@value':'The title'}}]}"},
    {FIXTURE_TABLE(",'dc:title':['A',{'@value':'B','@language':'de'}]"),
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://purl.org/dc/terms/title':[{'@value':'A'},"
     "{'@value':'B','@language':'de'}]}]}"},
    {"{'@context':['http://www.w3.org/ns/csvw',"
     "{'@base':'http://example.com/'}],'url':'table.csv',"
     "'schema:url':{'@id':'table.csv'}}",
     "{'tables':[{'url':'http://example.com/table.csv',"
     "'http://schema.org/url':{'@id':'http://example.com/table.csv'}}]}"},
    {FIXTURE_TABLE(",'dc:publisher':[{'schema:name':'Example Municipality',"
                   "'schema:url':{'@id':'http://example.org'},"
                   "'@type':['schema:Organization','Table']}]"),
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://purl.org/dc/terms/publisher':[{'http://schema.org/name':"
     "{'@value':'Example Municipality'},"
     "'http://schema.org/url':{'@id':'http://example.org'},"
     "'@type':['schema:Organization','Table']}]}]}"},
    {FIXTURE_TABLE(",'notes':[{'dc:title':'a'},1,true,null,'b']"),
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'notes':[{'http://purl.org/dc/terms/title':{'@value':'a'}},1,true,null,"
     "{'@value':'b'}]}]}"},
    {FIXTURE_TABLE(",'rdf:value':{'@value':'1','@type':'integer'},"
                   "'http://x.org/p':{'@value':'x','@language':null}"),
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://www.w3.org/1999/02/22-rdf-syntax-ns#value':"
     "{'@value':'1','@type':'integer'},"
     "'http://x.org/p':{'@value':'x','@language':null}}]}"},
    /* own prefixes are expanded, as nobody else knows them */
    {"{'@context':['http://www.w3.org/ns/csvw',{'own':'http://own.org/#'}],"
     "'url':'t.csv','own:p':{'@id':'own:o','@type':'own:T'}}",
     "{'tables':[{'url':'http://example.org/meta/t.csv','http://own.org/#p':"
     "{'@id':'http://own.org/#o','@type':'http://own.org/#T'}}]}"},
    /* links: resolved, and URLs that are the same are made alike */
    {"{'@context':'http://www.w3.org/ns/csvw','@id':'',"
     "'url':'HTTP://Example.COM:80/%7ea/./b/../%c3%a5'}",
     "{'tables':[{'@id':'http://example.org/meta/data.json',"
     "'url':'http://example.com/~a/%C3%A5'}]}"},
    {"{'@context':'http://www.w3.org/ns/csvw','url':'https://x.org:443'}",
     "{'tables':[{'url':'https://x.org/'}]}"},
    {"{'@context':'http://www.w3.org/ns/csvw','url':'my file.csv?a=b#c'}",
     "{'tables':[{'url':'http://example.org/meta/my%20file.csv?a=b#c'}]}"},
    /* natural language */
    {FIXTURE_COLUMNS("{'titles':'A'},{'titles':['B','A']},"
                     "{'titles':{'en':'A','sv':['B','C']}}"),
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'titles':{'und':['A']}},{'titles':{'und':['B','A']}},"
     "{'titles':{'en':['A'],'sv':['B','C']}}]}}]}"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'@language':'sv'}],"
     "'url':'t.csv','tableSchema':{'columns':[{'titles':'A'}]}}",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'titles':{'sv':['A']}}]}}]}"},
    /* atomic properties with an object or array form */
    {FIXTURE_COLUMNS("{'name':'a','null':'-','datatype':'integer'},"
                     "{'name':'b','datatype':{'base':'decimal',"
                     "'format':'#,##0.00'}},"
                     "{'name':'c','datatype':{'base':'date','format':"
                     "'yyyy-MM-dd'}}"),
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','null':['-'],'datatype':{'base':'integer'}},"
     "{'name':'b','datatype':{'base':'decimal','format':"
     "{'pattern':'#,##0.00'}}},"
     "{'name':'c','datatype':{'base':'date','format':'yyyy-MM-dd'}}]}}]}"},
    {FIXTURE_TABLE(",'tableSchema':{'columns':[{'name':'a'},{'name':'b'}],"
                   "'primaryKey':'a','rowTitles':['a','b']}"),
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a'},{'name':'b'}],'primaryKey':['a'],"
     "'rowTitles':['a','b']}}]}"},
    /* a group stays one */
    {"{'@context':'http://www.w3.org/ns/csvw','@type':'TableGroup',"
     "'tables':[{'url':'a.csv'},{'url':'b.csv','suppressOutput':true}],"
     "'tableDirection':'rtl','lang':'sv'}",
     "{'@type':'TableGroup','tables':[{'url':'http://example.org/meta/a.csv'},"
     "{'url':'http://example.org/meta/b.csv','suppressOutput':true}],"
     "'tableDirection':'rtl','lang':'sv'}"},
};

/* The document without @context, compared as a value. */
static void expect_document(const LodMapping *mapping, const char *expected)
{
  char *text = fixture_json(expected);
  json_t *wanted = json_loads(text, 0, NULL);
  ck_assert_ptr_nonnull(wanted);
  ck_assert_str_eq(
      json_string_value(json_object_get(mapping->document, "@context")),
      "http://www.w3.org/ns/csvw");
  ck_assert_int_eq(json_object_del(mapping->document, "@context"), 0);
  if (!json_equal(mapping->document, wanted)) {
    char *got = json_dumps(mapping->document, JSON_COMPACT);
    ck_abort_msg("got %s\nnot %s", got, text);
  }
  json_decref(wanted);
  free(text);
}

START_TEST(normal_form)
{
  LodMapping *mapping = fixture_clean(clean[_i].metadata, NULL);
  expect_document(mapping, clean[_i].normal);
  lod_mapping_free(mapping);
}
END_TEST

/* METADATA, what is said, and the document that is left. */
static const struct {
  const char *metadata, *messages, *normal;
} warned[] = {
    /* section 4: unknown properties, and those of other objects */
    {FIXTURE_TABLE(",'foo':1,'titles':'x','tables2':[]"),
     "metadata-property: foo: no such property here; ignored\n"
     "metadata-property: titles: no such property here; ignored\n"
     "metadata-property: tables2: no such property here; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv'}]}"},
    {FIXTURE_TABLE(",'rdf:value':{'foo':1}"),
     "metadata-property: rdf:value.foo: neither an IRI nor a name with a "
     "prefix; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://www.w3.org/1999/02/22-rdf-syntax-ns#value':{}}]}"},
    /* 5.1.1: arrays */
    {FIXTURE_TABLE(",'transformations':{},'notes':1,"
                   "'tableSchema':{'columns':[1],'foreignKeys':'x'}"),
     "metadata-value: transformations: not an array; an empty one is taken\n"
     "metadata-value: notes: not an array; an empty one is taken\n"
     "metadata-value: tableSchema.columns[0]: not an object; ignored\n"
     "metadata-value: tableSchema.foreignKeys: not an array; an empty one is "
     "taken\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','transformations':[],"
     "'notes':[],'tableSchema':{'columns':[],'foreignKeys':[]}}]}"},
    /* 5.1.2: links */
    {FIXTURE_TABLE(",'@id':1"),
     "metadata-value: @id: not a URL; the document's own is taken\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'@id':'http://example.org/meta/data.json'}]}"},
    /* 5.1.3: templates */
    {FIXTURE_COLUMNS("{'name':'a','valueUrl':1,'aboutUrl':'{','propertyUrl':"
                     "'x{y}{-z}'}"),
     "metadata-value: tableSchema.columns[0].valueUrl: not a string; an empty "
     "one is taken\n"
     "metadata-value: tableSchema.columns[0].aboutUrl: not a URI template from "
     "\"\" on; ignored\n"
     "metadata-value: tableSchema.columns[0].propertyUrl: not a URI template "
     "from \"-z}\" on; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','valueUrl':''}]}}]}"},
    /* 5.1.4: column references */
    {FIXTURE_TABLE(",'tableSchema':{'columns':[{'titles':'a'}],"
                   "'primaryKey':'a','rowTitles':[]}"),
     "metadata-reference: tableSchema.rowTitles: not a column name or an array "
     "of them; ignored\n"
     "metadata-reference: tableSchema.primaryKey: there is no column with the "
     "name \"a\"; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'titles':{'und':['a']}}]}}]}"},
    {FIXTURE_TABLE(",'tableSchema':{'columns':[{'name':'a'}],"
                   "'primaryKey':['a',1]}"),
     "metadata-reference: tableSchema.primaryKey: not a column name or an "
     "array of them; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a'}]}}]}"},
    /* 5.1.5: objects */
    {FIXTURE_TABLE(",'dialect':1"),
     "metadata-value: dialect: neither an object nor its URL; an empty object "
     "is taken\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','dialect':{}}]}"},
    /* 5.1.6: natural language */
    {FIXTURE_COLUMNS("{'titles':1},{'titles':['a',1]},"
                     "{'titles':{'a-bad-language':'x','en':'y','sv':1}}"),
     "metadata-value: tableSchema.columns[0].titles: not a string or an array "
     "of strings; ignored\n"
     "metadata-value: tableSchema.columns[1].titles[1]: not a string; ignored\n"
     "metadata-value: tableSchema.columns[2].titles.a-bad-language: not a "
     "language tag; ignored\n"
     "metadata-value: tableSchema.columns[2].titles.sv: not a string or an "
     "array of strings; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'titles':{'und':[]}},{'titles':{'und':['a']}},"
     "{'titles':{'en':['y'],'sv':[]}}]}}]}"},
    /* 5.2: the context */
    {"{'@context':['http://www.w3.org/ns/csvw',{'@language':'a-bad-language',"
     "'@base':1}],'url':'t.csv','dc:title':'x'}",
     "metadata-value: @context.@language: not a language tag; ignored\n"
     "metadata-value: @context.@base: not a URL; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv',"
     "'http://purl.org/dc/terms/title':{'@value':'x'}}]}"},
    /* 5.6 and 5.7: atomic properties */
    {FIXTURE_COLUMNS("{'name':1,'suppressOutput':'x','virtual':1}"),
     "metadata-value: tableSchema.columns[0].name: a name is of letters, "
     "digits, \"_\" and \".\", without \"_\" at the front; ignored\n"
     "metadata-value: tableSchema.columns[0].suppressOutput: neither true nor "
     "false; ignored\n"
     "metadata-value: tableSchema.columns[0].virtual: neither true nor false; "
     "ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{}]}}]}"},
    {FIXTURE_TABLE(",'null':true,'default':['x'],'lang':'a-bad-language',"
                   "'ordered':'x','required':1,'separator':'',"
                   "'textDirection':'up','datatype':'anySimpleType'"),
     "metadata-value: null: not a string or an array of strings; ignored\n"
     "metadata-value: default: not a string; ignored\n"
     "metadata-value: lang: not a language tag; ignored\n"
     "metadata-value: ordered: neither true nor false; ignored\n"
     "metadata-value: required: neither true nor false; ignored\n"
     "metadata-value: separator: neither a string with content nor null; "
     "ignored\n"
     "metadata-value: textDirection: not \"rtl\", \"ltr\", \"auto\" or "
     "\"inherit\"; ignored\n"
     "metadata-value: datatype: neither the name of a datatype nor an object; "
     "ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv'}]}"},
    {FIXTURE_TABLE(",'tableDirection':'inherit','suppressOutput':1"),
     "metadata-value: tableDirection: not \"rtl\", \"ltr\" or \"auto\"; "
     "ignored\n"
     "metadata-value: suppressOutput: neither true nor false; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv'}]}"},
    /* 5.9: dialects */
    {DIALECT("'commentPrefix':1,'delimiter':1,'doubleQuote':1,'encoding':"
             "'no-such','header':'1','headerRowCount':-1,'lineTerminators':1,"
             "'quoteChar':1,'skipBlankRows':1,'skipColumns':1.5,"
             "'skipInitialSpace':1,'skipRows':'1','trim':'all'"),
     "metadata-value: dialect.commentPrefix: not a string; ignored\n"
     "metadata-value: dialect.delimiter: not a string with content; ignored\n"
     "metadata-value: dialect.doubleQuote: neither true nor false; ignored\n"
     "metadata-value: dialect.encoding: not the name of an encoding; ignored\n"
     "metadata-value: dialect.header: neither true nor false; ignored\n"
     "metadata-value: dialect.headerRowCount: not a whole number, 0 or more; "
     "ignored\n"
     "metadata-value: dialect.lineTerminators: not a string or an array of "
     "strings; ignored\n"
     "metadata-value: dialect.quoteChar: neither a string with content nor "
     "null; ignored\n"
     "metadata-value: dialect.skipBlankRows: neither true nor false; ignored\n"
     "metadata-value: dialect.skipColumns: not a whole number, 0 or more; "
     "ignored\n"
     "metadata-value: dialect.skipInitialSpace: neither true nor false; "
     "ignored\n"
     "metadata-value: dialect.skipRows: not a whole number, 0 or more; "
     "ignored\n"
     "metadata-value: dialect.trim: not true, false, \"start\" or \"end\"; "
     "ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','dialect':{}}]}"},
    {DIALECT("'quote':'x','header':true,'@type':'Dialect'"),
     "metadata-property: dialect.quote: no such property here; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','dialect':{"
     "'@type':'Dialect','header':true}}]}"},
    {DIALECT("'delimiter':'','quoteChar':'','lineTerminators':['\\n','']"),
     "metadata-value: dialect.delimiter: not a string with content; ignored\n"
     "metadata-value: dialect.quoteChar: neither a string with content nor "
     "null; ignored\n"
     "metadata-value: dialect.lineTerminators: not a string or an array of "
     "strings; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','dialect':{}}]}"},
    /* 5.10 */
    {FIXTURE_TABLE(",'transformations':[{'url':'x','scriptFormat':'http://a/',"
                   "'targetFormat':'http://b/','source':'xml','foo':1}]"),
     "metadata-value: transformations[0].source: not \"json\", \"rdf\" or "
     "null; ignored\n"
     "metadata-property: transformations[0].foo: no such property here; "
     "ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','transformations':["
     "{'url':'http://example.org/meta/x','scriptFormat':'http://a/',"
     "'targetFormat':'http://b/'}]}]}"},
    /* 5.11: datatypes */
    {DATATYPE("{'base':'foo','format':1,'length':'1','minLength':-1,"
              "'maxLength':1.5,'foo':1}"),
     "metadata-value: tableSchema.columns[0].datatype.base: not the name of a "
     "datatype; string is taken\n"
     "metadata-value: tableSchema.columns[0].datatype.format: neither a string "
     "nor an object; ignored\n"
     "metadata-value: tableSchema.columns[0].datatype.length: not a whole "
     "number, 0 or more; ignored\n"
     "metadata-value: tableSchema.columns[0].datatype.minLength: not a whole "
     "number, 0 or more; ignored\n"
     "metadata-value: tableSchema.columns[0].datatype.maxLength: not a whole "
     "number, 0 or more; ignored\n"
     "metadata-property: tableSchema.columns[0].datatype.foo: no such property "
     "here; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{}}]}}]}"},
    {DATATYPE("{'base':'date','minimum':'yesterday','maximum':true}"),
     "metadata-value: tableSchema.columns[0].datatype.maximum: neither a "
     "number nor a string; ignored\n"
     "metadata-value: tableSchema.columns[0].datatype.minimum: \"yesterday\" "
     "is no value of the datatype's base; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{'base':'date'}}]}}]}"},
    /* formats: of a number the pattern alone goes */
    {DATATYPE("{'base':'date','format':{'pattern':'x'}}"),
     "metadata-value: tableSchema.columns[0].datatype.format: only a number "
     "has an object here; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{'base':'date'}}]}}]}"},
    {DATATYPE("{'base':'boolean','format':'YN'}"),
     "metadata-format: tableSchema.columns[0].datatype.format: "
     "the format is not two different words with | between them; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{'base':'boolean'}}]}}]}"},
    {DATATYPE("{'format':'+'}"),
     "metadata-format: tableSchema.columns[0].datatype.format: "
     "the format is not a valid regular expression; ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{}}]}}]}"},
    {DATATYPE("{'base':'decimal','format':{'pattern':'[','groupChar':' ',"
              "'decimalChar':1}}"),
     "metadata-value: tableSchema.columns[0].datatype.format.decimalChar: not "
     "a string with content; ignored\n"
     "metadata-format: tableSchema.columns[0].datatype.format: "
     "the format is not a number pattern (0, #, E, +, %, the decimalChar and "
     "the groupChar); ignored\n",
     "{'tables':[{'url':'http://example.org/meta/t.csv','tableSchema':"
     "{'columns':[{'name':'a','datatype':{'base':'decimal','format':"
     "{'groupChar':' '}}}]}}]}"},
};

START_TEST(ignored)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(fixture_load(warned[_i].metadata, NULL, log, &mapping),
                   LOD_SUCCESS);
  fixture_expect_messages(log, warned[_i].messages);
  ck_assert_uint_eq(lod_log_count(log, LOD_WARNING), lod_log_size(log));
  expect_document(mapping, warned[_i].normal);
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* Names of encodings (Encoding Standard, 4.2): any case, no blanks around. */
static const struct {
  const char *name;
  bool known;
} encodings[] = {
    {"utf-8", true},        {"UTF8", true},    {" latin1\\n", true},
    {"windows-1252", true}, {"x-sjis", true},  {"x-user-defined", true},
    {"utf-9", false},       {"latin", false},  {"", false},
    {"utf-8 utf8", false},  {"unicode", true}, {"utf", false},
};

START_TEST(encoding_names)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodBuffer text = {0};
  ck_assert_int_eq(
      lod_buffer_printf(&text, DIALECT("'encoding':'%s'"), encodings[_i].name),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, NULL, log, &mapping), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), encodings[_i].known ? 0 : 1);
  lod_mapping_free(mapping);
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

/* RFC 6570, 2.3, with no "_" at the front (5.6). */
static const struct {
  const char *name;
  bool allowed;
} names[] = {
    {"a", true},         {"a_b.c", true}, {"%C3%A5", true}, {"1", true},
    {"_a", false},       {"a-b", false},  {"a b", false},   {".a", false},
    {"a.", false},       {"a..b", false}, {"%C", false},    {"%zz", false},
    {"\xC3\xA5", false}, {"", false},
};

START_TEST(column_names)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodBuffer text = {0};
  ck_assert_int_eq(lod_buffer_printf(&text, FIXTURE_COLUMNS("{'name':'%s'}"),
                                     names[_i].name),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, NULL, log, &mapping), LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), names[_i].allowed ? 0 : 1);
  ck_assert_str_eq(mapping->tables[0].schema->columns[0].name,
                   names[_i].allowed ? names[_i].name : "_col.1");
  lod_mapping_free(mapping);
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_normalise");
  TCase *t = tcase_create("normalise");
  tcase_add_loop_test(t, normal_form, 0, (int)(sizeof clean / sizeof *clean));
  tcase_add_loop_test(t, ignored, 0, (int)(sizeof warned / sizeof *warned));
  tcase_add_loop_test(t, encoding_names, 0,
                      (int)(sizeof encodings / sizeof *encodings));
  tcase_add_loop_test(t, column_names, 0, (int)(sizeof names / sizeof *names));
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
