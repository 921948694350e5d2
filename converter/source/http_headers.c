#include "source/http_headers.h"

#include "base/ascii.h"

/* A parameter's name, and its value without quotes. */
typedef struct Parameter {
  LodView name;
  char value[256];
  bool whole; /* the value fits */
} Parameter;

static void skip_blanks(LodView *text)
{
  while (text->size && (*text->data == ' ' || *text->data == '\t')) {
    text->data++;
    text->size--;
  }
}

static void skip(LodView *text, size_t count)
{
  text->data += count;
  text->size -= count;
}

/* token = 1*tchar; whatever does not end it is taken. */
static LodView take_token(LodView *text)
{
  size_t size = 0;
  while (size < text->size && !strchr(" \t;,=\"", text->data[size]))
    size++;
  LodView token = {text->data, size};
  skip(text, size);
  return token;
}

static void add(Parameter *parameter, size_t *size, char c)
{
  if (*size + 1 < sizeof parameter->value)
    parameter->value[(*size)++] = c;
  else
    parameter->whole = false;
}

/* quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE */
static void take_quoted(LodView *text, Parameter *parameter)
{
  size_t size = 0;
  skip(text, 1);
  while (text->size && *text->data != '"') {
    if (*text->data == '\\' && text->size > 1)
      skip(text, 1);
    add(parameter, &size, *text->data);
    skip(text, 1);
  }
  if (text->size)
    skip(text, 1);
  parameter->value[size] = '\0';
}

/* parameter = token BWS "=" BWS ( token / quoted-string ); a link's may do
   without a value. */
static void take_value(LodView *text, Parameter *parameter)
{
  parameter->value[0] = '\0';
  parameter->whole = true;
  skip_blanks(text);
  if (!text->size || *text->data != '=')
    return;
  skip(text, 1);
  skip_blanks(text);
  if (text->size && *text->data == '"') {
    take_quoted(text, parameter);
    return;
  }
  /* what is not quoted ends at ";" and ",": "=" and "/" are common in it */
  size_t size = 0;
  while (text->size && !strchr(" \t;,", *text->data)) {
    add(parameter, &size, *text->data);
    skip(text, 1);
  }
  parameter->value[size] = '\0';
}

/* *( OWS ";" OWS [ parameter ] ); false when there is no more. */
static bool next_parameter(LodView *text, Parameter *parameter)
{
  do {
    skip_blanks(text);
    if (!text->size || *text->data != ';')
      return false;
    skip(text, 1);
    skip_blanks(text);
    parameter->name = take_token(text);
  } while (!parameter->name.size);
  take_value(text, parameter);
  return true;
}

static bool is_named(const Parameter *parameter, const char *name)
{
  return lod_ascii_equal_nocase(parameter->name, lod_view(name));
}

/* The first of a name counts, and one that does not fit is as none. */
static void keep(const Parameter *parameter, char *to, size_t capacity)
{
  const size_t size = strlen(parameter->value);
  if (!*to && parameter->whole && size < capacity)
    memcpy(to, parameter->value, size + 1);
}

static void keep_lower(LodView text, char *to, size_t capacity)
{
  if (text.size >= capacity)
    return;
  for (size_t i = 0; i < text.size; ++i)
    to[i] = lod_ascii_lower(text.data[i]);
  to[text.size] = '\0';
}

/* The type itself, before any parameter. */
static LodView bare_type(LodView value)
{
  const char *end = memchr(value.data, ';', value.size);
  if (end)
    value.size = (size_t)(end - value.data);
  return lod_ascii_trim(value);
}

/* media-type = type "/" subtype parameters */
void lod_http_media_type(const char *value, LodMediaType *result)
{
  *result = (LodMediaType){.type = ""};
  if (!value)
    return;
  LodView rest = lod_view(value);
  LodView type = bare_type(rest);
  keep_lower(type, result->type, sizeof result->type);
  skip(&rest, strcspn(value, ";"));
  Parameter parameter;
  while (next_parameter(&rest, &parameter)) {
    if (is_named(&parameter, "charset"))
      keep(&parameter, result->charset, sizeof result->charset);
    else if (is_named(&parameter, "header"))
      keep(&parameter, result->header, sizeof result->header);
  }
}

static void read_parameters(LodView *rest, LodLink *link)
{
  Parameter parameter;
  while (next_parameter(rest, &parameter)) {
    if (is_named(&parameter, "rel"))
      keep(&parameter, link->relations, sizeof link->relations);
    else if (is_named(&parameter, "type") && !*link->type && parameter.whole)
      keep_lower(bare_type(lod_view(parameter.value)), link->type,
                 sizeof link->type);
    else if (is_named(&parameter, "anchor"))
      link->has_anchor = true;
  }
}

/* Link = #link-value
   link-value = "<" URI-Reference ">" *( OWS ";" OWS link-param ) */
bool lod_http_next_link(LodView *rest, LodLink *link)
{
  while (rest->size && strchr(" \t,", *rest->data))
    skip(rest, 1);
  if (!rest->size || *rest->data != '<')
    return false;
  const char *end = memchr(rest->data, '>', rest->size);
  if (!end)
    return false;
  *link = (LodLink){.target = {rest->data + 1, (size_t)(end - rest->data) - 1}};
  skip(rest, link->target.size + 2);
  read_parameters(rest, link);
  return true;
}

/* relation-types are divided by blanks and have no case (RFC 8288, 3.3). */
bool lod_http_link_is(const LodLink *link, const char *relation)
{
  const char *at = link->relations;
  for (;;) {
    at += strspn(at, " \t");
    size_t size = strcspn(at, " \t");
    if (!size)
      return false;
    if (lod_ascii_equal_nocase((LodView){at, size}, lod_view(relation)))
      return true;
    at += size;
  }
}

/* Content-Length = 1*DIGIT (RFC 9110, 8.6) */
static bool read_length(LodView text, uint64_t *bytes)
{
  *bytes = 0;
  for (size_t i = 0; i < text.size; i++) {
    const char digit = text.data[i];
    if (digit < '0' || digit > '9' || *bytes > (INT64_MAX - 9) / 10)
      return false;
    *bytes = *bytes * 10 + (uint64_t)(digit - '0');
  }
  return text.size > 0;
}

/* #Content-Length; items of a list may be empty (RFC 9110, 5.6.1). */
bool lod_http_take_length(const char *value, LodLength *length)
{
  bool some = false;
  for (const char *at = value; *at; at += *at == ',') {
    const size_t size = strcspn(at, ",");
    const LodView item = lod_ascii_trim((LodView){at, size});
    uint64_t bytes;
    at += size;
    if (!item.size)
      continue;
    if (!read_length(item, &bytes) || (length->known && length->bytes != bytes))
      return false;
    *length = (LodLength){.known = true, .bytes = bytes};
    some = true;
  }
  return some;
}

/* Content-Language = #language-tag (RFC 9110, 8.5) */
LodView lod_http_language(const char *value)
{
  LodView none = {"", 0};
  if (!value)
    return none;
  LodView text = lod_ascii_trim(lod_view(value));
  return memchr(text.data, ',', text.size) ? none : text;
}
