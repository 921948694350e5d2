#include "xsd/facet.h"
#include "base/ascii.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "xsd/lexical.h"
#include "xsd/reason.h"
#include "xsd/text.h"

#define BAD_LENGTH N_("a length is not a whole number")
#define BAD_BOUND  N_("a minimum or maximum is not a value of its datatype")

/* A nonNegativeInteger; one that is too large to count with bounds nothing
   from above. */
static LodReason read_length(const char *text, size_t *length)
{
  uint64_t value;
  LodView view = lod_ascii_trim(lod_view(text));
  if (lod_lexical_check(LOD_XSD_NON_NEGATIVE_INTEGER, view))
    return BAD_LENGTH;
  if (*view.data == '+' || *view.data == '-')
    view = (LodView){view.data + 1, view.size - 1};
  *length = lod_ascii_to_uint(view, &value) && value < SIZE_MAX ? (size_t)value
                                                                : SIZE_MAX;
  return NULL;
}

/* CSVW metadata 5.11.2: lengths that contradict each other are an error. */
static LodReason read_lengths(const LodDatatypeSpec *spec, LodFacets *facets)
{
  LodReason reason = NULL;
  size_t length = 0;
  if (spec->min_length)
    reason = read_length(spec->min_length, &facets->min_length);
  if (!reason && spec->max_length)
    reason = read_length(spec->max_length, &facets->max_length);
  if (!reason && facets->min_length > facets->max_length)
    reason = N_("minLength is greater than maxLength");
  if (reason || !spec->length)
    return reason;
  reason = read_length(spec->length, &length);
  if (!reason && length < facets->min_length)
    reason = N_("length is less than minLength");
  if (!reason && length > facets->max_length)
    reason = N_("length is greater than maxLength");
  facets->min_length = facets->max_length = length;
  return reason;
}

static LodStatus read_bound(LodXsdType base, const char *inclusive,
                            const char *exclusive, LodReason *reason,
                            LodBound *bound)
{
  if (inclusive && exclusive) {
    *reason = N_("a bound is both inclusive and exclusive");
    return LOD_ERR_INPUT;
  }
  const char *text = inclusive ? inclusive : exclusive;
  if (!text)
    return LOD_SUCCESS;
  LodView view = lod_ascii_trim(lod_view(text));
  if (lod_lexical_check(base, view)) {
    *reason = BAD_BOUND;
    return LOD_ERR_INPUT;
  }
  bound->text = lod_view_strdup(view);
  if (!bound->text)
    return LOD_ERR_NO_MEMORY;
  bound->exclusive = exclusive != NULL;
  lod_xsd_value_read(base, lod_view(bound->text), &bound->value);
  return LOD_SUCCESS;
}

/* CSVW metadata 5.11.2: equal bounds leave a value only where both are
   inclusive; two exclusive ones may be equal all the same. */
static LodReason check_bounds(LodXsdType base, const LodFacets *facets)
{
  const LodBound *low = &facets->low;
  const LodBound *high = &facets->high;
  if (!low->text || !high->text)
    return NULL;
  LodOrder order = lod_xsd_value_compare(base, &high->value, &low->value);
  bool contradiction =
      order == LOD_ORDER_LESS ||
      (order == LOD_ORDER_EQUAL && low->exclusive != high->exclusive);
  return contradiction ? N_("the maximum is less than the minimum") : NULL;
}

static LodStatus read_bounds(const LodDatatypeSpec *spec, LodReason *reason,
                             LodFacets *facets)
{
  LodStatus status = read_bound(spec->base, spec->min_inclusive,
                                spec->min_exclusive, reason, &facets->low);
  if (!status)
    status = read_bound(spec->base, spec->max_inclusive, spec->max_exclusive,
                        reason, &facets->high);
  if (status)
    return status;
  *reason = check_bounds(spec->base, facets);
  return *reason ? LOD_ERR_INPUT : LOD_SUCCESS;
}

LodStatus lod_facets_read(const LodDatatypeSpec *spec, LodReason *reason,
                          LodFacets *facets)
{
  *facets = (LodFacets){.max_length = SIZE_MAX};
  facets->has_lengths = spec->length || spec->min_length || spec->max_length;
  bool bounds = spec->min_inclusive || spec->max_inclusive ||
                spec->min_exclusive || spec->max_exclusive;
  if (facets->has_lengths && !lod_xsd_type_is_string(spec->base) &&
      !lod_xsd_type_is_binary(spec->base)) {
    *reason = N_("a length is for strings and binary data only");
    return LOD_ERR_INPUT;
  }
  if (bounds && !lod_xsd_type_is_ordered(spec->base)) {
    *reason = N_("a minimum or maximum is for numbers, dates, times and "
                 "durations only");
    return LOD_ERR_INPUT;
  }
  *reason = read_lengths(spec, facets);
  if (*reason)
    return LOD_ERR_INPUT;
  return bounds ? read_bounds(spec, reason, facets) : LOD_SUCCESS;
}

void lod_facets_free(LodFacets *facets)
{
  lod_free(facets->low.text);
  lod_free(facets->high.text);
}

bool lod_facets_any(const LodFacets *facets)
{
  return facets->has_lengths || facets->low.text || facets->high.text;
}

/* CSVW model 4.6.1: characters of a string, bytes of binary data. */
static size_t length_of(LodXsdType base, LodView lexical)
{
  switch (lod_xsd_type_family(base)) {
  case LOD_FAMILY_HEX:
    return lexical.size / 2;
  case LOD_FAMILY_BASE64:
    return lod_base64_bytes(lexical);
  default:
    return lod_utf8_length(lexical);
  }
}

static LodReason check_lengths(const LodFacets *facets, LodXsdType base,
                               LodView lexical)
{
  size_t length = length_of(base, lexical);
  if (length < facets->min_length)
    return N_("is shorter than its datatype allows");
  if (length > facets->max_length)
    return N_("is longer than its datatype allows");
  return NULL;
}

/* NULL, or BEYOND when VALUE is on the wrong side of BOUND. */
static LodReason check_bound(const LodBound *bound, LodXsdType base,
                             const LodXsdValue *value, LodOrder wanted,
                             LodReason beyond)
{
  if (!bound->text)
    return NULL;
  LodOrder order = lod_xsd_value_compare(base, value, &bound->value);
  if (order == LOD_ORDER_NONE)
    return N_("cannot be compared with the minimum or maximum");
  if (order == wanted || (order == LOD_ORDER_EQUAL && !bound->exclusive))
    return NULL;
  return beyond;
}

LodReason lod_facets_check(const LodFacets *facets, LodXsdType base,
                           LodView lexical)
{
  if (facets->has_lengths)
    return check_lengths(facets, base, lexical);
  LodXsdValue value;
  lod_xsd_value_read(base, lexical, &value);
  LodReason reason = check_bound(&facets->low, base, &value, LOD_ORDER_GREATER,
                                 N_("is less than the minimum"));
  if (reason)
    return reason;
  return check_bound(&facets->high, base, &value, LOD_ORDER_LESS,
                     N_("is greater than the maximum"));
}
