#include "base/arena.h"
#include "base/log_escape.h"
#include "base/log_internal.h"
#include "base/map.h"
#include "base/memory.h"
#include <libintl.h>
#include <stdio.h>

#define DEFAULT_LIMIT 100
#define SEVERITIES    3
#define FIRST_CODES   32

typedef struct CodeCount {
  const char *code;
  uint64_t count;
  uint64_t passed; /* kept, or at least handed to the handler */
} CodeCount;

struct LodLog {
  LodLogHandler handler;
  void *user;
  size_t limit;
  bool hushed; /* but for errors */
  uint64_t counts[SEVERITIES];
  LodArena *arena;       /* messages and their text */
  LodMap *names;         /* files and columns: raw to escaped; NULL: none */
  LodMessage **messages; /* one allocation each, so that they stay in place */
  size_t size;
  size_t capacity;
  CodeCount *codes; /* first_codes or a block of its own */
  size_t code_count;
  size_t code_capacity; /* the last one is kept for uncounted_code */
  CodeCount first_codes[FIRST_CODES];
};

/* Stands for codes that there was no memory to tell apart. */
static const char uncounted_code[] = "out-of-memory";

LodLog *lod_log_new(void)
{
  LodLog *log = lod_calloc(1, sizeof *log);
  if (!log)
    return NULL;
  log->arena = lod_arena_new();
  if (!log->arena) {
    lod_free(log);
    return NULL;
  }
  log->limit = DEFAULT_LIMIT;
  log->codes = log->first_codes;
  log->code_capacity = FIRST_CODES;
  return log;
}

void lod_log_free(LodLog *log)
{
  if (!log)
    return;
  if (log->codes != log->first_codes)
    lod_free(log->codes);
  lod_free(log->messages);
  lod_map_free(log->names);
  lod_arena_free(log->arena);
  lod_free(log);
}

void lod_log_clear(LodLog *log)
{
  memset(log->counts, 0, sizeof log->counts);
  log->code_count = 0;
  log->size = 0;
  lod_map_free(log->names);
  log->names = NULL;
  lod_arena_reset(log->arena);
}

void lod_log_set_handler(LodLog *log, LodLogHandler handler, void *user)
{
  log->handler = handler;
  log->user = user;
}

void lod_log_set_limit(LodLog *log, size_t limit)
{
  log->limit = limit;
}

size_t lod_log_limit(const LodLog *log)
{
  return log->limit;
}

bool lod_log_hush(LodLog *log, bool hushed)
{
  const bool before = log->hushed;
  log->hushed = hushed;
  return before;
}

static bool is_heard(const LodLog *log, LodSeverity severity)
{
  return !log->hushed || severity == LOD_ERROR;
}

/* Codes are literals: nearly always the pointer tells. */
static CodeCount *find_code(const LodLog *log, const char *code)
{
  for (size_t i = 0; i < log->code_count; i++)
    if (log->codes[i].code == code)
      return &log->codes[i];
  for (size_t i = 0; i < log->code_count; i++)
    if (!strcmp(log->codes[i].code, code))
      return &log->codes[i];
  return NULL;
}

static bool grow_codes(LodLog *log)
{
  bool first = log->codes == log->first_codes;
  CodeCount *codes = lod_reallocarray(first ? NULL : log->codes,
                                      log->code_capacity * 2, sizeof *codes);
  if (!codes)
    return false;
  if (first)
    memcpy(codes, log->first_codes, sizeof log->first_codes);
  log->codes = codes;
  log->code_capacity *= 2;
  return true;
}

/* The count of CODE, made when it is new.  Never fails: without memory for a
   new code its messages are counted under uncounted_code. */
static CodeCount *take_code(LodLog *log, const char *code)
{
  CodeCount *found = find_code(log, code);
  if (found)
    return found;
  if (log->code_count + 1 >= log->code_capacity && !grow_codes(log)) {
    found = find_code(log, uncounted_code);
    if (found)
      return found;
    code = uncounted_code;
  }
  found = &log->codes[log->code_count++];
  *found = (CodeCount){.code = code};
  return found;
}

static bool is_within_limit(const LodLog *log, const CodeCount *count)
{
  return !log->limit || count->passed < log->limit;
}

static char *keep_escaped(LodLog *log, LodView text)
{
  size_t size = lod_log_escape(text, NULL, 0);
  char *copy = lod_arena_bytes(log->arena, size + 1);
  if (copy)
    lod_log_escape(text, copy, size + 1);
  return copy;
}

/* One copy of each name of a file or column; NULL for NULL and when out of
   memory. */
static const char *intern(LodLog *log, const char *name, bool *failed)
{
  if (!name)
    return NULL;
  if (!log->names)
    log->names = lod_map_new();
  if (!log->names) {
    *failed = true;
    return NULL;
  }
  char *known = lod_map_get(log->names, lod_view(name));
  if (known)
    return known;
  known = keep_escaped(log, lod_view(name));
  if (!known || lod_map_set(log->names, lod_view(name), known))
    *failed = true;
  return known;
}

static bool keep(LodLog *log, const LodMessage *message)
{
  if (log->size == log->capacity) {
    size_t capacity = log->capacity ? log->capacity * 2 : 16;
    LodMessage **grown =
        lod_reallocarray(log->messages, capacity, sizeof *grown);
    if (!grown)
      return false;
    log->messages = grown;
    log->capacity = capacity;
  }
  LodMessage *kept = lod_arena_alloc(log->arena, sizeof *kept);
  if (!kept)
    return false;
  *kept = *message;
  log->messages[log->size++] = kept;
  return true;
}

