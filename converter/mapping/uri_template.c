#include "mapping/uri_template.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "rdf/iri.h"

/* What an operator means (RFC 6570, appendix A). */
typedef struct Operator {
  char op;
  const char *first;    /* before the first defined variable */
  char separator;       /* between variables, and exploded items */
  bool named;           /* name=value */
  const char *if_empty; /* after the name of an empty value */
  bool allow_reserved;
} Operator;

static const Operator operators[] = {
    {'0', "", ',', false, "", false},  {'+', "", ',', false, "", true},
    {'#', "#", ',', false, "", true},  {'.', ".", '.', false, "", false},
    {'/', "/", '/', false, "", false}, {';', ";", ';', true, "", false},
    {'?', "?", '&', true, "=", false}, {'&', "&", '&', true, "=", false},
};

static const Operator *find_operator(char op)
{
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (operators[i].op == op)
      return &operators[i];
  return NULL;
}

static bool is_hex(char c)
{
  char lower = lod_ascii_lower(c);
  return lod_ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

static bool is_triplet(LodView text, size_t at)
{
  return text.size - at >= 3 && text.data[at] == '%' &&
         is_hex(text.data[at + 1]) && is_hex(text.data[at + 2]);
}

/* The parse under way: TEXT from AT on. */
typedef struct Parser {
  LodView text;
  size_t at;
  LodArena *arena;
} Parser;

static char peek(const Parser *p)
{
  return p->at < p->text.size ? p->text.data[p->at] : '\0';
}

/* varname = varchar *( ["."] varchar )
   varchar = ALPHA / DIGIT / "_" / pct-encoded */
static LodStatus parse_name(Parser *p, LodView *name)
{
  size_t start = p->at;
  bool after_char = false;
  for (;;) {
    char c = peek(p);
    if (lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) || c == '_') {
      p->at++;
      after_char = true;
    } else if (is_triplet(p->text, p->at)) {
      p->at += 3;
      after_char = true;
    } else if (c == '.' && after_char) {
      p->at++;
      after_char = false;
    } else {
      break;
    }
  }
  *name = (LodView){p->text.data + start, p->at - start};
  return after_char ? LOD_SUCCESS : LOD_ERR_INPUT;
}

/* varspec = varname [ prefix / explode ]
   prefix = ":" max-length; max-length = %x31-39 0*3DIGIT; explode = "*" */
static LodStatus parse_variable(Parser *p, LodTemplateVariable *variable)
{
  LodStatus status = parse_name(p, &variable->name);
  if (status)
    return status;
  if (peek(p) == '*') {
    p->at++;
    variable->explode = true;
  } else if (peek(p) == ':') {
    p->at++;
    if (peek(p) == '0')
      return LOD_ERR_INPUT;
    size_t start = p->at;
    for (; lod_ascii_is_digit(peek(p)) && p->at - start < 4; p->at++)
      variable->prefix = variable->prefix * 10 + (unsigned)(peek(p) - '0');
    if (p->at == start)
      return LOD_ERR_INPUT;
  }
  return LOD_SUCCESS;
}

/* One more variable than there are commas before the closing brace. */
static size_t count_variables(LodView text, size_t at)
{
  size_t count = 1;
  for (; at < text.size && text.data[at] != '}'; at++)
    count += text.data[at] == ',';
  return count;
}

/* expression = "{" [ operator ] variable-list "}"
   variable-list = varspec *( "," varspec ) */
static LodStatus parse_expression(Parser *p, LodTemplatePart *part)
{
  p->at++;
  part->op = '0';
  if (peek(p) != '0' && find_operator(peek(p)))
    part->op = p->text.data[p->at++];
  size_t count = count_variables(p->text, p->at);
  part->variables = lod_arena_array(p->arena, count, sizeof *part->variables);
  if (!part->variables)
    return LOD_ERR_NO_MEMORY;
  for (;;) {
    LodStatus status =
        parse_variable(p, &part->variables[part->variable_count]);
    if (status)
      return status;
    part->variable_count++;
    if (peek(p) != ',')
      break;
    p->at++;
  }
  if (peek(p) != '}')
    return LOD_ERR_INPUT;
  p->at++;
  return LOD_SUCCESS;
}

/* RFC 6570, 3.1: what may not stand in a URI is per-cent-encoded.  Encoding
   goes further than the grammar of literals (it takes a space, too): a
   template is refused for its braces and its UTF-8 alone. */
static LodStatus parse_literal(Parser *p, LodTemplatePart *part)
{
  size_t start = p->at;
  while (p->at < p->text.size && peek(p) != '{' && peek(p) != '}')
    p->at++;
  if (peek(p) == '}')
    return LOD_ERR_INPUT;
  LodBuffer encoded = {0};
  LodView raw = {p->text.data + start, p->at - start};
  LodStatus status = lod_iri_encode(raw, true, &encoded);
  part->op = 'L';
  if (!status) {
    part->literal = lod_arena_view_copy(p->arena, lod_buffer_view(&encoded));
    if (!part->literal.data)
      status = LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&encoded);
  return status;
}

