/* A glance never sees a form that a closer look refuses. */
#include "xsd/datatype.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static LodDatatype *make(const LodDatatypeSpec *spec)
{
  LodReason reason;
  LodDatatype *datatype;
  ck_assert_int_eq(lod_datatype_new(spec, &reason, &datatype), LOD_SUCCESS);
  return datatype;
}

/* What is plain is valid, and its own lexical form. */
static bool check_text(const LodDatatype *datatype, const char *text)
{
  char room[128]; /* behind the text bytes can be read */
  memset(room, '5', sizeof room);
  const LodView view = {memcpy(room, text, strlen(text)), strlen(text)};
  const LodGlance glance = lod_datatype_glance(datatype);
  if (!lod_glance(&glance, view))
    return false;
  LodArena *const arena = lod_arena_new();
  LodView lexical = {NULL, 0};
  const LodReason reason = lod_datatype_parse(datatype, view, arena, &lexical);
  ck_assert_msg(!reason, "\"%s\" %s", text, reason ? reason : "");
  ck_assert_ptr_eq(lexical.data, view.data);
  ck_assert_uint_eq(lexical.size, view.size);
  lod_arena_free(arena);
  return true;
}

typedef struct Case {
  LodDatatypeSpec spec;
  const char *text;
  bool plain;
} Case;

