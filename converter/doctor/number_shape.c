#include "doctor/number_shape.h"
#include "base/ascii.h"

#define MINUS_SIGN LOD_VIEW("\xE2\x88\x92")

static const char *const mark_texts[LOD_MARKS] = {
    [LOD_MARK_NONE] = "",
    [LOD_MARK_POINT] = ".",
    [LOD_MARK_COMMA] = ",",
    [LOD_MARK_BLANK] = " ",
    [LOD_MARK_NO_BREAK] = "\xC2\xA0",
    [LOD_MARK_NARROW_NO_BREAK] = "\xE2\x80\xAF",
};

/* Runs of digits with marks between them. */
typedef struct Runs {
  size_t count;        /* of marks */
  LodMark first, last; /* marks */
  bool alike;          /* all marks but the last are like the first */
  bool in_threes;      /* all runs between marks are of three digits */
  size_t head, tail;   /* digits before the first and behind the last mark */
  bool zero;           /* it begins with 0 */
} Runs;

const char *lod_mark_text(LodMark mark)
{
  return mark_texts[mark];
}

static bool take(LodView *text, LodView start)
{
  if (text->size < start.size || memcmp(text->data, start.data, start.size))
    return false;
  text->data += start.size;
  text->size -= start.size;
  return true;
}

static size_t take_digits(LodView *text)
{
  size_t digits = 0;
  while (digits < text->size && lod_ascii_is_digit(text->data[digits]))
    digits++;
  text->data += digits;
  text->size -= digits;
  return digits;
}

static LodMark take_mark(LodView *text)
{
  for (LodMark mark = LOD_MARK_POINT; mark < LOD_MARKS; mark++)
    if (take(text, lod_view(mark_texts[mark])))
      return mark;
  return LOD_MARK_NONE;
}

/* An exponent, as Excel makes of long numbers: 1,23E+08. */
static bool take_exponent(LodView *text)
{
  if (!take(text, LOD_VIEW("E")) && !take(text, LOD_VIEW("e")))
    return false;
  if (!take(text, LOD_VIEW("-")))
    (void)take(text, LOD_VIEW("+"));
  return take_digits(text) > 0;
}

static void read_runs(LodView *text, Runs *runs)
{
  *runs = (Runs){.alike = true, .in_threes = true};
  runs->zero = text->size > 0 && *text->data == '0';
  runs->head = runs->tail = take_digits(text);
  LodMark mark;
  while ((mark = take_mark(text)) != LOD_MARK_NONE) {
    if (runs->count == 0) {
      runs->first = mark;
    } else {
      runs->alike = runs->alike && runs->last == runs->first;
      runs->in_threes = runs->in_threes && runs->tail == 3;
    }
    runs->last = mark;
    runs->count++;
    runs->tail = take_digits(text);
  }
}

/* Can all marks but the last be group marks? */
static bool head_is_grouped(const Runs *runs)
{
  return runs->alike && runs->in_threes && runs->head >= 1 && runs->head <= 3;
}

static bool is_blank(LodMark mark)
{
  return mark >= LOD_MARK_BLANK;
}

/* A mark that occurs twice is a group mark; one that less or more than three
   digits follow, or more than three or a zero precede, is the decimal mark. */
static bool judge_runs(const Runs *runs, LodNumberShape *shape)
{
  if (runs->count == 0)
    return runs->head > 0;
  if (runs->tail == 0)
    return false;
  const bool all_groups =
      head_is_grouped(runs) && runs->last == runs->first && runs->tail == 3;
  if (is_blank(runs->last) || (runs->count > 1 && runs->last == runs->first)) {
    shape->group = runs->last;
    return all_groups;
  }
  if (runs->count == 1) {
    if (all_groups && !runs->zero)
      shape->unsure = runs->last;
    else
      shape->decimal = runs->last;
    return true;
  }
  shape->group = runs->first;
  shape->decimal = runs->last;
  return head_is_grouped(runs);
}

bool lod_number_shape(LodView text, LodNumberShape *shape)
{
  Runs runs;
  *shape = (LodNumberShape){0};
  text = lod_ascii_trim(text);
  shape->minus_sign = take(&text, MINUS_SIGN);
  if (!shape->minus_sign && !take(&text, LOD_VIEW("-")))
    (void)take(&text, LOD_VIEW("+"));
  read_runs(&text, &runs);
  if (text.size && !take_exponent(&text))
    return false;
  return text.size == 0 && judge_runs(&runs, shape);
}
