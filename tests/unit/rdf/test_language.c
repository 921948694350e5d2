/* Language tags: RFC 5646, 2.1 and appendix A; RFC 4647, 3.3.1. */
#include "rdf/language.h"
#include <check.h>
#include <stdlib.h>

static const char *const good[] = {
    /* appendix A */
    "de",
    "fr",
    "ja",
    "i-enochian",
    "zh-Hant",
    "zh-Hans",
    "sr-Cyrl",
    "sr-Latn",
    "zh-cmn-Hans-CN",
    "cmn-Hans-CN",
    "zh-yue-HK",
    "yue-HK",
    "zh-Hans-CN",
    "sr-Latn-RS",
    "sl-rozaj",
    "sl-rozaj-biske",
    "sl-nedis",
    "de-CH-1901",
    "sl-IT-nedis",
    "hy-Latn-IT-arevela",
    "de-DE",
    "en-US",
    "es-419",
    "de-CH-x-phonebk",
    "az-Arab-x-AZE-derbend",
    "x-whatever",
    "qaa-Qaaa-QM-x-southern",
    "de-Qaaa",
    "sr-Latn-QM",
    "sr-Qaaa-RS",
    "en-US-u-islamcal",
    "zh-CN-a-myext-x-private",
    "en-a-myext-b-another",
    /* well-formed, if not valid (2.2.9) */
    "ar-a-aaa-b-bbb-a-ccc",
    "de-1901-1901",
    /* 2.1: grandfathered */
    "en-GB-oed",
    "i-ami",
    "i-default",
    "I-KLINGON",
    "sgn-BE-FR",
    "sgn-be-nl",
    "art-lojban",
    "cel-gaulish",
    "no-bok",
    "zh-guoyu",
    "zh-min",
    "zh-min-nan",
    "und",
    "sv",
    "sv-SE",
    "SV-se",
    "abcd",
    "abcde",
    "abcdefgh",
    "x-1",
    "x-a-b",
    "en-abc-def-ghi",
    "en-0-ab",
    "sv-1994",
    "sv-x-12345678",
};

static const char *const bad[] = {
    "",
    "-",
    "s",
    "a-DE",
    "de-419-DE",
    "sv-",
    "-sv",
    "sv--SE",
    "sv_SE",
    "1",
    "12",
    "sv-S",
    "abcdefghi",
    "sv-abcdefghi",
    "sv-SE-",
    "x",
    "x-",
    "x-x-",
    "x-123456789",
    "sv-x",
    "sv-a",
    "sv-a-b",
    "sv-a-x-b",
    "i-foo",
    "i",
    "en-abc-def-ghi-jkl",
    "abcd-efg",
    "sv-Latn-Cyrl",
    "sv-12",
    "sv-1abc-Latn",
    "sv se",
    "sv\n",
    "sv\" . <x",
    "s\xC3\xA5",
    "en-GB-oed-x",
    "sv-SE@",
    "sv-SE-a",
    "a1",
    "s1-SE",
};

START_TEST(accept)
{
  ck_assert(lod_language_is_well_formed(lod_view(good[_i])));
}
END_TEST

START_TEST(refuse)
{
  ck_assert(!lod_language_is_well_formed(lod_view(bad[_i])));
}
END_TEST

START_TEST(refuse_nul)
{
  ck_assert(!lod_language_is_well_formed((LodView){NULL, 0}));
  ck_assert(!lod_language_is_well_formed(LOD_VIEW("sv\0")));
}
END_TEST

static const struct {
  const char *range, *tag;
  bool expected;
} matches[] = {
    {"de", "de", true},          {"de-de", "de-DE-1996", true},
    {"de-de", "de-Deva", false}, {"de-de", "de-Latn-DE", false},
    {"sv", "sv-SE", true},       {"sv-SE", "sv", false},
    {"*", "sv", true},           {"*", "", false},
    {"", "sv", false},           {"s", "sv", false},
    {"SV", "sv-se", true},
};

START_TEST(match)
{
  ck_assert_int_eq(lod_language_matches(lod_view(matches[_i].range),
                                        lod_view(matches[_i].tag)),
                   matches[_i].expected);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
  Suite *s = suite_create("language");
  TCase *t = tcase_create("language");
  tcase_add_loop_test(t, accept, 0, COUNT(good));
  tcase_add_loop_test(t, refuse, 0, COUNT(bad));
  tcase_add_test(t, refuse_nul);
  tcase_add_loop_test(t, match, 0, COUNT(matches));
  suite_add_tcase(s, t);
  SRunner *sr = srunner_create(s);
  srunner_run_all(sr, CK_ENV);
  int failed = srunner_ntests_failed(sr);
  srunner_free(sr);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
