#include "table/key_value.h"

/* Each part says its kind and its size, so that no two join to a third. */
static LodStatus append_head(LodBuffer *out, LodValueKind kind, uint32_t size)
{
  const LodStatus status = lod_buffer_append_char(out, (char)kind);
  return status ? status
                : lod_buffer_append(out, (const char *)&size, sizeof size);
}

/* A bad cell stands for its text, as a string would. */
static LodStatus append_single(const LodColumn *column, const LodValue *value,
                               LodArena *arena, LodBuffer *out)
{
  LodView text = {value->data, value->size};
  if (value->kind != LOD_VALUE_VALID && value->kind != LOD_VALUE_BAD)
    return append_head(out, LOD_VALUE_NULL, 0);
  if (value->kind == LOD_VALUE_VALID)
    text = lod_datatype_canonical(column->datatype, text, arena);
  if (value->size && !text.data)
    return LOD_ERR_NO_MEMORY;
  const LodStatus status =
      append_head(out, LOD_VALUE_VALID, (uint32_t)text.size);
  return status ? status : lod_buffer_append_view(out, text);
}

static LodStatus append_value(const LodColumn *column, const LodValue *value,
                              LodArena *arena, LodBuffer *out)
{
  if (value->kind != LOD_VALUE_LIST)
    return append_single(column, value, arena, out);
  const LodValue *const items = value->data;
  LodStatus status = append_head(out, LOD_VALUE_LIST, value->size);
  for (uint32_t i = 0; i < value->size && !status; ++i)
    status = append_single(column, &items[i], arena, out);
  return status;
}

LodStatus lod_key_value_append(const LodRows *rows, size_t row,
                               const size_t *columns, size_t count,
                               LodArena *arena, LodBuffer *out)
{
  const LodValue *const values = lod_rows_row(rows, row);
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; ++i)
    status = append_value(&rows->binding->schema->columns[columns[i]],
                          &values[columns[i]], arena, out);
  return status;
}

LodStatus lod_key_value_append_nulls(size_t count, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; ++i)
    status = append_head(out, LOD_VALUE_NULL, 0);
  return status;
}
