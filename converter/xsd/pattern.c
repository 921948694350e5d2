#define PCRE2_CODE_UNIT_WIDTH 8
#include "xsd/pattern.h"
#include "base/memory.h"
#include "xsd/reason.h"
#include <pcre2.h>
#include <stdatomic.h>

/* In KiB. */
#define HEAP_LIMIT    16384
#define PATTERN_LIMIT 65536
/* Match data that is kept for the next match; more threads than this at once
   allocate. */
#define SPARES 16

struct LodPattern {
  pcre2_general_context *memory;
  pcre2_code *code;
  pcre2_match_context *limits;
  _Atomic(pcre2_match_data *) spares[SPARES];
};

static void *allocate(size_t size, void *user)
{
  (void)user;
  return lod_malloc(size);
}

static void release(void *block, void *user)
{
  (void)user;
  lod_free(block);
}

/* ECMAScript as far as PCRE2 speaks it: \u escapes, [] and [^], $ at the very
   end only, groups that took no part match as empty.  The expression stands
   for the whole value. */
static const uint32_t options =
    PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS |
    PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C |
    PCRE2_ANCHORED | PCRE2_ENDANCHORED;

static LodStatus compile(LodPattern *pattern, const char *expression,
                         LodReason *reason)
{
  pcre2_compile_context *context =
      pcre2_compile_context_create(pattern->memory);
  if (!context)
    return LOD_ERR_NO_MEMORY;
  pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
  pcre2_set_max_pattern_length(context, PATTERN_LIMIT);
  int error;
  PCRE2_SIZE offset;
  pattern->code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
                                options, &error, &offset, context);
  pcre2_compile_context_free(context);
  if (pattern->code)
    return LOD_SUCCESS;
  if (error == PCRE2_ERROR_HEAP_FAILED)
    return LOD_ERR_NO_MEMORY;
  *reason = N_("the format is not a valid regular expression");
  return LOD_ERR_INPUT;
}

static LodStatus prepare(LodPattern *pattern, const char *expression,
                         unsigned steps, LodReason *reason)
{
  const uint32_t most = steps ? steps : LOD_XSD_MAX_MATCH;
  pattern->memory = pcre2_general_context_create(allocate, release, NULL);
  if (!pattern->memory)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = compile(pattern, expression, reason);
  if (status)
    return status;
  pattern->limits = pcre2_match_context_create(pattern->memory);
  if (!pattern->limits)
    return LOD_ERR_NO_MEMORY;
  pcre2_set_match_limit(pattern->limits, most);
  pcre2_set_depth_limit(pattern->limits, most);
  pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT);
  /* Where there is no JIT the interpreter does the same, slower. */
  (void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
  return LOD_SUCCESS;
}

LodStatus lod_pattern_new(const char *expression, unsigned steps,
                          LodReason *reason, LodPattern **pattern)
{
  *pattern = NULL;
  LodPattern *made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = prepare(made, expression, steps, reason);
  if (status) {
    lod_pattern_free(made);
    return status;
  }
  *pattern = made;
  return LOD_SUCCESS;
}

void lod_pattern_free(LodPattern *pattern)
{
  if (!pattern)
    return;
  for (size_t i = 0; i < SPARES; i++)
    pcre2_match_data_free(atomic_load(&pattern->spares[i]));
  pcre2_match_context_free(pattern->limits);
  pcre2_code_free(pattern->code);
  pcre2_general_context_free(pattern->memory);
  lod_free(pattern);
}

static pcre2_match_data *borrow(LodPattern *pattern)
{
  for (size_t i = 0; i < SPARES; i++) {
    pcre2_match_data *data = atomic_exchange(&pattern->spares[i], NULL);
    if (data)
      return data;
  }
  return pcre2_match_data_create(1, pattern->memory);
}

static void give_back(LodPattern *pattern, pcre2_match_data *data)
{
  for (size_t i = 0; i < SPARES && data; i++) {
    pcre2_match_data *empty = NULL;
    if (atomic_compare_exchange_strong(&pattern->spares[i], &empty, data))
      return;
  }
  pcre2_match_data_free(data);
}

LodReason lod_pattern_match(LodPattern *pattern, LodView text)
{
  pcre2_match_data *data = borrow(pattern);
  if (!data)
    return lod_reason_no_memory;
  PCRE2_SPTR subject = (PCRE2_SPTR)(text.data ? text.data : "");
  int result = pcre2_match(pattern->code, subject, text.size, 0, 0, data,
                           pattern->limits);
  /* The JIT's stack is small; the interpreter has the heap. */
  if (result == PCRE2_ERROR_JIT_STACKLIMIT)
    result = pcre2_match(pattern->code, subject, text.size, 0, PCRE2_NO_JIT,
                         data, pattern->limits);
  give_back(pattern, data);
  if (result >= 0)
    return NULL;
  if (result == PCRE2_ERROR_NOMEMORY)
    return lod_reason_no_memory;
  if (result == PCRE2_ERROR_NOMATCH)
    return LOD_REASON_FORMAT;
  return N_("takes too long to match against the regular expression");
}
