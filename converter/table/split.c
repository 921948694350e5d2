#define PCRE2_CODE_UNIT_WIDTH 8
#include "table/split.h"
#include "base/memory.h"
#include <pcre2.h>

#define GROUPS_MAX 64

typedef struct Target {
  size_t column;
  uint32_t group;
} Target;

struct LodSplit {
  pcre2_code *code;
  size_t column;
  Target *targets;
  size_t target_count;
};

struct LodSplitWork {
  pcre2_match_data *data;
  pcre2_match_context *context;
};

static void *pcre_malloc(size_t size, void *user)
{
  (void)user;
  return lod_malloc(size);
}

static void pcre_free(void *block, void *user)
{
  (void)user;
  lod_free(block);
}

static LodStatus compile(LodSplit *split, const char *pattern, int *error,
                         size_t *offset)
{
  pcre2_general_context *const general =
      pcre2_general_context_create(pcre_malloc, pcre_free, NULL);
  pcre2_compile_context *const context =
      general ? pcre2_compile_context_create(general) : NULL;
  *error = 0;
  if (context)
    split->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, error,
                                offset, context);
  pcre2_compile_context_free(context);
  pcre2_general_context_free(general);
  if (!split->code)
    return !context || *error == PCRE2_ERROR_HEAP_FAILED ? LOD_ERR_NO_MEMORY
                                                         : LOD_ERR_INPUT;
  /* Without JIT it is slower, no more. */
  (void)pcre2_jit_compile(split->code, PCRE2_JIT_COMPLETE);
  return LOD_SUCCESS;
}

/* The name table is sorted by name. */
static LodStatus find_targets(LodSplit *split, const LodSchema *schema)
{
  uint32_t count = 0;
  uint32_t size = 0;
  PCRE2_SPTR entry = NULL;
  pcre2_pattern_info(split->code, PCRE2_INFO_NAMECOUNT, &count);
  pcre2_pattern_info(split->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
  pcre2_pattern_info(split->code, PCRE2_INFO_NAMETABLE, &entry);
  split->targets = lod_calloc((size_t)count + 1, sizeof *split->targets);
  if (!split->targets)
    return LOD_ERR_NO_MEMORY;
  for (uint32_t i = 0; i < count; ++i, entry += size) {
    const uint32_t group = (uint32_t)entry[0] << 8 | entry[1];
    const size_t column =
        lod_schema_find(schema, lod_view((const char *)entry + 2));
    if (column != LOD_NO_COLUMN && group < GROUPS_MAX)
      split->targets[split->target_count++] = (Target){column, group};
  }
  return LOD_SUCCESS;
}

static void refuse(const LodColumn *column, int error, size_t offset,
                   const LodPlace *place, LodLog *log)
{
  char text[128];
  if (pcre2_get_error_message(error, (PCRE2_UCHAR *)text, sizeof text) < 0)
    text[0] = '\0';
  LodPlace here = place ? *place : (LodPlace){0};
  here.column = 0;
  here.column_name = column->name;
  lod_log_add(log, LOD_ERROR, "bad-split", &here,
              "the expression that splits the column %s is not valid: %s "
              "(at character %zu)",
              column->name, text, offset + 1);
}

LodStatus lod_split_new(const LodSchema *schema, size_t column,
                        const LodPlace *place, LodLog *log, LodSplit **split)
{
  *split = NULL;
  LodSplit *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  made->column = column;
  int error;
  size_t offset;
  const LodColumn *const described = &schema->columns[column];
  LodStatus status = compile(made, described->split, &error, &offset);
  if (status == LOD_ERR_INPUT)
    refuse(described, error, offset, place, log);
  if (!status)
    status = find_targets(made, schema);
  if (status)
    lod_split_free(made);
  else
    *split = made;
  return status;
}

void lod_split_free(LodSplit *split)
{
  if (!split)
    return;
  pcre2_code_free(split->code);
  lod_free(split->targets);
  lod_free(split);
}

size_t lod_split_column(const LodSplit *split)
{
  return split->column;
}

size_t lod_split_target_count(const LodSplit *split)
{
  return split->target_count;
}

size_t lod_split_target_at(const LodSplit *split, size_t index)
{
  return split->targets[index].column;
}

LodStatus lod_split_work_new(const LodColumn *column, LodSplitWork **work)
{
  *work = NULL;
  LodSplitWork *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  pcre2_general_context *const general =
      pcre2_general_context_create(pcre_malloc, pcre_free, NULL);
  if (general) {
    made->data = pcre2_match_data_create(GROUPS_MAX, general);
    made->context = pcre2_match_context_create(general);
  }
  pcre2_general_context_free(general);
  if (!made->data || !made->context) {
    lod_split_work_free(made);
    return LOD_ERR_NO_MEMORY;
  }
  pcre2_set_match_limit(made->context, column->spec.max_match
                                           ? column->spec.max_match
                                           : LOD_XSD_MAX_MATCH);
  *work = made;
  return LOD_SUCCESS;
}

void lod_split_work_free(LodSplitWork *work)
{
  if (!work)
    return;
  pcre2_match_data_free(work->data);
  pcre2_match_context_free(work->context);
  lod_free(work);
}

bool lod_split_match(const LodSplit *split, LodSplitWork *work, LodView text)
{
  return pcre2_match(split->code, (PCRE2_SPTR)text.data, text.size, 0,
                     PCRE2_NO_UTF_CHECK, work->data, work->context) >= 0;
}

LodView lod_split_text(const LodSplit *split, const LodSplitWork *work,
                       LodView text, size_t index)
{
  const uint32_t group = split->targets[index].group;
  const PCRE2_SIZE *const ends = pcre2_get_ovector_pointer(work->data);
  const PCRE2_SIZE start = ends[2 * group];
  if (start == PCRE2_UNSET || ends[2 * group + 1] < start)
    return (LodView){NULL, 0};
  return (LodView){text.data + start, ends[2 * group + 1] - start};
}
