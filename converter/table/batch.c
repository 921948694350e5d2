/* Batches.  Until a batch is sealed its cells hold offsets into the bytes
   instead of pointers, because the bytes move as they grow. */
#include "table/batch.h"
#include "base/memory.h"

static LodStatus grow(void **items, size_t *capacity, size_t size)
{
  if (*capacity > SIZE_MAX / 2)
    return LOD_ERR_NO_MEMORY;
  const size_t wanted = *capacity ? *capacity * 2 : 256;
  void *const moved = lod_reallocarray(*items, wanted, size);
  if (!moved)
    return LOD_ERR_NO_MEMORY;
  *items = moved;
  *capacity = wanted;
  return LOD_SUCCESS;
}

/* Cells of the records that are ended. */
static size_t ended_cells(const LodBatch *batch)
{
  if (!batch->record_count)
    return 0;
  const LodRecord *const last = &batch->records[batch->record_count - 1];
  return (size_t)last->first + last->count;
}

void lod_batch_clear(LodBatch *batch)
{
  batch->bytes.size = 0;
  batch->cell_count = 0;
  batch->record_count = 0;
  batch->chunk.rules = NULL;
}

void lod_batch_free(LodBatch *batch)
{
  lod_buffer_free(&batch->bytes);
  lod_free(batch->cells);
  lod_free(batch->records);
  lod_free(batch->chunk.marks);
  *batch = (LodBatch){0};
}

LodStatus lod_batch_add_cell(LodBatch *batch, const char *data, size_t size,
                             bool quoted)
{
  if (size >= UINT32_MAX || batch->cell_count >= UINT32_MAX)
    return LOD_ERR_NO_MEMORY;
  if (batch->cell_count == batch->cell_capacity) {
    void *cells = batch->cells;
    if (grow(&cells, &batch->cell_capacity, sizeof(LodCell)))
      return LOD_ERR_NO_MEMORY;
    batch->cells = cells;
  }
  LodBuffer *const bytes = &batch->bytes;
  if (bytes->capacity - bytes->size <= size) {
    const LodStatus status = lod_buffer_reserve(bytes, size + 1);
    if (status)
      return status;
  }
  char *const to = bytes->data + bytes->size;
  if (size)
    memcpy(to, data, size);
  to[size] = '\0';
  batch->cells[batch->cell_count++] =
      (LodCell){(const char *)(uintptr_t)bytes->size, (uint32_t)size,
                quoted ? LOD_CELL_QUOTED : 0};
  bytes->size += size + 1;
  return LOD_SUCCESS;
}

LodStatus lod_batch_end_record(LodBatch *batch, uint64_t line, uint64_t number)
{
  if (batch->record_count == batch->record_capacity) {
    void *records = batch->records;
    if (grow(&records, &batch->record_capacity, sizeof(LodRecord)))
      return LOD_ERR_NO_MEMORY;
    batch->records = records;
  }
  const size_t first = ended_cells(batch);
  batch->records[batch->record_count++] =
      (LodRecord){.line = line,
                  .number = number,
                  .first = (uint32_t)first,
                  .count = (uint32_t)(batch->cell_count - first)};
  return LOD_SUCCESS;
}

void lod_batch_seal(LodBatch *batch)
{
  const char *const bytes = batch->bytes.data;
  for (size_t i = 0; i < batch->cell_count; ++i)
    batch->cells[i].data = bytes + (uintptr_t)batch->cells[i].data;
}

void lod_batch_drop(LodBatch *batch, size_t count)
{
  if (count > batch->record_count)
    count = batch->record_count;
  batch->record_count -= count;
  if (count && batch->record_count)
    memmove(batch->records, batch->records + count,
            batch->record_count * sizeof(LodRecord));
}
