#include "mapping/csvw_internal.h"
#include "xsd/types.h"

#include <stdlib.h>

/* The shortest digits that read back as NUMBER; jansson sees to the locale. */
static LodStatus shortest(const json_t *number, LodBuffer *out)
{
  size_t precision = 1;
  for (;; precision++) {
    out->size = json_dumpb(number, out->data, out->capacity,
                           JSON_ENCODE_ANY | JSON_REAL_PRECISION(precision));
    if (!out->size || out->size > out->capacity)
      return LOD_ERR_NO_MEMORY;
    json_t *back =
        json_loadb(out->data, out->size, JSON_DECODE_ANY, &(json_error_t){0});
    bool same = json_number_value(back) == json_real_value(number);
    json_decref(back);
    if (same || precision == 17)
      return LOD_SUCCESS;
  }
}

/* Take the digits of NUMBER apart; returns how many stand before the decimal
   mark, which may be less than none. */
static long read_digits(const char *number, char digits[32], long *count)
{
  long point = -1;
  *count = 0;
  for (; *number && *number != 'e' && *count < 32; number++) {
    if (*number == '.')
      point = *count;
    else if (*number != '-')
      digits[(*count)++] = *number;
  }
  if (point < 0)
    point = *count;
  return *number == 'e' ? point + strtol(number + 1, NULL, 10) : point;
}

/* "1.5e-3" as "0.0015": a decimal has no exponent. */
static LodStatus append_plain(const char *number, LodBuffer *out)
{
  char digits[32];
  long count, point = read_digits(number, digits, &count);
  LodStatus status = lod_buffer_append_text(out, *number == '-' ? "-" : "");
  if (!status && point <= 0)
    status = lod_buffer_append_char(out, '0');
  for (long at = 0; at < point && !status; at++)
    status = lod_buffer_append_char(out, at < count ? digits[at] : '0');
  if (!status && point < count)
    status = lod_buffer_append_char(out, '.');
  for (long at = point; at < count && !status; at++)
    status = lod_buffer_append_char(out, at < 0 ? '0' : digits[at]);
  return status;
}

static LodStatus append_number(const json_t *number, bool exponent,
                               LodBuffer *out)
{
  LodBuffer digits = {0};
  if (json_is_integer(number))
    return lod_buffer_printf(out, "%" JSON_INTEGER_FORMAT,
                             json_integer_value(number));
  LodStatus status = lod_buffer_reserve(&digits, 64);
  if (!status)
    status = shortest(number, &digits);
  if (!status)
    status = lod_buffer_terminate(&digits);
  if (!status)
    status = exponent ? lod_buffer_append_text(out, digits.data)
                      : append_plain(digits.data, out);
  lod_buffer_free(&digits);
  return status;
}

/* A facet as a lexical form, NULL when VALUE is none: a string as written, or
   a JSON number. */
static LodStatus facet_text(const json_t *value, LodXsdType base,
                            LodArena *arena, const char **text)
{
  *text = json_string_value(value);
  if (!*text && !json_is_number(value))
    return LOD_SUCCESS;
  LodBuffer out = {0};
  bool exponent = base == LOD_XSD_DOUBLE || base == LOD_XSD_FLOAT;
  LodStatus status = *text ? lod_buffer_append_text(&out, *text)
                           : append_number(value, exponent, &out);
  if (!status) {
    *text = lod_arena_view_strdup(arena, lod_buffer_view(&out));
    status = *text ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&out);
  return status;
}

static LodXsdType base_of(const json_t *datatype)
{
  LodXsdType type = LOD_XSD_STRING;
  const char *name = json_string_value(json_object_get(datatype, "base"));
  if (name && !lod_xsd_type_by_name(lod_view(name), &type))
    type = LOD_XSD_STRING;
  return type;
}

static LodStatus read_format(const json_t *format, LodArena *arena,
                             LodDatatypeSpec *spec)
{
  LodStatus status = facet_text(
      json_is_object(format) ? json_object_get(format, "pattern") : format,
      LOD_XSD_STRING, arena, &spec->format);
  if (!status)
    status = facet_text(json_object_get(format, "decimalChar"), LOD_XSD_STRING,
                        arena, &spec->decimal_char);
  if (!status)
    status = facet_text(json_object_get(format, "groupChar"), LOD_XSD_STRING,
                        arena, &spec->group_char);
  return status;
}

LodStatus lod_csvw_datatype_spec(const json_t *datatype, LodArena *arena,
                                 LodDatatypeSpec *spec)
{
  *spec = (LodDatatypeSpec){.base = base_of(datatype)};
  /* 5.11.2: minimum is minInclusive, maximum is maxInclusive */
  const struct {
    const char *name;
    const char **text;
  } facets[] = {
      {"@id", &spec->id},
      {"length", &spec->length},
      {"minLength", &spec->min_length},
      {"maxLength", &spec->max_length},
      {"minimum", &spec->min_inclusive},
      {"maximum", &spec->max_inclusive},
      {"minInclusive", &spec->min_inclusive},
      {"maxInclusive", &spec->max_inclusive},
      {"minExclusive", &spec->min_exclusive},
      {"maxExclusive", &spec->max_exclusive},
  };
  for (size_t i = 0; i < sizeof facets / sizeof *facets; i++) {
    json_t *value = json_object_get(datatype, facets[i].name);
    LodStatus status = LOD_SUCCESS;
    if (value)
      status = facet_text(value, spec->base, arena, facets[i].text);
    if (status)
      return status;
  }
  return read_format(json_object_get(datatype, "format"), arena, spec);
}

static LodStatus try_compile(const LodDatatypeSpec *spec, LodReason *reason)
{
  LodDatatype *datatype = NULL;
  LodStatus status = lod_datatype_new(spec, reason, &datatype);
  lod_datatype_free(datatype);
  return status;
}

