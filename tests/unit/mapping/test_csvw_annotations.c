/* Our own terms, as vocab/ns/README.md has them. */
#include "base/map.h"
#include "csvw_fixture.h"

#include <stdio.h>
#include <unistd.h>

#define LOD(rest)                                                              \
  "{'@context':['http://www.w3.org/ns/csvw',"                                  \
  "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv',"                    \
  "'tableSchema':{" rest "}}"

static const struct {
  const char *metadata, *maps;
} cases[] = {
    /* lod:aboutUrl and lod:valueUrl stand in for their like, each on its
       level; the whole IRI is as good as the prefix */
    {LOD("'aboutUrl':'#row-{_row}','lod:aboutUrl':'http://x.org/{a}',"
         "'columns':[{'name':'a','lod:valueUrl':'http://x.org/v/{a}',"
         "'valueUrl':'#{a}'},"
         "{'name':'b','aboutUrl':'#b-{_row}'},"
         "{'name':'c','aboutUrl':'#c','https://w3id.org/lodstone/ns#aboutUrl':"
         "'http://x.org/{c}'}]"),
     "<http://x.org/{a}> <http://example.org/meta/t.csv#a> "
     "<http://x.org/v/{a}> of a\n"
     "<http://example.org/meta/t.csv#b-{_row}> "
     "<http://example.org/meta/t.csv#b> \"=b\"\n"
     "<http://x.org/{c}> <http://example.org/meta/t.csv#c> \"=c\"\n"},
    /* lod:entity, lod:condition */
    {LOD("'columns':[{'name':'a','lod:entity':true,'lod:condition':'b'},"
         "{'name':'b','lod:entity':false},"
         "{'name':'v','virtual':true,'valueUrl':'schema:Thing',"
         "'lod:condition':'a'}]"),
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\" once if b\n"
     "_:=_row <http://example.org/meta/t.csv#b> \"=b\"\n"
     "_:=_row <http://example.org/meta/t.csv#v> <http://schema.org/Thing> if "
     "a\n"},
    /* lod:key: templates read it */
    {LOD("'lod:key':{'lod:name':'_rad','lod:columns':'*'},"
         "'lod:aboutUrl':'http://x.org/{_rad}','columns':[{'name':'a'}]"),
     "<http://x.org/{#_rad}> <http://example.org/meta/t.csv#a> \"=a\"\n"},
    /* lod:value: literals of templates, with the column's own datatype */
    {LOD("'columns':[{'name':'a'},{'name':'id',"
         "'lod:identifierType':'organisationNumber'},"
         "{'name':'v1','virtual':true,'lod:value':'{a}','datatype':'integer'},"
         "{'name':'v2','virtual':true,'lod:value':'\xC3\xA5 <{a}> ({id})',"
         "'lang':'sv'},"
         "{'name':'v3','virtual':true,'lod:value':'{id}'},"
         "{'name':'v4','virtual':true,'lod:value':'\xC3\xA5 %','lang':'sv'},"
         "{'name':'v5','virtual':true,'lod:value':'{_column}','datatype':"
         "'integer'}]"),
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"\n"
     "_:=_row <http://example.org/meta/t.csv#id> \"=id\"\n"
     "_:=_row <http://example.org/meta/t.csv#v1> "
     "\"=a\"^^http://www.w3.org/2001/XMLSchema#integer\n"
     "_:=_row <http://example.org/meta/t.csv#v2> "
     "\"\xC3\xA5 <{a}> ({id})\"@sv\n"
     "_:=_row <http://example.org/meta/t.csv#v3> \"{id}\"\n"
     "_:=_row <http://example.org/meta/t.csv#v4> \"\xC3\xA5 %\"@sv\n"
     "_:=_row <http://example.org/meta/t.csv#v5> "
     "\"7\"^^http://www.w3.org/2001/XMLSchema#integer\n"},
};

START_TEST(maps)
{
  LodMapping *mapping = fixture_clean(cases[_i].metadata, NULL);
  fixture_expect_maps(&mapping->tables[0], cases[_i].maps);
  lod_mapping_free(mapping);
}
END_TEST

