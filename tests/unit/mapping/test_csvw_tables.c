/* Whole documents: tables, URLs, common properties, headers, constants from
   the command line, files. */
#include "base/memory.h"
#include "csvw_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP                                                                  \
  "{'@context':['http://www.w3.org/ns/csvw',{'@language':'en'}],"              \
  "'@id':'http://x.org/group','dc:title':'Group','notes':[{'dc:title':'n'}],"  \
  "'tables':[{'url':'a.csv','dc:title':{'@value':'A'},'tableSchema':{"         \
  "'dc:title':'not said','columns':[{'name':'a','dc:title':'not said'}]}},"    \
  "{'url':'b.csv','@id':'b','suppressOutput':true,'dc:title':'B'}]}"

static void print_statement(const LodStatement *s, LodBuffer *out)
{
  const LodTerm *terms[] = {&s->subject, &s->predicate, &s->object};
  ck_assert_ptr_null(s->graph.value.data);
  for (size_t i = 0; i < 3; i++) {
    fixture_print(out, i ? " " : "");
    fixture_print_view(out, terms[i]->value);
  }
  if (s->object.language.size) {
    fixture_print(out, "@");
    fixture_print_view(out, s->object.language);
  }
  fixture_print(out, "\n");
}

/* The statements, with LABEL for the blank node so called written as _. */
static void expect_statements(const LodStatement *statements, size_t count,
                              const char *expected)
{
  LodBuffer out = {0};
  for (size_t i = 0; i < count; i++)
    print_statement(&statements[i], &out);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
  lod_buffer_free(&out);
}

START_TEST(common_properties)
{
  LodBuffer expected = {0};
  LodMapping *mapping =
      fixture_clean(GROUP, &(LodCsvwOptions){.standard_mode = true});
  ck_assert(mapping->standard_mode);
  ck_assert_str_eq(mapping->group_id, "http://x.org/group");
  ck_assert_str_eq(mapping->language, "en");
  ck_assert_uint_eq(mapping->table_count, 2);
  ck_assert_int_eq(
      lod_buffer_printf(&expected,
                        "http://x.org/group http://purl.org/dc/terms/title "
                        "Group@en\n"
                        "http://x.org/group http://www.w3.org/ns/csvw#note "
                        "%sn0\n"
                        "%sn0 http://purl.org/dc/terms/title n@en\n",
                        mapping->group_label, mapping->group_label),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&expected), LOD_SUCCESS);
  expect_statements(mapping->group_constants, mapping->group_constant_count,
                    expected.data);
  const LodTableMap *a = &mapping->tables[0], *b = &mapping->tables[1];
  ck_assert_ptr_null(a->id);
  expected.size = 0;
  ck_assert_int_eq(lod_buffer_printf(&expected,
                                     "%s http://purl.org/dc/terms/title A\n",
                                     a->label),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&expected), LOD_SUCCESS);
  expect_statements(a->constants, a->constant_count, expected.data);
  ck_assert_str_eq(b->id, "http://example.org/meta/b");
  ck_assert(b->suppress_output && !a->suppress_output);
  ck_assert_uint_eq(b->constant_count, 0);
  ck_assert_str_ne(a->label, b->label);
  lod_buffer_free(&expected);
  lod_mapping_free(mapping);
}
END_TEST

/* Generating RDF, 4.2: in minimal mode nothing is said of groups and tables. */
START_TEST(minimal_mode)
{
  LodMapping *mapping = fixture_clean(GROUP, NULL);
  ck_assert(!mapping->standard_mode);
  ck_assert_uint_eq(mapping->group_constant_count, 0);
  ck_assert_uint_eq(mapping->tables[0].constant_count, 0);
  lod_mapping_free(mapping);
}
END_TEST

/* The INPUT's URL stands for the only table's. */
START_TEST(table_url)
{
  LodCsvwOptions options = {.table_url = "http://data.org/in.csv"};
  LodMapping *mapping = fixture_clean(
      "{'@context':'http://www.w3.org/ns/csvw','tableSchema':{'columns':["
      "{'name':'a'}]}}",
      &options);
  ck_assert_str_eq(mapping->tables[0].url, "http://data.org/in.csv");
  fixture_expect_maps(&mapping->tables[0],
                      "_:=_row <http://data.org/in.csv#a> \"=a\"\n");
  lod_mapping_free(mapping);
  mapping = fixture_clean(GROUP, &options);
  ck_assert_str_eq(mapping->tables[0].url, "http://example.org/meta/a.csv");
  lod_mapping_free(mapping);
  mapping = fixture_clean("{'@context':'http://www.w3.org/ns/csvw',"
                          "'tableSchema':{}}",
                          &(LodCsvwOptions){.any_table = true});
  ck_assert_str_eq(mapping->tables[0].url, "");
  lod_mapping_free(mapping);
}
END_TEST

