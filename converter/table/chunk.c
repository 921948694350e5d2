/* The second stage of the vector scanner: from a chunk and the bits of its
   field ends to cells and records. */
#include "base/ascii.h"
#include "base/memory.h"
#include "table/batch.h"
#include "table/dialect.h"

/* What is under way. */
typedef struct Cut {
  const LodChunkRules *rules;
  bool quoted_lines;
  LodCell *cell; /* the next */
  LodRecord *record;
  char *start; /* of the field */
  uint64_t line;
} Cut;

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
static inline void put_cell(Cut *cut, char *start, char *end, uint32_t quoted)
{
  if (cut->rules->trim && (is_low(*start) || (end > start && is_low(end[-1]))))
    trim(cut->rules->trim, &start, &end);
  *end = '\0';
  *cut->cell++ = (LodCell){start, (uint32_t)(end - start), quoted};
}

/* escaped = DQUOTE *(TEXTDATA / COMMA / CR / LF / 2DQUOTE) DQUOTE (RFC 4180,
   2); END is behind the closing one. */
static void take_quoted(Cut *cut, char *end)
{
  char *const start = cut->start + 1;
  --end;
  if (cut->quoted_lines)
    cut->line += count_lines(start, end);
  char *const pair = memchr(start, cut->rules->quote, (size_t)(end - start));
  if (pair)
    end = join_pairs(pair, end, cut->rules->quote);
  put_cell(cut, start, end, 1);
}

/* END: the byte that ends the field. */
static inline void take_cell(Cut *cut, char *end)
{
  char *last = end;
  if (*end == '\n' && last > cut->start && last[-1] == '\r')
    --last;
  if (*cut->start == cut->rules->quote && last > cut->start)
    take_quoted(cut, last);
  else
    put_cell(cut, cut->start, last, 0);
  cut->start = end + 1;
}

static inline void take_record(Cut *cut, const LodCell *cells)
{
  LodRecord *const record = cut->record++;
  record->count = (uint32_t)((size_t)(cut->cell - cells) - record->first);
  ++cut->line;
  record[1] = (LodRecord){.line = cut->line,
                          .number = record->number + 1,
                          .first = (uint32_t)(cut->cell - cells)};
}

static void cut_chunk(LodBatch *batch)
{
  const LodChunk *const chunk = &batch->chunk;
  char *const bytes = batch->bytes.data;
  Cut cut = {.rules = chunk->rules,
             .quoted_lines = chunk->quoted_lines,
             .cell = batch->cells,
             .record = batch->records,
             .start = bytes,
             .line = chunk->line};
  *cut.record = (LodRecord){.line = cut.line, .number = chunk->number};
  char *const stop = bytes + batch->bytes.size;
  for (size_t word = 0; cut.start < stop; ++word)
    for (uint64_t ends = chunk->ends[word]; ends; ends &= ends - 1) {
      char *const end = bytes + word * 64 + (unsigned)__builtin_ctzll(ends);
      if (end >= stop)
        break;
      const bool is_record = *end == '\n';
      take_cell(&cut, end);
      if (is_record)
        take_record(&cut, batch->cells);
    }
  batch->cell_count = (size_t)(cut.cell - batch->cells);
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
