#include "store/results.h"

#include "base/log_escape.h"
#include "base/memory.h"
#include "base/utf8.h"

/* So many rows settle how wide the columns are. */
#define SAMPLE 1000

static LodStatus put_padded(LodResults *r, LodView text, size_t width,
                            bool last)
{
  LodStatus status = lod_buffer_append_view(&r->out, text);
  size_t length = lod_utf8_length(text);
  for (; length < width && !last && !status; length++)
    status = lod_buffer_append_char(&r->out, ' ');
  return status;
}

static LodStatus put_row(LodResults *r, const LodView *cells)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (i)
      status = lod_buffer_append_text(&r->out, " | ");
    if (!status)
      status = put_padded(r, cells[i], r->widths[i], i + 1 == r->columns);
  }
  return status ? status : lod_buffer_append_char(&r->out, '\n');
}

static LodStatus put_rule(LodResults *r)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < r->columns && !status; i++) {
    if (i)
      status = lod_buffer_append_text(&r->out, "-+-");
    for (size_t n = 0; n < r->widths[i] && !status; n++)
      status = lod_buffer_append_char(&r->out, '-');
  }
  return status ? status : lod_buffer_append_char(&r->out, '\n');
}

static void take_cells(const char **at, size_t columns, LodView *cells)
{
  for (size_t i = 0; i < columns; i++) {
    cells[i] = lod_view(*at);
    *at += cells[i].size + 1;
  }
}

/* The head, and the rows that were kept for the widths. */
static LodStatus put_sample(LodResults *r)
{
  const char *at = r->cells.data;
  uint64_t rows = r->rows < SAMPLE ? r->rows : SAMPLE;
  LodView *cells = lod_calloc(r->columns + 1, sizeof *cells);
  if (!cells)
    return LOD_ERR_NO_MEMORY;
  r->widths_known = true;
  LodStatus status = put_row(r, r->names);
  if (!status)
    status = put_rule(r);
  for (uint64_t row = 0; row < rows && !status; row++) {
    take_cells(&at, r->columns, cells);
    status = put_row(r, cells);
  }
  lod_free(cells);
  return status;
}

/* An IRI in brackets, a literal as it is; what would disturb a terminal is
   escaped. */
static LodStatus keep_cell(LodResults *r, const LodTerm *term)
{
  bool iri = term->type == LOD_TERM_IRI && term->value.data;
  bool blank = term->type == LOD_TERM_BLANK && term->value.data;
  LodBuffer *out = &r->cells;
  size_t size = lod_log_escape(term->value, NULL, 0) + 1;
  LodStatus status = lod_buffer_append_text(out, iri ? "<" : blank ? "_:" : "");
  if (!status)
    status = lod_buffer_reserve(out, size);
  if (status)
    return status;
  lod_log_escape(term->value, out->data + out->size, size);
  out->size += size - 1;
  if (iri)
    status = lod_buffer_append_char(out, '>');
  return status ? status : lod_buffer_append(out, "", 1);
}

static LodStatus measure(LodResults *r)
{
  if (r->widths)
    return LOD_SUCCESS;
  r->widths = lod_calloc(r->columns + 1, sizeof *r->widths);
  if (!r->widths)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < r->columns; i++)
    r->widths[i] = lod_utf8_length(r->names[i]);
  return LOD_SUCCESS;
}

static LodStatus put_kept_row(LodResults *r)
{
  const char *at = r->cells.data;
  LodView *cells = lod_calloc(r->columns + 1, sizeof *cells);
  if (!cells)
    return LOD_ERR_NO_MEMORY;
  take_cells(&at, r->columns, cells);
  LodStatus status = put_row(r, cells);
  lod_free(cells);
  return status;
}

LodStatus lod_results_table_row(LodResults *r, const LodTerm *terms)
{
  LodStatus status = measure(r);
  if (!status && r->rows == SAMPLE)
    status = put_sample(r);
  if (r->widths_known)
    r->cells.size = 0;
  for (size_t i = 0; i < r->columns && !status; i++) {
    size_t start = r->cells.size;
    status = keep_cell(r, &terms[i]);
    LodView cell = {r->cells.data + start, r->cells.size - start - !status};
    size_t width = status ? 0 : lod_utf8_length(cell);
    if (!r->widths_known && width > r->widths[i])
      r->widths[i] = width;
  }
  return !status && r->widths_known ? put_kept_row(r) : status;
}

LodStatus lod_results_table_end(LodResults *r)
{
  LodStatus status = measure(r);
  return status || r->widths_known ? status : put_sample(r);
}
