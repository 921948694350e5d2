/* Triples maps: the model of whole tables, written by hand after "Metadata
   Vocabulary", 5.1.3 and 5.6, and "Generating RDF", 4.2. */
#include "csvw_fixture.h"

static const struct {
  const char *metadata, *base, *maps;
} cases[] = {
    /* no aboutUrl: a blank node a row; no propertyUrl: the name is a fragment
       of the table's URL */
    {FIXTURE_COLUMNS("{'name':'a'},{'titles':'On Street'}"), NULL,
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"\n"
     "_:=_row <http://example.org/meta/t.csv#On%20Street> "
     "\"=On%20Street\"\n"},
    /* Metadata Vocabulary, 5.6.1.1 */
    {"{'url':'tree-ops.csv',"
     " '@context':['http://www.w3.org/ns/csvw',{'@language':'en'}],"
     " 'tableSchema':{'columns':["
     "  {'name':'GID','titles':'GID','datatype':'string',"
     "   'propertyUrl':'schema:url','valueUrl':'#gid-{GID}'},"
     "  {'name':'on_street','aboutUrl':'#location-{GID}',"
     "   'propertyUrl':'schema:streetAddress'},"
     "  {'name':'species','propertyUrl':'schema:name'},"
     "  {'name':'trim_cycle'},"
     "  {'name':'inventory_date',"
     "   'datatype':{'base':'date','format':'M/d/yyyy'},"
     "   'aboutUrl':'#event-{inventory_date}',"
     "   'propertyUrl':'schema:startDate'},"
     "  {'propertyUrl':'schema:event','valueUrl':'#event-{inventory_date}',"
     "   'virtual':true},"
     "  {'aboutUrl':'#location-{GID}','propertyUrl':'rdf:type',"
     "   'valueUrl':'schema:PostalAddress','virtual':true}],"
     "  'aboutUrl':'#gid-{GID}'}}",
     NULL,
     "<http://example.org/meta/tree-ops.csv#gid-{GID}> "
     "<http://schema.org/url> "
     "<http://example.org/meta/tree-ops.csv#gid-{GID}> of GID\n"
     "<http://example.org/meta/tree-ops.csv#gid-{GID}> "
     "<http://schema.org/name> \"=species\"\n"
     "<http://example.org/meta/tree-ops.csv#gid-{GID}> "
     "<http://example.org/meta/tree-ops.csv#trim_cycle> \"=trim_cycle\"\n"
     "<http://example.org/meta/tree-ops.csv#gid-{GID}> "
     "<http://schema.org/event> "
     "<http://example.org/meta/tree-ops.csv#event-{inventory_date}>\n"
     "<http://example.org/meta/tree-ops.csv#location-{GID}> "
     "<http://schema.org/streetAddress> \"=on_street\"\n"
     "<http://example.org/meta/tree-ops.csv#location-{GID}> "
     "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
     "<http://schema.org/PostalAddress>\n"
     "<http://example.org/meta/tree-ops.csv#event-{inventory_date}> "
     "<http://schema.org/startDate> "
     "\"=inventory_date\"^^http://www.w3.org/2001/XMLSchema#date\n"},
    /* a suppressed column makes no statement, but can be read */
    {FIXTURE_COLUMNS("{'name':'a','suppressOutput':true},"
                     "{'name':'b','aboutUrl':'{#a}'}"),
     NULL,
     "<http://example.org/meta/t.csv{#a}> <http://example.org/meta/t.csv#b> "
     "\"=b\"\n"},
    /* a virtual column has its default */
    {FIXTURE_COLUMNS("{'name':'v','virtual':true,'default':'x',"
                     "'propertyUrl':'schema:name','lang':'sv'}"),
     NULL, "_:=_row <http://schema.org/name> \"=v\"@sv\n"},
    /* lists; a value URL takes the whole list */
    {FIXTURE_COLUMNS("{'name':'a','separator':';'},"
                     "{'name':'b','separator':';','ordered':true},"
                     "{'name':'c','ordered':true},"
                     "{'name':'d','separator':';','ordered':true,"
                     "'valueUrl':'http://x.org/{?d}'}"),
     NULL,
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"\n"
     "_:=_row <http://example.org/meta/t.csv#b> \"=b\" list\n"
     "_:=_row <http://example.org/meta/t.csv#c> \"=c\"\n"
     "_:=_row <http://example.org/meta/t.csv#d> <http://x.org/{?d}> of d\n"},
    /* datatypes and languages (Generating RDF, 4.3) */
    {FIXTURE_COLUMNS(
         "{'name':'a','lang':'en'},{'name':'b','lang':'und'},"
         "{'name':'c','lang':'en','datatype':'normalizedString'},"
         "{'name':'d','datatype':{'@id':'http://x.org/d','base':'integer'}},"
         "{'name':'e','datatype':'number'},{'name':'f','datatype':'xml'},"
         "{'name':'g','datatype':{'@id':'http://x.org/s'},'lang':'en'}"),
     NULL,
     "_:=_row <http://example.org/meta/t.csv#a> \"=a\"@en\n"
     "_:=_row <http://example.org/meta/t.csv#b> \"=b\"\n"
     "_:=_row <http://example.org/meta/t.csv#c> "
     "\"=c\"^^http://www.w3.org/2001/XMLSchema#normalizedString\n"
     "_:=_row <http://example.org/meta/t.csv#d> \"=d\"^^http://x.org/d\n"
     "_:=_row <http://example.org/meta/t.csv#e> "
     "\"=e\"^^http://www.w3.org/2001/XMLSchema#double\n"
     "_:=_row <http://example.org/meta/t.csv#f> "
     "\"=f\"^^http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral\n"
     "_:=_row <http://example.org/meta/t.csv#g> \"=g\"^^http://x.org/s\n"},
    /* templates of table, schema and column; _name differs by column */
    {FIXTURE_TABLE(",'aboutUrl':'http://x.org/{_name}/{_row}',"
                   "'propertyUrl':'schema:{_name}',"
                   "'tableSchema':{'columns':[{'name':'a'},"
                   "{'name':'b','propertyUrl':'http://x.org/p{a}'}]}"),
     NULL,
     "<http://x.org/{'a'}/{_row}> <http://schema.org/a> \"=a\"\n"
     "<http://x.org/{'b'}/{_row}> <http://x.org/p{a}> \"=b\"\n"},
    /* a subject that is the same for every row */
    {FIXTURE_TABLE(",'aboutUrl':'','tableSchema':{'columns':[{'name':'a'}]}"),
     NULL,
     "<http://example.org/meta/t.csv> <http://example.org/meta/t.csv#a> "
     "\"=a\"\n"},
    /* the publisher's base stands in for the table's URL in templates */
    {FIXTURE_COLUMNS("{'name':'a','aboutUrl':'row/{_row}',"
                     "'valueUrl':'schema:Thing','propertyUrl':'p'},"
                     "{'name':'b','aboutUrl':'row/{_row}'}"),
     "https://data.example.se",
     "<https://data.example.se/row/{_row}> <https://data.example.se/p> "
     "<http://schema.org/Thing> of a\n"
     "<https://data.example.se/row/{_row}> "
     "<http://example.org/meta/t.csv#b> \"=b\"\n"},
};

