#include "judge.h"

/* XSD 1.1 part 2, 3.3.3 (decimal), 3.4.13 (integer): lexical and canonical
   forms; white space collapses (4.3.6). */
static const Case decimals[] = {
    {"decimal", "0", "0", "0"},
    {"decimal", "-0", "-0", "0"},
    {"decimal", "+0.0", "+0.0", "0"},
    {"decimal", "0.50", "0.50", "0.5"},
    {"decimal", "01.50", "01.50", "1.5"},
    {"decimal", "-01.50", "-01.50", "-1.5"},
    {"decimal", "-1.50", "-1.50", "-1.5"},
    {"decimal", "+1", "+1", "1"},
    {"decimal", "1.", "1.", "1"},
    {"decimal", "1.000", "1.000", "1"},
    {"decimal", ".5", ".5", "0.5"},
    {"decimal", "-.5", "-.5", "-0.5"},
    {"decimal", "-0.5", "-0.5", "-0.5"},
    {"decimal", "-00.5", "-00.5", "-0.5"},
    {"decimal", "00.50", "00.50", "0.5"},
    {"decimal", "210", "210", "210"},
    {"decimal", "100", "100", "100"},
    {"decimal", "12678967.543233", "12678967.543233", "12678967.543233"},
    {"decimal", " \t12.5\r\n", "12.5", NULL},
    {"decimal", "", NULL, NULL},
    {"decimal", " ", NULL, NULL},
    {"decimal", ".", NULL, NULL},
    {"decimal", "+", NULL, NULL},
    {"decimal", "-", NULL, NULL},
    {"decimal", "-.", NULL, NULL},
    {"decimal", "+-1", NULL, NULL},
    {"decimal", "--1", NULL, NULL},
    {"decimal", "1-", NULL, NULL},
    {"decimal", "1.5.2", NULL, NULL},
    {"decimal", "1,5", NULL, NULL},
    {"decimal", "1 000", NULL, NULL},
    {"decimal", "1E3", NULL, NULL},
    {"decimal", "50%", NULL, NULL},
    {"decimal", "INF", NULL, NULL},
    {"decimal", "NaN", NULL, NULL},
    {"decimal", "0x1F", NULL, NULL},
    {"decimal", "1,5o", NULL, NULL},
    {"decimal",
     "\xE2\x88\x92"
     "5",
     NULL, NULL},                            /* U+2212 */
    {"decimal", "\xD9\xA1", NULL, NULL},     /* ARABIC-INDIC ONE */
    {"decimal", "\xEF\xBC\x91", NULL, NULL}, /* FULLWIDTH ONE */
    {"decimal",
     "1\xC2\xA0"
     "000",
     NULL, NULL},
    {"decimal",
     "\xC2\xA0"
     "1",
     NULL, NULL},
    {"integer", "0", "0", "0"},
    {"integer", "-0", "-0", "0"},
    {"integer", "007", "007", "7"},
    {"integer", "-007", "-007", "-7"},
    {"integer", "+7", "+7", "7"},
    {"integer", "-1", "-1", "-1"},
    {"integer", "7.0", NULL, NULL},
    {"integer", "7.", NULL, NULL},
    {"integer", "", NULL, NULL},
    {"integer", "+", NULL, NULL},
    {"integer", "seven", NULL, NULL},
};

START_TEST(reads_decimals)
{
  JUDGE_ALL(decimals);
}
END_TEST

/* XSD 1.1 part 2, 3.4.14 to 3.4.25: the bounds of every integer type, and the
   numbers next to them. */
static const struct {
  const char *type, *below, *low, *high, *above;
} ranges[] = {
    {"long", "-9223372036854775809", "-9223372036854775808",
     "9223372036854775807", "9223372036854775808"},
    {"int", "-2147483649", "-2147483648", "2147483647", "2147483648"},
    {"short", "-32769", "-32768", "32767", "32768"},
    {"byte", "-129", "-128", "127", "128"},
    {"nonNegativeInteger", "-1", "0", "99999999999999999999999", NULL},
    {"nonNegativeInteger", "-1", "-0", "+0", NULL},
    {"positiveInteger", "0", "1", "99999999999999999999999", NULL},
    {"unsignedLong", "-1", "0", "18446744073709551615", "18446744073709551616"},
    {"unsignedInt", "-1", "0", "4294967295", "4294967296"},
    {"unsignedShort", "-1", "0", "65535", "65536"},
    {"unsignedByte", "-1", "0", "255", "256"},
    {"unsignedByte", "-1", "-0", "000000255", "1000"},
    {"nonPositiveInteger", NULL, "-99999999999999999999999", "0", "1"},
    {"negativeInteger", NULL, "-99999999999999999999999", "-1", "0"},
};

START_TEST(holds_ranges)
{
  for (size_t i = 0; i < COUNT(ranges); i++) {
    Case cases[] = {
        {ranges[i].type, ranges[i].low, ranges[i].low, NULL},
        {ranges[i].type, ranges[i].high, ranges[i].high, NULL},
        {ranges[i].type, ranges[i].below ? ranges[i].below : "", NULL, NULL},
        {ranges[i].type, ranges[i].above ? ranges[i].above : "", NULL, NULL},
    };
    JUDGE_ALL(cases);
  }
}
END_TEST

