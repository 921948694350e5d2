#include "xsd/lexical.h"
#include "base/ascii.h"
#include "xsd/duration.h"
#include "xsd/moment.h"
#include "xsd/number.h"
#include "xsd/reason.h"
#include "xsd/text.h"
#include "xsd/types.h"

static bool is_boolean(LodView text)
{
  return lod_view_equal(text, LOD_VIEW("true")) ||
         lod_view_equal(text, LOD_VIEW("false")) ||
         (text.size == 1 && (*text.data == '0' || *text.data == '1'));
}

static bool is_string_form(LodXsdType type, LodView text)
{
  switch (type) {
  case LOD_XSD_LANGUAGE:
    return lod_language_is_valid(text);
  case LOD_XSD_NAME:
    return lod_name_is_valid(text);
  case LOD_XSD_NMTOKEN:
    return lod_nmtoken_is_valid(text);
  default:
    return true;
  }
}

/* Families whose values the check does not need to know. */
static bool is_form(LodXsdType type, LodView text)
{
  switch (lod_xsd_type_family(type)) {
  case LOD_FAMILY_STRING:
    return is_string_form(type, text);
  case LOD_FAMILY_BOOLEAN:
    return is_boolean(text);
  case LOD_FAMILY_DECIMAL:
    return lod_decimal_is_valid(text);
  case LOD_FAMILY_INTEGER:
    return lod_integer_is_valid(text);
  case LOD_FAMILY_DOUBLE:
    return lod_double_is_valid(text);
  case LOD_FAMILY_HEX:
    return lod_hex_is_valid(text);
  case LOD_FAMILY_BASE64:
    return lod_base64_is_valid(text);
  case LOD_FAMILY_QNAME:
    return lod_qname_is_valid(text);
  default:
    return true;
  }
}

LodReason lod_lexical_check(LodXsdType type, LodView text)
{
  LodXsdFamily family = lod_xsd_type_family(type);
  if (family == LOD_FAMILY_MOMENT) {
    LodMoment moment;
    return lod_moment_parse(type, text, &moment);
  }
  if (family == LOD_FAMILY_DURATION) {
    LodDuration duration;
    return lod_duration_parse(type, text, &duration);
  }
  if (!is_form(type, text))
    return lod_xsd_type_info(type)->refusal;
  if (family == LOD_FAMILY_INTEGER && !lod_integer_in_range(type, text))
    return LOD_REASON_RANGE;
  return NULL;
}

/* Does TEXT hold what collapsing (or replacing) would change inside? */
static bool needs_copy(LodView text, bool collapse)
{
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '\t' || c == '\n' || c == '\r')
      return true;
    if (collapse && c == ' ' && text.data[i + 1] == ' ')
      return true; /* trimmed: a character follows */
  }
  return false;
}

bool lod_lexical_white_space(LodXsdType type, LodView text, LodArena *arena,
                             LodView *out)
{
  LodWhiteSpace rule = lod_xsd_type_info(type)->white_space;
  bool collapse = rule == LOD_SPACE_COLLAPSE;
  if (collapse)
    text = lod_ascii_trim(text);
  *out = text;
  if (rule == LOD_SPACE_KEEP || !needs_copy(text, collapse))
    return true;
  char *copy = lod_arena_bytes(arena, text.size);
  if (!copy)
    return false;
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (!lod_ascii_is_space(c))
      copy[size++] = c;
    else if (!collapse || copy[size - 1] != ' ')
      copy[size++] = ' ';
  }
  *out = (LodView){copy, size};
  return true;
}
