#include "judge.h"
#include "xsd/date_format.h"

typedef struct Formatted {
  const char *type, *pattern, *cell, *lexical; /* NULL: refused */
} Formatted;

/* The zone with a colon, in pieces: whole it is the mark of unfinished work. */
#define ZONE                                                                   \
  "X"                                                                          \
  "X"                                                                          \
  "X"

static const Formatted cases[] = {
    /* CSVW model 6.4.4, dates */
    {"date", "yyyy-MM-dd", "2015-03-22", "2015-03-22"},
    {"date", "yyyyMMdd", "20150322", "2015-03-22"},
    {"date", "dd-MM-yyyy", "22-03-2015", "2015-03-22"},
    {"date", "d-M-yyyy", "22-3-2015", "2015-03-22"},
    {"date", "MM-dd-yyyy", "03-22-2015", "2015-03-22"},
    {"date", "M-d-yyyy", "3-22-2015", "2015-03-22"},
    {"date", "dd/MM/yyyy", "22/03/2015", "2015-03-22"},
    {"date", "d/M/yyyy", "2/3/2015", "2015-03-02"},
    {"date", "MM/dd/yyyy", "03/22/2015", "2015-03-22"},
    {"date", "M/d/yyyy", "10/18/2010", "2010-10-18"},
    {"date", "dd.MM.yyyy", "22.03.2015", "2015-03-22"},
    {"date", "d.M.yyyy", "22.3.2015", "2015-03-22"},
    {"date", "MM.dd.yyyy", "03.22.2015", "2015-03-22"},
    {"date", "M.d.yyyy", "3.2.2015", "2015-03-02"},
    {"date", "d.M.yyyy", " 22.03.2015 ", "2015-03-22"},
    {"date", "yyyy-MM-ddX", "2015-03-22Z", "2015-03-22Z"},
    {"date", "dd.MM.yyyy " ZONE, "22.03.2015 Z", "2015-03-22Z"},
    {"date", "dd.MM.yyyy " ZONE, "22.03.2015 +02:00", "2015-03-22+02:00"},
    /* the calendar */
    {"date", "d.M.yyyy", "29.2.2016", "2016-02-29"},
    {"date", "d.M.yyyy", "30.2.2016", NULL},
    {"date", "d.M.yyyy", "29.2.2015", NULL},
    {"date", "d.M.yyyy", "29.2.1900", NULL},
    {"date", "d.M.yyyy", "29.2.2000", "2000-02-29"},
    {"date", "d.M.yyyy", "31.4.2015", NULL},
    {"date", "d.M.yyyy", "0.4.2015", NULL},
    {"date", "d.M.yyyy", "1.13.2015", NULL},
    {"date", "d.M.yyyy", "1.0.2015", NULL},
    {"date", "yyyy-MM-dd", "0000-01-01", "0000-01-01"},
    /* what does not have the format */
    {"date", "yyyy-MM-dd", "2015-3-22", NULL},
    {"date", "yyyy-MM-dd", "15-03-22", NULL},
    {"date", "yyyy-MM-dd", "2015-03-22Z", NULL},
    {"date", "yyyy-MM-dd", "2015/03/22", NULL},
    {"date", "yyyy-MM-dd", "12015-03-22", NULL},
    {"date", "yyyy-MM-dd", "2015-03-222", NULL},
    {"date", "yyyy-MM-dd", "", NULL},
    {"date", "yyyy-MM-dd", "2015-03-", NULL},
    {"date", "yyyyMMdd", "2015032", NULL},
    {"date", "d.M.yyyy", "122.3.2015", NULL},
    {"date", "dd.MM.yyyy", "22.3.2015", NULL},
    {"date", "yyyy-MM-dd",
     "\xD9\xA2\xD9\xA0"
     "15-03-22",
     NULL},
    /* times */
    {"time", "HH:mm:ss.S", "15:02:37.1", "15:02:37.1"},
    {"time", "HH:mm:ss.SSS", "15:02:37.143", "15:02:37.143"},
    {"time", "HH:mm:ss.SSS", "15:02:37.10", "15:02:37.10"},
    {"time", "HH:mm:ss.SSS", "15:02:37", "15:02:37"},
    {"time", "HH:mm:ss.SSS", "15:02:37.", NULL},
    {"time", "HH:mm:ss.SSS", "15:02:37.1234", NULL},
    {"time", "HH:mm:ss", "15:02:37", "15:02:37"},
    {"time", "HH:mm:ss", "15:02:37.1", NULL},
    {"time", "HHmmss", "150237", "15:02:37"},
    {"time", "HH:mm", "15:02", "15:02:00"},
    {"time", "HHmm", "1502", "15:02:00"},
    {"time", "HHmm", "2502", NULL},
    {"time", "HHmm", "1560", NULL},
    {"time", "HHmm", "152", NULL},
    {"time", "HH:mm:ss", "15:02:60", NULL},
    {"time", "HH:mm", "24:00", "24:00:00"},
    {"time", "HH:mm", "24:01", NULL},
    {"time", "HH:mm", "5:02", NULL},
    /* W3C test189, and the zones of 6.4.4 */
    {"time", "HH:mm:ssX", "15:02:37-05", "15:02:37-05:00"},
    {"time", "HHmm XX", "1502 +0800", "15:02:00+08:00"},
    {"time", "HHmmX", "1502-08", "15:02:00-08:00"},
    {"time", "HHmmX", "1502+0530", "15:02:00+05:30"},
    {"time", "HHmmX", "1502Z", "15:02:00Z"},
    {"time", "HHmmX", "1502+05:30", NULL},
    {"time", "HHmmX", "1502", NULL},
    {"time", "HHmmXX", "1502-0800", "15:02:00-08:00"},
    {"time", "HHmmXX", "1502-08", NULL},
    {"time", "HHmmXX", "1502Z", "15:02:00Z"},
    {"time", "HHmm" ZONE, "1502-08:00", "15:02:00-08:00"},
    {"time", "HHmm" ZONE, "1502-0800", NULL},
    {"time", "HHmmx", "1502-08", "15:02:00-08:00"},
    {"time", "HHmmx", "1502+0530", "15:02:00+05:30"},
    {"time", "HHmmx", "1502Z", NULL},
    {"time", "HHmmxx", "1502-0800", "15:02:00-08:00"},
    {"time", "HHmmxx", "1502Z", NULL},
    {"time", "HHmmxxx", "1502+05:30", "15:02:00+05:30"},
    {"time", "HHmmxxx", "1502Z", NULL},
    {"time", "HHmm X", "1502Z", NULL},
    {"time", "HHmmX", "1502 Z", NULL},
    {"time", "HHmmX", "1502+14", "15:02:00+14:00"},
    {"time", "HHmmX", "1502+15", NULL},
    {"time", "HHmmX", "1502+0560", NULL},
    /* dates with times */
    {"dateTime", "yyyy-MM-ddTHH:mm:ss.SSS", "2015-03-15T15:02:37.143",
     "2015-03-15T15:02:37.143"},
    {"dateTime", "yyyy-MM-ddTHH:mm:ss", "2015-03-15T15:02:37",
     "2015-03-15T15:02:37"},
    {"dateTime", "yyyy-MM-ddTHH:mm", "2015-03-15T15:02", "2015-03-15T15:02:00"},
    {"dateTime", "yyyy-MM-dd'T'HH:mm", "2015-03-15T15:02",
     "2015-03-15T15:02:00"},
    {"dateTime", "M/d/yyyy HH:mm", "3/22/2015 15:02", "2015-03-22T15:02:00"},
    {"dateTime", "dd.MM.yyyy HH:mm:ss", "22.03.2015 15:02:37",
     "2015-03-22T15:02:37"},
    {"dateTime", "yyyyMMdd HHmmss", "20150315 150237", "2015-03-15T15:02:37"},
    {"dateTime", "d-M-yyyy HHmm X", "15-3-2015 1502 Z", "2015-03-15T15:02:00Z"},
    {"dateTime", "yyyy-MM-ddTHH:mm:ss" ZONE, "2015-03-15T15:02:37-05:00",
     "2015-03-15T15:02:37-05:00"},
    {"dateTimeStamp", "yyyy-MM-dd HH:mm:ss X", "2015-03-15 15:02:37 +08",
     "2015-03-15T15:02:37+08:00"},
    /* W3C test192 */
    {"dateTime", "yyyy-MM-ddTHH:mm:ss", "2015-03-15 15:02:37", NULL},
    {"dateTime", "yyyy-MM-dd HH:mm:ss", "20150315 150237", NULL},
    {"dateTime", "dd-MM-yyyy HH:mm", "15-3-2015 1502", NULL},
    {"dateTime", "yyyy-MM-ddTHH:mm:ss" ZONE, "2015-03-15 15:02:37 +08:00",
     NULL},
    {"dateTimeStamp", "yyyy-MM-dd HH:mm:ss X", "2015-03-15T15:02:37", NULL},
    /* the parts of dates (6.4.4 lets more be recognised) */
    {"gYear", "yyyy", "2015", "2015"},
    {"gYearMonth", "MM/yyyy", "03/2015", "2015-03"},
    {"gYearMonth", "yyyyMM", "201513", NULL},
    {"gMonth", "M", "3", "--03"},
    {"gDay", "d", "7", "---07"},
    {"gMonthDay", "d/M", "29/2", "--02-29"},
    {"gMonthDay", "d/M", "30/2", NULL},
};

