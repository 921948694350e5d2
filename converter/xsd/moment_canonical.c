#include "xsd/calendar.h"
#include "xsd/moment.h"
#include <stdio.h>

size_t lod_fraction_write(int64_t attosecond, char *out)
{
  if (attosecond == 0)
    return 0;
  char digits[24];
  snprintf(digits, sizeof digits, "%018lld", (long long)attosecond);
  size_t size = 18;
  while (digits[size - 1] == '0')
    size--;
  out[0] = '.';
  memcpy(out + 1, digits, size);
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
  if (type == LOD_XSD_TIME && moment->hour == 24)
    moment->hour = 0;
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

static size_t write_date(unsigned fields, const LodMoment *moment, char *out,
                         size_t size)
{
  int used = 0;
  if (fields & LOD_HAS_YEAR)
    used =
        snprintf(out, size, "%s%04lld", moment->year < 0 ? "-" : "",
                 (long long)(moment->year < 0 ? -moment->year : moment->year));
  else if (fields & (LOD_HAS_MONTH | LOD_HAS_DAY))
    used = snprintf(out, size, "-");
  if (fields & LOD_HAS_MONTH)
    used += snprintf(out + used, size - (size_t)used, "-%02d", moment->month);
  else if (fields == LOD_HAS_DAY)
    used += snprintf(out + used, size - (size_t)used, "-");
  if (fields & LOD_HAS_DAY)
    used += snprintf(out + used, size - (size_t)used, "-%02d", moment->day);
  return (size_t)used;
}

static size_t write_moment(LodXsdType type, const LodMoment *moment, char *out,
                           size_t size)
{
  unsigned fields = lod_moment_fields(type);
  size_t used = write_date(fields, moment, out, size);
  if (fields & LOD_HAS_TIME) {
    used += (size_t)snprintf(out + used, size - used, "%s%02d:%02d:%02d",
                             fields & LOD_HAS_YEAR ? "T" : "", moment->hour,
                             moment->minute, moment->second);
    used += lod_fraction_write(moment->attosecond, out + used);
  }
  if (moment->has_zone && moment->zone == 0)
    out[used++] = 'Z';
  else if (moment->has_zone) {
    int zone = moment->zone < 0 ? -moment->zone : moment->zone;
    used +=
        (size_t)snprintf(out + used, size - used, "%c%02d:%02d",
                         moment->zone < 0 ? '-' : '+', zone / 60, zone % 60);
  }
  return used;
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
  size_t size = write_moment(type, &moment, out, sizeof out);
  if (lod_view_equal(text, (LodView){out, size}))
    return text;
  return lod_arena_view_copy(arena, (LodView){out, size});
}
