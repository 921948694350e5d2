#include "judge.h"
#include "xsd/calendar.h"
#include "xsd/moment.h"

/* XSD 1.1 part 2, 3.3.7 to 3.3.14, 3.4.28: lexical forms, and canonical ones
   with UTC as far as the type can tell. */
static const Case moments[] = {
    {"date", "2015-03-22", "2015-03-22", "2015-03-22"},
    {"date", "2015-03-22Z", "2015-03-22Z", "2015-03-22Z"},
    {"date", "2015-03-22+00:00", "2015-03-22+00:00", "2015-03-22Z"},
    {"date", "2015-03-22-00:00", "2015-03-22-00:00", "2015-03-22Z"},
    {"date", "2015-03-22+02:00", "2015-03-22+02:00", "2015-03-22+02:00"},
    {"date", "2000-01-01+13:00", "2000-01-01+13:00", "1999-12-31-11:00"},
    {"date", "1999-12-31-11:00", "1999-12-31-11:00", "1999-12-31-11:00"},
    {"date", "1999-12-31-12:00", "1999-12-31-12:00", "2000-01-01+12:00"},
    {"date", "0000-02-29", "0000-02-29", "0000-02-29"}, /* 1.1: a year 0 */
    {"date", "-0000-02-29", "-0000-02-29", "0000-02-29"},
    {"date", "-0004-02-29", "-0004-02-29", "-0004-02-29"},
    {"date", "-0001-02-28", "-0001-02-28", "-0001-02-28"},
    {"date", "12345-01-01", "12345-01-01", "12345-01-01"},
    {"date", "-12345-01-01Z", "-12345-01-01Z", "-12345-01-01Z"},
    {"date", " 2015-03-22\n", "2015-03-22", NULL},
    {"date", "2016-02-29", "2016-02-29", NULL},
    {"date", "2016-02-30", NULL, NULL},
    {"date", "2015-02-29", NULL, NULL},
    {"date", "1900-02-29", NULL, NULL},
    {"date", "2000-02-29", "2000-02-29", NULL},
    {"date", "2015-04-31", NULL, NULL},
    {"date", "2015-00-10", NULL, NULL},
    {"date", "2015-13-10", NULL, NULL},
    {"date", "2015-01-00", NULL, NULL},
    {"date", "2015-1-1", NULL, NULL},
    {"date", "15-01-01", NULL, NULL},
    {"date", "02015-01-01", NULL, NULL},
    {"date", "+2015-01-01", NULL, NULL},
    {"date", "--2015-01-01", NULL, NULL},
    {"date", "20150101", NULL, NULL},
    {"date", "2015-01-01T00:00:00", NULL, NULL},
    {"date", "2015-01-01z", NULL, NULL},
    {"date", "2015-01-01+1:00", NULL, NULL},
    {"date", "2015-01-01+14:00", "2015-01-01+14:00", NULL},
    {"date", "2015-01-01+14:01", NULL, NULL},
    {"date", "2015-01-01+13:60", NULL, NULL},
    {"date", "2015-01-01+02", NULL, NULL},
    {"date", "2015-01-01+02:0", NULL, NULL},
    {"date", "2015-01-01ZZ", NULL, NULL},
    {"date", "2015-01-01 Z", NULL, NULL},
    {"date", "", NULL, NULL},
    {"date", "-", NULL, NULL},
    {"date", "2015", NULL, NULL},
    {"date", "2015-", NULL, NULL},
    {"date", "1234567890-01-01", NULL, NULL}, /* 5.4: a limit of ours */
    {"date", "999999999-12-31", "999999999-12-31", "999999999-12-31"},
    {"date",
     "\xD9\xA2"
     "015-01-01",
     NULL, NULL},
    {"dateTime", "2002-10-10T12:00:00-05:00", "2002-10-10T12:00:00-05:00",
     "2002-10-10T17:00:00Z"},
    {"dateTime", "2002-10-10T17:00:00Z", "2002-10-10T17:00:00Z",
     "2002-10-10T17:00:00Z"},
    {"dateTime", "2002-10-10T12:00:00", "2002-10-10T12:00:00",
     "2002-10-10T12:00:00"},
    {"dateTime", "2002-10-10T12:00:00.500", "2002-10-10T12:00:00.500",
     "2002-10-10T12:00:00.5"},
    {"dateTime", "2002-10-10T12:00:00.000", "2002-10-10T12:00:00.000",
     "2002-10-10T12:00:00"},
    {"dateTime", "2002-12-31T24:00:00", "2002-12-31T24:00:00",
     "2003-01-01T00:00:00"},
    {"dateTime", "2002-12-31T24:00:00.0Z", "2002-12-31T24:00:00.0Z",
     "2003-01-01T00:00:00Z"},
    {"dateTime", "2000-03-01T00:30:00+01:00", "2000-03-01T00:30:00+01:00",
     "2000-02-29T23:30:00Z"},
    {"dateTime", "0000-01-01T00:30:00+01:00", "0000-01-01T00:30:00+01:00",
     "-0001-12-31T23:30:00Z"},
    {"datetime", "2015-03-15T15:02:37", "2015-03-15T15:02:37", NULL},
    {"dateTime", "2002-12-31T24:00:01", NULL, NULL},
    {"dateTime", "2002-12-31T25:00:00", NULL, NULL},
    {"dateTime", "2002-12-31T23:60:00", NULL, NULL},
    {"dateTime", "2002-12-31T23:59:60", NULL, NULL}, /* no leap seconds */
    {"dateTime", "2002-12-31T23:59", NULL, NULL},
    {"dateTime", "2002-12-31T23:59:5", NULL, NULL},
    {"dateTime", "2002-12-31T23:59:59.", NULL, NULL},
    {"dateTime", "2002-12-31 23:59:59", NULL, NULL},
    {"dateTime", "2002-12-31t23:59:59", NULL, NULL},
    {"dateTime", "2002-12-31", NULL, NULL},
    {"dateTime", "2002-02-30T00:00:00", NULL, NULL},
    {"dateTime", "2002-01-01T00:00:00.1234567890123456789", NULL, NULL},
    {"dateTime", "2002-01-01T00:00:00.12345678901234567800",
     "2002-01-01T00:00:00.12345678901234567800",
     "2002-01-01T00:00:00.123456789012345678"},
    {"dateTimeStamp", "2004-04-12T13:20:00-05:00", "2004-04-12T13:20:00-05:00",
     "2004-04-12T18:20:00Z"},
    {"dateTimeStamp", "2004-04-12T13:20:00", NULL, NULL},
    {"time", "13:20:00", "13:20:00", "13:20:00"},
    {"time", "13:20:00-05:00", "13:20:00-05:00", "18:20:00Z"},
    {"time", "24:00:00", "24:00:00", "00:00:00"},
    {"time", "24:00:00Z", "24:00:00Z", "00:00:00Z"},
    {"time", "13:20:00.50Z", "13:20:00.50Z", "13:20:00.5Z"},
    /* In UTC these two lie on the days before and after. */
    {"time", "00:30:00+01:00", "00:30:00+01:00", "00:00:00+00:30"},
    {"time", "23:30:00-01:00", "23:30:00-01:00", "23:59:00-00:31"},
    {"time", "13:20", NULL, NULL},
    {"time", "1:20:00", NULL, NULL},
    {"time", "T13:20:00", NULL, NULL},
    {"time", "24:00:01", NULL, NULL},
    {"gYear", "2015", "2015", "2015"},
    {"gYear", "-0044", "-0044", "-0044"},
    {"gYear", "2015+00:00", "2015+00:00", "2015Z"},
    {"gYear", "15", NULL, NULL},
    {"gYear", "2015-01", NULL, NULL},
    {"gYearMonth", "2015-03", "2015-03", "2015-03"},
    {"gYearMonth", "2015-03+02:00", "2015-03+02:00", "2015-03+02:00"},
    {"gYearMonth", "2015-13", NULL, NULL},
    {"gYearMonth", "2015", NULL, NULL},
    {"gMonth", "--03", "--03", "--03"},
    {"gMonth", "--12-00:00", "--12-00:00", "--12Z"},
    {"gMonth", "--13", NULL, NULL},
    {"gMonth", "03", NULL, NULL},
    {"gMonth", "--03--", NULL, NULL}, /* the form of a withdrawn draft */
    {"gMonthDay", "--02-29", "--02-29", "--02-29"},
    {"gMonthDay", "--02-30", NULL, NULL},
    {"gMonthDay", "--04-31", NULL, NULL},
    {"gMonthDay", "-02-29", NULL, NULL},
    {"gDay", "---31", "---31", "---31"},
    {"gDay", "---01Z", "---01Z", "---01Z"},
    {"gDay", "---32", NULL, NULL},
    {"gDay", "---00", NULL, NULL},
    {"gDay", "--01", NULL, NULL},
};