START_TEST(columns)
{
  LodMapping *mapping = fixture_clean(
      LOD("'lod:matching':'title','lod:nullInTemplate':'omit','columns':["
          "{'name':'a','lod:essential':true,"
          "'lod:identifierType':'organisationNumber',"
          "'lod:split':'(?<a>.*)/(?<b>.*)'},{'name':'b'}]"),
      NULL);
  const LodSchema *schema = mapping->tables[0].schema;
  ck_assert(schema->match_by_title);
  ck_assert(mapping->null_omits_term);
  ck_assert(schema->columns[0].essential);
  ck_assert_int_eq(schema->columns[0].identifier,
                   LOD_IDENTIFIER_ORGANISATION_NUMBER);
  ck_assert_str_eq(schema->columns[0].split, "(?<a>.*)/(?<b>.*)");
  ck_assert(!schema->columns[1].essential);
  ck_assert_int_eq(schema->columns[1].identifier, LOD_IDENTIFIER_NONE);
  ck_assert_ptr_null(schema->columns[1].split);
  lod_mapping_free(mapping);
}
END_TEST

START_TEST(keys)
{
  LodMapping *mapping = fixture_clean(
      LOD("'columns':[{'name':'a'},{'name':'b'},{'name':'c'}],'lod:key':["
          "{'lod:name':'_few','lod:columns':['c','a'],'lod:needed':['a'],"
          "'lod:otherwise':'_all'},"
          "{'lod:name':'_all','lod:columns':'*','lod:counted':true}]"),
      NULL);
  const LodTableMap *table = &mapping->tables[0];
  ck_assert_uint_eq(table->key_count, 2);
  const LodKey *few = &table->keys[0], *all = &table->keys[1];
  ck_assert_str_eq(few->name, "_few");
  ck_assert(!few->all_columns && !few->counted);
  ck_assert_uint_eq(few->column_count, 2);
  ck_assert_uint_eq(few->columns[0], 2);
  ck_assert_uint_eq(few->columns[1], 0);
  ck_assert_uint_eq(few->needed_count, 1);
  ck_assert_uint_eq(few->needed[0], 0);
  ck_assert_uint_eq(few->otherwise, 1);
  ck_assert(all->all_columns && all->counted);
  ck_assert_uint_eq(all->needed_count, 0);
  ck_assert_uint_eq(all->otherwise, SIZE_MAX);
  lod_mapping_free(mapping);
}
END_TEST

#define COLUMN(rest) LOD("'columns':[{'name':'a'" rest "}]")
#define KEY(rest)    LOD("'columns':[{'name':'a'}],'lod:key':" rest)
#define AT           "annotation: tableSchema.columns[0].lod:"

