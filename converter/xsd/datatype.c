#include "xsd/datatype.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "xsd/date_format.h"
#include "xsd/double.h"
#include "xsd/facet.h"
#include "xsd/lexical.h"
#include "xsd/number.h"
#include "xsd/number_format.h"
#include "xsd/pattern.h"
#include "xsd/reason.h"
#include "xsd/text.h"

const char lod_reason_no_memory[] = N_("could not be read: out of memory");

typedef enum FormatKind {
  FORMAT_NONE,
  FORMAT_NUMBER,
  FORMAT_DATE,
  FORMAT_BOOLEAN,
  FORMAT_PATTERN
} FormatKind;

struct LodDatatype {
  LodXsdType base;
  char *iri;   /* of a derived datatype */
  bool direct; /* a cell that is a lexical form as it stands is valid */
  bool any;    /* every cell is */
  LodGlance glance;
  FormatKind kind;
  LodNumberFormat *number;
  LodDateFormat date;
  LodPattern *pattern;
  char *words;     /* "Y|N" */
  LodView yes, no; /* in words */
  LodFacets facets;
};

/* CSVW model 6.4.3: the true value, "|", the false value. */
static LodStatus read_boolean_format(LodDatatype *datatype, const char *format,
                                     LodReason *reason)
{
  datatype->words = lod_strdup(format);
  if (!datatype->words)
    return LOD_ERR_NO_MEMORY;
  const char *bar = strchr(datatype->words, '|');
  if (bar && !strchr(bar + 1, '|')) {
    datatype->yes = (LodView){datatype->words, (size_t)(bar - datatype->words)};
    datatype->no = lod_view(bar + 1);
  }
  if (datatype->yes.size && datatype->no.size &&
      !lod_view_equal(datatype->yes, datatype->no))
    return LOD_SUCCESS;
  *reason = N_("the format is not two different words with | between them");
  return LOD_ERR_INPUT;
}

static FormatKind format_kind(const LodDatatypeSpec *spec)
{
  if (lod_xsd_type_is_numeric(spec->base))
    return spec->format || spec->decimal_char || spec->group_char
               ? FORMAT_NUMBER
               : FORMAT_NONE;
  if (!spec->format)
    return FORMAT_NONE;
  if (spec->base == LOD_XSD_BOOLEAN)
    return FORMAT_BOOLEAN;
  return lod_xsd_type_is_date_time(spec->base) ? FORMAT_DATE : FORMAT_PATTERN;
}

static LodStatus read_format(LodDatatype *datatype, const LodDatatypeSpec *spec,
                             LodReason *reason)
{
  datatype->kind = format_kind(spec);
  if ((spec->decimal_char || spec->group_char) &&
      datatype->kind != FORMAT_NUMBER) {
    *reason = N_("decimalChar and groupChar are for numbers only");
    return LOD_ERR_INPUT;
  }
  switch (datatype->kind) {
  case FORMAT_NUMBER:
    return lod_number_format_new(spec, reason, &datatype->number);
  case FORMAT_DATE:
    *reason = lod_date_format_parse_pattern(spec->base, lod_view(spec->format),
                                            &datatype->date);
    return *reason ? LOD_ERR_INPUT : LOD_SUCCESS;
  case FORMAT_BOOLEAN:
    return read_boolean_format(datatype, spec->format, reason);
  case FORMAT_PATTERN:
    return lod_pattern_new(spec->format, spec->max_match, reason,
                           &datatype->pattern);
  default:
    return LOD_SUCCESS;
  }
}

/* Types whose lexical forms hold no white space: a form that is found needs
   none to be removed. */
static bool is_direct_type(LodXsdType type)
{
  const LodXsdTypeInfo *info = lod_xsd_type_info(type);
  return info->refusal && info->family != LOD_FAMILY_BASE64;
}

/* How many digits an integer of a type may have, whatever they are (XSD 1.1
   part 2, 3.4.13 to 3.4.25); of any more a glance sees 16. */
