#include "judge.h"

typedef struct Bounded {
  LodDatatypeSpec spec;
  const char *cell;
  bool valid;
} Bounded;

#define SPEC(type, ...)                                                        \
  {                                                                            \
    .base = LOD_XSD_##type, __VA_ARGS__                                        \
  }

/* CSVW metadata 5.11.2, model 4.6; XSD 1.1 part 2, 4.3.1 to 4.3.10 */
static const Bounded cases[] = {
    /* W3C test196 to test198 */
    {SPEC(NMTOKEN, .length = "4"), "token", false},
    {SPEC(NMTOKEN, .max_length = "4"), "token", false},
    {SPEC(NMTOKEN, .min_length = "6"), "token", false},
    {SPEC(NMTOKEN, .length = "5"), "token", true},
    {SPEC(STRING, .length = "3"), "\xC3\xA5\xC3\xA4\xC3\xB6", true},
    {SPEC(STRING, .length = "6"), "\xC3\xA5\xC3\xA4\xC3\xB6", false},
    {SPEC(STRING, .length = "1"), "\xF0\x9F\x9A\xB2", true},
    {SPEC(STRING, .length = "0"), "", true},
    {SPEC(STRING, .min_length = "1"), "", false},
    {SPEC(STRING, .min_length = "3"), "   ", true},
    {SPEC(TOKEN, .min_length = "3"), "   ", false},
    {SPEC(STRING, .max_length = "99999999999999999999999"), "a", true},
    {SPEC(STRING, .min_length = "99999999999999999999999"), "a", false},
    {SPEC(STRING, .min_length = "2", .max_length = "3"), "a", false},
    {SPEC(STRING, .min_length = "2", .max_length = "3"), "ab", true},
    {SPEC(STRING, .min_length = "2", .max_length = "3"), "abcd", false},
    {SPEC(STRING, .format = "a+", .max_length = "3"), "aaa", true},
    {SPEC(STRING, .format = "a+", .max_length = "3"), "aaaa", false},
    {SPEC(JSON, .max_length = "2"), "{}", true},
    {SPEC(HEX_BINARY, .length = "2"), "0FB7", true},
    {SPEC(HEX_BINARY, .length = "4"), "0FB7", false},
    {SPEC(BASE64_BINARY, .length = "1"), "AA==", true},
    {SPEC(BASE64_BINARY, .length = "2"), "AAA=", true},
    {SPEC(BASE64_BINARY, .length = "3"), "A A A A", true},
    {SPEC(BASE64_BINARY, .length = "4"), "AAAA", false},
    {SPEC(BASE64_BINARY, .length = "0"), "", true},
    /* W3C test202 to test214 */
    {SPEC(FLOAT, .min_inclusive = "5"), "5", true},
    {SPEC(FLOAT, .min_inclusive = "5"), "4", false},
    {SPEC(FLOAT, .max_inclusive = "5"), "5", true},
    {SPEC(FLOAT, .max_inclusive = "5"), "6", false},
    {SPEC(FLOAT, .min_exclusive = "5"), "6", true},
    {SPEC(FLOAT, .min_exclusive = "5"), "5", false},
    {SPEC(FLOAT, .max_exclusive = "5"), "4", true},
    {SPEC(FLOAT, .max_exclusive = "5"), "5", false},
    {SPEC(DATE, .min_inclusive = "2015-06-05"), "2015-06-05", true},
    {SPEC(DATE, .min_inclusive = "2015-06-05"), "2015-06-04", false},
    {SPEC(DATE, .max_inclusive = "2015-06-05"), "2015-06-06", false},
    {SPEC(DATE, .min_exclusive = "2015-06-05"), "2015-06-05", false},
    {SPEC(DATE, .min_exclusive = "2015-06-05"), "2015-06-06", true},
    {SPEC(DATE, .max_exclusive = "2015-06-05"), "2015-06-05", false},
    {SPEC(DATE, .max_exclusive = "2015-06-05"), "2015-06-04", true},
    /* compared exactly */
    {SPEC(INTEGER, .max_inclusive = "9007199254740992"), "9007199254740993",
     false},
    {SPEC(INTEGER, .max_inclusive = "9007199254740992"), "9007199254740992",
     true},
    {SPEC(DECIMAL, .min_exclusive = "0.1"),
     "0.10000000000000000000000000000000001", true},
    {SPEC(DECIMAL, .min_exclusive = "0.1"), "0.100", false},
    {SPEC(DECIMAL, .min_inclusive = "-1"), "-1.0", true},
    {SPEC(DECIMAL, .min_inclusive = "-1"), "-1.01", false},
    {SPEC(DOUBLE, .max_inclusive = "1E3"), "1000.1", false},
    {SPEC(DOUBLE, .max_inclusive = "1E3"), "1000", true},
    {SPEC(DOUBLE, .max_inclusive = "1E3"), "NaN", false},
    {SPEC(DOUBLE, .max_inclusive = "INF"), "1E308", true},
    {SPEC(BYTE, .max_inclusive = "10"), "200", false},
    /* "The format property is not used when interpreting values for minimum" */
    {SPEC(DECIMAL, .decimal_char = ",", .max_inclusive = "1.5"), "1,5", true},
    {SPEC(DECIMAL, .decimal_char = ",", .max_inclusive = "1.5"), "1,51", false},
    {SPEC(DATE, .format = "dd/MM/yyyy", .min_inclusive = "2000-01-01"),
     "31/12/1999", false},
    {SPEC(DATE, .format = "dd/MM/yyyy", .min_inclusive = "2000-01-01"),
     "01/01/2000", true},
    {SPEC(DECIMAL, .format = "#0%", .max_inclusive = "1"), "100%", true},
    {SPEC(DECIMAL, .format = "#0%", .max_inclusive = "1"), "101%", false},
    /* zones */
    {SPEC(DATE_TIME, .min_inclusive = "2015-01-01T00:00:00Z"),
     "2015-01-01T00:30:00+01:00", false},
    {SPEC(DATE_TIME, .min_inclusive = "2015-01-01T00:00:00Z"),
     "2014-12-31T23:00:00-01:00", true},
    {SPEC(DATE_TIME, .min_inclusive = "2015-01-01T00:00:00Z"),
     "2015-01-01T06:00:00", false}, /* in some zones it is */
    {SPEC(DATE_TIME, .min_inclusive = "2015-01-01T00:00:00Z"),
     "2015-01-02T00:00:00", true},
    {SPEC(TIME, .max_exclusive = "12:00:00"), "11:59:59.999", true},
    {SPEC(TIME, .max_exclusive = "12:00:00"), "12:00:00", false},
    {SPEC(G_YEAR, .min_inclusive = "1900"), "1899", false},
    {SPEC(G_YEAR, .min_inclusive = "1900"), "-1900", false},
    {SPEC(G_YEAR, .min_inclusive = "1900"), "2015", true},
    {SPEC(DURATION, .max_inclusive = "P1M"), "P27D", true},
    {SPEC(DURATION, .max_inclusive = "P1M"), "P30D", false},
    {SPEC(DAY_TIME_DURATION, .max_inclusive = "PT1H"), "PT60M", true},
    {SPEC(DAY_TIME_DURATION, .max_inclusive = "PT1H"), "PT60M0.1S", false},
};

