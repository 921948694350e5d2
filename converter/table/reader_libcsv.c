/* The record reader over libcsv, the only file that knows it.

   libcsv pushes fields and rows through callbacks that cannot stop it and
   tells no places.  So the adapter follows the raw bytes: a field's raw length
   is known from its content (quotes stand doubled in it), hence where the next
   one starts, and whether that is a quote.  What libcsv would read in another
   way than we do is kept from it: a CR or LF that ends no line is passed alone
   with a function that takes no byte for an end of line, and blanks that it
   would trim are passed with a function that takes no byte for a blank.  Strict
   mode makes it stop at quotes that are out of place. */
#include "table/reader_libcsv.h"
#include "base/memory.h"
#include "base/message.h"
#include "table/field_buffer.h"
#include "table/segment.h"
#include <csv.h>

#define OPTIONS      (CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
#define SLICE        ((size_t)64 << 10)
#define SEGMENT      ((size_t)8 << 10)
#define FIELD_BUFFER ((size_t)16 << 10)
#define FIELD_STEP   ((size_t)4 << 10)

typedef struct Reader {
  LodReader base;
  LodInput input;
  LodBuilder builder;
  struct csv_parser parser;
  char delimiter, quote; /* quote 0: none, as NUL never gets to libcsv */
  bool ended;

  LodView segment;     /* what libcsv is given */
  uint64_t segment_at; /* its offset in the input */

  /* The field under way. */
  uint64_t field_at;     /* offset of its first raw byte */
  size_t closing_blanks; /* dropped behind its closing quote */
  bool begun_quoted;     /* it began in an earlier segment, in quotes */
  bool stray;            /* a stray quote in it has been said */

  bool after_return; /* a CR has just ended a record */
  bool between; /* all input so far is whole records, the last ended by LF */
  bool whole;   /* a batch should end so */
} Reader;

