/* The record reader for all that a CSVW dialect can say ("Model for Tabular
   Data", 8): tokens of several bytes, an escape character, comments, any ends
   of lines.  Where the section raises an error for a quote inside of a field
   the reader does what the one over libcsv does.

   A field is read where it lies in the window; only one with escaped or doubled
   characters is put together elsewhere. */
#include "base/memory.h"
#include "table/builder.h"
#include "table/reader_internal.h"
#include "table/segment.h"
#include "table/tokens.h"
#include "table/window.h"

/* An endless field is not read much further than it may be long. */
#define OVERLONG   ((size_t)16 << 10)
#define LARGE_TEXT ((size_t)1 << 20) /* is not kept */

typedef struct Reader {
  LodReader base;
  LodBuilder builder;
  LodWindow window;
  LodTokens tokens;
  size_t longest_field; /* raw bytes */
  size_t taken;         /* bytes that the batch under way took */
  bool ended;
  bool counts_lines; /* in unquoted fields, too */

  /* The field under way.  Offsets are from the window's start, which is the
     field's. */
  size_t at;       /* what is not looked at yet */
  size_t from;     /* the run of bytes that is not in the text yet */
  LodBuffer text;  /* what is put together */
  LodToken before; /* what ended it; LOD_TOKEN_TEXT: the end of the input */
  size_t before_size;
} Reader;

static bool is_stopped(const Reader *reader)
{
  return lod_builder_is_stopped(&reader->builder);
}

static const char *here(const Reader *reader, size_t at)
{
  return reader->window.data + reader->window.at + at;
}

static size_t left_at(const Reader *reader, size_t at)
{
  return reader->window.size - reader->window.at - at;
}

/* Nothing comes behind what is in the window. */
static bool is_last(const Reader *reader)
{
  return reader->window.ended && !reader->window.stop;
}

static void read_more(Reader *reader)
{
  LodBuilder *const builder = &reader->builder;
  const LodStatus status = lod_window_more(&reader->window);
  if (status == LOD_ERR_NO_MEMORY) {
    builder->failure = status;
  } else if (status) {
    lod_builder_set_fault(builder, LOD_FAULT_SOURCE, 0);
    builder->fault.status = status;
  }
}

/* Make sure that a whole token can be seen at AT.  False: there is nothing. */
static inline bool look(Reader *reader, size_t at)
{
  while (left_at(reader, at) < reader->tokens.longest &&
         !reader->window.ended && !is_stopped(reader))
    read_more(reader);
  return !is_stopped(reader) && left_at(reader, at);
}

static LodToken token_at(const Reader *reader, size_t at, size_t *size)
{
  return lod_tokens_at(&reader->tokens, here(reader, at), left_at(reader, at),
                       is_last(reader), size);
}

static bool is_quote(const Reader *reader, size_t at)
{
  return lod_tokens_match(reader->tokens.quote, here(reader, at),
                          left_at(reader, at));
}

/* Go on to the next byte at which a token of TABLE may begin.  False: there is
   no more input. */
static bool skip_text(Reader *reader, const unsigned char *table)
{
  for (;;) {
    const char *at = here(reader, reader->at);
    const char *const end = reader->window.data + reader->window.size;
    while (at < end && !table[(unsigned char)*at])
      ++at;
    reader->at = (size_t)(at - here(reader, 0));
    if (at < end)
      return look(reader, reader->at);
    if (!look(reader, reader->at) || reader->at > reader->longest_field)
      return false;
  }
}

/* Ends of lines in the first SIZE bytes of the field. */
static uint64_t lines_in(const Reader *reader, size_t size)
{
  return lod_segment_count(reader->builder.ends, here(reader, 0), size, '\0')
      .lines;
}

/* Put the run up to TO into the text; what follows begins at FROM. */
static void flush(Reader *reader, size_t to, size_t from)
{
  if (lod_buffer_append(&reader->text, here(reader, reader->from),
                        to - reader->from))
    reader->builder.failure = LOD_ERR_NO_MEMORY;
  reader->from = reader->at = from;
}

/* At an escape character: the next one is text, whatever it is.  At the end of
   the input it is text itself. */