START_TEST(holds_facets)
{
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodDatatype *datatype = compile(&cases[i].spec);
    LodArena *arena = lod_arena_new();
    LodView form;
    LodReason reason =
        lod_datatype_parse(datatype, lod_view(cases[i].cell), arena, &form);
    ck_assert_msg(!reason == cases[i].valid, "case %zu: \"%s\" %s", i,
                  cases[i].cell, reason ? reason : "is not refused");
    lod_arena_free(arena);
    lod_datatype_free(datatype);
  }
}
END_TEST

/* CSVW metadata 5.11.2: "Applications MUST raise an error if ..." */
static const LodDatatypeSpec contradictions[] = {
    SPEC(STRING, .length = "3", .min_length = "4"),
    SPEC(STRING, .length = "3", .max_length = "2"),
    SPEC(STRING, .min_length = "3", .max_length = "2"),
    SPEC(STRING, .length = "-1"),
    SPEC(STRING, .length = "1.0"),
    SPEC(STRING, .max_length = ""),
    SPEC(STRING, .max_length = "ten"),
    SPEC(INTEGER, .length = "3"),
    SPEC(DATE, .max_length = "3"),
    SPEC(BOOLEAN, .min_length = "3"),
    SPEC(ANY_URI, .min_length = "3"),
    SPEC(ANY_ATOMIC_TYPE, .min_length = "3"),
    SPEC(STRING, .min_inclusive = "a"),
    SPEC(STRING, .max_inclusive = "a"),
    SPEC(STRING, .min_exclusive = "a"),
    SPEC(STRING, .max_exclusive = "a"),
    SPEC(BOOLEAN, .max_inclusive = "1"),
    SPEC(HEX_BINARY, .max_inclusive = "00"),
    SPEC(INTEGER, .min_inclusive = "1", .min_exclusive = "1"),
    SPEC(INTEGER, .max_inclusive = "1", .max_exclusive = "1"),
    SPEC(INTEGER, .min_inclusive = "2", .max_inclusive = "1"),
    SPEC(INTEGER, .min_inclusive = "1", .max_exclusive = "1"),
    SPEC(INTEGER, .min_exclusive = "2", .max_exclusive = "1"),
    SPEC(INTEGER, .min_exclusive = "1", .max_inclusive = "1"),
    SPEC(INTEGER, .min_inclusive = "one"),
    SPEC(INTEGER, .min_inclusive = "1.5"),
    SPEC(BYTE, .max_inclusive = "128"),
    SPEC(DECIMAL, .decimal_char = ",", .max_inclusive = "1,5"),
    SPEC(DATE, .min_inclusive = "2015-02-30"),
    SPEC(DATE, .format = "dd/MM/yyyy", .min_inclusive = "01/01/2000"),
    SPEC(DATE, .min_inclusive = "2015-01-02", .max_inclusive = "2015-01-01"),
    SPEC(DURATION, .min_inclusive = "P2M", .max_inclusive = "P1M"),
};

START_TEST(refuses_contradictions)
{
  for (size_t i = 0; i < COUNT(contradictions); i++)
    refuse(&contradictions[i]);
}
END_TEST

/* Bounds that leave one value, or none that the recommendation forbids. */
START_TEST(accepts_narrow_bounds)
{
  static const LodDatatypeSpec narrow[] = {
      SPEC(INTEGER, .min_inclusive = "1", .max_inclusive = "1"),
      SPEC(INTEGER, .min_exclusive = "1", .max_exclusive = "1"),
      SPEC(DECIMAL, .min_inclusive = " 1.50 ", .max_inclusive = "1.5"),
      SPEC(STRING, .length = "2", .min_length = "2", .max_length = "2"),
      SPEC(STRING, .length = "+2"),
  };
  for (size_t i = 0; i < COUNT(narrow); i++)
    lod_datatype_free(compile(&narrow[i]));
}
END_TEST

RUN("facet", holds_facets, refuses_contradictions, accepts_narrow_bounds)
