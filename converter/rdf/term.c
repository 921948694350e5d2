#include "rdf/term.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "rdf/iri.h"
#include "rdf/language.h"

typedef struct Range {
  uint32_t first, last;
} Range;

/* PN_CHARS_BASE of Turtle beyond ASCII. */
static const Range base_ranges[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

/* What PN_CHARS adds to it. */
static const Range more_ranges[] = {
    {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

static bool is_in(uint32_t c, const Range *ranges, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (c >= ranges[i].first && c <= ranges[i].last)
      return true;
  return false;
}

static bool is_label_character(uint32_t c, bool first)
{
  if (c < 0x80)
    return lod_ascii_is_alpha((char)c) || lod_ascii_is_digit((char)c) ||
           c == '_' || (!first && (c == '-' || c == '.'));
  return is_in(c, base_ranges, sizeof base_ranges / sizeof(Range)) ||
         (!first && is_in(c, more_ranges, sizeof more_ranges / sizeof(Range)));
}

/* BLANK_NODE_LABEL = '_:' (PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)?
   of Turtle, which unlike N-Triples has no colon. */
static bool is_label(LodView label)
{
  if (!label.size || lod_utf8_valid_prefix(label) != label.size)
    return false;
  const char *at = label.data, *end = at + label.size;
  while (at < end) {
    bool first = at == label.data;
    if (!is_label_character(lod_utf8_next(&at, end), first))
      return false;
  }
  return end[-1] != '.';
}

typedef struct Check {
  LodLog *log;
  const LodPlace *place;
} Check;

/* FORMAT has one "%.*s" for TEXT, of which enough is shown to find it. */
static LodStatus refuse(const Check *c, const char *format, LodView text)
{
  int size = text.size < 200 ? (int)text.size : 200;
  lod_log_add(c->log, LOD_ERROR, "rdf-term", c->place, format, size,
              text.data ? text.data : "");
  return LOD_ERR_INPUT;
}

static LodStatus check_iri(const Check *c, LodView iri)
{
  if (lod_iri_is_safe(iri))
    return LOD_SUCCESS;
  return refuse(c, "\"%.*s\" is not an absolute IRI", iri);
}

/* Raptor counts a tag's characters in one byte. */
static bool is_language(LodView tag)
{
  return tag.size <= 255 && lod_language_is_well_formed(tag);
}

static LodStatus check_literal(const Check *c, const LodTerm *term)
{
  LodView text = term->value;
  if (term->language.size && !is_language(term->language))
    return refuse(c, "\"%.*s\" is not a language tag", term->language);
  if (lod_utf8_valid_prefix(text) != text.size)
    return refuse(c, "\"%.*s\" is not UTF-8", text);
  if (text.size && memchr(text.data, 0, text.size))
    return refuse(c, "\"%.*s\" is followed by the character U+0000", text);
  return term->datatype.size ? check_iri(c, term->datatype) : LOD_SUCCESS;
}

static LodStatus check_term(const Check *c, const LodTerm *term)
{
  switch (term->type) {
  case LOD_TERM_IRI:
    return check_iri(c, term->value);
  case LOD_TERM_BLANK:
    if (is_label(term->value))
      return LOD_SUCCESS;
    return refuse(c, "\"%.*s\" is not a blank node label", term->value);
  default:
    return check_literal(c, term);
  }
}

LodStatus lod_statement_check(const LodStatement *s, LodLog *log,
                              const LodPlace *place)
{
  Check c = {log, place};
  if (s->subject.type == LOD_TERM_LITERAL)
    return refuse(&c, "the literal \"%.*s\" cannot be a subject",
                  s->subject.value);
  if (s->predicate.type != LOD_TERM_IRI)
    return refuse(&c, "\"%.*s\" cannot be a predicate: it is not an IRI",
                  s->predicate.value);
  if (s->graph.value.data && s->graph.type == LOD_TERM_LITERAL)
    return refuse(&c, "the literal \"%.*s\" cannot name a graph",
                  s->graph.value);
  LodStatus status = check_term(&c, &s->subject);
  if (!status)
    status = check_term(&c, &s->predicate);
  if (!status)
    status = check_term(&c, &s->object);
  if (!status && s->graph.value.data)
    status = check_term(&c, &s->graph);
  return status;
}
