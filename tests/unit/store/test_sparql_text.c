/* Tokens of SPARQL 1.1, section 19.8. */
#include "store/sparql_text.h"

#include <check.h>
#include <stdlib.h>

static const struct {
  const char *text, *tokens; /* kind letter and text, parted by blanks */
} scans[] = {
    {"", ""},
    {" # SERVICE\n#", ""},
    {"SELECT ?x{?x a $y}", "wSELECT v?x o{ v?x wa v$y o}"},
    {"?a<?b && ?c>3", "v?a o< v?b o& o& v?c o> o3"},
    {"<a:b><#service>", "i<a:b> i<#service>"},
    {"ex:service :SERVICE _:service service:x ex:a.b ex:a.",
     "nex:service n:SERVICE n_:service nservice:x nex:a.b nex:a o."},
    {"ex:a\\.b%20c", "nex:a\\.b%20c"},
    {"?service $from", "v?service v$from"},
    {"'SERVICE' \"FROM\\\"x\" '''a'b''' \"\"\"x\"\"\"",
     "s'SERVICE' s\"FROM\\\"x\" s'''a'b''' s\"\"\"x\"\"\""},
    {"\"x\"@service-a", "s\"x\" o@service-a"},
    {"COUNT(*)AS", "wCOUNT o( o* o) wAS"},
    {"1.5e3 -2", "o1.5 we3 o- o2"},
    {"a-b.c:d-e.f:g a-b", "na-b.c:d-e.f:g wa o- wb"},
    {"\"open", "s\"open"},
    {"a\\", "wa o\\"},
};

START_TEST(scan)
{
  static const char letters[] = "ewvnis"
                                "o";
  LodSparqlScanner scanner;
  LodBuffer out = {0};
  lod_sparql_scan(lod_view(scans[_i].text), &scanner);
  for (;;) {
    LodSparqlToken token = lod_sparql_next(&scanner);
    if (token.kind == LOD_SPARQL_END)
      break;
    if (out.size)
      ck_assert_int_eq(lod_buffer_append_char(&out, ' '), 0);
    ck_assert_int_eq(lod_buffer_append_char(&out, letters[token.kind]), 0);
    ck_assert_int_eq(lod_buffer_append_view(&out, token.text), 0);
  }
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, scans[_i].tokens);
  lod_buffer_free(&out);
}
END_TEST

static const struct {
  const char *text;
  unsigned line; /* of SERVICE; 0: not there */
} searches[] = {
    {"SELECT * {\n SERVICE <a:b> {} }", 2},
    {"SELECT * { { service ?x {} } }", 1},
    {"SELECT * {?service ?p 'SERVICE'@service . <SERVICE> s:SERVICE :service}",
     0},
    {"PREFIX service: <a:> # SERVICE\nSELECT * {}", 0},
    {"'''\n\n''' SERVICE", 3},
    {"?a<?b&&?c>?d SERVICE", 1},
    {"LIMIT 3SERVICE", 1},
    {"x-SERVICE", 1},
    {"my-SERVICE:x ex:SERVICE-SERVICE", 0},
};

START_TEST(find)
{
  LodSparqlToken token;
  bool found =
      lod_sparql_find_word(lod_view(searches[_i].text), "SERVICE", &token);
  ck_assert_int_eq(found, searches[_i].line != 0);
  if (found)
    ck_assert_uint_eq(token.line, searches[_i].line);
}
END_TEST

static const struct {
  const char *text, *select;
} rewrites[] = {
    {"PREFIX : <a:>\nCONSTRUCT { ?a :p '}' . # }\n ?b :q ?c } WHERE {?a ?b ?c}",
     "PREFIX : <a:>\nSELECT ?v  WHERE {?a ?b ?c}"},
    {"construct{?a ?b ?c}{?a ?b ?c}LIMIT 1", "SELECT ?v {?a ?b ?c}LIMIT 1"},
    {"CONSTRUCT WHERE {?a ?b ?c}", "SELECT ?v  WHERE {?a ?b ?c}"},
    {"DESCRIBE <a:b>", ""},
    {"PREFIX where: <a:> DESCRIBE where:where <a:c>", ""},
    {"BASE <a:> DESCRIBE ?x <a> ?y WHERE {?x ?y ?z}",
     "BASE <a:> SELECT ?v  WHERE {?x ?y ?z}"},
    {"DESCRIBE * {?x ?y ?z} ORDER BY ?x", "SELECT ?v  {?x ?y ?z} ORDER BY ?x"},
};

START_TEST(rewrite)
{
  LodBuffer out = {0};
  ck_assert_int_eq(
      lod_sparql_as_select(lod_view(rewrites[_i].text), "?v", &out), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, rewrites[_i].select);
  lod_buffer_free(&out);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("sparql_text");
  TCase *t = tcase_create("sparql_text");
  tcase_add_loop_test(t, scan, 0, COUNT(scans));
  tcase_add_loop_test(t, find, 0, COUNT(searches));
  tcase_add_loop_test(t, rewrite, 0, COUNT(rewrites));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
