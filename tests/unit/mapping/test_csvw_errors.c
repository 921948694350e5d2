/* What the recommendation calls an error: the metadata is not used. */
#include "csvw_fixture.h"

#define HEAD           "'@context':'http://www.w3.org/ns/csvw',"
#define DATATYPE(rest) FIXTURE_COLUMNS("{'name':'a','datatype':{" rest "}}")
#define COMMON(rest)   FIXTURE_TABLE(",'rdf:value':" rest)
/* Two tables, the second with a foreign key. */
#define KEYED(key)                                                             \
  "{" HEAD "'tables':[{'url':'a.csv','tableSchema':{'@id':'s.json',"           \
  "'columns':[{'name':'x'}]}},{'url':'b.csv','tableSchema':{"                  \
  "'columns':[{'name':'y'},{'titles':'z'}],'foreignKeys':[" key "]}}]}"

static const struct {
  const char *metadata, *message;
} cases[] = {
    /* 5.2: the context */
    {"{'url':'t.csv'}",
     "metadata-context: @context: must be \"http://www.w3.org/ns/csvw\", or an "
     "array of that and an object\n"},
    {"{'@context':'http://schema.org/','url':'t.csv'}",
     "metadata-context: @context: must be \"http://www.w3.org/ns/csvw\", or an "
     "array of that and an object\n"},
    {"{'@context':{'@language':'en'},'url':'t.csv'}",
     "metadata-context: @context: must be \"http://www.w3.org/ns/csvw\", or an "
     "array of that and an object\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{},{}],'url':'t.csv'}",
     "metadata-context: @context: must be \"http://www.w3.org/ns/csvw\", or an "
     "array of that and an object\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'@vocab':'http://x.org/'}],"
     "'url':'t.csv'}",
     "metadata-context: @context.@vocab: a context may have @language, @base "
     "and prefixes, nothing else\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'own':1}],'url':'t.csv'}",
     "metadata-context: @context.own: a prefix stands for an absolute IRI\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'own':'x'}],'url':'t.csv'}",
     "metadata-context: @context.own: a prefix stands for an absolute IRI\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',{'schema':'http://x.org/'}],"
     "'url':'t.csv'}",
     "metadata-context: @context.schema: this prefix stands for "
     "<http://schema.org/> already; choose another one\n"},
    /* 5.3 and 5.4: required properties */
    {"{" HEAD "'@type':'TableGroup'}",
     "metadata-structure: $: \"tables\" must hold a table or more\n"},
    {"{" HEAD "'tables':[]}",
     "metadata-structure: $: \"tables\" must hold a table or more\n"},
    {"{" HEAD "'tables':[{'tableSchema':{}}]}",
     "metadata-structure: tables[0]: the property \"url\" is missing\n"},
    {"{" HEAD "'tableSchema':{}}",
     "metadata-structure: tables[0]: the property \"url\" is missing\n"},
    /* @id and @type (5.3 to 5.11, appendix A) */
    {FIXTURE_TABLE(",'@id':'_:t'"),
     "metadata-structure: @id: must not be a blank node\n"},
    {FIXTURE_COLUMNS("{'@id':'_:t'}"),
     "metadata-structure: tableSchema.columns[0].@id: must not be a blank "
     "node\n"},
    {FIXTURE_TABLE(",'dialect':{'@id':'_:d'}"),
     "metadata-structure: dialect.@id: must not be a blank node\n"},
    {FIXTURE_TABLE(",'dialect':{'@context':'http://www.w3.org/ns/csvw'}"),
     "metadata-structure: dialect.@context: not allowed here\n"},
    {FIXTURE_TABLE(",'dialect':{'@type':'Table'}"),
     "metadata-structure: dialect.@type: must be \"Dialect\"\n"},
    {FIXTURE_TABLE(",'@type':'Schema'"),
     "metadata-structure: @type: must be \"Table\"\n"},
    {FIXTURE_TABLE(",'@type':1"),
     "metadata-structure: @type: must be \"Table\"\n"},
    {FIXTURE_TABLE(",'@graph':[]"),
     "metadata-structure: @graph: not allowed here\n"},
    {FIXTURE_TABLE(",'tableSchema':{'@context':'http://www.w3.org/ns/csvw'}"),
     "metadata-structure: tableSchema.@context: not allowed here\n"},
    {FIXTURE_TABLE(",'_:x':1"),
     "metadata-structure: _:x: must not be a blank node\n"},
    /* 5.5 and 5.6: columns */
    {FIXTURE_COLUMNS("{'name':'a'},{'name':'a'}"),
     "metadata-structure: tableSchema.columns[1]: the name \"a\" is another "
     "column's\n"},
    {FIXTURE_COLUMNS("{'name':'a','virtual':true},{'name':'b'}"),
     "metadata-structure: tableSchema.columns[1]: virtual columns must come "
     "after all others\n"},
    /* 5.5: foreign keys */
    {KEYED("{'reference':{'resource':'a.csv','columnReference':'x'}}"),
     "metadata-structure: tables[1].tableSchema.foreignKeys[0]: the property "
     "\"columnReference\" is missing\n"},
    {KEYED("{'columnReference':'y'}"),
     "metadata-structure: tables[1].tableSchema.foreignKeys[0]: the property "
     "\"reference\" is missing\n"},
    {KEYED("{'columnReference':'z','reference':{'resource':'a.csv',"
           "'columnReference':'x'}}"),
     "metadata-reference: tables[1].tableSchema.foreignKeys[0]: there is no "
     "column with the name \"z\"\n"},
    {KEYED("{'columnReference':'y','reference':{'resource':'a.csv',"
           "'columnReference':'w'}}"),
     "metadata-reference: tables[1].tableSchema.foreignKeys[0]: the referenced "
     "table has no column with the name \"w\"\n"},
    {KEYED("{'columnReference':'y','reference':{'resource':'c.csv',"
           "'columnReference':'x'}}"),
     "metadata-reference: tables[1].tableSchema.foreignKeys[0]: the reference "
     "must lead to exactly one table of the group\n"},
    {KEYED("{'columnReference':'y','reference':{'resource':'a.csv',"
           "'schemaReference':'s.json','columnReference':'x'}}"),
     "metadata-structure: tables[1].tableSchema.foreignKeys[0].reference: "
     "either \"resource\" or \"schemaReference\" must be there, not both\n"},
    {KEYED("{'columnReference':'y','reference':{'columnReference':'x'}}"),
     "metadata-structure: tables[1].tableSchema.foreignKeys[0].reference: "
     "either \"resource\" or \"schemaReference\" must be there, not both\n"},
    {KEYED("{'columnReference':'y','dc:title':'x','reference':{"
           "'resource':'a.csv','columnReference':'x'}}"),
     "metadata-structure: tables[1].tableSchema.foreignKeys[0].dc:title: a "
     "foreign key has no such property\n"},
    /* 5.10: transformations */
    {FIXTURE_TABLE(",'transformations':[{'url':'x','scriptFormat':'y'}]"),
     "metadata-structure: transformations[0]: the property \"targetFormat\" is "
     "missing\n"},
    /* 5.11.2: datatypes */
    {DATATYPE("'@id':'http://www.w3.org/2001/XMLSchema#string'"),
     "metadata-structure: tableSchema.columns[0].datatype: "
     "<http://www.w3.org/2001/XMLSchema#string> is the id of a built-in "
     "datatype; use \"base\" for that\n"},
    {DATATYPE("'base':'integer','minimum':1,'minInclusive':2"),
     "metadata-structure: tableSchema.columns[0].datatype.minimum: says "
     "something else than \"minInclusive\"\n"},
    {DATATYPE("'base':'date','maximum':'2020-01-01','maxInclusive':"
              "'2020-01-02'"),
     "metadata-structure: tableSchema.columns[0].datatype.maximum: says "
     "something else than \"maxInclusive\"\n"},
    /* 5.8.2: values of common properties */
    {COMMON("{'@set':[1]}"),
     "metadata-structure: rdf:value.@set: not allowed here\n"},
    {COMMON("{'@list':[1]}"),
     "metadata-structure: rdf:value.@list: not allowed here\n"},
    {COMMON("{'@context':{}}"),
     "metadata-structure: rdf:value.@context: not allowed here\n"},
    {COMMON("{'@language':'en','rdf:value':1}"),
     "metadata-structure: rdf:value.@language: not allowed here\n"},
    {COMMON("{'@value':'a','@language':'en','@type':'xsd:string'}"),
     "metadata-structure: rdf:value: a value has @type or @language, not "
     "both\n"},
    {COMMON("{'@value':'a','rdf:value':1}"),
     "metadata-structure: rdf:value.rdf:value: not allowed beside @value\n"},
    {COMMON("{'@value':['a']}"),
     "metadata-structure: rdf:value.@value: must be a string, a number, true "
     "or false\n"},
    {COMMON("{'@value':'a','@language':1}"),
     "metadata-structure: rdf:value.@language: must be a language tag or "
     "null\n"},
    {COMMON("{'@value':'a','@type':'_:b'}"),
     "metadata-structure: rdf:value.@type: neither a known term, nor a name "
     "with a known prefix, nor an absolute IRI\n"},
    {COMMON("{'@type':['Table','no term']}"),
     "metadata-structure: rdf:value.@type[1]: neither a known term, nor a name "
     "with a known prefix, nor an absolute IRI\n"},
    {COMMON("{'@type':1}"),
     "metadata-structure: rdf:value.@type: neither a known term, nor a name "
     "with a known prefix, nor an absolute IRI\n"},
    {COMMON("[{'@id':'_:b'}]"),
     "metadata-structure: rdf:value[0].@id: must be a URL, and no blank "
     "node\n"},
    {COMMON("{'@id':1}"),
     "metadata-structure: rdf:value.@id: must be a URL, and no blank node\n"},
    {FIXTURE_TABLE(",'notes':[{'@faux':1}]"),
     "metadata-structure: notes[0].@faux: not allowed here\n"},
    /* what is named by URL must be had */
    {FIXTURE_TABLE(",'tableSchema':'schema.json'"),
     "metadata-reference: tableSchema: <http://example.org/meta/schema.json> "
     "is "
     "not a local file; put the object here\n"},
};

