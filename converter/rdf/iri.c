#include "rdf/iri.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* Where an ASCII character may stand (RFC 3986, appendix A). */
enum {
  IN_SCHEME = 1,
  IN_USER = 2,
  IN_HOST = 4,
  IN_PATH = 8,
  IN_QUERY = 16, /* also the fragment */
  UNRESERVED = 32,
  RESERVED = 64,
  /* What ends a part (appendix B). */
  ENDS_SCHEME = 128,
  ENDS_AUTHORITY = 256,
  ENDS_PATH = 512,
  ENDS_QUERY = 1024
};

#define ALNUM (IN_SCHEME | IN_USER | IN_HOST | IN_PATH | IN_QUERY | UNRESERVED)
#define MARK  (IN_USER | IN_HOST | IN_PATH | IN_QUERY | UNRESERVED)
#define SUB   (IN_USER | IN_HOST | IN_PATH | IN_QUERY | RESERVED)

static const uint16_t classes[128] = {
    ['a' ... 'z'] = ALNUM,
    ['A' ... 'Z'] = ALNUM,
    ['0' ... '9'] = ALNUM,
    ['-'] = IN_SCHEME | MARK,
    ['.'] = IN_SCHEME | MARK,
    ['_'] = MARK,
    ['~'] = MARK,
    ['!'] = SUB,
    ['$'] = SUB,
    ['&'] = SUB,
    ['\''] = SUB,
    ['('] = SUB,
    [')'] = SUB,
    ['*'] = SUB,
    ['+'] = IN_SCHEME | SUB,
    [','] = SUB,
    [';'] = SUB,
    ['='] = SUB,
    [':'] = IN_USER | IN_PATH | IN_QUERY | RESERVED | ENDS_SCHEME,
    ['@'] = IN_PATH | IN_QUERY | RESERVED,
    ['/'] = IN_PATH | IN_QUERY | RESERVED | ENDS_SCHEME | ENDS_AUTHORITY,
    ['?'] = IN_QUERY | RESERVED | ENDS_SCHEME | ENDS_AUTHORITY | ENDS_PATH,
    ['#'] = RESERVED | ENDS_SCHEME | ENDS_AUTHORITY | ENDS_PATH | ENDS_QUERY,
    ['['] = RESERVED,
    [']'] = RESERVED,
};

static bool is_class(char c, unsigned class)
{
  unsigned char byte = (unsigned char)c;
  return byte < 128 && (classes[byte] & class);
}

static bool is_hex(char c)
{
  return lod_ascii_is_digit(c) || (c >= 'a' && c <= 'f') ||
         (c >= 'A' && c <= 'F');
}

static bool is_triplet(const char *at, const char *end)
{
  return end - at >= 3 && at[0] == '%' && is_hex(at[1]) && is_hex(at[2]);
}

static size_t index_of(LodView text, unsigned class)
{
  size_t i = 0;
  while (i < text.size && !is_class(text.data[i], class))
    i++;
  return i;
}

static size_t index_of_byte(LodView text, char byte)
{
  const char *found = text.size ? memchr(text.data, byte, text.size) : NULL;
  return found ? (size_t)(found - text.data) : text.size;
}

/* Take COUNT bytes and SKIP more from the front of *rest. */
static LodView take(LodView *rest, size_t count, size_t skip)
{
  LodView part = {rest->data, count};
  rest->data += count + skip;
  rest->size -= count + skip;
  return part;
}

/* RFC 3986, appendix B:
   ^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))? */