static void pass_escape(Reader *reader)
{
  const size_t behind = reader->at + reader->tokens.escape.size;
  if (look(reader, behind)) {
    flush(reader, reader->at, behind);
    ++reader->at;
  } else {
    reader->at = behind;
  }
}

static LodView field_text(Reader *reader, size_t end)
{
  if (!reader->text.size)
    return (LodView){here(reader, reader->from), end - reader->from};
  flush(reader, end, end);
  return lod_buffer_view(&reader->text);
}

/* What was read, SIZE bytes, is dealt with. */
static void take(Reader *reader, size_t size)
{
  reader->window.at += size;
  reader->taken += size;
  reader->builder.offset += size;
}

/* The field is what was read up to END, and a token of SIZE behind AT. */
static void end_field(Reader *reader, size_t end, bool quoted)
{
  const uint64_t lines =
      quoted || reader->counts_lines ? lines_in(reader, reader->at) : 0;
  const size_t size = reader->at + reader->before_size;
  const LodView text = field_text(reader, end);
  if (is_stopped(reader))
    return;
  lod_builder_add(&reader->builder, text, quoted, lines);
  take(reader, size);
}

/* -- Quoted fields -------------------------------------------------------- */

static void set_fault_here(Reader *reader, LodFaultKind kind)
{
  lod_builder_set_fault(&reader->builder, kind, lines_in(reader, reader->at));
}

/* The input ends, or the field is too long. */
static void stop_in_quotes(Reader *reader)
{
  if (is_stopped(reader))
    return;
  if (reader->at > reader->longest_field)
    lod_builder_set_fault(&reader->builder, LOD_FAULT_ENDLESS_QUOTE, 0);
  else if (reader->window.stop)
    set_fault_here(reader, reader->window.stop);
  else
    lod_builder_set_fault(&reader->builder, LOD_FAULT_UNCLOSED_QUOTE, 0);
}

/* Go to the quote that closes the field.  False: there is none. */
static bool find_closing_quote(Reader *reader)
{
  const LodTokens *const tokens = &reader->tokens;
  while (reader->at <= reader->longest_field &&
         skip_text(reader, tokens->in_quotes)) {
    if (lod_tokens_match(tokens->escape, here(reader, reader->at),
                         left_at(reader, reader->at))) {
      pass_escape(reader);
      continue;
    }
    if (!is_quote(reader, reader->at)) {
      ++reader->at;
      continue;
    }
    const size_t behind = reader->at + tokens->quote.size;
    if (tokens->escape.size || !look(reader, behind) ||
        !is_quote(reader, behind))
      return !is_stopped(reader);
    flush(reader, behind, behind + tokens->quote.size);
  }
  stop_in_quotes(reader);
  return false;
}

/* Behind the closing quote: blanks that are trimmed, and what ends the
   field. */
static bool find_end(Reader *reader)
{
  const bool trims = reader->builder.trim & LOD_TRIM_END;
  for (; look(reader, reader->at); ++reader->at) {
    size_t size;
    const LodToken token = token_at(reader, reader->at, &size);
    if (token >= LOD_TOKEN_END) {
      reader->before = token;
      reader->before_size = size;
      return true;
    }
    const char c = *here(reader, reader->at);
    if (!trims || token != LOD_TOKEN_TEXT || (c != ' ' && c != '\t')) {
      set_fault_here(reader, LOD_FAULT_TEXT_AFTER_QUOTE);
      return false;
    }
  }
  if (reader->window.stop)
    set_fault_here(reader, reader->window.stop);
  return !is_stopped(reader);
}

/* At the opening quote.
   quoted = quote *( character / escaped / quote quote ) quote */
static void read_quoted(Reader *reader)
{
  const size_t quote = reader->tokens.quote.size;
  reader->text.size = 0;
  reader->at += quote;
  reader->from = reader->at;
  if (!find_closing_quote(reader))
    return;
  const size_t end = reader->at;
  reader->at += quote;
  if (find_end(reader))
    end_field(reader, end, true);
}

/* -- Fields --------------------------------------------------------------- */

