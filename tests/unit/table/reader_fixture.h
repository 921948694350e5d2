/* Reading a whole table into texts that can be compared. */
#ifndef LOD_TEST_TABLE_READER_FIXTURE_H
#define LOD_TEST_TABLE_READER_FIXTURE_H

#include "base/buffer.h"
#include "base/memory.h"
#include "table/reader.h"
#include <check.h>
#include <stdlib.h>

typedef struct Result {
  LodBuffer records, messages;
  LodBuffer words; /* of the messages */
  LodStatus status;
} Result;

static inline void put(LodBuffer *out, const char *data, size_t size)
{
  ck_assert_int_eq(lod_buffer_append(out, data, size), LOD_SUCCESS);
}

static inline void put_text(LodBuffer *out, const char *text)
{
  put(out, text, strlen(text));
}

static inline void put_cell(LodBuffer *out, const LodCell *cell)
{
  if (cell->flags & LOD_CELL_QUOTED)
    put_text(out, "<");
  for (size_t i = 0; i < cell->size; ++i)
    if (cell->data[i] == '\n')
      put_text(out, "\\n");
    else if (cell->data[i] == '\r')
      put_text(out, "\\r");
    else if (cell->data[i] == '\t')
      put_text(out, "\\t");
    else
      put(out, &cell->data[i], 1);
  if (cell->flags & LOD_CELL_QUOTED)
    put_text(out, ">");
}

static inline void put_batch(LodBuffer *out, const LodBatch *batch)
{
  for (size_t i = 0; i < batch->record_count; ++i) {
    const LodRecord *const record = &batch->records[i];
    ck_assert_int_eq(lod_buffer_printf(out, "%d/%d:", (int)record->line,
                                       (int)record->number),
                     LOD_SUCCESS);
    for (uint32_t j = 0; j < record->count; ++j) {
      if (j)
        put_text(out, "|");
      put_cell(out, &batch->cells[record->first + j]);
    }
    put_text(out, "\n");
  }
}

static inline void put_message(void *user, const LodMessage *message)
{
  LodBuffer *const out = user;
  ck_assert_int_eq(lod_buffer_printf(out, "%s %d:%d\n", message->code,
                                     (int)message->place.line,
                                     (int)message->place.column),
                   LOD_SUCCESS);
  ck_assert_str_eq(message->place.file, "test.csv");
}

static inline void put_record(LodBuffer *out, const LodBatch *batch,
                              size_t index)
{
  LodBatch one = *batch;
  LodRecord record = batch->records[index];
  record.line = record.number = 0;
  one.records = &record;
  one.record_count = 1;
  put_batch(out, &one);
  ck_assert_int_eq(lod_buffer_terminate(out), LOD_SUCCESS);
}

/* The record that a reader finds at OFFSET of INPUT. */
static inline void put_record_at(const char *reader_name, LodView input,
                                 uint64_t offset, const LodDialect *dialect,
                                 const LodReaderLimits *limits, LodBuffer *out)
{
  LodDialect rest = *dialect;
  LodReaderLimits few = limits ? *limits : (LodReaderLimits){0};
  LodLog *const log = lod_log_new();
  LodSource *source;
  LodReader *reader;
  LodBatch batch = {0};
  rest.header = false;
  rest.skip_rows = 0;
  few.comments = NULL;
  ck_assert_uint_lt(offset, input.size);
  const LodView left = {input.data + offset, input.size - offset};
  ck_assert_int_eq(lod_source_open_memory(left, "", "utf-8", log, &source), 0);
  ck_assert_int_eq(
      lod_reader_new(reader_name, &rest, source, &few, log, &reader), 0);
  ck_assert_int_eq(lod_reader_next(reader, &batch), LOD_SUCCESS);
  ck_assert_uint_gt(batch.record_count, 0);
  put_record(out, &batch, 0);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
  lod_log_free(log);
}

