#include "mapping/csvw_internal.h"

#define ON(object) (1u << LOD_CSVW_##object)

#define DESCRIBED                                                              \
  (ON(GROUP) | ON(TABLE) | ON(SCHEMA) | ON(COLUMN) | ON(DIALECT) |             \
   ON(TRANSFORMATION) | ON(DATATYPE))
#define INHERITED (ON(GROUP) | ON(TABLE) | ON(SCHEMA) | ON(COLUMN))
#define TABLES    (ON(GROUP) | ON(TABLE))

#define ATOMIC(name, on, rule)                                                 \
  {                                                                            \
    name, on, LOD_CSVW_ATOMIC, LOD_CSVW_GROUP, LOD_CSVW_##rule                 \
  }
#define PLAIN(name, on, kind)                                                  \
  {                                                                            \
    name, on, LOD_CSVW_##kind, LOD_CSVW_GROUP, LOD_CSVW_STRING                 \
  }
#define HOLDS(name, on, kind, item)                                            \
  {                                                                            \
    name, on, LOD_CSVW_##kind, LOD_CSVW_##item, LOD_CSVW_STRING                \
  }

/* "Metadata Vocabulary", sections 5.3 to 5.11, and the numeric formats of
   "Model for Tabular Data", 6.4.2. */
static const LodCsvwProperty properties[] = {
    PLAIN("@id", DESCRIBED, LINK),
    ATOMIC("@type", DESCRIBED, TYPE),
    /* 5.3 and 5.4: groups and tables */
    HOLDS("tables", ON(GROUP), ARRAY, TABLE),
    PLAIN("url", ON(TABLE) | ON(TRANSFORMATION), LINK),
    HOLDS("dialect", TABLES, OBJECT, DIALECT),
    PLAIN("notes", TABLES, NOTES),
    ATOMIC("tableDirection", TABLES, DIRECTION),
    HOLDS("tableSchema", TABLES, OBJECT, SCHEMA),
    HOLDS("transformations", TABLES, ARRAY, TRANSFORMATION),
    ATOMIC("suppressOutput", ON(TABLE) | ON(COLUMN), BOOLEAN),
    /* 5.5: schemas */
    HOLDS("columns", ON(SCHEMA), ARRAY, COLUMN),
    HOLDS("foreignKeys", ON(SCHEMA), ARRAY, FOREIGN_KEY),
    PLAIN("primaryKey", ON(SCHEMA), COLUMN_REFERENCE),
    PLAIN("rowTitles", ON(SCHEMA), COLUMN_REFERENCE),
    PLAIN("columnReference", ON(FOREIGN_KEY) | ON(REFERENCE), COLUMN_REFERENCE),
    HOLDS("reference", ON(FOREIGN_KEY), OBJECT, REFERENCE),
    PLAIN("resource", ON(REFERENCE), LINK),
    PLAIN("schemaReference", ON(REFERENCE), LINK),
    /* 5.6: columns */
    ATOMIC("name", ON(COLUMN), NAME),
    PLAIN("titles", ON(COLUMN) | ON(TRANSFORMATION), NATURAL),
    ATOMIC("virtual", ON(COLUMN), BOOLEAN),
    /* 5.7: inherited properties */
    PLAIN("aboutUrl", INHERITED, TEMPLATE),
    ATOMIC("datatype", INHERITED, DATATYPES),
    ATOMIC("default", INHERITED, STRING),
    ATOMIC("lang", INHERITED, LANGUAGE),
    ATOMIC("null", INHERITED, NULLS),
    ATOMIC("ordered", INHERITED, BOOLEAN),
    PLAIN("propertyUrl", INHERITED, TEMPLATE),
    ATOMIC("required", INHERITED, BOOLEAN),
    ATOMIC("separator", INHERITED, TEXT_OR_NULL),
    ATOMIC("textDirection", INHERITED, TEXT_DIRECTION),
    PLAIN("valueUrl", INHERITED, TEMPLATE),
    /* 5.9: dialects */
    ATOMIC("commentPrefix", ON(DIALECT), STRING_OR_NULL),
    ATOMIC("delimiter", ON(DIALECT), TEXT),
    ATOMIC("doubleQuote", ON(DIALECT), BOOLEAN),
    ATOMIC("encoding", ON(DIALECT), ENCODING),
    ATOMIC("header", ON(DIALECT), BOOLEAN),
    ATOMIC("headerRowCount", ON(DIALECT), COUNT),
    ATOMIC("lineTerminators", ON(DIALECT), TERMINATORS),
    ATOMIC("quoteChar", ON(DIALECT), TEXT_OR_NULL),
    ATOMIC("skipBlankRows", ON(DIALECT), BOOLEAN),
    ATOMIC("skipColumns", ON(DIALECT), COUNT),
    ATOMIC("skipInitialSpace", ON(DIALECT), BOOLEAN),
    ATOMIC("skipRows", ON(DIALECT), COUNT),
    ATOMIC("trim", ON(DIALECT), TRIM),
    /* 5.10: transformations */
    PLAIN("scriptFormat", ON(TRANSFORMATION), LINK),
    PLAIN("targetFormat", ON(TRANSFORMATION), LINK),
    ATOMIC("source", ON(TRANSFORMATION), SOURCE),
    /* 5.11: datatypes */
    ATOMIC("base", ON(DATATYPE), BASE),
    ATOMIC("format", ON(DATATYPE), FORMAT),
    ATOMIC("length", ON(DATATYPE), COUNT),
    ATOMIC("minLength", ON(DATATYPE), COUNT),
    ATOMIC("maxLength", ON(DATATYPE), COUNT),
    ATOMIC("minimum", ON(DATATYPE), SCALAR),
    ATOMIC("maximum", ON(DATATYPE), SCALAR),
    ATOMIC("minInclusive", ON(DATATYPE), SCALAR),
    ATOMIC("maxInclusive", ON(DATATYPE), SCALAR),
    ATOMIC("minExclusive", ON(DATATYPE), SCALAR),
    ATOMIC("maxExclusive", ON(DATATYPE), SCALAR),
    ATOMIC("pattern", ON(NUMBER_FORMAT), STRING),
    ATOMIC("decimalChar", ON(NUMBER_FORMAT), TEXT),
    ATOMIC("groupChar", ON(NUMBER_FORMAT), TEXT),
};

const LodCsvwProperty *lod_csvw_property(LodCsvwObject object, const char *name)
{
  for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
    if (properties[i].on & (1u << object) && !strcmp(properties[i].name, name))
      return &properties[i];
  return NULL;
}

static const struct {
  const char *name;
  bool common; /* may have common properties */
} objects[] = {
    [LOD_CSVW_GROUP] = {"TableGroup", true},
    [LOD_CSVW_TABLE] = {"Table", true},
    [LOD_CSVW_SCHEMA] = {"Schema", true},
    [LOD_CSVW_COLUMN] = {"Column", true},
    [LOD_CSVW_DIALECT] = {"Dialect", true},
    [LOD_CSVW_TRANSFORMATION] = {"Template", true},
    [LOD_CSVW_DATATYPE] = {"Datatype", true},
    [LOD_CSVW_NUMBER_FORMAT] = {"format", false},
    [LOD_CSVW_FOREIGN_KEY] = {"foreignKeys", false},
    [LOD_CSVW_REFERENCE] = {"reference", false},
};

const char *lod_csvw_object_name(LodCsvwObject object)
{
  return objects[object].name;
}

bool lod_csvw_takes_common(LodCsvwObject object)
{
  return objects[object].common;
}
