/* N-Triples (RDF 1.2, canonical form), N-Quads and Turtle. */
#include "rdf/text_writer.h"

#include "collect.h"
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
#define E "http://e.org/"

static const struct {
  LodTerm term;
  const char *expected;
} terms[] = {
    {IRI(E "\xC3\xA5"), "<" E "\xC3\xA5>"},
    {BLANK("a.b"), "_:a.b"},
    {LITERAL(""), "\"\""},
    {LITERAL("\b\t\n\f\r\"\\"), "\"\\b\\t\\n\\f\\r\\\"\\\\\""},
    {LITERAL("\x01\x0B\x1F\x7F"), "\"\\u0001\\u000B\\u001F\\u007F\""},
    {LITERAL("a\"\xC3\xA5\xC2\x85\xF0\x9F\x98\x80'"),
     "\"a\\\"\xC3\xA5\xC2\x85\xF0\x9F\x98\x80'\""},
    {TYPED("1", E "t"), "\"1\"^^<" E "t>"},
    {TAGGED("x", "sv-SE"), "\"x\"@sv-SE"},
};

START_TEST(write_term)
{
  LodBuffer out = {0};
  ck_assert_int_eq(lod_text_write_term(&terms[_i].term, &out), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, terms[_i].expected);
  lod_buffer_free(&out);
}
END_TEST

static const LodStatement statements[] = {
    {IRI(E "s"), IRI(LOD_RDF "type"), IRI(E "T-1"), {0}},
    {IRI(E "s"), IRI(E "p"), TYPED("1", LOD_XSD "boolean"), {0}},
    {IRI(E "s"), IRI(E "p"), TYPED("1.5", LOD_XSD "double"), {0}},
    {IRI(E "s"), IRI(E "q/r"), IRI(LOD_RDF "type"), IRI(E "g")},
    {IRI(E), IRI(E "-p"), IRI(E "1"), {0}},
    {BLANK("b"), IRI(E "-p"), IRI(E "1"), BLANK("g")},
};

static const struct {
  LodTextKind kind;
  const char *expected;
} documents[] = {
    {LOD_TEXT_NTRIPLES, "<" E "s> <" LOD_RDF "type> <" E "T-1> .\n"
                        "<" E "s> <" E "p> \"1\"^^<" LOD_XSD "boolean> .\n"
                        "<" E "s> <" E "p> \"1.5\"^^<" LOD_XSD "double> .\n"
                        "<" E "s> <" E "q/r> <" LOD_RDF "type> .\n"
                        "<" E "> <" E "-p> <" E "1> .\n"
                        "_:b <" E "-p> <" E "1> .\n"},
    {LOD_TEXT_NQUADS, "<" E "s> <" LOD_RDF "type> <" E "T-1> .\n"
                      "<" E "s> <" E "p> \"1\"^^<" LOD_XSD "boolean> .\n"
                      "<" E "s> <" E "p> \"1.5\"^^<" LOD_XSD "double> .\n"
                      "<" E "s> <" E "q/r> <" LOD_RDF "type> <" E "g> .\n"
                      "<" E "> <" E "-p> <" E "1> .\n"
                      "_:b <" E "-p> <" E "1> _:g .\n"},
    {LOD_TEXT_TURTLE, "@prefix : <" E "> .\n"
                      "@prefix xsd: <" LOD_XSD "> .\n"
                      "\n:s\n    a :T-1 ;\n"
                      "    :p \"1\"^^xsd:boolean, \"1.5\"^^xsd:double ;\n"
                      "    <" E "q/r> <" LOD_RDF "type> .\n"
                      "\n:\n    <" E "-p> :1 .\n"
                      "\n_:b\n    <" E "-p> :1 .\n"},
};

START_TEST(write_document)
{
  LodBuffer out = {0};
  LodTextWriter w = {.kind = documents[_i].kind, .out = &out};
  ck_assert_int_eq(lod_text_writer_prefix(&w, LOD_VIEW(""), LOD_VIEW(E)), 0);
  ck_assert_int_eq(
      lod_text_writer_prefix(&w, LOD_VIEW("xsd"), LOD_VIEW(LOD_XSD)), 0);
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
    ck_assert_int_eq(lod_text_writer_statement(&w, &statements[i]), 0);
  ck_assert_int_eq(lod_text_writer_end(&w), 0);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, documents[_i].expected);
  lod_text_writer_clear(&w);
  lod_buffer_free(&out);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("text_writer");
  TCase *t = tcase_create("text_writer");
  tcase_add_loop_test(t, write_term, 0, COUNT(terms));
  tcase_add_loop_test(t, write_document, 0, COUNT(documents));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
