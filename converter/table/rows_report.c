/* The problems of rows as messages, once the guard has judged the cells. */
#include "base/message.h"
#include "base/utf8.h"
#include "table/rows.h"
#include "xsd/date_format.h"
#include "xsd/reason.h"
#include <stdio.h>

#define QUOTED_CHARS 80

/* At most 80 characters of a cell. */
typedef struct Quoted {
  char text[QUOTED_CHARS * 4 + 4];
} Quoted;

static Quoted quote(LodView cell)
{
  Quoted quoted;
  const char *at = cell.data;
  const char *const end = at + cell.size;
  size_t characters = 0;
  while (at < end && characters < QUOTED_CHARS) {
    (void)lod_utf8_next(&at, end);
    ++characters;
  }
  const size_t size = cell.size ? (size_t)(at - cell.data) : 0;
  if (size)
    memcpy(quoted.text, cell.data, size);
  strcpy(quoted.text + size, at < end ? "..." : "");
  return quoted;
}

/* The field in which a column's text stands: its own, or the one that is
   split for it. */
static size_t field_of(const LodBinding *binding, size_t column)
{
  if (binding->fields[column] != LOD_NO_COLUMN)
    return binding->fields[column];
  for (size_t i = 0; i < binding->split_count; ++i)
    for (size_t j = 0; j < lod_split_target_count(binding->splits[i]); ++j)
      if (lod_split_target_at(binding->splits[i], j) == column)
        return binding->fields[lod_split_column(binding->splits[i])];
  return LOD_NO_COLUMN;
}

static LodPlace place_of(const LodRows *rows, const LodProblem *problem)
{
  const LodBinding *const binding = rows->binding;
  LodPlace place = {.file = binding->file,
                    .line = rows->batch->records[problem->row].line,
                    .row = rows->batch->first_row + problem->row};
  if (problem->column == LOD_NO_COLUMN)
    return place;
  place.column_name = binding->schema->columns[problem->column].name;
  const size_t field = field_of(binding, problem->column);
  if (field != LOD_NO_COLUMN)
    place.column = (uint32_t)field + 1;
  return place;
}

/* What is wrong with a cell, and the format where it has another. */
static void describe_cell(const LodColumn *column, LodReason reason,
                          char text[LOD_PROBLEM_TEXT])
{
  const char *const format = column->spec.format;
  char example[LOD_DATE_EXAMPLE] = "";
  if (!format || strcmp(reason, LOD_REASON_FORMAT) != 0) {
    snprintf(text, LOD_PROBLEM_TEXT, "%s", _(reason));
    return;
  }
  if (lod_xsd_type_is_date_time(column->spec.base))
    lod_date_example(column->spec.base, format, example);
  if (*example)
    snprintf(text, LOD_PROBLEM_TEXT, _("is not written as %s, such as %s"),
             quote(lod_view(format)).text, example);
  else
    snprintf(text, LOD_PROBLEM_TEXT,
             _("does not have the format of its column, \"%s\""),
             quote(lod_view(format)).text);
}

static bool is_blank(const LodRows *rows, const LodRecord *record)
{
  return record->count == 1 && !rows->batch->cells[record->first].size;
}

void lod_rows_describe(const LodRows *rows, const LodProblem *problem,
                       char text[LOD_PROBLEM_TEXT])
{
  const LodRecord *const record = &rows->batch->records[problem->row];
  if (problem->column != LOD_NO_COLUMN && problem->reason)
    describe_cell(&rows->binding->schema->columns[problem->column],
                  problem->reason, text);
  else if (problem->column != LOD_NO_COLUMN)
    snprintf(text, LOD_PROBLEM_TEXT, "%s", _("must have a value"));
  else if (is_blank(rows, record))
    snprintf(text, LOD_PROBLEM_TEXT, "%s", _("the line is blank"));
  else
    snprintf(text, LOD_PROBLEM_TEXT, _("fields: %u instead of %zu"),
             (unsigned)record->count, rows->binding->field_count);
}

