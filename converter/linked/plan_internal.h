/* The plan from inside: what the compiler makes and the phases read. */
#ifndef LOD_LINKED_PLAN_INTERNAL_H
#define LOD_LINKED_PLAN_INTERNAL_H

#include "base/map.h"
#include "linked/names.h"
#include "linked/plan.h"
#include "mapping/left_out.h"
#include "mapping/row_template.h"
#include "rdf/encode.h"

/* One step of writing a term: constant bytes, or an encoded value. */
typedef enum LodOpKind {
  LOD_OP_TEXT,
  LOD_OP_COLUMN, /* per-cent-encoded value of a column */
  LOD_OP_KEY,    /* hexadecimal hash, with the occurrence when counted */
  LOD_OP_ROW,
  LOD_OP_SOURCE_ROW
} LodOpKind;

/* How Turtle may write a literal without quotes and datatype. */
typedef enum LodBareForm {
  LOD_BARE_NONE,
  LOD_BARE_INTEGER,
  LOD_BARE_DECIMAL,
  LOD_BARE_BOOLEAN
} LodBareForm;

typedef struct LodOp {
  LodOpKind kind;
  size_t index; /* of the column or key */
  LodView text;
} LodOp;

/* What varies in a short term or statement.  Whether it is there at all is a
   fact of the row, see LodFused. */
typedef enum LodPartKind {
  LOD_PART_CLEAN,     /* value of a column in which nothing needs an escape */
  LOD_PART_LITERAL,   /* escaped value of a column */
  LOD_PART_BARE,      /* the same, which Turtle may write without quotes */
  LOD_PART_PERCENT,   /* per-cent-encoded value of a column, as it is written */
  LOD_PART_CANONICAL, /* the same, of its canonical form */
  LOD_PART_DIGITS,    /* the ten digits of an identifier */
  LOD_PART_KEY,
  LOD_PART_ROW,
  LOD_PART_SOURCE_ROW
} LodPartKind;

typedef struct LodPart {
  LodPartKind kind;
  LodBareForm bare; /* BARE */
  size_t index;     /* of the column, identifier or key */
  LodView close;    /* BARE: from the closing quote on */
  LodView text;     /* what follows */
} LodPart;

/* The facts of a row are bits, 63 a word: what is there (present), and of that
   what the short ways can write (plain).  First come the columns, then the
   identifiers, then the keys. */
#define LOD_FACT_BITS   ((size_t)63)
#define LOD_NEVER_PLAIN ((uint64_t)1 << 63)

typedef struct LodNeed {
  size_t word;    /* of the facts, of all that is needed */
  uint64_t need;  /* without these nothing is written */
  uint64_t reads; /* unless all of these are plain, the general way is gone */
} LodNeed;

/* The short way of a statement, behind its subject or behind what separates it
   from the one before; or of a subject. */
typedef struct LodFused {
  LodNeed facts;
  size_t emit_word; /* the bit of its group */
  uint64_t emit;
  LodView head;
  const LodPart *parts, *end;
  size_t room; /* that it takes at most */
} LodFused;

/* Values that are longer go the general way. */
#define LOD_SHORT_VALUE ((size_t)128)

/* A resource (IRI or blank node) ready to be written. */
typedef struct LodResource {
  LodOp *ops;
  size_t op_count;
  const LodBoundTemplate *general; /* not NULL: expanded, resolved and checked
                                      row by row instead of the ops */
  size_t fixed; /* bytes that the ops need beside column values */
} LodResource;

typedef enum LodObjectKind {
  LOD_OBJECT_CONSTANT, /* in "close" */
  LOD_OBJECT_RESOURCE,
  LOD_OBJECT_LITERAL,
  LOD_OBJECT_TEXT, /* literal from a template */
  LOD_OBJECT_CODE  /* IRI from a code list */
} LodObjectKind;

#define LOD_NO_GROUP SIZE_MAX

typedef struct LodPlanStatement {
  LodView open;                 /* predicate and the blanks about it */
  const LodResource *predicate; /* not NULL: a predicate that varies */
  LodObjectKind kind;
  LodVariable reference;        /* LITERAL, CODE */
  const LodBoundTemplate *text; /* TEXT */
  LodResource resource;         /* RESOURCE */
  const LodMap *codes;          /* CODE */
  LodView close;                /* CONSTANT: the object; LITERAL: from the
                                   closing quote on */
  LodBareForm bare;
  bool small_e; /* LITERAL: its exponent is written so */
  LodListForm list;
  bool layer_varies; /* RESOURCE: its IRI decides on the layer */
  size_t group;      /* entity group, LOD_NO_GROUP: each row */
  size_t condition;  /* columns that must not be null, LOD_NO_COLUMN */
  size_t cell;
} LodPlanStatement;

