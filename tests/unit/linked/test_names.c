#include "linked/names.h"
#include <check.h>
#include <stdlib.h>

static LodNames *names;
static LodBuffer out;

static void start(LodSyntax syntax, const char *base)
{
  static const LodMappingPrefix own[] = {{"ex", "http://example.org/own#"}};
  out = (LodBuffer){0};
  ck_assert_int_eq(lod_names_new(syntax, base, own, 1, &names), LOD_SUCCESS);
}

static void finish(void)
{
  lod_names_free(names);
  lod_buffer_free(&out);
}

static void check_name(const char *iri, bool predicate, const char *expected)
{
  out.size = 0;
  ck_assert_int_eq(lod_names_write(names, lod_view(iri), predicate, &out),
                   LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, expected);
}

START_TEST(writes_ntriples_in_full)
{
  start(LOD_SYNTAX_NTRIPLES, "http://example.org/");
  check_name(LOD_RDF "type", true, "<" LOD_RDF "type>");
  check_name("http://example.org/id/a", false, "<http://example.org/id/a>");
  finish();
}
END_TEST

START_TEST(shortens_turtle)
{
  start(LOD_SYNTAX_TURTLE, "http://example.org/");
  check_name(LOD_RDF "type", true, "a");
  check_name(LOD_RDF "type", false, "rdf:type");
  check_name(LOD_XSD "decimal", false, "xsd:decimal");
  check_name("http://example.org/own#x", false, "ex:x");
  check_name("http://reference.data.gov.uk/def/payment#payer", true,
             "payment:payer");
  check_name("http://other.example/def/payment#payer", true, "payment2:payer");
  check_name("http://example.org/id/a", false, "<id/a>");
  /* local names that Turtle would need escapes for stay in full */
  check_name("http://www.w3.org/ns/org#a.b", false,
             "<http://www.w3.org/ns/org#a.b>");
  check_name("http://x.example/1", false, "<http://x.example/1>");
  finish();
}
END_TEST

START_TEST(declares_what_was_used)
{
  start(LOD_SYNTAX_TURTLE, "http://example.org/");
  check_name(LOD_XSD "decimal", false, "xsd:decimal");
  out.size = 0;
  ck_assert_int_eq(lod_names_header(names, &out), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
  ck_assert_str_eq(out.data, "@base <http://example.org/> .\n"
                             "@prefix xsd: <" LOD_XSD "> .\n\n");
  finish();
}
END_TEST

/* RFC 3986, 4.2 and 5.2.4: a relative reference must not look like a scheme,
   an authority or a dot segment. */
START_TEST(keeps_unsafe_references_whole)
{
  start(LOD_SYNTAX_TURTLE, "http://example.org/");
  static const char *const iris[] = {"http://example.org//evil.example/x",
                                     "http://example.org/a:b/c",
                                     "http://example.org/",
                                     "http://example.org/../x",
                                     "http://example.org/plain",
                                     "http://example.orgx/id/a"};
  for (size_t i = 0; i < sizeof iris / sizeof *iris; i++)
    ck_assert_uint_eq(lod_names_base_length(names, lod_view(iris[i])), 0);
  ck_assert_uint_eq(
      lod_names_base_length(names, lod_view("http://example.org/id/a")), 19);
  finish();
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("names");
  TCase *tcase = tcase_create("names");
  tcase_add_test(tcase, writes_ntriples_in_full);
  tcase_add_test(tcase, shortens_turtle);
  tcase_add_test(tcase, declares_what_was_used);
  tcase_add_test(tcase, keeps_unsafe_references_whole);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
