#include "judge.h"
#include <stdio.h>

typedef struct Formatted {
  const char *type, *pattern, *decimal, *group;
  const char *cell, *lexical; /* NULL: refused */
} Formatted;

#define NBSP  "\xC2\xA0"     /* NO-BREAK SPACE */
#define NNBSP "\xE2\x80\xAF" /* NARROW NO-BREAK SPACE */
#define MINUS "\xE2\x88\x92" /* MINUS SIGN */
#define MILLE "\xE2\x80\xB0" /* PER MILLE SIGN */

static void judge_formatted(const Formatted *cases, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const Formatted *c = &cases[i];
    LodDatatypeSpec spec = {.base = type_of(c->type),
                            .format = c->pattern,
                            .decimal_char = c->decimal,
                            .group_char = c->group};
    LodDatatype *datatype = compile(&spec);
    judge(datatype, c->cell, c->lexical, NULL);
    lod_datatype_free(datatype);
  }
}

/* CSVW model 6.4.2 without a pattern. */
static const Formatted separated[] = {
    {"decimal", NULL, ",", NULL, "1234,50", "1234.50"},
    {"decimal", NULL, ",", NULL, "-0,50", "-0.50"},
    {"decimal", NULL, ",", NULL, "12", "12"},
    {"decimal", NULL, ",", NULL, ",5", ".5"},
    {"decimal", NULL, ",", NULL, "5,", "5."},
    {"decimal", NULL, ",", NULL, MINUS "12,5", "-12.5"},
    {"decimal", NULL, ",", NULL, " 12,5 ", "12.5"},
    {"decimal", NULL, ",", NULL, "25,5%", "0.255"},
    {"decimal", NULL, ",", NULL, "1.5", NULL},
    {"decimal", NULL, ",", NULL, "1,5,0", NULL},
    {"decimal", NULL, ",", NULL, "1,5o", NULL},
    {"decimal", NULL, ",", NULL, ",", NULL},
    {"decimal", NULL, ",", NULL, "-", NULL},
    {"decimal", NULL, ",", NULL, MINUS, NULL},
    {"decimal", NULL, ",", NULL, "", NULL},
    {"decimal", NULL, ",", NULL, "-,", NULL},
    {"decimal", NULL, ",", NULL, "1 234,50", NULL},
    {"decimal", NULL, ".", NULL, "1234.50", "1234.50"},
    {"decimal", NULL, "::", NULL, "12::5", "12.5"},
    {"integer", NULL, ",", NULL, "12", "12"},
    {"integer", NULL, ",", NULL, "12,0", NULL}, /* W3C test163 */
    {"integer", NULL, ",", NULL, "12,", NULL},
    {"byte", NULL, ",", NULL, "128", NULL},
    {"double", NULL, ",", NULL, "1,5E3", "1.5E3"},
    {"double", NULL, ",", NULL, "1,5e-3", "1.5E-3"},
    {"double", NULL, ",", NULL, "INF", "INF"},
    {"double", NULL, ",", NULL, "-INF", "-INF"},
    {"double", NULL, ",", NULL, "NaN", "NaN"},
    {"decimal", NULL, ",", NULL, "NaN", NULL},
    /* W3C test158, test168, test170, test171, test162 */
    {"decimal", NULL, ",", ".", "10.000,1", "10000.1"},
    {"decimal", NULL, NULL, ",", "123,456.789", "123456.789"},
    {"decimal", NULL, NULL, ",", "123456.789%", "1234.56789"},
    {"decimal", NULL, NULL, ",", "123456.789" MILLE, "123.456789"},
    {"decimal", NULL, NULL, ",", "123,,456.789", NULL},
    /* "the string value -25% must be interpreted as -0.25" */
    {"decimal", NULL, NULL, ",", "-25%", "-0.25"},
    {"decimal", NULL, NULL, ",", "+5%", "+0.05"},
    {"decimal", NULL, NULL, ",", "1234%", "12.34"},
    {"decimal", NULL, NULL, ",", "0.5%", "0.005"},
    {"decimal", NULL, NULL, ",", "007%", "0.07"},
    {"decimal", NULL, NULL, ",", "12.50%", "0.1250"},
    {"decimal", NULL, NULL, ",", "1,000%", "10.00"},
    {"integer", NULL, NULL, ",", "300%", "3"},
    {"integer", NULL, NULL, ",", "50%", NULL},
    {"double", NULL, NULL, ",", "50%", "0.50"},
    {"double", NULL, NULL, ",", "1,234.5E3", "1234.5E3"},
    {"double", NULL, NULL, ",", "1E3%", NULL},    /* exponent or percent */
    {"decimal", NULL, NULL, ",", "1E3", NULL},    /* exponent in a decimal */
    {"decimal", NULL, NULL, ",", "1,2,3", "123"}, /* anywhere, says 6.4.2 */
    {"decimal", NULL, NULL, ",", ",123", NULL},   /* a digit comes first */
    {"decimal", NULL, NULL, ",", ".5", NULL},
    {"decimal", NULL, NULL, ",", "5.", NULL},
    {"decimal", NULL, NULL, ",", "1.234,5", NULL}, /* none in the fraction */
    {"decimal", NULL, NULL, ",", "5 %", NULL},
    {"decimal", NULL, NULL, ",", "%", NULL},
    {"decimal", NULL, NULL, ",", "5%%", NULL},
    {"decimal", NULL, NULL, ",", "%5", NULL},
    /* The three blanks group for each other. */
    {"decimal", NULL, ",", " ", "1 234 567,50", "1234567.50"},
    {"decimal", NULL, ",", " ", "1" NBSP "234" NNBSP "567,5", "1234567.5"},
    {"decimal", NULL, ",", NBSP, "1 234,5", "1234.5"},
    {"decimal", NULL, ",", NNBSP, "1" NBSP "234", "1234"},
    {"decimal", NULL, ",", " ", MINUS "1" NBSP "234,5", "-1234.5"},
    {"decimal", NULL, ",", " ", "1" NBSP NBSP "234", NULL},
    {"decimal", NULL, ",", " ", "1  234", "1234"}, /* collapsed before */
    {"decimal", NULL, ",", " ", "25 %", "0.25"},
    {"decimal", NULL, ",", "'", "1" NBSP "234", NULL},
    {"decimal", NULL, ",", "'", "1'234,5", "1234.5"},
    {"decimal", NULL, ",", " ", "1 234 kr", NULL},
    {"decimal", NULL, ",", " ", "\xD9\xA1 234", NULL},
};

