/* Plain JSON from the inside: what the plan knows before the first row, and
   the objects of one row. */
#ifndef LOD_PLAIN_JSON_INTERNAL_H
#define LOD_PLAIN_JSON_INTERNAL_H

#include "mapping/left_out.h"
#include "mapping/row_template.h"
#include "plain/json.h"

#define LOD_JSON_NONE SIZE_MAX

/* Names as they are written, in quotes and with the colon. */
#define LOD_JSON_ID   "\"@id\":"
#define LOD_JSON_TYPE "\"@type\":"

/* What JSON has for a datatype (4.5). */
typedef enum LodJsonKind {
  LOD_JSON_STRING,
  LOD_JSON_NUMBER,
  LOD_JSON_BOOLEAN
} LodJsonKind;

typedef struct LodJsonColumn {
  LodJsonKind kind;
  bool is_output;
  bool is_virtual;
  bool may_meet; /* another pair of its object may have its name */
  size_t about;  /* index of the plan's abouts */
  LodView name;  /* as it is written; the column's own where the property URL
                    varies and is none */
  const LodTermMap *property; /* one that varies, or NULL */
  const LodTermMap *value;    /* or NULL */
  LodView type; /* a constant value of @type as it is written; data NULL */
} LodJsonColumn;

struct LodJsonPlan {
  LodArena *arena;
  const LodMapping *mapping;
  const LodTableMap *table;
  const LodBinding *binding;
  LodJsonOptions options;
  LodJsonColumn *columns;
  size_t column_count;
  const LodTermMap **abouts; /* NULL: the subject that a row has by default */
  size_t *about_columns;     /* the first of each, for messages */
  size_t about_count;
  bool has_values; /* some column has a value URL */
  LodView row_url; /* ,"url":"TABLE#row= */
};

/* A name and one of its values. */
typedef struct LodJsonPair {
  size_t subject;
  LodView name;
  size_t column;
  LodView url;   /* where it has one: the value, else it is the cell's */
  size_t nested; /* the subject whose object stands in for the URL */
  size_t next;   /* the next name of the subject */
  size_t same;   /* the next pair of the same name */
} LodJsonPair;

/* An object under way: what the row describes. */
typedef struct LodJsonSubject {
  LodView url;        /* data NULL: none */
  size_t first, last; /* names; NONE: nothing is said of it */
  size_t parent;      /* the object that it stands in, or NONE */
} LodJsonSubject;

/* A place in an object that is being written. */
typedef struct LodJsonPlace {
  size_t name, pair;
} LodJsonPlace;

struct LodJsonWork {
  const LodJsonPlan *plan;
  const LodValue *values; /* of the row */
  LodTemplateRow row;
  LodLog *log;
  LodBuffer expansion, resolving;
  LodLeftOut own, *left_out; /* URLs that are none: ours or another writer's */
  LodJsonSubject *subjects;
  size_t subject_count;
  size_t *subject_of; /* by about */
  LodJsonPair *pairs;
  size_t pair_count;
  LodView *urls; /* every value URL of the row, for nesting */
  size_t url_count;
  LodJsonPlace *places;
};

/* json_text.c */

/* A string in quotes. */
LOD_NODISCARD LodStatus lod_json_append_string(LodBuffer *out, LodView text);
/* A name with its colon. */
LOD_NODISCARD LodStatus lod_json_append_name(LodBuffer *out, LodView name);
/* A valid lexical form of a numeric type: a number with the same digits, or a
   string where JSON has no such number. */
LOD_NODISCARD LodStatus lod_json_append_number(LodBuffer *out, LodView lexical);
/* A comma, unless the array or object has just been opened. */
LOD_NODISCARD LodStatus lod_json_separate(LodBuffer *out);

/* json_objects.c: the objects of one row (4.3 and 4.4). */
LOD_NODISCARD LodStatus lod_json_make_objects(LodJsonWork *work);

/* json_write.c */

/* Append the object of SUBJECT with what is nested in it. */
LOD_NODISCARD LodStatus lod_json_append_object(LodJsonWork *work,
                                               size_t subject, LodBuffer *out);

#endif
