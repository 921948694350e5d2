/* What the header of an HTTP answer says of a table ("Model for Tabular Data",
   6.1). */
#ifndef LOD_PUBLISH_ANSWER_H
#define LOD_PUBLISH_ANSWER_H

#include "base/arena.h"
#include "source/http.h"
#include "table/dialect.h"

typedef struct LodAnswerFacts {
  const char *charset;  /* NULL: not said, or not known here */
  const char *language; /* NULL: not said, or several */
  bool tabs;            /* text/tab-separated-values */
  bool no_header;       /* header=absent */
} LodAnswerFacts;

/* Texts live in ARENA.  A charset that is not known is warned about. */
LOD_NODISCARD LodStatus lod_answer_facts(const LodTransfer *transfer,
                                         LodArena *arena, LodLog *log,
                                         LodAnswerFacts *facts);
/* Override what the default dialect says. */
void lod_answer_dialect(const LodAnswerFacts *facts, LodDialect *dialect);

#endif
