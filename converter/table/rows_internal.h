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

/* What is asked of every cell of a column that has a field, or may have. */
typedef struct LodShortWay {
  size_t column, field;
  uint64_t null_lengths; /* as the plan's */
  bool is_plain, empty_is_null;
  LodGlance glance;
} LodShortWay;

/* Longer texts, and more parts of them, are not kept. */
#define LOD_SPLIT_TEXT  48
#define LOD_SPLIT_PARTS 4
#define LOD_SPLIT_SLOTS 1024

/* What a split made of a text. */
typedef struct LodSplitMemo {
  char text[LOD_SPLIT_TEXT];
  uint8_t size; /* less one; 0: no text */
  bool matches;
  uint8_t starts[LOD_SPLIT_PARTS];
  uint8_t sizes[LOD_SPLIT_PARTS]; /* UINT8_MAX: took no part */
} LodSplitMemo;

/* So many rows are judged column by column, and stay in the cache. */
#define LOD_RUN_ROWS 32

typedef struct LodRowsState {
  LodRows rows; /* what the others see */
  LodColumnPlan *plans;
  LodShortWay *ways; /* by column, too */
  size_t *judged;    /* columns with a field or a fixed text */
  size_t judged_count;
  LodMemo *memos;            /* of the plans */
  LodSplitMemo *split_memos; /* LOD_SPLIT_SLOTS a split */
  LodView *split_texts;      /* by column; data NULL: none */
  LodSplitWork *split_work;
  bool long_way;       /* for all rows */
  size_t row_capacity; /* of rows.suppressed */
} LodRowsState;

LOD_NODISCARD LodStatus lod_rows_plan(LodRowsState *state);

LOD_NODISCARD LodStatus lod_rows_add_problem(LodRows *rows, LodProblem problem);

/* Split TEXT as split INDEX of the binding says, into state->split_texts.
   False: it does not match, and there are none. */
bool lod_rows_split(LodRowsState *state, size_t index, LodView text);

/* Judge regular rows from ROW on, COUNT of them at most, column by column.
   *AGAIN: a bit a row, of those about which something is to be said: they are
   to be judged the long way.  *TAKEN: how many, 0: the first is not regular. */
LOD_NODISCARD LodStatus lod_rows_judge_run(LodRowsState *state, size_t row,
                                           size_t count, uint32_t *again,
                                           size_t *taken);

/* Judge a TEXT, which may have been judged before. */
LOD_NODISCARD LodStatus lod_rows_judge_text(LodRowsState *state, size_t row,
                                            size_t column, LodView text,
                                            LodValue *value);

/* Judge the TEXT of a cell in row ROW and column COLUMN. */
LOD_NODISCARD LodStatus lod_cell_evaluate(LodRows *rows,
                                          const LodColumnPlan *plan, size_t row,
                                          size_t column, LodView text,
                                          LodValue *value);

#endif
