/* How well a supposed dialect fits a sample. */
#ifndef LOD_DOCTOR_DIALECT_TRIAL_H
#define LOD_DOCTOR_DIALECT_TRIAL_H

#include "doctor/record_scan.h"

typedef struct LodTrial {
  LodDialect dialect;
  LodEvidence ends[LOD_END_KINDS];
  LodEvidence closed, stray; /* as of LodScan */
  bool open;           /* the sample ends in a quote that should have ended */
  LodView header;      /* raw, in the sample */
  size_t columns;      /* fields of the header; 0: there is no whole record */
  size_t known;        /* of these: titles of the schemas; the caller's count */
  bool apostrophes;    /* every field of the header stands between ' and ' */
  uint64_t rows;       /* behind the header, blank ones and comments aside */
  uint64_t fitting;    /* rows with the header's number of fields */
  LodEvidence ragged;  /* the others */
  uint64_t longer;     /* of these: with more fields, not all of them empty */
  LodEvidence split;   /* of these: as if a decimal comma parted a number */
  size_t usual;        /* the number of fields that most rows have */
  uint64_t usual_rows; /* rows that have it */
} LodTrial;

void lod_trial_run(LodTrial *trial, const LodDialect *dialect, LodView sample,
                   bool complete);

/* The rows fit the header, some ragged ones aside. */
bool lod_trial_is_sound(const LodTrial *trial);

#endif