static const struct {
  const char *metadata, *messages;
} wrong[] = {
    {LOD("'lod:matching':'name'"),
     "annotation: tableSchema.lod:matching: must be \"title\"\n"},
    {LOD("'lod:nullInTemplate':true"),
     "annotation: tableSchema.lod:nullInTemplate: must be \"omit\"\n"},
    {COLUMN(",'lod:entity':'yes'"), AT "entity: must be true or false\n"},
    {COLUMN(",'lod:essential':1"), AT "essential: must be true or false\n"},
    {COLUMN(",'lod:split':''"), AT "split: must be a string with content\n"},
    {COLUMN(",'lod:condition':1"),
     AT "condition: must be a string with content\n"},
    {COLUMN(",'lod:condition':'b'"),
     "annotation: tables[0]: lod:condition names \"b\", which is no column\n"},
    {COLUMN(",'lod:identifierType':'personalNumber'"),
     AT "identifierType: must be \"organisationNumber\"\n"},
    {COLUMN(",'lod:valueUrl':'x{'"), AT "valueUrl: not a template from \"\" "
                                        "on\n"},
    {COLUMN(",'lod:value':'{+a}','virtual':true"),
     AT "value: in a literal a variable stands alone and as it is, {name}\n"},
    {COLUMN(",'lod:value':'{a}'"),
     "annotation: tables[0]: lod:value is for virtual columns; \"a\" is "
     "none\n"},
    {COLUMN(",'lod:value':'x{b}','virtual':true"),
     "annotation: tables[0]: lod:value of the column \"a\" names neither a "
     "column nor a key\n"},
    {COLUMN(",'lod:value':'x','virtual':true,'datatype':'integer'"),
     "annotation: tables[0]: lod:value of the column \"a\" is no value of its "
     "datatype\n"},
    {COLUMN(",'lod:codeList':'../codes.csv'"),
     AT "codeList: must be a relative URL of a file in the metadata's folder "
        "or below it\n"},
    {COLUMN(",'lod:codeList':'a/%2E%2e/%2e./codes.csv'"),
     AT "codeList: must be a relative URL of a file in the metadata's folder "
        "or below it\n"},
    {COLUMN(",'lod:codeList':'/etc/codes.csv'"),
     AT "codeList: must be a relative URL of a file in the metadata's folder "
        "or below it\n"},
    {COLUMN(",'lod:codeList':'file:///etc/codes.csv'"),
     AT "codeList: must be a relative URL of a file in the metadata's folder "
        "or below it\n"},
    {KEY("1"), "annotation: tableSchema.lod:key[0]: a key is an object\n"},
    {KEY("{'lod:name':'_k'}"),
     "annotation: tableSchema.lod:key[0]: a key has a lod:name and "
     "lod:columns\n"},
    {KEY("{'lod:name':'k','lod:columns':'*'}"),
     "annotation: tableSchema.lod:key[0].lod:name: not what a key has here\n"},
    {KEY("{'lod:name':'_row','lod:columns':'*'}"),
     "annotation: tableSchema.lod:key[0].lod:name: not what a key has here\n"},
    {KEY("{'lod:name':'_k','lod:columns':'a'}"),
     "annotation: tableSchema.lod:key[0].lod:columns: not what a key has "
     "here\n"},
    {KEY("{'lod:name':'_k','lod:columns':['b']}"),
     "annotation: tables[0]: lod:key names \"b\", which is no column\n"},
    {KEY("{'lod:name':'_k','lod:columns':'*','lod:needed':['b']}"),
     "annotation: tables[0]: lod:key names \"b\", which is no column\n"},
    {KEY("{'lod:name':'_k','lod:columns':'*','lod:otherwise':'_l'}"),
     "annotation: tables[0]: lod:otherwise names \"_l\", which is no key\n"},
    {KEY("{'lod:name':'_k','lod:columns':'*','lod:otherwise':'_k'}"),
     "annotation: tables[0]: lod:otherwise of the key \"_k\" leads in a "
     "circle\n"},
    {KEY("[{'lod:name':'_k','lod:columns':'*'},"
         "{'lod:name':'_k','lod:columns':'*'}]"),
     "annotation: tables[0]: two keys have the name \"_k\"\n"},
    {"{'@context':['http://www.w3.org/ns/csvw',"
     "{'lod':'https://w3id.org/lodstone/ns#'}],'tables':[{'url':'a.csv',"
     "'tableSchema':{'lod:nullInTemplate':'omit'}},{'url':'b.csv'}]}",
     "annotation: tables[1]: lod:nullInTemplate must be the same for all "
     "tables\n"},
};

START_TEST(refused)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(fixture_load(wrong[_i].metadata, NULL, log, &mapping),
                   LOD_ERR_INPUT);
  fixture_expect_messages(log, wrong[_i].messages);
  lod_log_free(log);
}
END_TEST

