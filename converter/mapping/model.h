/* The mapping model: what every mapping language is turned into.  General as
   RML's term maps are: a triples map has a subject map and predicate-object
   maps; a term map is a constant, a reference or a template.  Where the
   languages differ the model carries a flag. */
#ifndef LOD_MAPPING_MODEL_H
#define LOD_MAPPING_MODEL_H

#include "mapping/uri_template.h"
#include "rdf/term.h"
#include "table/dialect.h"
#include "table/schema.h"
#include <jansson.h>

/* What a template variable or a reference stands for. */
typedef enum LodVariableKind {
  LOD_VARIABLE_COLUMN,     /* index: schema column */
  LOD_VARIABLE_KEY,        /* index: key of the table map */
  LOD_VARIABLE_ROW,        /* _row: 1-based data row */
  LOD_VARIABLE_SOURCE_ROW, /* _sourceRow: 1-based record of the source */
  LOD_VARIABLE_TEXT,       /* text: fixed at load (_name, base) */
  LOD_VARIABLE_UNDEFINED   /* expands to nothing */
} LodVariableKind;

typedef struct LodVariable {
  LodVariableKind kind;
  size_t index;
  const char *text;
} LodVariable;

/* A template whose variables are bound.  variables[] runs in the order in
   which they stand in the template, over all its parts.  Relative IRIs were
   resolved and prefixes expanded at load in the constant parts, save where a
   value decides: then RESOLVE is set, and what the template expands to goes
   through lod_mapping_resolve with BASE.  In the template of a literal the
   constant parts are raw text, the operator is always '0', and nothing is
   encoded; a variable that is null gives no literal. */
typedef struct LodBoundTemplate {
  LodTemplate syntax;
  LodVariable *variables;
  size_t variable_count;
  bool resolve;
  const char *base; /* absolute IRI; NULL: none */
} LodBoundTemplate;

typedef enum LodMapKind {
  LOD_MAP_CONSTANT,
  LOD_MAP_REFERENCE,
  LOD_MAP_TEMPLATE
} LodMapKind;

/* A term map generates one term a row (or one an item of a list cell), or
   none when what it reads is null. */
typedef struct LodTermMap {
  LodTermType type;
  LodMapKind kind;
  const char *constant;  /* IRI (absolute), lexical form, or label */
  LodVariable reference; /* the lexical form of that column's cell */
  LodBoundTemplate *template_;
  const char *datatype; /* literals: IRI; NULL: plain or language-tagged.  A
                           bad cell that is kept never carries it */
  const char *language; /* NULL: none */
  size_t code_list;     /* SIZE_MAX, or index: value -> IRI, none if absent */
} LodTermMap;

/* How the values of a list cell become objects. */
typedef enum LodListForm {
  LOD_LIST_EACH, /* a statement an item */
  LOD_LIST_RDF   /* one rdf:List in order */
} LodListForm;

typedef struct LodStatementMap {
  LodTermMap predicate; /* constant or template */
  LodTermMap object;
  LodListForm list;
  bool once;        /* an entity statement: once per distinct value of all the
                       columns it reads (subject, predicate, object) */
  size_t condition; /* column that must not be null; LOD_NO_COLUMN: none */
  size_t cell;      /* column whose cell makes the statement: where that is
                       null there is none, whatever the templates give (CSVW:
                       value URL of a null cell); LOD_NO_COLUMN: none */
} LodStatementMap;

typedef struct LodTriplesMap {
  LodTermMap subject;
  LodTermMap *graph; /* NULL: the default graph */
  LodStatementMap *statements;
  size_t statement_count;
  bool describes; /* csvw:describes links the row to it in standard mode */
} LodTriplesMap;

/* A named 128-bit hash over columns of a row, for templates. */
typedef struct LodKey {
  const char *name; /* "_rad" */
  const size_t *columns;
  size_t column_count;
  bool all_columns;     /* every column and the extra fields, by name */
  bool counted;         /* equal rows get "-2", "-3", ... */
  const size_t *needed; /* null in one of these: the key "otherwise" serves */
  size_t needed_count;
  size_t otherwise; /* index of another key; SIZE_MAX: undefined then */
} LodKey;