START_TEST(reads_moments)
{
  JUDGE_ALL(moments);
}
END_TEST

static LodOrder compare(const char *type, const char *a, const char *b)
{
  LodMoment x, y;
  ck_assert(!lod_moment_parse(type_of(type), lod_view(a), &x));
  ck_assert(!lod_moment_parse(type_of(type), lod_view(b), &y));
  return lod_moment_compare(&x, &y);
}

/* XSD 1.1 part 2, D.2.2 and the table of 3.3.7.1 */
START_TEST(orders_moments)
{
  static const struct {
    const char *type, *a, *b;
    LodOrder order;
  } cases[] = {
      {"date", "2015-03-22", "2015-03-23", LOD_ORDER_LESS},
      {"date", "-0001-12-31", "0000-01-01", LOD_ORDER_LESS},
      {"date", "10000-01-01", "9999-12-31", LOD_ORDER_GREATER},
      {"date", "2000-01-01+13:00", "1999-12-31-11:00", LOD_ORDER_EQUAL},
      {"date", "2000-01-01", "2000-01-01Z", LOD_ORDER_NONE},
      {"date", "2000-01-01", "2000-01-03Z", LOD_ORDER_LESS},
      {"dateTime", "2000-01-15T00:00:00", "2000-02-15T00:00:00",
       LOD_ORDER_LESS},
      {"dateTime", "2000-01-15T12:00:00", "2000-01-16T12:00:00Z",
       LOD_ORDER_LESS},
      {"dateTime", "2000-01-01T12:00:00", "1999-12-31T23:00:00Z",
       LOD_ORDER_NONE},
      {"dateTime", "2000-01-16T12:00:00", "2000-01-16T12:00:00Z",
       LOD_ORDER_NONE},
      {"dateTime", "2000-01-16T00:00:00", "2000-01-16T12:00:00Z",
       LOD_ORDER_NONE},
      {"dateTime", "2002-10-10T12:00:00-05:00", "2002-10-10T17:00:00Z",
       LOD_ORDER_EQUAL},
      {"dateTime", "2002-10-10T12:00:00.1", "2002-10-10T12:00:00.09",
       LOD_ORDER_GREATER},
      {"dateTime", "2002-12-31T24:00:00", "2003-01-01T00:00:00",
       LOD_ORDER_EQUAL},
      {"time", "12:00:00", "12:00:00.000000000000000001", LOD_ORDER_LESS},
      {"time", "00:30:00+01:00", "00:00:00Z", LOD_ORDER_LESS},
      {"gYear", "2015", "2016", LOD_ORDER_LESS},
      {"gYearMonth", "2015-12", "2016-01", LOD_ORDER_LESS},
      {"gMonthDay", "--02-29", "--03-01", LOD_ORDER_LESS},
      {"gDay", "---15", "---16", LOD_ORDER_LESS},
      {"gMonth", "--01", "--02", LOD_ORDER_LESS},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodOrder order = compare(cases[i].type, cases[i].a, cases[i].b);
    ck_assert_msg(order == cases[i].order, "%s, %s", cases[i].a, cases[i].b);
    LodOrder back = compare(cases[i].type, cases[i].b, cases[i].a);
    LodOrder wanted = order == LOD_ORDER_NONE ? order : (LodOrder) - (int)order;
    ck_assert_msg(back == wanted, "%s, %s", cases[i].b, cases[i].a);
  }
}
END_TEST

/* Every day of YEAR, from DAY on, there and back; the day after it. */
static int64_t count_year(int64_t year, int64_t day)
{
  bool right = true;
  for (int month = 1; month <= 12; month++) {
    for (int d = 1; d <= lod_days_in_month(year, month); d++, day++) {
      int64_t back_year;
      int back_month, back_day;
      lod_civil_from_days(day, &back_year, &back_month, &back_day);
      right = right && lod_days_from_civil(year, month, d) == day &&
              back_year == year && back_month == month && back_day == d;
    }
  }
  ck_assert_msg(right, "%d", (int)year);
  return day;
}

/* Two eras of 400 years around year 0. */
START_TEST(counts_days)
{
  int64_t day = lod_days_from_civil(-400, 1, 1);
  for (int64_t year = -400; year < 400; year++)
    day = count_year(year, day);
  ck_assert_int_eq(lod_days_from_civil(400, 1, 1), day);
  ck_assert_int_eq(lod_days_from_civil(1970, 1, 1), 0);
  ck_assert_int_eq(lod_days_from_civil(2000, 3, 1), 11017);
}
END_TEST

RUN("moment", reads_moments, orders_moments, counts_days)
