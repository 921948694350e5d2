#include "doctor/detect.h"
#include "doctor/evidence.h"
#include "doctor/number_shape.h"
#include <inttypes.h>

/* What the numbers of all columns speak for, by mark. */
typedef struct Tally {
  LodEvidence decimal[LOD_MARKS]; /* it is this, or the other parts groups */
  LodEvidence group[LOD_MARKS];
  LodEvidence unsure[LOD_MARKS];
  uint64_t minus_signs; /* U+2212 */
} Tally;

typedef struct Marks {
  LodMark decimal, group; /* LOD_MARK_NONE: as in XSD */
} Marks;

/* The mapping says nothing of how the column's numbers are written, and they
   are the file's, not the mapping's or the user's. */
static bool is_judged(const LodColumn *column)
{
  const LodDatatypeSpec *spec = &column->spec;
  if (column->constant.data ||
      (column->virtual_column && column->default_value.data))
    return false;
  return lod_xsd_type_is_numeric(spec->base) && !spec->format &&
         !spec->decimal_char && !spec->group_char;
}

static bool is_null(const LodColumn *column, LodView text)
{
  for (size_t i = 0; i < column->null_count; i++)
    if (lod_view_equal(column->nulls[i], text))
      return true;
  return false;
}

/* A comma between groups leaves the point as the decimal mark. */
static LodMark decides_for(const LodNumberShape *shape)
{
  if (!shape->decimal && shape->group == LOD_MARK_POINT)
    return LOD_MARK_COMMA;
  if (!shape->decimal && shape->group == LOD_MARK_COMMA)
    return LOD_MARK_POINT;
  return shape->decimal;
}

static void tally_cell(Tally *tally, LodView text, uint64_t line,
                       uint32_t column)
{
  LodNumberShape shape;
  if (!lod_number_shape(text, &shape))
    return;
  const LodMark decimal = decides_for(&shape);
  if (decimal)
    lod_evidence_add(&tally->decimal[decimal], line, column);
  if (shape.group)
    lod_evidence_add(&tally->group[shape.group], line, column);
  if (shape.unsure)
    lod_evidence_add(&tally->unsure[shape.unsure], line, column);
  tally->minus_signs += shape.minus_sign;
}

static void tally_record(Tally *tally, const LodBinding *binding,
                         const LodBatch *batch, const LodRecord *record)
{
  for (size_t i = 0; i < binding->schema->column_count; i++) {
    const LodColumn *column = &binding->schema->columns[i];
    const size_t field = binding->fields[i];
    /* LOD_NO_COLUMN is more than any count. */
    if (field >= record->count || !is_judged(column) || column->separator)
      continue;
    const LodCell *cell = &batch->cells[record->first + field];
    const LodView text = {cell->data, cell->size};
    if (!is_null(column, text))
      tally_cell(tally, text, record->line, (uint32_t)(field + 1));
  }
}

static LodPlace place_of(const LodPlace *place, const LodEvidence *evidence)
{
  LodPlace at = {0};
  if (place)
    at = *place;
  at.line = evidence->line;
  at.column = evidence->column;
  return at;
}

static LodStatus say_contradiction(const LodEvidence *point,
                                   const LodEvidence *comma,
                                   const LodPlace *place, LodLog *log)
{
  const bool first = point->line < comma->line;
  const LodPlace at = place_of(place, first ? comma : point);
  lod_log_add(log, LOD_ERROR, "uncertain-decimal", &at,
              "numbers contradict each other: the decimal mark is \".\" in "
              "line %" PRIu64 " and \",\" in line %" PRIu64
              "; settle it with --decimal . or --decimal ,",
              point->line, comma->line);
  return LOD_ERR_INPUT;
}

static LodStatus say_undecided(LodMark mark, const LodEvidence *evidence,
                               const LodPlace *place, LodLog *log)
{
  const LodPlace at = place_of(place, evidence);
  lod_log_add(log, LOD_ERROR, "uncertain-decimal", &at,
              "\"%s\" before three digits may be a decimal mark or part "
              "thousands, and no other number decides; say it with "
              "--decimal . or --decimal ,",
              lod_mark_text(mark));
  return LOD_ERR_INPUT;
}

static LodStatus decide_decimal(const Tally *tally, const LodPlace *place,
                                LodLog *log, LodMark *decimal)
{
  const LodEvidence *point = &tally->decimal[LOD_MARK_POINT];
  const LodEvidence *comma = &tally->decimal[LOD_MARK_COMMA];
  *decimal = LOD_MARK_NONE;
  if (point->count && comma->count)
    return say_contradiction(point, comma, place, log);
  if (point->count || comma->count) {
    *decimal = point->count ? LOD_MARK_POINT : LOD_MARK_COMMA;
    return LOD_SUCCESS;
  }
  for (LodMark mark = LOD_MARK_POINT; mark <= LOD_MARK_COMMA; mark++)
    if (tally->unsure[mark].count)
      return say_undecided(mark, &tally->unsure[mark], place, log);
  return LOD_SUCCESS;
}

