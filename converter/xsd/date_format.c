#include "xsd/date_format.h"
#include "xsd/moment.h"
#include "xsd/number.h"
#include "xsd/reason.h"

/* The longest form: "YYYY-MM-DDThh:mm:ss", a fraction of 18 digits, a zone. */
#define FORM_MAX 64

typedef struct Cursor {
  const char *at, *end;
} Cursor;

/* The texts of the fields; size 0 where a value has none. */
typedef struct Fields {
  LodView text[LOD_FIELD_COUNT];
  LodView zone_minutes;
} Fields;

/* Between LEAST and MOST digits. */
static bool take_digits(Cursor *cursor, size_t least, size_t most,
                        LodView *digits)
{
  const char *end = lod_digits_end(cursor->at, cursor->end);
  size_t size = (size_t)(end - cursor->at);
  if (size > most)
    size = most;
  *digits = (LodView){cursor->at, size};
  cursor->at += size;
  return size >= least;
}

/* S: at most as many digits; without any there is no point either. */
static bool take_fraction(Cursor *cursor, size_t most, LodView *digits)
{
  *digits = (LodView){cursor->at, 0};
  if (cursor->at == cursor->end || *cursor->at != '.')
    return true;
  cursor->at++;
  return take_digits(cursor, 1, most, digits);
}

/* CSVW model 6.4.4: x, X: hours and maybe minutes; two: hours and minutes;
   three: with a colon; Z for the capital ones only. */
static bool take_zone(Cursor *cursor, const LodDateToken *token, Fields *fields)
{
  const char *start = cursor->at;
  if (start == cursor->end)
    return false;
  LodView *zone = &fields->text[LOD_FIELD_ZONE];
  if (*start == 'Z' && token->letter == 'X') {
    cursor->at++;
    *zone = (LodView){start, 1};
    return true;
  }
  LodView hours;
  if (*start != '+' && *start != '-')
    return false;
  cursor->at++;
  if (!take_digits(cursor, 2, 2, &hours))
    return false;
  *zone = (LodView){start, 3};
  if (token->width == 1 && cursor->at == cursor->end)
    return true;
  if (token->width == 3 && (cursor->at == cursor->end || *cursor->at++ != ':'))
    return false;
  return take_digits(cursor, 2, 2, &fields->zone_minutes);
}

static bool take_token(Cursor *cursor, const LodDateToken *token,
                       Fields *fields)
{
  LodView *text = &fields->text[token->field];
  switch (token->field) {
  case LOD_FIELD_LITERAL:
    return cursor->at < cursor->end && *cursor->at++ == token->letter;
  case LOD_FIELD_FRACTION:
    return take_fraction(cursor, token->width, text);
  case LOD_FIELD_ZONE:
    return take_zone(cursor, token, fields);
  case LOD_FIELD_YEAR:
    return take_digits(cursor, 4, 4, text);
  default:
    return take_digits(cursor, token->width, 2, text);
  }
}

static char *put(char *out, const char *before, LodView text)
{
  while (*before)
    *out++ = *before++;
  memcpy(out, text.data, text.size);
  return out + text.size;
}

/* Two digits, whatever the cell has. */
static char *put_two(char *out, const char *before, LodView text)
{
  return text.size == 1 ? put(put(out, before, LOD_VIEW("0")), "", text)
                        : put(out, before, text);
}

static char *put_zone(char *out, const Fields *fields)
{
  LodView zone = fields->text[LOD_FIELD_ZONE];
  out = put(out, "", zone);
  if (zone.size <= 1)
    return out;
  LodView minutes = fields->zone_minutes;
  return put(out, ":", minutes.size ? minutes : LOD_VIEW("00"));
}

static size_t assemble(LodXsdType base, const Fields *fields, char *out)
{
  const LodView *text = fields->text;
  unsigned has = lod_moment_fields(base);
  char *at = out;
  if (has & LOD_HAS_YEAR)
    at = put(at, "", text[LOD_FIELD_YEAR]);
  else if (has & (LOD_HAS_MONTH | LOD_HAS_DAY))
    *at++ = '-';
  if (has & LOD_HAS_MONTH)
    at = put_two(at, "-", text[LOD_FIELD_MONTH]);
  else if (has == LOD_HAS_DAY)
    *at++ = '-';
  if (has & LOD_HAS_DAY)
    at = put_two(at, "-", text[LOD_FIELD_DAY]);
  if (has & LOD_HAS_TIME) {
    LodView second = text[LOD_FIELD_SECOND];
    at = put(at, has & LOD_HAS_YEAR ? "T" : "", text[LOD_FIELD_HOUR]);
    at = put(at, ":", text[LOD_FIELD_MINUTE]);
    at = put(at, ":", second.size ? second : LOD_VIEW("00"));
    if (text[LOD_FIELD_FRACTION].size)
      at = put(at, ".", text[LOD_FIELD_FRACTION]);
  }
  return (size_t)(put_zone(at, fields) - out);
}

LodReason lod_date_format_parse(const LodDateFormat *format, LodXsdType base,
                                LodView text, LodArena *arena, LodView *lexical)
{
  Cursor cursor = {text.data, text.data + text.size};
  Fields fields;
  for (size_t i = 0; i < LOD_FIELD_COUNT; i++)
    fields.text[i] = LOD_VIEW("");
  fields.zone_minutes = LOD_VIEW("");
  for (size_t i = 0; i < format->count; i++) {
    if (!take_token(&cursor, &format->tokens[i], &fields))
      return LOD_REASON_FORMAT;
  }
  if (cursor.at != cursor.end)
    return LOD_REASON_FORMAT;
  char form[FORM_MAX];
  LodView view = {form, assemble(base, &fields, form)};
  LodMoment moment;
  LodReason reason = lod_moment_parse(base, view, &moment);
  if (reason)
    return reason;
  if (lod_view_equal(view, text)) {
    *lexical = text;
    return NULL;
  }
  view = lod_arena_view_copy(arena, view);
  if (!view.data)
    return lod_reason_no_memory;
  *lexical = view;
  return NULL;
}