static const struct {
  LodXsdType type;
  LodGlance glance;
} integers[] = {
    {LOD_XSD_INTEGER, {LOD_GLANCE_INTEGER, 16, true, true}},
    {LOD_XSD_LONG, {LOD_GLANCE_INTEGER, 16, true, true}},
    {LOD_XSD_INT, {LOD_GLANCE_INTEGER, 9, true, true}},
    {LOD_XSD_SHORT, {LOD_GLANCE_INTEGER, 4, true, true}},
    {LOD_XSD_BYTE, {LOD_GLANCE_INTEGER, 2, true, true}},
    {LOD_XSD_NON_NEGATIVE_INTEGER, {LOD_GLANCE_INTEGER, 16, false, true}},
    {LOD_XSD_POSITIVE_INTEGER, {LOD_GLANCE_INTEGER, 16, false, false}},
    {LOD_XSD_UNSIGNED_LONG, {LOD_GLANCE_INTEGER, 16, false, true}},
    {LOD_XSD_UNSIGNED_INT, {LOD_GLANCE_INTEGER, 9, false, true}},
    {LOD_XSD_UNSIGNED_SHORT, {LOD_GLANCE_INTEGER, 4, false, true}},
    {LOD_XSD_UNSIGNED_BYTE, {LOD_GLANCE_INTEGER, 2, false, true}},
};

/* Of a base without a format. */
static LodGlance base_glance(LodXsdType base)
{
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
    if (integers[i].type == base)
      return integers[i].glance;
  const LodXsdTypeInfo *info = lod_xsd_type_info(base);
  LodGlance glance = {.kind = LOD_GLANCE_NONE};
  if (base == LOD_XSD_DATE)
    glance.kind = LOD_GLANCE_DATE;
  else if (base == LOD_XSD_DATE_TIME)
    glance.kind = LOD_GLANCE_DATE_TIME;
  else if (info->family == LOD_FAMILY_DECIMAL ||
           info->family == LOD_FAMILY_DOUBLE)
    glance.kind = LOD_GLANCE_DECIMAL; /* no double is written differently */
  else if (!info->refusal && info->white_space != LOD_SPACE_KEEP)
    glance.kind = info->white_space == LOD_SPACE_COLLAPSE ? LOD_GLANCE_TOKEN
                                                          : LOD_GLANCE_LINE;
  return glance;
}

/* The forms that a glance knows are the base's own, without facets. */
static LodGlance find_glance(const LodDatatype *datatype,
                             const LodDatatypeSpec *spec)
{
  const LodXsdType base = datatype->base;
  const bool own =
      datatype->kind == FORMAT_NONE ||
      (base == LOD_XSD_DECIMAL && datatype->number &&
       datatype->number->simple && *datatype->number->decimal.data == '.') ||
      (base == LOD_XSD_DATE && !strcmp(spec->format, "yyyy-MM-dd"));
  if (!own || lod_facets_any(&datatype->facets))
    return (LodGlance){.kind = LOD_GLANCE_NONE};
  return base_glance(base);
}

static LodStatus fill(LodDatatype *datatype, const LodDatatypeSpec *spec,
                      LodReason *reason)
{
  datatype->base = spec->base;
  if (spec->id) {
    datatype->iri = lod_strdup(spec->id);
    if (!datatype->iri)
      return LOD_ERR_NO_MEMORY;
  }
  LodStatus status = lod_facets_read(spec, reason, &datatype->facets);
  if (!status)
    status = read_format(datatype, spec, reason);
  const LodXsdTypeInfo *info = lod_xsd_type_info(spec->base);
  bool plain =
      datatype->kind == FORMAT_NONE && !lod_facets_any(&datatype->facets);
  datatype->direct = plain && is_direct_type(spec->base);
  datatype->any = plain && info->white_space == LOD_SPACE_KEEP;
  if (!status)
    datatype->glance = find_glance(datatype, spec);
  return status;
}

LodStatus lod_datatype_new(const LodDatatypeSpec *spec, LodReason *reason,
                           LodDatatype **datatype)
{
  *datatype = NULL;
  *reason = NULL;
  LodDatatype *made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = fill(made, spec, reason);
  if (status) {
    lod_datatype_free(made);
    return status;
  }
  *datatype = made;
  return LOD_SUCCESS;
}

void lod_datatype_free(LodDatatype *datatype)
{
  if (!datatype)
    return;
  lod_number_format_free(datatype->number);
  lod_pattern_free(datatype->pattern);
  lod_facets_free(&datatype->facets);
  lod_free(datatype->words);
  lod_free(datatype->iri);
  lod_free(datatype);
}

