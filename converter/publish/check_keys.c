#include "publish/check_keys.h"

#include "base/memory.h"

/* The values of some columns of one table; the keys of a metadata document are
   few. */
typedef struct Entry {
  size_t table;
  const char *const *names;
  size_t count;
  LodKeyIndex index;
} Entry;

struct LodCheckKeys {
  const LodMapping *mapping; /* NULL: not known beforehand */
  LodArena *arena;
  Entry **entries;
  size_t count, most;
  uint64_t memory; /* of all */
};

static bool same_names(const Entry *entry, const char *const *names,
                       size_t count)
{
  for (size_t i = 0; i < count && entry->count == count; i++)
    if (strcmp(entry->names[i], names[i]) != 0)
      return false;
  return entry->count == count;
}

static Entry *find_entry(const LodCheckKeys *keys, size_t table,
                         const char *const *names, size_t count)
{
  for (size_t i = 0; i < keys->count; i++)
    if (keys->entries[i]->table == table &&
        same_names(keys->entries[i], names, count))
      return keys->entries[i];
  return NULL;
}

static const char *last_segment(const char *url)
{
  const char *slash = strrchr(url, '/');
  return slash && slash[1] ? slash + 1 : url;
}

/* The names and the URL of a table's map may go when the table is opened. */
static LodStatus add_entry(LodCheckKeys *keys, size_t table, const char *url,
                           const char *const *names, size_t count)
{
  if (!count || find_entry(keys, table, names, count))
    return LOD_SUCCESS;
  Entry *made = lod_arena_alloc(keys->arena, sizeof *made);
  const char **own = lod_arena_array(keys->arena, count, sizeof *own);
  if (!made || !own)
    return LOD_ERR_NO_MEMORY;
  *made = (Entry){.table = table, .names = own, .count = count};
  made->index.table = lod_arena_strdup(keys->arena, last_segment(url));
  bool copied = made->index.table != NULL;
  for (size_t i = 0; i < count && copied; i++) {
    own[i] = lod_arena_strdup(keys->arena, names[i]);
    copied = own[i] != NULL;
  }
  if (!copied)
    return LOD_ERR_NO_MEMORY;
  keys->entries[keys->count++] = made;
  return LOD_SUCCESS;
}

static LodStatus primary_names(LodArena *arena, const LodSchema *schema,
                               const char *const **names)
{
  const char **made =
      lod_arena_array(arena, schema->primary_key_count + 1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < schema->primary_key_count; i++)
    made[i] = schema->columns[schema->primary_key[i]].name;
  *names = made;
  return LOD_SUCCESS;
}

static LodStatus add_primary(LodCheckKeys *keys, const LodMapping *mapping,
                             size_t table)
{
  const LodTableMap *map = &mapping->tables[table];
  const char *const *names;
  LodStatus status = primary_names(keys->arena, map->schema, &names);
  return status ? status
                : add_entry(keys, table, map->url, names,
                            map->schema->primary_key_count);
}

static LodStatus add_target(LodCheckKeys *keys, const LodForeignKey *key)
{
  return add_entry(keys, key->target, keys->mapping->tables[key->target].url,
                   key->target_columns, key->target_column_count);
}

/* All share the memory. */
static LodStatus make_sets(LodCheckKeys *keys)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < keys->count && !status; i++)
    if (!keys->entries[i]->index.set)
      status = lod_keyset_new(LOD_KEYS_VALUED, keys->memory / keys->count,
                              &keys->entries[i]->index.set);
  return status;
}

static LodStatus add_all(LodCheckKeys *keys)
{
  const LodMapping *mapping = keys->mapping;
  LodStatus status = LOD_SUCCESS;
  for (size_t t = 0; mapping && t < mapping->table_count && !status; t++)
    status = add_primary(keys, mapping, t);
  for (size_t i = 0; mapping && i < mapping->foreign_key_count && !status; i++)
    status = add_target(keys, &mapping->foreign_keys[i]);
  return status ? status : make_sets(keys);
}

LodStatus lod_check_keys_new(const LodMapping *mapping, uint64_t memory,
                             LodCheckKeys **keys)
{
  LodCheckKeys *made = lod_calloc(1, sizeof *made);
  *keys = made;
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->mapping = mapping;
  made->most = mapping ? mapping->table_count + mapping->foreign_key_count : 1;
  made->memory = memory;
  made->arena = lod_arena_new();
  made->entries = lod_calloc(made->most, sizeof *made->entries);
  if (!made->arena || !made->entries)
    return LOD_ERR_NO_MEMORY;
  return add_all(made);
}