/* Each record of BATCH is where it says. */
static inline void check_offsets(const char *reader_name, LodView input,
                                 const LodDialect *dialect,
                                 const LodReaderLimits *limits,
                                 const LodBatch *batch)
{
  const uint64_t head =
      dialect->skip_rows + (dialect->header ? dialect->header_row_count : 0);
  const bool has_mark =
      input.size >= 3 && !memcmp(input.data, "\xEF\xBB\xBF", 3);
  for (size_t i = 0; i < batch->record_count && input.size < 2048; ++i) {
    LodBuffer read = {0}, again = {0};
    if (batch->records[i].number <= head)
      continue;
    put_record(&read, batch, i);
    put_record_at(reader_name, input,
                  batch->records[i].offset + (has_mark ? 3 : 0), dialect,
                  limits, &again);
    ck_assert_str_eq(read.data, again.data);
    lod_buffer_free(&read);
    lod_buffer_free(&again);
  }
}

static inline void put_said(void *user, const LodMessage *message)
{
  Result *const result = user;
  put_message(&result->messages, message);
  put_text(&result->words, message->text);
  put_text(&result->words, "\n");
}

static inline Result read_with(const char *reader_name, LodView input,
                               const LodDialect *dialect,
                               const LodReaderLimits *limits)
{
  Result result = {0};
  LodLog *const log = lod_log_new();
  lod_log_set_handler(log, put_said, &result);
  LodSource *source;
  LodReader *reader;
  ck_assert_int_eq(
      lod_source_open_memory(input, "test.csv", "utf-8", log, &source),
      LOD_SUCCESS);
  ck_assert_int_eq(
      lod_reader_new(reader_name, dialect, source, limits, log, &reader),
      LOD_SUCCESS);
  LodBatch batches[2] = {0};
  uint64_t sequence = 0;
  for (;;) {
    LodBatch *const batch = &batches[sequence % 2];
    result.status = lod_reader_next(reader, batch);
    if (result.status || !batch->record_count)
      break;
    ck_assert_uint_eq(batch->sequence, sequence);
    put_batch(&result.records, batch);
    check_offsets(reader_name, input, dialect, limits, batch);
    ++sequence;
  }
  /* It stays so, and is not said again. */
  const size_t said = result.messages.size;
  ck_assert_int_eq(lod_reader_next(reader, &batches[0]), result.status);
  ck_assert_uint_eq(batches[0].record_count, 0);
  ck_assert_uint_eq(result.messages.size, said);
  lod_batch_free(&batches[0]);
  lod_batch_free(&batches[1]);
  lod_reader_free(reader);
  lod_source_free(source);
  lod_log_free(log);
  ck_assert_int_eq(lod_buffer_terminate(&result.records), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&result.messages), LOD_SUCCESS);
  ck_assert_int_eq(lod_buffer_terminate(&result.words), LOD_SUCCESS);
  return result;
}

static inline void result_free(Result *result)
{
  lod_buffer_free(&result->records);
  lod_buffer_free(&result->messages);
  lod_buffer_free(&result->words);
}

/* By libcsv, and by the other readers that can: the same. */
static inline Result read_all(LodView input, const LodDialect *dialect,
                              const LodReaderLimits *limits)
{
  static const char *const others[] = {NULL, "full"};
  Result result = read_with("libcsv", input, dialect, limits);
  for (size_t i = 0; i < sizeof others / sizeof *others; ++i) {
    Result other = read_with(others[i], input, dialect, limits);
    ck_assert_str_eq(other.records.data, result.records.data);
    ck_assert_str_eq(other.messages.data, result.messages.data);
    ck_assert_str_eq(other.words.data, result.words.data);
    ck_assert_int_eq(other.status, result.status);
    result_free(&other);
  }
  return result;
}

/* -- Cases ----------------------------------------------------------------- */

typedef struct Case {
  const char *name;
  LodDialect dialect; /* delimiter NULL: the default dialect */
  size_t max_field;   /* 0: the default */
  const char *input;
  const char *records;  /* LINE/NUMBER:cell|<quoted>... per line */
  const char *messages; /* CODE LINE:COLUMN per line */
  const char *comments; /* one per line */
} Case;

