/* The raptor bridge: what it reads, what it refuses, in pieces of any size. */
#include "rdf/raptor.h"

#include "collect.h"
#include <stdlib.h>

#define TEXT(literal) literal, sizeof(literal) - 1
#define E             "http://e.org/"

typedef struct Case {
  const char *syntax, *base;
  const char *text;
  size_t size;
  const char *expected; /* statements; NULL: refused */
  uint64_t line;        /* of the first error; 0: not looked at */
} Case;

static const Case cases[] = {
    {"ntriples", NULL, TEXT(""), "", 0},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d> .\n"), "<a:b> <a:c> <a:d> .\n",
     0},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"x\\t\\u00E5\" ."),
     "<a:b> <a:c> 'x\t\xC3\xA5' .\n", 0},
    {"ntriples", NULL,
     TEXT("_:x <a:c> \"\"@sv-SE .\r\n_:genid1 <a:c> \"1\"^^<a:t> .\r\n"),
     "_:x <a:c> ''@sv-SE .\n_:genid1 <a:c> '1'^^a:t .\n", 0},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"1\"^^<" LOD_XSD "string> .\n"),
     "<a:b> <a:c> '1' .\n", 0},
    /* quotes in comments */
    {"ntriples", NULL,
     TEXT("# it's\n<a:b> <a:c> <a:d> . # \"so\n # it's\n"
          "<a:b> <a:c> \"# no\" .\n<a:b> <a:c> <a:#f> .\n"),
     "<a:b> <a:c> <a:d> .\n<a:b> <a:c> '# no' .\n<a:b> <a:c> <a:#f> .\n", 0},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"\\\\\" .\n<a:b> <a:c> \"\\\"\" .\n"),
     "<a:b> <a:c> '\\' .\n<a:b> <a:c> '\"' .\n", 0},
    {"nquads", NULL, TEXT("<a:b> <a:c> <a:d> <a:g> .\n_:s <a:c> _:o _:g .\n"),
     "<a:b> <a:c> <a:d> <a:g> .\n_:s <a:c> _:o _:g .\n", 0},
    {"turtle", E, TEXT("@prefix p: <p:> . p:a p:b <r>, 'x\\u00E5'@sv, 1 ."),
     "<p:a> <p:b> <" E "r> .\n<p:a> <p:b> 'x\xC3\xA5'@sv .\n"
     "<p:a> <p:b> '1'^^" LOD_XSD "integer .\n",
     0},
    {"turtle", NULL, TEXT("@base <b:/> . <x> <y> \"\"\"a\nb\"\"\" ."),
     "<b:/x> <b:/y> 'a\nb' .\n", 0},
    {"turtle", NULL, TEXT("# it's\n<a:b> <a:c> _:genid1, [], _:ugenid2 ."),
     "<a:b> <a:c> _:ugenid1 .\n<a:b> <a:c> _:genid1 .\n"
     "<a:b> <a:c> _:uugenid2 .\n",
     0},
    {"trig", NULL, TEXT("<a:g> { <a:b> <a:c> <a:d> } { <a:x> <a:y> 'z' }"),
     "<a:b> <a:c> <a:d> <a:g> .\n<a:x> <a:y> 'z' .\n", 0},
    {"rdfxml", E "b",
     TEXT("<r:RDF xmlns:r='" LOD_RDF "' xmlns:e='" E "'>"
          "<r:Description r:about='x'><e:p xml:lang='sv'>\xC3\xA5&amp;</e:p>"
          "</r:Description></r:RDF>"),
     "<" E "x> <" E "p> '\xC3\xA5&'@sv .\n", 0},
    {"rdfxml", NULL,
     TEXT("<?xml version='1.0' encoding='ISO-8859-1'?>\n"
          "<r:RDF xmlns:r='" LOD_RDF "' xmlns:e='" E "'>"
          "<r:Description r:about='a:x' e:p='\xE5'/></r:RDF>"),
     "<a:x> <" E "p> '\xC3\xA5' .\n", 0},
    {"json", NULL,
     TEXT("{\"a:b\":{\"a:c\":[{\"value\":\"\\u00e5\\ud83d\\ude00\","
          "\"type\":\"literal\"}]}}"),
     "<a:b> <a:c> '\xC3\xA5\xF0\x9F\x98\x80' .\n", 0},
    {"guess", NULL, TEXT("@prefix p: <p:> .\np:a p:b p:c .\n"),
     "<p:a> <p:b> <p:c> .\n", 0},
    /* faults */
    {"guess", NULL, TEXT("a;b\n1;2\n"), NULL, 0},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d> .\nbad\n"), NULL, 2},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"x\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d> .\n<a:b> <a:c> \"tru"), NULL, 2},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d> .\n<a:b> <a:c> <a:d>"), NULL, 2},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d>\n.\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"x\0y\" .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("\n<a:b> <a:c> \"x\\u0000y\" .\n"), NULL, 2},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"\\U00000000\" .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"\\uD83D\\uDE00\" .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"\xE5\" .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> \"\xC3"), NULL, 1},
    {"ntriples", NULL, TEXT("<a b> <a:c> <a:d> .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:\\u0020b> <a:c> <a:d> .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<b> <a:c> <a:d> .\n"), NULL, 1},
    {"ntriples", NULL, TEXT("<a:b> <a:c> <a:d> . <a:b> <a:c> <a:e> .\n"), NULL,
     1},
    {"nquads", NULL, TEXT("<a:b> <a:c> <a:d> \"g\" .\n"), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <a:d>"), NULL, 1},
    {"turtle", NULL, TEXT("\n<a:b> <a:c> 'x\xFFy' ."), NULL, 2},
    {"turtle", NULL, TEXT("<a:b> <a:c> 'x\\u0000y' ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <a:\\u003E> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <rel> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <#f> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> <//h/p> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> </p> ."), NULL, 1},
    {"turtle", NULL, TEXT("<a:b> <a:c> '1'^^<rel> ."), NULL, 1},
    {"turtle", NULL, TEXT("@prefix p: <q/> . <a:b> <a:c> p:x ."), NULL, 1},
    {"trig", E, TEXT("<a:x> <a:y> '<{>' .\n<> \n= { <a:b> <a:c> <a:d> }"), NULL,
     3},
    {"turtle", E, TEXT("<> {"), NULL, 1},
    {"rdfxml", NULL, TEXT("<x>\n"), NULL, 0},
    {"rdfxml", E,
     TEXT("<r:RDF xmlns:r='" LOD_RDF "' xmlns:e='" E "'>\n"
          "<r:Description r:about='x'><e:p xml:lang='s v'>a</e:p>"
          "</r:Description></r:RDF>"),
     NULL, 2},
    {"json", NULL,
     TEXT("{\"a:b\":{\"a:c\":[{\"value\":\"\\u0000\",\"type\":\"literal\"}]}}"),
     NULL, 1},
    {"json", NULL, TEXT("{\"a:b\""), NULL, 0},
};

