#include "store/sparql_text.h"

#include "base/ascii.h"

void lod_sparql_scan(LodView text, LodSparqlScanner *scanner)
{
  *scanner = (LodSparqlScanner){text, 1};
}

static char at(const LodSparqlScanner *s, size_t index)
{
  return index < s->rest.size ? s->rest.data[index] : '\0';
}

static LodView take(LodSparqlScanner *s, size_t size)
{
  LodView text = {s->rest.data, size};
  for (size_t i = 0; i < size; i++)
    s->line += text.data[i] == '\n';
  s->rest.data += size;
  s->rest.size -= size;
  return text;
}

static void skip_blank(LodSparqlScanner *s)
{
  while (s->rest.size) {
    size_t size = 0;
    if (at(s, 0) == '#')
      while (size < s->rest.size && at(s, size) != '\n' && at(s, size) != '\r')
        size++;
    else if (lod_ascii_is_space(at(s, 0)))
      size = 1;
    if (!size)
      return;
    take(s, size);
  }
}

static bool is_name_character(char c)
{
  return lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) || c == '_' ||
         c == '-' || (c & 0x80);
}

/* IRIREF = '<' ([^<>"{}|^`\]-[#x00-#x20])* '>'; 0: a sign of comparison. */
static size_t iri_size(const LodSparqlScanner *s)
{
  size_t size = 1;
  while (size < s->rest.size && (unsigned char)at(s, size) > ' ' &&
         !strchr("<>\"{}|^`\\", at(s, size)))
    size++;
  return at(s, size) == '>' ? size + 1 : 0;
}

/* STRING_LITERAL1, 2, _LONG1 and _LONG2. */
static size_t string_size(const LodSparqlScanner *s)
{
  char quote = at(s, 0);
  bool is_long = at(s, 1) == quote && at(s, 2) == quote;
  size_t size = is_long ? 3 : 1;
  while (size < s->rest.size) {
    if (at(s, size) == '\\')
      size++;
    else if (at(s, size) == quote && !is_long)
      return size + 1;
    else if (at(s, size) == quote && at(s, size + 1) == quote &&
             at(s, size + 2) == quote)
      return size + 3;
    size++;
  }
  return s->rest.size;
}

static bool is_word_character(char c)
{
  return lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) || c == '_';
}

/* A prefix may have dots and hyphens, what stands behind its colon colons and
   escapes, too.  Without a colon it is a keyword. */
static size_t word_size(const LodSparqlScanner *s, LodSparqlKind *kind)
{
  size_t size = 0;
  while (is_name_character(at(s, size)) ||
         (at(s, size) == '.' && is_name_character(at(s, size + 1))))
    size++;
  *kind = at(s, size) == ':' ? LOD_SPARQL_NAME : LOD_SPARQL_WORD;
  if (*kind == LOD_SPARQL_WORD)
    for (size = 0; is_word_character(at(s, size));)
      size++;
  while (*kind == LOD_SPARQL_NAME &&
         (is_name_character(at(s, size)) || strchr(":%\\", at(s, size)) ||
          (at(s, size) == '.' && is_name_character(at(s, size + 1))))) {
    if (size >= s->rest.size)
      break;
    size += at(s, size) == '\\' ? 2 : 1;
  }
  return size < s->rest.size ? size : s->rest.size;
}

static size_t number_size(const LodSparqlScanner *s)
{
  size_t size = 0;
  while (lod_ascii_is_digit(at(s, size)) || at(s, size) == '.')
    size++;
  return size;
}

static size_t variable_size(const LodSparqlScanner *s)
{
  size_t size = 1;
  while (is_word_character(at(s, size)) || (at(s, size) & 0x80))
    size++;
  return size;
}

LodSparqlToken lod_sparql_next(LodSparqlScanner *s)
{
  skip_blank(s);
  LodSparqlToken token = {LOD_SPARQL_OTHER, {0}, s->line};
  char c = at(s, 0);
  size_t size = 1;
  if (!s->rest.size) {
    token.kind = LOD_SPARQL_END;
    return token;
  }
  if (c == '<' && iri_size(s)) {
    token.kind = LOD_SPARQL_IRI;
    size = iri_size(s);
  } else if (c == '"' || c == '\'') {
    token.kind = LOD_SPARQL_STRING;
    size = string_size(s);
  } else if ((c == '?' || c == '$') && variable_size(s) > 1) {
    token.kind = LOD_SPARQL_VARIABLE;
    size = variable_size(s);
  } else if (c == '@') {
    while (is_name_character(at(s, size)))
      size++;
  } else if (lod_ascii_is_digit(c)) {
    size = number_size(s);
  } else if ((is_name_character(c) && c != '-') || c == ':') {
    size = word_size(s, &token.kind);
  }
  token.text = take(s, size ? size : 1);
  return token;
}

bool lod_sparql_is_word(const LodSparqlToken *token, const char *word)
{
  return token->kind == LOD_SPARQL_WORD &&
         lod_ascii_equal_nocase(token->text, lod_view(word));
}

bool lod_sparql_find_word(LodView text, const char *word, LodSparqlToken *token)
{
  LodSparqlScanner scanner;
  lod_sparql_scan(text, &scanner);
  do
    *token = lod_sparql_next(&scanner);
  while (token->kind != LOD_SPARQL_END && !lod_sparql_is_word(token, word));
  return token->kind != LOD_SPARQL_END;
}

static bool is_sign(const LodSparqlToken *token, char sign)
{
  return token->kind == LOD_SPARQL_OTHER && token->text.data[0] == sign;
}

/* Pass a template in braces, if one stands here. */
static void skip_template(LodSparqlScanner *s)
{
  LodSparqlScanner ahead = *s;
  LodSparqlToken token = lod_sparql_next(&ahead);
  if (!is_sign(&token, '{'))
    return;
  do
    token = lod_sparql_next(&ahead);
  while (token.kind != LOD_SPARQL_END && !is_sign(&token, '}'));
  *s = ahead;
}

/* Pass the variables and IRIs of a DESCRIBE; false: nothing stands behind. */
static bool skip_list(LodSparqlScanner *s)
{
  for (;;) {
    LodSparqlScanner ahead = *s;
    LodSparqlToken token = lod_sparql_next(&ahead);
    if (token.kind == LOD_SPARQL_END)
      return false;
    if (is_sign(&token, '{') || token.kind == LOD_SPARQL_WORD)
      return true;
    *s = ahead;
  }
}

LodStatus lod_sparql_as_select(LodView text, const char *variables,
                               LodBuffer *out)
{
  LodSparqlScanner s;
  LodSparqlToken token;
  lod_sparql_scan(text, &s);
  do
    token = lod_sparql_next(&s);
  while (token.kind != LOD_SPARQL_END &&
         !lod_sparql_is_word(&token, "CONSTRUCT") &&
         !lod_sparql_is_word(&token, "DESCRIBE"));
  if (token.kind == LOD_SPARQL_END)
    return LOD_ERR_USAGE;
  if (lod_sparql_is_word(&token, "CONSTRUCT"))
    skip_template(&s);
  else if (!skip_list(&s))
    return LOD_SUCCESS;
  LodView prologue = {text.data, (size_t)(token.text.data - text.data)};
  LodStatus status = lod_buffer_append_view(out, prologue);
  if (!status)
    status = lod_buffer_printf(out, "SELECT %s ", variables);
  return status ? status : lod_buffer_append_view(out, s.rest);
}
