/* N-Triples and N-Quads: RDF 1.1 N-Quads, section 6. */
#include "rdf/lines.h"

#include "collect.h"
#include <stdlib.h>

#define SP "<a:s> <a:p> "

static const struct {
  const char *text, *expected;
} good[] = {
    {"", ""},
    {"\n\r\n  \t\n", ""},
    {SP "<a:o> .", SP "<a:o> .\n"},
    {"<a:s><a:p><a:o>.", SP "<a:o> .\n"},
    {"  " SP "<a:o>\t.\t# c", SP "<a:o> .\n"},
    {SP "<a:o> .#\n# x\n#", SP "<a:o> .\n"},
    {SP "<a:o> <a:g> .", SP "<a:o> <a:g> .\n"},
    {SP "\"x\" _:g.", SP "'x' _:g .\n"},
    {"_:a.b <a:p> _:c.", "_:a.b <a:p> _:c .\n"},
    {"_:0 <a:p> _:\xC3\xA5 .", "_:0 <a:p> _:\xC3\xA5 .\n"},
    {SP "\"\" .", SP "'' .\n"},
    {SP "\"\\t\\b\\n\\r\\f\\\"\\'\\\\\" .", SP "'\t\b\n\r\f\"'\\' .\n"},
    {SP "\"\\u00e5\\U0001F600x\" .", SP "'\xC3\xA5\xF0\x9F\x98\x80x' .\n"},
    {SP "\"a\\nb\"@en-GB .", SP "'a\nb'@en-GB .\n"},
    {SP "\"\\\\\"^^<a:\\u00e5> .", SP "'\\'^^a:\xC3\xA5 .\n"},
    {SP "\"1\"^^<" LOD_XSD "string> .", SP "'1' .\n"},
    {SP "<a:\\u00e5\\U000000E5o> .", SP "<a:\xC3\xA5\xC3\xA5o> .\n"},
    {SP "\"#<>_:\" .", SP "'#<>_:' .\n"},
};

static const struct {
  const char *text;
  uint32_t line, column; /* 0: of the whole statement */
} bad[] = {
    {"<a:s> <a:p> .", 1, 13},
    {"<a:s> <a:p> <a:o>", 1, 18},
    {"<a:s> <a:p> <a:o>\n.", 1, 18},
    {SP "<a:o> . x", 1, 21},
    {SP "<a:o> . " SP "<a:o> .", 1, 21},
    {SP "<a:o> <a:g> <a:h> .", 1, 25},
    {SP "<a:o", 1, 17},
    {SP "\"x", 1, 15},
    {SP "\"x\n\" .", 1, 15},
    {SP "'x' .", 1, 13},
    {SP "1 .", 1, 13},
    {SP "\"\xC3\xA5\"@ .", 1, 17},
    {SP "\"x\"^<a:t> .", 1, 17},
    {SP "\"x\"^^a .", 1, 18},
    {SP "\"x\"@s\xC3\xA5 .", 1, 18},
    {SP "\"\\x\" .", 1, 15},
    {SP "\"\\u00g0\" .", 1, 18},
    {SP "\"\\U00110000\" .", 1, 23},
    {SP "\"\\uD800\" .", 1, 19},
    {SP "<a:\\n> .", 1, 17},
    {"\n\n" SP "\"\xFF\" .", 3, 14},
    {"@prefix a: <a:> .", 1, 1},
    {"@base <a:> .", 1, 1},
    {"_a <a:p> <a:o> .", 1, 2},
    {"<s> <a:p> <a:o> .", 1, 0},
    {"<a:s> <p> <a:o> .", 1, 0},
    {SP "<o> .", 1, 0},
    {SP "\"x\"^^<t> .", 1, 0},
    {"\"s\" <a:p> <a:o> .", 1, 0},
    {"<a:s> \"p\" <a:o> .", 1, 0},
    {"<a:s> _:p <a:o> .", 1, 0},
    {SP "<a:o> \"g\" .", 1, 0},
    {SP "<a: o> .", 1, 0},
    {SP "<a:\\u0020o> .", 1, 0},
    {SP "<a:\\u003Eo> .", 1, 0},
    {SP "<a:{o}> .", 1, 0},
    {SP "\"x\"@1 .", 1, 0},
    {SP "\"x\"@en- .", 1, 0},
    {SP "\"\\u0000\" .", 1, 0},
    {SP "_: .", 1, 0},
    {SP "_:-a .", 1, 0},
    {SP "_:a:b .", 1, 0},
};