static inline const char *or_nothing(const char *text)
{
  return text ? text : "";
}

/* Is one of the messages that of a fault? */
static inline bool has_fault(const char *messages)
{
  for (const char *at = messages; *at; at = strchr(at, '\n') + 1)
    if (strncmp(at, "blank-rows", 10) && strncmp(at, "stray-quote", 11) &&
        strncmp(at, "comment-in-header", 17))
      return true;
  return false;
}

static inline bool passes(const void *user, LodView text)
{
  return !user && text.size;
}

static inline void put_comments(LodBuffer *out, LodComments *comments)
{
  lod_comments_set_judge(comments, passes, NULL);
  for (;;) {
    LodView text;
    ck_assert_int_eq(lod_comments_next(comments, &text, NULL), LOD_SUCCESS);
    if (!text.data)
      break;
    put(out, text.data, text.size);
    put_text(out, "\n");
  }
  ck_assert_int_eq(lod_buffer_terminate(out), LOD_SUCCESS);
}

/* By READER_NAME; NULL: by all, which have no comments then. */
static inline void check_reading(const char *reader_name, const Case *test,
                                 size_t read_bytes, size_t batch_bytes)
{
  const LodDialect *const dialect =
      test->dialect.delimiter ? &test->dialect : &lod_dialect_default;
  LodReaderLimits limits = {.max_field = test->max_field,
                            .read_bytes = read_bytes,
                            .batch_bytes = batch_bytes};
  const LodView input = lod_view(test->input);
  LodBuffer comments = {0};
  ck_assert_int_eq(lod_comments_new(&limits.comments), LOD_SUCCESS);
  Result result = reader_name ? read_with(reader_name, input, dialect, &limits)
                              : read_all(input, dialect, &limits);
  put_comments(&comments, limits.comments);
  const char *const messages = or_nothing(test->messages);
  ck_assert_msg(!strcmp(result.records.data, test->records) &&
                    !strcmp(result.messages.data, messages) &&
                    !strcmp(comments.data, or_nothing(test->comments)),
                "%s, read %zu, batch %zu:\n%s%s%s", test->name, read_bytes,
                batch_bytes, result.records.data, result.messages.data,
                comments.data);
  ck_assert_int_eq(result.status,
                   has_fault(messages) ? LOD_ERR_INPUT : LOD_SUCCESS);
  lod_buffer_free(&comments);
  lod_comments_free(limits.comments);
  result_free(&result);
}

/* At all sizes. */
static inline void check_case(const char *reader_name, const Case *test)
{
  const size_t size = strlen(test->input);
  for (size_t read_bytes = 1; read_bytes <= size + 1; ++read_bytes)
    for (size_t batch_bytes = 1; batch_bytes <= 64; batch_bytes *= 4)
      check_reading(reader_name, test, read_bytes, batch_bytes);
  check_reading(reader_name, test, 0, 0);
}

/* Read INPUT with the NTH allocation failing. */
static inline LodStatus read_failing(size_t nth, const char *reader_name,
                                     const LodDialect *dialect,
                                     const char *input)
{
  LodSource *source = NULL;
  LodReader *reader = NULL;
  LodBatch batch = {0};
  LodReaderLimits limits = {.read_bytes = 5, .batch_bytes = 4};
  lod_memory_fail_at(nth);
  LodStatus status = lod_comments_new(&limits.comments);
  if (!status)
    status = lod_source_open_memory(lod_view(input), "test.csv", NULL, NULL,
                                    &source);
  if (!status)
    status =
        lod_reader_new(reader_name, dialect, source, &limits, NULL, &reader);
  while (!status) {
    status = lod_reader_next(reader, &batch);
    if (!batch.record_count)
      break;
  }
  lod_memory_fail_at(0);
  lod_batch_free(&batch);
  lod_reader_free(reader);
  lod_source_free(source);
  lod_comments_free(limits.comments);
  return status;
}

#endif
