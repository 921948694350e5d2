#include "xsd/moment.h"
#include "xsd/calendar.h"
#include "xsd/number.h"
#include "xsd/reason.h"
#include "xsd/types.h"

/* Years beyond nine digits cannot be counted in seconds; XSD 1.1 part 2, 5.4
   asks for four digits. */
#define YEAR_DIGITS 9

unsigned lod_moment_fields(LodXsdType type)
{
  switch (type) {
  case LOD_XSD_DATE:
    return LOD_HAS_YEAR | LOD_HAS_MONTH | LOD_HAS_DAY;
  case LOD_XSD_DATE_TIME:
    return LOD_HAS_YEAR | LOD_HAS_MONTH | LOD_HAS_DAY | LOD_HAS_TIME;
  case LOD_XSD_DATE_TIME_STAMP:
    return LOD_HAS_YEAR | LOD_HAS_MONTH | LOD_HAS_DAY | LOD_HAS_TIME |
           LOD_NEEDS_ZONE;
  case LOD_XSD_TIME:
    return LOD_HAS_TIME;
  case LOD_XSD_G_YEAR:
    return LOD_HAS_YEAR;
  case LOD_XSD_G_YEAR_MONTH:
    return LOD_HAS_YEAR | LOD_HAS_MONTH;
  case LOD_XSD_G_MONTH:
    return LOD_HAS_MONTH;
  case LOD_XSD_G_MONTH_DAY:
    return LOD_HAS_MONTH | LOD_HAS_DAY;
  default:
    return LOD_HAS_DAY;
  }
}

typedef struct Cursor {
  const char *at, *end;
} Cursor;

static bool take(Cursor *cursor, char c)
{
  if (cursor->at == cursor->end || *cursor->at != c)
    return false;
  cursor->at++;
  return true;
}

static bool take_two_digits(Cursor *cursor, int *value)
{
  if (cursor->end - cursor->at < 2)
    return false;
  unsigned tens = (unsigned char)(cursor->at[0] - '0');
  unsigned ones = (unsigned char)(cursor->at[1] - '0');
  if (tens > 9 || ones > 9)
    return false;
  *value = (int)(tens * 10 + ones);
  cursor->at += 2;
  return true;
}

/* yearFrag ::= '-'? (([1-9] digit digit digit+) | ('0' digit digit digit)) */
static LodReason take_year(Cursor *cursor, LodReason refusal, int64_t *year)
{
  bool negative = take(cursor, '-');
  const char *start = cursor->at;
  const char *end = lod_digits_end(start, cursor->end);
  if (end - start < 4 || (end - start > 4 && *start == '0'))
    return refusal;
  if (end - start > YEAR_DIGITS)
    return LOD_REASON_RANGE;
  int64_t value = 0;
  for (const char *at = start; at < end; at++)
    value = value * 10 + (*at - '0');
  *year = negative ? -value : value;
  cursor->at = end;
  return NULL;
}

bool lod_fraction_read(LodView digits, int64_t *attosecond)
{
  int64_t value = 0;
  for (size_t i = 0; i < 18; i++)
    value = value * 10 + (i < digits.size ? digits.data[i] - '0' : 0);
  for (size_t i = 18; i < digits.size; i++) {
    if (digits.data[i] != '0')
      return false;
  }
  *attosecond = value;
  return true;
}

/* hourFrag ':' minuteFrag ':' secondFrag | endOfDayFrag */
static LodReason take_time(Cursor *cursor, LodReason refusal, LodMoment *moment)
{
  if (!take_two_digits(cursor, &moment->hour) || !take(cursor, ':') ||
      !take_two_digits(cursor, &moment->minute) || !take(cursor, ':') ||
      !take_two_digits(cursor, &moment->second))
    return refusal;
  if (take(cursor, '.')) {
    const char *end = lod_digits_end(cursor->at, cursor->end);
    LodView digits = {cursor->at, (size_t)(end - cursor->at)};
    if (digits.size == 0)
      return refusal;
    if (!lod_fraction_read(digits, &moment->attosecond))
      return LOD_REASON_RANGE;
    cursor->at = end;
  }
  bool end_of_day = moment->hour == 24 && moment->minute == 0 &&
                    moment->second == 0 && moment->attosecond == 0;
  if ((moment->hour > 23 && !end_of_day) || moment->minute > 59 ||
      moment->second > 59)
    return N_("is not a time of the day");
  return NULL;
}

/* timezoneFrag ::= 'Z' | ('+' | '-') (('0' digit | '1' [0-3]) ':' minuteFrag
                    | '14:00') */
static bool take_zone(Cursor *cursor, LodMoment *moment)
{
  if (cursor->at == cursor->end)
    return true;
  moment->has_zone = true;
  if (take(cursor, 'Z'))
    return cursor->at == cursor->end;
  bool negative = take(cursor, '-');
  int hours, minutes;
  if ((!negative && !take(cursor, '+')) || !take_two_digits(cursor, &hours) ||
      !take(cursor, ':') || !take_two_digits(cursor, &minutes) ||
      cursor->at != cursor->end || minutes > 59)
    return false;
  int zone = hours * 60 + minutes;
  moment->zone = negative ? -zone : zone;
  return zone <= LOD_ZONE_MAX;
}

