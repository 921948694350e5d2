#include "rdf/lines.h"

#include "base/ascii.h"
#include "base/utf8.h"

typedef struct Cursor {
  LodLines *lines;
  LodView line;
  size_t at;
} Cursor;

static LodPlace place_of(const Cursor *c)
{
  LodView before = {c->line.data, c->at};
  before.size = lod_utf8_valid_prefix(before);
  return (LodPlace){.file = c->lines->name,
                    .line = c->lines->line,
                    .column = (uint32_t)lod_utf8_length(before) + 1};
}

/* FORMAT has no conversions; the empty argument is for compilers that refuse
   a format of unknown content without any. */
static LodStatus fail(Cursor *c, const char *format)
{
  LodPlace place = place_of(c);
  lod_log_add(c->lines->log, LOD_ERROR, "rdf-syntax", &place, format, "");
  return LOD_ERR_INPUT;
}

static char peek(const Cursor *c)
{
  return c->at < c->line.size ? c->line.data[c->at] : '\0';
}

static void skip_blank(Cursor *c)
{
  while (peek(c) == ' ' || peek(c) == '\t')
    c->at++;
}

static bool accept(Cursor *c, char wanted)
{
  if (peek(c) != wanted || c->at == c->line.size)
    return false;
  c->at++;
  return true;
}

/* UCHAR = '\u' HEX HEX HEX HEX | '\U' HEX HEX HEX HEX HEX HEX HEX HEX;
   the cursor stands at the letter. */
static LodStatus append_code(Cursor *c, LodBuffer *out)
{
  size_t digits = c->line.data[c->at] == 'u' ? 4 : 8;
  uint32_t code = 0;
  char utf8[4];
  for (size_t i = 0; i < digits; i++) {
    c->at++;
    char d = lod_ascii_lower(peek(c));
    if (lod_ascii_is_digit(d))
      code = code << 4 | (uint32_t)(d - '0');
    else if (d >= 'a' && d <= 'f')
      code = code << 4 | (uint32_t)(d - 'a' + 10);
    else
      return fail(c, "a hexadecimal digit is missing here");
  }
  size_t size = lod_utf8_encode(code, utf8);
  if (!size)
    return fail(c, "this escape stands for no character");
  c->at++;
  return lod_buffer_append(out, utf8, size);
}

/* ECHAR = '\' [tbnrf"'\]; in an IRI only UCHAR. */
static LodStatus append_escape(Cursor *c, bool in_iri, LodBuffer *out)
{
  static const char letters[] = "tbnrf\"'\\", values[] = "\t\b\n\r\f\"'\\";
  c->at++;
  char letter = peek(c);
  if (letter == 'u' || letter == 'U')
    return append_code(c, out);
  const char *found = letter && !in_iri ? strchr(letters, letter) : NULL;
  if (!found)
    return fail(c, "this is no escape");
  c->at++;
  return lod_buffer_append_char(out, values[found - letters]);
}

/* What stands up to END, unescaped where it must be; END is passed. */
static LodStatus read_until(Cursor *c, char end, LodView *text)
{
  LodBuffer *out = &c->lines->scratch;
  size_t start = c->at, kept = out->size;
  bool copied = false;
  LodStatus status = LOD_SUCCESS;
  while (!status && c->at < c->line.size && peek(c) != end) {
    if (peek(c) != '\\') {
      if (copied)
        status = lod_buffer_append_char(out, peek(c));
      c->at++;
      continue;
    }
    if (!copied)
      status = lod_buffer_append(out, c->line.data + start, c->at - start);
    copied = true;
    if (!status)
      status = append_escape(c, end == '>', out);
  }
  *text = copied ? (LodView){out->data + kept, out->size - kept}
                 : (LodView){c->line.data + start, c->at - start};
  if (!status && !accept(c, end))
    status = fail(c, "the line ends in the middle of a term");
  return status;
}

/* BLANK_NODE_LABEL, of which lod_statement_check judges the characters; a dot
   at its end ends the statement. */
static LodStatus read_label(Cursor *c, LodTerm *term)
{
  c->at++;
  if (!accept(c, ':'))
    return fail(c, "a colon is missing here");
  size_t start = c->at;
  while (c->at < c->line.size && !strchr(" \t<\"", peek(c)))
    c->at++;
  while (c->at > start && c->line.data[c->at - 1] == '.')
    c->at--;
  term->type = LOD_TERM_BLANK;
  term->value = (LodView){c->line.data + start, c->at - start};
  return LOD_SUCCESS;
}

