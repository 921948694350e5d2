#include "base/ascii.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"

static bool is_unreserved(unsigned char byte)
{
  char c = (char)byte;
  return lod_ascii_is_alpha(c) || lod_ascii_is_digit(c) ||
         (byte && strchr("-._~", c));
}

static int hex_value(char c)
{
  c = lod_ascii_lower(c);
  if (lod_ascii_is_digit(c))
    return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 3986, 6.2.2.1 and 6.2.2.2: triplets in capitals, none of what needs
   none.  What may not stand in an IRI is made a triplet. */
static LodStatus append_normal(LodView text, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < text.size && !status; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    bool triplet = byte == '%' && text.size - i > 2 &&
                   hex_value(text.data[i + 1]) >= 0 &&
                   hex_value(text.data[i + 2]) >= 0;
    bool bad = byte <= ' ' || byte == 0x7F || strchr("<>\"{}|\\^`[]", byte) ||
               (byte == '%' && !triplet);
    if (triplet) {
      byte = (unsigned char)(hex_value(text.data[i + 1]) * 16 +
                             hex_value(text.data[i + 2]));
      bad = !is_unreserved(byte);
      i += 2;
    }
    if (bad)
      status = lod_buffer_printf(out, "%%%02X", byte);
    else
      status = lod_buffer_append_char(out, (char)byte);
  }
  return status;
}

/* RFC 3986, 6.2.2.1: scheme and host in small letters. */
static LodStatus append_lower(LodView text, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < text.size && !status; i++)
    status = lod_buffer_append_char(out, lod_ascii_lower(text.data[i]));
  return status;
}

/* The scheme's own port says nothing (RFC 3986, 6.2.3). */
static LodView without_default_port(LodView scheme, LodView authority)
{
  LodView port = LOD_VIEW(":80");
  if (lod_ascii_equal_nocase(scheme, LOD_VIEW("https")))
    port = LOD_VIEW(":443");
  else if (!lod_ascii_equal_nocase(scheme, LOD_VIEW("http")))
    return authority;
  if (authority.size && authority.data[authority.size - 1] == ':')
    authority.size--;
  else if (authority.size > port.size &&
           !memcmp(authority.data + authority.size - port.size, port.data,
                   port.size))
    authority.size -= port.size;
  return authority;
}

static LodStatus append_authority(LodView scheme, LodView authority,
                                  LodBuffer *out)
{
  authority = without_default_port(scheme, authority);
  size_t user = authority.size;
  while (user && authority.data[user - 1] != '@')
    user--;
  LodView host = {authority.data + user, authority.size - user};
  LodStatus status = lod_buffer_append_text(out, "//");
  if (!status)
    status = append_normal((LodView){authority.data, user}, out);
  return status ? status : append_lower(host, out);
}

static LodStatus append_optional(bool has, char mark, LodView text,
                                 LodBuffer *out)
{
  if (!has)
    return LOD_SUCCESS;
  LodStatus status = lod_buffer_append_char(out, mark);
  return status ? status : append_normal(text, out);
}

/* "Model for Tabular Data", URL normalization: RFC 3986, 6.2.2 and 6.2.3. */
static LodStatus append_normalised(LodView url, LodBuffer *out)
{
  LodIriParts p;
  lod_iri_split(url, &p);
  LodStatus status = append_lower(p.scheme, out);
  if (!status && p.has_scheme)
    status = lod_buffer_append_char(out, ':');
  if (!status && p.has_authority)
    status = append_authority(p.scheme, p.authority, out);
  if (!status && p.has_authority && !p.path.size)
    p.path = LOD_VIEW("/");
  if (!status)
    status = append_normal(p.path, out);
  if (!status)
    status = append_optional(p.has_query, '?', p.query, out);
  return status ? status
                : append_optional(p.has_fragment, '#', p.fragment, out);
}

static LodStatus keep(const LodCsvw *c, LodStatus status, LodBuffer *text,
                      const char **result)
{
  if (!status) {
    *result = lod_arena_view_strdup(c->arena, lod_buffer_view(text));
    status = *result ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(text);
  return status;
}

/* What is wrong in a scheme or an authority cannot be made a triplet. */
static LodStatus refuse(const LodCsvw *c, const char *link)
{
  LodPlace place = {.file = c->context->file};
  lod_log_add(c->log, LOD_ERROR, "metadata-url", &place, "\"%.200s\" is no URL",
              link);
  return LOD_ERR_INPUT;
}

LodStatus lod_csvw_normalise_url(LodView base, LodView link, LodBuffer *out)
{
  LodBuffer absolute = {0}, normal = {0};
  LodStatus status = lod_iri_resolve(base, link, &absolute);
  if (!status)
    status = append_normalised(lod_buffer_view(&absolute), &normal);
  /* once more, for dots that were encoded */
  if (!status)
    status = lod_iri_resolve(base, lod_buffer_view(&normal), out);
  lod_buffer_free(&normal);
  lod_buffer_free(&absolute);
  return status;
}

LodStatus lod_csvw_link(const LodCsvw *c, const char *base, const char *link,
                        const char **url)
{
  LodBuffer whole = {0};
  LodStatus status =
      lod_csvw_normalise_url(lod_view(base), lod_view(link), &whole);
  if (!status && !lod_iri_is_absolute(lod_buffer_view(&whole)))
    status = refuse(c, link);
  return keep(c, status, &whole, url);
}

LodStatus lod_csvw_expand(const LodCsvw *c, const char *name, const char **iri)
{
  LodBuffer out = {0};
  LodStatus status =
      lod_mapping_resolve(c->mapping, NULL, lod_view(name), &out);
  return keep(c, status, &out, iri);
}

LodStatus lod_csvw_percent_decode(LodArena *arena, LodView text,
                                  LodView *decoded)
{
  char *out = lod_arena_bytes(arena, text.size + 1);
  size_t size = 0;
  if (!out)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < text.size; i++) {
    int high = -1, low = -1;
    if (text.data[i] == '%' && text.size - i > 2) {
      high = hex_value(text.data[i + 1]);
      low = hex_value(text.data[i + 2]);
    }
    if (high >= 0 && low >= 0)
      i += 2;
    out[size++] =
        high >= 0 && low >= 0 ? (char)(high * 16 + low) : text.data[i];
  }
  out[size] = '\0';
  *decoded = (LodView){out, size};
  return LOD_SUCCESS;
}
