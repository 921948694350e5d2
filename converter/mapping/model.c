#include "mapping/model.h"

#include "base/map.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"

LodStatus lod_mapping_new(const char *name, LodMapping **mapping)
{
  LodArena *arena = lod_arena_new();
  LodMapping *made = arena ? lod_arena_alloc(arena, sizeof *made) : NULL;
  const char *copy = made ? lod_arena_strdup(arena, name) : NULL;
  if (!copy) {
    lod_arena_free(arena);
    return LOD_ERR_NO_MEMORY;
  }
  made->arena = arena;
  made->name = copy;
  *mapping = made;
  return LOD_SUCCESS;
}

void lod_mapping_free(LodMapping *mapping)
{
  if (!mapping)
    return;
  for (size_t i = 0; i < mapping->table_count; i++) {
    LodTableMap *table = &mapping->tables[i];
    lod_schema_free(table->schema);
    for (size_t k = 0; k < table->code_list_count; k++)
      lod_map_free(table->code_lists[k].values);
  }
  json_decref(mapping->document);
  lod_arena_free(mapping->arena);
}

const char *lod_mapping_namespace(const LodMapping *mapping, LodView prefix)
{
  for (size_t i = 0; i < mapping->prefix_count; i++)
    if (lod_view_equal(lod_view(mapping->prefixes[i].prefix), prefix))
      return mapping->prefixes[i].iri;
  return lod_prefix_namespace(prefix);
}

/* JSON-LD API, 6.3: what begins with "//" behind the colon is no name. */
static const char *find_namespace(const LodMapping *mapping, LodView text,
                                  LodView *name)
{
  const char *colon = text.size ? memchr(text.data, ':', text.size) : NULL;
  if (!colon)
    return NULL;
  LodView prefix = {text.data, (size_t)(colon - text.data)};
  *name = (LodView){colon + 1, text.size - prefix.size - 1};
  if (name->size >= 2 && name->data[0] == '/' && name->data[1] == '/')
    return NULL;
  return lod_mapping_namespace(mapping, prefix);
}

LodStatus lod_mapping_resolve(const LodMapping *mapping, const char *base,
                              LodView reference, LodBuffer *out)
{
  LodView name;
  const char *space = find_namespace(mapping, reference, &name);
  if (space) {
    LodStatus status = lod_buffer_append_text(out, space);
    return status ? status : lod_buffer_append_view(out, name);
  }
  if (!base)
    return lod_buffer_append_view(out, reference);
  return lod_iri_resolve(lod_view(base), reference, out);
}

/* The table's own dialect or the group's. */
static const json_t *dialect_of(const LodMapping *mapping, size_t table)
{
  const json_t *root = mapping->document;
  const json_t *tables = json_object_get(root, "tables");
  const json_t *own = tables ? json_array_get(tables, table) : root;
  const json_t *dialect = json_object_get(own, "dialect");
  return dialect ? dialect : json_object_get(root, "dialect");
}

bool lod_mapping_has_dialect(const LodMapping *mapping, size_t table)
{
  return dialect_of(mapping, table) != NULL;
}

bool lod_mapping_says_dialect(const LodMapping *mapping, size_t table,
                              const char *property)
{
  return json_object_get(dialect_of(mapping, table), property) != NULL;
}
