/* The log: every message of a run, in input order, counted by code. */
#ifndef LODSTONE_LOG_H
#define LODSTONE_LOG_H

#include <lodstone/attributes.h>
#include <lodstone/status.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef enum LodSeverity { LOD_NOTE, LOD_WARNING, LOD_ERROR } LodSeverity;

/* Where a message belongs.  0 or NULL: not known or not applicable.  In a kept
   message the texts are UTF-8, control characters as \xHH. */
typedef struct LodPlace {
  const char *file;        /* as the user named it */
  uint64_t line;           /* 1-based physical line */
  uint32_t column;         /* 1-based column: for a cell its number in the
                              record, for JSON the character of the line */
  uint64_t row;            /* 1-based data row */
  const char *column_name; /* the schema's name of the column */
} LodPlace;

typedef struct LodMessage {
  LodSeverity severity;
  const char *code; /* stable, lower case with hyphens: "bad-cell" */
  const char *text; /* UTF-8, translated, control characters as \xHH */
  LodPlace place;
} LodMessage;

typedef struct LodLog LodLog;

/* Called once a message as it is added; the message is borrowed. */
typedef void (*LodLogHandler)(void *user, const LodMessage *message);

/* Make a log.  Returns NULL when out of memory.  The caller owns it. */
LOD_API LodLog *lod_log_new(void);
LOD_API void lod_log_free(LodLog *log);

/* Pass messages to HANDLER as they come. */
LOD_API void lod_log_set_handler(LodLog *log, LodLogHandler handler,
                                 void *user);

/* Keep and pass on at most LIMIT messages a code (default 100); all are
   counted.  0 means no limit. */
LOD_API void lod_log_set_limit(LodLog *log, size_t limit);

/* Add a message.  CODE must live as long as the log; PLACE may be NULL and is
   copied.  FORMAT is a message id, translated before it is expanded. */
LOD_API void lod_log_add(LodLog *log, LodSeverity severity, const char *code,
                         const LodPlace *place, const char *format, ...)
    LOD_PRINTF(5, 6);
LOD_API void lod_log_addv(LodLog *log, LodSeverity severity, const char *code,
                          const LodPlace *place, const char *format,
                          va_list arguments) LOD_PRINTF(5, 0);

/* The number of messages added of SEVERITY, the capped ones included. */
LOD_API uint64_t lod_log_count(const LodLog *log, LodSeverity severity);

/* The kept messages, in order. */
LOD_API size_t lod_log_size(const LodLog *log);
LOD_API const LodMessage *lod_log_at(const LodLog *log, size_t index);

/* The codes seen, in order of first appearance, with their full counts. */
LOD_API size_t lod_log_code_count(const LodLog *log);
LOD_API const char *lod_log_code_at(const LodLog *log, size_t index,
                                    uint64_t *count);

#endif
