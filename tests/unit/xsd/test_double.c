#include "judge.h"
#include "xsd/double.h"
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/* XSD 1.1 part 2, 3.3.4 (float), 3.3.5 (double): lexical forms are kept as
   written; canonical forms by doubleCanonicalMap (E.1). */
static const Case doubles[] = {
    {"double", "-1E4", "-1E4", "-1.0E4"},
    {"double", "1267.43233E12", "1267.43233E12", "1.26743233E15"},
    {"double", "12.78e-2", "12.78e-2", "1.278E-1"},
    {"double", "12", "12", "1.2E1"},
    {"double", "-0", "-0", "-0.0E0"},
    {"double", "0", "0", "0.0E0"},
    {"double", "0.000e5", "0.000e5", "0.0E0"},
    {"double", "INF", "INF", "INF"},
    {"double", "+INF", "+INF", "INF"},
    {"double", "-INF", "-INF", "-INF"},
    {"double", "NaN", "NaN", "NaN"},
    {"double", "1.", "1.", "1.0E0"},
    {"double", ".5", ".5", "5.0E-1"},
    {"double", "+1E+2", "+1E+2", "1.0E2"},
    {"double", "0.1", "0.1", "1.0E-1"},
    {"double", "100", "100", "1.0E2"},
    {"double", "1E308", "1E308", "1.0E308"},
    {"double", "1E309", "1E309", "INF"},
    {"double", "-1E999999999999999999999", "-1E999999999999999999999", "-INF"},
    {"double", "1E-999999999999999999999", "1E-999999999999999999999", "0.0E0"},
    {"double", "5E-324", "5E-324", "5.0E-324"},
    {"double", "2.2250738585072014E-308", "2.2250738585072014E-308",
     "2.2250738585072014E-308"},
    {"double", "1.7976931348623157E308", "1.7976931348623157E308",
     "1.7976931348623157E308"},
    {"double", "0.30000000000000004", "0.30000000000000004",
     "3.0000000000000004E-1"},
    {"double", "9007199254740993", "9007199254740993", "9.007199254740992E15"},
    {"double", " 1E3 ", "1E3", NULL},
    {"float", "0.1", "0.1", "1.0E-1"},
    {"float", "16777217", "16777217", "1.6777216E7"},
    {"float", "3.4028235E38", "3.4028235E38", "3.4028235E38"},
    {"float", "1E39", "1E39", "INF"},
    {"float", "1E-45", "1E-45", "1.0E-45"},
    {"number", "1E3", "1E3", "1.0E3"},
    {"double", "00120.500", "00120.500", "1.205E2"},
    {"double", "0.000123", "0.000123", "1.23E-4"},
    {"double", "123456789012345", "123456789012345", "1.23456789012345E14"},
    {"double", "0.1000000000000000055", "0.1000000000000000055", "1.0E-1"},
    {"double", "1.0000000000000000000E-310", "1.0000000000000000000E-310",
     "1.0E-310"},
    {"double", "", NULL, NULL},
    {"double", "1z", NULL, NULL}, /* W3C test180 */
    {"double", "foo", NULL, NULL},
    {"double", "E5", NULL, NULL},
    {"double", ".E5", NULL, NULL},
    {"double", "1E", NULL, NULL},
    {"double", "1E+", NULL, NULL},
    {"double", "1E5.5", NULL, NULL},
    {"double", "1e5e5", NULL, NULL},
    {"double", "1 E5", NULL, NULL},
    {"double", "inf", NULL, NULL},
    {"double", "+NaN", NULL, NULL},
    {"double", "nan", NULL, NULL},
    {"double", "Infinity", NULL, NULL},
    {"double", "0x1p3", NULL, NULL},
    {"double", "1,5", NULL, NULL},
    {"double", "1f", NULL, NULL},
};

START_TEST(reads_doubles)
{
  JUDGE_ALL(doubles);
}
END_TEST

