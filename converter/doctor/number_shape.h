/* The shape of a number: which marks it has and what they can mean. */
#ifndef LOD_DOCTOR_NUMBER_SHAPE_H
#define LOD_DOCTOR_NUMBER_SHAPE_H

#include "base/view.h"

/* A mark between digits; the blanks can only part thousands. */
typedef enum LodMark {
  LOD_MARK_NONE,
  LOD_MARK_POINT,
  LOD_MARK_COMMA,
  LOD_MARK_BLANK,           /* U+0020 */
  LOD_MARK_NO_BREAK,        /* U+00A0 */
  LOD_MARK_NARROW_NO_BREAK, /* U+202F */
  LOD_MARKS
} LodMark;

typedef struct LodNumberShape {
  LodMark decimal; /* surely the decimal mark */
  LodMark group;   /* surely the group mark */
  LodMark unsure;  /* the one mark: decimal or group, as in 1,234 */
  bool minus_sign; /* it begins with U+2212 */
} LodNumberShape;

/* Look at a cell; false when it is no number by any marks.  Thousands are
   groups of three digits; a sign stands only in front. */
bool lod_number_shape(LodView text, LodNumberShape *shape);

/* As a datatype's decimalChar or groupChar; static. */
const char *lod_mark_text(LodMark mark);

#endif