static LodStatus run(const Case *c, size_t piece, LodLog *log, LodBuffer *out)
{
  LodRaptor *raptor;
  LodRaptorParser *parser;
  LodStatementSink sink = {collect, out};
  ck_assert_int_eq(lod_raptor_new(log, &raptor), 0);
  ck_assert_int_eq(
      lod_raptor_parser_new(raptor, c->syntax, c->base, "name", &sink, &parser),
      0);
  LodStatus status = LOD_SUCCESS;
  for (size_t at = 0; at < c->size && !status; at += piece) {
    size_t size = c->size - at < piece ? c->size - at : piece;
    status =
        lod_raptor_parser_feed(parser, (LodView){c->text + at, size}, false);
  }
  if (!status)
    status = lod_raptor_parser_feed(parser, (LodView){NULL, 0}, true);
  if (status)
    ck_assert_int_eq(lod_raptor_parser_feed(parser, LOD_VIEW("x"), true),
                     status);
  lod_raptor_parser_free(parser);
  lod_raptor_free(raptor);
  return status;
}

static void check(const Case *c, size_t piece)
{
  LodLog *log = lod_log_new();
  LodBuffer out = {0};
  LodStatus status = run(c, piece, log, &out);
  if (c->expected) {
    ck_assert_int_eq(lod_buffer_terminate(&out), 0);
    ck_assert_str_eq(out.data, c->expected);
    ck_assert_int_eq(status, LOD_SUCCESS);
    ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 0);
  } else {
    ck_assert_int_eq(status, LOD_ERR_INPUT);
    ck_assert_uint_ge(lod_log_size(log), 1);
    ck_assert_str_eq(lod_log_at(log, 0)->place.file, "name");
    if (c->line)
      ck_assert_uint_eq(lod_log_at(log, 0)->place.line, c->line);
  }
  lod_buffer_free(&out);
  lod_log_free(log);
}

START_TEST(parse)
{
  const Case *c = &cases[_i];
  bool guess = !strcmp(c->syntax, "guess");
  check(c, c->size + 1);
  for (size_t piece = 1; piece < c->size && !guess; piece++)
    check(c, piece);
}
END_TEST