typedef struct LodPlanSubject {
  LodResource subject;
  LodResource *graph; /* NULL: default graph */
  LodFused name;      /* the short way of the subject: "<...>" */
  LodPlanStatement *statements;
  LodFused *fused; /* the short ways of the statements */
  size_t statement_count;
  size_t *groups; /* those its statements belong to */
  size_t group_count;
  bool every_row; /* some statement belongs to no group */
} LodPlanSubject;

/* Subjects, groups and columns that a row has something of are bits of words;
   the last bit stands for all that are left. */
#define LOD_LAST_BIT ((size_t)63)

/* The columns (as slots) and keys that a set of entity statements reads. */
/* A slot is a column as it is written; or, with the number of columns added,
   as the identifier that IRIs make of it. */
typedef struct LodPlanGroup {
  size_t *columns, *keys;
  size_t column_count, key_count;
  /* The columns of the subject alone, where they are fewer: a second value
     for the same subject is noted. */
  size_t *subject;
  size_t subject_count;
  bool varies;
  uint64_t reads; /* bits of the columns that it, or its keys, read */
  uint64_t due;   /* bits of the subjects that have statements of it */
  /* Bits of the groups, as places in LodPlan.order, that read nothing else
     than it does: an entity of theirs has been written when its has. */
  uint64_t parts;
  /* The group that reads the same but for identifiers, of which this one reads
     how they are written; LOD_NO_GROUP: none.  Where they are written as ten
     digits the two are one entity, which costs one key. */
  size_t twin, twin_place;
  bool is_twin;
} LodPlanGroup;

/* What an ask is about. */
typedef enum LodAskKind {
  LOD_ASK_ONE,   /* a group */
  LOD_ASK_BOTH,  /* a group and its twin: identifiers stand as ten digits */
  LOD_ASK_MARKED /* a twin, where they do not */
} LodAskKind;

/* An entity of a row about which the resolve phase finds out. */
typedef struct LodAsk {
  uint32_t row;
  uint32_t place : 30; /* of its group, in LodPlan.order */
  uint32_t kind : 2;
  LodHash hash;
} LodAsk;

/* Entities that a worker remembers: 256 KiB. */
#define LOD_SEEN_SLOTS ((size_t)16384)
/* A group whose entities are new more often is not worth remembering. */
#define LOD_MOSTLY_FRESH 192

static inline uint64_t lod_plan_bit(size_t index)
{
  return (uint64_t)1 << (index < LOD_LAST_BIT ? index : LOD_LAST_BIT);
}

/* What a key is made of, as slots: a column as it is written; with twice the
   number of columns added, as an identifier where it is one. */
typedef struct LodPlanKey {
  size_t *slots;
  size_t count;
  uint64_t reads; /* bits of the watched columns that it takes in */
  uint64_t needs; /* of those that decide which key serves in its place */
} LodPlanKey;

/* Where a fact stands. */
typedef struct LodFact {
  size_t word;
  uint64_t mask;
} LodFact;

static inline LodFact lod_fact(size_t bit)
{
  return (LodFact){bit / LOD_FACT_BITS, (uint64_t)1 << bit % LOD_FACT_BITS};
}

/* A column that is looked at in every row: statements, keys or groups read it.
   What follows from its value is kept until it changes. */
typedef struct LodWatch {
  size_t column;
  size_t identifier; /* index, SIZE_MAX: none */
  uint64_t bit;      /* lod_plan_bit of its number */
  LodFact fact, identifier_fact;
  bool hashed;
  bool is_simple; /* hashed, and no identifier */
  bool is_list;
  bool canonical; /* its hash is that of the canonical form */
  const LodDatatype *datatype;
  LodHash place;                   /* its multipliers */
  const struct LodReader *readers; /* keys that take it in */
  size_t reader_count;
} LodWatch;

/* A key that takes a column in: as it is written, or as an identifier where it
   is one. */
typedef struct LodReader {
  size_t key;
  bool as_identifier;
} LodReader;

struct LodRowContext;
/* Appends the statements of one row to *out. */
typedef LodStatus LodRenderer(const struct LodRowContext *context,
                              LodBuffer *out);
/* The one for this machine, or the one for any (plan_render.c). */
LodRenderer *lod_renderer(bool portable);

