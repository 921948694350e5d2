/* Schemas and batches for the tests of bindings and rows. */
#ifndef LOD_TEST_TABLE_FIXTURE_H
#define LOD_TEST_TABLE_FIXTURE_H

#include "base/buffer.h"
#include "table/reader.h"
#include "table/rows.h"
#include <check.h>
#include <stdlib.h>

/* A schema of copies of the COLUMNS, whose datatypes are compiled from their
   specs; without nulls they get the default one. */
static inline LodSchema *make_schema(const LodColumn *columns, size_t count,
                                     bool match_by_title)
{
  static const LodView empty = {"", 0};
  LodArena *const arena = lod_arena_new();
  LodSchema *const schema = lod_arena_alloc(arena, sizeof *schema);
  schema->arena = arena;
  schema->match_by_title = match_by_title;
  schema->columns = lod_arena_array(arena, count + 1, sizeof *schema->columns);
  for (size_t i = 0; i < count; ++i) {
    LodColumn *const column = &schema->columns[i];
    LodReason reason;
    *column = columns[i];
    if (!column->nulls) {
      column->nulls = &empty;
      column->null_count = 1;
    }
    ck_assert_int_eq(
        lod_datatype_new(&column->spec, &reason, &column->datatype),
        LOD_SUCCESS);
    ++schema->column_count;
  }
  return schema;
}

/* All of TEXT as one batch. */
static inline LodBatch make_batch(const char *text)
{
  LodSource *source;
  LodReader *reader;
  LodBatch batch = {0};
  ck_assert_int_eq(
      lod_source_open_memory(lod_view(text), "test.csv", NULL, NULL, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(NULL, &lod_dialect_default, source, NULL, NULL, &reader),
      LOD_SUCCESS);
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
  lod_reader_free(reader);
  lod_source_free(source);
  return batch;
}

/* A log handler: SEVERITY-LETTER CODE LINE:COLUMN NAME|TEXT per line. */
static inline void put_message(void *user, const LodMessage *message)
{
  LodBuffer *const out = user;
  ck_assert_int_eq(
      lod_buffer_printf(
          out, "%c %s %d:%d %s|%s\n", "nwe"[message->severity], message -> code,
          (int)message -> place.line, (int)message->place.column,
          message->place.column_name ? message->place.column_name : "",
          message->text),
      LOD_SUCCESS);
}

static inline const char *buffer_text(LodBuffer *buffer)
{
  ck_assert_int_eq(lod_buffer_terminate(buffer), LOD_SUCCESS);
  return buffer->data;
}

#endif
