#include "xsd/number_format.h"
#include "base/memory.h"
#include "xsd/number.h"
#include "xsd/number_parts.h"
#include "xsd/reason.h"
#include "xsd/types.h"

#define MINUS_SIGN "\xE2\x88\x92" /* U+2212 */

size_t lod_number_blank_at(const char *at, const char *end)
{
  if (at < end && *at == ' ')
    return 1;
  if (end - at >= 2 && !memcmp(at, "\xC2\xA0", 2))
    return 2;
  return end - at >= 3 && !memcmp(at, "\xE2\x80\xAF", 3) ? 3 : 0;
}

size_t lod_number_group_at(const LodNumberFormat *format, const char *at,
                           const char *end)
{
  if (format->group_is_blank)
    return lod_number_blank_at(at, end);
  size_t size = format->group.size;
  if (size == 0 || (size_t)(end - at) < size ||
      memcmp(at, format->group.data, size))
    return 0;
  return size;
}

int lod_number_scale_at(const char *at, const char *end, size_t *size)
{
  *size = 1;
  if (at < end && *at == '%')
    return 2;
  *size = 3;
  return end - at >= 3 && !memcmp(at, "\xE2\x80\xB0", 3) ? 3 : 0;
}

/* A separator that could be taken for another part of a number would make a
   cell ambiguous. */
static bool is_separator(const char *text)
{
  return !strpbrk(text, "0123456789+-#%Ee") && !strstr(text, MINUS_SIGN) &&
         !strstr(text, "\xE2\x80\xB0");
}

static LodReason check_separators(const char *decimal, const char *group)
{
  if (!*decimal || !is_separator(decimal))
    return N_("the decimalChar is empty or is part of a number");
  if (!is_separator(group))
    return N_("the groupChar is part of a number");
  if (!strcmp(decimal, group))
    return N_("the decimalChar and the groupChar are the same");
  return NULL;
}

static LodStatus own(const char *text, LodView *view)
{
  char *copy = lod_strdup(text);
  if (!copy)
    return LOD_ERR_NO_MEMORY;
  *view = lod_view(copy);
  return LOD_SUCCESS;
}

/* CSVW metadata 6.4.2: decimalChar is "." and, for a pattern, groupChar ","
   by default; a default gives way to the other one. */
static LodStatus set_separators(LodNumberFormat *format,
                                const LodDatatypeSpec *spec, LodReason *reason)
{
  const char *decimal = spec->decimal_char ? spec->decimal_char : ".";
  const char *group = spec->group_char;
  if (!group)
    group = spec->format && strcmp(decimal, ",") ? "," : "";
  *reason = check_separators(decimal, group);
  if (*reason)
    return LOD_ERR_INPUT;
  LodStatus status = own(decimal, &format->decimal);
  if (!status)
    status = own(group, &format->group);
  if (status)
    return status;
  const char *end = group + strlen(group);
  size_t blank = lod_number_blank_at(group, end);
  format->group_is_blank = blank > 0 && group[blank] == '\0';
  format->simple = !spec->format && !*group && format->decimal.size == 1;
  return LOD_SUCCESS;
}

LodStatus lod_number_format_new(const LodDatatypeSpec *spec, LodReason *reason,
                                LodNumberFormat **format)
{
  *format = NULL;
  LodNumberFormat *made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = set_separators(made, spec, reason);
  if (!status && spec->format) {
    made->has_pattern = true;
    *reason = lod_number_pattern_parse(made, lod_view(spec->format));
    if (*reason)
      status = LOD_ERR_INPUT;
  }
  if (status) {
    lod_number_format_free(made);
    return status;
  }
  *format = made;
  return LOD_SUCCESS;
}

void lod_number_format_free(LodNumberFormat *format)
{
  if (!format)
    return;
  lod_free((char *)format->decimal.data);
  lod_free((char *)format->group.data);
  lod_free(format);
}

/* Separators stand where the pattern has them and nowhere else.  From the
   point leftwards one primary group, then secondary ones. */
static bool whole_is_grouped(const LodNumberFormat *format,
                             const LodNumberParts *parts)
{
  size_t primary = format->pattern.primary;
  size_t secondary = format->pattern.secondary;
  const char *at = parts->whole.data;
  const char *end = at + parts->whole.size;
  for (size_t left = parts->whole_digits; left > 0; left--) {
    bool wanted = primary && left < parts->whole_digits && left >= primary &&
                  (left - primary) % secondary == 0;
    size_t group = lod_number_group_at(format, at, end);
    if (wanted != (group > 0))
      return false;
    at += group + 1;
  }
  return at == end;
}

