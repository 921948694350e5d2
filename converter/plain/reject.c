#include "plain/reject.h"

#include "plain/csv.h"

static char delimiter_of(const LodDialect *dialect)
{
  return dialect->delimiter[0];
}

static LodView line_end_of(const LodDialect *dialect)
{
  return dialect->line_ends == LOD_LINES_CR ? LOD_VIEW("\r") : LOD_VIEW("\r\n");
}

static bool quotes(const LodDialect *dialect)
{
  return dialect->quote && dialect->quote[0];
}

/* In a dialect without quoting a field holds no delimiter and no line end. */
static LodStatus append_text(const LodDialect *dialect, LodView text,
                             LodBuffer *out)
{
  if (!quotes(dialect))
    return lod_buffer_append_view(out, text);
  return lod_csv_append_field(out, text, delimiter_of(dialect),
                              dialect->quote[0]);
}

static LodStatus append_field(const LodDialect *dialect, LodView text,
                              LodBuffer *out)
{
  LodStatus status = append_text(dialect, text, out);
  return status ? status : lod_buffer_append_char(out, delimiter_of(dialect));
}

LodStatus lod_reject_header(const LodDialect *dialect, const LodCell *header,
                            size_t count, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  if (count == 0)
    return status;
  for (size_t i = 0; i < count && !status; i++)
    status =
        append_field(dialect, (LodView){header[i].data, header[i].size}, out);
  if (!status)
    status = append_field(dialect, LOD_VIEW("_line"), out);
  if (!status)
    status = append_text(dialect, LOD_VIEW("_reason"), out);
  return status ? status : lod_buffer_append_view(out, line_end_of(dialect));
}

/* Has the guard taken COLUMN, or one that is split off it? */
static bool column_is_withheld(const LodBinding *binding,
                               const LodValue *values, size_t column)
{
  bool withheld = values[column].kind == LOD_VALUE_WITHHELD;
  for (size_t i = 0; i < binding->split_count; i++) {
    const LodSplit *split = binding->splits[i];
    size_t count =
        lod_split_column(split) == column ? lod_split_target_count(split) : 0;
    for (size_t t = 0; t < count; t++)
      withheld |=
          values[lod_split_target_at(split, t)].kind == LOD_VALUE_WITHHELD;
  }
  return withheld;
}

static bool field_is_withheld(const LodRows *rows, size_t row, size_t field)
{
  const LodBinding *binding = rows->binding;
  const LodValue *values = lod_rows_row(rows, row);
  for (size_t c = 0; c < binding->schema->column_count; c++)
    if (binding->fields[c] == field && column_is_withheld(binding, values, c))
      return true;
  return false;
}

/* "belopp: bad-cell (is not a decimal)": words may hold a delimiter, so that
   they need quoting. */
static LodStatus append_reason(const LodDialect *dialect, const LodRows *rows,
                               const LodProblem *problem, LodBuffer *out)
{
  char words[LOD_PROBLEM_TEXT];
  LodStatus status = LOD_SUCCESS;
  if (problem->column != LOD_NO_COLUMN)
    status = lod_buffer_printf(
        out, "%s: ", rows->binding->schema->columns[problem->column].name);
  if (!status)
    status = lod_buffer_append_text(out, problem->code);
  if (status || !quotes(dialect))
    return status;
  lod_rows_describe(rows, problem, words);
  return lod_buffer_printf(out, " (%s)", words);
}

static LodStatus append_reasons(const LodDialect *dialect, const LodRows *rows,
                                const LodProblem *problems, size_t count,
                                LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  size_t start = out->size;
  for (size_t i = 0; i < count && !status; i++) {
    if (i > 0)
      status = lod_buffer_append_text(out, " / ");
    if (!status)
      status = append_reason(dialect, rows, &problems[i], out);
  }
  if (status || !quotes(dialect))
    return status;
  return lod_csv_quote_tail(out, start, delimiter_of(dialect),
                            dialect->quote[0]);
}

static LodStatus append_row(const LodDialect *dialect, const LodRows *rows,
                            const LodProblem *problems, size_t count,
                            LodBuffer *out)
{
  size_t row = problems->row;
  const LodRecord *record = &rows->batch->records[row];
  const LodCell *cells = rows->batch->cells + record->first;
  LodStatus status = LOD_SUCCESS;
  /* a short record is filled up, so that what we add is in its columns */
  for (size_t i = 0;
       (i < record->count || i < rows->binding->field_count) && !status; i++) {
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
    status = append_reasons(dialect, rows, problems, count, out);
  return status ? status : lod_buffer_append_view(out, line_end_of(dialect));
}

LodStatus lod_reject_rows(const LodDialect *dialect, const LodRows *rows,
                          LodBadCells policy, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  size_t count;
  for (size_t at = 0; at < rows->problem_count && !status; at += count) {
    const LodProblem *problems = &rows->problems[at];
    bool wanted = false;
    for (count = 0; at + count < rows->problem_count &&
                    problems[count].row == problems->row;
         count++)
      wanted |= lod_rows_leaves_out(rows, &problems[count], policy);
    if (wanted && !rows->suppressed[problems->row])
      status = append_row(dialect, rows, problems, count, out);
  }
  return status;
}