/* A quote opens a field at its start, or behind blanks that are trimmed. */
static bool opens(const Reader *reader)
{
  if (!reader->at)
    return true;
  if (!(reader->builder.trim & LOD_TRIM_START) || reader->text.size)
    return false;
  const LodView before = {here(reader, reader->from),
                          reader->at - reader->from};
  return !lod_builder_trim(before, LOD_TRIM_START).size;
}

/* A quote past the limit says nothing that the fault does not. */
static void warn_of_stray_quote(const Reader *reader)
{
  const size_t before = reader->text.size + reader->at - reader->from;
  if (before >= reader->builder.limits.max_field)
    return;
  const LodPlace place = lod_builder_place(&reader->builder);
  lod_log_add(reader->builder.log, LOD_WARNING, "stray-quote", &place,
              "a quote stands inside a field that is not quoted; it is "
              "taken as text");
}

/* The input ends, or the field is too long. */
static void stop_in_field(Reader *reader)
{
  if (is_stopped(reader))
    return;
  if (reader->at > reader->longest_field)
    lod_builder_set_fault(&reader->builder, LOD_FAULT_FIELD_TOO_LONG, 0);
  else if (reader->window.stop)
    set_fault_here(reader, reader->window.stop);
  else
    end_field(reader, reader->at, false);
}

/* field = quoted / *( character / escaped ) */
static void read_field(Reader *reader)
{
  bool stray = false;
  reader->at = reader->from = 0;
  reader->text.size = 0;
  reader->before = LOD_TOKEN_TEXT;
  reader->before_size = 0;
  while (reader->at <= reader->longest_field &&
         skip_text(reader, reader->tokens.any)) {
    size_t size;
    const LodToken token = token_at(reader, reader->at, &size);
    if (token >= LOD_TOKEN_END) {
      reader->before = token;
      reader->before_size = size;
      end_field(reader, reader->at, false);
      return;
    }
    if (token == LOD_TOKEN_QUOTE && !stray) {
      if (opens(reader)) {
        read_quoted(reader);
        return;
      }
      warn_of_stray_quote(reader);
      stray = true;
    }
    if (token == LOD_TOKEN_ESCAPE)
      pass_escape(reader);
    else
      reader->at += size;
  }
  stop_in_field(reader);
}

/* -- Records -------------------------------------------------------------- */

/* Lines, in the eyes of an editor, that the end of the record ends. */
static void end_record(Reader *reader, const char *end, size_t size)
{
  LodBuilder *const builder = &reader->builder;
  if (builder->ends == LOD_LINES_CUSTOM)
    builder->end_lines =
        lod_segment_count(LOD_LINES_CUSTOM, end, size, '\0').lines;
  lod_builder_end_record(builder);
}

/* The record is a comment, from FROM to AT, and an end of SIZE bytes. */
static void end_comment(Reader *reader, size_t size)
{
  LodBuilder *const builder = &reader->builder;
  if (is_stopped(reader))
    return;
  if (!size && reader->at > reader->longest_field) {
    lod_builder_set_fault(builder, LOD_FAULT_FIELD_TOO_LONG, 0);
    return;
  }
  if (!size && reader->window.stop) {
    set_fault_here(reader, reader->window.stop);
    return;
  }
  builder->end_lines = lines_in(reader, reader->at + size);
  lod_builder_add_comment(builder, (LodView){here(reader, reader->from),
                                             reader->at - reader->from});
  builder->end_lines = 1;
  take(reader, reader->at + size);
}

/* comment = comment-prefix *character end.  Quotes have no meaning in it: an
   apostrophe does not swallow the rows behind it. */
static void read_comment(Reader *reader)
{
  size_t size = 0;
  reader->at = reader->tokens.comment.size;
  reader->from = reader->at;
  while (skip_text(reader, reader->tokens.line)) {
    size = lod_tokens_end(&reader->tokens, here(reader, reader->at),
                          left_at(reader, reader->at), is_last(reader));
    if (size)
      break;
    ++reader->at;
  }
  end_comment(reader, size);
}