START_TEST(refused)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(fixture_load(cases[_i].metadata, NULL, log, &mapping),
                   LOD_ERR_INPUT);
  ck_assert_ptr_null(mapping);
  fixture_expect_messages(log, cases[_i].message);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 1);
  lod_log_free(log);
}
END_TEST

/* Facets that do not go together, or not with the base (5.11.2). */
static const char *const facets[] = {
    "'base':'string','length':3,'minLength':4",
    "'base':'string','length':3,'maxLength':2",
    "'base':'string','minLength':3,'maxLength':2",
    "'base':'integer','length':3",
    "'base':'date','maxLength':3",
    "'base':'integer','minInclusive':1,'minExclusive':0",
    "'base':'integer','maxInclusive':1,'maxExclusive':2",
    "'base':'integer','minInclusive':2,'maxInclusive':1",
    "'base':'integer','minInclusive':2,'maxExclusive':2",
    "'base':'integer','minExclusive':2,'maxExclusive':1",
    "'base':'integer','minExclusive':2,'maxInclusive':2",
    "'base':'date','minimum':'2020-01-02','maximum':'2020-01-01'",
    "'base':'double','minimum':1.5,'maximum':1.25",
    "'base':'string','minimum':'a'",
    "'maximum':'a'",
    "'base':'boolean','minInclusive':'true'",
    "'base':'anyURI','maxExclusive':'a'",
    "'base':'json','minExclusive':'1'",
};