static bool fraction_is_grouped(const LodNumberFormat *format,
                                const LodNumberParts *parts)
{
  size_t size = format->pattern.fraction_group;
  const char *at = parts->fraction.data;
  const char *end = at + parts->fraction.size;
  for (size_t done = 0; done < parts->fraction_digits; done++) {
    bool wanted = size && done > 0 && done % size == 0;
    size_t group = lod_number_group_at(format, at, end);
    if (wanted != (group > 0))
      return false;
    at += group + 1;
  }
  return at == end;
}

/* A minus sign is always allowed (UTS 35: the default negative pattern), a
   plus sign only where the pattern has one. */
static bool fits_pattern(const LodNumberFormat *format,
                         const LodNumberParts *parts)
{
  const LodNumberPattern *pattern = &format->pattern;
  if (pattern->sign ? parts->sign == 0 : parts->sign == '+')
    return false;
  if (parts->whole_digits < pattern->min_whole ||
      parts->fraction_digits < pattern->min_fraction ||
      parts->fraction_digits > pattern->max_fraction ||
      parts->point != (parts->fraction_digits > 0))
    return false;
  if (parts->scale != pattern->scale ||
      (parts->exponent.data != NULL) != pattern->exponent ||
      parts->exponent.size < pattern->min_exponent)
    return false;
  if (pattern->exponent_sign ? parts->exponent_sign == 0
                             : parts->exponent_sign == '+')
    return false;
  return whole_is_grouped(format, parts) && fraction_is_grouped(format, parts);
}

/* Without a pattern: CSVW model 6.4.2's list where there is a groupChar (a
   digit first, digits after the point, not exponent and percent sign at once),
   XSD's rules with another decimal point else. */
static bool fits_default(const LodNumberFormat *format,
                         const LodNumberParts *parts)
{
  if (parts->scale && parts->exponent.data)
    return false;
  if (format->group.size == 0)
    return true;
  return parts->whole_digits > 0 &&
         (!parts->point || parts->fraction_digits > 0);
}

static bool is_special(LodXsdType base, LodView text)
{
  return lod_xsd_type_family(base) == LOD_FAMILY_DOUBLE && text.size > 0 &&
         (text.data[text.size - 1] == 'N' || text.data[text.size - 1] == 'F') &&
         lod_double_is_valid(text);
}

/* The usual case, a decimal with another decimal point and nothing else, is
   recognised in one pass; only one byte has to change. */
static bool parse_simple(const LodNumberFormat *format, LodView text,
                         LodArena *arena, LodView *lexical)
{
  const char *end = text.data + text.size;
  const char *at = text.data;
  if (at < end && (*at == '-' || *at == '+'))
    at++;
  const char *point = lod_digits_end(at, end);
  *lexical = text;
  if (point == end)
    return point > at;
  if (*point != *format->decimal.data || point == at || point + 1 == end ||
      lod_digits_end(point + 1, end) != end)
    return false;
  if (*point == '.')
    return true;
  char *copy = lod_arena_bytes(arena, text.size);
  if (!copy)
    return false; /* met again, and told, on the long way */
  memcpy(copy, text.data, text.size);
  copy[point - text.data] = '.';
  lexical->data = copy;
  return true;
}

LodReason lod_number_format_parse(const LodNumberFormat *format,
                                  LodXsdType base, LodView text,
                                  LodArena *arena, LodView *lexical)
{
  if (format->simple && parse_simple(format, text, arena, lexical))
    return NULL;
  if (is_special(base, text)) {
    *lexical = text;
    return NULL;
  }
  LodNumberParts parts;
  if (!lod_number_split(format, text, &parts))
    return format->has_pattern ? LOD_REASON_FORMAT
                               : lod_xsd_type_info(base)->refusal;
  if (format->has_pattern ? !fits_pattern(format, &parts)
                          : !fits_default(format, &parts))
    return LOD_REASON_FORMAT;
  bool floating = lod_xsd_type_family(base) == LOD_FAMILY_DOUBLE;
  if (parts.exponent.data && !floating) {
    /* CSVW model 6.4.2: an exponent in a decimal needs a pattern. */
    if (!format->has_pattern)
      return lod_xsd_type_info(base)->refusal;
    parts.as_written = false;
  }
  if (parts.as_written) {
    *lexical = text;
    return NULL;
  }
  return lod_number_write(&parts, base, arena, lexical);
}
