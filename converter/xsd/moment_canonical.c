#include "xsd/calendar.h"
#include "xsd/moment.h"

size_t lod_fraction_write(int64_t attosecond, char *out)
{
  if (attosecond == 0)
    return 0;
  size_t size = 18;
  for (; attosecond % 10 == 0; attosecond /= 10)
    size--;
  out[0] = '.';
  for (size_t i = size; i > 0; i--, attosecond /= 10)
    out[i] = (char)('0' + attosecond % 10);
  return size + 1;
}

/* The zone in which the canonical form of a moment is written.  It is UTC; but
   a time that UTC would move to another day takes the nearest zone that does
   not, and a date keeps a zone, as it has no time of the day. */
static int canonical_zone(LodXsdType type, const LodMoment *moment)
{
  int64_t seconds = lod_moment_seconds(moment);
  int64_t day = lod_days_from_civil(LOD_NO_YEAR, 12, 31) * 86400;
  switch (type) {
  case LOD_XSD_DATE_TIME:
  case LOD_XSD_DATE_TIME_STAMP:
    return 0;
  case LOD_XSD_TIME:
    if (seconds < day)
      return (int)((day - seconds + 59) / 60);
    return seconds < day + 86400 ? 0 : -(int)((seconds - day - 86400) / 60 + 1);
  case LOD_XSD_DATE:
    /* The recoverable zone: from -11:59 to +12:00. */
    if (moment->zone > 12 * 60)
      return moment->zone - 24 * 60;
    return moment->zone <= -12 * 60 ? moment->zone + 24 * 60 : moment->zone;
  default:
    return moment->zone;
  }
}

/* Move a moment into its canonical zone and out of 24:00. */
static void normalise(LodXsdType type, LodMoment *moment)
{
  if (!(lod_moment_fields(type) & LOD_HAS_TIME) && type != LOD_XSD_DATE)
    return;
  int zone = moment->has_zone ? canonical_zone(type, moment) : 0;
  int64_t local = lod_moment_seconds(moment) + zone * 60;
  int64_t days = (local >= 0 ? local : local - 86399) / 86400;
  int64_t rest = local - days * 86400;
  lod_civil_from_days(days, &moment->year, &moment->month, &moment->day);
  moment->hour = (int)(rest / 3600);
  moment->minute = (int)(rest / 60 % 60);
  moment->second = (int)(rest % 60);
  moment->zone = zone;
}

/* VALUE with at least WIDTH digits behind BEFORE. */
static char *put_number(char *out, const char *before, int64_t value,
                        size_t width)
{
  char digits[24];
  size_t size = 0;
  while (*before)
    *out++ = *before++;
  for (; value > 0 || size < width; value /= 10)
    digits[size++] = (char)('0' + value % 10);
  while (size > 0)
    *out++ = digits[--size];
  return out;
}

static char *write_date(unsigned fields, const LodMoment *moment, char *out)
{
  int64_t year = moment->year;
  if (fields & LOD_HAS_YEAR)
    out = put_number(out, year < 0 ? "-" : "", year < 0 ? -year : year, 4);
  else if (fields & (LOD_HAS_MONTH | LOD_HAS_DAY))
    *out++ = '-';
  if (fields & LOD_HAS_MONTH)
    out = put_number(out, "-", moment->month, 2);
  else if (fields == LOD_HAS_DAY)
    *out++ = '-';
  if (fields & LOD_HAS_DAY)
    out = put_number(out, "-", moment->day, 2);
  return out;
}

static char *write_zone(const LodMoment *moment, char *out)
{
  if (!moment->has_zone)
    return out;
  int zone = moment->zone < 0 ? -moment->zone : moment->zone;
  if (zone == 0) {
    *out++ = 'Z';
    return out;
  }
  out = put_number(out, moment->zone < 0 ? "-" : "+", zone / 60, 2);
  return put_number(out, ":", zone % 60, 2);
}

static size_t write_moment(LodXsdType type, const LodMoment *moment, char *out)
{
  unsigned fields = lod_moment_fields(type);
  char *at = write_date(fields, moment, out);
  if (fields & LOD_HAS_TIME) {
    at = put_number(at, fields & LOD_HAS_YEAR ? "T" : "", moment->hour, 2);
    at = put_number(at, ":", moment->minute, 2);
    at = put_number(at, ":", moment->second, 2);
    at += lod_fraction_write(moment->attosecond, at);
  }
  return (size_t)(write_zone(moment, at) - out);
}

/* The shape nearly every value has: years of four digits, no fraction, no
   zone or Z.  It is canonical but for 24:00:00. */
static bool is_canonical_shape(LodXsdType type, LodView text)
{
  size_t size = text.size;
  bool utc = size && text.data[size - 1] == 'Z';
  switch (type) {
  case LOD_XSD_DATE:
    return size == (utc ? 11u : 10u) && text.data[0] != '-';
  case LOD_XSD_DATE_TIME:
  case LOD_XSD_DATE_TIME_STAMP:
    return size == (utc ? 20u : 19u) && text.data[10] == 'T' &&
           text.data[0] != '-' && memcmp(text.data + 11, "24", 2);
  case LOD_XSD_TIME:
    return size == (utc ? 9u : 8u) && memcmp(text.data, "24", 2);
  default:
    return false;
  }
}

/* XSD 1.1 part 2, E.3.6, with zones brought to one form as in XSD 1.0, so
   that equal values give equal bytes. */
LodView lod_moment_canonical(LodXsdType type, LodView text, LodArena *arena)
{
  if (is_canonical_shape(type, text))
    return text;
  LodMoment moment;
  if (lod_moment_parse(type, text, &moment))
    return text;
  normalise(type, &moment);
  char out[128];
  size_t size = write_moment(type, &moment, out);
  if (lod_view_equal(text, (LodView){out, size}))
    return text;
  return lod_arena_view_copy(arena, (LodView){out, size});
}