START_TEST(facets_refused)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodBuffer text = {0};
  ck_assert_int_eq(lod_buffer_printf(&text, DATATYPE("%s"), facets[_i]),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, NULL, log, &mapping), LOD_ERR_INPUT);
  ck_assert_ptr_null(mapping);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "metadata-datatype");
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

/* Text that is no JSON, or no object: where the fault is. */
static const struct {
  const char *text;
  uint64_t line;
  uint32_t column;
  const char *code;
} broken[] = {
    {"", 1, 0, "json-syntax"},
    {"{", 1, 1, "json-syntax"},
    {"{\n  'a': 1,\n  'b' 2\n}", 3, 7, "json-syntax"},
    {"{\n  '\xC3\xA5\xC3\xA4\xC3\xB6': x }", 2, 10, "json-syntax"},
    {"{'a': 1} {}", 1, 10, "json-syntax"},
    {"[]", 0, 0, "metadata-structure"},
    {"'text'", 0, 0, "metadata-structure"},
};

START_TEST(no_json)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(fixture_load(broken[_i].text, NULL, log, &mapping),
                   LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_log_size(log), 1);
  const LodMessage *message = lod_log_at(log, 0);
  ck_assert_str_eq(message->code, broken[_i].code);
  ck_assert_str_eq(message->place.file, "data.json");
  ck_assert_uint_eq(message->place.line, broken[_i].line);
  ck_assert_uint_eq(message->place.column, broken[_i].column);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_errors");
  TCase *t = tcase_create("errors");
  tcase_add_loop_test(t, refused, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_loop_test(t, facets_refused, 0,
                      (int)(sizeof facets / sizeof *facets));
  tcase_add_loop_test(t, no_json, 0, (int)(sizeof broken / sizeof *broken));
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
