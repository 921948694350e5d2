/* Rows of cells: a batch seen through a binding, every cell judged.  Guard and
   writers work on this.  One LodRows is reused for batch after batch; nothing
   is allocated in the loop after warm-up. */
#ifndef LOD_TABLE_ROWS_H
#define LOD_TABLE_ROWS_H

#include "table/binding.h"

typedef enum LodValueKind {
  LOD_VALUE_NULL,    /* no value: a null, or the column is absent */
  LOD_VALUE_VALID,   /* data: XSD lexical form */
  LOD_VALUE_BAD,     /* not what the column says; data: the raw text */
  LOD_VALUE_LIST,    /* data: size LodValues (column has a separator) */
  LOD_VALUE_WITHHELD /* the guard dropped it; no data */
} LodValueKind;

typedef enum LodValueFlags {
  LOD_VALUE_VERBATIM = 1 /* valid or null: data is the text, which may be empty,
                            of a cell that is LOD_CELL_VERBATIM */
} LodValueFlags;

typedef struct LodValue {
  const void *data; /* bytes, or LodValue[size] for a list */
  uint32_t size;
  uint16_t kind;
  uint16_t flags; /* LOD_VALUE_... */
} LodValue;

/* A problem found in a cell; turned into a message only after the guard. */
typedef struct LodProblem {
  size_t row;       /* index in the batch */
  size_t column;    /* schema column, LOD_NO_COLUMN: the whole record */
  const char *code; /* "bad-cell", "required-null", "ragged-row" */
  LodReason reason; /* message id, for bad-cell */
  LodView item;     /* of a list: the item; else empty */
} LodProblem;

typedef enum LodBadCells {
  LOD_BAD_KEEP, /* as a plain string literal */
  LOD_BAD_SKIP, /* without its statements */
  LOD_BAD_STOP, /* the run stops */
  LOD_BAD_JUDGE /* a validator's: it and all else that is wrong with a row is
                   an error, and the run goes on */
} LodBadCells;

/* A value that can be written: what the policy for bad cells leaves. */
static inline bool lod_value_is_present(const LodValue *value,
                                        LodBadCells policy)
{
  return value->kind == LOD_VALUE_VALID || value->kind == LOD_VALUE_LIST ||
         (value->kind == LOD_VALUE_BAD && policy == LOD_BAD_KEEP);
}

typedef struct LodRows {
  const LodBinding *binding;
  const LodBatch *batch;
  LodValue *values; /* row_count x column_count, row by row */
  size_t row_count, column_count, capacity;
  size_t begin, end; /* the rows that something is told and written of */
  LodProblem *problems;
  size_t problem_count, problem_capacity;
  uint8_t *suppressed; /* by row: the guard left the whole row out */
  LodArena *arena;     /* bytes of converted cells; reset a batch */
} LodRows;

LOD_NODISCARD LodStatus lod_rows_new(const LodBinding *binding, LodRows **rows);
void lod_rows_free(LodRows *rows);

/* Judge every cell of BATCH (CSVW "Model for Tabular Data", 6.4): default,
   null, separator, datatype, required, split; a record with too few or too
   many fields is a problem ("ragged-row"): missing fields are null, fields
   beyond are left out and counted. */
LOD_NODISCARD LodStatus lod_rows_evaluate(LodRows *rows, const LodBatch *batch);

/* Say the problems, in row and column order; a withheld cell is not quoted.
   With STOP the first bad cell is an error and LOD_ERR_INPUT; with JUDGE all
   are errors; else warnings.
   *faulty: the rows of which something is left out (SKIP), counted. */
LOD_NODISCARD LodStatus lod_rows_report(const LodRows *rows, LodBadCells policy,
                                        LodLog *log, uint64_t *faulty);

#define LOD_PROBLEM_TEXT 512

/* What is wrong, in words that stand behind the cell or by themselves: "is not
   a decimal", "must have a value".  The cell is not quoted. */
void lod_rows_describe(const LodRows *rows, const LodProblem *problem,
                       char text[LOD_PROBLEM_TEXT]);

/* Whether something of its row is left out on account of PROBLEM. */
bool lod_rows_leaves_out(const LodRows *rows, const LodProblem *problem,
                         LodBadCells policy);

static inline const LodValue *lod_rows_row(const LodRows *rows, size_t row)
{
  return rows->values + row * rows->column_count;
}

/* Nothing is told or written of rows outside of BEGIN to END, which are there
   for what they identify; problems of theirs are forgotten.  Until the next
   batch. */
void lod_rows_limit(LodRows *rows, size_t begin, size_t end);

static inline bool lod_rows_is_told(const LodRows *rows, size_t row)
{
  return row >= rows->begin && row < rows->end;
}

/* Ten digits of a Swedish organisation number in TEXT (hyphen and a leading
   16 removed, third digit 2 or more, check digit right), else false. */
bool lod_organisation_number(LodView text, char digits[10]);

#endif
