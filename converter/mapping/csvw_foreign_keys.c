/* Foreign keys ("Metadata Vocabulary", 5.5.2). */
#include "mapping/csvw_internal.h"

static bool is_text(json_t *object, const char *name, const char *text)
{
  const char *own = json_string_value(json_object_get(object, name));
  return own && !strcmp(own, text);
}

/* The one table that REFERENCE leads to; *found: how many there are. */
static size_t referenced_table(json_t *group, json_t *reference, size_t *found)
{
  json_t *tables = json_object_get(group, "tables");
  const char *url = json_string_value(json_object_get(reference, "resource"));
  const char *id =
      json_string_value(json_object_get(reference, "schemaReference"));
  size_t result = 0;
  *found = 0;
  for (size_t i = 0; i < json_array_size(tables); i++) {
    json_t *table = json_array_get(tables, i);
    json_t *schema = lod_csvw_schema_of(group, table);
    if (url ? is_text(table, "url", url) : is_text(schema, "@id", id)) {
      result = i;
      ++*found;
    }
  }
  return result;
}

static LodStatus copy_names(LodCsvw *c, json_t *names,
                            const char *const **copies, size_t *count)
{
  size_t size = json_array_size(names);
  const char **made = lod_arena_array(c->arena, size + 1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < size; i++) {
    made[i] =
        lod_arena_strdup(c->arena, json_string_value(json_array_get(names, i)));
    if (!made[i])
      return LOD_ERR_NO_MEMORY;
  }
  *copies = made;
  *count = size;
  return LOD_SUCCESS;
}

static LodStatus add_foreign_key(LodCsvw *c, json_t *key, size_t table,
                                 size_t target)
{
  LodMapping *m = c->mapping;
  json_t *reference = json_object_get(key, "reference");
  LodForeignKey *made = &m->foreign_keys[m->foreign_key_count++];
  made->table = table;
  made->target = target;
  LodStatus status = copy_names(c, json_object_get(key, "columnReference"),
                                &made->columns, &made->column_count);
  return status ? status
                : copy_names(c, json_object_get(reference, "columnReference"),
                             &made->target_columns, &made->target_column_count);
}

static LodStatus take_foreign_key(LodCsvw *c, json_t *group, size_t table,
                                  json_t *key, const LodCsvwPath *path)
{
  size_t found;
  json_t *reference = json_object_get(key, "reference");
  size_t target = referenced_table(group, reference, &found);
  if (found != 1)
    return lod_csvw_fail(c, path, "metadata-reference",
                         "%s: the reference must lead to exactly one table "
                         "of the group",
                         NULL);
  json_t *tables = json_object_get(group, "tables");
  const char *unknown = lod_csvw_unknown_column(
      lod_csvw_schema_of(group, json_array_get(tables, target)),
      json_object_get(reference, "columnReference"));
  if (!unknown)
    return add_foreign_key(c, key, table, target);
  return lod_csvw_fail(c, path, "metadata-reference",
                       "%s: the referenced table has no column with the "
                       "name \"%s\"",
                       unknown);
}

static json_t *keys_of(json_t *group, size_t table)
{
  json_t *tables = json_object_get(group, "tables");
  return json_object_get(
      lod_csvw_schema_of(group, json_array_get(tables, table)), "foreignKeys");
}

static LodStatus make_room(LodCsvw *c, json_t *group, size_t tables)
{
  size_t count = 0;
  for (size_t t = 0; t < tables; t++)
    count += json_array_size(keys_of(group, t));
  c->mapping->foreign_keys =
      lod_arena_array(c->arena, count + 1, sizeof *c->mapping->foreign_keys);
  return c->mapping->foreign_keys ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

LodStatus lod_csvw_take_foreign_keys(LodCsvw *c, json_t *group)
{
  size_t tables = json_array_size(json_object_get(group, "tables"));
  LodCsvwPath list = {NULL, "tables", 0};
  LodStatus room = make_room(c, group, tables);
  if (room)
    return room;
  for (size_t t = 0; t < tables; t++) {
    LodCsvwPath table = {&list, NULL, t};
    LodCsvwPath schema = {&table, "tableSchema", 0};
    LodCsvwPath keys = {&schema, "foreignKeys", 0};
    json_t *all = keys_of(group, t);
    for (size_t i = 0; i < json_array_size(all); i++) {
      LodCsvwPath at = {&keys, NULL, i};
      LodStatus status =
          take_foreign_key(c, group, t, json_array_get(all, i), &at);
      if (status)
        return status;
    }
  }
  return LOD_SUCCESS;
}
