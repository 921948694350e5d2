#include "rdf/xml_limits.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* XML 1.0, production 2; raptor refuses U+007F as well. */
static bool is_char(uint32_t c)
{
  return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0x7F &&
         c != 0xFFFE && c != 0xFFFF;
}

static LodStatus check_text(LodView text, LodLog *log)
{
  const char *at = text.data;
  const char *const end = text.size ? at + text.size : at;
  while (at < end) {
    const uint32_t c = lod_utf8_next(&at, end);
    if (is_char(c))
      continue;
    lod_log_add(log, LOD_ERROR, "rdf-xml", NULL,
                "RDF/XML cannot hold the character U+%04X of \"%.*s\"; take "
                "it out, or choose another syntax with --to",
                (unsigned)c, (int)(text.size < 80 ? text.size : 80), text.data);
    return LOD_ERR_INPUT;
  }
  return LOD_SUCCESS;
}

/* Namespaces in XML, productions 4 to 6: what is behind ASCII is taken for
   letters. */
static bool may_begin_name(char c)
{
  return lod_ascii_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool may_be_in_name(char c)
{
  return may_begin_name(c) || lod_ascii_is_digit(c) || c == '-' || c == '.';
}

static bool ends_in_name(LodView iri)
{
  bool begins = false;
  for (size_t i = iri.size; i > 0 && may_be_in_name(iri.data[i - 1]); i--)
    begins = begins || may_begin_name(iri.data[i - 1]);
  return begins;
}

LodStatus lod_xml_limits_check(const LodStatement *statement, LodLog *log)
{
  const LodView predicate = statement->predicate.value;
  if (!ends_in_name(predicate)) {
    lod_log_add(log, LOD_ERROR, "rdf-xml", NULL,
                "RDF/XML cannot hold the property <%.*s>, which does not end "
                "in a name; choose another syntax with --to",
                (int)(predicate.size < 200 ? predicate.size : 200),
                predicate.data);
    return LOD_ERR_INPUT;
  }
  return statement->object.type == LOD_TERM_LITERAL
             ? check_text(statement->object.value, log)
             : LOD_SUCCESS;
}