typedef struct LodCodeList {
  const char *name;
  struct LodMap *values; /* text -> const char *IRI */
} LodCodeList;

/* What CSVW alone says of the cells of a column ("Model for Tabular Data",
   4.5): their URLs, for JSON.  A map is NULL where it says nothing; a constant
   one without its constant is no IRI, and what it stands for is left out. */
typedef struct LodCellMap {
  LodView name; /* of the column, without per-cent triplets */
  LodTermMap *about, *property, *value;
} LodCellMap;

/* One table and what it becomes. */
typedef struct LodTableMap {
  const char *url;    /* absolute, "" when the mapping names none */
  const char *source; /* likewise: where the mapping says that it lies */
  const char *id;     /* @id of the table, or NULL */
  const char *label;  /* blank node label of the table without an id, as the
                         constants have it */
  LodSchema *schema;  /* owned */
  LodDialect dialect;
  LodTriplesMap *maps;
  size_t map_count;
  LodCellMap *cells; /* by schema column; NULL unless asked for */
  LodKey *keys;
  size_t key_count;
  LodCodeList *code_lists;
  size_t code_list_count;
  LodStatement *constants; /* written once: common properties, notes */
  size_t constant_count;
  bool suppress_output;
} LodTableMap;

/* Values of columns of TABLE are those of one row of TARGET. */
typedef struct LodForeignKey {
  size_t table, target;                               /* of the mapping */
  const char *const *columns, *const *target_columns; /* by name */
  size_t column_count, target_column_count;
} LodForeignKey;

typedef struct LodMappingPrefix {
  const char *prefix, *iri;
} LodMappingPrefix;

typedef struct LodMapping {
  LodArena *arena;  /* owns everything that is not said to be owned apart, the
                       mapping itself, too */
  const char *name; /* file or pack it came from */
  LodTableMap *tables;
  size_t table_count;
  LodForeignKey *foreign_keys; /* of all tables */
  size_t foreign_key_count;
  const char *group_id;    /* @id of the table group, or NULL */
  const char *group_label; /* blank node label of the group without an id */
  LodStatement *group_constants; /* common properties and notes of the group */
  size_t group_constant_count;
  bool group_described;       /* its type is among them */
  LodMappingPrefix *prefixes; /* of the mapping's own context */
  size_t prefix_count;
  const char *language; /* @language, NULL */
  bool null_omits_term; /* a null in a template: no term (else: nothing) */
  bool standard_mode;   /* csvw:TableGroup, Table and Row are described */
  size_t left_out;      /* terms that are no IRIs; their statements are not
                           in the maps */
  json_t *document;     /* normalised metadata, owned; for explain */
} LodMapping;

/* An empty mapping called NAME (copied) with an arena. */
LOD_NODISCARD LodStatus lod_mapping_new(const char *name, LodMapping **mapping);
void lod_mapping_free(LodMapping *mapping);

/* Has TABLE a dialect description, so that the default one does not hold? */
bool lod_mapping_has_dialect(const LodMapping *mapping, size_t table);
/* Does the metadata state PROPERTY ("delimiter", ...) in the dialect of TABLE?
 */
bool lod_mapping_says_dialect(const LodMapping *mapping, size_t table,
                              const char *property);

/* The namespace of PREFIX: of the mapping's own context, else one that every
   CSVW processor knows; NULL when it is none. */
const char *lod_mapping_namespace(const LodMapping *mapping, LodView prefix);
/* Append REFERENCE as an IRI ("Metadata Vocabulary", 5.1.3): a prefixed name is
   expanded, anything else resolved against BASE (NULL: left as it is). */
LOD_NODISCARD LodStatus lod_mapping_resolve(const LodMapping *mapping,
                                            const char *base, LodView reference,
                                            LodBuffer *out);

#endif
