#include "doctor/dialect_trial.h"

#define MAX_FIELDS 512 /* more are counted as so many */
#define MAX_SPLITS 16
#define LONG_QUOTE ((size_t)64 << 10)

/* What is gathered over the rows before it can be judged. */
typedef struct Tally {
  uint32_t fields[MAX_FIELDS + 1];    /* rows by number of fields */
  LodEvidence ragged[MAX_SPLITS + 1]; /* rows too long, by parted numbers */
  size_t usual_splits;                /* the most that a row which fits has */
} Tally;

static size_t capped(size_t value, size_t limit)
{
  return value < limit ? value : limit;
}

/* Delimiters at the end of a row are a habit of some programs and do no harm;
   but behind a number that a decimal comma parted, an empty last column looks
   the same. */
static bool row_fits(const LodTrial *trial, const LodScanRecord *record)
{
  if (record->fields == trial->columns)
    return true;
  return record->fields > trial->columns && record->filled <= trial->columns &&
         (record->splits == 0 || strcmp(trial->dialect.delimiter, ",") != 0);
}

static void judge_row(LodTrial *trial, Tally *tally,
                      const LodScanRecord *record)
{
  const size_t splits = capped(record->splits, MAX_SPLITS);
  trial->rows++;
  tally->fields[capped(record->fields, MAX_FIELDS)]++;
  if (row_fits(trial, record)) {
    trial->fitting++;
    if (splits > tally->usual_splits)
      tally->usual_splits = splits;
    return;
  }
  lod_evidence_add(&trial->ragged, record->line, 0);
  if (record->fields <= trial->columns)
    return;
  trial->longer++;
  lod_evidence_add(&tally->ragged[splits], record->line, 0);
}

static bool is_comment(const LodDialect *dialect, LodView text)
{
  const LodView prefix = lod_view(dialect->comment_prefix);
  return prefix.size > 0 && text.size >= prefix.size &&
         !memcmp(text.data, prefix.data, prefix.size);
}

/* The reader drops blank records when the dialect says so, also before the
   header. */
static void judge_record(LodTrial *trial, Tally *tally,
                         const LodScanRecord *record)
{
  if (trial->dialect.skip_blank_rows && record->filled == 0)
    return;
  if (trial->columns == 0) {
    trial->header = record->text;
    trial->columns = record->fields;
    trial->apostrophes = record->apostrophes == record->fields;
  } else if (record->text.size > 0) {
    judge_row(trial, tally, record);
  }
}

/* Neighbours that look like a parted number are usual in some tables: only
   more of them than the rows that fit have are suspicious. */
static void finish(LodTrial *trial, const Tally *tally)
{
  for (size_t i = tally->usual_splits + 1; i <= MAX_SPLITS; i++) {
    const LodEvidence *more = &tally->ragged[i];
    if (more->count && (!trial->split.count || more->line < trial->split.line))
      trial->split.line = more->line;
    trial->split.count += more->count;
  }
  for (size_t i = 1; i <= MAX_FIELDS; i++)
    if (tally->fields[i] > trial->usual_rows) {
      trial->usual = i;
      trial->usual_rows = tally->fields[i];
    }
}

void lod_trial_run(LodTrial *trial, const LodDialect *dialect, LodView sample,
                   bool complete)
{
  LodScan scan;
  LodScanRecord record;
  Tally tally = {0};
  *trial = (LodTrial){.dialect = *dialect};
  lod_scan_start(&scan, dialect, sample);
  for (unsigned number = 1; lod_scan_next(&scan, &record); number++) {
    if (!record.ended && (!complete || scan.open)) {
      trial->open = scan.open && (complete || record.text.size > LONG_QUOTE);
      break;
    }
    if (number > dialect->skip_rows && !is_comment(dialect, record.text))
      judge_record(trial, &tally, &record);
  }
  memcpy(trial->ends, scan.ends, sizeof trial->ends);
  trial->closed = scan.closed;
  trial->stray = scan.stray;
  finish(trial, &tally);
}

bool lod_trial_is_sound(const LodTrial *trial)
{
  return trial->columns > 0 && trial->rows - trial->fitting <= trial->rows / 10;
}
