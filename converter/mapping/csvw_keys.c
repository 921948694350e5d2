#include "mapping/csvw_internal.h"

static const char *text_of(json_t *key, const char *name)
{
  return lod_csvw_annotation(key, name);
}

static json_t *list_of(json_t *key, const char *iri)
{
  json_t *value = json_object_get(key, iri);
  return json_is_array(value) ? value : NULL;
}

static LodStatus find_columns(LodCsvw *c, const LodCsvwTable *table,
                              json_t *names, const size_t **columns,
                              size_t *count)
{
  size_t size = json_array_size(names);
  size_t *made = lod_arena_array(c->arena, size + 1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < size; i++) {
    const char *name = json_string_value(json_array_get(names, i));
    made[i] = lod_schema_find(table->map->schema, lod_view(name));
    if (made[i] == LOD_NO_COLUMN)
      return lod_csvw_fail(c, &table->path, "annotation",
                           "%s: lod:key names \"%s\", which is no column",
                           name);
  }
  *columns = made;
  *count = size;
  return LOD_SUCCESS;
}

static LodStatus read_key(LodCsvw *c, const LodCsvwTable *table, json_t *json,
                          LodKey *key)
{
  json_t *columns = list_of(json, LOD_NS "columns");
  key->name = lod_arena_strdup(c->arena, text_of(json, "name"));
  key->all_columns = !columns;
  key->counted = lod_csvw_is_annotated(json, "counted");
  key->otherwise = SIZE_MAX;
  if (!key->name)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      find_columns(c, table, columns, &key->columns, &key->column_count);
  return status ? status
                : find_columns(c, table, list_of(json, LOD_NS "needed"),
                               &key->needed, &key->needed_count);
}

static LodStatus link_otherwise(LodCsvw *c, const LodCsvwTable *table,
                                json_t *json, LodKey *key)
{
  const LodTableMap *map = table->map;
  const char *name = text_of(json, "otherwise");
  for (size_t i = 0; name && i < map->key_count; i++)
    if (!strcmp(map->keys[i].name, name))
      key->otherwise = i;
  if (!name || key->otherwise != SIZE_MAX)
    return LOD_SUCCESS;
  return lod_csvw_fail(c, &table->path, "annotation",
                       "%s: lod:otherwise names \"%s\", which is no key", name);
}

/* A key that comes back to itself would never serve. */
static LodStatus check_chain(LodCsvw *c, const LodCsvwTable *table,
                             const LodKey *key)
{
  const LodTableMap *map = table->map;
  size_t steps = 0, at = key->otherwise;
  while (at != SIZE_MAX && steps++ < map->key_count)
    at = map->keys[at].otherwise;
  if (at == SIZE_MAX)
    return LOD_SUCCESS;
  return lod_csvw_fail(c, &table->path, "annotation",
                       "%s: lod:otherwise of the key \"%s\" leads in a circle",
                       key->name);
}

static LodStatus check_name(LodCsvw *c, const LodCsvwTable *table,
                            const LodKey *key)
{
  for (const LodKey *other = table->map->keys; other < key; other++)
    if (!strcmp(other->name, key->name))
      return lod_csvw_fail(c, &table->path, "annotation",
                           "%s: two keys have the name \"%s\"", key->name);
  return LOD_SUCCESS;
}

LodStatus lod_csvw_make_keys(LodCsvw *c, LodCsvwTable *table)
{
  json_t *keys = json_object_get(table->schema, LOD_NS "key");
  LodTableMap *map = table->map;
  size_t count = json_array_size(keys);
  LodStatus status = LOD_SUCCESS;
  map->keys = lod_arena_array(c->arena, count + 1, sizeof *map->keys);
  if (!map->keys)
    return LOD_ERR_NO_MEMORY;
  map->key_count = count;
  for (size_t i = 0; i < count && !status; i++) {
    status = read_key(c, table, json_array_get(keys, i), &map->keys[i]);
    if (!status)
      status = check_name(c, table, &map->keys[i]);
  }
  for (size_t i = 0; i < count && !status; i++)
    status = link_otherwise(c, table, json_array_get(keys, i), &map->keys[i]);
  for (size_t i = 0; i < count && !status; i++)
    status = check_chain(c, table, &map->keys[i]);
  return status;
}