static int is_nothing(unsigned char c)
{
  (void)c;
  return 0;
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static bool is_stopped(const Reader *reader)
{
  return lod_builder_is_stopped(&reader->builder);
}

/* Set the fault at the byte that comes next, LINES behind the start of the
   field when that is in quotes. */
static void set_fault_here(Reader *reader, LodFaultKind kind)
{
  const struct csv_parser *const parser = &reader->parser;
  uint64_t lines = 0;
  if (parser->quoted)
    lines =
        lod_segment_count(reader->builder.ends, (const char *)parser->entry_buf,
                          parser->entry_pos, reader->quote)
            .lines;
  lod_builder_set_fault(&reader->builder, kind, lines);
}

/* -- What libcsv calls ---------------------------------------------------- */

/* Whether the field that starts at field_at does so with a quote.  At the end
   of the input there is no byte to look at. */
static bool is_field_quoted(const Reader *reader)
{
  if (reader->field_at < reader->segment_at)
    return reader->begun_quoted;
  const uint64_t at = reader->field_at - reader->segment_at;
  return reader->quote && at < reader->segment.size &&
         reader->segment.data[at] == reader->quote;
}

/* libcsv has a field: SIZE bytes of content at DATA. */
static void take_field(void *data, size_t size, void *user)
{
  Reader *const reader = user;
  if (is_stopped(reader))
    return;
  const bool quoted = is_field_quoted(reader);
  LodSegmentCount count = {0};
  reader->builder.offset = reader->field_at;
  reader->field_at += size + 1; /* and what ends it */
  if (quoted) {
    count = lod_segment_count(reader->builder.ends, data, size, reader->quote);
    reader->field_at += count.quotes + 2 + reader->closing_blanks;
    reader->closing_blanks = 0;
  }
  reader->stray = false;
  lod_builder_add(&reader->builder, (LodView){data, size}, quoted, count.lines);
}

/* libcsv has come to an end of line C, or to the end of the input (-1).  With
   CSV_REPALL_NL it calls for every CR and LF outside of quotes. */
static void take_end(int c, void *user)
{
  Reader *const reader = user;
  if (is_stopped(reader))
    return;
  if (!reader->builder.record_cells) {
    reader->builder.offset = reader->field_at;
    ++reader->field_at;
    if (c == '\n' && reader->after_return) { /* the rest of a CRLF */
      reader->after_return = false;
      return;
    }
  }
  reader->after_return = c == '\r';
  lod_builder_end_record(&reader->builder);
}

/* -- What libcsv is given ------------------------------------------------- */

/* A quote in an unquoted field stands for itself; behind nothing but blanks
   that are to be trimmed it opens the field.  Returns the bytes dealt with. */
static size_t pass_stray_quote(Reader *reader, size_t at)
{
  struct csv_parser *const parser = &reader->parser;
  const LodView before = {(const char *)parser->entry_buf, parser->entry_pos};
  if ((reader->builder.trim & LOD_TRIM_START) &&
      !lod_builder_trim(before, LOD_TRIM_START).size) {
    parser->entry_pos = 0;
    parser->quoted = 1;
    reader->field_at = reader->segment_at + at;
    return 1;
  }
  /* A quote past the limit says nothing that the fault does not. */
  if (!reader->stray && before.size < reader->builder.limits.max_field) {
    const LodPlace place = lod_builder_place(&reader->builder);
    lod_log_add(reader->builder.log, LOD_WARNING, "stray-quote", &place,
                "a quote stands inside a field that is not quoted; it is "
                "taken as text");
    reader->stray = true;
  }
  csv_set_opts(parser, OPTIONS & ~CSV_STRICT);
  const size_t done = csv_parse(parser, reader->segment.data + at, 1,
                                take_field, take_end, reader);
  csv_set_opts(parser, OPTIONS);
  return done;
}

/* Behind a closing quote: blanks may be trimmed, all else is a fault. */
static size_t pass_closing_blanks(Reader *reader, size_t at)
{
  const LodView segment = reader->segment;
  size_t end = at;
  if (reader->builder.trim & LOD_TRIM_END)
    while (end < segment.size && is_blank(segment.data[end]) &&
           segment.data[end] != reader->delimiter)
      ++end;
  if (end == at)
    set_fault_here(reader, LOD_FAULT_TEXT_AFTER_QUOTE);
  reader->closing_blanks += end - at;
  return end - at;
}

/* libcsv has stopped before the byte AT.  Returns the bytes dealt with. */
static size_t pass_obstacle(Reader *reader, size_t at)
{
  const struct csv_parser *const parser = &reader->parser;
  if (parser->status == CSV_EPARSE)
    return parser->quoted ? pass_closing_blanks(reader, at)
                          : pass_stray_quote(reader, at);
  if (!lod_field_buffer_refused(parser->entry_buf))
    reader->builder.failure = LOD_ERR_NO_MEMORY;
  else if (parser->quoted)
    lod_builder_set_fault(&reader->builder, LOD_FAULT_ENDLESS_QUOTE, 0);
  else
    lod_builder_set_fault(&reader->builder, LOD_FAULT_FIELD_TOO_LONG, 0);
  return 0;
}

/* To libcsv a quote behind dropped blanks would be the second of a pair. */
static bool is_second_quote(const Reader *reader, size_t at)
{
  return reader->closing_blanks && reader->segment.data[at] == reader->quote;
}

/* Parse one run of bytes, in which a CR or LF is an end of line (or in
   quotes), or else stands for itself (IS_TEXT). */
static void parse_segment(Reader *reader, LodView segment, bool is_text)
{
  struct csv_parser *const parser = &reader->parser;
  reader->segment = segment;
  csv_set_term_func(parser, is_text ? is_nothing : NULL);
  csv_set_space_func(parser,
                     lod_segment_edge_blank(segment.data, segment.size,
                                            reader->delimiter, reader->quote)
                         ? is_nothing
                         : NULL);
  size_t at = 0;
  while (at < segment.size && !is_stopped(reader)) {
    if (is_second_quote(reader, at)) {
      set_fault_here(reader, LOD_FAULT_TEXT_AFTER_QUOTE);
      return;
    }
    at += csv_parse(parser, segment.data + at, segment.size - at, take_field,
                    take_end, reader);
    if (at < segment.size && !is_stopped(reader))
      at += pass_obstacle(reader, at);
  }
  reader->begun_quoted = parser->quoted;
  reader->segment_at += segment.size;
}

/* Parse the next SIZE bytes of the input. */
static void parse_slice(Reader *reader, LodView slice)
{
  LodInput *const input = &reader->input;
  const char *const end = slice.data + slice.size;
  const char *at = slice.data;
  while (at < end && !is_stopped(reader)) {
    size_t size = (size_t)(end - at);
    if (size > SEGMENT)
      size = SEGMENT;
    const size_t available = (size_t)(input->data + input->size - at);
    const size_t bare =
        lod_segment_bare(reader->builder.ends, at, size, available);
    const bool is_text = bare == 0;
    size = is_text ? 1 : bare;
    parse_segment(reader, (LodView){at, size}, is_text);
    at += size;
  }
  input->at += slice.size;
  reader->between = end[-1] == '\n' && !reader->parser.quoted &&
                    !reader->builder.record_cells && !is_stopped(reader);
}

static void finish_input(Reader *reader)
{
  reader->ended = true;
  reader->segment.size = 0;
  if (csv_fini(&reader->parser, take_field, take_end, reader))
    lod_builder_set_fault(&reader->builder, LOD_FAULT_UNCLOSED_QUOTE, 0);
}

/* -- Batches -------------------------------------------------------------- */

static LodStatus take_slice(Reader *reader, size_t wanted, size_t *taken)
{
  LodBuilder *const builder = &reader->builder;
  LodView slice;
  const LodStatus status = lod_input_text(&reader->input, wanted, &slice);
  if (status)
    return status;
  if (slice.size)
    parse_slice(reader, slice);
  else if (lod_input_at_nul(&reader->input))
    set_fault_here(reader, LOD_FAULT_NUL_BYTE);
  else if (lod_input_at_end(&reader->input))
    finish_input(reader);
  else
    set_fault_here(reader, LOD_FAULT_BAD_UTF8);
  *taken = slice.size;
  return builder->failure;
}

/* What is there up to and with the next LF, at most SIZE bytes. */
static size_t size_to_line_end(const LodInput *input, size_t size)
{
  const LodView slice = lod_input_slice(input, size);
  const char *const lf =
      slice.size ? memchr(slice.data, '\n', slice.size) : NULL;
  return lf ? (size_t)(lf - slice.data) + 1 : size;
}

/* WHOLE: go on to a place between two records that ends in an LF. */
static void fill_batch(Reader *reader, bool whole)
{
  LodBuilder *const builder = &reader->builder;
  const size_t enough = lod_builder_enough(builder);
  size_t taken = 0;
  while (!reader->ended && !is_stopped(reader) &&
         (!lod_builder_is_full(builder, taken) ||
          (whole && !reader->between && taken < 2 * enough))) {
    size_t size = enough > taken ? enough - taken : SLICE;
    if (size > SLICE)
      size = SLICE;
    if (whole && taken >= enough)
      size = size_to_line_end(&reader->input, size);
    const LodStatus status = take_slice(reader, size, &size);
    taken += size;
    if (status && !builder->failure) {
      lod_builder_set_fault(builder, LOD_FAULT_SOURCE, 0);
      builder->fault.status = status;
    }
  }
}

/* Memory that a giant field took is given back. */
static void shrink_field(struct csv_parser *parser)
{
  if (lod_field_buffer_capacity(parser->entry_buf) <= 4 * FIELD_BUFFER ||
      parser->entry_pos >= FIELD_BUFFER)
    return;
  void *const small = lod_field_buffer_new(
      FIELD_BUFFER, lod_field_buffer_limit(parser->entry_buf));
  if (!small)
    return; /* it stays as it is */
  memcpy(small, parser->entry_buf, parser->entry_pos);
  lod_field_buffer_free(parser->entry_buf);
  parser->entry_buf = small;
  parser->entry_size = FIELD_BUFFER;
}

static LodStatus read_batch(LodReader *base, LodBatch *batch)
{
  Reader *const reader = (Reader *)base;
  LodStatus status = lod_builder_open(&reader->builder, batch);
  if (status)
    return status;
  fill_batch(reader, reader->whole);
  shrink_field(&reader->parser); /* not kept while the batch is worked on */
  status = lod_builder_close(&reader->builder);
  if (status)
    return status;
  return batch->record_count ? LOD_SUCCESS
                             : lod_builder_finish(&reader->builder);
}

/* -- Beginning and end ---------------------------------------------------- */

static bool is_one_byte(const char *text)
{
  return text && text[0] && !text[1] && text[0] != '\n' && text[0] != '\r';
}

const char *lod_reader_libcsv_refusal(const LodDialect *dialect)
{
  if (!is_one_byte(dialect->delimiter))
    return N_("its delimiter is not one byte");
  if (dialect->quote && !is_one_byte(dialect->quote))
    return N_("its quote is not one byte");
  if (dialect->quote && *dialect->quote == *dialect->delimiter)
    return N_("its quote is its delimiter");
  if (lod_dialect_escape(dialect))
    return N_("it has an escape character");
  if (dialect->comment_prefix && *dialect->comment_prefix)
    return N_("it has comments");
  if (dialect->skip_rows)
    return N_("it skips rows");
  if (lod_dialect_line_ends(dialect) == LOD_LINES_CUSTOM)
    return N_("its lines do not end in CR, LF or both");
  return NULL;
}

static LodStatus start_parser(Reader *reader)
{
  struct csv_parser *const parser = &reader->parser;
  csv_init(parser, OPTIONS);
  csv_set_realloc_func(parser, lod_field_buffer_grow);
  csv_set_free_func(parser, lod_field_buffer_free);
  csv_set_blk_size(parser, FIELD_STEP);
  csv_set_delim(parser, (unsigned char)reader->delimiter);
  csv_set_quote(parser, (unsigned char)reader->quote);
  /* It wants room for one byte more before it looks at what ends a field, and
     keeps a closing quote until then. */
  parser->entry_buf =
      lod_field_buffer_new(FIELD_BUFFER, reader->builder.limits.max_field + 2);
  if (!parser->entry_buf)
    return LOD_ERR_NO_MEMORY;
  parser->entry_size = FIELD_BUFFER;
  return LOD_SUCCESS;
}

static void libcsv_free(LodReader *base)
{
  Reader *const reader = (Reader *)base;
  csv_free(&reader->parser);
  lod_input_free(&reader->input);
  lod_builder_free(&reader->builder);
  lod_free(reader);
}

static LodStatus libcsv_make(const LodDialect *dialect, LodSource *source,
                             const LodReaderLimits *limits, LodLog *log,
                             LodReader **made)
{
  Reader *const reader = lod_calloc(1, sizeof *reader);
  if (!reader)
    return LOD_ERR_NO_MEMORY;
  reader->base.kind = &lod_reader_libcsv;
  reader->delimiter = *dialect->delimiter;
  reader->quote = dialect->quote ? *dialect->quote : '\0';
  const LodLineEnds ends = lod_dialect_line_ends(dialect);
  lod_builder_start(&reader->builder, dialect, ends, limits,
                    lod_source_name(source), log);
  LodStatus status = start_parser(reader);
  if (!status)
    status = lod_input_start(&reader->input, source, limits->read_bytes,
                             lod_reader_window(limits), ends == LOD_LINES_LF);
  if (status)
    libcsv_free(&reader->base);
  else
    *made = &reader->base;
  return status;
}

/* -- For the vector scanner ----------------------------------------------- */

void lod_reader_libcsv_share(LodReader *base, LodInput **input,
                             LodBuilder **builder)
{
  Reader *const reader = (Reader *)base;
  *input = &reader->input;
  *builder = &reader->builder;
  reader->whole = true;
  reader->between = true;
}

bool lod_reader_libcsv_is_between(const LodReader *base)
{
  const Reader *const reader = (const Reader *)base;
  return reader->between && !reader->ended && !is_stopped(reader);
}

void lod_reader_libcsv_skip(LodReader *base, size_t size)
{
  Reader *const reader = (Reader *)base;
  reader->builder.offset = reader->segment_at;
  reader->input.at += size;
  reader->segment_at += size;
  reader->field_at = reader->segment_at;
  reader->after_return = false;
}

const LodReaderKind lod_reader_libcsv = {"libcsv", lod_reader_libcsv_refusal,
                                         libcsv_make, libcsv_free, read_batch};