LodXsdType lod_datatype_base(const LodDatatype *datatype)
{
  return datatype->base;
}

const char *lod_datatype_iri(const LodDatatype *datatype)
{
  return datatype->iri ? datatype->iri : lod_xsd_type_iri(datatype->base);
}

bool lod_reason_is_no_memory(LodReason reason)
{
  return reason == lod_reason_no_memory;
}

static LodReason parse_boolean(const LodDatatype *datatype, LodView text,
                               LodView *lexical)
{
  if (lod_view_equal(text, datatype->yes))
    *lexical = LOD_SLACK_VIEW("true");
  else if (lod_view_equal(text, datatype->no))
    *lexical = LOD_SLACK_VIEW("false");
  else
    return LOD_REASON_FORMAT;
  return NULL;
}

/* From TEXT, its white space processed, to a lexical form of the base. */
static LodReason apply_format(const LodDatatype *datatype, LodView text,
                              LodArena *arena, LodView *lexical)
{
  LodReason reason = NULL;
  switch (datatype->kind) {
  case FORMAT_BOOLEAN:
    return parse_boolean(datatype, text, lexical);
  case FORMAT_DATE:
    return lod_date_format_parse(&datatype->date, datatype->base, text, arena,
                                 lexical);
  case FORMAT_NUMBER:
    reason = lod_number_format_parse(datatype->number, datatype->base, text,
                                     arena, lexical);
    break;
  case FORMAT_PATTERN:
    reason = lod_pattern_match(datatype->pattern, text);
    *lexical = text;
    break;
  default:
    *lexical = text;
    break;
  }
  return reason ? reason : lod_lexical_check(datatype->base, *lexical);
}

LodGlance lod_datatype_glance(const LodDatatype *datatype)
{
  return datatype->glance;
}

static LodView canonical_boolean(LodView lexical)
{
  if (lexical.size != 1)
    return lexical;
  return *lexical.data == '1' ? LOD_SLACK_VIEW("true")
                              : LOD_SLACK_VIEW("false");
}

/* Digits stay as they are written, but a boolean is one of two values ("Model
   for Tabular Data", 6.4.3). */
static LodView settle(const LodDatatype *datatype, LodView lexical)
{
  return datatype->base == LOD_XSD_BOOLEAN ? canonical_boolean(lexical)
                                           : lexical;
}

LodReason lod_datatype_parse(const LodDatatype *datatype, LodView text,
                             LodArena *arena, LodView *lexical)
{
  if (!text.data)
    text = LOD_SLACK_VIEW("");
  if (datatype->any ||
      (datatype->direct && !lod_lexical_check(datatype->base, text))) {
    *lexical = settle(datatype, text);
    return NULL;
  }
  LodView form;
  if (!lod_lexical_white_space(datatype->base, text, arena, &text))
    return lod_reason_no_memory;
  LodReason reason = apply_format(datatype, text, arena, &form);
  if (!reason && lod_facets_any(&datatype->facets))
    reason = lod_facets_check(&datatype->facets, datatype->base, form);
  if (!reason)
    *lexical = settle(datatype, form);
  return reason;
}

LodView lod_datatype_canonical(const LodDatatype *datatype, LodView lexical,
                               LodArena *arena)
{
  LodXsdType base = datatype->base;
  switch (lod_xsd_type_family(base)) {
  case LOD_FAMILY_BOOLEAN:
    return canonical_boolean(lexical);
  case LOD_FAMILY_DECIMAL:
  case LOD_FAMILY_INTEGER:
    return lod_decimal_canonical(lexical, arena);
  case LOD_FAMILY_DOUBLE:
    return lod_double_canonical(base, lexical, arena);
  case LOD_FAMILY_MOMENT: /* a date without a time zone is as it is */
    return base == LOD_XSD_DATE && lexical.size == 10
               ? lexical
               : lod_moment_canonical(base, lexical, arena);
  case LOD_FAMILY_DURATION:
    return lod_duration_canonical(base, lexical, arena);
  case LOD_FAMILY_HEX:
    return lod_hex_canonical(lexical, arena);
  case LOD_FAMILY_BASE64:
    return lod_base64_canonical(lexical, arena);
  default:
    return lexical;
  }
}