struct LodPlan {
  LodArena *arena;
  const LodMapping *mapping;
  const LodTableMap *table;
  const LodBinding *binding;
  LodPlanOptions options;
  LodNames *names;
  LodRenderer *render;
  bool turtle; /* or TriG */
  LodPlanSubject *subjects;
  size_t subject_count;
  LodPlanGroup *groups;
  size_t group_count;
  LodPlanKey *keys; /* by key of the table */
  uint64_t due;     /* bits of the subjects that have work in every row */
  /* The groups in the order in which rows look at them: before its parts. */
  size_t *order;
  /* By bit of a changed column: bits of the groups, as places in that order,
     that read it; the last one shared. */
  uint64_t group_reads[64];
  uint8_t *hashed;  /* by column: its hash is needed */
  uint8_t *watched; /* by column */
  LodWatch *watches;
  size_t watch_count;
  uint64_t all_watches; /* their bits */
  /* The bit of fields that no column has, where a key takes them in: they are
     not watched. */
  uint64_t unwatched;
  size_t fact_words, emit_words; /* see LodFacts */
  uint8_t *canonical;    /* by column: equal values may differ in bytes */
  LodHash *column_ids;   /* by column: hash of its name */
  LodHash *extra_ids;    /* by extra field */
  size_t *sorted;        /* columns by name */
  size_t *identifiers;   /* columns read as identifiers */
  size_t *identifier_of; /* by column: index in identifiers, or SIZE_MAX */
  size_t identifier_count;
  LodView blank_prefix; /* of blank node labels: "_:t1234abcd" */
};

static inline size_t lod_fact_of_identifier(const LodPlan *plan,
                                            size_t identifier)
{
  return plan->table->schema->column_count + identifier;
}
static inline size_t lod_fact_of_key(const LodPlan *plan, size_t key)
{
  return plan->table->schema->column_count + plan->identifier_count + key;
}

/* The work on one batch. */
struct LodPlanWork {
  const LodPlan *plan;
  const LodRows *rows;
  size_t columns;
  size_t capacity; /* rows that the arrays have room for */
  /* What holds for the row under way, until a column changes. */
  LodHash *items;    /* columns as written, as identifiers, as one or else the
                        other */
  LodHash *sums;     /* by key */
  LodValue *last;    /* by column: of the row before */
  const char **ten;  /* by identifier: its digits, NULL: none */
  uint32_t *refused; /* by identifier: values of the row that are none */
  uint64_t *now;     /* facts: present, then plain */
  /* What holds for each row of the batch. */
  uint64_t *facts;         /* see lod_work_facts */
  LodHash *keys;           /* rows x keys */
  uint32_t *serving;       /* rows x keys: see lod_plan_serving_key */
  uint32_t *occurrences;   /* rows x keys */
  const char **digits;     /* rows x identifiers, NULL: none */
  char (*made_digits)[10]; /* rows x identifiers, where the cell has others */
  LodHash *seen;           /* entities that were written: a small cache */
  uint8_t *fresh;          /* by group: how often its entities are new of late,
                              from 0, never, to 255, always */
  LodAsk *asks;            /* in the order of rows */
  size_t ask_count;
  uint64_t always; /* bits of the groups that the row before had to write */
  LodArena *arena;
  LodBuffer scratch, subject, expansion, resolved;
  uint64_t statements;
  LodLeftOut left_out;      /* values for which there is no IRI */
  uint64_t *not_identifier; /* by identifier column: values refused */
};

/* Of one row: bits of the subjects that have work; of what is present; of what
   is plain; of what is emitted, where bit 0 is always set and bit G + 1 stands
   for group G. */
static inline size_t lod_plan_stride(const LodPlan *plan)
{
  return 1 + 2 * plan->fact_words + plan->emit_words;
}
static inline uint64_t *lod_work_facts(const LodPlanWork *work, size_t row)
{
  return work->facts + row * lod_plan_stride(work->plan);
}
static inline uint64_t *lod_work_present(const LodPlanWork *work, size_t row)
{
  return lod_work_facts(work, row) + 1;
}
static inline uint64_t *lod_work_emits(const LodPlanWork *work, size_t row)
{
  return lod_work_present(work, row) + 2 * work->plan->fact_words;
}
/* The statements of GROUP are written for ROW. */
static inline void lod_work_emit(LodPlanWork *work, size_t row, size_t group)
{
  lod_work_emits(work, row)[(group + 1) / 64] |= (uint64_t)1
                                                 << (group + 1) % 64;
  lod_work_facts(work, row)[0] |= work->plan->groups[group].due;
}
static inline bool lod_emits(const uint64_t *emits, size_t group)
{
  return group == LOD_NO_GROUP ||
         emits[(group + 1) / 64] >> (group + 1) % 64 & 1;
}

