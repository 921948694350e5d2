#include "plain/reject.h"

#include "plain/csv.h"

static char delimiter_of(const LodDialect *dialect)
{
  return dialect->delimiter[0];
}

static char quote_of(const LodDialect *dialect)
{
  return dialect->quote && dialect->quote[0] ? dialect->quote[0] : '"';
}

static LodView line_end_of(const LodDialect *dialect)
{
  return dialect->line_ends == LOD_LINES_CR ? LOD_VIEW("\r") : LOD_VIEW("\r\n");
}

static LodStatus append_field(const LodDialect *dialect, LodView text,
                              LodBuffer *out)
{
  LodStatus status =
      lod_csv_append_field(out, text, delimiter_of(dialect), quote_of(dialect));
  return status ? status : lod_buffer_append_char(out, delimiter_of(dialect));
}

LodStatus lod_reject_header(const LodDialect *dialect, const LodCell *header,
                            size_t count, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; i++)
    status =
        append_field(dialect, (LodView){header[i].data, header[i].size}, out);
  if (!status)
    status = append_field(dialect, LOD_VIEW("_line"), out);
  if (!status)
    status = lod_buffer_append_text(out, "_reason");
  return status ? status : lod_buffer_append_view(out, line_end_of(dialect));
}

/* The guard's word on a field: that of the column it is bound to. */
static bool field_is_withheld(const LodRows *rows, size_t row, size_t field)
{
  const LodBinding *binding = rows->binding;
  const LodValue *values = lod_rows_row(rows, row);
  for (size_t c = 0; c < binding->schema->column_count; c++)
    if (binding->fields[c] == field && values[c].kind == LOD_VALUE_WITHHELD)
      return true;
  return false;
}

/* The columns and codes of the row's problems: "belopp: bad-cell". */
static LodStatus append_reasons(const LodRows *rows, size_t *problem,
                                size_t row, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  bool some = false;
  for (; *problem < rows->problem_count && rows->problems[*problem].row == row;
       (*problem)++) {
    const LodProblem *p = &rows->problems[*problem];
    if (some && !status)
      status = lod_buffer_append_text(out, " / ");
    if (!status && p->column != LOD_NO_COLUMN)
      status = lod_buffer_printf(
          out, "%s: ", rows->binding->schema->columns[p->column].name);
    if (!status)
      status = lod_buffer_append_text(out, p->code);
    some = true;
  }
  return status;
}

static LodStatus append_row(const LodDialect *dialect, const LodRows *rows,
                            size_t *problem, LodBuffer *out)
{
  size_t row = rows->problems[*problem].row;
  const LodRecord *record = &rows->batch->records[row];
  const LodCell *cells = rows->batch->cells + record->first;
  LodStatus status = LOD_SUCCESS;
  size_t count = rows->binding->field_count;
  if (record->count > count)
    count = record->count;
  for (size_t i = 0; i < count && !status; i++) {
    LodView text = {"", 0};
    if (i < record->count && !field_is_withheld(rows, row, i))
      text = (LodView){cells[i].data, cells[i].size};
    status = append_field(dialect, text, out);
  }
  if (!status)
    status = lod_buffer_append_uint(out, record->line);
  if (!status)
    status = lod_buffer_append_char(out, delimiter_of(dialect));
  if (!status)
    status = append_reasons(rows, problem, row, out);
  return status ? status : lod_buffer_append_view(out, line_end_of(dialect));
}

/* The first problem behind the row of PROBLEM; *left_out: something of it is
   left out. */
static size_t next_row(const LodRows *rows, size_t problem, LodBadCells policy,
                       bool *left_out)
{
  size_t row = rows->problems[problem].row;
  *left_out = false;
  for (; problem < rows->problem_count && rows->problems[problem].row == row;
       problem++)
    *left_out |= lod_rows_leaves_out(rows, &rows->problems[problem], policy);
  return problem;
}

LodStatus lod_reject_rows(const LodDialect *dialect, const LodRows *rows,
                          LodBadCells policy, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  size_t problem = 0;
  while (problem < rows->problem_count && !status) {
    bool left_out;
    size_t row = rows->problems[problem].row;
    size_t next = next_row(rows, problem, policy, &left_out);
    if (left_out && !rows->suppressed[row])
      status = append_row(dialect, rows, &problem, out);
    problem = next;
  }
  return status;
}
