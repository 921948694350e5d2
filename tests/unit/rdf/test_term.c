/* What may be handed to a writer: RDF 1.1 Concepts, 3; Turtle, 6.5. */
#include "rdf/term.h"
#include <check.h>
#include <stdlib.h>

#define IRI(text)                                                              \
  {                                                                            \
    LOD_TERM_IRI, LOD_VIEW(text), {0},                                         \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define BLANK(text)                                                            \
  {                                                                            \
    LOD_TERM_BLANK, LOD_VIEW(text), {0},                                       \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define LITERAL(text)                                                          \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), {0},                                     \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define TYPED(text, type)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), LOD_VIEW(type),                          \
    {                                                                          \
      0                                                                        \
    }                                                                          \
  }
#define TAGGED(text, tag)                                                      \
  {                                                                            \
    LOD_TERM_LITERAL, LOD_VIEW(text), {0}, LOD_VIEW(tag)                       \
  }

static const LodTerm good[] = {
    IRI("http://e.org/"),
    IRI("urn:x"),
    IRI("http://e.org/?a[]=1#a#b"), /* no IRI, but no harm either */
    IRI("http://e.org/%"),
    IRI("http://e.org/\xC3\xA5'(),;"),
    BLANK("a"),
    BLANK("0"),
    BLANK("_"),
    BLANK("a.b-c_d"),
    BLANK("\xC3\xA5\xC2\xB7"),
    LITERAL(""),
    LITERAL("a\"b\\c\r\n\t\x01\x7F\xF0\x9F\x98\x80"),
    TYPED("", LOD_XSD "date"),
    TAGGED("x", "sv-SE"),
};

static const LodTerm bad[] = {
    IRI(""),
    IRI("a"),
    IRI("a/b:c"),
    IRI("_:a"),
    IRI("1a:b"),
    IRI("http://e.org/ "),
    IRI("http://e.org/\n"),
    IRI("http://e.org/\0"),
    IRI("http://e.org/<"),
    IRI("http://e.org/> <http://e.org/"),
    IRI("http://e.org/\""),
    IRI("http://e.org/{"),
    IRI("http://e.org/}"),
    IRI("http://e.org/|"),
    IRI("http://e.org/^"),
    IRI("http://e.org/`"),
    IRI("http://e.org/\\u0020"),
    IRI("http://e.org/\x7F"),
    IRI("http://e.org/\xFF"),
    IRI("http://e.org/\xED\xA0\x80"),
    BLANK(""),
    BLANK("a b"),
    BLANK("-a"),
    BLANK(".a"),
    BLANK("a."),
    BLANK("a:b"),
    BLANK("a\n"),
    BLANK("a\xC3"),
    BLANK("\xC2\xB7"),
    BLANK("\xC3\x97"),
    LITERAL("\xFF"),
    LITERAL("a\xC3"),
    LITERAL("a\0b"),
    TYPED("a", "date"),
    TYPED("a", "http://e.org/> <x"),
    TAGGED("a", "sv\" . <x"),
    TAGGED("a", "-"),
    TAGGED("a", "sv se"),
};

static LodStatus check(const LodStatement *s, LodLog *log)
{
  LodPlace place = {.file = "f", .line = 3};
  uint64_t before = lod_log_count(log, LOD_ERROR);
  LodStatus status = lod_statement_check(s, log, &place);
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR) - before, status ? 1 : 0);
  return status;
}

static const LodStatement plain = {
    .subject = IRI("a:s"), .predicate = IRI("a:p"), .object = IRI("a:o")};

START_TEST(accept)
{
  LodLog *log = lod_log_new();
  LodStatement s = plain;
  s.object = good[_i];
  ck_assert_int_eq(check(&s, log), LOD_SUCCESS);
  if (good[_i].type != LOD_TERM_LITERAL) {
    s.subject = s.graph = good[_i];
    ck_assert_int_eq(check(&s, log), LOD_SUCCESS);
  }
  lod_log_free(log);
}
END_TEST

START_TEST(refuse)
{
  LodLog *log = lod_log_new();
  LodStatement s = plain;
  s.object = bad[_i];
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  s = plain;
  s.subject = bad[_i];
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  s = plain;
  s.graph = bad[_i];
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  s = plain;
  s.predicate = bad[_i];
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  lod_log_free(log);
}
END_TEST

START_TEST(refuse_places)
{
  LodLog *log = lod_log_new();
  LodTerm literal = LITERAL("a"), blank = BLANK("a");
  LodStatement s = plain;
  s.subject = literal;
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  s = plain;
  s.predicate = blank;
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  s = plain;
  s.graph = literal;
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  ck_assert_str_eq(lod_log_at(log, 2)->text,
                   "the literal \"a\" cannot name a graph");
  ck_assert_uint_eq(lod_log_at(log, 2)->place.line, 3);
  lod_log_free(log);
}
END_TEST

START_TEST(refuse_long_language)
{
  LodLog *log = lod_log_new();
  char tag[300] = "sv-x";
  for (size_t i = 4; i < 256; i += 2)
    memcpy(tag + i, "-a", 3);
  LodStatement s = plain;
  s.object = (LodTerm)LITERAL("a");
  s.object.language = (LodView){tag, 254};
  ck_assert_int_eq(check(&s, log), LOD_SUCCESS);
  s.object.language = (LodView){tag, 256};
  ck_assert_int_eq(check(&s, log), LOD_ERR_INPUT);
  lod_log_free(log);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("term");
  TCase *t = tcase_create("term");
  tcase_add_loop_test(t, accept, 0, COUNT(good));
  tcase_add_loop_test(t, refuse, 0, COUNT(bad));
  tcase_add_test(t, refuse_places);
  tcase_add_test(t, refuse_long_language);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