/* Quotes hide ends of lines in a skipped row, too; apart from that they are
   text, wherever they stand.
   row = [ quoted ] *character *( delimiter [ quoted ] *character ) end */
static void read_skipped_row(Reader *reader)
{
  size_t end = 0;
  bool starts = true; /* a field */
  reader->at = reader->from = 0;
  reader->text.size = 0;
  while (!end && reader->at <= reader->longest_field &&
         look(reader, reader->at)) {
    size_t size;
    const LodToken token = token_at(reader, reader->at, &size);
    if (token == LOD_TOKEN_END)
      end = size;
    else if (token == LOD_TOKEN_ESCAPE)
      pass_escape(reader);
    else
      reader->at += size;
    if (token == LOD_TOKEN_QUOTE && starts) {
      if (!find_closing_quote(reader))
        return;
      reader->at += size;
    }
    starts = token == LOD_TOKEN_DELIMITER;
  }
  reader->from = 0;
  end_comment(reader, end);
}

/* record = field *( delimiter field ) end */
static void read_record(Reader *reader)
{
  do
    read_field(reader);
  while (reader->before == LOD_TOKEN_DELIMITER && !is_stopped(reader));
  if (!is_stopped(reader))
    end_record(reader, here(reader, 0) - reader->before_size,
               reader->before_size);
}

static void read_next(Reader *reader)
{
  if (!look(reader, 0)) {
    if (reader->window.stop && !is_stopped(reader))
      lod_builder_set_fault(&reader->builder, reader->window.stop, 0);
    reader->ended = true;
  } else if (lod_tokens_match(reader->tokens.comment, here(reader, 0),
                              left_at(reader, 0))) {
    read_comment(reader);
  } else if (reader->builder.number < reader->builder.skip_rows) {
    read_skipped_row(reader);
  } else {
    read_record(reader);
  }
}

static LodStatus read_batch(LodReader *base, LodBatch *batch)
{
  Reader *const reader = (Reader *)base;
  LodBuilder *const builder = &reader->builder;
  LodStatus status = lod_builder_open(builder, batch);
  if (status)
    return status;
  lod_window_shrink(&reader->window);
  if (reader->text.capacity > LARGE_TEXT)
    lod_buffer_free(&reader->text);
  reader->taken = 0;
  while (!reader->ended && !is_stopped(reader) &&
         !lod_builder_is_full(builder, reader->taken))
    read_next(reader);
  status = lod_builder_close(builder);
  if (status)
    return status;
  return batch->record_count ? LOD_SUCCESS : lod_builder_finish(builder);
}

/* -- Beginning and end ---------------------------------------------------- */

static void full_free(LodReader *base)
{
  Reader *const reader = (Reader *)base;
  lod_window_free(&reader->window);
  lod_builder_free(&reader->builder);
  lod_tokens_free(&reader->tokens);
  lod_buffer_free(&reader->text);
  lod_free(reader);
}

static LodStatus full_make(const LodDialect *dialect, LodSource *source,
                           const LodReaderLimits *limits, LodLog *log,
                           LodReader **made)
{
  Reader *const reader = lod_calloc(1, sizeof *reader);
  if (!reader)
    return LOD_ERR_NO_MEMORY;
  reader->base.kind = &lod_reader_full;
  lod_builder_start(&reader->builder, dialect, lod_dialect_line_ends(dialect),
                    limits, lod_source_name(source), log);
  LodStatus status = lod_tokens_start(&reader->tokens, dialect);
  if (!status)
    status = lod_window_start(&reader->window, source, limits->read_bytes);
  /* Doubled and escaped characters take more room than they count. */
  reader->longest_field = limits->max_field > (SIZE_MAX - OVERLONG) / 2
                              ? SIZE_MAX
                              : 2 * limits->max_field + OVERLONG;
  reader->counts_lines =
      reader->builder.ends == LOD_LINES_CUSTOM || reader->tokens.escape.size;
  if (status)
    full_free(&reader->base);
  else
    *made = &reader->base;
  return status;
}

const LodReaderKind lod_reader_full = {"full", lod_tokens_refusal, full_make,
                                       full_free, read_batch};
