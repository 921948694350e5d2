/* What has a meaning in the text of a table: the tokens of a dialect, each of
   one byte or more. */
#ifndef LOD_TABLE_TOKENS_H
#define LOD_TABLE_TOKENS_H

#include "table/dialect.h"
#include <lodstone/status.h>
#include <stdint.h>

typedef enum LodToken {
  LOD_TOKEN_TEXT,
  LOD_TOKEN_ESCAPE,
  LOD_TOKEN_QUOTE,
  LOD_TOKEN_END, /* of a record */
  LOD_TOKEN_DELIMITER
} LodToken;

typedef struct LodTokens {
  LodView delimiter, quote, escape, comment; /* size 0: none */
  LodView *ends;                             /* the longest first */
  size_t end_count;
  LodLineEnds kind;
  size_t longest;          /* bytes to look ahead at */
  unsigned char any[256];  /* by byte: a token may begin here */
  unsigned char line[256]; /* ... an end of record may */
  unsigned char in_quotes[256];
} LodTokens;

/* Copies the texts of DIALECT. */
LOD_NODISCARD LodStatus lod_tokens_start(LodTokens *tokens,
                                         const LodDialect *dialect);
void lod_tokens_free(LodTokens *tokens);

/* Why DIALECT's tokens cannot be told apart: a message id; NULL: they can. */
const char *lod_tokens_refusal(const LodDialect *dialect);

static inline bool lod_tokens_match(LodView token, const char *at, size_t left)
{
  return token.size && token.size <= left &&
         !memcmp(at, token.data, token.size);
}

/* The bytes of the end of a record at AT, of which LEFT are there; 0: there is
   none.  IS_LAST: nothing comes behind them. */
size_t lod_tokens_end(const LodTokens *tokens, const char *at, size_t left,
                      bool is_last);
/* The token at AT and its bytes. */
LodToken lod_tokens_at(const LodTokens *tokens, const char *at, size_t left,
                       bool is_last, size_t *size);

#endif