START_TEST(reads_separated_numbers)
{
  judge_formatted(separated, COUNT(separated));
}
END_TEST

/* CSVW model 6.4.2 and UTS 35 part 3; grouping is strict. */
static const Formatted patterned[] = {
    /* W3C test158, test160 */
    {"integer", "#0", NULL, NULL, "0", "0"},
    {"integer", "#0", NULL, NULL, "10", "10"},
    {"decimal", "#0.###", NULL, NULL, "0.1", "0.1"},
    {"decimal", "#0.###", NULL, NULL, "10.1", "10.1"},
    {"double", "#0.###E#0", NULL, NULL, "0.0E0", "0.0E0"},
    {"double", "#0.###E#0", NULL, NULL, "10.10E1", "10.10E1"},
    {"integer", "0", NULL, NULL, "10.1", NULL},
    {"decimal", "0.0", NULL, NULL, "10.10", NULL},
    {"double", "0.0E0", NULL, NULL, "10.10e10", NULL},
    /* test286 to test304 */
    {"integer", "##0", NULL, NULL, "1,234", NULL},
    {"integer", "##0", NULL, NULL, "123.4", NULL},
    {"integer", "#,#00", NULL, NULL, "1", NULL},
    {"integer", "#,#00", NULL, NULL, "1234", NULL},
    {"integer", "#,#00", NULL, NULL, "12,34", NULL},
    {"integer", "#,##,#00", NULL, NULL, "1234", NULL},
    {"integer", "#,##,#00", NULL, NULL, "12,34", NULL},
    {"decimal", "#0.#", NULL, NULL, "1,234.5", NULL},
    {"decimal", "#0.0", NULL, NULL, "1", NULL},
    {"decimal", "#0.0", NULL, NULL, "12.34", NULL},
    {"decimal", "#0.0#", NULL, NULL, "1", NULL},
    {"decimal", "#0.0#", NULL, NULL, "12.345", NULL},
    {"decimal", "#0.0#,#", NULL, NULL, "12.345", NULL},
    {"decimal", "#0.0#,#", NULL, NULL, "12.34,567", NULL},
    {"decimal", "#0.0#,#", NULL, NULL, "12.34,5", "12.345"},
    /* the whole part */
    {"integer", "#,#00", NULL, NULL, "12", "12"},
    {"integer", "#,#00", NULL, NULL, "123", "123"},
    {"integer", "#,#00", NULL, NULL, "1,234", "1234"},
    {"integer", "#,#00", NULL, NULL, "-1,234,567", "-1234567"},
    {"integer", "#,#00", NULL, NULL, "1,2345", NULL},
    {"integer", "#,#00", NULL, NULL, "1,234,", NULL},
    {"integer", "#,#00", NULL, NULL, ",234", NULL},
    {"integer", "#,##,#00", NULL, NULL, "1,23,45,678", "12345678"},
    {"integer", "#,##,#00", NULL, NULL, "12,345,678", NULL},
    {"integer", "0,000", NULL, NULL, "0,012", "0012"},
    {"integer", "0,000", NULL, NULL, "012", NULL},
    {"integer", "000", NULL, NULL, "007", "007"},
    {"integer", "000", NULL, NULL, "07", NULL},
    {"integer", "000", NULL, NULL, "12345", "12345"},
    {"byte", "#0", NULL, NULL, "200", NULL},
    {"integer", "#", NULL, NULL, "", NULL},
    {"integer", "#0", NULL, NULL, "-", NULL},
    {"decimal", "#.0", NULL, NULL, ".5", ".5"},
    {"decimal", "#.##", NULL, NULL, "5", "5"},
    {"decimal", "#.##", NULL, NULL, "5.", NULL},
    {"decimal", "#.##", NULL, NULL, ".", NULL},
    /* the fraction (test285) */
    {"decimal", "0.0##,###", NULL, NULL, "1.1", "1.1"},
    {"decimal", "0.0##,###", NULL, NULL, "1.123,4", "1.1234"},
    {"decimal", "0.0##,###", NULL, NULL, "1.123,456", "1.123456"},
    {"decimal", "0.000,0##", NULL, NULL, "1.199,9", "1.1999"},
    {"decimal", "0.000,0##", NULL, NULL, "1.199", NULL},
    {"decimal", "0.000,000", NULL, NULL, "1.123,45", NULL},
    {"decimal", "#,##0.###,#", NULL, NULL, "1,234.567,8", "1234.5678"},
    {"decimal", "#,##0.###,#", NULL, NULL, "1,234.5678", NULL},
    {"decimal", "#,##0.###,#", NULL, NULL, "1,234.56,78", NULL},
    {"decimal", "#,##0.###,#", NULL, NULL, "1,234.567,", NULL},
    {"decimal", "#,##0.###,#", NULL, NULL, "1,234.567,89", NULL},
    {"decimal", "#,##0.###,#", NULL, NULL, "12", "12"},
    /* the pattern is written with the separators themselves */
    {"decimal", "#.##0,00", ",", ".", "1.234,50", "1234.50"},
    {"decimal", "# ##0,00", ",", " ", "1 234,50", "1234.50"},
    {"decimal", "# ##0,00", ",", " ", "-1" NBSP "234,50", "-1234.50"},
    {"decimal", "#" NBSP "##0,00", ",", " ", "1" NNBSP "234,50", "1234.50"},
    {"decimal", "# ##0,00", ",", " ", "1234,50", NULL},
    {"decimal", "# ##0,00", ",", " ", "1 234,5", NULL},
    {"decimal", "#0,00", ",", NULL, "1234,50", "1234.50"},
    /* signs */
    {"integer", "#0", NULL, NULL, "-5", "-5"},
    {"integer", "#0", NULL, NULL, MINUS "5", "-5"},
    {"integer", "#0", NULL, NULL, "+5", NULL},
    {"integer", "+#0", NULL, NULL, "+5", "+5"},
    {"integer", "+#0", NULL, NULL, "-5", "-5"},
    {"integer", "+#0", NULL, NULL, "5", NULL},
    /* percent and per mille */
    {"decimal", "#0%", NULL, NULL, "25%", "0.25"},
    {"decimal", "#0%", NULL, NULL, "-25%", "-0.25"},
    {"decimal", "#0%", NULL, NULL, "25", NULL},
    {"decimal", "#0%", NULL, NULL, "25" MILLE, NULL},
    {"decimal", "#0.0" MILLE, NULL, NULL, "5.0" MILLE, "0.0050"},
    {"decimal", "%#0", NULL, NULL, "%25", "0.25"},
    {"decimal", "%#0", NULL, NULL, "25%", NULL},
    {"decimal", "#0 %", NULL, NULL, "25 %", "0.25"},
    {"decimal", "#0 %", NULL, NULL, "25" NBSP "%", "0.25"},
    {"decimal", "#0 %", NULL, NULL, "25%", NULL},
    {"decimal", "#0%", NULL, NULL, "25 %", NULL},
    {"decimal", "# ##0,0 %", ",", " ", "1 234,5 %", "12.345"},
    /* exponents: "the string value 1E6 as 1000000" */
    {"decimal", "0E0", NULL, NULL, "1E6", "1000000"},
    {"integer", "0E0", NULL, NULL, "1E6", "1000000"},
    {"decimal", "0.0#E0", NULL, NULL, "1.25E1", "12.5"},
    {"decimal", "0.0#E0", NULL, NULL, "-1.25E-2", "-0.0125"},
    {"decimal", "0.0#E0", NULL, NULL, "1.25E0", "1.25"},
    {"integer", "0.0#E0", NULL, NULL, "1.25E1", NULL},
    {"integer", "0.0#E0", NULL, NULL, "1.25E2", "125"},
    {"double", "0E0", NULL, NULL, "1E6", "1E6"},
    {"double", "0E0", NULL, NULL, "1", NULL},
    {"double", "0E0", NULL, NULL, "1E+6", NULL},
    {"double", "0E0", NULL, NULL, "1E", NULL},
    {"double", "0E+0", NULL, NULL, "1E+6", "1E+6"},
    {"double", "0E+0", NULL, NULL, "1E-6", "1E-6"},
    {"double", "0E+0", NULL, NULL, "1E6", NULL},
    {"double", "0E00", NULL, NULL, "1E6", NULL},
    {"double", "0E00", NULL, NULL, "1E06", "1E06"},
    {"double", "0E0%", NULL, NULL, "125E1%", "1.25E1"},
    {"decimal", "0E0", NULL, NULL, "1E10000", NULL}, /* too large to write */
    {"decimal", "0E0", NULL, NULL, "1E99999999999999999999", NULL},
    {"double", "0E0", NULL, NULL, "1E99999999999999999999",
     "1E99999999999999999999"},
    {"double", "0.0", NULL, NULL, "NaN", "NaN"},
    {"decimal", "0.0", NULL, NULL, "INF", NULL},
};

