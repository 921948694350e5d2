#include "doctor/detect.h"
#include "doctor/header_titles.h"
#include <inttypes.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const struct {
  const char *text, *name; /* as messages name it */
} candidates[] = {{",", "\",\""}, {";", "\";\""}, {"\t", "TAB"}};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

typedef struct Judge {
  LodView sample;
  bool complete;
  const LodDialectTold *told;
  const LodPlace *place;
  LodLog *log;
  LodTrial trials[CANDIDATES]; /* by delimiter; one when it was told */
  size_t count;
  LodMap *titles; /* of the schemas; empty when there are none */
} Judge;

static const char *name_of(const LodTrial *trial)
{
  for (size_t i = 0; i < CANDIDATES; i++)
    if (!strcmp(candidates[i].text, trial->dialect.delimiter))
      return candidates[i].name;
  return trial->dialect.delimiter;
}

static uint64_t misfits(const LodTrial *trial)
{
  return trial->rows - trial->fitting;
}

static LodPlace place_at(const Judge *judge, uint64_t line)
{
  LodPlace place = {0};
  if (judge->place)
    place = *judge->place;
  place.line = line;
  return place;
}

/* -- Trials --------------------------------------------------------------- */

static bool has_both_ends(const LodTrial *trial)
{
  return trial->ends[LOD_END_CR].count > 0 &&
         trial->ends[LOD_END_LF].count + trial->ends[LOD_END_CRLF].count > 0;
}

static bool fits_better(const LodTrial *a, const LodTrial *b)
{
  if (lod_trial_is_sound(a) != lod_trial_is_sound(b))
    return lod_trial_is_sound(a);
  if (misfits(a) != misfits(b))
    return misfits(a) < misfits(b);
  return a->fitting > b->fitting;
}

/* Where bare CR and LF both stand outside quotes, one of them may be text.
   What was counted with both as line ends is kept. */
static void try_line_ends(const Judge *judge, LodDialect dialect,
                          LodTrial *best)
{
  if (!judge->told->line_ends)
    dialect.line_ends = LOD_LINES_ANY;
  lod_trial_run(best, &dialect, judge->sample, judge->complete);
  if (judge->told->line_ends)
    return;
  if (!has_both_ends(best)) {
    const bool cr = best->ends[LOD_END_CR].count > 0;
    best->dialect.line_ends = cr ? LOD_LINES_CR : LOD_LINES_LF;
    return;
  }
  for (LodLineEnds ends = LOD_LINES_LF; ends <= LOD_LINES_CR; ends++) {
    LodTrial trial;
    dialect.line_ends = ends;
    lod_trial_run(&trial, &dialect, judge->sample, judge->complete);
    memcpy(trial.ends, best->ends, sizeof trial.ends);
    if (fits_better(&trial, best))
      *best = trial;
  }
}

/* The reader will stop at such a quote. */
static bool has_bad_quote(const LodTrial *trial)
{
  return trial->stray.count > 0 || trial->open;
}

/* A quote that is never closed, or closed too early, hides how the rows are
   parted.  They are looked at without quotes then, but quotes they remain: to
   take them as text would shift cells unsaid, and the reader tells where the
   bad one is. */
static void look_behind_quotes(const Judge *judge, LodDialect dialect,
                               LodTrial *best)
{
  const char *const quote = dialect.quote;
  LodTrial trial;
  dialect.quote = NULL;
  try_line_ends(judge, dialect, &trial);
  trial.dialect.quote = quote;
  if (fits_better(&trial, best))
    *best = trial;
}

static void try_quotes(const Judge *judge, LodDialect dialect, LodTrial *best)
{
  try_line_ends(judge, dialect, best);
  if (!dialect.quote)
    return;
  if (!judge->told->quote && best->apostrophes && best->closed.count == 0) {
    dialect.quote = "'";
    try_line_ends(judge, dialect, best);
  }
  if (has_bad_quote(best))
    look_behind_quotes(judge, dialect, best);
}