void lod_iri_split(LodView iri, LodIriParts *parts)
{
  LodView rest = iri.data ? iri : LOD_VIEW("");
  *parts = (LodIriParts){0};
  size_t end = index_of(rest, ENDS_SCHEME);
  if (end > 0 && end < rest.size && rest.data[end] == ':') {
    parts->has_scheme = true;
    parts->scheme = take(&rest, end, 1);
  }
  if (rest.size >= 2 && rest.data[0] == '/' && rest.data[1] == '/') {
    parts->has_authority = true;
    take(&rest, 0, 2);
    parts->authority = take(&rest, index_of(rest, ENDS_AUTHORITY), 0);
  }
  parts->path = take(&rest, index_of(rest, ENDS_PATH), 0);
  if (rest.size && rest.data[0] == '?') {
    parts->has_query = true;
    take(&rest, 0, 1);
    parts->query = take(&rest, index_of(rest, ENDS_QUERY), 0);
  }
  if (rest.size) {
    parts->has_fragment = true;
    take(&rest, 0, 1);
    parts->fragment = rest;
  }
}

/* ucschar and iprivate of RFC 3987, 2.2: no C1 control, no surrogate, no
   non-character, none of the specials; private use in the query alone. */
static bool is_ucschar(uint32_t c, bool private_too)
{
  if (c >= 0xE000 && c <= 0xF8FF)
    return private_too;
  /* 4.1: marks that turn the direction of writing must not be in IRIs. */
  if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E))
    return false;
  if (c < 0x10000)
    return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFEF);
  if ((c & 0xFFFF) > 0xFFFD)
    return false;
  if (c >= 0xF0000)
    return private_too;
  return c < 0xE0000 || c >= 0xE1000;
}

/* Characters of CLASS, per-cent triplets and non-ASCII letters only. */
static bool consists_of(LodView text, unsigned class, bool private_too)
{
  const char *at = text.data, *end = text.data + text.size;
  while (at < end) {
    if (is_class(*at, class)) {
      at++;
    } else if (is_triplet(at, end)) {
      at += 3;
    } else {
      if (!((unsigned char)*at & 0x80) ||
          !is_ucschar(lod_utf8_next(&at, end), private_too))
        return false;
    }
  }
  return true;
}

static bool is_scheme(LodView text)
{
  if (!text.size || !lod_ascii_is_alpha(text.data[0]))
    return false;
  for (size_t i = 1; i < text.size; i++)
    if (!is_class(text.data[i], IN_SCHEME))
      return false;
  return true;
}

/* h16 of RFC 3986: 1 to 4 hexadecimal digits. */
static bool is_group(LodView text)
{
  for (size_t i = 0; i < text.size; i++)
    if (!is_hex(text.data[i]))
      return false;
  return text.size >= 1 && text.size <= 4;
}

/* IPv4address of RFC 3986: four dec-octet. */
static bool is_ipv4(LodView text)
{
  for (int octet = 0; octet < 4; octet++) {
    uint64_t value;
    LodView digits = take(&text, index_of_byte(text, '.'), 0);
    if (!digits.size || digits.size > 3 || !lod_ascii_to_uint(digits, &value) ||
        value > 255 || (digits.size > 1 && digits.data[0] == '0'))
      return false;
    if (octet < 3 && !text.size)
      return false;
    if (octet < 3)
      take(&text, 0, 1);
  }
  return !text.size;
}

/* The groups of one side of "::", counted in 16-bit pieces; -1: ill-formed. */
static int count_groups(LodView text, bool may_end_in_ipv4)
{
  int count = 0;
  while (text.size) {
    LodView group = take(&text, index_of_byte(text, ':'), 0);
    bool last = !text.size;
    if (last && may_end_in_ipv4 && is_ipv4(group))
      return count + 2;
    if (!is_group(group) || text.size == 1 || ++count > 8)
      return -1;
    if (!last)
      take(&text, 0, 1);
  }
  return count;
}

/* IPv6address of RFC 3986: eight groups, or fewer around one "::". */
static bool is_ipv6(LodView text)
{
  for (size_t i = 0; i + 1 < text.size; i++) {
    if (text.data[i] != ':' || text.data[i + 1] != ':')
      continue;
    int before = count_groups((LodView){text.data, i}, false);
    int after =
        count_groups((LodView){text.data + i + 2, text.size - i - 2}, true);
    return before >= 0 && after >= 0 && before + after <= 7;
  }
  return count_groups(text, true) == 8;
}

