#include "judge.h"
#include "xsd/duration.h"

/* XSD 1.1 part 2, 3.3.6, 3.4.26, 3.4.27; canonical forms by E.2. */
static const Case durations[] = {
    {"duration", "P1Y1D", "P1Y1D", "P1Y1D"},
    {"duration", "PT2H30M", "PT2H30M", "PT2H30M"},
    {"duration", "P2Y6M5DT12H35M30S", "P2Y6M5DT12H35M30S", "P2Y6M5DT12H35M30S"},
    {"duration", "P1347Y", "P1347Y", "P1347Y"},
    {"duration", "P1347M", "P1347M", "P112Y3M"},
    {"duration", "P1Y2MT2H", "P1Y2MT2H", "P1Y2MT2H"},
    {"duration", "P0Y1347M", "P0Y1347M", "P112Y3M"},
    {"duration", "P0Y1347M0D", "P0Y1347M0D", "P112Y3M"},
    {"duration", "-P1347M", "-P1347M", "-P112Y3M"},
    {"duration", "PT130S", "PT130S", "PT2M10S"},
    {"duration", "PT130H", "PT130H", "P5DT10H"},
    {"duration", "P0D", "P0D", "PT0S"},
    {"duration", "-P0Y", "-P0Y", "PT0S"},
    {"duration", "PT1.50S", "PT1.50S", "PT1.5S"},
    {"duration", "-PT0.25S", "-PT0.25S", "-PT0.25S"},
    {"duration", "PT36H", "PT36H", "P1DT12H"},
    {"duration", "P1Y", "P1Y", "P1Y"},
    {"duration", " P1Y ", "P1Y", NULL},
    {"duration", "P-1347M", NULL, NULL},
    {"duration", "P1Y2MT", NULL, NULL},
    {"duration", "P", NULL, NULL},
    {"duration", "-P", NULL, NULL},
    {"duration", "PT", NULL, NULL},
    {"duration", "", NULL, NULL},
    {"duration", "-", NULL, NULL},
    {"duration", "Foo", NULL, NULL}, /* W3C test279 */
    {"duration", "1Y", NULL, NULL},
    {"duration", "P1", NULL, NULL},
    {"duration", "PY", NULL, NULL},
    {"duration", "P1S", NULL, NULL},
    {"duration", "PT1Y", NULL, NULL},
    {"duration", "PT1D", NULL, NULL},
    {"duration", "P1M1Y", NULL, NULL},
    {"duration", "P1Y1Y", NULL, NULL},
    {"duration", "P1DT1HT1M", NULL, NULL},
    {"duration", "P1.5Y", NULL, NULL},
    {"duration", "PT1.5H", NULL, NULL},
    {"duration", "PT1.S", NULL, NULL},
    {"duration", "PT.5S", NULL, NULL},
    {"duration", "+P1Y", NULL, NULL},
    {"duration", "p1y", NULL, NULL},
    {"duration", "P1Y ", "P1Y", NULL},
    {"duration", "P1Y 2M", NULL, NULL},
    {"duration", "P1W", NULL, NULL},
    {"duration", "P99999999999999999999999Y", NULL, NULL}, /* our limits */
    {"duration", "PT99999999999999999999999S", NULL, NULL},
    {"duration", "PT0.1234567890123456789S", NULL, NULL},
    {"dayTimeDuration", "P1DT2H", "P1DT2H", "P1DT2H"},
    {"dayTimeDuration", "PT0S", "PT0S", "PT0S"},
    {"dayTimeDuration", "P1Y", NULL, NULL},
    {"dayTimeDuration", "P1M", NULL, NULL},
    {"dayTimeDuration", "PT1M", "PT1M", "PT1M"},
    {"dayTimeDuration", "Foo", NULL, NULL}, /* W3C test280 */
    {"yearMonthDuration", "P0Y20M", "P0Y20M", "P1Y8M"},
    {"yearMonthDuration", "-P0Y20M", "-P0Y20M", "-P1Y8M"},
    {"yearMonthDuration", "P0M", "P0M", "P0M"},
    {"yearMonthDuration", "P1D", NULL, NULL},
    {"yearMonthDuration", "P1YT1M", NULL, NULL},
    {"yearMonthDuration", "PT1M", NULL, NULL},
};

START_TEST(reads_durations)
{
  JUDGE_ALL(durations);
}
END_TEST

static LodOrder compare(const char *a, const char *b)
{
  LodDuration x, y;
  ck_assert(!lod_duration_parse(LOD_XSD_DURATION, lod_view(a), &x));
  ck_assert(!lod_duration_parse(LOD_XSD_DURATION, lod_view(b), &y));
  return lod_duration_compare(&x, &y);
}

/* XSD 1.1 part 2, 3.3.6.1, with the table of its predecessor (1.0, 3.2.6.2)
 */
START_TEST(orders_durations)
{
  static const struct {
    const char *a, *b;
    LodOrder order;
  } cases[] = {
      {"P1Y", "P364D", LOD_ORDER_GREATER},
      {"P1Y", "P365D", LOD_ORDER_NONE},
      {"P1Y", "P366D", LOD_ORDER_NONE},
      {"P1Y", "P367D", LOD_ORDER_LESS},
      {"P1M", "P27D", LOD_ORDER_GREATER},
      {"P1M", "P28D", LOD_ORDER_NONE},
      {"P1M", "P31D", LOD_ORDER_NONE},
      {"P1M", "P32D", LOD_ORDER_LESS},
      {"P5M", "P149D", LOD_ORDER_GREATER},
      {"P5M", "P150D", LOD_ORDER_NONE},
      {"P5M", "P153D", LOD_ORDER_NONE},
      {"P5M", "P154D", LOD_ORDER_LESS},
      {"P12M", "P1Y", LOD_ORDER_EQUAL},
      {"PT24H", "P1D", LOD_ORDER_EQUAL},
      {"PT1.5S", "PT1.25S", LOD_ORDER_GREATER},
      {"-PT1.5S", "-PT1.25S", LOD_ORDER_LESS},
      {"-PT0.5S", "PT0.5S", LOD_ORDER_LESS},
      {"-PT0.9S", "-PT1S", LOD_ORDER_GREATER},
      {"PT0.9S", "PT1S", LOD_ORDER_LESS},
      {"-PT0.9S", "PT0.9S", LOD_ORDER_LESS},
      {"-P1D", "P0D", LOD_ORDER_LESS},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    LodOrder order = compare(cases[i].a, cases[i].b);
    ck_assert_msg(order == cases[i].order, "%s, %s", cases[i].a, cases[i].b);
    LodOrder back = compare(cases[i].b, cases[i].a);
    LodOrder wanted = order == LOD_ORDER_NONE ? order : (LodOrder) - (int)order;
    ck_assert_msg(back == wanted, "%s, %s", cases[i].b, cases[i].a);
  }
}
END_TEST

RUN("duration", reads_durations, orders_durations)