static void try_delimiters(Judge *judge, LodDialect dialect)
{
  judge->count = judge->told->delimiter ? 1 : CANDIDATES;
  for (size_t i = 0; i < judge->count; i++) {
    if (!judge->told->delimiter)
      dialect.delimiter = candidates[i].text;
    try_quotes(judge, dialect, &judge->trials[i]);
  }
}

static LodStatus count_titles(Judge *judge)
{
  const LodDialectTold *told = judge->told;
  LodStatus status =
      lod_header_titles(told->schemas, told->schema_count, &judge->titles);
  for (size_t i = 0; i < judge->count && !status; i++)
    status = lod_header_count(judge->titles, &judge->trials[i]);
  return status;
}

/* -- The choice ----------------------------------------------------------- */

static LodStatus say_parted_numbers(const Judge *judge, const LodTrial *trial)
{
  const LodPlace place = place_at(judge, trial->split.line);
  lod_log_add(judge->log, LOD_ERROR, "uncertain-delimiter", &place,
              "rows with more fields than the header, as if numbers had a "
              "decimal comma without quotes: %" PRIu64 " of %" PRIu64
              "; export the table with another delimiter, or take it as it is "
              "with --delimiter ,",
              trial->split.count, trial->rows);
  return LOD_ERR_INPUT;
}

static LodStatus say_ragged(const Judge *judge, const LodTrial *trial)
{
  const LodPlace place = place_at(judge, trial->ragged.line);
  if (trial->split.count)
    return say_parted_numbers(judge, trial);
  lod_log_add(judge->log, LOD_ERROR, "uncertain-delimiter", &place,
              "the delimiter may be %s, by which the header has %zu fields, "
              "but %" PRIu64 " of %" PRIu64 " rows have another number of "
              "fields; name it with --delimiter",
              name_of(trial), trial->columns, misfits(trial), trial->rows);
  return LOD_ERR_INPUT;
}

static LodStatus say_rivals(const Judge *judge, const LodTrial *a,
                            const LodTrial *b)
{
  lod_log_add(judge->log, LOD_ERROR, "uncertain-delimiter", judge->place,
              "the delimiter may be %s or %s, by which the header has %zu or "
              "%zu fields; name it with --delimiter",
              name_of(a), name_of(b), a->columns, b->columns);
  return LOD_ERR_INPUT;
}

/* Rows may be short by any delimiter: where the header is the mapping's, they
   do not make it doubtful. */
static bool is_likely(const LodTrial *trial)
{
  return lod_trial_is_sound(trial) ||
         (2 * trial->known > trial->columns && trial->split.count == 0 &&
          trial->longer <= trial->rows / 10);
}

static bool is_better_known(const LodTrial *a, const LodTrial *b)
{
  return a->known > 2 * b->known;
}

/* Both are likely. */
static bool is_surely_better(const LodTrial *a, const LodTrial *b)
{
  if (is_better_known(a, b) || is_better_known(b, a))
    return a->known > b->known;
  if (a->columns >= 2 * b->columns)
    return true;
  return a->columns >= b->columns && misfits(a) == 0 && misfits(b) > 0;
}

/* It may be right all the same, and its rows wrong. */
static bool is_ragged_rival(const LodTrial *trial, const LodTrial *best)
{
  return !is_likely(trial) && trial->fitting > 0 &&
         !is_better_known(best, trial);
}

/* The delimiter is one that the header has.  NULL in *chosen: it has none. */
static LodStatus choose_delimiter(const Judge *judge, const LodTrial **chosen)
{
  const LodTrial *best = NULL, *most = NULL;
  for (size_t i = 0; i < judge->count; i++) {
    const LodTrial *trial = &judge->trials[i];
    if (trial->columns < 2)
      continue;
    if (!most || trial->columns > most->columns)
      most = trial;
    if (is_likely(trial) && (!best || is_surely_better(trial, best)))
      best = trial;
  }
  *chosen = best;
  if (!most)
    return LOD_SUCCESS;
  if (!best || (most->columns > best->columns && is_ragged_rival(most, best)))
    return say_ragged(judge, most);
  for (size_t i = 0; i < judge->count; i++) {
    const LodTrial *trial = &judge->trials[i];
    if (trial != best && trial->columns > 1 && is_likely(trial) &&
        !is_surely_better(best, trial))
      return say_rivals(judge, best, trial);
  }
  return best->split.count ? say_parted_numbers(judge, best) : LOD_SUCCESS;
}