static LodStatus read(const char *text, size_t piece, LodLog *log,
                      LodBuffer *out)
{
  LodLines lines = {.quads = true, .name = "n", .log = log};
  lines.sink = (LodStatementSink){collect, out};
  LodView rest = lod_view(text);
  LodStatus status = LOD_SUCCESS;
  while (rest.size > piece && !status) {
    status = lod_lines_feed(&lines, (LodView){rest.data, piece}, false);
    rest.data += piece;
    rest.size -= piece;
  }
  if (!status)
    status = lod_lines_feed(&lines, rest, true);
  lod_lines_clear(&lines);
  return status;
}

START_TEST(accept)
{
  for (size_t piece = 1; piece <= strlen(good[_i].text) + 1; piece++) {
    LodLog *log = lod_log_new();
    LodBuffer out = {0};
    ck_assert_int_eq(read(good[_i].text, piece, log, &out), LOD_SUCCESS);
    ck_assert_int_eq(lod_buffer_terminate(&out), 0);
    ck_assert_str_eq(out.data, good[_i].expected);
    ck_assert_uint_eq(lod_log_size(log), 0);
    lod_buffer_free(&out);
    lod_log_free(log);
  }
}
END_TEST

START_TEST(refuse)
{
  for (size_t piece = 1; piece <= strlen(bad[_i].text) + 1; piece++) {
    LodLog *log = lod_log_new();
    LodBuffer out = {0};
    ck_assert_int_eq(read(bad[_i].text, piece, log, &out), LOD_ERR_INPUT);
    ck_assert_uint_eq(out.size, 0);
    ck_assert_uint_ge(lod_log_size(log), 1);
    ck_assert_uint_eq(lod_log_at(log, 0)->place.line, bad[_i].line);
    ck_assert_uint_eq(lod_log_at(log, 0)->place.column, bad[_i].column);
    lod_buffer_free(&out);
    lod_log_free(log);
  }
}
END_TEST

/* All faults are found, nothing behind the first is handed on. */
START_TEST(go_on)
{
  LodLog *log = lod_log_new();
  LodBuffer out = {0};
  const char *text =
      SP "<a:1> .\nx\n" SP "<a:2> .\n<s> <p> <o> .\n" SP "<a:3> .\ny";
  ck_assert_int_eq(read(text, 7, log, &out), LOD_ERR_INPUT);
  ck_assert_int_eq(lod_buffer_terminate(&out), 0);
  ck_assert_str_eq(out.data, SP "<a:1> .\n");
  ck_assert_uint_eq(lod_log_count(log, LOD_ERROR), 3);
  ck_assert_uint_eq(lod_log_at(log, 1)->place.line, 4);
  ck_assert_uint_eq(lod_log_at(log, 2)->place.line, 6);
  lod_buffer_free(&out);
  lod_log_free(log);
}
END_TEST

START_TEST(no_quads)
{
  LodLog *log = lod_log_new();
  LodBuffer out = {0};
  LodLines lines = {.log = log, .sink = {collect, &out}};
  ck_assert_int_eq(lod_lines_feed(&lines, LOD_VIEW(SP "<a:o> <a:g> ."), true),
                   LOD_ERR_INPUT);
  ck_assert_uint_eq(out.size, 0);
  lod_lines_clear(&lines);
  lod_buffer_free(&out);
  lod_log_free(log);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("lines");
  TCase *t = tcase_create("lines");
  tcase_add_loop_test(t, accept, 0, COUNT(good));
  tcase_add_loop_test(t, refuse, 0, COUNT(bad));
  tcase_add_test(t, go_on);
  tcase_add_test(t, no_quads);
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
