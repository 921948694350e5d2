#include "plain/csv.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static bool is_mark(char c, char delimiter, char quote)
{
  return c == delimiter || c == quote || c == '\n' || c == '\r';
}

bool lod_csv_has_marks_portable(LodView text, char delimiter, char quote)
{
  for (size_t i = 0; i < text.size; i++)
    if (is_mark(text.data[i], delimiter, quote))
      return true;
  return false;
}

#ifdef __SSE2__
static inline __m128i marks_at(const char *at, char delimiter, char quote)
{
  const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
  const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
  return _mm_or_si128(
      ends, _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)),
                         _mm_cmpeq_epi8(bytes, _mm_set1_epi8(quote))));
}

/* The last 16 bytes are looked at apart from the others. */
bool lod_csv_has_marks(LodView text, char delimiter, char quote)
{
  if (text.size < 16)
    return lod_csv_has_marks_portable(text, delimiter, quote);
  __m128i found = marks_at(text.data + text.size - 16, delimiter, quote);
  for (size_t i = 0; i + 16 < text.size; i += 16)
    found = _mm_or_si128(found, marks_at(text.data + i, delimiter, quote));
  return _mm_movemask_epi8(found) != 0;
}
#else
bool lod_csv_has_marks(LodView text, char delimiter, char quote)
{
  return lod_csv_has_marks_portable(text, delimiter, quote);
}
#endif

static bool needs_quotes(LodView text, char delimiter, char quote)
{
  if (text.size == 0)
    return false;
  return is_blank(text.data[0]) || is_blank(text.data[text.size - 1]) ||
         lod_csv_has_marks(text, delimiter, quote);
}

/* There is room for it in AT. */
static char *put_quoted(char *at, LodView text, char quote)
{
  const char *from = text.data;
  const char *const end = from + text.size;
  *at++ = quote;
  for (const char *found;
       (found = memchr(from, quote, (size_t)(end - from)));) {
    const size_t size = (size_t)(found + 1 - from);
    memcpy(at, from, size);
    at += size;
    *at++ = quote;
    from = found + 1;
  }
  memcpy(at, from, (size_t)(end - from));
  at += end - from;
  *at++ = quote;
  return at;
}

LodStatus lod_csv_append_field(LodBuffer *out, LodView text, char delimiter,
                               char quote)
{
  if (!needs_quotes(text, delimiter, quote))
    return lod_buffer_append_view(out, text);
  if (text.size > SIZE_MAX / 2 - 2)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_buffer_reserve(out, 2 * text.size + 2);
  if (status)
    return status;
  char *const at = out->data + out->size;
  out->size += (size_t)(put_quoted(at, text, quote) - at);
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

/* The columns that are written. */
typedef struct Columns {
  const LodSchema *schema;
  size_t *indexes;
  size_t count;
} Columns;

static LodStatus list_columns(const LodRows *rows, Columns *columns)
{
  const LodSchema *schema = rows->binding->schema;
  *columns = (Columns){.schema = schema,
                       .indexes = lod_arena_array(rows->arena,
                                                  schema->column_count + 1,
                                                  sizeof *columns->indexes)};
  if (!columns->indexes)
    return LOD_ERR_NO_MEMORY;
  for (size_t c = 0; c < schema->column_count; c++)
    if (!schema->columns[c].virtual_column)
      columns->indexes[columns->count++] = c;
  return LOD_SUCCESS;
}

static bool is_verbatim(const LodValue *value)
{
  return value->flags == LOD_VALUE_VERBATIM && value->kind <= LOD_VALUE_VALID;
}

/* Fields from column *AT on that stand side by side in the input, as they would
   be written: copied at once, the commas between them too, which stand behind
   every such field but a record's last.  *AT: the last. */
static LodStatus append_run(const Columns *columns, const LodValue *values,
                            size_t *at, LodBuffer *out)
{
  const size_t *column = columns->indexes + *at;
  const size_t *const last = columns->indexes + columns->count - 1;
  const char *const start = values[*column].data;
  const char *end = start + values[*column].size;
  for (; column < last; ++column) {
    const LodValue *const next = &values[column[1]];
    if (!is_verbatim(next) || (const char *)next->data != end + 1)
      break;
    end += 1 + next->size;
  }
  *at = (size_t)(column - columns->indexes);
  return lod_buffer_append(out, start, (size_t)(end - start));
}

static LodStatus append_value(const Columns *columns, const LodValue *values,
                              LodBadCells policy, size_t *at, LodBuffer *out)
{
  const size_t column = columns->indexes[*at];
  const LodValue *value = &values[column];
  if (is_verbatim(value))
    return append_run(columns, values, at, out);
  if (value->kind == LOD_VALUE_LIST)
    return append_list(out, value, columns->schema->columns[column].separator,
                       policy);
  if (!is_written(value, policy))
    return LOD_SUCCESS;
  return lod_csv_append_field(out, (LodView){value->data, value->size}, ',',
                              '"');
}

static LodStatus append_row(const Columns *columns, const LodValue *values,
                            LodBadCells policy, LodBuffer *out)
{
  const size_t start = out->size;
  LodStatus status = LOD_SUCCESS;
  for (size_t at = 0; at < columns->count && !status; at++) {
    if (at)
      status = lod_buffer_append_char(out, ',');
    if (!status)
      status = append_value(columns, values, policy, &at, out);
  }
  /* A blank line would be no row to those who read it. */
  if (!status && out->size == start)
    status = lod_buffer_append_text(out, "\"\"");
  return status ? status : lod_buffer_append_view(out, LOD_VIEW("\r\n"));
}

LodStatus lod_plain_csv_rows(const LodRows *rows, LodBadCells policy,
                             LodBuffer *out)
{
  Columns columns;
  LodStatus status = list_columns(rows, &columns);
  for (size_t row = rows->begin; row < rows->end && !status; row++)
    if (!rows->suppressed[row])
      status = append_row(&columns, lod_rows_row(rows, row), policy, out);
  return status;
}