static const Case cases[] = {
    {{.base = LOD_XSD_DECIMAL}, "0", true},
    {{.base = LOD_XSD_DECIMAL}, "-12.50", true},
    {{.base = LOD_XSD_DECIMAL}, "", false},
    {{.base = LOD_XSD_DECIMAL}, "-", false},
    {{.base = LOD_XSD_DECIMAL}, "1.", false},
    {{.base = LOD_XSD_DECIMAL}, "1,5", false},
    {{.base = LOD_XSD_DECIMAL}, "1 000", false},
    {{.base = LOD_XSD_DECIMAL}, "1.5o", false},
    {{.base = LOD_XSD_DECIMAL, .decimal_char = "."}, "1.5", true},
    {{.base = LOD_XSD_DECIMAL, .decimal_char = ","}, "15", false},
    {{.base = LOD_XSD_DECIMAL, .format = "0.00"}, "1.5", false},
    {{.base = LOD_XSD_DECIMAL, .min_inclusive = "2"}, "1", false},
    {{.base = LOD_XSD_DECIMAL}, "-1", true},
    {{.base = LOD_XSD_DECIMAL}, ".5", false},
    {{.base = LOD_XSD_DECIMAL}, "-.5", false},
    {{.base = LOD_XSD_DECIMAL}, "1.2.3", false},
    {{.base = LOD_XSD_DECIMAL}, "1234567890123.45", true},
    {{.base = LOD_XSD_DECIMAL}, "12345678901234.56", false},
    {{.base = LOD_XSD_DOUBLE}, "1.5", true},
    {{.base = LOD_XSD_DOUBLE}, "1e5", false},
    {{.base = LOD_XSD_INTEGER}, "1.5", false},
    {{.base = LOD_XSD_INTEGER}, "-15", true},
    {{.base = LOD_XSD_INTEGER}, "-", false},
    {{.base = LOD_XSD_INTEGER, .format = "0"}, "15", false},
    {{.base = LOD_XSD_LONG}, "-9999999999999999", false},
    {{.base = LOD_XSD_LONG}, "-999999999999999", true},
    {{.base = LOD_XSD_INT}, "999999999", true},
    {{.base = LOD_XSD_INT}, "1999999999", false},
    {{.base = LOD_XSD_SHORT}, "-9999", true},
    {{.base = LOD_XSD_SHORT}, "12345", false},
    {{.base = LOD_XSD_BYTE}, "99", true},
    {{.base = LOD_XSD_BYTE}, "100", false},
    {{.base = LOD_XSD_NON_NEGATIVE_INTEGER}, "-1", false},
    {{.base = LOD_XSD_NON_NEGATIVE_INTEGER}, "0", true},
    {{.base = LOD_XSD_POSITIVE_INTEGER}, "0", false},
    {{.base = LOD_XSD_POSITIVE_INTEGER}, "10", true},
    {{.base = LOD_XSD_NEGATIVE_INTEGER}, "-1", false},
    {{.base = LOD_XSD_UNSIGNED_INT}, "4294967296", false},
    {{.base = LOD_XSD_UNSIGNED_SHORT}, "65536", false},
    {{.base = LOD_XSD_UNSIGNED_BYTE}, "99", true},
    {{.base = LOD_XSD_UNSIGNED_BYTE}, "256", false},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01T23:59:59", true},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01T19:00:00", true},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01T24:00:00", false},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01T12:60:00", false},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01T12:00:60", false},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01 12:00:00", false},
    {{.base = LOD_XSD_DATE_TIME_STAMP}, "2026-12-01T12:00:00", false},
    {{.base = LOD_XSD_ANY_URI}, "http://example.org/\xC3\xA5", true},
    {{.base = LOD_XSD_ANY_URI}, "http://example.org/a b", true},
    {{.base = LOD_XSD_ANY_URI}, "http://example.org/a  b", false},
    {{.base = LOD_XSD_TOKEN}, "a b c d e f g h i j k l m n o p q r s", true},
    {{.base = LOD_XSD_TOKEN}, "a b c d e f g h i j k l m n o p q r s ", false},
    {{.base = LOD_XSD_TOKEN}, " a", false},
    {{.base = LOD_XSD_TOKEN}, "0123456789abcde  0123456789abcde", false},
    {{.base = LOD_XSD_NORMALIZED_STRING}, " a  b ", true},
    {{.base = LOD_XSD_NORMALIZED_STRING}, "a\nb", false},
    {{.base = LOD_XSD_NORMALIZED_STRING, .format = "a"}, "a", false},
    {{.base = LOD_XSD_ANY_URI}, "", false},
    {{.base = LOD_XSD_TOKEN}, "abc\tdefgh", false},
    {{.base = LOD_XSD_TOKEN, .min_length = "9"}, "abc", false},
    {{.base = LOD_XSD_STRING}, "abc", false},
    {{.base = LOD_XSD_BOOLEAN}, "true", false},
    {{.base = LOD_XSD_DATE}, "2026-01-28", true},
    {{.base = LOD_XSD_DATE, .format = "yyyy-MM-dd"}, "2026-12-01", true},
    {{.base = LOD_XSD_DATE, .format = "dd/MM/yyyy"}, "2026-12-01", false},
    {{.base = LOD_XSD_DATE, .max_exclusive = "2026-01-01"},
     "2026-12-01",
     false},
    {{.base = LOD_XSD_DATE_TIME}, "2026-12-01", false},
    {{.base = LOD_XSD_DATE}, "2026-13-01", false},
    {{.base = LOD_XSD_DATE}, "2026-00-01", false},
    {{.base = LOD_XSD_DATE}, "2026-01-00", false},
    {{.base = LOD_XSD_DATE}, "2026-02-30", false},
    {{.base = LOD_XSD_DATE}, "2026/01/01", false},
    {{.base = LOD_XSD_DATE}, "2026-01-01Z", false},
    {{.base = LOD_XSD_DATE}, "20260101", false},
};

