/* The dialect that the command line gives, where no metadata says it. */
#include "publish/job.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include <stddef.h>

/* An option of the dialect counts where no metadata says it, by PROPERTY or by
   OTHER (may be NULL). */
static bool counts(const LodJob *job, const LodMapping *mapping, size_t table,
                   const char *option, const char *property, const char *other)
{
  if (other && mapping && lod_mapping_says_dialect(mapping, table, other))
    property = other;
  else if (!mapping || !lod_mapping_says_dialect(mapping, table, property))
    return true;
  LodPlace place = {.file = mapping->name};
  lod_log_add(job->log, LOD_WARNING, "option-unused", &place,
              "the metadata says \"%s\"; --%s is not used", property, option);
  return false;
}

static LodStatus refuse(const LodJob *job, const char *format,
                        const char *option, const char *text)
{
  lod_log_add(job->log, LOD_ERROR, "bad-option", NULL, format, option, text);
  return LOD_ERR_USAGE;
}

/* -- Texts ---------------------------------------------------------------- */

/* The value of the hexadecimal digit C; 16: it is none. */
static unsigned digit_value(char c)
{
  static const char digits[] = "0123456789abcdef";
  const char *at = c ? strchr(digits, lod_ascii_lower(c)) : NULL;
  return at ? (unsigned)(at - digits) : 16;
}

/* escape = "\" ( "n" / "r" / "t" / "\" / "x" 2HEXDIG ); any other "\" is
   itself.  Returns the bytes that it takes, and what it stands for. */
static size_t read_escape(const char *at, char *c)
{
  static const char names[] = "nrt\\", values[] = "\n\r\t\\";
  const char *name = at[1] ? strchr(names, at[1]) : NULL;
  *c = *at;
  if (*at != '\\')
    return 1;
  if (name) {
    *c = values[name - names];
    return 2;
  }
  unsigned high = at[1] == 'x' ? digit_value(at[2]) : 16;
  unsigned low = high < 16 ? digit_value(at[3]) : 16;
  if (low == 16)
    return 1;
  *c = (char)(high << 4 | low);
  return 4;
}

/* The characters that TEXT, as it is typed, stands for. */
static LodStatus read_text(const LodJob *job, const char *option, LodView typed,
                           const char **text)
{
  char *made = lod_arena_view_strdup(job->arena, typed);
  size_t size = 0;
  if (!made)
    return LOD_ERR_NO_MEMORY;
  for (const char *at = made; *at;)
    at += read_escape(at, &made[size++]);
  made[size] = '\0';
  *text = made;
  if (strlen(made) == size &&
      lod_utf8_valid_prefix((LodView){made, size}) == size)
    return LOD_SUCCESS;
  return refuse(job, "--%s: \"%s\" is no text in UTF-8", option, made);
}

#define FROM(member) offsetof(LodConvertOptions, member)
#define TO(member)   offsetof(LodDialect, member)

static const struct {
  const char *option, *property;
  size_t from, to;   /* const char * in the options and in the dialect */
  bool may_be_empty; /* then there is none */
} texts[] = {
    {"encoding", "encoding", FROM(encoding), TO(encoding), false},
    {"delimiter", "delimiter", FROM(delimiter), TO(delimiter), false},
    {"quote", "quoteChar", FROM(quote), TO(quote), true},
    {"escape", "doubleQuote", FROM(escape), TO(escape), true},
    {"comment-prefix", "commentPrefix", FROM(comment_prefix),
     TO(comment_prefix), true},
};

static const char *const *text_at(const void *base, size_t offset)
{
  return (const char *const *)((const char *)base + offset);
}

static LodStatus apply_texts(const LodJob *job, const LodMapping *mapping,
                             size_t table, LodDialect *dialect)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < sizeof texts / sizeof *texts && !status; i++) {
    const char *typed = *text_at(job->options, texts[i].from), *text;
    if (!typed ||
        !counts(job, mapping, table, texts[i].option, texts[i].property, NULL))
      continue;
    status = read_text(job, texts[i].option, lod_view(typed), &text);
    if (!status && texts[i].may_be_empty && !*text)
      text = NULL;
    if (!status)
      memcpy((char *)dialect + texts[i].to, &text, sizeof text);
    if (!status && texts[i].to == TO(escape))
      dialect->double_quote = !text;
  }
  return status;
}

