/* What is refused before a query is asked, and the parser's words in plain
   ones. */
#include "store/sparql_check.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* The message, "LINE TEXT"; NULL when there is none. */
static const struct {
  const char *query, *message;
} checks[] = {
    {"SELECT ?s {?s ?p 'HAVING # MINUS'} # EXISTS", NULL},
    {"PREFIX x: <http://x.example/> SELECT ?minus {?minus x:having x:a.b}",
     NULL},
    {"ASK {_:a <minus> _:b}", NULL},
    {"PREFIX : <http://x.example/> ASK {:a :b :c}", NULL},
    {"PREFIX x: <a> PREFIX y: <b>\nASK {x:a y:b z:c}",
     "2 the prefix \"z:\" is not declared; put before the query: PREFIX z: "
     "<http://...>"},
    {"ASK {?s foaf:name ?n}",
     "1 the prefix \"foaf:\" is not declared; put before the query: PREFIX "
     "foaf: <http://xmlns.com/foaf/0.1/>"},
    {"ASK {:a ?p ?o}",
     "1 the prefix \":\" is not declared; put before the query: PREFIX : "
     "<http://...>"},
    {"ASK {\n?s ?p 'a'^^xsd:date}",
     "2 the prefix \"xsd:\" is not declared; put before the query: PREFIX "
     "xsd: <http://www.w3.org/2001/XMLSchema#>"},
    {"ASK {\n\nservice <x> {}}",
     "3 SERVICE is not allowed: a query asks this store alone"},
    {"SELECT ?s FROM <x> {}",
     "1 FROM is not allowed: load the document, and name graphs of the store "
     "with GRAPH"},
    {"SELECT ?p {} GROUP BY ?p HAVING (COUNT(*) > 1)",
     "1 HAVING is not supported: put the groups in a subquery and use FILTER "
     "on its variables"},
    {"ASK {FILTER NOT EXISTS {}}",
     "1 EXISTS is not supported: use OPTIONAL and FILTER (BOUND(?x)), or "
     "FILTER (!BOUND(?x)) for NOT EXISTS"},
    {"ASK {?s ?p ?o MINUS {}}",
     "1 MINUS is not supported: use OPTIONAL and FILTER (!BOUND(?x))"},
    {"ASK {VALUES ?x {1 2}}",
     "1 VALUES needs parentheses here: VALUES (?x) {(1) (2)}"},
    {"ASK {VALUES (?x) {(1) (2)}}", NULL},
};

static void expect(const LodLog *log, const char *message)
{
  char text[400];
  ck_assert_uint_eq(lod_log_size(log), message ? 1 : 0);
  if (!message)
    return;
  const LodMessage *first = lod_log_at(log, 0);
  snprintf(text, sizeof text, "%d %s", (int)first->place.line, first->text);
  ck_assert_str_eq(text, message);
  ck_assert_str_eq(first->place.file, "SPARQL");
  ck_assert_int_eq(first->severity, LOD_ERROR);
}

START_TEST(checks_queries)
{
  LodLog *log = lod_log_new();
  LodStatus wanted = checks[_i].message ? LOD_ERR_INPUT : LOD_SUCCESS;
  ck_assert_int_eq(lod_sparql_check(checks[_i].query, log), wanted);
  expect(log, checks[_i].message);
  lod_log_free(log);
}
END_TEST

/* What rasqal 0.9.33 says. */
static const struct {
  const char *query;
  unsigned line;
  const char *said, *message;
} words[] = {
    {"SELECT ?s\nSELEC", 2, "SPARQL syntax error at 'S'",
     "2 \"SELEC\" is no word of SPARQL"},
    {"SELECT ?s { 'SELEC' }", 1, "SPARQL syntax error at 'S'",
     "1 the sign S has no meaning here"},
    {"ASK {'x", 1, "SPARQL syntax error at '''",
     "1 a text that begins with ' is not closed"},
    {"ASK {\"", 1, "SPARQL syntax error at '\"'",
     "1 a text that begins with \" is not closed"},
    {"ASK {\xC3\xA5}", 1, "SPARQL syntax error at '\xC3'",
     "1 here stands a letter that no word of SPARQL has"},
    {"ASK {~}", 1, "SPARQL syntax error at '~'",
     "1 the sign ~ has no meaning here"},
    {"ASK {", 2, "syntax error, unexpected $end",
     "1 the query ends too early; is a } missing?"},
    {"", 1, "syntax error, unexpected $end, expecting SELECT or ASK",
     "1 the query ends too early; here could stand: SELECT or ASK"},
    {"ASK {}}", 1, "syntax error, unexpected '}', expecting $end",
     "1 '}' is not expected here; here could stand: the end of the query"},
    {"\n\n", 3, "syntax error, unexpected WHERE, expecting AS",
     "3 WHERE is not expected here; here could stand: AS"},
    {"\n\n", 3, "syntax error, unexpected ')'", "3 ')' is not expected here"},
    {"\n\n", 3, "syntax error, unexpected '/'",
     "3 '/' is not expected here; property paths are not supported"},
    {"", 0, "something else", "0 something else"},
};

START_TEST(says_it_in_plain_words)
{
  LodLog *log = lod_log_new();
  lod_sparql_say(words[_i].query, words[_i].line, words[_i].said, log);
  expect(log, words[_i].message);
  lod_log_free(log);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("sparql_check");
  TCase *t = tcase_create("sparql_check");
  tcase_add_loop_test(t, checks_queries, 0, COUNT(checks));
  tcase_add_loop_test(t, says_it_in_plain_words, 0, COUNT(words));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