/* literal = STRING_LITERAL_QUOTE ('^^' IRIREF | LANGTAG)? */
static LodStatus read_literal(Cursor *c, LodTerm *term)
{
  c->at++;
  term->type = LOD_TERM_LITERAL;
  LodStatus status = read_until(c, '"', &term->value);
  if (status)
    return status;
  if (accept(c, '@')) {
    size_t start = c->at;
    while (lod_ascii_is_alpha(peek(c)) || lod_ascii_is_digit(peek(c)) ||
           peek(c) == '-')
      c->at++;
    term->language = (LodView){c->line.data + start, c->at - start};
    if (c->at == start)
      return fail(c, "a language tag is missing here");
  } else if (accept(c, '^')) {
    if (!accept(c, '^') || !accept(c, '<'))
      return fail(c, "a datatype is missing here");
    status = read_until(c, '>', &term->datatype);
    if (lod_view_equal(term->datatype, LOD_VIEW(LOD_XSD "string")))
      term->datatype = (LodView){0};
  }
  return status;
}

static LodStatus read_term(Cursor *c, LodTerm *term)
{
  LodStatus status;
  if (peek(c) == '"') {
    status = read_literal(c, term);
  } else if (peek(c) == '_') {
    status = read_label(c, term);
  } else if (accept(c, '<')) {
    term->type = LOD_TERM_IRI;
    status = read_until(c, '>', &term->value);
  } else {
    status = fail(c, "a term is missing here");
  }
  skip_blank(c);
  return status;
}

/* statement = subject predicate object graphLabel? '.' */
static LodStatus read_statement(Cursor *c, LodStatement *s)
{
  LodStatus status = read_term(c, &s->subject);
  if (!status)
    status = read_term(c, &s->predicate);
  if (!status)
    status = read_term(c, &s->object);
  if (!status && c->lines->quads && peek(c) != '.')
    status = read_term(c, &s->graph);
  if (!status && !accept(c, '.'))
    status = fail(c, "a full stop is missing here");
  skip_blank(c);
  if (!status && c->at < c->line.size && peek(c) != '#')
    status = fail(c, "a statement must stand in a line of its own");
  return status;
}

/* The scratch buffer is as large as the line before views into it are taken:
   it must not move. */
static LodStatus read_line(LodLines *lines, LodView line)
{
  Cursor c = {lines, line, 0};
  LodStatement s = {0};
  lines->line++;
  skip_blank(&c);
  if (c.at == line.size || peek(&c) == '#')
    return LOD_SUCCESS;
  c.at = lod_utf8_valid_prefix(line);
  if (c.at < line.size)
    return fail(&c, "not UTF-8");
  c.at = 0;
  skip_blank(&c);
  lines->scratch.size = 0;
  LodStatus status = lod_buffer_reserve(&lines->scratch, line.size);
  if (!status)
    status = read_statement(&c, &s);
  if (status)
    return status;
  LodPlace place = {.file = lines->name, .line = lines->line};
  status = lod_statement_check(&s, lines->log, &place);
  if (!status && !lines->faulty)
    status = lines->sink.statement(lines->sink.user, &s);
  return status;
}

/* A line of *rest, or all of it when LAST; false: there is none. */
static bool take_line(LodView *rest, bool last, LodView *line)
{
  const char *end = rest->size ? memchr(rest->data, '\n', rest->size) : NULL;
  if (!end && (!last || !rest->size))
    return false;
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  *line = (LodView){rest->data, size};
  size += end != NULL;
  rest->data += size;
  rest->size -= size;
  if (line->size && line->data[line->size - 1] == '\r')
    line->size--;
  return true;
}

static LodStatus read_lines(LodLines *lines, LodView *rest, bool last)
{
  LodView line;
  LodStatus status = LOD_SUCCESS;
  while (!status && take_line(rest, last, &line)) {
    uint64_t errors = lod_log_count(lines->log, LOD_ERROR);
    status = read_line(lines, line);
    if (status == LOD_ERR_INPUT &&
        lod_log_count(lines->log, LOD_ERROR) != errors) {
      lines->faulty = true;
      status = LOD_SUCCESS;
    }
  }
  return status;
}

/* The line that earlier pieces began, completed from *piece. */
static LodStatus finish_carry(LodLines *lines, LodView *piece, bool last)
{
  if (!lines->carry.size)
    return LOD_SUCCESS;
  const char *end = piece->size ? memchr(piece->data, '\n', piece->size) : NULL;
  size_t size = end ? (size_t)(end - piece->data) + 1 : piece->size;
  LodStatus status = lod_buffer_append(&lines->carry, piece->data, size);
  piece->data += size;
  piece->size -= size;
  if (status || (!end && !last))
    return status;
  LodView line = lod_buffer_view(&lines->carry);
  status = read_lines(lines, &line, true);
  lines->carry.size = 0;
  return status;
}

LodStatus lod_lines_feed(LodLines *lines, LodView piece, bool last)
{
  if (!piece.data)
    piece = LOD_VIEW("");
  LodStatus status = finish_carry(lines, &piece, last);
  if (!status)
    status = read_lines(lines, &piece, last);
  if (!status)
    status = lod_buffer_append_view(&lines->carry, piece);
  return !status && last && lines->faulty ? LOD_ERR_INPUT : status;
}

void lod_lines_clear(LodLines *lines)
{
  lod_buffer_free(&lines->carry);
  lod_buffer_free(&lines->scratch);
}
