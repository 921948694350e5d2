#include "xsd/duration.h"
#include "xsd/number.h"
#include "xsd/reason.h"
#include "xsd/types.h"
#include <stdio.h>

/* Larger ones cannot be counted; XSD 1.1 part 2, 5.4 asks for less. */
#define MONTHS_MAX  (INT64_C(12) * 1000000000)
#define SECONDS_MAX (INT64_C(86400) * 1000000000000)

typedef struct Designator {
  char letter;
  bool time; /* stands behind the T */
  bool month_part;
  int64_t unit; /* in months or seconds */
} Designator;

/* In the order in which they may stand. */
static const Designator designators[] = {
    {'Y', false, true, 12},     {'M', false, true, 1},
    {'D', false, false, 86400}, {'H', true, false, 3600},
    {'M', true, false, 60},     {'S', true, false, 1},
};
#define DESIGNATORS (sizeof designators / sizeof designators[0])

static bool allows(LodXsdType type, const Designator *designator)
{
  return type == LOD_XSD_DURATION ||
         (type == LOD_XSD_YEAR_MONTH_DURATION) == designator->month_part;
}

static bool add_component(int64_t *total, LodView digits, int64_t unit,
                          int64_t most)
{
  int64_t value = 0;
  for (size_t i = 0; i < digits.size; i++) {
    value = value * 10 + (digits.data[i] - '0');
    if (value > most)
      return false;
  }
  if (value > (most - *total) / unit)
    return false;
  *total += value * unit;
  return true;
}

typedef struct Reader {
  const char *at, *end;
  size_t next; /* designator that may come now */
  bool time;   /* T has come */
  LodReason refusal;
} Reader;

/* The designator at the reader, which moves behind it; NULL for none. */
static const Designator *take_designator(Reader *reader, LodXsdType type)
{
  if (reader->at == reader->end)
    return NULL;
  for (; reader->next < DESIGNATORS; reader->next++) {
    const Designator *designator = &designators[reader->next];
    if (designator->letter == *reader->at && designator->time == reader->time &&
        allows(type, designator)) {
      reader->at++;
      reader->next++;
      return designator;
    }
  }
  return NULL;
}

/* duYearFrag, ..., duSecondFrag: digits (with a fraction before S) and a
   designator. */
static LodReason take_component(Reader *reader, LodXsdType type,
                                LodDuration *duration)
{
  const char *point = lod_digits_end(reader->at, reader->end);
  LodView whole = {reader->at, (size_t)(point - reader->at)};
  LodView fraction = {point, 0};
  reader->at = point;
  if (point < reader->end && *point == '.') {
    reader->at = lod_digits_end(point + 1, reader->end);
    fraction = (LodView){point + 1, (size_t)(reader->at - point - 1)};
    if (fraction.size == 0)
      return reader->refusal;
  }
  bool pointed = reader->at != point;
  const Designator *designator = take_designator(reader, type);
  if (whole.size == 0 || !designator || (pointed && designator->letter != 'S'))
    return reader->refusal;
  bool fits = designator->month_part
                  ? add_component(&duration->months, whole, designator->unit,
                                  MONTHS_MAX)
                  : add_component(&duration->seconds, whole, designator->unit,
                                  SECONDS_MAX);
  if (!fits || !lod_fraction_read(fraction, &duration->attosecond))
    return LOD_REASON_RANGE;
  return NULL;
}

/* durationLexicalRep ::= '-'? 'P' ((duYearMonthFrag duDayTimeFrag?) |
   duDayTimeFrag), and its parts for the two derived types. */
LodReason lod_duration_parse(LodXsdType type, LodView text,
                             LodDuration *duration)
{
  Reader reader = {text.data, text.data + text.size, 0, false,
                   lod_xsd_type_info(type)->refusal};
  *duration = (LodDuration){0};
  bool negative = text.size && *reader.at == '-';
  if (negative)
    reader.at++;
  if (reader.at == reader.end || *reader.at++ != 'P' || reader.at == reader.end)
    return reader.refusal;
  while (reader.at < reader.end) {
    if (!reader.time && *reader.at == 'T') {
      reader.time = true;
      if (++reader.at == reader.end)
        return reader.refusal;
    }
    LodReason reason = take_component(&reader, type, duration);
    if (reason)
      return reason;
  }
  if (negative) {
    duration->months = -duration->months;
    duration->seconds = -duration->seconds;
    duration->attosecond = -duration->attosecond;
  }
  return NULL;
}