/* '-' stands between two date fields, "--" before a month that no year
   precedes, "---" before a day alone. */
static LodReason take_date(Cursor *cursor, unsigned fields, LodReason refusal,
                           LodMoment *moment)
{
  if (fields & LOD_HAS_YEAR) {
    LodReason reason = take_year(cursor, refusal, &moment->year);
    if (reason)
      return reason;
  } else if (!take(cursor, '-')) {
    return refusal;
  }
  if ((fields & LOD_HAS_MONTH) &&
      (!take(cursor, '-') || !take_two_digits(cursor, &moment->month)))
    return refusal;
  if ((fields & LOD_HAS_DAY) && !(fields & LOD_HAS_MONTH) && !take(cursor, '-'))
    return refusal;
  if ((fields & LOD_HAS_DAY) &&
      (!take(cursor, '-') || !take_two_digits(cursor, &moment->day)))
    return refusal;
  return NULL;
}

static bool is_calendar_day(unsigned fields, LodMoment *moment)
{
  if (moment->month < 1 || moment->month > 12)
    return false;
  int days = lod_days_in_month(moment->year, moment->month);
  if (!(fields & LOD_HAS_DAY))
    moment->day = days;
  return moment->day >= 1 && moment->day <= days;
}

LodReason lod_moment_parse(LodXsdType type, LodView text, LodMoment *moment)
{
  unsigned fields = lod_moment_fields(type);
  LodReason refusal = lod_xsd_type_info(type)->refusal;
  Cursor cursor = {text.data, text.data + text.size};
  *moment = (LodMoment){.year = LOD_NO_YEAR, .month = 12, .day = 31};
  LodReason reason = NULL;
  if (fields & (LOD_HAS_YEAR | LOD_HAS_MONTH | LOD_HAS_DAY))
    reason = take_date(&cursor, fields, refusal, moment);
  if (!reason && (fields & LOD_HAS_TIME)) {
    if ((fields & LOD_HAS_YEAR) && !take(&cursor, 'T'))
      return refusal;
    reason = take_time(&cursor, refusal, moment);
    if (type == LOD_XSD_TIME && moment->hour == 24)
      moment->hour = 0; /* the end of a day that is not known is its start */
  }
  if (reason)
    return reason;
  if (!take_zone(&cursor, moment))
    return refusal;
  if ((fields & LOD_NEEDS_ZONE) && !moment->has_zone)
    return LOD_REASON_ZONE;
  return is_calendar_day(fields, moment) ? NULL : LOD_REASON_DAY;
}

/* timeOnTimeline (XSD 1.1 part 2, E.3.4), counted from 1970. */
int64_t lod_moment_seconds(const LodMoment *moment)
{
  int64_t days = lod_days_from_civil(moment->year, moment->month, moment->day);
  return days * 86400 + moment->hour * 3600 +
         (moment->minute - moment->zone) * 60 + moment->second;
}

int64_t lod_moment_add(const LodMoment *start, int64_t months, int64_t seconds)
{
  int64_t month = start->year * 12 + start->month - 1 + months;
  LodMoment sum = *start;
  sum.year = (month >= 0 ? month : month - 11) / 12;
  sum.month = (int)(month - sum.year * 12) + 1;
  int days = lod_days_in_month(sum.year, sum.month);
  if (sum.day > days)
    sum.day = days;
  return lod_moment_seconds(&sum) + seconds;
}

static LodOrder compare_instants(int64_t seconds_a, int64_t atto_a,
                                 int64_t seconds_b, int64_t atto_b)
{
  if (seconds_a != seconds_b)
    return seconds_a < seconds_b ? LOD_ORDER_LESS : LOD_ORDER_GREATER;
  if (atto_a != atto_b)
    return atto_a < atto_b ? LOD_ORDER_LESS : LOD_ORDER_GREATER;
  return LOD_ORDER_EQUAL;
}

/* XSD 1.1 part 2, D.2.2: where only one has a zone they are ordered when they
   are in every zone. */
LodOrder lod_moment_compare(const LodMoment *a, const LodMoment *b)
{
  int64_t x = lod_moment_seconds(a);
  int64_t y = lod_moment_seconds(b);
  if (a->has_zone == b->has_zone)
    return compare_instants(x, a->attosecond, y, b->attosecond);
  int64_t slack = LOD_ZONE_MAX * 60;
  LodOrder early = compare_instants(x, a->attosecond, y - slack, b->attosecond);
  LodOrder late = compare_instants(x, a->attosecond, y + slack, b->attosecond);
  return early == late && early != LOD_ORDER_EQUAL ? early : LOD_ORDER_NONE;
}
