#include "base/ascii.h"
#include "mapping/csvw_internal.h"
#include "rdf/language.h"

#include <ctype.h>

static bool is_one_of(const json_t *value, const char *const *names)
{
  const char *text = json_string_value(value);
  for (; text && *names; names++)
    if (!strcmp(text, *names))
      return true;
  return false;
}

static bool is_text(const json_t *value)
{
  return json_string_length(value) > 0;
}

static bool is_count(const json_t *value)
{
  return json_is_integer(value) && json_integer_value(value) >= 0 &&
         json_integer_value(value) <= UINT32_MAX;
}

static bool all_strings(const json_t *value, bool may_be_empty)
{
  if (json_is_string(value))
    return may_be_empty || json_string_length(value);
  for (size_t i = 0; i < json_array_size(value); i++) {
    const json_t *item = json_array_get(value, i);
    if (!json_is_string(item) || (!may_be_empty && !json_string_length(item)))
      return false;
  }
  return json_is_array(value) && json_array_size(value) > 0;
}

/* RFC 6570, 2.3: varname = varchar *( ["."] varchar ), and a name does not
   begin with "_" ("Metadata Vocabulary", 5.6). */
static bool is_name(const json_t *value)
{
  const char *at = json_string_value(value);
  bool after_char = false;
  if (!at || *at == '_')
    return false;
  for (; *at; at++) {
    bool dot = *at == '.' && after_char;
    if (*at == '%' && isxdigit((unsigned char)at[1]) &&
        isxdigit((unsigned char)at[2]))
      at += 2;
    else if (!dot && !lod_ascii_is_alpha(*at) && !lod_ascii_is_digit(*at) &&
             *at != '_')
      return false;
    after_char = !dot;
  }
  return after_char;
}

static bool is_language(const json_t *value)
{
  const char *tag = json_string_value(value);
  return tag && lod_language_is_well_formed(lod_view(tag));
}

static bool is_encoding(const json_t *value)
{
  const char *name = json_string_value(value);
  return name && lod_csvw_is_encoding(name);
}

static bool is_type_name(const json_t *value)
{
  LodXsdType type;
  const char *name = json_string_value(value);
  return name && lod_xsd_type_by_name(lod_view(name), &type);
}

static bool is_trim(const json_t *value)
{
  static const char *const names[] = {"true", "false", "start", "end", NULL};
  return json_is_boolean(value) || is_one_of(value, names);
}

static bool is_allowed(LodCsvwRule rule, const json_t *value)
{
  static const char *const directions[] = {"rtl", "ltr", "auto", NULL};
  static const char *const text[] = {"rtl", "ltr", "auto", "inherit", NULL};
  static const char *const sources[] = {"json", "rdf", NULL};
  bool null = json_is_null(value);
  switch (rule) {
  case LOD_CSVW_STRING:
    return json_is_string(value);
  case LOD_CSVW_STRING_OR_NULL:
    return null || json_is_string(value);
  case LOD_CSVW_TEXT:
    return is_text(value);
  case LOD_CSVW_TEXT_OR_NULL:
    return null || is_text(value);
  case LOD_CSVW_BOOLEAN:
    return json_is_boolean(value);
  case LOD_CSVW_COUNT:
    return is_count(value);
  case LOD_CSVW_SCALAR:
    return json_is_number(value) || json_is_string(value);
  case LOD_CSVW_LANGUAGE:
    return is_language(value);
  case LOD_CSVW_DIRECTION:
    return is_one_of(value, directions);
  case LOD_CSVW_TEXT_DIRECTION:
    return is_one_of(value, text);
  case LOD_CSVW_NULLS:
    return all_strings(value, true);
  case LOD_CSVW_NAME:
    return is_name(value);
  case LOD_CSVW_ENCODING:
    return is_encoding(value);
  case LOD_CSVW_TERMINATORS:
    return all_strings(value, false);
  case LOD_CSVW_TRIM:
    return is_trim(value);
  case LOD_CSVW_SOURCE:
    return null || is_one_of(value, sources);
  case LOD_CSVW_BASE:
    return is_type_name(value);
  case LOD_CSVW_FORMAT:
    return json_is_string(value) || json_is_object(value);
  case LOD_CSVW_DATATYPES:
    return json_is_object(value) || is_type_name(value);
  case LOD_CSVW_TYPE:
  case LOD_CSVW_RULE_COUNT:
    break;
  }
  return json_is_string(value);
}

/* What is said of a value that a rule does not allow. */
static const char *const complaints[LOD_CSVW_RULE_COUNT] = {
    [LOD_CSVW_STRING] = N_("%s: not a string; ignored"),
    [LOD_CSVW_STRING_OR_NULL] = N_("%s: not a string; ignored"),
    [LOD_CSVW_TEXT] = N_("%s: not a string with content; ignored"),
    [LOD_CSVW_TEXT_OR_NULL] =
        N_("%s: neither a string with content nor null; ignored"),
    [LOD_CSVW_BOOLEAN] = N_("%s: neither true nor false; ignored"),
    [LOD_CSVW_COUNT] = N_("%s: not a whole number, 0 or more; ignored"),
    [LOD_CSVW_SCALAR] = N_("%s: neither a number nor a string; ignored"),
    [LOD_CSVW_LANGUAGE] = N_("%s: not a language tag; ignored"),
    [LOD_CSVW_DIRECTION] = N_("%s: not \"rtl\", \"ltr\" or \"auto\"; ignored"),
    [LOD_CSVW_TEXT_DIRECTION] =
        N_("%s: not \"rtl\", \"ltr\", \"auto\" or \"inherit\"; ignored"),
    [LOD_CSVW_NULLS] = N_("%s: not a string or an array of strings; ignored"),
    [LOD_CSVW_NAME] =
        N_("%s: a name is of letters, digits, \"_\" and \".\", without \"_\" "
           "at the front; ignored"),
    [LOD_CSVW_ENCODING] = N_("%s: not the name of an encoding; ignored"),
    [LOD_CSVW_TERMINATORS] =
        N_("%s: not a string or an array of strings; ignored"),
    [LOD_CSVW_TRIM] = N_("%s: not true, false, \"start\" or \"end\"; ignored"),
    [LOD_CSVW_SOURCE] = N_("%s: not \"json\", \"rdf\" or null; ignored"),
    [LOD_CSVW_BASE] = N_("%s: not the name of a datatype; string is taken"),
    [LOD_CSVW_FORMAT] = N_("%s: neither a string nor an object; ignored"),
    [LOD_CSVW_DATATYPES] =
        N_("%s: neither the name of a datatype nor an object; ignored"),
    [LOD_CSVW_TYPE] = N_("%s: not a string; ignored"),
};

bool lod_csvw_check(LodCsvwRule rule, const json_t *value,
                    const char **expected)
{
  *expected = complaints[rule];
  return is_allowed(rule, value);
}
