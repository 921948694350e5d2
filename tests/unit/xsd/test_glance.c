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
  const LodView view = lod_view(text);
  if (!lod_datatype_is_plain(datatype, view))
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
    {{.base = LOD_XSD_INTEGER}, "1.5", false},
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

int main(void)
{
  Suite *const suite = suite_create("glance");
  TCase *const tcase = tcase_create("glance");
  tcase_add_loop_test(tcase, test_cases, 0,
                      (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tcase, test_random_decimals);
  tcase_add_test(tcase, test_dates);
  suite_add_tcase(suite, tcase);
  SRunner *const runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