/* The mark that most grouped numbers have; numbers with another one are bad
   cells then. */
static LodMark decide_group(const Tally *tally, LodMark decimal,
                            LodEvidence *evidence)
{
  LodMark group = LOD_MARK_NONE;
  *evidence = (LodEvidence){0};
  for (LodMark mark = LOD_MARK_POINT; mark < LOD_MARKS; mark++) {
    LodEvidence found = tally->group[mark];
    const LodEvidence *unsure = &tally->unsure[mark];
    if (mark == decimal)
      continue;
    if (unsure->count && (!found.count || unsure->line < found.line)) {
      found.line = unsure->line;
      found.column = unsure->column;
    }
    found.count += unsure->count;
    if (found.count > evidence->count) {
      *evidence = found;
      group = mark;
    }
  }
  return group;
}

static void note_decimal(const Tally *tally, LodMark decimal,
                         const LodPlace *place, LodLog *log)
{
  if (decimal != LOD_MARK_COMMA)
    return;
  const LodEvidence *evidence = &tally->decimal[decimal];
  const LodPlace at = place_of(place, evidence);
  lod_log_add(log, LOD_NOTE, "detected-decimal", &at,
              "the decimal mark is \",\" (numbers that decide: %" PRIu64
              ", the first in line %" PRIu64 ")",
              evidence->count, evidence->line);
}

static void note_group(LodMark group, const LodEvidence *evidence,
                       const LodPlace *place, LodLog *log)
{
  if (group == LOD_MARK_NONE)
    return;
  const LodPlace at = place_of(place, evidence);
  if (group >= LOD_MARK_BLANK)
    lod_log_add(log, LOD_NOTE, "detected-group", &at,
                "a blank parts thousands (numbers: %" PRIu64
                ", the first in line %" PRIu64 ")",
                evidence->count, evidence->line);
  else
    lod_log_add(log, LOD_NOTE, "detected-group", &at,
                "\"%s\" parts thousands (numbers: %" PRIu64
                ", the first in line %" PRIu64 ")",
                lod_mark_text(group), evidence->count, evidence->line);
}

/* Columns that get their numbers out of others' cells have the same marks. */
static LodStatus set_marks(LodSchema *schema, Marks marks,
                           const LodPlace *place, LodLog *log)
{
  for (size_t i = 0; i < schema->column_count; i++) {
    LodColumn *column = &schema->columns[i];
    if (!is_judged(column))
      continue;
    LodReason reason = NULL;
    if (marks.decimal)
      column->spec.decimal_char = lod_mark_text(marks.decimal);
    if (marks.group)
      column->spec.group_char = lod_mark_text(marks.group);
    const LodStatus status = lod_schema_recompile(schema, i, &reason);
    if (status == LOD_ERR_INPUT)
      lod_log_add(log, LOD_ERROR, "invalid-datatype", place,
                  "the datatype of column %s: %s", column->name,
                  reason ? reason : "");
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}

static LodStatus take_told(const LodNumbersTold *told, const LodPlace *place,
                           LodLog *log, LodMark *decimal)
{
  *decimal = LOD_MARK_NONE;
  if (!told || !told->decimal)
    return LOD_SUCCESS;
  for (LodMark mark = LOD_MARK_POINT; mark <= LOD_MARK_COMMA; mark++)
    if (!strcmp(told->decimal, lod_mark_text(mark)))
      *decimal = mark;
  if (*decimal)
    return LOD_SUCCESS;
  lod_log_add(log, LOD_ERROR, "uncertain-decimal", place,
              "\"%s\" is no decimal mark; say --decimal . or --decimal ,",
              told->decimal);
  return LOD_ERR_USAGE;
}

LodStatus lod_detect_numbers(const LodBinding *binding, LodSchema *schema,
                             const LodBatch *batch, size_t first_record,
                             const LodNumbersTold *told, const LodPlace *place,
                             LodLog *log)
{
  Tally tally = {0};
  LodEvidence grouped;
  Marks marks = {0};
  for (size_t i = first_record; i < batch->record_count; i++)
    tally_record(&tally, binding, batch, &batch->records[i]);
  LodStatus status = take_told(told, place, log, &marks.decimal);
  if (!status && !marks.decimal) {
    status = decide_decimal(&tally, place, log, &marks.decimal);
    note_decimal(&tally, marks.decimal, place, log);
  }
  if (status)
    return status;
  marks.group = decide_group(&tally, marks.decimal, &grouped);
  note_group(marks.group, &grouped, place, log);
  /* XSD's own form needs nothing set; U+2212 is a sign in formats only. */
  if (!marks.decimal)
    marks.decimal = LOD_MARK_POINT;
  if (marks.decimal == LOD_MARK_POINT && !marks.group && !tally.minus_signs)
    return LOD_SUCCESS;
  return set_marks(schema, marks, place, log);
}