struct LodPlanKeys {
  LodKeySet *set;
  bool has_marks; /* twins have been asked for by themselves */
  uint64_t *not_identifier;
  size_t identifier_count;
};

/* One row under way. */
typedef struct LodRowContext {
  const LodPlan *plan;
  LodPlanWork *work;
  const LodValue *values;
  size_t row; /* in the batch */
  LodLog *log;
} LodRowContext;

/* The ten digits of an identifier column in ROW; false when it has none. */
bool lod_plan_identifier(const LodPlanWork *work, size_t row, size_t column,
                         LodView *text);
/* The value behind a group's slot in ROW: false when null. */
bool lod_plan_slot_text(const LodPlanWork *work, size_t row, size_t slot,
                        LodView *text);

/* The text of column COLUMN as templates see it: false when null.  A list
   gives its items joined by commas only through lod_row_value. */
bool lod_row_text(const LodRowContext *context, size_t column, LodView *text);
/* Compile (plan_terms.c). */
LOD_NODISCARD LodStatus lod_plan_compile_resource(LodPlan *plan,
                                                  const LodTermMap *map,
                                                  LodResource *resource);
LOD_NODISCARD LodStatus lod_plan_compile_statement(LodPlan *plan,
                                                   const LodStatementMap *map,
                                                   LodPlanStatement *statement);
/* Append VALUE as a literal with the map's datatype or language. */
LOD_NODISCARD LodStatus lod_plan_write_literal(LodPlan *plan, LodView value,
                                               const LodTermMap *map,
                                               LodBuffer *out);
/* One statement that no row makes. */
LOD_NODISCARD LodStatus lod_write_statement(LodNames *names,
                                            const LodStatement *statement,
                                            LodBuffer *out);
/* Groups (plan_groups.c). */
LOD_NODISCARD LodStatus lod_plan_find_group(LodPlan *plan,
                                            const LodTermMap *subject,
                                            const LodStatementMap *map,
                                            size_t *group);
/* When all groups are known: their order, and which are parts of which. */
LOD_NODISCARD LodStatus lod_plan_order_groups(LodPlan *plan);
/* No key serves. */
#define LOD_NO_KEY UINT32_MAX
/* The key that serves in ROW in place of KEY, along "otherwise". */
static inline uint32_t lod_plan_serving_key(const LodPlanWork *work, size_t row,
                                            size_t key)
{
  return work->serving[row * work->plan->table->key_count + key];
}
/* The short ways (plan_fuse.c) of a subject and its statements. */
LOD_NODISCARD LodStatus lod_fuse(LodPlan *plan, LodPlanSubject *subject);
/* The statements of one subject in one row. */
typedef struct LodBlock {
  const LodRowContext *context;
  const LodPlanSubject *subject;
  LodBuffer *out;
  LodView start; /* what a short statement begins with: the subject */
  LodView name;  /* the subject as written */
  LodView graph; /* the graph as written, empty: default */
  bool turtle;
  bool open; /* Turtle: a statement has been written */
} LodBlock;

/* The general way of a statement whose condition holds (plan_statement.c). */
LOD_NODISCARD LodStatus lod_block_write(LodBlock *block,
                                        const LodPlanStatement *statement);
/* Whether Turtle has TEXT without quotes as FORM (plan_statement.c). */
bool lod_may_stand_bare(LodBareForm form, LodView text);
/* Write a key, at most LOD_KEY_SIZE bytes, or the row's number. */
char *lod_row_put_key(const LodRowContext *context, size_t key, char *at,
                      bool *made);
/* What follows the hash of a key: which it is of equal ones. */
char *lod_row_put_occurrence(const LodRowContext *context, size_t key,
                             char *at);
char *lod_row_put_number(const LodRowContext *context, LodOpKind kind,
                         char *at);
/* Append RESOURCE; *made false when a part of it is null. */
LOD_NODISCARD LodStatus lod_row_resource(const LodRowContext *context,
                                         const LodResource *resource,
                                         LodBuffer *out, bool *made);

/* Append the text of a literal's template, nothing encoded; *made false when a
   variable is null. */
LOD_NODISCARD LodStatus lod_row_literal(const LodRowContext *context,
                                        const LodBoundTemplate *t,
                                        LodBuffer *out, bool *made);

#endif
