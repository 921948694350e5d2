#include "mapping/csvw_internal.h"

#include "base/file.h"

#define CSVW_CONTEXT "http://www.w3.org/ns/csvw"

/* --set: the value of a column that the file lacks. */
static LodStatus set_constant(LodMapping *m, const LodAssignment *set,
                              bool *found)
{
  *found = false;
  for (size_t t = 0; t < m->table_count; t++) {
    LodSchema *schema = m->tables[t].schema;
    size_t column = lod_schema_find(schema, lod_view(set->name));
    if (column == LOD_NO_COLUMN)
      continue;
    char *value = lod_arena_strdup(schema->arena, set->value);
    if (!value)
      return LOD_ERR_NO_MEMORY;
    schema->columns[column].constant = lod_view(value);
    *found = true;
  }
  return LOD_SUCCESS;
}

/* Those that a file can have, and so lack. */
static LodStatus list_columns(const LodMapping *m, LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t t = 0; t < m->table_count; t++)
    for (size_t i = 0; i < m->tables[t].schema->column_count; i++) {
      const LodColumn *column = &m->tables[t].schema->columns[i];
      if (!status && !column->virtual_column)
        status =
            lod_buffer_printf(out, out->size ? ", %s" : "%s", column->name);
    }
  return status ? status : lod_buffer_terminate(out);
}

static LodStatus refuse_set(const LodCsvw *c, const LodAssignment *set)
{
  LodBuffer names = {0};
  LodStatus status = list_columns(c->mapping, &names);
  if (!status) {
    lod_log_add(c->log, LOD_ERROR, "unknown-column", NULL,
                "--set: no column is called \"%s\"; a value can be set for: %s",
                set->name, names.data);
    status = LOD_ERR_USAGE;
  }
  lod_buffer_free(&names);
  return status;
}

/* A table whose columns are still to come may have any. */
static bool is_complete(const LodMapping *m)
{
  for (size_t t = 0; t < m->table_count; t++)
    if (!m->tables[t].schema->column_count)
      return false;
  return true;
}

LodStatus lod_csvw_apply_sets(const LodCsvw *c)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < c->options->set_count && !status; i++) {
    bool found;
    status = set_constant(c->mapping, &c->options->sets[i], &found);
    if (!status && !found && is_complete(c->mapping))
      status = refuse_set(c, &c->options->sets[i]);
  }
  return status;
}

/* Section 5: a group has "tables"; "@type" tells where neither is there. */
static LodCsvwObject kind_of(json_t *root)
{
  const char *type = json_string_value(json_object_get(root, "@type"));
  bool group =
      json_object_get(root, "tables") || (type && !strcmp(type, "TableGroup"));
  return group ? LOD_CSVW_GROUP : LOD_CSVW_TABLE;
}

/* A table on its own stands in a group of its own ("Generating RDF", 4.2). */
static LodStatus wrap(LodCsvw *c, LodCsvwObject kind, json_t *normal)
{
  json_t *group = json_pack("{ss}", "@context", CSVW_CONTEXT);
  LodStatus status = group ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  c->mapping->document = group;
  if (!status && kind == LOD_CSVW_TABLE)
    status = lod_csvw_put(group, "tables", json_pack("[O]", normal));
  else if (!status && json_object_update(group, normal))
    status = LOD_ERR_NO_MEMORY;
  if (!status && kind == LOD_CSVW_TABLE)
    status = lod_csvw_validate(c, LOD_CSVW_GROUP, group, NULL);
  return status ? status : lod_csvw_take_foreign_keys(c, group);
}

static LodStatus read_root(LodCsvw *c, json_t *root, LodCsvwContext *context)
{
  json_t *normal = NULL;
  LodCsvwObject kind = kind_of(root);
  LodStatus status = lod_csvw_read_context(c, root, true, context);
  json_object_del(root, "@context");
  if (!status)
    status = lod_csvw_normalise(c, kind, root, NULL, &normal);
  if (!status)
    status = wrap(c, kind, normal);
  json_decref(normal);
  c->mapping->language = context->language;
  return status;
}

static LodStatus locate(LodCsvw *c, const char *name, LodCsvwContext *context)
{
  context->file = c->mapping->name;
  context->base = context->location = c->options->location;
  if (context->location)
    return LOD_SUCCESS;
  LodStatus status = lod_csvw_file_url(c, name, &context->location);
  context->base = context->location;
  return status;
}

static LodStatus load(LodCsvw *c, LodView text, const char *name)
{
  LodCsvwContext context = {0};
  json_t *root = NULL;
  c->context = &context;
  LodStatus status = locate(c, name, &context);
  if (!status)
    status = lod_csvw_parse(c, text, name, &root);
  if (!status)
    status = read_root(c, root, &context);
  json_decref(root);
  if (!status)
    status = lod_csvw_make_tables(c);
  c->context = NULL;
  return status ? status : lod_csvw_apply_sets(c);
}

static LodStatus finish(LodStatus status, LodCsvw *c, LodMapping **mapping)
{
  if (status == LOD_ERR_NO_MEMORY)
    lod_log_add(c->log, LOD_ERROR, "memory", NULL, "out of memory");
  if (status) {
    lod_mapping_free(c->mapping);
    c->mapping = NULL;
  }
  *mapping = c->mapping;
  return status;
}

LodStatus lod_csvw_load_text(LodView text, const char *name,
                             const LodCsvwOptions *options, LodLog *log,
                             LodMapping **mapping)
{
  LodCsvw c = {.options = options, .log = log};
  LodStatus status = lod_mapping_new(name, &c.mapping);
  if (!status) {
    c.arena = c.mapping->arena;
    status = load(&c, text, name);
  }
  return finish(status, &c, mapping);
}

size_t lod_csvw_most_bytes(const LodCsvwOptions *options)
{
  return options->max_bytes ? options->max_bytes : LOD_CSVW_MAX_BYTES;
}

LodStatus lod_csvw_load(const char *path, const LodCsvwOptions *options,
                        LodLog *log, LodMapping **mapping)
{
  LodBuffer text = {0};
  *mapping = NULL;
  LodStatus status =
      lod_file_read(path, lod_csvw_most_bytes(options), log, &text);
  if (!status)
    status =
        lod_csvw_load_text(lod_buffer_view(&text), path, options, log, mapping);
  lod_buffer_free(&text);
  return status;
}
