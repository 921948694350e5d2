#include "publish/answer.h"

#include "source/encoding.h"
#include "source/http_headers.h"

static LodStatus keep_charset(const LodTransfer *transfer, const char *charset,
                              LodArena *arena, LodLog *log,
                              LodAnswerFacts *facts)
{
  if (!*charset)
    return LOD_SUCCESS;
  if (!lod_encoding_exists(lod_view(charset))) {
    LodPlace place = {.file = lod_transfer_name(transfer)};
    lod_log_add(log, LOD_WARNING, "unknown-encoding", &place,
                "the server says that it is in \"%s\", which is not known "
                "here; --encoding may name another one",
                charset);
    return LOD_SUCCESS;
  }
  facts->charset = lod_arena_strdup(arena, charset);
  return facts->charset ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

LodStatus lod_answer_facts(const LodTransfer *transfer, LodArena *arena,
                           LodLog *log, LodAnswerFacts *facts)
{
  LodMediaType type;
  lod_http_media_type(lod_transfer_header(transfer, "Content-Type", 0), &type);
  *facts = (LodAnswerFacts){
      .tabs = strcmp(type.type, "text/tab-separated-values") == 0,
      .no_header = strcmp(type.header, "absent") == 0};
  bool several = lod_transfer_header(transfer, "Content-Language", 1) != NULL;
  LodView language =
      lod_http_language(lod_transfer_header(transfer, "Content-Language", 0));
  if (language.size && !several) {
    facts->language = lod_arena_view_strdup(arena, language);
    if (!facts->language)
      return LOD_ERR_NO_MEMORY;
  }
  return keep_charset(transfer, type.charset, arena, log, facts);
}

/* 6.1, step 3.2. */
void lod_answer_dialect(const LodAnswerFacts *facts, LodDialect *dialect)
{
  if (facts->tabs)
    dialect->delimiter = "\t";
  if (facts->no_header)
    dialect->header = false;
  if (facts->charset)
    dialect->encoding = facts->charset;
}