/* Unknown and misplaced terms are warned about and ignored. */
START_TEST(ignored)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(
      fixture_load("{'@context':['http://www.w3.org/ns/csvw',"
                   "{'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv',"
                   "'lod:matching':'title','tableSchema':{'lod:nosuch':1,"
                   "'lod:entity':true,'columns':[{'name':'a'}],'lod:key':"
                   "{'lod:name':'_k','lod:columns':'*','dc:title':'x'}}}",
                   &(LodCsvwOptions){.standard_mode = true}, log, &mapping),
      LOD_SUCCESS);
  fixture_expect_messages(
      log,
      "annotation-misplaced: lod:matching: this annotation does not stand "
      "here; ignored\n"
      "annotation-unknown: tableSchema.lod:nosuch: no annotation of lodstone; "
      "ignored\n"
      "annotation-misplaced: tableSchema.lod:entity: this annotation does not "
      "stand here; ignored\n"
      "annotation-unknown: tableSchema.lod:key[0].dc:title: a key has no such "
      "property; ignored\n");
  ck_assert(!mapping->tables[0].schema->match_by_title);
  ck_assert_uint_eq(mapping->tables[0].constant_count, 0);
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* A folder for one test, made and removed around it. */
static char folder[] = "/tmp/lodstone-csvw-XXXXXX";

static void write_file(const char *name, const char *text)
{
  char path[200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_ge(fputs(text, file), 0);
  ck_assert_int_eq(fclose(file), 0);
}

static LodStatus load_with_codes(const char *codes, LodLog *log,
                                 LodMapping **mapping)
{
  char path[200];
  char *json = fixture_json(COLUMN(",'lod:codeList':'codes.csv'},"
                                   "{'name':'b','lod:codeList':'codes.csv'"));
  strcpy(folder + sizeof folder - 7, "XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  write_file("m.json", json);
  if (codes)
    write_file("codes.csv", codes);
  snprintf(path, sizeof path, "%s/m.json", folder);
  LodStatus status = lod_csvw_load(path, &(LodCsvwOptions){0}, log, mapping);
  ck_assert_int_eq(unlink(path), 0);
  snprintf(path, sizeof path, "%s/codes.csv", folder);
  ck_assert_int_eq(unlink(path), codes ? 0 : -1);
  ck_assert_int_eq(rmdir(folder), 0);
  free(json);
  return status;
}

START_TEST(code_list)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(
      load_with_codes("kod,iri\n1,http://x.org/1\n\"a,b\",http://x.org/ab\n",
                      log, &mapping),
      LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_size(log), 0);
  const LodTableMap *table = &mapping->tables[0];
  ck_assert_uint_eq(table->code_list_count, 1); /* both columns share it */
  const LodTermMap *object = &table->maps[0].statements[1].object;
  ck_assert_int_eq(object->type, LOD_TERM_IRI);
  ck_assert_int_eq(object->kind, LOD_MAP_REFERENCE);
  ck_assert_uint_eq(object->reference.index, 1);
  ck_assert_uint_eq(object->code_list, 0);
  const LodMap *values = table->code_lists[0].values;
  ck_assert_uint_eq(lod_map_size(values), 2);
  ck_assert_str_eq(lod_map_get(values, LOD_VIEW("1")), "http://x.org/1");
  ck_assert_str_eq(lod_map_get(values, LOD_VIEW("a,b")), "http://x.org/ab");
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

static const struct {
  const char *codes;
  uint64_t line;
  const char *text;
} bad_codes[] = {
    {"1,http://x.org/1\n2,x\n", 2, "not an absolute IRI"},
    {"1,http://x.org/1\n2\n", 2, "a code list has two columns"},
    {"1,http://x.org/1\n1,http://x.org/2\n", 2,
     "this code stands further up already"},
    {NULL, 0, "cannot open: No such file or directory"},
};

START_TEST(bad_code_list)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(load_with_codes(bad_codes[_i].codes, log, &mapping),
                   LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->text, bad_codes[_i].text);
  ck_assert_uint_eq(lod_log_at(log, 0)->place.line, bad_codes[_i].line);
  lod_log_free(log);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_annotations");
  TCase *t = tcase_create("annotations");
  tcase_add_loop_test(t, maps, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_test(t, columns);
  tcase_add_test(t, keys);
  tcase_add_loop_test(t, refused, 0, (int)(sizeof wrong / sizeof *wrong));
  tcase_add_test(t, ignored);
  tcase_add_test(t, code_list);
  tcase_add_loop_test(t, bad_code_list, 0,
                      (int)(sizeof bad_codes / sizeof *bad_codes));
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