/* "/" is added where the base has no path end. */
static const struct {
  const char *base, *iri;
} bases[] = {
    {"http://x.org", "<http://x.org/r{#a}>"},
    {"http://x.org/", "<http://x.org/r{#a}>"},
    {"http://x.org/data", "<http://x.org/data/r{#a}>"},
    {"http://x.org/data/", "<http://x.org/data/r{#a}>"},
    {"http://x.org/data#", "<http://x.org/r{#a}>"},
};

START_TEST(base)
{
  LodBuffer out = {0};
  LodMapping *mapping =
      fixture_clean(FIXTURE_COLUMNS("{'name':'a','valueUrl':'r{#a}'}"),
                    &(LodCsvwOptions){.base = bases[_i].base});
  const LodTableMap *table = &mapping->tables[0];
  fixture_print_term(table, &table->maps[0].statements[0].object, &out);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, bases[_i].iri);
  lod_buffer_free(&out);
  lod_mapping_free(mapping);
}
END_TEST

static LodStatus load_with_set(const char *name, LodLog *log,
                               LodMapping **mapping)
{
  LodAssignment set = {name, "2120001967"};
  return fixture_load(FIXTURE_COLUMNS("{'name':'a'},{'titles':'b c'}"),
                      &(LodCsvwOptions){.sets = &set, .set_count = 1}, log,
                      mapping);
}

START_TEST(sets)
{
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_int_eq(load_with_set("a", log, &mapping), LOD_SUCCESS);
  const LodSchema *schema = mapping->tables[0].schema;
  ck_assert(
      lod_view_equal(schema->columns[0].constant, LOD_VIEW("2120001967")));
  ck_assert_ptr_null(schema->columns[1].constant.data);
  lod_mapping_free(mapping);
  ck_assert_int_eq(load_with_set("b", log, &mapping), LOD_ERR_USAGE);
  ck_assert_ptr_null(mapping);
  fixture_expect_messages(log,
                          "unknown-column: --set: no column is called \"b\"; a "
                          "value can be set for: a, b%20c\n");
  lod_log_free(log);
}
END_TEST

