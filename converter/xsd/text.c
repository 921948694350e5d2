#include "xsd/text.h"
#include "base/ascii.h"
#include "base/utf8.h"

typedef struct Range {
  uint32_t first, last;
} Range;

/* XML 1.0 (fifth edition), NameStartChar, but for the colon. */
static const Range name_start[] = {
    {'A', 'Z'},       {'_', '_'},       {'a', 'z'},         {0xC0, 0xD6},
    {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},     {0x37F, 0x1FFF},
    {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},   {0x3001, 0xD7FF},
    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
/* What NameChar adds. */
static const Range name_more[] = {
    {'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040},
};

static bool in_ranges(const Range *ranges, size_t count, uint32_t c)
{
  for (size_t i = 0; i < count && c >= ranges[i].first; i++) {
    if (c <= ranges[i].last)
      return true;
  }
  return false;
}

static bool is_name_start(uint32_t c)
{
  return in_ranges(name_start, sizeof name_start / sizeof *name_start, c);
}

static bool is_name_char(uint32_t c)
{
  return is_name_start(c) ||
         in_ranges(name_more, sizeof name_more / sizeof *name_more, c);
}

bool lod_nmtoken_is_valid(LodView text)
{
  const char *at = text.data;
  const char *end = at + text.size;
  while (at < end) {
    uint32_t c = lod_utf8_next(&at, end);
    if (c != ':' && !is_name_char(c))
      return false;
  }
  return text.size > 0;
}

bool lod_name_is_valid(LodView text)
{
  if (text.size == 0)
    return false;
  const char *at = text.data;
  uint32_t first = lod_utf8_next(&at, text.data + text.size);
  return (first == ':' || is_name_start(first)) && lod_nmtoken_is_valid(text);
}

static bool is_ncname(LodView text)
{
  return lod_name_is_valid(text) && !memchr(text.data, ':', text.size);
}

/* QName ::= (NCName ':')? NCName */
bool lod_qname_is_valid(LodView text)
{
  const char *colon = text.size ? memchr(text.data, ':', text.size) : NULL;
  if (!colon)
    return is_ncname(text);
  size_t prefix = (size_t)(colon - text.data);
  return is_ncname((LodView){text.data, prefix}) &&
         is_ncname((LodView){colon + 1, text.size - prefix - 1});
}

/* [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})* */
bool lod_language_is_valid(LodView text)
{
  size_t run = 0;
  bool first = true;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '-' && run > 0) {
      run = 0;
      first = false;
    } else if ((lod_ascii_is_alpha(c) || (!first && lod_ascii_is_digit(c))) &&
               run < 8) {
      run++;
    } else {
      return false;
    }
  }
  return run > 0;
}

static bool is_hex_digit(char c)
{
  char lower = lod_ascii_lower(c);
  return lod_ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

bool lod_hex_is_valid(LodView text)
{
  for (size_t i = 0; i < text.size; i++) {
    if (!is_hex_digit(text.data[i]))
      return false;
  }
  return text.size % 2 == 0;
}

LodView lod_hex_canonical(LodView text, LodArena *arena)
{
  size_t i = 0;
  while (i < text.size && text.data[i] < 'a')
    i++;
  if (i == text.size)
    return text;
  char *out = lod_arena_bytes(arena, text.size);
  if (!out)
    return (LodView){NULL, 0};
  for (i = 0; i < text.size; i++) {
    char c = text.data[i];
    out[i] = c >= 'a' ? (char)(c - ('a' - 'A')) : c;
  }
  return (LodView){out, text.size};
}

static bool is_base64_char(char c)
{
  return lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) || c == '+' || c == '/';
}

/* The last character before the padding has bits that count for nothing and
   must be zero: B04 before "==", B16 before "=". */
static bool is_last_before_padding(char c, size_t padding)
{
  if (c == '\0')
    return false;
  return strchr(padding == 2 ? "AQgw" : "AEIMQUYcgkosw048", c) != NULL;
}

/* Base64Binary ::= (B64quad* B64final)?, a blank allowed between any two
   characters. */
bool lod_base64_is_valid(LodView text)
{
  size_t characters = 0, padding = 0;
  char last = '\0';
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == ' ' && i > 0 && i + 1 < text.size && text.data[i - 1] != ' ')
      continue;
    if (c == '=' && padding < 2)
      padding++;
    else if (is_base64_char(c) && padding == 0)
      last = c;
    else
      return false;
    characters++;
  }
  return characters % 4 == 0 &&
         (padding == 0 || is_last_before_padding(last, padding));
}

size_t lod_base64_bytes(LodView text)
{
  size_t characters = 0;
  for (size_t i = 0; i < text.size; i++)
    characters += text.data[i] != ' ' && text.data[i] != '=';
  return characters / 4 * 3 + characters % 4 * 3 / 4;
}

LodView lod_base64_canonical(LodView text, LodArena *arena)
{
  if (text.size == 0 || !memchr(text.data, ' ', text.size))
    return text;
  char *out = lod_arena_bytes(arena, text.size);
  if (!out)
    return (LodView){NULL, 0};
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] != ' ')
      out[size++] = text.data[i];
  }
  return (LodView){out, size};
}
