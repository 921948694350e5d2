/* The loader of CSVW metadata, from the inside.  Two passes: the first checks
   the document and normalises it ("Metadata Vocabulary", section 6); the
   second makes the model of what is left, which is sound by then. */
#ifndef LOD_MAPPING_CSVW_INTERNAL_H
#define LOD_MAPPING_CSVW_INTERNAL_H

#include "base/message.h"
#include "mapping/csvw.h"

/* Where a value stands in the document, innermost first; for messages. */
typedef struct LodCsvwPath {
  const struct LodCsvwPath *up;
  const char *name; /* NULL: an item of an array */
  size_t index;
} LodCsvwPath;

/* What one document's place and @context set. */
typedef struct LodCsvwContext {
  const char *file;     /* for messages */
  const char *location; /* absolute URL of the document */
  const char *base;     /* absolute URL: what links are resolved against */
  const char *language; /* NULL: not given ("und") */
} LodCsvwContext;

/* One load.  Running out of memory is reported up and logged at the top. */
typedef struct LodCsvw {
  const LodCsvwOptions *options;
  LodLog *log;
  LodMapping *mapping;
  LodArena *arena;               /* the mapping's */
  const LodCsvwContext *context; /* of the document at hand */
} LodCsvw;

/* The kinds of description objects. */
typedef enum LodCsvwObject {
  LOD_CSVW_GROUP,
  LOD_CSVW_TABLE,
  LOD_CSVW_SCHEMA,
  LOD_CSVW_COLUMN,
  LOD_CSVW_DIALECT,
  LOD_CSVW_TRANSFORMATION,
  LOD_CSVW_DATATYPE,
  LOD_CSVW_NUMBER_FORMAT,
  LOD_CSVW_FOREIGN_KEY,
  LOD_CSVW_REFERENCE
} LodCsvwObject;

/* The kinds of properties ("Metadata Vocabulary", 5.1). */
typedef enum LodCsvwKind {
  LOD_CSVW_ARRAY,
  LOD_CSVW_NOTES, /* an array of anything */
  LOD_CSVW_LINK,
  LOD_CSVW_TEMPLATE,
  LOD_CSVW_COLUMN_REFERENCE,
  LOD_CSVW_OBJECT,
  LOD_CSVW_NATURAL,
  LOD_CSVW_ATOMIC
} LodCsvwKind;

/* What an atomic property may hold. */
typedef enum LodCsvwRule {
  LOD_CSVW_STRING,
  LOD_CSVW_STRING_OR_NULL,
  LOD_CSVW_TEXT, /* not empty */
  LOD_CSVW_TEXT_OR_NULL,
  LOD_CSVW_BOOLEAN,
  LOD_CSVW_COUNT,
  LOD_CSVW_SCALAR, /* a number or a string */
  LOD_CSVW_LANGUAGE,
  LOD_CSVW_DIRECTION,
  LOD_CSVW_TEXT_DIRECTION,
  LOD_CSVW_NULLS,
  LOD_CSVW_NAME,
  LOD_CSVW_ENCODING,
  LOD_CSVW_TERMINATORS,
  LOD_CSVW_TRIM,
  LOD_CSVW_SOURCE,
  LOD_CSVW_BASE,
  LOD_CSVW_FORMAT,
  LOD_CSVW_DATATYPES, /* a name or an object */
  LOD_CSVW_TYPE,      /* @type */
  LOD_CSVW_RULE_COUNT
} LodCsvwRule;

typedef struct LodCsvwProperty {
  const char *name;
  unsigned on; /* bit (1 << LodCsvwObject) */
  LodCsvwKind kind;
  LodCsvwObject item; /* of arrays and objects */
  LodCsvwRule rule;   /* of atomic ones */
} LodCsvwProperty;

/* csvw_message.c: a message begins with the value's place in the document, so
   FORMAT has "%s" for that, and may have one more for DETAIL. */
void lod_csvw_warn(const LodCsvw *c, const LodCsvwPath *path, const char *code,
                   const char *format, const char *detail);
LodStatus lod_csvw_fail(const LodCsvw *c, const LodCsvwPath *path,
                        const char *code, const char *format,
                        const char *detail);

/* csvw_document.c: documents, their contexts, and URLs. */

/* Parse TEXT as JSON, at the top an object; *root is the caller's. */
LOD_NODISCARD LodStatus lod_csvw_parse(const LodCsvw *c, LodView text,
                                       const char *name, json_t **root);
/* Read @context of ROOT ("Metadata Vocabulary", 5.2) into *context, whose
   file and location are set.  REQUIRED: it must be there. */
