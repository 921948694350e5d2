#include "mapping/csvw_internal.h"

static LodStatus require(LodCsvw *c, json_t *value, const char *name,
                         const LodCsvwPath *path)
{
  if (json_object_get(value, name))
    return LOD_SUCCESS;
  return lod_csvw_fail(c, path, "metadata-structure",
                       "%s: the property \"%s\" is missing", name);
}

/* 5.3.1 and 5.4.1. */
static LodStatus check_group(LodCsvw *c, json_t *group, const LodCsvwPath *path)
{
  json_t *tables = json_object_get(group, "tables");
  size_t count = json_array_size(tables);
  if (!count)
    return lod_csvw_fail(c, path, "metadata-structure",
                         "%s: \"tables\" must hold a table or more", NULL);
  bool may_lack = c->options->table_url || c->options->any_table;
  if (count == 1 && may_lack)
    return LOD_SUCCESS;
  LodCsvwPath list = {path, "tables", 0};
  for (size_t i = 0; i < count; i++) {
    LodCsvwPath at = {&list, NULL, i};
    LodStatus status = require(c, json_array_get(tables, i), "url", &at);
    if (status)
      return status;
  }
  return LOD_SUCCESS;
}

/* Does a column have the property NAME with the value NAME?  A reference goes
   by the property alone, not by a name made from a title (5.1.4). */
static bool has_column(json_t *schema, const char *name)
{
  json_t *columns = json_object_get(schema, "columns");
  for (size_t i = 0; i < json_array_size(columns); i++) {
    const char *own =
        json_string_value(json_object_get(json_array_get(columns, i), "name"));
    if (own && !strcmp(own, name))
      return true;
  }
  return false;
}

/* The first of the NAMES that is no column of SCHEMA, NULL if all are. */
static const char *unknown_column(json_t *schema, json_t *names)
{
  for (size_t i = 0; i < json_array_size(names); i++) {
    const char *name = json_string_value(json_array_get(names, i));
    if (!has_column(schema, name))
      return name;
  }
  return NULL;
}

static void drop_unknown_reference(LodCsvw *c, json_t *schema,
                                   const char *property,
                                   const LodCsvwPath *path)
{
  LodCsvwPath at = {path, property, 0};
  const char *unknown =
      unknown_column(schema, json_object_get(schema, property));
  if (!unknown)
    return;
  lod_csvw_warn(c, &at, "metadata-reference",
                "%s: there is no column with the name \"%s\"; ignored",
                unknown);
  json_object_del(schema, property);
}

/* 5.5: names are unique; 5.6: virtual columns come last. */
static LodStatus check_columns(LodCsvw *c, json_t *schema,
                               const LodCsvwPath *path)
{
  json_t *columns = json_object_get(schema, "columns"), *seen = json_object();
  LodCsvwPath list = {path, "columns", 0};
  LodStatus status = seen ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  bool virtual = false;
  for (size_t i = 0; i < json_array_size(columns) && !status; i++) {
    LodCsvwPath at = {&list, NULL, i};
    json_t *column = json_array_get(columns, i);
    const char *name = json_string_value(json_object_get(column, "name"));
    bool is_virtual = json_is_true(json_object_get(column, "virtual"));
    if (virtual && !is_virtual)
      status = lod_csvw_fail(c, &at, "metadata-structure",
                             "%s: virtual columns must come after all "
                             "others",
                             NULL);
    else if (name && json_object_get(seen, name))
      status = lod_csvw_fail(c, &at, "metadata-structure",
                             "%s: the name \"%s\" is another column's", name);
    else if (name)
      status = lod_csvw_put(seen, name, json_true());
    virtual = virtual || is_virtual;
  }
  json_decref(seen);
  return status;
}

static LodStatus check_schema(LodCsvw *c, json_t *schema,
                              const LodCsvwPath *path)
{
  LodStatus status = check_columns(c, schema, path);
  if (status)
    return status;
  drop_unknown_reference(c, schema, "primaryKey", path);
  drop_unknown_reference(c, schema, "rowTitles", path);
  json_t *keys = json_object_get(schema, "foreignKeys");
  LodCsvwPath list = {path, "foreignKeys", 0};
  for (size_t i = 0; i < json_array_size(keys); i++) {
    LodCsvwPath at = {&list, NULL, i};
    json_t *names = json_object_get(json_array_get(keys, i), "columnReference");
    const char *unknown = unknown_column(schema, names);
    if (unknown)
      return lod_csvw_fail(c, &at, "metadata-reference",
                           "%s: there is no column with the name \"%s\"",
                           unknown);
  }
  return LOD_SUCCESS;
}