void lod_check_keys_free(LodCheckKeys *keys)
{
  if (!keys)
    return;
  for (size_t i = 0; i < keys->count; i++)
    lod_keyset_free(keys->entries[i]->index.set);
  lod_free(keys->entries);
  lod_arena_free(keys->arena);
  lod_free(keys);
}

void lod_check_keys_count(const LodCheckKeys *keys, LodRunReport *report)
{
  for (size_t i = 0; i < keys->count; i++) {
    const LodKeySet *set = keys->entries[i]->index.set;
    report->keys += lod_keyset_count(set);
    report->key_bytes += lod_keyset_bytes(set);
    report->keys_spilled += lod_keyset_spilled(set);
  }
}

/* "a, b" */
static const char *join(LodArena *arena, const char *const *names, size_t count)
{
  LodBuffer text = {0};
  LodStatus status = LOD_SUCCESS;
  const char *joined = NULL;
  for (size_t i = 0; i < count && !status; i++)
    status = lod_buffer_printf(&text, i ? ", %s" : "%s", names[i]);
  if (!status)
    joined = lod_arena_view_strdup(arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return joined;
}

static LodStatus add_use(LodTableKeys *keys, const LodSchema *schema,
                         const char *const *names, size_t count,
                         const LodKeyUse *use)
{
  size_t *columns = lod_arena_array(keys->arena, count, sizeof *columns);
  LodKeyUse *made = &keys->uses[keys->use_count++];
  *made = *use;
  made->columns = columns;
  made->column_count = count;
  made->names = join(keys->arena, names, count);
  if (!columns || !made->names)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; i++)
    columns[i] = lod_schema_find(schema, lod_view(names[i]));
  return LOD_SUCCESS;
}

static LodStatus add_own(LodCheckKeys *all, const LodSchema *schema,
                         size_t table, const LodRereadFrom *from,
                         LodTableKeys *keys)
{
  const char *const *primary;
  size_t count = schema->primary_key_count;
  LodStatus status = primary_names(keys->arena, schema, &primary);
  for (size_t i = 0; i < all->count && !status; i++) {
    Entry *entry = all->entries[i];
    LodKeyUse use = {.index = &entry->index,
                     .unique = count && same_names(entry, primary, count)};
    if (entry->table != table)
      continue;
    status = add_use(keys, schema, entry->names, entry->count, &use);
    entry->index.from = from;
    entry->index.columns = keys->uses[keys->use_count - 1].columns;
    entry->index.column_count = entry->count;
  }
  return status;
}

static LodStatus add_foreign(LodCheckKeys *all, const LodSchema *schema,
                             size_t table, LodTableKeys *keys)
{
  const LodMapping *mapping = all->mapping;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; mapping && i < mapping->foreign_key_count && !status;
       i++) {
    const LodForeignKey *key = &mapping->foreign_keys[i];
    if (key->table != table)
      continue;
    Entry *target = find_entry(all, key->target, key->target_columns,
                               key->target_column_count);
    LodKeyUse use = {.index = &target->index, .foreign = true};
    status = add_use(keys, schema, key->columns, key->column_count, &use);
  }
  return status;
}

LodStatus lod_table_keys_new(LodCheckKeys *all, const LodMapping *mapping,
                             size_t table, const LodRereadFrom *from,
                             LodTableKeys *keys)
{
  const LodTableMap *map = &mapping->tables[table];
  *keys = (LodTableKeys){.arena = lod_arena_new()};
  if (!keys->arena)
    return LOD_ERR_NO_MEMORY;
  size_t most = 1 + all->most + mapping->foreign_key_count;
  keys->uses = lod_arena_array(keys->arena, most, sizeof *keys->uses);
  if (!keys->uses)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      all->mapping ? LOD_SUCCESS : add_primary(all, mapping, table);
  if (!status)
    status = make_sets(all);
  if (!status)
    status = add_own(all, map->schema, table, from, keys);
  if (!status)
    status = add_foreign(all, map->schema, table, keys);
  if (status || !keys->use_count)
    return status;
  keys->check = lod_key_check_new(keys->uses, keys->use_count);
  return keys->check ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

void lod_table_keys_free(LodTableKeys *keys)
{
  lod_key_check_free(keys->check);
  lod_arena_free(keys->arena);
}

void lod_table_keys_end(LodTableKeys *keys)
{
  for (size_t i = 0; i < keys->use_count; i++)
    if (!keys->uses[i].foreign)
      keys->uses[i].index->complete = true;
}
