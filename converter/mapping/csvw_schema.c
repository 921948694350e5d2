#include "base/ascii.h"
#include "base/map.h"
#include "mapping/csvw_internal.h"

json_t *lod_csvw_inherited(const LodCsvwTable *table, json_t *column,
                           const char *name)
{
  json_t *levels[] = {column, table->schema, table->table, table->group};
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
    json_t *value = json_object_get(levels[i], name);
    if (value)
      return value;
  }
  return NULL;
}

/* 5.6: per-cent-encoded as a variable of a template has to be (RFC 6570, 2.3);
   "_" at the front is for the recommendation's own names. */
LodStatus lod_csvw_name_of_title(LodArena *arena, LodView title,
                                 const char **name)
{
  static const char hex[] = "0123456789ABCDEF";
  char *out = title.size < SIZE_MAX / 3
                  ? lod_arena_bytes(arena, title.size * 3 + 1)
                  : NULL;
  size_t size = 0;
  if (!out)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < title.size; i++) {
    char byte = title.data[i];
    bool plain = lod_ascii_is_alpha(byte) || lod_ascii_is_digit(byte) ||
                 (i && (byte == '_' || byte == '.'));
    if (plain) {
      out[size++] = byte;
      continue;
    }
    out[size++] = '%';
    out[size++] = hex[(unsigned char)byte >> 4];
    out[size++] = hex[(unsigned char)byte & 15];
  }
  out[size] = '\0';
  *name = out;
  return LOD_SUCCESS;
}

