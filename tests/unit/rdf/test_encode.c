#include "base/memory.h"
#include "rdf/encode.h"
#include <check.h>
#include <stdlib.h>

typedef struct Case {
  LodView text;
  const char *expected;
} Case;

#define TEXT(literal)                                                          \
  {                                                                            \
    literal, sizeof(literal) - 1                                               \
  }

/* RDF 1.2 N-Triples, "Canonical N-Triples": ECHAR for BS HT LF FF CR, quote
   and backslash, UCHAR for the other controls, DEL and what XML 1.1 does not
   count among the characters (U+FFFE, U+FFFF), all else as it is. */
static const Case literals[] = {
    {TEXT(""), ""},
    {TEXT("plain"), "plain"},
    {TEXT("\"q\" \\b\\"), "\\\"q\\\" \\\\b\\\\"},
    {TEXT("\t\n\r\b\f"), "\\t\\n\\r\\b\\f"},
    {TEXT("\x01\x1f\x7f\x0b"), "\\u0001\\u001F\\u007F\\u000B"},
    {TEXT("\0"), "\\u0000"},
    {TEXT("Å ä ö €"), "Å ä ö €"},
    {TEXT("sixteen bytes ..\" and on"), "sixteen bytes ..\\\" and on"},
    {TEXT("exactly 16 bytes"), "exactly 16 bytes"},
    {TEXT("> <http://x/> ."), "> <http://x/> ."},
    {TEXT("\xef\xbf\xbe\xef\xbf\xbf"), "\\uFFFE\\uFFFF"},
    {TEXT("fifteen bytes.. \xef\xbf\xbf and on and on"),
     "fifteen bytes.. \\uFFFF and on and on"},
    {TEXT("\xef\xbf\xbd \xef\xbb\xbf \xef\xbe\xbf \xf4\x8f\xbf\xbf"),
     "\xef\xbf\xbd \xef\xbb\xbf \xef\xbe\xbf \xf4\x8f\xbf\xbf"},
    {TEXT("\xc2\x80\xc2\x85\xc2\x9f"), "\xc2\x80\xc2\x85\xc2\x9f"},
};

START_TEST(escapes_literals)
{
  char out[400];
  const Case *c = &literals[_i];
  char *end = lod_encode_literal(out, c->text);
  ck_assert_uint_eq((size_t)(end - out), strlen(c->expected));
  ck_assert_mem_eq(out, c->expected, strlen(c->expected));
}
END_TEST

static unsigned next_random(unsigned *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

START_TEST(agrees_with_its_portable_twin)
{
  enum { MOST = 200 };
  static const char hostile[] = "\"\\\n\r\t\x01\x7f\x80\xef\xbf\xbe\xff ~!#[]^";
  unsigned state = 7;
  char text[MOST + 64], a[MOST * 6 + 64], b[MOST * 6 + 64];
  for (int round = 0; round < 20000; round++) {
    size_t size = next_random(&state) % MOST;
    for (size_t i = 0; i < size; i++)
      text[i] = next_random(&state) % 8
                    ? (char)('a' + next_random(&state) % 26)
                    : hostile[next_random(&state) % (sizeof hostile - 1)];
    LodView view = {text, size};
    size_t a_size = (size_t)(lod_encode_literal(a, view) - a);
    size_t b_size = (size_t)(lod_encode_literal_portable(b, view) - b);
    ck_assert_uint_eq(a_size, b_size);
    ck_assert_mem_eq(a, b, a_size);
  }
}
END_TEST

START_TEST(encodes_percent)
{
  static const Case cases[] = {
      {TEXT("AZaz09-._~"), "AZaz09-._~"},
      {TEXT("a b/c?d#e"), "a%20b%2Fc%3Fd%23e"},
      {TEXT("å"), "%C3%A5"},
      {TEXT("100%"), "100%25"},
      {TEXT("<>\"{}|^`\\"), "%3C%3E%22%7B%7D%7C%5E%60%5C"},
      {TEXT("\x01\x7f"), "%01%7F"},
      {TEXT(""), ""},
      {TEXT("."), "%2E"},
      {TEXT(".."), "%2E%2E"},
      {TEXT("..."), "..."},
      {TEXT(".a"), ".a"},
      {TEXT("a."), "a."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[128];
    char *end = lod_encode_percent(out, cases[i].text);
    ck_assert_uint_eq((size_t)(end - out), strlen(cases[i].expected));
    ck_assert_mem_eq(out, cases[i].expected, (size_t)(end - out));
  }
}
END_TEST

START_TEST(percent_agrees_with_its_portable_twin)
{
  char text[50], a[256], b[256];
  static const char others[] = "-._~ /:@%é\x7f\x1f[]{}`^<>\"";
  uint32_t state = 11;
  for (int round = 0; round < 20000; round++) {
    size_t size = next_random(&state) % sizeof text;
    for (size_t i = 0; i < size; i++)
      text[i] = next_random(&state) % 24
                    ? (char)('a' + next_random(&state) % 26)
                    : others[next_random(&state) % (sizeof others - 1)];
    LodView view = {text, size};
    if (size < 3 && size && text[0] == '.')
      continue; /* may be a dot segment */
    size_t a_size = (size_t)(lod_encode_percent(a, view) - a);
    size_t b_size = (size_t)(lod_encode_percent_portable(b, view) - b);
    ck_assert_uint_eq(a_size, b_size);
    ck_assert_mem_eq(a, b, a_size);
  }
}
END_TEST

START_TEST(never_ends_an_iri_early)
{
  char out[64];
  char *end = lod_encode_iri(out, LOD_VIEW("http://x/a> <b\"å"));
  *end = '\0';
  ck_assert_str_eq(out, "http://x/a\\u003E\\u0020\\u003Cb\\u0022å");
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("encode");
  TCase *tcase = tcase_create("encode");
  tcase_add_loop_test(tcase, escapes_literals, 0,
                      sizeof literals / sizeof *literals);
  tcase_add_test(tcase, agrees_with_its_portable_twin);
  tcase_add_test(tcase, encodes_percent);
  tcase_add_test(tcase, percent_agrees_with_its_portable_twin);
  tcase_add_test(tcase, never_ends_an_iri_early);
  suite_add_tcase(suite, tcase);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