/* A header without a delimiter over rows that have one is no header.  One
   comma in each row may as well be that of a number. */
static bool has_title(const LodTrial *trial)
{
  const size_t least = strcmp(trial->dialect.delimiter, ",") ? 2 : 3;
  return trial->columns == 1 && trial->usual >= least &&
         trial->usual_rows > 1 &&
         trial->rows - trial->usual_rows <= trial->rows / 10;
}

static LodStatus choose_single_column(const Judge *judge,
                                      const LodTrial **chosen)
{
  for (size_t i = 0; i < judge->count; i++) {
    const LodTrial *trial = &judge->trials[i];
    if (!has_title(trial))
      continue;
    lod_log_add(judge->log, LOD_ERROR, "uncertain-delimiter", judge->place,
                "the first row has no delimiter, but most others have %zu "
                "fields by %s; if it is a title, pass over the rows above the "
                "header with --skip N, else name the delimiter with "
                "--delimiter",
                trial->usual, name_of(trial));
    return LOD_ERR_INPUT;
  }
  *chosen = &judge->trials[0];
  if (lod_map_size(judge->titles) == 0 || (*chosen)->known > 0)
    return LOD_SUCCESS;
  lod_log_add(judge->log, LOD_ERROR, "uncertain-delimiter", judge->place,
              "the header has neither comma, semicolon nor tab, and is no "
              "column of the mapping; name the delimiter with --delimiter");
  return LOD_ERR_INPUT;
}

static LodStatus choose(const Judge *judge, const LodTrial **chosen)
{
  *chosen = &judge->trials[0];
  if (judge->told->delimiter)
    return LOD_SUCCESS;
  LodStatus status = choose_delimiter(judge, chosen);
  if (!status && !*chosen)
    status = choose_single_column(judge, chosen);
  return status;
}

/* -- What is said --------------------------------------------------------- */

/* Bare CR and LF beside each other are told apart by the fields of rows only.
 */
static LodStatus check_line_ends(const Judge *judge, const LodTrial *trial)
{
  if (judge->told->line_ends || !has_both_ends(trial) ||
      (trial->columns > 1 && lod_trial_is_sound(trial)))
    return LOD_SUCCESS;
  const LodPlace place = place_at(judge, trial->ends[LOD_END_CR].line);
  lod_log_add(judge->log, LOD_ERROR, "uncertain-line-ends", &place,
              "bare CR and LF stand beside each other, and the rows do not "
              "tell which of them ends a line; say it with "
              "--line-terminators lf, cr or any");
  return LOD_ERR_INPUT;
}

static LodStatus say_endless(const Judge *judge)
{
  if (judge->told->delimiter && judge->told->line_ends)
    return LOD_SUCCESS;
  lod_log_add(
      judge->log, LOD_ERROR, "uncertain-line-ends", judge->place,
      "the first row does not end within %zu bytes; say how lines end "
      "with --line-terminators, and name the delimiter with --delimiter",
      judge->sample.size);
  return LOD_ERR_INPUT;
}

static void note_delimiter(const Judge *judge, const LodTrial *trial)
{
  if (judge->told->delimiter || !strcmp(trial->dialect.delimiter, ","))
    return;
  if (trial->rows == 0)
    lod_log_add(judge->log, LOD_NOTE, "detected-delimiter", judge->place,
                "the delimiter is %s: the header has %zu fields; there are no "
                "rows",
                name_of(trial), trial->columns);
  else
    lod_log_add(judge->log, LOD_NOTE, "detected-delimiter", judge->place,
                "the delimiter is %s: the header has %zu fields, and so have "
                "%" PRIu64 " of %" PRIu64 " rows looked at",
                name_of(trial), trial->columns, trial->fitting, trial->rows);
}