/* The sign of the difference of A and B, both added to START. */
static int compare_from(const LodMoment *start, const LodDuration *a,
                        const LodDuration *b)
{
  int64_t seconds = lod_moment_add(start, a->months, a->seconds) -
                    lod_moment_add(start, b->months, b->seconds);
  int64_t fraction = a->attosecond - b->attosecond;
  /* A fraction of more than a second, or against the sign of the seconds,
     is carried over. */
  seconds += fraction / LOD_ATTOSECONDS;
  fraction %= LOD_ATTOSECONDS;
  if (fraction < 0) {
    fraction += LOD_ATTOSECONDS;
    seconds--;
  }
  if (seconds < 0)
    return -1;
  return seconds > 0 || fraction > 0;
}

/* XSD 1.1 part 2, 3.3.6.1: ordered when added to each of these four the order
   is the same. */
LodOrder lod_duration_compare(const LodDuration *a, const LodDuration *b)
{
  static const LodMoment starts[] = {
      {.year = 1696, .month = 9, .day = 1},
      {.year = 1697, .month = 2, .day = 1},
      {.year = 1903, .month = 3, .day = 1},
      {.year = 1903, .month = 7, .day = 1},
  };
  int order = compare_from(&starts[0], a, b);
  for (size_t i = 1; i < 4; i++) {
    if (compare_from(&starts[i], a, b) != order)
      return LOD_ORDER_NONE;
  }
  return (LodOrder)order;
}

static size_t write_part(char *out, size_t used, int64_t value, char letter)
{
  if (value == 0)
    return used;
  return used + (size_t)sprintf(out + used, "%lld%c", (long long)value, letter);
}

static size_t write_time(char *out, size_t used, int64_t seconds,
                         int64_t attosecond)
{
  if (seconds == 0 && attosecond == 0)
    return used;
  out[used++] = 'T';
  used = write_part(out, used, seconds / 3600, 'H');
  used = write_part(out, used, seconds / 60 % 60, 'M');
  if (seconds % 60 == 0 && attosecond == 0)
    return used;
  used += (size_t)sprintf(out + used, "%lld", (long long)(seconds % 60));
  used += lod_fraction_write(attosecond, out + used);
  out[used++] = 'S';
  return used;
}

static size_t write_duration(LodXsdType type, const LodDuration *duration,
                             char *out)
{
  size_t used = 0;
  LodDuration d = *duration;
  if (d.months < 0 || d.seconds < 0 || d.attosecond < 0) {
    out[used++] = '-';
    d.months = -d.months;
    d.seconds = -d.seconds;
    d.attosecond = -d.attosecond;
  }
  out[used++] = 'P';
  size_t empty = used;
  used = write_part(out, used, d.months / 12, 'Y');
  used = write_part(out, used, d.months % 12, 'M');
  used = write_part(out, used, d.seconds / 86400, 'D');
  used = write_time(out, used, d.seconds % 86400, d.attosecond);
  if (used == empty) {
    const char *zero = type == LOD_XSD_YEAR_MONTH_DURATION ? "0M" : "T0S";
    used += (size_t)sprintf(out + used, "%s", zero);
  }
  return used;
}

/* durationCanonicalMap (XSD 1.1 part 2, E.2) */
LodView lod_duration_canonical(LodXsdType type, LodView text, LodArena *arena)
{
  LodDuration duration;
  if (lod_duration_parse(type, text, &duration))
    return text;
  char out[160];
  LodView view = {out, write_duration(type, &duration, out)};
  return lod_view_equal(text, view) ? text : lod_arena_view_copy(arena, view);
}