START_TEST(whole_tables)
{
  LodCsvwOptions options = {.base = cases[_i].base};
  LodMapping *mapping = fixture_clean(cases[_i].metadata, &options);
  fixture_expect_maps(&mapping->tables[0], cases[_i].maps);
  lod_mapping_free(mapping);
}
END_TEST

/* What the template of a value URL becomes for a table at
   http://example.org/meta/t.csv, with columns a and "å b". */
static const struct {
  const char *template_, *expected;
} templates[] = {
    /* constant: prefix, absolute, relative */
    {"schema:name", "<http://schema.org/name>"},
    {"http://x.org/a/../b", "<http://x.org/b>"},
    {"urn:x:y", "<urn:x:y>"},
    {"../x", "<http://example.org/x>"},
    {"/x", "<http://example.org/x>"},
    {"//x.org/y", "<http://x.org/y>"},
    {"?q", "<http://example.org/meta/t.csv?q>"},
    {"#f", "<http://example.org/meta/t.csv#f>"},
    {"", "<http://example.org/meta/t.csv>"},
    {"schema://x", "<schema://x>"},
    {"a b", "<http://example.org/meta/a%20b>"},
    {"{_name}", "<http://example.org/meta/v>"},
    {"{#_name}", "<http://example.org/meta/t.csv#v>"},
    {"c{_column}-{_sourceColumn}", "<http://example.org/meta/c3-3>"},
    {"x{unknown}y", "<http://example.org/meta/xy>"},
    /* absolute at the front */
    {"http://x.org/{a}", "<http://x.org/{a}>"},
    {"http:{+a}", "<http:{+a}>"},
    {"schema:{a}", "<http://schema.org/{a}>"},
    {"schema:x/{+a}", "<http://schema.org/x/{+a}>"},
    {"unknown:{a}", "<unknown:{a}>"},
    /* a value may make "schema://" of it */
    {"schema:{+a}", "<schema:{+a} against http://example.org/meta/t.csv>"},
    {"schema:/{/a}", "<schema:/{/a} against http://example.org/meta/t.csv>"},
    {"http://x.org/../{a}",
     "<http://x.org/../{a} against http://example.org/meta/t.csv>"},
    /* relative for certain */
    {"#gid-{a}", "<http://example.org/meta/t.csv#gid-{a}>"},
    {"{#a}", "<http://example.org/meta/t.csv{#a}>"},
    {"{?a}", "<http://example.org/meta/t.csv{?a}>"},
    {"?x={+a}", "<http://example.org/meta/t.csv?x={+a}>"},
    {"row-{a}", "<http://example.org/meta/row-{a}>"},
    {"../x/{a}", "<http://example.org/x/{a}>"},
    {"/x/{+a}", "<http://example.org/x/{+a}>"},
    {"/{a}", "<http://example.org/{a}>"},
    {"x/y-{+a}", "<http://example.org/meta/x/y-{+a}>"},
    {"x{/a}/:z", "<http://example.org/meta/x{/a}/:z>"},
    {"//x.org/{a}", "<http://x.org/{a}>"},
    {"1/{a}", "<http://example.org/meta/1/{a}>"},
    /* a value decides */
    {"{+a}", "<{+a} against http://example.org/meta/t.csv>"},
    {"{a}", "<{a} against http://example.org/meta/t.csv>"},
    {"{a}:x", "<{a}:x against http://example.org/meta/t.csv>"},
    {"x{/a}:y", "<x{/a}:y against http://example.org/meta/t.csv>"},
    {"x{a}:y", "<x{a}:y against http://example.org/meta/t.csv>"},
    {"x{+a}", "<x{+a} against http://example.org/meta/t.csv>"},
    {"/{+a}", "</{+a} against http://example.org/meta/t.csv>"},
    {".{a}", "<.{a} against http://example.org/meta/t.csv>"},
    {"{#a}x", "<{#a}x against http://example.org/meta/t.csv>"},
    {"{/a}", "<{/a} against http://example.org/meta/t.csv>"},
    {"no_such:{a}", "<no_such:{a} against http://example.org/meta/t.csv>"},
    /* variables */
    {"#{_row},{_sourceRow}",
     "<http://example.org/meta/t.csv#{_row},{_sourceRow}>"},
    {"#{a,unknown}", "<http://example.org/meta/t.csv#{a,undefined}>"},
    {"#{%C3%A5%20b}", "<http://example.org/meta/t.csv#{%C3%A5%20b}>"},
    {"#{%c3%a5%20b}", "<http://example.org/meta/t.csv#{%C3%A5%20b}>"},
    {"#{%61}", "<http://example.org/meta/t.csv#{a}>"},
};

