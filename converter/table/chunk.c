/* The second stage of the vector scanner: from a chunk and the bits of its
   field ends to cells and records. */
#include "base/ascii.h"
#include "base/memory.h"
#include "table/batch.h"
#include "table/dialect.h"
#include "table/scan.h"

/* Into the function of each kind of machine. */
#define INLINE static inline __attribute__((always_inline))

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
  void *marks = batch->chunk.marks;
  LodStatus status = reserve(&marks, &batch->chunk.marks_capacity,
                             size / 64 + 1, sizeof *batch->chunk.marks);
  batch->chunk.marks = marks;
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

/* From START to END, where nothing but its edges may be odd. */
static LodCell make_cell(const LodChunkRules *rules, char *start, char *end,
                         uint32_t flags)
{
  if (rules->trim && end > start && (is_low(*start) || is_low(end[-1])))
    trim(rules->trim, &start, &end);
  return (LodCell){start, (uint32_t)(end - start), flags};
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
  return make_cell(rules, start, end, LOD_CELL_QUOTED);
}

/* The record has cells up to CELLS, and LINES ended in them.  Returns the next,
   which begins at OFFSET. */
INLINE LodRecord *end_record(LodRecord *record, size_t cells, uint64_t lines,
                             uint64_t offset)
{
  record->count = (uint32_t)cells - record->first;
  record[1] = (LodRecord){.line = record->line + lines + 1,
                          .number = record->number + 1,
                          .offset = offset,
                          .first = (uint32_t)cells};
  return record + 1;
}

/* How far a chunk is cut. */
typedef struct Cut {
  const LodBatch *batch;
  LodChunkRules rules;
  char *start; /* of the field under way */
  bool is_odd; /* it */
  LodCell *cell;
  LodRecord *record;
  uint64_t lines; /* in quoted fields of the record */
} Cut;

/* Of size and flags compilers make more than it is worth: they are one word,
   FLAGS in its upper half. */
INLINE void set_cell(LodCell *cell, const char *start, uint64_t size,
                     uint64_t flags)
{
  cell->data = start;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  const uint64_t word = size | flags;
  memcpy(&cell->size, &word, sizeof word);
#else
  cell->size = (uint32_t)size;
  cell->flags = (uint32_t)(flags >> 32);
#endif
}

/* Fields that are as they stand in 64 bytes from BLOCK on end at the bits of
   ENDS. */
INLINE void cut_fields(Cut *cut, char *block, uint64_t ends)
{
  LodCell *cell = cut->cell;
  char *start = cut->start;
  const uint64_t flags = (uint64_t)cut->rules.plain << 32;
  for (; ends; ends &= ends - 1) {
    char *const end = block + (unsigned)__builtin_ctzll(ends);
    set_cell(cell++, start, (size_t)(end - start), flags);
    start = end + 1;
  }
  cut->cell = cell;
  cut->start = start;
}

INLINE void cut_record(Cut *cut)
{
  cut->record = end_record(cut->record, (size_t)(cut->cell - cut->batch->cells),
                           cut->lines,
                           cut->batch->chunk.offset +
                               (uint64_t)(cut->start - cut->batch->bytes.data));
  cut->lines = 0;
}

/* Nothing is odd; a record's last field may have a CR behind it. */
INLINE void cut_plain(Cut *cut, char *block, uint64_t ends, uint64_t records)
{
  for (; records; records &= records - 1) {
    const uint64_t up_to = records ^ (records - 1);
    cut_fields(cut, block, ends & up_to);
    ends &= ~up_to;
    LodCell *const last = cut->cell - 1;
    if (last->size && last->data[last->size - 1] == '\r')
      --last->size;
    cut_record(cut);
  }
  cut_fields(cut, block, ends);
}

/* A field that is odd, up to END. */
static void cut_odd(Cut *cut, char *end, bool is_last)
{
  const LodChunkRules *const rules = &cut->rules;
  char *const start = cut->start;
  cut->start = end + 1;
  if (is_last && end > start && end[-1] == '\r')
    --end;
  if (end > start && *start == rules->quote && rules->quote) {
    if (cut->batch->chunk.quoted_lines)
      cut->lines += count_lines(start, end);
    *cut->cell++ = make_quoted(rules, start, end);
  } else {
    *cut->cell++ = make_cell(rules, start, end, 0);
  }
  if (is_last)
    cut_record(cut);
}

/* Something is odd: what ends before it is plain. */
static void cut_block(Cut *cut, char *block, const LodMarks *marks)
{
  uint64_t ends = marks->ends;
  uint64_t odd = marks->odd | cut->is_odd;
  while (odd) {
    const uint64_t before = (odd & -odd) - 1;
    cut_plain(cut, block, ends & before, marks->records & before & ends);
    ends &= ~before;
    const uint64_t end = ends & -ends;
    cut->is_odd = !end;
    if (!end)
      return;
    cut_odd(cut, block + (unsigned)__builtin_ctzll(end), marks->records & end);
    ends ^= end;
    odd &= ~(end | (end - 1));
  }
  cut_plain(cut, block, ends, marks->records & ends);
}

INLINE void cut_chunk(LodBatch *batch)
{
  const size_t size = batch->bytes.size;
  LodMarks *marks = batch->chunk.marks;
  if (size % 64) { /* what is behind the chunk means nothing */
    const uint64_t kept = ((uint64_t)1 << size % 64) - 1;
    marks[size / 64].ends &= kept;
    marks[size / 64].records &= kept;
  }
  Cut cut = {.batch = batch,
             .rules = *batch->chunk.rules,
             .start = batch->bytes.data,
             .cell = batch->cells,
             .record = batch->records};
  *cut.record = (LodRecord){.line = batch->chunk.line,
                            .number = batch->chunk.number,
                            .offset = batch->chunk.offset};
  char *block = batch->bytes.data;
  char *const end = block + size;
  for (; block < end; block += 64, ++marks)
    if (!cut.is_odd && !marks->odd)
      cut_plain(&cut, block, marks->ends, marks->records);
    else
      cut_block(&cut, block, marks);
  batch->cell_count = (size_t)(cut.cell - batch->cells);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* The same, where single bits are found by an instruction of their own. */
__attribute__((target("bmi"))) static void cut_with_bmi(LodBatch *batch)
{
  cut_chunk(batch);
}

static bool has_bmi(void)
{
  return __builtin_cpu_supports("bmi");
}
#else
#define cut_with_bmi cut_chunk

static bool has_bmi(void)
{
  return false;
}
#endif

LodStatus lod_batch_parse(LodBatch *batch)
{
  if (!batch->chunk.rules)
    return LOD_SUCCESS;
  const LodStatus status = reserve_cells(batch);
  if (!status && has_bmi())
    cut_with_bmi(batch);
  else if (!status)
    cut_chunk(batch);
  batch->chunk.rules = NULL;
  return status;
}