/* Keep a message whose text has been escaped, and hand it on.  Without memory
   (the text may then be NULL) the handler gets what there is: SPARE is the
   text as far as it went. */
static bool pass(LodLog *log, LodMessage message, const char *spare)
{
  bool failed = false;
  message.place.file = intern(log, message.place.file, &failed);
  message.place.column_name = intern(log, message.place.column_name, &failed);
  if (!message.text) {
    message.text = spare;
    failed = true;
  } else if (!keep(log, &message)) {
    failed = true;
  }
  if (log->handler)
    log->handler(log->user, &message);
  return !failed;
}

/* Expand the translated FORMAT and keep the escaped text; in SPARE (of at
   least four bytes for each of EXPANDED) as much of it as there is room for,
   and NULL, when out of memory. */
static const char *expand(LodLog *log, const char *format, va_list arguments,
                          char *expanded, size_t room, char *spare)
{
  va_list again;
  va_copy(again, arguments);
  int size = vsnprintf(expanded, room, format, arguments);
  LodView text = lod_view(size < 0 ? format : expanded);
  char *longer = NULL;
  if (size >= 0 && (size_t)size >= room) {
    longer = lod_malloc((size_t)size + 1);
    if (longer) {
      vsnprintf(longer, (size_t)size + 1, format, again);
      text = lod_view(longer);
    }
  }
  va_end(again);
  lod_log_escape(text, spare, 4 * room);
  bool complete = size < 0 || (size_t)size < room || longer;
  const char *kept = complete ? keep_escaped(log, text) : NULL;
  lod_free(longer);
  return kept;
}

void lod_log_addv(LodLog *log, LodSeverity severity, const char *code,
                  const LodPlace *place, const char *format, va_list arguments)
{
  if (!log || !is_heard(log, severity))
    return;
  CodeCount *count = take_code(log, code);
  log->counts[severity]++;
  count->count++;
  if (!is_within_limit(log, count))
    return;
  count->passed++;
  char expanded[512];
  char spare[4 * sizeof expanded];
  LodMessage message = {.severity = severity, .code = code};
  if (place)
    message.place = *place;
  /* The empty message id would give the catalogue's header. */
  const char *translated = *format ? dgettext("lodstone", format) : format;
  message.text =
      expand(log, translated, arguments, expanded, sizeof expanded, spare);
  pass(log, message, spare);
}

void lod_log_add(LodLog *log, LodSeverity severity, const char *code,
                 const LodPlace *place, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  lod_log_addv(log, severity, code, place, format, arguments);
  va_end(arguments);
}

static LodStatus append_message(LodLog *into, LodMessage message)
{
  CodeCount *count = take_code(into, message.code);
  if (!is_within_limit(into, count))
    return LOD_SUCCESS;
  count->passed++;
  const char *text = message.text;
  message.text = lod_arena_strdup(into->arena, text);
  return pass(into, message, text) ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
}

/* One by one, as what is not kept does not tell its severity. */
static LodStatus append_errors(LodLog *into, const LodLog *from)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < from->size; i++) {
    if (from->messages[i]->severity != LOD_ERROR)
      continue;
    into->counts[LOD_ERROR]++;
    take_code(into, from->messages[i]->code)->count++;
    if (append_message(into, *from->messages[i]))
      status = LOD_ERR_NO_MEMORY;
  }
  return status;
}

/* Codes first, so that they come in the order in which FROM met them. */
LodStatus lod_log_append(LodLog *into, const LodLog *from)
{
  LodStatus status = LOD_SUCCESS;
  if (into->hushed)
    return append_errors(into, from);
  for (int i = 0; i < SEVERITIES; i++)
    into->counts[i] += from->counts[i];
  for (size_t i = 0; i < from->code_count; i++)
    take_code(into, from->codes[i].code)->count += from->codes[i].count;
  for (size_t i = 0; i < from->size; i++)
    if (append_message(into, *from->messages[i]))
      status = LOD_ERR_NO_MEMORY;
  return status;
}

/* By insertion: they come in a few runs that are in order. */
void lod_log_sort(LodLog *log)
{
  for (size_t i = 1; i < log->size; i++) {
    LodMessage *message = log->messages[i];
    size_t at = i;
    if (!message->place.line)
      continue;
    while (at > 0 && log->messages[at - 1]->place.line > message->place.line)
      at--;
    memmove(log->messages + at + 1, log->messages + at,
            (i - at) * sizeof *log->messages);
    log->messages[at] = message;
  }
}

uint64_t lod_log_code_total(const LodLog *log, const char *code)
{
  const CodeCount *found = find_code(log, code);
  return found ? found->count : 0;
}

void lod_log_drop(LodLog *log, LodSeverity severity, const char *code)
{
  CodeCount *found = find_code(log, code);
  size_t kept = 0;
  if (!found)
    return;
  for (size_t i = 0; i < log->size; i++)
    if (strcmp(log->messages[i]->code, code) != 0)
      log->messages[kept++] = log->messages[i];
  log->size = kept;
  log->counts[severity] -= found->count;
  size_t behind = (size_t)(log->codes + --log->code_count - found);
  memmove(found, found + 1, behind * sizeof *found);
}

uint64_t lod_log_count(const LodLog *log, LodSeverity severity)
{
  return log->counts[severity];
}

size_t lod_log_size(const LodLog *log)
{
  return log->size;
}

const LodMessage *lod_log_at(const LodLog *log, size_t index)
{
  return log->messages[index];
}

size_t lod_log_code_count(const LodLog *log)
{
  return log->code_count;
}

const char *lod_log_code_at(const LodLog *log, size_t index, uint64_t *count)
{
  if (count)
    *count = log->codes[index].count;
  return log->codes[index].code;
}