START_TEST(rounds_to_the_nearest)
{
  static const struct {
    const char *text;
    double value;
  } values[] = {
      {"4.9406564584124654e-324", 0x1p-1074},
      {"2.4703282292062327208e-324", 0},
      {"2.4703282292062328e-324", 0x1p-1074},
      {"9007199254740992.99999999", 9007199254740992.0},
      {"9007199254740993.00000001", 9007199254740994.0},
      {"0000123.4500e-0001", 12.345},
      {"-1.5", -1.5},
  };
  for (size_t i = 0; i < COUNT(values); i++)
    ck_assert_msg(lod_double_value(lod_view(values[i].text)) == values[i].value,
                  "%s", values[i].text);
}
END_TEST

static void put(char *at, LodView text)
{
  memcpy(at, text.data, text.size);
}

/* Exactly half way between two doubles with 2000 zeros behind, then a digit
   that tips the scale. */
START_TEST(counts_every_digit)
{
  char text[2100];
  memset(text, '0', sizeof text);
  put(text, LOD_VIEW("9007199254740993."));
  LodView half = {text, 2050};
  ck_assert(lod_double_value(half) == 9007199254740992.0);
  text[2049] = '1';
  ck_assert(lod_double_value(half) == 9007199254740994.0);
  memset(text, '0', 2000);
  put(text + 2000, LOD_VIEW("15E-1"));
  ck_assert(lod_double_value((LodView){text, 2005}) == 1.5);
}
END_TEST

/* The locale takes no part. */
START_TEST(ignores_the_locale)
{
  static const char *const names[] = {"sv_SE.UTF-8", "de_DE.UTF-8"};
  for (size_t i = 0; i < COUNT(names); i++) {
    setlocale(LC_ALL, names[i]); /* where it is not there, nothing is lost */
    ck_assert(lod_double_value(LOD_VIEW("12.5E1")) == 125.0);
    static const Case cases[] = {{"double", "12.25", "12.25", "1.225E1"}};
    JUDGE_ALL(cases);
  }
  setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(orders_doubles)
{
  static const char *const ordered[] = {"-INF",   "-1E300", "-1.5", "-0",
                                        "5E-324", "1E0",    "2",    "1E3",
                                        "INF",    "NaN"};
  for (size_t i = 0; i < COUNT(ordered); i++) {
    for (size_t j = 0; j < COUNT(ordered); j++) {
      int order =
          lod_decimal_compare(lod_view(ordered[i]), lod_view(ordered[j]));
      ck_assert_msg((order < 0) == (i < j) && (order > 0) == (i > j), "%s, %s",
                    ordered[i], ordered[j]);
    }
  }
  ck_assert_int_eq(lod_decimal_compare(LOD_VIEW("1000"), LOD_VIEW("1E3")), 0);
}
END_TEST

/* Random doubles: the canonical form reads back as the same double, and no
   form with one digit less does. */
START_TEST(round_trips)
{
  uint64_t state = 42;
  LodArena *arena = lod_arena_new();
  for (int i = 0; i < 20000; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = state ^ state >> 29;
    double value;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value))
      continue;
    char text[64];
    snprintf(text, sizeof text, "%.17e", value);
    LodView form = lod_double_canonical(LOD_XSD_DOUBLE, lod_view(text), arena);
    ck_assert(lod_double_value(form) == value);
    const char *e = memchr(form.data, 'E', form.size);
    int digits = (int)(e - form.data) - 1 - (value < 0);
    if (digits > 2) {
      snprintf(text, sizeof text, "%.*e", digits - 2, value);
      ck_assert_msg(strtod(text, NULL) != value, "%s", text);
    }
    lod_arena_reset(arena);
  }
  lod_arena_free(arena);
}
END_TEST

RUN("double", reads_doubles, rounds_to_the_nearest, counts_every_digit,
    ignores_the_locale, orders_doubles, round_trips)
