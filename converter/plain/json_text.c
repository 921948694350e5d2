#include "plain/json_internal.h"
#include "rdf/encode.h"
#include "xsd/number.h"

/* string = quotation-mark *char quotation-mark (RFC 8259, 7): the escapes of
   N-Triples are JSON's, too. */
LodStatus lod_json_append_string(LodBuffer *out, LodView text)
{
  if (text.size > (SIZE_MAX - 2) / LOD_ESCAPE_FACTOR)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_buffer_reserve(out, text.size * LOD_ESCAPE_FACTOR + 2);
  if (status)
    return status;
  char *at = out->data + out->size;
  *at++ = '"';
  at = lod_encode_literal(at, text);
  *at++ = '"';
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

LodStatus lod_json_append_name(LodBuffer *out, LodView name)
{
  LodStatus status = lod_json_append_string(out, name);
  return status ? status : lod_buffer_append_char(out, ':');
}

static char *put(char *out, const char *from, const char *to)
{
  memcpy(out, from, (size_t)(to - from));
  return out + (to - from);
}

/* number = [ minus ] int [ frac ] [ exp ] (RFC 8259, 6).  XSD has more ways to
   write one: a plus, zeros in front, a point at either end. */
static char *put_number(char *out, const char *at, const char *end)
{
  if (*at == '-')
    *out++ = '-';
  at += *at == '-' || *at == '+';
  const char *whole = lod_digits_end(at, end);
  while (whole - at > 1 && *at == '0')
    at++;
  if (at == whole)
    *out++ = '0';
  out = put(out, at, whole);
  if (whole == end)
    return out;
  at = whole;
  if (*at == '.') {
    const char *fraction = lod_digits_end(at + 1, end);
    if (fraction > at + 1)
      out = put(out, at, fraction);
    at = fraction;
  }
  return put(out, at, end);
}

LodStatus lod_json_append_number(LodBuffer *out, LodView lexical)
{
  const char *end = lexical.data + lexical.size;
  char last = lexical.size ? end[-1] : 'N';
  if (last == 'F' || last == 'N') /* INF, NaN */
    return lod_json_append_string(out, lexical);
  LodStatus status = lod_buffer_reserve(out, lexical.size + 1);
  if (!status)
    out->size = (size_t)(put_number(out->data + out->size, lexical.data, end) -
                         out->data);
  return status;
}

LodStatus lod_json_separate(LodBuffer *out)
{
  char last = out->data[out->size - 1];
  return last == '{' || last == '[' ? LOD_SUCCESS
                                    : lod_buffer_append_char(out, ',');
}