START_TEST(test_cases)
{
  LodDatatype *const datatype = make(&cases[_i].spec);
  ck_assert_msg(check_text(datatype, cases[_i].text) == cases[_i].plain, "%s",
                cases[_i].text);
  lod_datatype_free(datatype);
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

START_TEST(test_random_decimals)
{
  static const char bytes[] = "0123456789012345678901234567890123456789-+. ,e";
  LodDatatype *const datatype =
      make(&(LodDatatypeSpec){.base = LOD_XSD_DECIMAL});
  uint32_t state = 5, seen = 0;
  for (int i = 0; i < 20000; ++i) {
    char text[12] = "";
    const size_t size = next_random(&state) % (sizeof text - 1);
    for (size_t j = 0; j < size; ++j)
      text[j] = bytes[next_random(&state) % (sizeof bytes - 1)];
    seen += check_text(datatype, text);
  }
  ck_assert_uint_gt(seen, 1000);
  lod_datatype_free(datatype);
}
END_TEST

/* Every byte in every place of a date. */
START_TEST(test_dates)
{
  LodDatatype *const datatype = make(&(LodDatatypeSpec){.base = LOD_XSD_DATE});
  unsigned seen = 0;
  for (unsigned i = 0; i < 10; ++i)
    for (unsigned c = 1; c < 256; ++c) {
      char text[11] = "2024-12-19";
      text[i] = (char)(unsigned char)c;
      seen += check_text(datatype, text);
    }
  for (unsigned month = 0; month < 20; ++month)
    for (unsigned day = 0; day < 40; ++day) {
      char text[32];
      snprintf(text, sizeof text, "2199-%02u-%02u", month, day);
      seen += check_text(datatype, text);
    }
  ck_assert_uint_gt(seen, 12 * 28);
  lod_datatype_free(datatype);
}
END_TEST

/* Every byte in every place of a time. */
START_TEST(test_times)
{
  LodDatatype *const datatype =
      make(&(LodDatatypeSpec){.base = LOD_XSD_DATE_TIME});
  unsigned seen = 0;
  for (unsigned i = 10; i < 19; ++i)
    for (unsigned c = 1; c < 256; ++c) {
      char text[20] = "2024-12-19T12:34:56";
      text[i] = (char)(unsigned char)c;
      seen += check_text(datatype, text);
    }
  ck_assert_uint_eq(seen, 1 + 3 + 10 + 1 + 6 + 10 + 1 + 6 + 10);
  lod_datatype_free(datatype);
}
END_TEST

/* A text of 64 bytes is the longest. */
START_TEST(test_space)
{
  LodDatatype *const token = make(&(LodDatatypeSpec){.base = LOD_XSD_TOKEN});
  LodDatatype *const line =
      make(&(LodDatatypeSpec){.base = LOD_XSD_NORMALIZED_STRING});
  for (size_t size = 1; size < 70; ++size)
    for (size_t at = 0; at < size; ++at)
      for (int c = 0; c < 3; ++c) {
        char text[70] = "";
        memset(text, 'a', size);
        text[at] = " \tb"[c];
        const bool inside = at > 0 && at + 1 < size;
        ck_assert(check_text(line, text) == (size <= 64 && c != 1));
        ck_assert(check_text(token, text) ==
                  (size <= 64 && (c == 2 || (c == 0 && inside))));
      }
  lod_datatype_free(token);
  lod_datatype_free(line);
}
END_TEST

START_TEST(test_blanks)
{
  static const char text[] = "a b\tc  d\n\x80\xA0 e\x1F\x20\x21 0123456789";
  for (size_t i = 0; i + 16 < sizeof text; ++i) {
    const LodGlanceBlanks a = lod_glance_blanks(text + i);
    const LodGlanceBlanks b = lod_glance_blanks_portable(text + i);
    ck_assert_uint_eq(a.blank, b.blank);
    ck_assert_uint_eq(a.low, b.low);
  }
  ck_assert_uint_eq(lod_glance_blanks(text).low, 0x696Au);
}
END_TEST

START_TEST(test_digits)
{
  static const char text[] = "/0123456789:a\xB0\xB9 1234567";
  for (size_t i = 0; i + 16 < sizeof text; ++i)
    ck_assert_uint_eq(lod_glance_digits(text + i),
                      lod_glance_digits_portable(text + i));
  ck_assert_uint_eq(lod_glance_digits(text), 0x7FEu);
}
END_TEST

int main(void)
{
  Suite *const suite = suite_create("glance");
  TCase *const tcase = tcase_create("glance");
  tcase_add_loop_test(tcase, test_cases, 0,
                      (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tcase, test_random_decimals);
  tcase_add_test(tcase, test_dates);
  tcase_add_test(tcase, test_times);
  tcase_add_test(tcase, test_space);
  tcase_add_test(tcase, test_blanks);
  tcase_add_test(tcase, test_digits);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