/* The most parts there can be: an expression and a literal a brace. */
static size_t count_parts(LodView text)
{
  size_t count = 1;
  for (size_t i = 0; i < text.size; i++)
    count += text.data[i] == '{' ? 2 : 0;
  return count;
}

LodStatus lod_template_parse(LodView text, LodArena *arena, LodTemplate *result,
                             size_t *error)
{
  LodView copy = lod_arena_view_copy(arena, text);
  Parser p = {copy, lod_utf8_valid_prefix(text), arena};
  *error = p.at;
  *result = (LodTemplate){0};
  if (text.size && !copy.data)
    return LOD_ERR_NO_MEMORY;
  if (p.at != text.size)
    return LOD_ERR_INPUT;
  result->parts =
      lod_arena_array(arena, count_parts(text), sizeof *result->parts);
  if (!result->parts)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (p.at = 0; p.at < copy.size && !status;) {
    LodTemplatePart *part = &result->parts[result->part_count++];
    status =
        peek(&p) == '{' ? parse_expression(&p, part) : parse_literal(&p, part);
  }
  *error = status ? p.at : 0;
  return status;
}

/* The bytes of the character at AT; with TRIPLETS per-cent-encoded bytes that
   make up one character count as one and are not split (RFC 6570, 2.4.1). */
static size_t character_size(LodView text, size_t at, bool triplets)
{
  size_t size = 1;
  if (triplets && is_triplet(text, at)) {
    size = 3;
    while (at + size < text.size && is_triplet(text, at + size) &&
           strchr("89abAB", text.data[at + size + 1]))
      size += 3;
    return size;
  }
  while (at + size < text.size && (text.data[at + size] & 0xC0) == 0x80)
    size++;
  return size;
}

static LodView limit_characters(LodView text, unsigned limit, bool triplets)
{
  size_t size = 0;
  for (unsigned i = 0; i < limit && size < text.size; i++)
    size += character_size(text, size, triplets);
  text.size = size;
  return text;
}

static LodStatus append_name(const Operator *o, LodView name, bool empty,
                             LodBuffer *out)
{
  LodStatus status = lod_buffer_append_view(out, name);
  if (status)
    return status;
  return lod_buffer_append_text(out, empty ? o->if_empty : "=");
}

/* As a segment of a path it would lead to another resource (RFC 3986, 5.2.4):
   where values may not hold a slash, they may not be such a segment. */
static bool is_dot_segment(LodView text)
{
  return lod_view_equal(text, LOD_VIEW(".")) ||
         lod_view_equal(text, LOD_VIEW(".."));
}

static LodStatus append_value(LodView text, bool allow_reserved, LodBuffer *out)
{
  if (allow_reserved || !is_dot_segment(text))
    return lod_iri_encode(text, allow_reserved, out);
  return lod_buffer_append(out, "%2E%2E", 3 * text.size);
}

/* RFC 6570, 3.2.1: the items of one defined variable; a prefix is for texts
   alone, and left out of account for a list. */
static LodStatus append_variable(const Operator *o,
                                 const LodTemplateVariable *variable,
                                 const LodTemplateValue *value, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  bool apart = variable->explode;
  for (size_t i = 0; i < value->count && !status; i++) {
    LodView item = value->items[i];
    if (i > 0)
      status = lod_buffer_append_char(out, apart ? o->separator : ',');
    if (!status && o->named && (apart || i == 0))
      status = append_name(o, variable->name,
                           !item.size && (apart || value->count == 1), out);
    if (variable->prefix && value->count == 1)
      item = limit_characters(item, variable->prefix, o->allow_reserved);
    if (!status)
      status = append_value(item, o->allow_reserved, out);
  }
  return status;
}

static LodStatus expand_expression(const LodTemplatePart *part,
                                   LodTemplateLookup lookup, void *user,
                                   LodBuffer *out)
{
  const Operator *o = find_operator(part->op);
  bool first = true;
  LodStatus status = o ? LOD_SUCCESS : LOD_ERR_USAGE;
  for (size_t i = 0; i < part->variable_count && !status; i++) {
    LodTemplateValue value = {0};
    if (!lookup(user, part->variables[i].name, &value) || !value.count)
      continue;
    status = first ? lod_buffer_append_text(out, o->first)
                   : lod_buffer_append_char(out, o->separator);
    first = false;
    if (!status)
      status = append_variable(o, &part->variables[i], &value, out);
  }
  return status;
}

LodStatus lod_template_expand(const LodTemplate *t, LodTemplateLookup lookup,
                              void *user, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < t->part_count && !status; i++) {
    const LodTemplatePart *part = &t->parts[i];
    if (part->op == 'L')
      status = lod_buffer_append_view(out, part->literal);
    else
      status = expand_expression(part, lookup, user, out);
  }
  return status;
}
