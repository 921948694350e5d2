#include "table/tokens.h"
#include "base/memory.h"
#include "base/message.h"

static const char *const lf_ends[] = {"\r\n", "\n"};
static const char *const cr_ends[] = {"\r"};
static const char *const any_ends[] = {"\r\n", "\n", "\r"};

/* The ends of records as texts. */
static const char *const *ends_of(const LodDialect *dialect, size_t *count)
{
  switch (lod_dialect_line_ends(dialect)) {
  case LOD_LINES_LF:
    *count = 2;
    return lf_ends;
  case LOD_LINES_CR:
    *count = 1;
    return cr_ends;
  case LOD_LINES_ANY:
    *count = 3;
    return any_ends;
  default:
    *count = dialect->terminator_count;
    return dialect->terminators;
  }
}

static const char *end_refusal(const LodDialect *dialect, const char *end)
{
  if (!*end)
    return N_("an end of its lines is empty");
  if (!strcmp(end, dialect->delimiter))
    return N_("its delimiter ends lines");
  if (dialect->quote && !strcmp(end, dialect->quote))
    return N_("its quote ends lines");
  return NULL;
}

const char *lod_tokens_refusal(const LodDialect *dialect)
{
  const char *const escape = lod_dialect_escape(dialect);
  const char *why = NULL;
  if (!dialect->delimiter || !*dialect->delimiter)
    return N_("it has no delimiter");
  if (dialect->quote && !*dialect->quote)
    return N_("its quote is empty");
  if (dialect->quote && !strcmp(dialect->quote, dialect->delimiter))
    return N_("its quote is its delimiter");
  if (escape && !strcmp(escape, dialect->delimiter))
    return N_("its delimiter is its escape character");
  if (escape && !strcmp(escape, dialect->quote))
    return N_("its quote is its escape character");
  size_t count;
  const char *const *const ends = ends_of(dialect, &count);
  if (!count)
    return N_("nothing ends its lines");
  for (size_t i = 0; i < count && !why; ++i)
    why = end_refusal(dialect, ends[i]);
  return why;
}

static LodStatus copy(const char *text, LodView *to)
{
  *to = (LodView){NULL, 0};
  if (!text || !*text)
    return LOD_SUCCESS;
  char *const made = lod_strdup(text);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  *to = lod_view(made);
  return LOD_SUCCESS;
}

static void sort_ends(LodTokens *tokens)
{
  for (size_t i = 1; i < tokens->end_count; ++i)
    for (size_t j = i; j && tokens->ends[j].size > tokens->ends[j - 1].size;
         --j) {
      const LodView moved = tokens->ends[j];
      tokens->ends[j] = tokens->ends[j - 1];
      tokens->ends[j - 1] = moved;
    }
}

static LodStatus copy_ends(LodTokens *tokens, const LodDialect *dialect)
{
  size_t count;
  const char *const *const ends = ends_of(dialect, &count);
  tokens->ends = lod_calloc(count + 1, sizeof *tokens->ends);
  if (!tokens->ends)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; ++i) {
    status = copy(ends[i], &tokens->ends[i]);
    tokens->end_count += !status;
  }
  if (!status)
    sort_ends(tokens);
  return status;
}

static void mark(LodTokens *tokens, LodView token, unsigned char *table)
{
  if (token.size > tokens->longest)
    tokens->longest = token.size;
  if (token.size)
    table[(unsigned char)*token.data] = 1;
}

static void mark_all(LodTokens *tokens)
{
  mark(tokens, tokens->delimiter, tokens->any);
  mark(tokens, tokens->quote, tokens->any);
  mark(tokens, tokens->quote, tokens->in_quotes);
  mark(tokens, tokens->escape, tokens->any);
  mark(tokens, tokens->escape, tokens->in_quotes);
  for (size_t i = 0; i < tokens->end_count; ++i) {
    mark(tokens, tokens->ends[i], tokens->any);
    mark(tokens, tokens->ends[i], tokens->line);
  }
  if (tokens->comment.size > tokens->longest)
    tokens->longest = tokens->comment.size;
}

LodStatus lod_tokens_start(LodTokens *tokens, const LodDialect *dialect)
{
  *tokens = (LodTokens){.kind = lod_dialect_line_ends(dialect)};
  LodStatus status = copy(dialect->delimiter, &tokens->delimiter);
  if (!status)
    status = copy(dialect->quote, &tokens->quote);
  if (!status)
    status = copy(lod_dialect_escape(dialect), &tokens->escape);
  if (!status)
    status = copy(dialect->comment_prefix, &tokens->comment);
  if (!status)
    status = copy_ends(tokens, dialect);
  mark_all(tokens);
  return status;
}

static void free_text(LodView text)
{
  lod_free((char *)(uintptr_t)text.data);
}

void lod_tokens_free(LodTokens *tokens)
{
  free_text(tokens->delimiter);
  free_text(tokens->quote);
  free_text(tokens->escape);
  free_text(tokens->comment);
  for (size_t i = 0; i < tokens->end_count; ++i)
    free_text(tokens->ends[i]);
  lod_free(tokens->ends);
  *tokens = (LodTokens){0};
}

/* A CRLF that is cut off at the end of the input ends a line, too. */
size_t lod_tokens_end(const LodTokens *tokens, const char *at, size_t left,
                      bool is_last)
{
  if (!left || !tokens->line[(unsigned char)*at])
    return 0;
  for (size_t i = 0; i < tokens->end_count; ++i)
    if (lod_tokens_match(tokens->ends[i], at, left))
      return tokens->ends[i].size;
  return tokens->kind == LOD_LINES_LF && is_last && left == 1 && *at == '\r';
}

/* "Model for Tabular Data", 8, "to read a row" and "to parse a row", in their
   order. */
LodToken lod_tokens_at(const LodTokens *tokens, const char *at, size_t left,
                       bool is_last, size_t *size)
{
  *size = tokens->escape.size;
  if (lod_tokens_match(tokens->escape, at, left))
    return LOD_TOKEN_ESCAPE;
  *size = tokens->quote.size;
  if (lod_tokens_match(tokens->quote, at, left))
    return LOD_TOKEN_QUOTE;
  *size = lod_tokens_end(tokens, at, left, is_last);
  if (*size)
    return LOD_TOKEN_END;
  *size = tokens->delimiter.size;
  if (lod_tokens_match(tokens->delimiter, at, left))
    return LOD_TOKEN_DELIMITER;
  *size = 1;
  return LOD_TOKEN_TEXT;
}
