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

const char *lod_csvw_unknown_column(json_t *schema, json_t *names)
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
      lod_csvw_unknown_column(schema, json_object_get(schema, property));
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
    const char *unknown = lod_csvw_unknown_column(schema, names);
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