/* A comment of N-Triples that is longer than a piece, and a big document. */
START_TEST(large)
{
  LodBuffer text = {0}, out = {0};
  for (int i = 0; i < 20000; i++)
    ck_assert_int_eq(
        lod_buffer_printf(&text, "# it's %d\n<a:b> <a:c> \"%d\" .\n", i, i), 0);
  Case c = {"ntriples", NULL, text.data, text.size, NULL, 0};
  LodLog *log = lod_log_new();
  ck_assert_int_eq(run(&c, 4099, log, &out), LOD_SUCCESS);
  size_t lines = 0;
  for (size_t i = 0; i < out.size; i++)
    lines += out.data[i] == '\n';
  ck_assert_uint_eq(lines, 20000);
  lod_log_free(log);
  lod_buffer_free(&text);
  lod_buffer_free(&out);
}
END_TEST

static LodStatus stop(void *user, const LodStatement *s)
{
  (void)s;
  ++*(int *)user;
  return LOD_ERR_STORE;
}

static const char *const stopped[][2] = {
    {"ntriples", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> <a:e> .\n"},
    {"turtle", "<a:b> <a:c> <a:d>, <a:e> .\n"},
    {"trig", "<a:g> { <a:b> <a:c> <a:d>, <a:e> }"},
};

START_TEST(pass_status_on)
{
  LodLog *log = lod_log_new();
  LodRaptor *raptor;
  int calls = 0;
  LodStatementSink sink = {stop, &calls};
  ck_assert_int_eq(lod_raptor_new(log, &raptor), 0);
  ck_assert_int_eq(lod_raptor_parse(raptor, stopped[_i][0],
                                    lod_view(stopped[_i][1]), NULL, NULL,
                                    &sink),
                   LOD_ERR_STORE);
  ck_assert_int_eq(calls, 1);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 0);
  lod_raptor_free(raptor);
  lod_log_free(log);
}
END_TEST

START_TEST(usage)
{
  LodLog *log = lod_log_new();
  LodRaptor *raptor;
  int calls = 0;
  LodStatementSink sink = {stop, &calls};
  LodView none = {NULL, 0};
  ck_assert_int_eq(lod_raptor_new(log, &raptor), 0);
  ck_assert_int_eq(lod_raptor_parse(raptor, "nosuch", none, NULL, NULL, &sink),
                   LOD_ERR_USAGE);
  ck_assert_int_eq(lod_raptor_parse(raptor, "grddl", none, NULL, NULL, &sink),
                   LOD_ERR_USAGE);
  ck_assert_int_eq(lod_raptor_parse(raptor, "turtle", none, "a b", NULL, &sink),
                   LOD_ERR_USAGE);
  ck_assert_int_eq(lod_raptor_parse(raptor, "turtle", none, NULL, NULL, &sink),
                   LOD_SUCCESS);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 3);
  ck_assert(lod_raptor_has_serializer(raptor, "rdfxml"));
  ck_assert(!lod_raptor_has_serializer(raptor, "rdfxm"));
  ck_assert(lod_raptor_has_parser(raptor, "trig"));
  lod_raptor_free(raptor);
  lod_log_free(log);
}
END_TEST

/* External entities are neither fetched nor read. */
START_TEST(no_fetching)
{
  LodLog *log = lod_log_new();
  LodRaptor *raptor;
  LodBuffer out = {0};
  LodStatementSink sink = {collect, &out};
  const char *text =
      "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
      "<r:RDF xmlns:r='" LOD_RDF "' xmlns:e='" E "'>"
      "<r:Description r:about='a:b'><e:p>[&e;]</e:p></r:Description></r:RDF>";
  ck_assert_int_eq(lod_raptor_new(log, &raptor), 0);
  LodStatus status =
      lod_raptor_parse(raptor, "rdfxml", lod_view(text), E, "name", &sink);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_ptr_null(strstr(out.data, "root"));
  ck_assert(status == LOD_ERR_INPUT || strstr(out.data, "'[]'"));
  lod_raptor_free(raptor);
  lod_buffer_free(&out);
  lod_log_free(log);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("raptor");
  TCase *t = tcase_create("raptor");
  tcase_add_loop_test(t, parse, 0, COUNT(cases));
  tcase_add_test(t, large);
  tcase_add_loop_test(t, pass_status_on, 0, COUNT(stopped));
  tcase_add_test(t, usage);
  tcase_add_test(t, no_fetching);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
