#include "table/schema.h"

void lod_schema_free(LodSchema *schema)
{
  if (!schema)
    return;
  for (size_t i = 0; i < schema->column_count; ++i)
    lod_datatype_free(schema->columns[i].datatype);
  lod_arena_free(schema->arena); /* the schema stands in it too */
}

size_t lod_schema_find(const LodSchema *schema, LodView name)
{
  for (size_t i = 0; i < schema->column_count; ++i)
    if (lod_view_equal(lod_view(schema->columns[i].name), name))
      return i;
  return LOD_NO_COLUMN;
}

LodStatus lod_schema_recompile(LodSchema *schema, size_t column,
                               LodReason *reason)
{
  LodColumn *const changed = &schema->columns[column];
  LodDatatype *datatype;
  const LodStatus status = lod_datatype_new(&changed->spec, reason, &datatype);
  if (status)
    return status;
  lod_datatype_free(changed->datatype);
  changed->datatype = datatype;
  return LOD_SUCCESS;
}
