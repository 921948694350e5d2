/* A table's schema as the row loop needs it: what a column is called, how its
   cells are read.  What statements come of it is the mapping's business. */
#ifndef LOD_TABLE_SCHEMA_H
#define LOD_TABLE_SCHEMA_H

#include "base/arena.h"
#include "xsd/datatype.h"
#include <lodstone/log.h>

#define LOD_NO_COLUMN SIZE_MAX

typedef struct LodTitle {
  const char *language; /* "und" when not given */
  const char *text;
} LodTitle;

/* How a column's value is turned into an identifier for URI templates;
   literals are not concerned. */
typedef enum LodIdentifierType {
  LOD_IDENTIFIER_NONE,
  LOD_IDENTIFIER_ORGANISATION_NUMBER /* ten digits, checked; else null */
} LodIdentifierType;

typedef struct LodColumn {
  const char *name; /* as templates name it (CSVW: URI-safe) */
  const LodTitle *titles;
  size_t title_count;
  LodDatatypeSpec spec;  /* what datatype was compiled from */
  LodDatatype *datatype; /* owned by the schema; never NULL */
  const LodView *nulls;  /* "null"; {""} by default */
  size_t null_count;
  LodView default_value; /* "default"; data NULL when absent */
  const char *separator; /* NULL: one value */
  bool ordered;
  bool required;
  bool virtual_column;
  bool suppress_output;
  const char *language; /* "und": none */
  /* our annotations */
  bool essential; /* without it the table cannot be converted */
  LodIdentifierType identifier;
  const char *split; /* regular expression with named groups = columns */
  LodView constant;  /* from --set; data NULL when absent */
} LodColumn;

typedef struct LodSchema {
  LodArena *arena; /* owns everything below */
  LodColumn *columns;
  size_t column_count;
  bool match_by_title; /* any order, optional ones absent, extra ones aside */
  const size_t *primary_key;
  size_t primary_key_count;
  const size_t *row_titles;
  size_t row_title_count;
} LodSchema;

void lod_schema_free(LodSchema *schema); /* datatypes and arena */
/* LOD_NO_COLUMN when there is none. */
size_t lod_schema_find(const LodSchema *schema, LodView name);
/* Compile the column's datatype again after its spec was changed. */
LOD_NODISCARD LodStatus lod_schema_recompile(LodSchema *schema, size_t column,
                                             LodReason *reason);

#endif
