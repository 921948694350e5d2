#include "mapping/csvw_internal.h"

static LodStatus copy_text(LodCsvw *c, json_t *value, const char **text)
{
  if (!json_is_string(value))
    return LOD_SUCCESS;
  *text = lod_arena_strdup(c->arena, json_string_value(value));
  return *text ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static void read_boolean(json_t *dialect, const char *name, bool *flag)
{
  json_t *value = json_object_get(dialect, name);
  if (value)
    *flag = json_is_true(value);
}

static void read_count(json_t *dialect, const char *name, unsigned *count)
{
  json_t *value = json_object_get(dialect, name);
  if (value)
    *count = (unsigned)json_integer_value(value);
}

/* headerRowCount goes before header. */
static void read_header(json_t *dialect, LodDialect *result)
{
  read_boolean(dialect, "header", &result->header);
  result->header_row_count = result->header ? 1 : 0;
  read_count(dialect, "headerRowCount", &result->header_row_count);
  result->header = result->header_row_count > 0;
}

/* trim goes before skipInitialSpace. */
static void read_trim(json_t *dialect, LodDialect *result)
{
  json_t *value = json_object_get(dialect, "trim");
  const char *text = json_string_value(value);
  if (!value) {
    read_boolean(dialect, "skipInitialSpace", &result->skip_initial_space);
    if (result->skip_initial_space)
      result->trim = LOD_TRIM_START;
    return;
  }
  result->trim = LOD_TRIM_NONE;
  if (json_is_true(value) || (text && !strcmp(text, "true")))
    result->trim = LOD_TRIM_BOTH;
  else if (text && !strcmp(text, "start"))
    result->trim = LOD_TRIM_START;
  else if (text && !strcmp(text, "end"))
    result->trim = LOD_TRIM_END;
}

/* The texts themselves, unless readers know them by name. */
static LodStatus read_terminators(LodCsvw *c, json_t *dialect,
                                  LodDialect *result)
{
  json_t *array = json_object_get(dialect, "lineTerminators");
  size_t count = json_array_size(array);
  if (!count)
    return LOD_SUCCESS;
  const char **texts = lod_arena_array(c->arena, count, sizeof *texts);
  LodStatus status = texts ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count && !status; i++)
    status = copy_text(c, json_array_get(array, i), &texts[i]);
  if (status)
    return status;
  result->line_ends = LOD_LINES_CUSTOM;
  result->terminators = texts;
  result->terminator_count = (unsigned)count;
  result->line_ends = lod_dialect_line_ends(result);
  if (result->line_ends != LOD_LINES_CUSTOM)
    result->terminator_count = 0;
  return LOD_SUCCESS;
}

/* "Metadata Vocabulary", 5.9; what is not there has its default. */
LodStatus lod_csvw_dialect(LodCsvw *c, json_t *dialect, LodDialect *result)
{
  *result = lod_dialect_default;
  if (!dialect)
    return LOD_SUCCESS;
  if (json_is_null(json_object_get(dialect, "quoteChar")))
    result->quote = NULL;
  LodStatus status =
      copy_text(c, json_object_get(dialect, "quoteChar"), &result->quote);
  if (!status)
    status =
        copy_text(c, json_object_get(dialect, "delimiter"), &result->delimiter);
  if (!status)
    status =
        copy_text(c, json_object_get(dialect, "encoding"), &result->encoding);
  json_t *comment = json_object_get(dialect, "commentPrefix");
  if (!status && json_string_length(comment))
    status = copy_text(c, comment, &result->comment_prefix);
  if (!status)
    status = read_terminators(c, dialect, result);
  read_boolean(dialect, "doubleQuote", &result->double_quote);
  read_boolean(dialect, "skipBlankRows", &result->skip_blank_rows);
  read_count(dialect, "skipColumns", &result->skip_columns);
  read_count(dialect, "skipRows", &result->skip_rows);
  read_header(dialect, result);
  read_trim(dialect, result);
  return status;
}

static bool keep(LodArena *arena, const char **text)
{
  if (*text)
    *text = lod_arena_strdup(arena, *text);
  return *text != NULL;
}

LodStatus lod_csvw_copy_dialect(LodMapping *mapping, const LodDialect *dialect,
                                LodDialect *copy)
{
  *copy = *dialect;
  const char **texts = lod_arena_array(
      mapping->arena, dialect->terminator_count + 1, sizeof *texts);
  bool good =
      texts && (!dialect->encoding || keep(mapping->arena, &copy->encoding));
  good =
      good && (!dialect->delimiter || keep(mapping->arena, &copy->delimiter));
  good = good && (!dialect->quote || keep(mapping->arena, &copy->quote));
  good = good && (!dialect->comment_prefix ||
                  keep(mapping->arena, &copy->comment_prefix));
  good = good && (!dialect->escape || keep(mapping->arena, &copy->escape));
  for (unsigned i = 0; good && i < dialect->terminator_count; i++) {
    texts[i] = dialect->terminators[i];
    good = keep(mapping->arena, &texts[i]);
  }
  copy->terminators = texts;
  return good ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}