/* From the least to the greatest; where EQUAL, to the one before. */
static const struct {
  const char *text;
  bool equal;
} ordered[] = {
    {"-99999999999999999999.5", false},
    {"-99999999999999999999", false},
    {"-10", false},
    {"-9.99", false},
    {"-9.989", false},
    {"-0.01", false},
    {"-0", false},
    {"0.000", true},
    {"+.0", true},
    {"0.00000000000000000000000000001", false},
    {"0.1", false},
    {"00.10", true},
    {"0.11", false},
    {"1", false},
    {"+1.", true},
    {"9007199254740992", false}, /* as doubles these two are equal */
    {"9007199254740993", false},
    {"18446744073709551616", false},
};

static int sign_of(int n)
{
  return (n > 0) - (n < 0);
}

START_TEST(orders_decimals)
{
  int rank[COUNT(ordered)];
  for (size_t i = 0; i < COUNT(ordered); i++)
    rank[i] = i == 0 ? 0 : rank[i - 1] + !ordered[i].equal;
  for (size_t i = 0; i < COUNT(ordered); i++) {
    for (size_t j = 0; j < COUNT(ordered); j++) {
      int order = lod_decimal_compare(lod_view(ordered[i].text),
                                      lod_view(ordered[j].text));
      ck_assert_msg(sign_of(order) == sign_of(rank[i] - rank[j]), "%s, %s",
                    ordered[i].text, ordered[j].text);
    }
  }
}
END_TEST

/* Numbers of 10,000 digits are read, refused, compared and brought to
   canonical form in full. */
START_TEST(stands_long_numbers)
{
  enum { SIZE = 10000 };
  static char text[SIZE + 1], other[SIZE + 1], canonical[SIZE + 1];
  memset(text, '7', SIZE);
  LodDatatypeSpec spec = {.base = LOD_XSD_INTEGER};
  LodDatatype *integer = compile(&spec);
  judge(integer, text, text, text);
  spec.base = LOD_XSD_LONG;
  LodDatatype *bounded = compile(&spec);
  judge(bounded, text, NULL, NULL);
  memcpy(other, text, SIZE);
  other[SIZE - 1] = '8';
  ck_assert_int_lt(lod_decimal_compare(lod_view(text), lod_view(other)), 0);
  memset(text, '0', SIZE);
  text[SIZE - 1] = '1';
  judge(bounded, text, text, "1");
  spec.base = LOD_XSD_DECIMAL;
  LodDatatype *decimal = compile(&spec);
  text[0] = '.';
  memcpy(canonical, text, SIZE);
  judge(decimal, text, text, NULL);
  text[SIZE - 1] = 'x';
  judge(decimal, text, NULL, NULL);
  lod_datatype_free(integer);
  lod_datatype_free(bounded);
  lod_datatype_free(decimal);
}
END_TEST

START_TEST(refuses_nul_bytes)
{
  LodArena *arena = lod_arena_new();
  static const char *const types[] = {
      "decimal", "integer",   "double",       "date",  "boolean", "duration",
      "Name",    "hexBinary", "base64Binary", "QName", "time",    "language"};
  static const LodView cells[] = {{"1\0", 2},
                                  {"\0", 1},
                                  {"\0"
                                   "1",
                                   2},
                                  {"2015-03-22\0", 11},
                                  {"true\0", 5}};
  for (size_t i = 0; i < COUNT(types); i++) {
    LodDatatypeSpec spec = {.base = type_of(types[i])};
    LodDatatype *datatype = compile(&spec);
    LodView form;
    for (size_t j = 0; j < COUNT(cells); j++)
      ck_assert(lod_datatype_parse(datatype, cells[j], arena, &form));
    lod_datatype_free(datatype);
  }
  lod_arena_free(arena);
}
END_TEST

/* What is a lexical form already comes back as the cell's own bytes. */
START_TEST(leaves_forms_in_place)
{
  static const Case cases[] = {
      {"decimal", "12.50", "12.50", "12.5"}, {"integer", "0012", NULL, "12"},
      {"date", "2015-03-22", NULL, NULL},    {"double", "1E3", NULL, NULL},
      {"string", " a ", NULL, NULL},         {"decimal", "-0.50", NULL, "-0.5"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodDatatypeSpec spec = {.base = type_of(cases[i].type)};
    LodDatatype *datatype = compile(&spec);
    LodView cell = lod_view(cases[i].cell);
    LodView form;
    ck_assert(!lod_datatype_parse(datatype, cell, NULL, &form));
    ck_assert_ptr_eq(form.data, cell.data);
    ck_assert_uint_eq(form.size, cell.size);
    if (cases[i].canonical) {
      LodView canonical = lod_datatype_canonical(datatype, form, NULL);
      check_view(canonical, cases[i].canonical, cases[i].cell);
      ck_assert(canonical.data >= cell.data &&
                canonical.data < cell.data + cell.size);
    }
    lod_datatype_free(datatype);
  }
}
END_TEST

RUN("number", reads_decimals, holds_ranges, orders_decimals,
    stands_long_numbers, refuses_nul_bytes, leaves_forms_in_place)