/* IP-literal = "[" ( IPv6address / IPvFuture  ) "]"
   IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) */
static bool is_ip_literal(LodView inner)
{
  if (!inner.size || lod_ascii_lower(inner.data[0]) != 'v')
    return is_ipv6(inner);
  size_t i = 1;
  while (i < inner.size && is_hex(inner.data[i]))
    i++;
  if (i == 1 || i + 1 >= inner.size || inner.data[i] != '.')
    return false;
  while (++i < inner.size)
    if (!is_class(inner.data[i], IN_USER))
      return false;
  return true;
}

/* iauthority = [ iuserinfo "@" ] ihost [ ":" port ] */
static bool is_authority(LodView text)
{
  size_t at = index_of_byte(text, '@');
  if (at < text.size && !consists_of(take(&text, at, 1), IN_USER, false))
    return false;
  if (text.size && text.data[0] == '[') {
    size_t close = index_of_byte(text, ']');
    if (close == text.size ||
        !is_ip_literal((LodView){text.data + 1, close - 1}))
      return false;
    take(&text, close, 1);
    if (text.size && text.data[0] != ':')
      return false;
  } else if (!consists_of(take(&text, index_of_byte(text, ':'), 0), IN_HOST,
                          false)) {
    return false;
  }
  for (size_t i = 1; i < text.size; i++)
    if (!lod_ascii_is_digit(text.data[i]))
      return false;
  return true;
}

static bool is_well_formed(LodView iri, const LodIriParts *parts)
{
  if (lod_utf8_valid_prefix(iri) != iri.size)
    return false;
  return (!parts->has_scheme || is_scheme(parts->scheme)) &&
         (!parts->has_authority || is_authority(parts->authority)) &&
         consists_of(parts->path, IN_PATH, false) &&
         consists_of(parts->query, IN_QUERY, true) &&
         consists_of(parts->fragment, IN_QUERY, false);
}

bool lod_iri_is_absolute(LodView iri)
{
  LodIriParts parts;
  lod_iri_split(iri, &parts);
  return parts.has_scheme && is_well_formed(iri, &parts);
}

/* IRIREF = '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>' (RDF 1.1 N-Triples) */
bool lod_iri_is_safe(LodView iri)
{
  LodIriParts parts;
  lod_iri_split(iri, &parts);
  if (!parts.has_scheme || !is_scheme(parts.scheme))
    return false;
  for (size_t i = 0; i < iri.size; i++)
    if ((unsigned char)iri.data[i] <= ' ' ||
        strchr("<>\"{}|^`\\\x7F", iri.data[i]))
      return false;
  return lod_utf8_valid_prefix(iri) == iri.size;
}

/* A first segment with a colon counts as a scheme by the split, so that
   path-noscheme needs no check of its own; only an empty one is left. */
bool lod_iri_is_reference(LodView iri)
{
  LodIriParts parts;
  lod_iri_split(iri, &parts);
  if (iri.size && iri.data[0] == ':')
    return false;
  return is_well_formed(iri, &parts);
}

static LodStatus append_triplet(unsigned char byte, LodBuffer *out)
{
  static const char digits[] = "0123456789ABCDEF";
  char triplet[3] = {'%', digits[byte >> 4], digits[byte & 15]};
  return lod_buffer_append(out, triplet, sizeof triplet);
}

LodStatus lod_iri_encode(LodView text, bool keep_reserved, LodBuffer *out)
{
  unsigned keep = keep_reserved ? UNRESERVED | RESERVED : UNRESERVED;
  const char *at = text.data, *end = text.size ? at + text.size : at;
  while (at < end) {
    const char *run = at;
    while (at < end && is_class(*at, keep))
      at++;
    if (keep_reserved && is_triplet(at, end))
      at += 3;
    LodStatus status = at > run
                           ? lod_buffer_append(out, run, (size_t)(at - run))
                           : append_triplet((unsigned char)*at++, out);
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}
