#include "rdf/language.h"

#include "base/ascii.h"

/* RFC 5646, 2.1: the tags that no rule of the grammar gives.  The regular
   ones (art-lojban, zh-min-nan, ...) are well-formed by the grammar. */
static const char *const irregular[] = {
    "en-GB-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
    "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
    "i-tay",     "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
};

static bool is_irregular(LodView tag)
{
  for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
    if (lod_ascii_equal_nocase(tag, lod_view(irregular[i])))
      return true;
  return false;
}

typedef enum Kind { NONE, ALPHA, DIGIT, ALPHANUM } Kind;

/* A walk over the subtags; size 0: past the end, or not alphanumeric. */
typedef struct Walk {
  LodView rest;
  LodView subtag;
  Kind kind; /* of all its characters */
} Walk;

static Kind kind_of(LodView subtag)
{
  size_t digits = 0;
  for (size_t i = 0; i < subtag.size; i++) {
    if (lod_ascii_is_digit(subtag.data[i]))
      digits++;
    else if (!lod_ascii_is_alpha(subtag.data[i]))
      return NONE;
  }
  return !digits ? ALPHA : digits == subtag.size ? DIGIT : ALPHANUM;
}

static void step(Walk *w)
{
  w->subtag = (LodView){w->rest.data, 0};
  while (w->subtag.size < w->rest.size && w->rest.data[w->subtag.size] != '-')
    w->subtag.size++;
  size_t skip = w->subtag.size;
  /* A hyphen at the very end stays, so that the walk does not end well. */
  if (skip + 1 < w->rest.size)
    skip++;
  w->rest.data += skip;
  w->rest.size -= skip;
  w->kind = kind_of(w->subtag);
  if (w->kind == NONE)
    w->subtag.size = 0;
}

static bool is(const Walk *w, Kind kind, size_t least, size_t most)
{
  return w->subtag.size >= least && w->subtag.size <= most &&
         (kind == ALPHANUM || w->kind == kind);
}

/* privateuse = "x" 1*("-" (1*8alphanum)); the walk stands at the "x". */
static void skip_private_use(Walk *w)
{
  Walk after = *w;
  step(&after);
  if (!is(&after, ALPHANUM, 1, 8))
    return;
  while (is(&after, ALPHANUM, 1, 8))
    step(&after);
  *w = after;
}

/* extension = singleton 1*("-" (2*8alphanum)) */
static bool skip_extension(Walk *w)
{
  Walk after = *w;
  if (!is(w, ALPHANUM, 1, 1) || lod_ascii_lower(*w->subtag.data) == 'x')
    return false;
  step(&after);
  if (!is(&after, ALPHANUM, 2, 8))
    return false;
  while (is(&after, ALPHANUM, 2, 8))
    step(&after);
  *w = after;
  return true;
}

/* variant = 5*8alphanum / (DIGIT 3alphanum) */
static bool is_variant(const Walk *w)
{
  return is(w, ALPHANUM, 5, 8) ||
         (is(w, ALPHANUM, 4, 4) && lod_ascii_is_digit(*w->subtag.data));
}

/* langtag = language ["-" script] ["-" region] *("-" variant)
             *("-" extension) ["-" privateuse]
   language = 2*3ALPHA ["-" extlang] / 4ALPHA / 5*8ALPHA
   extlang = 3ALPHA *2("-" 3ALPHA) */
static void skip_langtag(Walk *w)
{
  bool short_language = is(w, ALPHA, 2, 3);
  step(w);
  for (int i = 0; short_language && i < 3 && is(w, ALPHA, 3, 3); i++)
    step(w);
  if (is(w, ALPHA, 4, 4))
    step(w);
  if (is(w, ALPHA, 2, 2) || is(w, DIGIT, 3, 3))
    step(w);
  while (is_variant(w))
    step(w);
  while (skip_extension(w))
    ;
}

bool lod_language_is_well_formed(LodView tag)
{
  Walk w = {.rest = tag};
  step(&w);
  if (is(&w, ALPHA, 2, 8))
    skip_langtag(&w);
  if (is(&w, ALPHA, 1, 1) && lod_ascii_lower(*w.subtag.data) == 'x')
    skip_private_use(&w);
  bool at_end = !w.rest.size && w.subtag.data == tag.data + tag.size;
  return (tag.size && at_end) || is_irregular(tag);
}

bool lod_language_matches(LodView range, LodView tag)
{
  if (lod_view_equal(range, LOD_VIEW("*")))
    return tag.size > 0;
  if (!range.size || range.size > tag.size)
    return false;
  return lod_ascii_equal_nocase(range, (LodView){tag.data, range.size}) &&
         (range.size == tag.size || tag.data[range.size] == '-');
}
