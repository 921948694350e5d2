/* Primary and foreign keys of a table, checked row by row ("Model for Tabular
   Data", 6.6).  A table is read a second time only where its foreign keys lead
   to rows behind their own. */
#ifndef LOD_TABLE_KEY_CHECK_H
#define LOD_TABLE_KEY_CHECK_H

#include "table/key_index.h"

/* One thing to do with the values of some columns of each row. */
typedef struct LodKeyUse {
  const size_t *columns; /* of the schema */
  size_t column_count;
  const char *names;  /* of the columns, for messages: "a, b" */
  LodKeyIndex *index; /* what they go into, or, of a foreign key, what they
                         must be in once */
  bool unique;        /* a primary key */
  bool foreign;
} LodKeyUse;

typedef struct LodKeyCheck LodKeyCheck;
typedef struct LodKeyWork LodKeyWork;

/* USES are borrowed; which of their indexes are complete is settled.  NULL: no
   memory. */
LodKeyCheck *lod_key_check_new(const LodKeyUse *uses, size_t count);
void lod_key_check_free(LodKeyCheck *check);

/* A worker's part: what it needs for a batch.  NULL: no memory. */
LodKeyWork *lod_key_work_new(const LodKeyCheck *check);
void lod_key_work_free(LodKeyWork *work);
/* Take the keys of ROWS, before the guard takes values away, and look up those
   that can be looked up. */
LOD_NODISCARD LodStatus lod_key_work_hash(LodKeyWork *work,
                                          const LodRows *rows);

/* Take in the rows of WORK, which come here in input order, and say what is
   wrong: "primary-key" and "foreign-key", errors. */
LOD_NODISCARD LodStatus lod_key_check_rows(LodKeyCheck *check,
                                           const LodKeyWork *work, LodLog *log);

/* Is there something left for a second reading? */
bool lod_key_check_wants_more(const LodKeyCheck *check);
/* All rows have been read: from now on they come again, from the first, and
   what is wrong is said to LOG, as what the workers say is known. */
void lod_key_check_again(LodKeyCheck *check, LodLog *log);

#endif
