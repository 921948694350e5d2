/* "Generating RDF from Tabular Data on the Web", section 6. */
#include "rdf/json_terms.h"

#include "collect.h"
#include <stdlib.h>

#define P  "<http://e.org/s> <http://e.org/p> "
#define DC "http://purl.org/dc/terms/"
#define OA "http://www.w3.org/ns/oa#"

static const struct {
  const char *json, *expected;
} good[] = {
    {"\"text\"", P "'text' .\n"},
    {"\"\"", P "'' .\n"},
    {"{\"@value\": \"text\"}", P "'text' .\n"},
    {"{\"@value\": \"ord\", \"@language\": \"sv\"}", P "'ord'@sv .\n"},
    {"{\"@value\": \"2010-12-31\", \"@type\": \"xsd:date\"}",
     P "'2010-12-31'^^" LOD_XSD "date .\n"},
    {"{\"@value\": \"1.0\", \"@type\": \"number\"}",
     P "'1.0'^^" LOD_XSD "double .\n"},
    {"{\"@value\": \"x\", \"@type\": \"http://e.org/t\"}",
     P "'x'^^http://e.org/t .\n"},
    {"{\"@value\": true}", P "'true'^^" LOD_XSD "boolean .\n"},
    {"{\"@value\": 7, \"@type\": \"xsd:byte\"}", P "'7'^^" LOD_XSD "byte .\n"},
    {"{\"@value\": null}", ""},
    {"null", ""},
    {"[]", ""},
    {"true", P "'true'^^" LOD_XSD "boolean .\n"},
    {"false", P "'false'^^" LOD_XSD "boolean .\n"},
    {"17", P "'17'^^" LOD_XSD "integer .\n"},
    {"-9223372036854775808",
     P "'-9223372036854775808'^^" LOD_XSD "integer .\n"},
    {"17.0", P "'17'^^" LOD_XSD "integer .\n"},
    {"-0.0", P "'0'^^" LOD_XSD "integer .\n"},
    {"1e21", P "'1000000000000000000000'^^" LOD_XSD "integer .\n"},
    {"5.3", P "'5.3E0'^^" LOD_XSD "double .\n"},
    {"-0.001", P "'-1.0E-3'^^" LOD_XSD "double .\n"},
    {"1234.5678", P "'1.2345678E3'^^" LOD_XSD "double .\n"},
    {"0.1", P "'1.0E-1'^^" LOD_XSD "double .\n"},
    {"0.30000000000000004", P "'3.0000000000000004E-1'^^" LOD_XSD "double .\n"},
    {"5e-324", P "'5.0E-324'^^" LOD_XSD "double .\n"},
    {"[1, \"a\", [\"b\"]]",
     P "'1'^^" LOD_XSD "integer .\n" P "'a' .\n" P "'b' .\n"},
    {"{\"@id\": \"http://e.org/o\"}", P "<http://e.org/o> .\n"},
    {"{\"@id\": \"schema:name\"}", P "<http://schema.org/name> .\n"},
    {"{\"@id\": \"urn:x\", \"@type\": \"Table\"}",
     P "<urn:x> .\n<urn:x> <" LOD_RDF "type> <" LOD_CSVW "Table> .\n"},
    {"{}", P "_:n5 .\n"},
    {"{\"unknown\": 1, \"@index\": 2, \"x y:z\": 3}", P "_:n5 .\n"},
    {"{\"@type\": [\"oa:Annotation\", \"http://e.org/T\"]}",
     P "_:n5 .\n_:n5 <" LOD_RDF "type> <" OA "Annotation> .\n"
       "_:n5 <" LOD_RDF "type> <http://e.org/T> .\n"},
    {"[{\"schema:name\": \"a\"}, {\"schema:name\": \"b\"}]",
     P "_:n5 .\n_:n5 <http://schema.org/name> 'a' .\n" P
       "_:n6 .\n_:n6 <http://schema.org/name> 'b' .\n"},
    {"{\"oa:hasBody\": {\"rdf:value\": {\"@value\": \"c\"},"
     " \"dc:format\": [{\"@id\": \"http://e.org/f\"}]}, \"notes\": \"n\"}",
     P "_:n5 .\n_:n5 <" OA "hasBody> _:n6 .\n"
       "_:n6 <" LOD_RDF "value> 'c' .\n"
       "_:n6 <" DC "format> <http://e.org/f> .\n"
       "_:n5 <" LOD_CSVW "note> 'n' .\n"},
    {"{\"http://e.org/q\": \"v\"}", P "_:n5 .\n_:n5 <http://e.org/q> 'v' .\n"},
};

static const char *const bad[] = {
    "{\"@id\": \"_:b\"}",
    "{\"@id\": \"a b\"}",
    "{\"@id\": \"relative\"}",
    "{\"@id\": \"Table\"}",
    "{\"@id\": \"http://e.org/> <http://e.org/\"}",
    "{\"@id\": 1}",
    "{\"@type\": \"nothing\"}",
    "{\"@type\": 1}",
    "{\"@type\": [\"xsd:a b\"]}",
    "{\"@value\": \"a\", \"@language\": \"sv\\\" . <x\"}",
    "{\"@value\": \"a\", \"@language\": \"\"}",
    "{\"@value\": \"a\", \"@type\": \"a b\"}",
    "{\"@value\": []}",
    "{\"@value\": {}}",
    "{\"rdf:value\": {\"@id\": \"\"}}",
};

static LodStatus run(const char *text, LodBuffer *out)
{
  json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
  ck_assert_ptr_nonnull(value);
  unsigned counter = 5;
  LodTerm subject = {.type = LOD_TERM_IRI, .value = LOD_VIEW("http://e.org/s")};
  LodStatementSink sink = {collect, out};
  LodStatus status = lod_json_to_statements(&subject, "http://e.org/p", value,
                                            "n", &counter, &sink);
  json_decref(value);
  return status;
}

START_TEST(convert)
{
  LodBuffer out = {0};
  ck_assert_int_eq(run(good[_i].json, &out), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, good[_i].expected);
  lod_buffer_free(&out);
}
END_TEST

START_TEST(refuse)
{
  LodBuffer out = {0};
  ck_assert_int_eq(run(bad[_i], &out), LOD_ERR_INPUT);
  lod_buffer_free(&out);
}
END_TEST

static LodStatus stop(void *user, const LodStatement *s)
{
  (void)s;
  *(int *)user += 1;
  return LOD_ERR_IO;
}

START_TEST(pass_status_on)
{
  int calls = 0;
  unsigned counter = 0;
  LodStatementSink sink = {stop, &calls};
  LodTerm subject = {.type = LOD_TERM_BLANK, .value = LOD_VIEW("s")};
  json_t *value = json_pack("[s, {s: s}]", "a", "rdf:value", "b");
  ck_assert_int_eq(lod_json_to_statements(&subject, "http://e.org/p", value,
                                          "n", &counter, &sink),
                   LOD_ERR_IO);
  ck_assert_int_eq(calls, 1);
  ck_assert_int_eq(
      lod_json_to_statements(&subject, "p", value, "n", &counter, &sink),
      LOD_ERR_INPUT);
  json_decref(value);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("json_terms");
  TCase *t = tcase_create("json_terms");
  tcase_add_loop_test(t, convert, 0, COUNT(good));
  tcase_add_loop_test(t, refuse, 0, COUNT(bad));
  tcase_add_test(t, pass_status_on);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
