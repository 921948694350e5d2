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
                             "@prefix xsd: <" LOD_XSD "> .\n");
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
                                     "http://example.org/id/../x",
                                     "http://example.org/id/./x",
                                     "http://example.org/id/..",
                                     "http://example.org/plain",
                                     "http://example.orgx/id/a"};
  for (size_t i = 0; i < sizeof iris / sizeof *iris; i++)
    ck_assert_uint_eq(lod_names_base_length(names, lod_view(iris[i])), 0);
  ck_assert_uint_eq(
      lod_names_base_length(names, lod_view("http://example.org/id/a")), 19);
  finish();
}
END_TEST

/* RFC 3986, 5.2.4: what is resolved against such a base loses its dot
   segments. */
START_TEST(needs_a_base_without_dot_segments)
{
  static const char *const bases[] = {"http://example.org/a/../",
                                      "http://example.org/./"};
  for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
    char iri[64];
    snprintf(iri, sizeof iri, "%sid/a", bases[i]);
    start(LOD_SYNTAX_TURTLE, bases[i]);
    ck_assert_uint_eq(lod_names_base_length(names, lod_view(iri)), 0);
    ck_assert_int_eq(lod_names_header(names, &out), LOD_SUCCESS);
    ck_assert_int_eq(lod_buffer_terminate(&out), LOD_SUCCESS);
    ck_assert_str_eq(out.data, "");
    finish();
  }
}
END_TEST

/* Turtle 1.1, 6.5: PN_PREFIX begins with a letter; "_:x" is a blank node. */
START_TEST(takes_no_odd_prefixes)
{
  static const LodMappingPrefix odd[] = {
      {"_", "http://a.example/one#"},   {"1", "http://b.example/two#"},
      {"a b", "http://c.example/six#"}, {"a.", "http://d.example/ten#"},
      {"-", "http://e.example/old#"},   {"a>", "http://f.example/new#"}};
  static const char *const expected[] = {"one:x", "two:x", "six:x",
                                         "ten:x", "old:x", "new:x"};
  out = (LodBuffer){0};
  ck_assert_int_eq(lod_names_new(LOD_SYNTAX_TURTLE, NULL, odd, 6, &names),
                   LOD_SUCCESS);
  for (size_t i = 0; i < 6; i++) {
    char iri[64];
    snprintf(iri, sizeof iri, "%sx", odd[i].iri);
    check_name(iri, false, expected[i]);
  }
  finish();
}
END_TEST

START_TEST(lists_what_was_used)
{
  const char *prefix, *iri;
  start(LOD_SYNTAX_TURTLE, NULL);
  check_name("http://example.org/own#x", false, "ex:x");
  check_name("http://example.org/own#y", false, "ex:y");
  check_name("http://www.w3.org/2004/02/skos/core#prefLabel", true,
             "skos:prefLabel");
  ck_assert(lod_names_at(names, 0, &prefix, &iri));
  ck_assert_str_eq(prefix, "ex");
  ck_assert_str_eq(iri, "http://example.org/own#");
  ck_assert(lod_names_at(names, 1, &prefix, &iri));
  ck_assert_str_eq(iri, "http://www.w3.org/2004/02/skos/core#");
  ck_assert(!lod_names_at(names, 2, &prefix, &iri));
  finish();
}
END_TEST

/* Many namespaces, few words: every prefix stands for one of them. */
START_TEST(keeps_prefixes_apart)
{
  start(LOD_SYNTAX_TURTLE, NULL);
  for (unsigned i = 0; i < 60; i++) {
    char iri[64];
    snprintf(iri, sizeof iri, "http://h%u.example/2%u#x", i, i % 3);
    out.size = 0;
    ck_assert_int_eq(lod_names_write(names, lod_view(iri), false, &out),
                     LOD_SUCCESS);
  }
  const char *one, *other, *iri;
  size_t count = 0;
  for (; lod_names_at(names, count, &one, &iri); count++)
    for (size_t j = 0; j < count; j++) {
      ck_assert(lod_names_at(names, j, &other, &iri));
      ck_assert_str_ne(one, other);
    }
  ck_assert_uint_eq(count, 60);
  finish();
}
END_TEST

START_TEST(knows_the_syntaxes)
{
  LodSyntax syntax;
  ck_assert(lod_syntax_by_name("trig", &syntax));
  ck_assert_int_eq(syntax, LOD_SYNTAX_TRIG);
  ck_assert(lod_syntax_is_turtle(syntax));
  ck_assert(lod_syntax_by_name("nquads", &syntax));
  ck_assert(!lod_syntax_is_turtle(syntax));
  ck_assert(!lod_syntax_by_name("rdfxml", &syntax));
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
  tcase_add_test(tcase, needs_a_base_without_dot_segments);
  tcase_add_test(tcase, takes_no_odd_prefixes);
  tcase_add_test(tcase, lists_what_was_used);
  tcase_add_test(tcase, keeps_prefixes_apart);
  tcase_add_test(tcase, knows_the_syntaxes);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