/* "Model for Tabular Data", 8: a header's fields are titles. */
START_TEST(header)
{
  const LodCell fields[] = {{"Org.nr", 6, 0},
                            {"", 0, 0},
                            {" ", 1, 0},
                            {"\xC3\xA5 b", 4, 0},
                            {"Org.nr", 6, 0}};
  const LodHeader titles = {.cells = fields, .count = 5, .rows = 1};
  const LodHeader none = {.count = 2};
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodDialect dialect = lod_dialect_default;
  dialect.delimiter = ";";
  LodCsvwOptions options = {.table_url = "http://x.org/t.csv"};
  ck_assert_int_eq(
      lod_csvw_from_header(&titles, &dialect, &options, log, &mapping),
      LOD_SUCCESS);
  fixture_expect_messages(log, "column-name: tables[0]: two columns have the "
                               "name \"Org.nr\"; templates take the first\n");
  ck_assert_str_eq(mapping->tables[0].dialect.delimiter, ";");
  fixture_expect_maps(&mapping->tables[0],
                      "_:=_row <http://x.org/t.csv#Org.nr> \"=Org.nr\"\n"
                      "_:=_row <http://x.org/t.csv#_col.2> \"=_col.2\"\n"
                      "_:=_row <http://x.org/t.csv#_col.3> \"=_col.3\"\n"
                      "_:=_row <http://x.org/t.csv#%C3%A5%20b> "
                      "\"=%C3%A5%20b\"\n"
                      "_:=_row <http://x.org/t.csv#Org.nr> \"=Org.nr\"\n");
  lod_mapping_free(mapping);
  ck_assert_int_eq(lod_csvw_from_header(&none, NULL, &options, log, &mapping),
                   LOD_SUCCESS);
  fixture_expect_maps(&mapping->tables[0],
                      "_:=_row <http://x.org/t.csv#_col.1> \"=_col.1\"\n"
                      "_:=_row <http://x.org/t.csv#_col.2> \"=_col.2\"\n");
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* Every row of the header gives a title, the first one the name; skipped
   columns are no columns. */
START_TEST(header_rows)
{
  const LodCell fields[] = {{"skipped", 7, 0}, {"a", 1, 0}, {"", 0, 0},
                            {"skipped", 7, 0}, {"b", 1, 0}, {"c", 1, 0}};
  const LodHeader titles = {.cells = fields, .count = 3, .rows = 2, .skip = 1};
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodCsvwOptions options = {.table_url = "http://x.org/t.csv"};
  ck_assert_int_eq(lod_csvw_from_header(&titles, NULL, &options, log, &mapping),
                   LOD_SUCCESS);
  const LodSchema *schema = mapping->tables[0].schema;
  ck_assert_uint_eq(schema->column_count, 2);
  ck_assert_str_eq(schema->columns[0].name, "a");
  ck_assert_uint_eq(schema->columns[0].title_count, 2);
  ck_assert_str_eq(schema->columns[0].titles[1].text, "b");
  ck_assert_str_eq(schema->columns[1].name, "c");
  ck_assert_uint_eq(schema->columns[1].title_count, 1);
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* Columns that the metadata leaves to the data. */
static const struct {
  const char *metadata;
  size_t count;
  const char *messages, *maps;
} completions[] = {
    {FIXTURE_TABLE(",'aboutUrl':'#{x}'"), 2, "",
     "<http://example.org/meta/t.csv#{x}> <http://example.org/meta/t.csv#x> "
     "\"=x\"\n"
     "<http://example.org/meta/t.csv#{x}> <http://example.org/meta/t.csv#y> "
     "\"=y\"\n"},
    {FIXTURE_COLUMNS("{'name':'a'},{'name':'v','virtual':true,'default':'1'}"),
     3, "column-count: the table has 3 columns, its metadata describes 1\n",
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"\n"
     "_:=_row <http://example.org/meta/t.csv#_col.2> \"=_col.2\"\n"
     "_:=_row <http://example.org/meta/t.csv#_col.3> \"=_col.3\"\n"
     "_:=_row <http://example.org/meta/t.csv#v> \"=v\"\n"},
    {FIXTURE_COLUMNS("{'name':'a'},{'name':'b'}"), 1, "",
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"\n"
     "_:=_row <http://example.org/meta/t.csv#b> \"=b\"\n"},
    {"{'@context':'http://www.w3.org/ns/csvw','tableSchema':{'lang':'sv'},"
     "'tables':[{'url':'t.csv'}]}",
     1, "", "_:=_row <http://example.org/meta/t.csv#x> \"=x\"@sv\n"},
    /* a description of no column leaves nothing to the header */
    {FIXTURE_COLUMNS(""), 1,
     "column-count: the table has 1 columns, its metadata describes 0\n",
     "_:=_row <http://example.org/meta/t.csv#_col.1> \"=_col.1\"\n"},
};

START_TEST(completed)
{
  const LodCell fields[] = {{"x", 1, 0}, {"y", 1, 0}, {"z", 1, 0}};
  const LodHeader titles = {
      .cells = fields, .count = completions[_i].count, .rows = 1};
  LodLog *log = lod_log_new();
  LodAssignment set = {"x", "1"};
  LodCsvwOptions options = {.location = FIXTURE_URL};
  if (!*completions[_i].messages && completions[_i].count == 2) {
    options.sets = &set;
    options.set_count = 1;
  }
  LodMapping *mapping = fixture_clean(completions[_i].metadata, &options);
  ck_assert_int_eq(lod_csvw_complete(mapping, 0, &titles, &options, log),
                   LOD_SUCCESS);
  fixture_expect_messages(log, completions[_i].messages);
  fixture_expect_maps(&mapping->tables[0], completions[_i].maps);
  if (options.set_count)
    ck_assert(lod_view_equal(mapping->tables[0].schema->columns[0].constant,
                             LOD_VIEW("1")));
  lod_mapping_free(mapping);
  lod_log_free(log);
}
END_TEST

/* Schemas and dialects by URL (section 6, step 4). */
static LodStatus fetch(void *user, const char *url, LodLog *log,
                       LodCsvwFetched *fetched)
{
  static const char *const documents[][2] = {
      {"http://example.org/meta/s/schema.json",
       "{'@context':['http://www.w3.org/ns/csvw',{'@language':'sv'}],"
       "'@id':'http://x.org/schema','columns':[{'titles':'a','name':'a'}]}"},
      {"http://example.org/meta/dialect.json", "{'delimiter':'\\t'}"},
      {"http://example.org/meta/broken.json", "{'delimiter'\n:"},
      {"http://example.org/meta/wrong.json", "{'@id':'_:d'}"},
  };
  (void)log;
  ++*(int *)user;
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
    if (!strcmp(documents[i][0], url)) {
      char *json = fixture_json(documents[i][1]);
      fixture_print(&fetched->bytes, json);
      free(json);
      return lod_buffer_append_text(&fetched->location, url);
    }
  return LOD_ERR_NETWORK;
}

static const struct {
  const char *properties;
  LodStatus status;
  const char *messages;
} references[] = {
    {",'tableSchema':'s/schema.json','dialect':'dialect.json'", LOD_SUCCESS,
     ""},
    {",'dialect':'broken.json'", LOD_ERR_INPUT,
     "json-syntax: not JSON: string or '}' expected near end of file\n"},
    {",'dialect':'wrong.json'", LOD_ERR_INPUT,
     "metadata-structure: @id: must not be a blank node\n"},
    {",'dialect':'absent.json'", LOD_ERR_NETWORK, ""},
};

START_TEST(fetched)
{
  int calls = 0;
  LodBuffer text = {0};
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodCsvwOptions options = {.fetch = fetch, .fetch_user = &calls};
  ck_assert_int_eq(
      lod_buffer_printf(&text, FIXTURE_TABLE("%s"), references[_i].properties),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, &options, log, &mapping),
                   references[_i].status);
  ck_assert_int_ge(calls, 1);
  if (_i == 0) {
    json_t *table =
        json_array_get(json_object_get(mapping->document, "tables"), 0);
    json_t *schema = json_object_get(table, "tableSchema");
    ck_assert_str_eq(json_string_value(json_object_get(schema, "@id")),
                     "http://x.org/schema");
    ck_assert_str_eq(json_string_value(json_object_get(
                         json_object_get(table, "dialect"), "@id")),
                     "http://example.org/meta/dialect.json");
    ck_assert_str_eq(mapping->tables[0].dialect.delimiter, "\t");
    ck_assert_str_eq(mapping->tables[0].schema->columns[0].titles[0].language,
                     "sv");
  }
  lod_mapping_free(mapping);
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

/* A folder with a file, a name of which is not ASCII. */
START_TEST(files)
{
  char folder[] = "/tmp/lodstone-csvw-XXXXXX", path[200], url[200];
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/m \xC3\xA5.json", folder);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  char *json = fixture_json("\xEF\xBB\xBF" FIXTURE_TABLE(",'@id':''"));
  ck_assert_int_ge(fputs(json, file), 0);
  ck_assert_int_eq(fclose(file), 0);
  ck_assert_int_eq(lod_csvw_load(path, &(LodCsvwOptions){0}, log, &mapping),
                   LOD_SUCCESS);
  ck_assert_str_eq(mapping->name, path);
  snprintf(url, sizeof url, "file://%s/m%%20%%C3%%A5.json", folder);
  ck_assert_str_eq(mapping->tables[0].id, url);
  snprintf(url, sizeof url, "file://%s/t.csv", folder);
  ck_assert_str_eq(mapping->tables[0].url, url);
  lod_mapping_free(mapping);
  ck_assert_int_eq(truncate(path, (16 << 20) + 1), 0);
  ck_assert_int_eq(lod_csvw_load(path, &(LodCsvwOptions){0}, log, &mapping),
                   LOD_ERR_INPUT);
  ck_assert_ptr_null(mapping);
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(lod_csvw_load(path, &(LodCsvwOptions){0}, log, &mapping),
                   LOD_ERR_INPUT);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 2);
  ck_assert_int_eq(rmdir(folder), 0);
  free(json);
  lod_log_free(log);
}
END_TEST

/* Which local files metadata may read: what the user named any, what was found
   its folder's, what came from a URL none. */
static const struct {
  const char *location;
  bool own_folder;
  const char *schema;
  bool may;
} local_cases[] = {
    {"file:///no-such/m.json", false, "s.json", true},
    {"file:///no-such/m.json", false, "../s.json", true},
    {"file:///no-such/m.json", true, "s.json", true},
    {"file:///no-such/m.json", true, "a/../b/s.json", true},
    {"file:///no-such/m.json", true, "../s.json", false},
    {"file:///no-such/m.json", true, "%2e%2E/s.json", false},
    {"file:///no-such/m.json", true, "a/..%2F..%2Fs.json", false},
    {"file:///no-such/m.json", true, "/etc/s.json", false},
    {"file:///no-such/m.json", false, "file://localhost/etc/s.json", false},
    {"http://x.org/m.json", false, "file:///etc/s.json", false},
    {"http://x.org/m.json", true, "file:///etc/s.json", false},
};

START_TEST(local_files)
{
  LodBuffer text = {0};
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  LodCsvwOptions options = {.location = local_cases[_i].location,
                            .own_folder = local_cases[_i].own_folder};
  ck_assert_int_eq(lod_buffer_printf(&text,
                                     FIXTURE_TABLE(",'tableSchema':'%s'"),
                                     local_cases[_i].schema),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, &options, log, &mapping),
                   LOD_ERR_INPUT);
  /* none is there: what may be read is looked for */
  ck_assert_uint_eq(lod_log_size(log), 1);
  ck_assert_str_eq(lod_log_at(log, 0)->code,
                   local_cases[_i].may ? "io" : "metadata-reference");
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

/* What nests too deep is no JSON for us, and does not end the program. */
START_TEST(depth)
{
  LodBuffer text = {0};
  LodLog *log = lod_log_new();
  LodMapping *mapping = NULL;
  fixture_print(&text, "{'rdf:value':");
  for (int i = 0; i < 100000; i++)
    fixture_print(&text, "[");
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  ck_assert_int_eq(fixture_load(text.data, NULL, log, &mapping), LOD_ERR_INPUT);
  ck_assert_str_eq(lod_log_at(log, 0)->code, "json-syntax");
  lod_buffer_free(&text);
  lod_log_free(log);
}
END_TEST

/* Every allocation of ours fails once; nothing leaks (see the sanitizers). */
START_TEST(no_memory)
{
  static const char metadata[] =
      "{'@context':['http://www.w3.org/ns/csvw',{'@language':'sv',"
      "'lod':'https://w3id.org/lodstone/ns#'}],'url':'t.csv','dc:title':'x',"
      "'dialect':{'lineTerminators':['@']},'tableSchema':{"
      "'lod:key':{'lod:name':'_k','lod:columns':['a']},'columns':["
      "{'name':'a','datatype':{'base':'decimal','format':'0.0','minimum':1.5},"
      "'aboutUrl':'r/{_k}','valueUrl':'{#a}','null':['-']},"
      "{'titles':'b','propertyUrl':'schema:{_name}','foo':1},"
      "{'name':'v','virtual':true,'lod:value':'x {a}'}],'primaryKey':'a'}}";
  LodCsvwOptions options = {
      .standard_mode = true, .base = "http://x.org/", .location = FIXTURE_URL};
  char *json = fixture_json(metadata);
  size_t failing = 1;
  for (;; failing++) {
    LodLog *log = lod_log_new();
    LodMapping *mapping = NULL;
    size_t before = lod_memory_count();
    lod_memory_fail_at(failing);
    LodStatus status =
        lod_csvw_load_text(lod_view(json), "m.json", &options, log, &mapping);
    bool reached = lod_memory_count() - before < failing;
    lod_memory_fail_at(0);
    ck_assert((status == LOD_SUCCESS) == (mapping != NULL));
    lod_mapping_free(mapping);
    lod_log_free(log);
    if (reached)
      break;
    /* the log may be what fails: that is no fault of the load */
    ck_assert(status == LOD_SUCCESS || status == LOD_ERR_NO_MEMORY);
  }
  ck_assert_uint_gt(failing, 20);
  free(json);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_tables");
  TCase *t = tcase_create("tables");
  tcase_add_test(t, common_properties);
  tcase_add_test(t, minimal_mode);
  tcase_add_test(t, table_url);
  tcase_add_loop_test(t, base, 0, (int)(sizeof bases / sizeof *bases));
  tcase_add_test(t, sets);
  tcase_add_test(t, header);
  tcase_add_test(t, header_rows);
  tcase_add_loop_test(t, completed, 0,
                      (int)(sizeof completions / sizeof *completions));
  tcase_add_loop_test(t, fetched, 0,
                      (int)(sizeof references / sizeof *references));
  tcase_add_test(t, files);
  tcase_add_loop_test(t, local_files, 0,
                      (int)(sizeof local_cases / sizeof *local_cases));
  tcase_add_test(t, depth);
  tcase_add_test(t, no_memory);
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