/* 5.11.2: the id must not be that of a built-in datatype. */
static LodStatus check_id(LodCsvw *c, const json_t *datatype,
                          const LodCsvwPath *path)
{
  const char *id = json_string_value(json_object_get(datatype, "@id"));
  for (int type = 0; id && type < LOD_XSD_TYPE_COUNT; type++)
    if (!strcmp(id, lod_xsd_type_iri((LodXsdType)type)))
      return lod_csvw_fail(c, path, "metadata-structure",
                           "%s: <%s> is the id of a built-in datatype; use "
                           "\"base\" for that",
                           id);
  return LOD_SUCCESS;
}

/* One range facet: a lexical form of the base, without its format. */
static LodStatus check_bound(LodCsvw *c, json_t *datatype, const char *name,
                             const LodDatatype *base, const LodCsvwPath *path,
                             LodView *canonical)
{
  const char *text;
  LodView lexical;
  LodCsvwPath at = {path, name, 0};
  *canonical = (LodView){NULL, 0};
  LodStatus status = facet_text(json_object_get(datatype, name),
                                lod_datatype_base(base), c->arena, &text);
  if (status || !text)
    return status;
  if (lod_datatype_parse(base, lod_view(text), c->arena, &lexical)) {
    lod_csvw_warn(c, &at, "metadata-value",
                  "%s: \"%s\" is no value of the datatype's base; ignored",
                  text);
    json_object_del(datatype, name);
    return LOD_SUCCESS;
  }
  *canonical = lod_datatype_canonical(base, lexical, c->arena);
  return LOD_SUCCESS;
}

/* NAME and its other name must say the same. */
static LodStatus check_bounds(LodCsvw *c, json_t *datatype,
                              const LodDatatype *base, const char *name,
                              const char *other, const LodCsvwPath *path)
{
  LodView first, second;
  LodStatus status = check_bound(c, datatype, name, base, path, &first);
  if (!status)
    status = check_bound(c, datatype, other, base, path, &second);
  if (status || !first.data || !second.data || lod_view_equal(first, second))
    return status;
  LodCsvwPath at = {path, name, 0};
  return lod_csvw_fail(c, &at, "metadata-structure",
                       "%s: says something else than \"%s\"", other);
}

static LodStatus check_range(LodCsvw *c, json_t *datatype,
                             const LodCsvwPath *path)
{
  static const char *const pairs[][2] = {{"minimum", "minInclusive"},
                                         {"maximum", "maxInclusive"},
                                         {"minExclusive", "minExclusive"},
                                         {"maxExclusive", "maxExclusive"}};
  LodDatatypeSpec spec = {.base = base_of(datatype)};
  LodReason reason;
  LodDatatype *base = NULL;
  if (!lod_xsd_type_is_ordered(spec.base))
    return LOD_SUCCESS; /* any bound is an error, told as the datatype's */
  LodStatus status = lod_datatype_new(&spec, &reason, &base);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !status; i++)
    status = check_bounds(c, datatype, base, pairs[i][0], pairs[i][1], path);
  lod_datatype_free(base);
  return status;
}

/* 6.4.2 of the model: a number's format is an object with a pattern. */
static LodStatus check_format_form(LodCsvw *c, json_t *datatype,
                                   const LodCsvwPath *path)
{
  json_t *format = json_object_get(datatype, "format");
  LodCsvwPath at = {path, "format", 0};
  bool numeric = lod_xsd_type_is_numeric(base_of(datatype));
  if (numeric && json_is_string(format))
    return lod_csvw_put(datatype, "format",
                        json_pack("{sO}", "pattern", format));
  if (!numeric && json_is_object(format)) {
    lod_csvw_warn(c, &at, "metadata-value",
                  "%s: only a number has an object here; ignored", NULL);
    json_object_del(datatype, "format");
  }
  return LOD_SUCCESS;
}

/* A format that is not valid is ignored; of a number's the pattern alone. */
static LodStatus check_format(LodCsvw *c, json_t *datatype,
                              const LodDatatypeSpec *spec,
                              const LodCsvwPath *path)
{
  LodReason reason = "";
  LodCsvwPath at = {path, "format", 0};
  json_t *format = json_object_get(datatype, "format");
  LodStatus status = format ? try_compile(spec, &reason) : LOD_SUCCESS;
  if (status != LOD_ERR_INPUT)
    return status;
  lod_csvw_warn(c, &at, "metadata-format", "%s: %s; ignored", _(reason));
  LodDatatypeSpec rest = *spec;
  rest.format = NULL;
  json_object_del(format, "pattern");
  if (!json_object_size(format) ||
      (status = try_compile(&rest, &reason)) == LOD_ERR_INPUT) {
    json_object_del(datatype, "format");
    return LOD_SUCCESS;
  }
  return status;
}

LodStatus lod_csvw_check_datatype(LodCsvw *c, json_t *datatype,
                                  const LodCsvwPath *path)
{
  LodDatatypeSpec spec, plain;
  LodReason reason = "";
  LodStatus status = check_id(c, datatype, path);
  if (!status)
    status = check_range(c, datatype, path);
  if (!status)
    status = check_format_form(c, datatype, path);
  if (!status)
    status = lod_csvw_datatype_spec(datatype, c->arena, &spec);
  if (status)
    return status;
  plain = spec;
  plain.format = plain.decimal_char = plain.group_char = NULL;
  status = try_compile(&plain, &reason);
  if (status == LOD_ERR_INPUT)
    return lod_csvw_fail(c, path, "metadata-datatype", "%s: %s", _(reason));
  return status ? status : check_format(c, datatype, &spec, path);
}
