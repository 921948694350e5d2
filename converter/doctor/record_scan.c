#include "doctor/record_scan.h"
#include "base/ascii.h"

static bool starts_with(const char *at, const char *end, LodView text)
{
  return text.size > 0 && (size_t)(end - at) >= text.size &&
         !memcmp(at, text.data, text.size);
}

static void mark_special(LodScan *scan)
{
  scan->special['\n'] = scan->special['\r'] = true;
  if (scan->delimiter.size)
    scan->special[(unsigned char)*scan->delimiter.data] = true;
  if (scan->dialect->line_ends != LOD_LINES_CUSTOM)
    return;
  for (unsigned i = 0; i < scan->dialect->terminator_count; i++)
    scan->special[(unsigned char)*scan->dialect->terminators[i]] = true;
}

void lod_scan_start(LodScan *scan, const LodDialect *dialect, LodView sample)
{
  *scan = (LodScan){.dialect = dialect,
                    .delimiter = lod_view(dialect->delimiter),
                    .quote = lod_view(dialect->quote),
                    .escape = lod_view(lod_dialect_escape(dialect)),
                    .at = sample.data,
                    .end = sample.data + sample.size,
                    .line = 1};
  mark_special(scan);
}

/* The bytes of the custom line end at AT, the longest one first. */
static size_t custom_end(const LodScan *scan, const char *at)
{
  size_t size = 0;
  for (unsigned i = 0; i < scan->dialect->terminator_count; i++) {
    const LodView end = lod_view(scan->dialect->terminators[i]);
    if (end.size > size && starts_with(at, scan->end, end))
      size = end.size;
  }
  return size;
}

/* The bytes of the line end at AT; 0 when there is none. */
static size_t line_end(const LodScan *scan, const char *at)
{
  const LodLineEnds ends = scan->dialect->line_ends;
  if (ends == LOD_LINES_CUSTOM)
    return custom_end(scan, at);
  if (*at == '\n')
    return ends != LOD_LINES_CR;
  if (*at != '\r')
    return 0;
  if (ends == LOD_LINES_CR)
    return 1;
  if (scan->end - at > 1 && at[1] == '\n')
    return 2;
  return ends == LOD_LINES_ANY;
}

static void count_line_end(LodScan *scan, size_t size)
{
  LodLineEnd kind = LOD_END_LF;
  if (*scan->at == '\r')
    kind = size == 2 ? LOD_END_CRLF : LOD_END_CR;
  lod_evidence_add(&scan->ends[kind], scan->line, 0);
}

/* A CR or LF that ends no line is a blank too. */
static void skip_blanks(LodScan *scan)
{
  while (scan->at < scan->end && lod_ascii_is_space(*scan->at) &&
         !line_end(scan, scan->at) &&
         !starts_with(scan->at, scan->end, scan->delimiter))
    scan->at++;
}

/* RFC 4180, rules 5 and 7; \" instead of "" where there is an escape.  The
   scan stands behind the opening quote and goes behind the closing one. */
static void skip_quoted(LodScan *scan)
{
  while (scan->at < scan->end) {
    if (starts_with(scan->at, scan->end, scan->escape) &&
        (size_t)(scan->end - scan->at) > scan->escape.size) {
      scan->at += scan->escape.size + 1;
      continue;
    }
    if (starts_with(scan->at, scan->end, scan->quote)) {
      scan->at += scan->quote.size;
      if (scan->escape.size || !starts_with(scan->at, scan->end, scan->quote))
        return;
      scan->at += scan->quote.size;
      continue;
    }
    const size_t size = line_end(scan, scan->at);
    scan->line += size > 0;
    scan->at += size ? size : 1;
  }
  scan->open = true;
}

/* Move behind the delimiter or line end that comes next; *end: before it. */
static LodFieldEnd skip_plain(LodScan *scan, const char **end)
{
  for (; scan->at < scan->end; scan->at++) {
    if (!scan->special[(unsigned char)*scan->at])
      continue;
    *end = scan->at;
    if (starts_with(scan->at, scan->end, scan->delimiter)) {
      scan->at += scan->delimiter.size;
      return LOD_FIELD_BEFORE_DELIMITER;
    }
    const size_t size = line_end(scan, scan->at);
    if (!size)
      continue;
    count_line_end(scan, size);
    scan->at += size;
    scan->line++;
    return LOD_FIELD_BEFORE_LINE;
  }
  *end = scan->at;
  return LOD_FIELD_BEFORE_INPUT;
}

static bool at_field_end(const LodScan *scan)
{
  return scan->at == scan->end ||
         starts_with(scan->at, scan->end, scan->delimiter) ||
         line_end(scan, scan->at) > 0;
}

static void skip_quotes(LodScan *scan, uint32_t column)
{
  const uint64_t line = scan->line;
  scan->at += scan->quote.size;
  skip_quoted(scan);
  if (scan->dialect->trim & LOD_TRIM_END)
    skip_blanks(scan);
  if (!at_field_end(scan))
    lod_evidence_add(&scan->stray, scan->line, column);
  else if (!scan->open)
    lod_evidence_add(&scan->closed, line, column);
}

void lod_scan_field(LodScan *scan, uint32_t column, LodScanField *field)
{
  const char *end;
  if (scan->dialect->skip_initial_space ||
      (scan->dialect->trim & LOD_TRIM_START))
    skip_blanks(scan);
  field->text.data = scan->at;
  field->quoted = starts_with(scan->at, scan->end, scan->quote);
  if (field->quoted)
    skip_quotes(scan, column);
  field->before = skip_plain(scan, &end);
  field->text.size = (size_t)(end - field->text.data);
}

/* A whole number, thousands perhaps parted by blanks. */
static bool is_integer(const LodScanField *field)
{
  const char *at = field->text.data;
  const char *const end = at + field->text.size;
  if (field->quoted || at == end)
    return false;
  if (*at == '-' || *at == '+')
    at++;
  if (at == end || !lod_ascii_is_digit(*at))
    return false;
  while (at < end && (lod_ascii_is_digit(*at) || *at == ' '))
    at++;
  return at == end;
}

static bool is_fraction(const LodScanField *field)
{
  const LodView text = field->text;
  return !field->quoted && (text.size == 1 || text.size == 2) &&
         lod_ascii_is_digit(text.data[0]) &&
         lod_ascii_is_digit(text.data[text.size - 1]);
}

static bool has_apostrophes(LodView text)
{
  return text.size >= 2 && text.data[0] == '\'' &&
         text.data[text.size - 1] == '\'';
}

bool lod_scan_next(LodScan *scan, LodScanRecord *record)
{
  if (scan->at == scan->end)
    return false;
  *record = (LodScanRecord){.line = scan->line, .text.data = scan->at};
  LodScanField field = {.before = LOD_FIELD_BEFORE_DELIMITER};
  bool after_integer = false;
  while (field.before == LOD_FIELD_BEFORE_DELIMITER) {
    lod_scan_field(scan, (uint32_t)(record->fields + 1), &field);
    record->fields++;
    if (field.text.size > 0)
      record->filled = record->fields;
    record->splits += after_integer && is_fraction(&field);
    record->apostrophes += has_apostrophes(field.text);
    after_integer = is_integer(&field);
  }
  record->ended = field.before == LOD_FIELD_BEFORE_LINE;
  record->text.size =
      (size_t)(field.text.data + field.text.size - record->text.data);
  return true;
}