/* What becomes of a bad cell, to be put behind what is bad about it. */
static const char *consequence(LodBadCells policy)
{
  switch (policy) {
  case LOD_BAD_KEEP:
    return _("; it is kept as plain text");
  case LOD_BAD_SKIP:
    return _("; it is left out");
  default:
    return "";
  }
}

static LodSeverity severity_of(LodBadCells policy)
{
  return policy == LOD_BAD_JUDGE ? LOD_ERROR : LOD_WARNING;
}

static void say_bad_cell(const LodRows *rows, const LodProblem *problem,
                         LodBadCells policy, LodLog *log)
{
  const LodPlace place = place_of(rows, problem);
  const LodSeverity severity =
      policy == LOD_BAD_STOP ? LOD_ERROR : severity_of(policy);
  char reason[LOD_PROBLEM_TEXT];
  const LodValue *const value =
      &lod_rows_row(rows, problem->row)[problem->column];
  lod_rows_describe(rows, problem, reason);
  const bool withheld =
      rows->suppressed[problem->row] || value->kind == LOD_VALUE_WITHHELD;
  if (withheld) {
    lod_log_add(log, severity, problem->code, &place,
                "a cell that is withheld %s%s", reason, consequence(policy));
    return;
  }
  const LodView text =
      problem->item.data ? problem->item : (LodView){value->data, value->size};
  lod_log_add(log, severity, problem->code, &place, "\"%s\" %s%s",
              quote(text).text, reason, consequence(policy));
}

static void say_ragged(const LodRows *rows, const LodProblem *problem,
                       LodBadCells policy, LodLog *log)
{
  const LodSeverity severity = severity_of(policy);
  const LodRecord *const record = &rows->batch->records[problem->row];
  const LodPlace place = place_of(rows, problem);
  if (is_blank(rows, record))
    lod_log_add(log, severity, problem->code, &place, "the line is blank");
  else if (record->count < rows->binding->field_count)
    lod_log_add(log, severity, problem->code, &place,
                "the record has %u of %zu fields; those that it lacks "
                "are null",
                (unsigned)record->count, rows->binding->field_count);
  else
    lod_log_add(log, severity, problem->code, &place,
                "the record has %u fields instead of %zu; those beyond are "
                "left out",
                (unsigned)record->count, rows->binding->field_count);
}

static void say(const LodRows *rows, const LodProblem *problem,
                LodBadCells policy, LodLog *log)
{
  if (problem->column == LOD_NO_COLUMN) {
    say_ragged(rows, problem, policy, log);
  } else if (problem->reason) {
    say_bad_cell(rows, problem, policy, log);
  } else {
    const LodPlace place = place_of(rows, problem);
    lod_log_add(log, severity_of(policy), problem->code, &place,
                "the column %s must have a value", place.column_name);
  }
}

/* Fields beyond the header's that hold something. */
static bool loses_fields(const LodRows *rows, size_t row)
{
  const LodRecord *const record = &rows->batch->records[row];
  const LodCell *const cells = rows->batch->cells + record->first;
  for (size_t i = rows->binding->field_count; i < record->count; ++i)
    if (cells[i].size)
      return true;
  return false;
}

bool lod_rows_leaves_out(const LodRows *rows, const LodProblem *problem,
                         LodBadCells policy)
{
  if (problem->column == LOD_NO_COLUMN)
    return loses_fields(rows, problem->row);
  return problem->reason && policy == LOD_BAD_SKIP;
}

LodStatus lod_rows_report(const LodRows *rows, LodBadCells policy, LodLog *log,
                          uint64_t *faulty)
{
  size_t counted = SIZE_MAX;
  *faulty = 0;
  for (size_t i = 0; i < rows->problem_count; ++i) {
    const LodProblem *const problem = &rows->problems[i];
    say(rows, problem, policy, log);
    if (problem->reason && policy == LOD_BAD_STOP)
      return LOD_ERR_INPUT;
    if (problem->row != counted && lod_rows_leaves_out(rows, problem, policy)) {
      counted = problem->row;
      ++*faulty;
    }
  }
  return LOD_SUCCESS;
}
