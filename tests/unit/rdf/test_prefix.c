/* The context of http://www.w3.org/ns/csvw and the RDFa initial context. */
#include "rdf/prefix.h"

#include "rdf/term.h"
#include <check.h>
#include <stdlib.h>

static const struct {
  const char *name, *iri;
} prefixes[] = {
    {"csvw", LOD_CSVW},
    {"xsd", LOD_XSD},
    {"dc", "http://purl.org/dc/terms/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"dc11", "http://purl.org/dc/elements/1.1/"},
    {"as", "https://www.w3.org/ns/activitystreams#"},
    {"v", "http://rdf.data-vocabulary.org/#"},
    {"xhv", "http://www.w3.org/1999/xhtml/vocab#"},
    {"wdrs", "http://www.w3.org/2007/05/powder-s#"},
    {"xml", NULL},
    {"", NULL},
    {"zz", NULL},
    {"a", NULL},
    {"dcx", NULL},
};

static const struct {
  const char *name, *iri;
} terms[] = {
    {"describes", LOD_CSVW "describes"},
    {"notes", LOD_CSVW "note"},
    {"tables", LOD_CSVW "table"},
    {"any", LOD_XSD "anyAtomicType"},
    {"binary", LOD_XSD "base64Binary"},
    {"datetime", LOD_XSD "dateTime"},
    {"html", LOD_RDF "HTML"},
    {"xml", LOD_RDF "XMLLiteral"},
    {"json", LOD_CSVW "JSON"},
    {"license", "http://www.w3.org/1999/xhtml/vocab#license"},
    {"virtual", LOD_CSVW "virtual"},
    {"Cell", LOD_CSVW "Cell"},
    {"csvw", NULL},
    {"Describes", NULL},
    {"", NULL},
};

static void check_found(const char *found, const char *expected)
{
  if (expected)
    ck_assert_str_eq(found, expected);
  else
    ck_assert_ptr_null(found);
}

START_TEST(prefix)
{
  check_found(lod_prefix_namespace(lod_view(prefixes[_i].name)),
              prefixes[_i].iri);
}
END_TEST

START_TEST(term)
{
  check_found(lod_prefix_term(lod_view(terms[_i].name)), terms[_i].iri);
}
END_TEST

/* Every prefix is found by its own name: the table is in order. */
START_TEST(all_prefixes)
{
  const char *name, *iri;
  size_t count = 0;
  for (; lod_prefix_at(count, &name, &iri); count++)
    ck_assert_ptr_eq(lod_prefix_namespace(lod_view(name)), iri);
  ck_assert_uint_ge(count, 41);
}
END_TEST

/* "Metadata Vocabulary", URL Compaction: a term, a prefix, or nothing. */
static const struct {
  const char *iri, *name;
} compacted[] = {
    {LOD_CSVW "Table", "Table"},
    {LOD_CSVW "note", "notes"},
    {LOD_CSVW "Tables", "csvw:Tables"},
    {LOD_RDF "type", "@type"},
    {LOD_RDF "types", "rdf:types"},
    {LOD_RDF "HTML", "html"},
    {LOD_XSD "date", "date"},
    {LOD_XSD "anyAtomicType", "any"},
    {LOD_XSD "time", "time"},
    {"http://purl.org/dc/terms/title", "dc:title"},
    {"http://purl.org/dc/elements/1.1/title", "dc11:title"},
    {"http://schema.org/", "schema"},
    {"http://schema.org/name", "schema:name"},
    {"https://schema.org/name", "https://schema.org/name"},
    {"http://www.w3.org/2007/05/powder-s#x", "wrds:x"},
    {"http://www.w3.org/2007/05/powder-s#describedby", "describedby"},
    {"http://www.w3.org/ns/sosa/Sensor", "http://www.w3.org/ns/sosa/Sensor"},
    {"http://example.org/x", "http://example.org/x"},
    {"", ""},
};

START_TEST(compact)
{
  LodBuffer out = {0};
  ck_assert_int_eq(lod_prefix_compact(lod_view(compacted[_i].iri), &out),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, compacted[_i].name);
  lod_buffer_free(&out);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("prefix");
  TCase *t = tcase_create("prefix");
  tcase_add_loop_test(t, prefix, 0, COUNT(prefixes));
  tcase_add_loop_test(t, term, 0, COUNT(terms));
  tcase_add_test(t, all_prefixes);
  tcase_add_loop_test(t, compact, 0, COUNT(compacted));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