START_TEST(value_urls)
{
  LodBuffer text = {0}, out = {0};
  ck_assert_int_eq(
      lod_buffer_printf(&text,
                        FIXTURE_COLUMNS("{'name':'a'},"
                                        "{'titles':'\xC3\xA5 b'},"
                                        "{'name':'v','virtual':true,"
                                        "'valueUrl':'%s'}"),
                        templates[_i].template_),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&text), LOD_SUCCESS);
  LodMapping *mapping = fixture_clean(text.data, NULL);
  const LodTableMap *table = &mapping->tables[0];
  fixture_print_term(table, &table->maps[0].statements[2].object, &out);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, templates[_i].expected);
  lod_buffer_free(&out);
  lod_buffer_free(&text);
  lod_mapping_free(mapping);
}
END_TEST

/* RESOLVE at run time goes through this function. */
static const struct {
  const char *reference, *base, *iri;
} resolved[] = {
    {"foaf:Project", "http://x.org/", "http://xmlns.com/foaf/0.1/Project"},
    {"own:a", "http://x.org/", "http://own.org/#a"},
    {"own://a", "http://x.org/", "own://a"},
    {"../b", "http://x.org/a/c", "http://x.org/b"},
    {"../b", NULL, "../b"},
    {"_:b", NULL, "_:b"},
};

START_TEST(resolve)
{
  LodMappingPrefix own = {"own", "http://own.org/#"};
  LodMapping mapping = {.prefixes = &own, .prefix_count = 1};
  LodBuffer out = {0};
  ck_assert_int_eq(lod_mapping_resolve(&mapping, resolved[_i].base,
                                       lod_view(resolved[_i].reference), &out),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, resolved[_i].iri);
  lod_buffer_free(&out);
}
END_TEST

int main(void)
{
  Suite *s = suite_create("csvw_maps");
  TCase *t = tcase_create("maps");
  tcase_add_loop_test(t, whole_tables, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_loop_test(t, value_urls, 0,
                      (int)(sizeof templates / sizeof *templates));
  tcase_add_loop_test(t, resolve, 0, (int)(sizeof resolved / sizeof *resolved));
  suite_add_tcase(s, t);
  return fixture_run(srunner_create(s));
}
