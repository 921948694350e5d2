/* The default dialect: RFC 4180 with a header. */
#include "table/dialect.h"

const LodDialect lod_dialect_default = {
    .encoding = NULL,
    .delimiter = ",",
    .quote = "\"",
    .double_quote = true,
    .escape = NULL,
    .comment_prefix = NULL,
    .header = true,
    .header_row_count = 1,
    .skip_rows = 0,
    .skip_columns = 0,
    .skip_blank_rows = false,
    .skip_initial_space = false,
    .trim = LOD_TRIM_NONE,
    .line_ends = LOD_LINES_LF,
    .terminators = NULL,
    .terminator_count = 0,
};

static bool has_terminator(const LodDialect *dialect, const char *text)
{
  for (unsigned i = 0; i < dialect->terminator_count; ++i)
    if (!strcmp(dialect->terminators[i], text))
      return true;
  return false;
}

LodLineEnds lod_dialect_line_ends(const LodDialect *dialect)
{
  if (dialect->line_ends != LOD_LINES_CUSTOM)
    return dialect->line_ends;
  const bool lf = has_terminator(dialect, "\n");
  const bool cr = has_terminator(dialect, "\r");
  const bool crlf = has_terminator(dialect, "\r\n");
  const unsigned known = (unsigned)lf + (unsigned)cr + (unsigned)crlf;
  if (!known || known != dialect->terminator_count)
    return LOD_LINES_CUSTOM;
  if (!cr)
    return LOD_LINES_LF;
  return lf || crlf ? LOD_LINES_ANY : LOD_LINES_CR;
}

/* "Metadata Vocabulary", 5.9: without a quote there is no escape. */
const char *lod_dialect_escape(const LodDialect *dialect)
{
  if (!dialect->quote || dialect->double_quote)
    return NULL;
  return dialect->escape && *dialect->escape ? dialect->escape : "\\";
}
