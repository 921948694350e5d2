#include "table/key_index.h"
#include "table/key_value.h"

static LodStatus open_reader(LodKeyReader *reader, const LodKeyIndex *index)
{
  reader->arena = lod_arena_new();
  return reader->arena ? lod_reread_new(index->from, &reader->reread)
                       : LOD_ERR_NO_MEMORY;
}

void lod_key_reader_close(LodKeyReader *reader)
{
  lod_reread_free(reader->reread);
  lod_arena_free(reader->arena);
  lod_buffer_free(&reader->value);
  *reader = (LodKeyReader){0};
}

static LodStatus read_value(LodKeyReader *reader, const LodKeyIndex *index,
                            uint64_t offset)
{
  const LodRows *rows;
  reader->value.size = 0;
  lod_arena_reset(reader->arena);
  LodStatus status = lod_reread_record(reader->reread, offset, &rows);
  if (status && status != LOD_ERR_NO_MEMORY)
    status = LOD_ERR_INPUT; /* it was read before: so it has changed */
  reader->offset = offset;
  return status ? status
                : lod_key_value_append(rows, 0, index->columns,
                                       index->column_count, reader->arena,
                                       &reader->value);
}

LodStatus lod_key_reader_compare(LodKeyReader *reader, const LodKeyIndex *index,
                                 uint64_t offset, LodHash hash, LodView value,
                                 bool *same)
{
  LodStatus status = LOD_SUCCESS;
  if (!reader->reread) {
    lod_key_reader_close(reader);
    status = open_reader(reader, index);
  }
  if (!status && (reader->offset != offset || !reader->value.size))
    status = read_value(reader, index, offset);
  if (status) {
    reader->value.size = 0;
    return status;
  }
  const LodView found = lod_buffer_view(&reader->value);
  *same = lod_view_equal(found, value);
  if (*same)
    return LOD_SUCCESS;
  const LodHash own = lod_key_index_hash(index, lod_hash(found));
  hash = lod_key_index_hash(index, hash);
  return own.high == hash.high && own.low == hash.low ? LOD_SUCCESS
                                                      : LOD_ERR_INPUT;
}