static void note_quote(const Judge *judge, const LodTrial *trial)
{
  const char *quote = trial->dialect.quote;
  if (judge->told->quote)
    return;
  if (quote && *quote != '"')
    lod_log_add(judge->log, LOD_NOTE, "detected-quote", judge->place,
                "the quote is %s: every field of the header stands between "
                "two (fields in all: %" PRIu64 ")",
                quote, trial->closed.count);
}

static void note_line_ends(const Judge *judge, const LodTrial *trial)
{
  const uint64_t lf = trial->ends[LOD_END_LF].count;
  const uint64_t crlf = trial->ends[LOD_END_CRLF].count;
  const uint64_t cr = trial->ends[LOD_END_CR].count;
  if (judge->told->line_ends)
    return;
  if (cr && !lf && !crlf)
    lod_log_add(judge->log, LOD_NOTE, "detected-line-ends", judge->place,
                "lines end in CR alone: %" PRIu64 " of them, no LF", cr);
  else if (cr && trial->dialect.line_ends == LOD_LINES_ANY)
    lod_log_add(judge->log, LOD_NOTE, "detected-line-ends", judge->place,
                "lines end in CR (%" PRIu64 "), LF (%" PRIu64
                ") and CRLF (%" PRIu64 ")",
                cr, lf, crlf);
  else if (cr && trial->dialect.line_ends == LOD_LINES_LF)
    lod_log_add(judge->log, LOD_NOTE, "detected-line-ends", judge->place,
                "lines end in LF or CRLF; bare CRs are text: %" PRIu64, cr);
  else if (cr)
    lod_log_add(judge->log, LOD_NOTE, "detected-line-ends", judge->place,
                "lines end in CR alone; LFs are text: %" PRIu64, lf + crlf);
  else if (lf && crlf)
    lod_log_add(judge->log, LOD_NOTE, "detected-line-ends", judge->place,
                "lines end in LF (%" PRIu64 ") and CRLF (%" PRIu64 ")", lf,
                crlf);
}

/* -- The whole ------------------------------------------------------------ */

static bool has_header(const Judge *judge)
{
  for (size_t i = 0; i < judge->count; i++)
    if (judge->trials[i].columns > 0)
      return true;
  return false;
}

static LodStatus judge_sample(Judge *judge, LodDialect *dialect)
{
  const LodTrial *chosen;
  try_delimiters(judge, *dialect);
  if (!has_header(judge))
    return judge->complete ? LOD_SUCCESS : say_endless(judge);
  LodStatus status = count_titles(judge);
  if (!status)
    status = choose(judge, &chosen);
  if (!status)
    status = check_line_ends(judge, chosen);
  if (status)
    return status;
  note_delimiter(judge, chosen);
  note_quote(judge, chosen);
  note_line_ends(judge, chosen);
  *dialect = chosen->dialect;
  return LOD_SUCCESS;
}

/* The sample may end within a CRLF. */
static LodView trim_sample(LodView sample, bool complete)
{
  const LodView mark = LOD_VIEW(BYTE_ORDER_MARK);
  if (sample.size >= mark.size && !memcmp(sample.data, mark.data, mark.size)) {
    sample.data += mark.size;
    sample.size -= mark.size;
  }
  if (!complete && sample.size && sample.data[sample.size - 1] == '\r')
    sample.size--;
  return sample;
}

LodStatus lod_detect_dialect(LodView sample, bool complete,
                             const LodDialectTold *told, const LodPlace *place,
                             LodLog *log, LodDialect *dialect)
{
  static const LodDialectTold nothing = {0};
  Judge judge = {.sample = trim_sample(sample, complete),
                 .complete = complete,
                 .told = told ? told : &nothing,
                 .place = place,
                 .log = log};
  if (!sample.size || memchr(sample.data, '\0', sample.size))
    return LOD_SUCCESS;
  const LodStatus status = judge_sample(&judge, dialect);
  lod_map_free(judge.titles);
  return status;
}
