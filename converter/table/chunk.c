/* The second stage of the vector scanner: from a chunk and the bits of its
   field ends to cells and records. */
#include "base/ascii.h"
#include "base/memory.h"
#include "table/batch.h"
#include "table/dialect.h"

static LodStatus reserve(void **items, size_t *capacity, size_t wanted,
                         size_t size)
{
  if (wanted <= *capacity)
    return LOD_SUCCESS;
  lod_free(*items);
  *items = lod_reallocarray(NULL, wanted, size);
  *capacity = *items ? wanted : 0;
  return *items ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

LodStatus lod_batch_reserve_chunk(LodBatch *batch, size_t size)
{
  void *ends = batch->chunk.ends;
  LodStatus status = reserve(&ends, &batch->chunk.ends_capacity, size / 64 + 1,
                             sizeof *batch->chunk.ends);
  batch->chunk.ends = ends;
  return status ? status : lod_buffer_reserve(&batch->bytes, size);
}

static LodStatus reserve_cells(LodBatch *batch)
{
  void *cells = batch->cells;
  void *records = batch->records;
  LodStatus status = reserve(&cells, &batch->cell_capacity,
                             batch->chunk.ends_count, sizeof *batch->cells);
  batch->cells = cells;
  if (status)
    return status;
  status = reserve(&records, &batch->record_capacity, batch->record_count + 1,
                   sizeof *batch->records);
  batch->records = records;
  return status;
}

static uint64_t count_lines(const char *at, const char *end)
{
  uint64_t lines = 0;
  while ((at = memchr(at, '\n', (size_t)(end - at)))) {
    ++lines;
    ++at;
  }
  return lines;
}

/* Make one quote of each pair from AT on, where the first is.  Returns the new
   end. */
static char *join_pairs(char *at, char *end, char quote)
{
  char *to = at;
  while (at < end) {
    *to++ = *at;
    at += *at == quote ? 2 : 1;
  }
  return to;
}

/* Blanks are among the lowest bytes. */
static inline bool is_low(char c)
{
  return (unsigned char)c <= ' ';
}

static void trim(unsigned which, char **start, char **end)
{
  if (which & LOD_TRIM_START)
    while (*start < *end && lod_ascii_is_space(**start))
      ++*start;
  if (which & LOD_TRIM_END)
    while (*start < *end && lod_ascii_is_space((*end)[-1]))
      --*end;
}

/* The byte at END, which ends the field or stands behind its text, becomes the
   NUL behind the cell. */
static inline LodCell make_cell(char *start, char *end, unsigned which,
                                uint32_t quoted)
{
  if (which && end > start && (is_low(*start) || is_low(end[-1])))
    trim(which, &start, &end);
  *end = '\0';
  return (LodCell){start, (uint32_t)(end - start), quoted};
}

/* escaped = DQUOTE *(TEXTDATA / COMMA / CR / LF / 2DQUOTE) DQUOTE (RFC 4180,
   2): from START to END, the quotes included. */
static LodCell make_quoted(const LodChunkRules *rules, char *start, char *end)
{
  ++start;
  --end;
  char *const pair = memchr(start, rules->quote, (size_t)(end - start));
  if (pair)
    end = join_pairs(pair, end, rules->quote);
  return make_cell(start, end, rules->trim, 1);
}

/* The bits behind the chunk mean nothing. */
static size_t count_words(const LodBatch *batch)
{
  const size_t size = batch->bytes.size;
  if (size % 64)
    batch->chunk.ends[size / 64] &= ((uint64_t)1 << size % 64) - 1;
  return (size + 63) / 64;
}

/* The record has cells up to CELLS, and LINES ended in them.  Returns the next,
   which begins at OFFSET. */
static inline LodRecord *end_record(LodRecord *record, size_t cells,
                                    uint64_t lines, uint64_t offset)
{
  record->count = (uint32_t)cells - record->first;
  record[1] = (LodRecord){.line = record->line + lines + 1,
                          .number = record->number + 1,
                          .offset = offset,
                          .first = (uint32_t)cells};
  return record + 1;
}

static void cut_chunk(LodBatch *batch)
{
  const LodChunk *const chunk = &batch->chunk;
  const LodChunkRules rules = *chunk->rules;
  const size_t words = count_words(batch);
  LodRecord *record = batch->records;
  LodCell *cell = batch->cells;
  char *start = batch->bytes.data;
  uint64_t lines = 0; /* in quoted fields of the record */
  *record = (LodRecord){
      .line = chunk->line, .number = chunk->number, .offset = chunk->offset};
  for (size_t word = 0; word < words; ++word)
    for (uint64_t ends = chunk->ends[word]; ends; ends &= ends - 1) {
      char *const end =
          batch->bytes.data + word * 64 + (unsigned)__builtin_ctzll(ends);
      const bool is_record = *end == '\n';
      char *last = end;
      if (is_record && last > start && last[-1] == '\r')
        --last;
      if (*start == rules.quote && last > start) {
        if (chunk->quoted_lines)
          lines += count_lines(start, last);
        *cell++ = make_quoted(&rules, start, last);
      } else {
        *cell++ = make_cell(start, last, rules.trim, 0);
      }
      start = end + 1;
      if (is_record) {
        record =
            end_record(record, (size_t)(cell - batch->cells), lines,
                       chunk->offset + (uint64_t)(start - batch->bytes.data));
        lines = 0;
      }
    }
  batch->cell_count = (size_t)(cell - batch->cells);
}

LodStatus lod_batch_parse(LodBatch *batch)
{
  if (!batch->chunk.rules)
    return LOD_SUCCESS;
  const LodStatus status = reserve_cells(batch);
  if (!status)
    cut_chunk(batch);
  batch->chunk.rules = NULL;
  return status;
}
