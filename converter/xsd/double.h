/* Values of double and float, independent of the locale. */
#ifndef LOD_XSD_DOUBLE_H
#define LOD_XSD_DOUBLE_H

#include "xsd/datatype.h"

/* The nearest value to a valid lexical form of double, or of float. */
double lod_double_value(LodView text);
double lod_float_value(LodView text);

/* <0, 0, >0; NaN equals itself and comes after everything else. */
int lod_double_compare_total(double a, double b);

/* {NULL, 0} when out of memory. */
LodView lod_double_canonical(LodXsdType type, LodView text, LodArena *arena);

#endif