LOD_NODISCARD LodStatus lod_csvw_read_context(LodCsvw *c, json_t *root,
                                              bool required,
                                              LodCsvwContext *context);
/* The file URL of PATH, in the arena. */
LOD_NODISCARD LodStatus lod_csvw_file_url(const LodCsvw *c, const char *path,
                                          const char **url);
/* The path that a file URL names, in the arena; NULL when URL is none. */
LOD_NODISCARD LodStatus lod_csvw_file_path(const LodCsvw *c, const char *url,
                                           const char **path);
/* Get the document at URL, which is to be had as the options say. */
LOD_NODISCARD LodStatus lod_csvw_read_url(const LodCsvw *c,
                                          const LodCsvwPath *path,
                                          const char *url,
                                          LodCsvwFetched *fetched);

/* csvw_url.c */

/* LINK resolved against the base and normalised ("Model for Tabular Data",
   URL normalization), in the arena. */
LOD_NODISCARD LodStatus lod_csvw_link(const LodCsvw *c, const char *base,
                                      const char *link, const char **url);
/* A prefixed name or IRI as an IRI, in the arena. */
LOD_NODISCARD LodStatus lod_csvw_expand(const LodCsvw *c, const char *name,
                                        const char **iri);

/* TEXT without per-cent triplets, NUL-terminated, in ARENA. */
LOD_NODISCARD LodStatus lod_csvw_percent_decode(LodArena *arena, LodView text,
                                                LodView *decoded);

/* csvw_properties.c: the table of properties. */
const LodCsvwProperty *lod_csvw_property(LodCsvwObject object,
                                         const char *name);
const char *lod_csvw_object_name(LodCsvwObject object); /* "Table" */
bool lod_csvw_takes_common(LodCsvwObject object);

/* csvw_atomic.c: is VALUE what RULE asks for?  If not, *expected says what is
   (a message id that takes the place). */
bool lod_csvw_check(LodCsvwRule rule, const json_t *value,
                    const char **expected);
bool lod_csvw_is_encoding(const char *name);

/* csvw_normalise.c */

/* Normalise VALUE, an object of kind OBJECT, into *result (the caller's). */
LOD_NODISCARD LodStatus lod_csvw_normalise(LodCsvw *c, LodCsvwObject object,
                                           json_t *value,
                                           const LodCsvwPath *path,
                                           json_t **result);
/* Put VALUE (taken, NULL means out of memory) into OBJECT, onto ARRAY. */
LOD_NODISCARD LodStatus lod_csvw_put(json_t *object, const char *key,
                                     json_t *value);
LOD_NODISCARD LodStatus lod_csvw_add(json_t *array, json_t *value);

/* csvw_common.c: common properties and notes. */
LOD_NODISCARD LodStatus lod_csvw_normalise_common(LodCsvw *c, json_t *value,
                                                  const LodCsvwPath *path,
                                                  json_t **result);

/* csvw_validate.c: rules over a whole normalised object; what is to be
   ignored is removed from it. */
LOD_NODISCARD LodStatus lod_csvw_validate(LodCsvw *c, LodCsvwObject object,
                                          json_t *value,
                                          const LodCsvwPath *path);
/* The schema of TABLE: its own or the group's; NULL if none. */
json_t *lod_csvw_schema_of(json_t *group, json_t *table);
/* The first of the NAMES that is no column of SCHEMA, NULL if all are. */
const char *lod_csvw_unknown_column(json_t *schema, json_t *names);

/* csvw_foreign_keys.c: take the foreign keys of GROUP into the model; each must
   lead to a table of it. */
LOD_NODISCARD LodStatus lod_csvw_take_foreign_keys(LodCsvw *c, json_t *group);

/* csvw_datatype.c */

/* Check a normalised datatype object; a format that is no good is removed. */
LOD_NODISCARD LodStatus lod_csvw_check_datatype(LodCsvw *c, json_t *datatype,
                                                const LodCsvwPath *path);
/* What DATATYPE (NULL: string) says, texts in ARENA. */
LOD_NODISCARD LodStatus lod_csvw_datatype_spec(const json_t *datatype,
                                               LodArena *arena,
                                               LodDatatypeSpec *spec);

/* csvw_dialect.c: texts in the mapping's arena. */
LOD_NODISCARD LodStatus lod_csvw_dialect(LodCsvw *c, json_t *dialect,
                                         LodDialect *result);

