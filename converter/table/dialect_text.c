#include "table/dialect_text.h"

static bool starts_with(LodView text, LodView token)
{
  return token.size && text.size >= token.size &&
         !memcmp(text.data, token.data, token.size);
}

static LodView from(LodView text, size_t at)
{
  return (LodView){text.data + at, text.size - at};
}

/* Append TEXT, with ESCAPE before each character that begins a token. */
static LodStatus append_escaped(LodView quote, LodView escape, LodView text,
                                LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < text.size && !status; ++i) {
    const char c = text.data[i];
    if (c == *quote.data || c == *escape.data)
      status = lod_buffer_append_view(out, escape);
    if (!status)
      status = lod_buffer_append_char(out, c);
  }
  return status;
}

/* Append TEXT, with every QUOTE twice. */
static LodStatus append_doubled(LodView quote, LodView text, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  size_t i = 0;
  while (i < text.size && !status) {
    if (!starts_with(from(text, i), quote)) {
      status = lod_buffer_append_char(out, text.data[i++]);
      continue;
    }
    status = lod_buffer_append_view(out, quote);
    if (!status)
      status = lod_buffer_append_view(out, quote);
    i += quote.size;
  }
  return status;
}

LodStatus lod_dialect_append_quoted(const LodDialect *dialect, LodView text,
                                    LodBuffer *out)
{
  const LodView quote = lod_view(dialect->quote);
  const LodView escape = lod_view(lod_dialect_escape(dialect));
  LodStatus status = lod_buffer_append_view(out, quote);
  if (!status)
    status = escape.size ? append_escaped(quote, escape, text, out)
                         : append_doubled(quote, text, out);
  return status ? status : lod_buffer_append_view(out, quote);
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static bool has_meaning(const LodDialect *dialect, LodView rest)
{
  if (*rest.data == '\n' || *rest.data == '\r' ||
      starts_with(rest, lod_view(dialect->delimiter)) ||
      starts_with(rest, lod_view(dialect->quote)) ||
      starts_with(rest, lod_view(lod_dialect_escape(dialect))))
    return true;
  if (dialect->line_ends != LOD_LINES_CUSTOM)
    return false;
  for (unsigned i = 0; i < dialect->terminator_count; ++i)
    if (starts_with(rest, lod_view(dialect->terminators[i])))
      return true;
  return false;
}

static bool needs_quotes(const LodDialect *dialect, LodView text, bool first)
{
  if (!text.size)
    return false;
  if (is_blank(text.data[0]) || is_blank(text.data[text.size - 1]) ||
      (first && starts_with(text, lod_view(dialect->comment_prefix))))
    return true;
  for (size_t i = 0; i < text.size; ++i)
    if (has_meaning(dialect, from(text, i)))
      return true;
  return false;
}

LodStatus lod_dialect_append(const LodDialect *dialect, LodView text,
                             bool first, LodBuffer *out)
{
  if (dialect->quote && *dialect->quote && needs_quotes(dialect, text, first))
    return lod_dialect_append_quoted(dialect, text, out);
  return lod_buffer_append_view(out, text);
}

LodView lod_dialect_end(const LodDialect *dialect)
{
  switch (lod_dialect_line_ends(dialect)) {
  case LOD_LINES_CR:
    return LOD_VIEW("\r");
  case LOD_LINES_CUSTOM:
    return lod_view(dialect->terminators[0]);
  default:
    return LOD_VIEW("\r\n");
  }
}
