#include "plain/csv.h"

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static bool needs_quotes(LodView text, char delimiter, char quote)
{
  if (text.size == 0)
    return false;
  if (is_blank(text.data[0]) || is_blank(text.data[text.size - 1]))
    return true;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == delimiter || c == quote || c == '\n' || c == '\r')
      return true;
  }
  return false;
}

LodStatus lod_csv_append_field(LodBuffer *out, LodView text, char delimiter,
                               char quote)
{
  LodStatus status = lod_buffer_reserve(out, 2 * text.size + 2);
  if (status)
    return status;
  char *at = out->data + out->size;
  if (!needs_quotes(text, delimiter, quote)) {
    if (text.size)
      memcpy(at, text.data, text.size);
    out->size += text.size;
    return LOD_SUCCESS;
  }
  *at++ = quote;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] == quote)
      *at++ = quote;
    *at++ = text.data[i];
  }
  *at++ = quote;
  out->size = (size_t)(at - out->data);
  return LOD_SUCCESS;
}

LodStatus lod_csv_quote_tail(LodBuffer *out, size_t start, char delimiter,
                             char quote)
{
  size_t end = out->size;
  LodStatus status = lod_buffer_reserve(out, 2 * (end - start) + 2);
  if (status)
    return status;
  LodView raw = {out->data + start, end - start};
  status = lod_csv_append_field(out, raw, delimiter, quote);
  memmove(out->data + start, out->data + end, out->size - end);
  out->size -= end - start;
  return status;
}

/* A name that was made of the title ("Metadata Vocabulary", 5.6:
   percent-encoded) is written as that. */
static LodView header_of(const LodColumn *column)
{
  bool encoded = strchr(column->name, '%') != NULL;
  return lod_view(encoded && column->title_count ? column->titles[0].text
                                                 : column->name);
}

LodStatus lod_plain_csv_header(const LodSchema *schema, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  bool some = false;
  for (size_t c = 0; c < schema->column_count && !status; c++) {
    if (schema->columns[c].virtual_column)
      continue;
    if (some)
      status = lod_buffer_append_char(out, ',');
    if (!status)
      status =
          lod_csv_append_field(out, header_of(&schema->columns[c]), ',', '"');
    some = true;
  }
  return status ? status : lod_buffer_append_view(out, LOD_VIEW("\r\n"));
}

static bool is_written(const LodValue *value, LodBadCells policy)
{
  return value->kind == LOD_VALUE_VALID ||
         (value->kind == LOD_VALUE_BAD && policy == LOD_BAD_KEEP);
}

/* The items of a list, joined by the column's separator into one field. */
static LodStatus append_list(LodBuffer *out, const LodValue *list,
                             const char *separator, LodBadCells policy)
{
  const LodValue *items = list->data;
  size_t start = out->size;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < list->size && !status; i++) {
    if (i > 0)
      status = lod_buffer_append_text(out, separator);
    if (!status && is_written(&items[i], policy))
      status = lod_buffer_append(out, items[i].data, items[i].size);
  }
  return status ? status : lod_csv_quote_tail(out, start, ',', '"');
}

static LodStatus append_row(const LodSchema *schema, const LodValue *values,
                            LodBadCells policy, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  const size_t start = out->size;
  bool some = false;
  for (size_t c = 0; c < schema->column_count && !status; c++) {
    const LodColumn *column = &schema->columns[c];
    if (column->virtual_column)
      continue;
    if (some)
      status = lod_buffer_append_char(out, ',');
    some = true;
    if (status)
      return status;
    if (values[c].kind == LOD_VALUE_LIST)
      status = append_list(out, &values[c], column->separator, policy);
    else if (is_written(&values[c], policy))
      status = lod_csv_append_field(
          out, (LodView){values[c].data, values[c].size}, ',', '"');
  }
  /* A blank line would be no row to those who read it. */
  if (!status && out->size == start)
    status = lod_buffer_append_text(out, "\"\"");
  return status ? status : lod_buffer_append_view(out, LOD_VIEW("\r\n"));
}

LodStatus lod_plain_csv_rows(const LodRows *rows, LodBadCells policy,
                             LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t row = rows->begin; row < rows->end && !status; row++)
    if (!rows->suppressed[row])
      status = append_row(rows->binding->schema, lod_rows_row(rows, row),
                          policy, out);
  return status;
}