/* -- Line ends ------------------------------------------------------------ */

/* An end of line by its name, or as it is. */
static LodStatus read_line_end(const LodJob *job, LodView typed,
                               const char **end)
{
  static const struct {
    const char *name, *end;
  } words[] = {{"lf", "\n"}, {"cr", "\r"}, {"crlf", "\r\n"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (lod_ascii_equal_nocase(typed, lod_view(words[i].name))) {
      *end = words[i].end;
      return LOD_SUCCESS;
    }
  return read_text(job, "line-terminators", typed, end);
}

/* list = "any" / end *( "," end ) */
static LodStatus apply_line_ends(const LodJob *job, LodDialect *dialect)
{
  const char *typed = job->options->line_terminators;
  size_t most = 1, count = 0;
  if (strcmp(typed, "any") == 0)
    typed = "cr,lf,crlf";
  for (const char *at = typed; *at; at++)
    most += *at == ',';
  const char **ends = lod_arena_array(job->arena, most, sizeof *ends);
  LodStatus status = ends ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (const char *at = typed; at && !status; count++) {
    const char *comma = strchr(at, ',');
    LodView text = {at, comma ? (size_t)(comma - at) : strlen(at)};
    status = read_line_end(job, text, &ends[count]);
    at = comma ? comma + 1 : NULL;
  }
  dialect->line_ends = LOD_LINES_CUSTOM;
  dialect->terminators = ends;
  dialect->terminator_count = (unsigned)count;
  if (!status)
    dialect->line_ends = lod_dialect_line_ends(dialect);
  return status;
}

/* -- All of them ---------------------------------------------------------- */

/* "Metadata Vocabulary", 5.9, has the same words. */
static LodStatus apply_trim(const LodJob *job, LodDialect *dialect)
{
  static const struct {
    const char *word;
    LodTrim trim;
  } words[] = {{"true", LOD_TRIM_BOTH},
               {"false", LOD_TRIM_NONE},
               {"start", LOD_TRIM_START},
               {"end", LOD_TRIM_END}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i].word, job->options->trim) == 0) {
      dialect->trim = words[i].trim;
      return LOD_SUCCESS;
    }
  return refuse(job, "--%s does not take \"%s\"", "trim", job->options->trim);
}

static void apply_counts(const LodJob *job, const LodMapping *mapping,
                         size_t table, LodDialect *dialect)
{
  const LodConvertOptions *options = job->options;
  if (options->skip_rows >= 0 &&
      counts(job, mapping, table, "skip", "skipRows", NULL))
    dialect->skip_rows = (unsigned)options->skip_rows;
  if (options->skip_columns >= 0 &&
      counts(job, mapping, table, "skip-columns", "skipColumns", NULL))
    dialect->skip_columns = (unsigned)options->skip_columns;
  if (options->skip_blank_rows &&
      counts(job, mapping, table, "skip-blank-rows", "skipBlankRows", NULL))
    dialect->skip_blank_rows = true;
  if (options->header_rows >= 0 &&
      counts(job, mapping, table, "header", "headerRowCount", "header")) {
    dialect->header_row_count = (unsigned)options->header_rows;
    dialect->header = options->header_rows > 0;
  }
}

LodStatus lod_job_dialect(const LodJob *job, const LodMapping *mapping,
                          size_t table, LodDialect *dialect)
{
  const LodConvertOptions *options = job->options;
  LodStatus status = apply_texts(job, mapping, table, dialect);
  apply_counts(job, mapping, table, dialect);
  if (!status && options->trim &&
      counts(job, mapping, table, "trim", "trim", "skipInitialSpace"))
    status = apply_trim(job, dialect);
  if (!status && options->line_terminators &&
      counts(job, mapping, table, "line-terminators", "lineTerminators", NULL))
    status = apply_line_ends(job, dialect);
  return status;
}