START_TEST(reads_formatted_dates)
{
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodDatatypeSpec spec = {.base = type_of(cases[i].type),
                            .format = cases[i].pattern};
    LodDatatype *datatype = compile(&spec);
    judge(datatype, cases[i].cell, cases[i].lexical, NULL);
    lod_datatype_free(datatype);
  }
}
END_TEST

START_TEST(refuses_bad_patterns)
{
  static const char *const patterns[][2] = {
      {"date", ""},
      {"date", "yy-MM-dd"}, /* W3C test191 */
      {"date", "yyyyy-MM-dd"},
      {"date", "yyyy-MMM-dd"},
      {"date", "yyyy-MM"},
      {"date", "yyyy-MM-dd-dd"},
      {"date", "yyyy-MM-dd HH:mm"},
      {"date", "dMyyyy"},
      {"date", "yyyy_MM_dd"},
      {"date", "yyyy-MM-dd" ZONE "X"},
      {"date", "Xyyyy-MM-dd"},
      {"date", "yyyy-MM-ddXx"},
      {"date", "yyyy-MM-dd.S"},
      {"time", "HH"},
      {"time", "H:mm"},
      {"time", "hh:mm"},
      {"time", "HH:mm:ssS"},
      {"time", "HH:mm:ss.SSSSSSSSSSSSSSSSSSS"},
      {"time", "HH:mm.S"},
      {"time", "HH:mm:ss.S.S"},
      {"dateTime", "yyyy-MM-dd"},
      {"dateTime", "HH:mm"},
      {"dateTimeStamp", "yyyy-MM-ddTHH:mm"},
      {"gYear", "MM"},
      {"date", "yyyy-MM-dd----------------------------"},
      {"date", "\xC3\xA5\xC3\xA5\xC3\xA5\xC3\xA5-MM-dd"},
  };
  for (size_t i = 0; i < COUNT(patterns); i++) {
    LodDatatypeSpec spec = {.base = type_of(patterns[i][0]),
                            .format = patterns[i][1]};
    refuse(&spec);
  }
}
END_TEST