static LodStatus check_transformation(LodCsvw *c, json_t *value,
                                      const LodCsvwPath *path)
{
  LodStatus status = require(c, value, "url", path);
  if (!status)
    status = require(c, value, "scriptFormat", path);
  return status ? status : require(c, value, "targetFormat", path);
}

static LodStatus check_reference(LodCsvw *c, json_t *value,
                                 const LodCsvwPath *path)
{
  bool resource = json_object_get(value, "resource") != NULL;
  bool schema = json_object_get(value, "schemaReference") != NULL;
  if (resource == schema)
    return lod_csvw_fail(c, path, "metadata-structure",
                         "%s: either \"resource\" or \"schemaReference\" "
                         "must be there, not both",
                         NULL);
  return require(c, value, "columnReference", path);
}

LodStatus lod_csvw_validate(LodCsvw *c, LodCsvwObject object, json_t *value,
                            const LodCsvwPath *path)
{
  LodStatus status = LOD_SUCCESS;
  if (object == LOD_CSVW_GROUP) {
    status = check_group(c, value, path);
  } else if (object == LOD_CSVW_SCHEMA) {
    status = check_schema(c, value, path);
  } else if (object == LOD_CSVW_TRANSFORMATION) {
    status = check_transformation(c, value, path);
  } else if (object == LOD_CSVW_DATATYPE) {
    status = lod_csvw_check_datatype(c, value, path);
  } else if (object == LOD_CSVW_FOREIGN_KEY) {
    status = require(c, value, "columnReference", path);
    if (!status)
      status = require(c, value, "reference", path);
  } else if (object == LOD_CSVW_REFERENCE) {
    status = check_reference(c, value, path);
  }
  return status;
}

json_t *lod_csvw_schema_of(json_t *group, json_t *table)
{
  json_t *own = json_object_get(table, "tableSchema");
  return own ? own : json_object_get(group, "tableSchema");
}

static bool is_text(json_t *object, const char *name, const char *text)
{
  const char *own = json_string_value(json_object_get(object, name));
  return own && !strcmp(own, text);
}

/* The schema of the one table that REFERENCE leads to; *found: how many there
   are.  The table's schema may be NULL. */
static json_t *referenced_schema(json_t *group, json_t *reference,
                                 size_t *found)
{
  json_t *tables = json_object_get(group, "tables"), *result = NULL;
  const char *url = json_string_value(json_object_get(reference, "resource"));
  const char *id =
      json_string_value(json_object_get(reference, "schemaReference"));
  *found = 0;
  for (size_t i = 0; i < json_array_size(tables); i++) {
    json_t *table = json_array_get(tables, i);
    json_t *schema = lod_csvw_schema_of(group, table);
    if (url ? is_text(table, "url", url) : is_text(schema, "@id", id)) {
      result = schema;
      ++*found;
    }
  }
  return result;
}

static LodStatus check_foreign_key(LodCsvw *c, json_t *group, json_t *key,
                                   const LodCsvwPath *path)
{
  size_t found;
  json_t *reference = json_object_get(key, "reference");
  json_t *schema = referenced_schema(group, reference, &found);
  if (found != 1)
    return lod_csvw_fail(c, path, "metadata-reference",
                         "%s: the reference must lead to exactly one table "
                         "of the group",
                         NULL);
  const char *unknown =
      unknown_column(schema, json_object_get(reference, "columnReference"));
  if (!unknown)
    return LOD_SUCCESS;
  return lod_csvw_fail(c, path, "metadata-reference",
                       "%s: the referenced table has no column with the "
                       "name \"%s\"",
                       unknown);
}

LodStatus lod_csvw_validate_foreign_keys(LodCsvw *c, json_t *group)
{
  json_t *tables = json_object_get(group, "tables");
  LodCsvwPath list = {NULL, "tables", 0};
  for (size_t t = 0; t < json_array_size(tables); t++) {
    LodCsvwPath table = {&list, NULL, t};
    LodCsvwPath schema = {&table, "tableSchema", 0};
    LodCsvwPath keys = {&schema, "foreignKeys", 0};
    json_t *all = json_object_get(
        lod_csvw_schema_of(group, json_array_get(tables, t)), "foreignKeys");
    for (size_t i = 0; i < json_array_size(all); i++) {
      LodCsvwPath at = {&keys, NULL, i};
      LodStatus status =
          check_foreign_key(c, group, json_array_get(all, i), &at);
      if (status)
        return status;
    }
  }
  return LOD_SUCCESS;
}
