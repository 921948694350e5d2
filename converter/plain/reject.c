#include "plain/reject.h"

#include "table/dialect_text.h"

static bool quotes(const LodDialect *dialect)
{
  return dialect->quote && dialect->quote[0];
}

/* Append a field and what stands behind it. */
static LodStatus append_field(const LodDialect *dialect, LodView text,
                              bool first, LodBuffer *out)
{
  LodStatus status = lod_dialect_append(dialect, text, first, out);
  return status ? status : lod_buffer_append_text(out, dialect->delimiter);
}

static LodStatus append_header_row(const LodDialect *dialect,
                                   const LodHeader *header, size_t row,
                                   LodBuffer *out)
{
  const LodCell *cells = header->cells + row * header->count;
  bool first = row == 0;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < header->count && !status; i++)
    status = append_field(dialect, (LodView){cells[i].data, cells[i].size},
                          i == 0, out);
  if (!status)
    status = append_field(dialect, first ? LOD_VIEW("_line") : LOD_VIEW(""),
                          false, out);
  if (!status && first)
    status = lod_dialect_append(dialect, LOD_VIEW("_reason"), false, out);
  return status ? status
                : lod_buffer_append_view(out, lod_dialect_end(dialect));
}

LodStatus lod_reject_header(const LodDialect *dialect, const LodHeader *header,
                            LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t row = 0; header->cells && row < header->rows && !status; row++)
    status = append_header_row(dialect, header, row, out);
  return status;
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

/* What stands in OUT from START on becomes a field; there is room for it
   behind, so that it stays where it is meanwhile. */
static LodStatus make_field(const LodDialect *dialect, size_t start,
                            LodBuffer *out)
{
  const char *escape = lod_dialect_escape(dialect);
  size_t end = out->size, size = end - start;
  if (!quotes(dialect))
    return LOD_SUCCESS;
  size_t mark = strlen(dialect->quote) + (escape ? strlen(escape) : 0);
  LodStatus status = lod_buffer_reserve(out, size + (size + 2) * mark);
  if (!status)
    status = lod_dialect_append(dialect, (LodView){out->data + start, size},
                                false, out);
  if (status)
    return status;
  memmove(out->data + start, out->data + end, out->size - end);
  out->size -= size;
  return LOD_SUCCESS;
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
  return status ? status : make_field(dialect, start, out);
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
    status = append_field(dialect, text, i == 0, out);
  }
  if (!status)
    status = lod_buffer_append_uint(out, record->line);
  if (!status)
    status = lod_buffer_append_text(out, dialect->delimiter);
  if (!status)
    status = append_reasons(dialect, rows, problems, count, out);
  return status ? status
                : lod_buffer_append_view(out, lod_dialect_end(dialect));
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