static LodStatus copy_view(LodArena *arena, const json_t *text, LodView *copy)
{
  LodView view = {json_string_value(text), json_string_length(text)};
  char *data = lod_arena_view_strdup(arena, view);
  *copy = (LodView){data, view.size};
  return data ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

static LodStatus copy_text(LodArena *arena, const json_t *text,
                           const char **copy)
{
  LodView view;
  *copy = NULL;
  if (!json_is_string(text))
    return LOD_SUCCESS;
  LodStatus status = copy_view(arena, text, &view);
  *copy = view.data;
  return status;
}

static size_t count_titles(json_t *titles)
{
  const char *language;
  json_t *texts;
  size_t count = 0;
  json_object_foreach(titles, language, texts) count += json_array_size(texts);
  return count;
}

static LodStatus read_titles(LodArena *arena, json_t *titles, LodColumn *column)
{
  const char *language;
  json_t *texts;
  LodTitle *made =
      lod_arena_array(arena, count_titles(titles) + 1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  column->titles = made;
  json_object_foreach(titles, language, texts)
  {
    const char *own = lod_arena_strdup(arena, language);
    if (!own)
      return LOD_ERR_NO_MEMORY;
    for (size_t i = 0; i < json_array_size(texts); i++) {
      LodTitle *title = &made[column->title_count++];
      title->language = own;
      if (copy_text(arena, json_array_get(texts, i), &title->text))
        return LOD_ERR_NO_MEMORY;
    }
  }
  return LOD_SUCCESS;
}

/* 5.6: the name; else the first title in the default language or "und"; else
   "_col." and the column's number. */
static LodStatus read_name(const LodCsvw *c, LodArena *arena, json_t *json,
                           size_t number, LodColumn *column)
{
  LodStatus status =
      copy_text(arena, json_object_get(json, "name"), &column->name);
  const char *language = c->mapping->language;
  for (size_t i = 0; i < column->title_count && !status && !column->name; i++) {
    const LodTitle *title = &column->titles[i];
    bool fits = !strcmp(title->language, "und") ||
                (language && !strcmp(title->language, language));
    if (fits && *title->text)
      status =
          lod_csvw_name_of_title(arena, lod_view(title->text), &column->name);
  }
  if (status || column->name)
    return status;
  LodBuffer text = {0};
  status = lod_buffer_printf(&text, "_col.%zu", number);
  if (!status) {
    column->name = lod_arena_view_strdup(arena, lod_buffer_view(&text));
    status = column->name ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  lod_buffer_free(&text);
  return status;
}

/* 5.7: null, with its default [""]. */
static LodStatus read_nulls(LodArena *arena, json_t *json, LodColumn *column)
{
  size_t count = json_array_size(json);
  LodView *nulls = lod_arena_array(arena, count ? count : 1, sizeof *nulls);
  LodStatus status = nulls ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status && !count)
    nulls[0] = LOD_VIEW("");
  for (size_t i = 0; i < count && !status; i++)
    status = copy_view(arena, json_array_get(json, i), &nulls[i]);
  column->nulls = nulls;
  column->null_count = count ? count : 1;
  return status;
}

static LodStatus read_datatype(const LodCsvw *c, const LodCsvwTable *table,
                               LodArena *arena, json_t *json, LodColumn *column)
{
  LodReason reason;
  LodStatus status = lod_csvw_datatype_spec(
      lod_csvw_inherited(table, json, "datatype"), arena, &column->spec);
  column->spec.max_match = c->options->max_match;
  return status ? status
                : lod_datatype_new(&column->spec, &reason, &column->datatype);
}

static LodStatus read_inherited(const LodCsvw *c, const LodCsvwTable *table,
                                LodArena *arena, json_t *json,
                                LodColumn *column)
{
  json_t *value = lod_csvw_inherited(table, json, "default");
  LodStatus status = LOD_SUCCESS;
  if (value)
    status = copy_view(arena, value, &column->default_value);
  if (!status)
    status = read_nulls(arena, lod_csvw_inherited(table, json, "null"), column);
  if (!status)
    status = copy_text(arena, lod_csvw_inherited(table, json, "separator"),
                       &column->separator);
  if (!status)
    status = copy_text(arena, lod_csvw_inherited(table, json, "lang"),
                       &column->language);
  if (!column->language)
    column->language = "und";
  column->ordered = json_is_true(lod_csvw_inherited(table, json, "ordered"));
  column->required = json_is_true(lod_csvw_inherited(table, json, "required"));
  return status ? status : read_datatype(c, table, arena, json, column);
}

static LodStatus read_column(const LodCsvw *c, const LodCsvwTable *table,
                             json_t *json, size_t index)
{
  LodSchema *schema = table->map->schema;
  LodColumn *column = &schema->columns[index];
  column->virtual_column = json_is_true(json_object_get(json, "virtual"));
  column->suppress_output =
      json_is_true(json_object_get(json, "suppressOutput"));
  LodStatus status =
      read_titles(schema->arena, json_object_get(json, "titles"), column);
  if (!status)
    status = read_name(c, schema->arena, json, index + 1, column);
  return status ? status
                : read_inherited(c, table, schema->arena, json, column);
}

/* The columns that NAMES refer to; all are there. */
static LodStatus read_references(LodSchema *schema, json_t *names,
                                 const size_t **columns, size_t *count)
{
  size_t size = json_array_size(names);
  size_t *made = lod_arena_array(schema->arena, size + 1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < size; i++)
    made[i] = lod_schema_find(
        schema, lod_view(json_string_value(json_array_get(names, i))));
  *columns = made;
  *count = size;
  return LOD_SUCCESS;
}

/* Names made from titles may meet: both columns keep it, as the
   recommendation has no other name for them. */
static LodStatus warn_of_twins(const LodCsvw *c, const LodCsvwTable *table)
{
  const LodSchema *schema = table->map->schema;
  LodMap *seen = lod_map_new();
  LodStatus status = seen ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    LodView name = lod_view(schema->columns[i].name);
    if (lod_map_get(seen, name))
      lod_csvw_warn(c, &table->path, "column-name",
                    "%s: two columns have the name \"%s\"; templates take "
                    "the first",
                    name.data);
    else
      status = lod_map_set(seen, name, &schema->columns[i]);
  }
  lod_map_free(seen);
  return status;
}

static LodStatus new_schema(size_t count, LodSchema **schema)
{
  LodArena *arena = lod_arena_new();
  LodSchema *made = arena ? lod_arena_alloc(arena, sizeof *made) : NULL;
  if (made)
    made->columns = lod_arena_array(arena, count + 1, sizeof *made->columns);
  if (!made || !made->columns) {
    lod_arena_free(arena);
    return LOD_ERR_NO_MEMORY;
  }
  made->arena = arena;
  *schema = made;
  return LOD_SUCCESS;
}

LodStatus lod_csvw_make_schema(LodCsvw *c, LodCsvwTable *table)
{
  json_t *columns = json_object_get(table->schema, "columns");
  size_t count = json_array_size(columns);
  LodStatus status = new_schema(count, &table->map->schema);
  if (status)
    return status;
  LodSchema *schema = table->map->schema;
  table->columns = lod_arena_array(c->arena, count + 1, sizeof(json_t *));
  if (!table->columns)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count && !status; i++) {
    table->columns[i] = json_array_get(columns, i);
    schema->column_count = i + 1;
    status = read_column(c, table, table->columns[i], i);
  }
  if (!status)
    status =
        read_references(schema, json_object_get(table->schema, "primaryKey"),
                        &schema->primary_key, &schema->primary_key_count);
  if (!status)
    status =
        read_references(schema, json_object_get(table->schema, "rowTitles"),
                        &schema->row_titles, &schema->row_title_count);
  return status ? status : warn_of_twins(c, table);
}
