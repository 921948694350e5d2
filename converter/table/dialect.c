/* The default dialect: RFC 4180 with a header. */
#include "table/dialect.h"

const LodDialect lod_dialect_default = {
    .encoding = NULL,
    .delimiter = ",",
    .quote = "\"",
    .double_quote = true,
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
