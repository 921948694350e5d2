/* What a LodRows keeps for itself: how each column is evaluated. */
#ifndef LOD_TABLE_ROWS_INTERNAL_H
#define LOD_TABLE_ROWS_INTERNAL_H

#include "table/memo.h"
#include "table/rows.h"

/* Where the text of a column's cells comes from. */
typedef enum LodCellSource {
  LOD_CELL_ABSENT,
  LOD_CELL_FIELD,
  LOD_CELL_FIXED, /* a constant, a virtual column's default */
  LOD_CELL_SPLIT  /* a split gives it, or else the field if there is one */
} LodCellSource;

/* What becomes of it. */
typedef enum LodCellPath {
  LOD_PATH_TEXT, /* the text as it is */
  LOD_PATH_TYPED,
  LOD_PATH_LIST
} LodCellPath;

/* CSVW "Model for Tabular Data", 6.4, steps 1 and 2. */
typedef enum LodSpaceRule {
  LOD_SPACE_KEEP,
  LOD_SPACE_REPLACE,
  LOD_SPACE_COLLAPSE
} LodSpaceRule;

typedef struct LodColumnPlan {
  LodCellSource source;
  LodCellPath path;
  LodSpaceRule space;
  bool is_plain; /* a field's text as it is, where its length is no null's */
  bool empty_is_null; /* of a field, without more ado */
  bool required;
  bool strips_items;     /* of a list */
  uint64_t null_lengths; /* bit n: a null has n bytes; bit 63: 63 or more */
  size_t field;
  LodView fixed;
  const LodColumn *column;
  LodMemo *memo; /* texts that stay as they are, NULL: none is kept */
} LodColumnPlan;

/* A column that may have a cell, and the short ways of its plan. */
typedef struct LodActiveColumn {
  uint32_t column;
  uint32_t field;        /* UINT32_MAX: its text does not come from a field */
  uint64_t null_lengths; /* as the plan's */
  bool is_plain, empty_is_null;
  const LodDatatype *typed; /* NULL: it is not */
} LodActiveColumn;

typedef struct LodRowsState {
  LodRows rows; /* what the others see */
  LodColumnPlan *plans;
  LodActiveColumn *active;
  size_t active_count;
  LodMemo *memos;       /* of the plans, then of the splits */
  LodView *split_texts; /* by column; data NULL: none */
  LodSplitWork *split_work;
  size_t row_capacity; /* of rows.suppressed */
} LodRowsState;

LOD_NODISCARD LodStatus lod_rows_plan(LodRowsState *state);

LOD_NODISCARD LodStatus lod_rows_add_problem(LodRows *rows, LodProblem problem);

/* Judge the TEXT of a cell in row ROW and column COLUMN. */
LOD_NODISCARD LodStatus lod_cell_evaluate(LodRows *rows,
                                          const LodColumnPlan *plan, size_t row,
                                          size_t column, LodView text,
                                          LodValue *value);

#endif