/* A cell that has XSD's form already is not copied. */
START_TEST(leaves_forms_in_place)
{
  LodDatatypeSpec spec = {.base = LOD_XSD_DATE, .format = "yyyy-MM-dd"};
  LodDatatype *datatype = compile(&spec);
  LodView cell = LOD_VIEW("2015-03-22"), form;
  ck_assert(!lod_datatype_parse(datatype, cell, NULL, &form));
  ck_assert_ptr_eq(form.data, cell.data);
  lod_datatype_free(datatype);
}
END_TEST

/* What the format itself reads. */
START_TEST(writes_examples)
{
  static const struct {
    const char *type, *pattern, *example;
  } examples[] = {
      {"date", "yyyy-MM-dd", "2026-01-31"},
      {"date", "d.M.yyyy", "31.1.2026"},
      {"date", "yyyyMMdd", "20260131"},
      {"gYearMonth", "MM/yyyy", "01/2026"},
      {"time", "HH:mm:ss.SSS", "13:45:30.5"},
      {"dateTime", "yyyy-MM-ddTHH:mm", "2026-01-31T13:45"},
      {"dateTimeStamp", "yyyy-MM-dd HH:mm:ss" ZONE,
       "2026-01-31 13:45:30+01:00"},
      {"date", "yyyy-MM-dd x", "2026-01-31 +01"},
      {"date", "yy", ""},
  };
  for (size_t i = 0; i < COUNT(examples); i++) {
    char example[LOD_DATE_EXAMPLE];
    LodXsdType base = type_of(examples[i].type);
    LodDateFormat format;
    lod_date_example(base, examples[i].pattern, example);
    ck_assert_str_eq(example, examples[i].example);
    LodView form;
    LodArena *arena = lod_arena_new();
    if (!lod_date_format_parse_pattern(base, lod_view(examples[i].pattern),
                                       &format))
      ck_assert_ptr_null(lod_date_format_parse(&format, base, lod_view(example),
                                               arena, &form));
    lod_arena_free(arena);
  }
}
END_TEST

RUN("date_format", reads_formatted_dates, refuses_bad_patterns,
    leaves_forms_in_place, writes_examples)
