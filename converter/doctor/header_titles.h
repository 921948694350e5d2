/* The titles that schemas know, and how many of them a header has. */
#ifndef LOD_DOCTOR_HEADER_TITLES_H
#define LOD_DOCTOR_HEADER_TITLES_H

#include "base/map.h"
#include "doctor/dialect_trial.h"
#include "table/schema.h"

/* The folded names and titles of all columns of those SCHEMAS that are matched
   by title; *titles is the caller's to free. */
LOD_NODISCARD LodStatus lod_header_titles(const LodSchema *const *schemas,
                                          size_t count, LodMap **titles);
/* Count the fields of the trial's header that are in TITLES. */
LOD_NODISCARD LodStatus lod_header_count(const LodMap *titles, LodTrial *trial);

#endif
