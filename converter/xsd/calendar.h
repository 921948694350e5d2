/* The proleptic Gregorian calendar (XSD 1.1 part 2, D.2), year 0 included. */
#ifndef LOD_XSD_CALENDAR_H
#define LOD_XSD_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

int lod_days_in_month(int64_t year, int month);
/* Days from 1970-01-01, and back. */
int64_t lod_days_from_civil(int64_t year, int month, int day);
void lod_civil_from_days(int64_t days, int64_t *year, int *month, int *day);

#endif
