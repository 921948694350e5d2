#include "rdf/screen.h"

#include "base/ascii.h"

static void expect(LodScreen *s, unsigned char count, unsigned char least,
                   unsigned char most)
{
  s->continuation = count;
  s->least = least;
  s->most = most;
}

/* RFC 3629, section 4, a byte at a time. */
static bool is_utf8(LodScreen *s, unsigned char byte)
{
  if (s->continuation) {
    bool fits = byte >= s->least && byte <= s->most;
    expect(s, (unsigned char)(s->continuation - 1), 0x80, 0xBF);
    return fits;
  }
  if (byte >= 0xC2 && byte <= 0xDF)
    expect(s, 1, 0x80, 0xBF);
  else if (byte >= 0xE0 && byte <= 0xEF)
    expect(s, 2, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF);
  else if (byte >= 0xF0 && byte <= 0xF4)
    expect(s, 3, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF);
  else
    return byte < 0x80;
  return true;
}

static uint32_t hex_value(char c)
{
  if (lod_ascii_is_digit(c))
    return (uint32_t)(c - '0');
  c = lod_ascii_lower(c);
  return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) : 0;
}

/* UCHAR = '\u' HEX HEX HEX HEX | '\U' HEX HEX HEX HEX HEX HEX HEX HEX; that
   the digits are digits is the parser's to check. */
static LodScreenFault follow_escape(LodScreen *s, char c)
{
  if (s->digits) {
    s->escaped = s->escaped << 4 | hex_value(c);
    if (--s->digits)
      return LOD_SCREEN_FINE;
    bool surrogate = s->escaped >= 0xD800 && s->escaped <= 0xDFFF;
    if (surrogate && s->kind != LOD_SCREEN_JSON)
      return LOD_SCREEN_UTF8;
    return s->escaped ? LOD_SCREEN_FINE : LOD_SCREEN_NUL;
  }
  if (s->after_backslash) {
    s->after_backslash = false;
    s->digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    s->escaped = 0;
  } else if (c == '\\') {
    s->after_backslash = true;
  }
  return LOD_SCREEN_FINE;
}

/* '<>' [ \t\v\r\n]* '='? [ \t\v\r\n]* '{' */
static bool names_graph(LodScreen *s, char c)
{
  if (c == '<')
    s->in_graph = 1;
  else if (s->in_graph == 1 && c == '>')
    s->in_graph = 2;
  else if (s->in_graph == 2 && c == '{')
    return s->kind == LOD_SCREEN_TEXT;
  else if (s->in_graph != 2 || !memchr(" \t\v\r\n=", c, 6))
    s->in_graph = 0;
  return false;
}

LodScreenFault lod_screen_piece(LodScreen *s, const char *data, size_t size)
{
  LodScreenFault fault = LOD_SCREEN_FINE;
  if (s->kind == LOD_SCREEN_NONE)
    return fault;
  for (size_t i = 0; i < size && !fault; i++) {
    if (!data[i])
      fault = LOD_SCREEN_NUL;
    else if (!is_utf8(s, (unsigned char)data[i]))
      fault = LOD_SCREEN_UTF8;
    else if (names_graph(s, data[i]))
      fault = LOD_SCREEN_GRAPH;
    else
      fault = follow_escape(s, data[i]);
    s->line += !fault && data[i] == '\n';
  }
  return fault;
}

LodScreenFault lod_screen_end(const LodScreen *s)
{
  return s->continuation ? LOD_SCREEN_UTF8 : LOD_SCREEN_FINE;
}