/* A copy of DIALECT whose texts are in the mapping's arena. */
LOD_NODISCARD LodStatus lod_csvw_copy_dialect(LodMapping *mapping,
                                              const LodDialect *dialect,
                                              LodDialect *copy);

/* One table in the making. */
typedef struct LodCsvwTable {
  LodTableMap *map;
  json_t *group, *table, *schema; /* normalised; schema may be NULL */
  json_t **columns;               /* by schema column; borrowed */
  const char *base;               /* what templates are resolved against */
  LodCsvwPath path;               /* tables[N] */
} LodCsvwTable;

/* The value of the inherited property NAME of a column, NULL if none
   ("Metadata Vocabulary", 5.7). */
json_t *lod_csvw_inherited(const LodCsvwTable *table, json_t *column,
                           const char *name);

/* csvw_schema.c: the schema with its columns. */
LOD_NODISCARD LodStatus lod_csvw_make_schema(LodCsvw *c, LodCsvwTable *table);
/* The name that TITLE gives a column, in ARENA. */
LOD_NODISCARD LodStatus lod_csvw_name_of_title(LodArena *arena, LodView title,
                                               const char **name);

/* csvw_annotations.c: terms of vocab/ns. */

/* Check and normalise one of our terms (IRI) on OBJECT; *result NULL: it was
   warned about and is left out. */
LOD_NODISCARD LodStatus lod_csvw_normalise_annotation(
    LodCsvw *c, LodCsvwObject object, const char *iri, json_t *value,
    const LodCsvwPath *path, json_t **result);
/* Take the terms of schema and columns into the model. */
LOD_NODISCARD LodStatus lod_csvw_apply_annotations(LodCsvw *c,
                                                   LodCsvwTable *table);
/* The text of our term NAME ("valueUrl") on OBJECT, NULL if none. */
const char *lod_csvw_annotation(json_t *object, const char *name);
/* Is it true? */
bool lod_csvw_is_annotated(json_t *object, const char *name);

/* csvw_keys.c: lod:key. */
LOD_NODISCARD LodStatus lod_csvw_make_keys(LodCsvw *c, LodCsvwTable *table);

/* csvw_code_list.c: the code list at URL, read once a table. */
LOD_NODISCARD LodStatus lod_csvw_code_list(LodCsvw *c, LodCsvwTable *table,
                                           const char *url, size_t *index);

/* csvw_template.c */

/* Bind TEXT, an IRI template that stands on COLUMN, into *map. */
LOD_NODISCARD LodStatus lod_csvw_bind_iri(LodCsvw *c, const LodCsvwTable *table,
                                          size_t column, const char *text,
                                          LodTermMap *map);
/* Bind TEXT, the template of a literal (lod:value). */
LOD_NODISCARD LodStatus lod_csvw_bind_literal(LodCsvw *c,
                                              const LodCsvwTable *table,
                                              size_t column, const char *text,
                                              LodTermMap *map);
/* Has T only what the template of a literal may have? */
bool lod_csvw_is_literal_template(const LodTemplate *t);
/* Does TEXT read what differs by column (_name, _column, _sourceColumn)? */
LOD_NODISCARD LodStatus lod_csvw_template_by_column(LodCsvw *c,
                                                    const char *text,
                                                    bool *by_column);

/* csvw_resolve.c: resolve the constant part of BOUND, whose syntax is parsed,
   where no value decides what it means; else bound->resolve is set. */
LOD_NODISCARD LodStatus lod_csvw_resolve_template(LodCsvw *c, const char *base,
                                                  LodBoundTemplate *bound);

/* csvw_cells.c: what the cells of each column say of themselves. */
LOD_NODISCARD LodStatus lod_csvw_make_cells(LodCsvw *c, LodCsvwTable *table);

/* csvw_maps.c: the triples maps. */
LOD_NODISCARD LodStatus lod_csvw_make_maps(LodCsvw *c, LodCsvwTable *table);

/* csvw_constants.c: common properties and notes of DESCRIPTION. */
LOD_NODISCARD LodStatus lod_csvw_make_constants(LodCsvw *c, json_t *description,
                                                const char *id,
                                                const char *label,
                                                LodStatement **statements,
                                                size_t *count);

/* csvw.c: put the options' constants into the columns that there are. */
LOD_NODISCARD LodStatus lod_csvw_apply_sets(const LodCsvw *c);

/* csvw_tables.c: the model of the normalised document. */
LOD_NODISCARD LodStatus lod_csvw_make_tables(LodCsvw *c);
LOD_NODISCARD LodStatus lod_csvw_make_table(LodCsvw *c, size_t index);

#endif
