#include "xsd/value.h"
#include "xsd/double.h"
#include "xsd/number.h"
#include <math.h>

void lod_xsd_value_read(LodXsdType type, LodView lexical, LodXsdValue *value)
{
  switch (lod_xsd_type_family(type)) {
  case LOD_FAMILY_DOUBLE:
    value->number = type == LOD_XSD_FLOAT ? lod_float_value(lexical)
                                          : lod_double_value(lexical);
    break;
  case LOD_FAMILY_MOMENT:
    (void)lod_moment_parse(type, lexical, &value->moment);
    break;
  case LOD_FAMILY_DURATION:
    (void)lod_duration_parse(type, lexical, &value->duration);
    break;
  default:
    value->decimal = lexical;
    break;
  }
}

static LodOrder order_of(int sign)
{
  return sign < 0 ? LOD_ORDER_LESS
                  : (sign > 0 ? LOD_ORDER_GREATER : LOD_ORDER_EQUAL);
}

/* NaN is neither less than, equal to nor greater than any value (XSD 1.1
   part 2, 3.3.5.1). */
static LodOrder compare_numbers(double a, double b)
{
  if (isnan(a) || isnan(b))
    return LOD_ORDER_NONE;
  return order_of((a > b) - (a < b));
}

LodOrder lod_xsd_value_compare(LodXsdType type, const LodXsdValue *a,
                               const LodXsdValue *b)
{
  switch (lod_xsd_type_family(type)) {
  case LOD_FAMILY_DOUBLE:
    return compare_numbers(a->number, b->number);
  case LOD_FAMILY_MOMENT:
    return lod_moment_compare(&a->moment, &b->moment);
  case LOD_FAMILY_DURATION:
    return lod_duration_compare(&a->duration, &b->duration);
  default:
    return order_of(lod_decimal_order(a->decimal, b->decimal));
  }
}