START_TEST(reads_patterned_numbers)
{
  judge_formatted(patterned, COUNT(patterned));
}
END_TEST

/* UTS 35 part 3, "Number Patterns"; the symbols that CSVW names. */
START_TEST(refuses_bad_patterns)
{
  static const LodDatatypeSpec specs[] = {
      {.format = ""},
      {.format = "["}, /* W3C test159 */
      {.format = "0#"},
      {.format = "#0.#0"},
      {.format = "0."},
      {.format = ","},
      {.format = ",0"},
      {.format = "0,"},
      {.format = "#,,##0"},
      {.format = "0.0.0"},
      {.format = "0.,0"},
      {.format = "0.0,"},
      {.format = "0.00,0,00"},
      {.format = "0.0,00"},
      {.format = "0E"},
      {.format = "0E#"},
      {.format = "E0"},
      {.format = "%"},
      {.format = "%0%"},
      {.format = "0%%"},
      {.format = "0;-0"},
      {.format = "0x"},
      {.format = "0 "},
      {.format = "++0"},
      {.format = "#,##0.00", .decimal_char = ","},
      {.decimal_char = ""},
      {.decimal_char = "5"},
      {.decimal_char = "-"},
      {.decimal_char = "E"},
      {.group_char = "0"},
      {.group_char = "%"},
      {.group_char = "."},
      {.decimal_char = ",", .group_char = ","},
      {.group_char = MINUS},
  };
  for (size_t i = 0; i < COUNT(specs); i++) {
    LodDatatypeSpec spec = specs[i];
    spec.base = LOD_XSD_DECIMAL;
    refuse(&spec);
  }
  LodDatatypeSpec text = {.base = LOD_XSD_STRING, .decimal_char = ","};
  refuse(&text);
}
END_TEST

START_TEST(stands_long_numbers)
{
  enum { GROUPS = 5000 };
  static char cell[GROUPS * 4 + 8], lexical[GROUPS * 3 + 8];
  char *in = cell, *out = lexical;
  for (int i = 0; i < GROUPS; i++) {
    in += sprintf(in, i ? ",%03d" : "%d", 1 + i % 998);
    out += sprintf(out, i ? "%03d" : "%d", 1 + i % 998);
  }
  LodDatatypeSpec spec = {.base = LOD_XSD_INTEGER, .format = "#,##0"};
  LodDatatype *datatype = compile(&spec);
  judge(datatype, cell, lexical, NULL);
  in[-1] = ',';
  judge(datatype, cell, NULL, NULL);
  lod_datatype_free(datatype);
  static char zeros[9999 + 2];
  memset(zeros, '0', 10000);
  zeros[0] = '1';
  spec.format = "0E0";
  datatype = compile(&spec);
  judge(datatype, "1E9999", zeros, NULL);
  lod_datatype_free(datatype);
}
END_TEST

RUN("number_format", reads_separated_numbers, reads_patterned_numbers,
    refuses_bad_patterns, stands_long_numbers)
