/* From the text of a cell to its value: CSVW "Model for Tabular Data", 6.4. */
#include "base/ascii.h"
#include "table/rows_internal.h"

static const LodValue null_value = {NULL, 0, LOD_VALUE_NULL, 0};

static LodValue make_value(LodValueKind kind, LodView text)
{
  return (LodValue){text.data, (uint32_t)text.size, (uint16_t)kind, 0};
}

static bool is_null(const LodColumnPlan *plan, LodView text)
{
  const size_t bit = text.size < 63 ? text.size : 63;
  if (!(plan->null_lengths >> bit & 1))
    return false;
  const LodColumn *const column = plan->column;
  for (size_t i = 0; i < column->null_count; ++i)
    if (lod_view_equal(column->nulls[i], text))
      return true;
  return false;
}

/* Whether collapsing would change what has no blanks around it. */
static bool has_loose_space(LodView text)
{
  for (size_t i = 0; i < text.size; ++i) {
    const char c = text.data[i];
    if (lod_ascii_is_space(c) &&
        (c != ' ' || lod_ascii_is_space(text.data[i - 1])))
      return true;
  }
  return false;
}

static LodStatus copy_replaced(LodArena *arena, LodView *text, bool collapse)
{
  char *const copy = lod_arena_bytes(arena, text->size);
  if (!copy)
    return LOD_ERR_NO_MEMORY;
  size_t size = 0;
  bool behind_space = false;
  for (size_t i = 0; i < text->size; ++i) {
    const bool space = lod_ascii_is_space(text->data[i]);
    if (!space || !collapse || !behind_space)
      copy[size++] = space ? ' ' : text->data[i];
    behind_space = space;
  }
  *text = (LodView){copy, size};
  return LOD_SUCCESS;
}

static bool has_line_space(LodView text)
{
  for (size_t i = 0; i < text.size; ++i)
    if (lod_ascii_is_space(text.data[i]) && text.data[i] != ' ')
      return true;
  return false;
}

/* Steps 1 and 2. */
static LodStatus normalise(LodArena *arena, LodSpaceRule rule, LodView *text)
{
  switch (rule) {
  case LOD_SPACE_KEEP:
    return LOD_SUCCESS;
  case LOD_SPACE_REPLACE:
    return has_line_space(*text) ? copy_replaced(arena, text, false)
                                 : LOD_SUCCESS;
  default:
    *text = lod_ascii_trim(*text);
    return has_loose_space(*text) ? copy_replaced(arena, text, true)
                                  : LOD_SUCCESS;
  }
}

static LodStatus add_problem(LodRows *rows, const char *code, size_t row,
                             size_t column, LodReason reason, LodView item)
{
  return lod_rows_add_problem(rows, (LodProblem){.row = row,
                                                 .column = column,
                                                 .code = code,
                                                 .reason = reason,
                                                 .item = item});
}

/* Step 7, where it is the whole cell. */
static LodStatus set_null(LodRows *rows, const LodColumnPlan *plan, size_t row,
                          size_t column, LodValue *value)
{
  *value = null_value;
  if (!plan->required)
    return LOD_SUCCESS;
  return add_problem(rows, "required-null", row, column, NULL,
                     (LodView){NULL, 0});
}

/* Steps 8 and 9.  ITEM: of a list. */
static LodStatus parse(LodRows *rows, const LodColumnPlan *plan, size_t row,
                       size_t column, LodView text, bool item, LodValue *value)
{
  LodView lexical;
  const LodReason reason =
      lod_datatype_parse(plan->column->datatype, text, rows->arena, &lexical);
  if (!reason) {
    *value = make_value(LOD_VALUE_VALID, lexical);
    return LOD_SUCCESS;
  }
  if (lod_reason_is_no_memory(reason))
    return LOD_ERR_NO_MEMORY;
  *value = make_value(LOD_VALUE_BAD, text);
  return add_problem(rows, "bad-cell", row, column, reason,
                     item ? text : (LodView){NULL, 0});
}

static LodStatus evaluate_item(LodRows *rows, const LodColumnPlan *plan,
                               size_t row, size_t column, LodView text,
                               LodValue *value)
{
  if (plan->strips_items)
    text = lod_ascii_trim(text);
  if (!text.size && plan->column->default_value.data)
    text = plan->column->default_value;
  if (is_null(plan, text)) {
    *value = null_value;
    return LOD_SUCCESS;
  }
  return parse(rows, plan, row, column, text, true, value);
}

/* Where SEPARATOR next stands in TEXT; the end when it does not. */
static const char *find_separator(LodView text, LodView separator)
{
  const char *const end = text.data + text.size;
  const char *at = text.data;
  while (separator.size && (size_t)(end - at) >= separator.size) {
    at = memchr(at, *separator.data, (size_t)(end - at) - separator.size + 1);
    if (!at)
      return end;
    if (!memcmp(at, separator.data, separator.size))
      return at;
    ++at;
  }
  return end;
}

/* Take the item at the front off TEXT, and the separator behind it. */
static LodView next_item(LodView *text, LodView separator)
{
  const char *const end = text->data + text->size;
  const char *const stop = find_separator(*text, separator);
  const LodView item = {text->data, (size_t)(stop - text->data)};
  text->data = stop < end ? stop + separator.size : end;
  text->size = (size_t)(end - text->data);
  return item;
}

static size_t count_items(LodView text, LodView separator)
{
  const char *const end = text.data + text.size;
  size_t count = 1;
  const char *at;
  while ((at = find_separator(text, separator)) < end) {
    ++count;
    text.data = at + separator.size;
    text.size = (size_t)(end - text.data);
  }
  return count;
}

/* Step 5. */
static LodStatus split_list(LodRows *rows, const LodColumnPlan *plan,
                            size_t row, size_t column, LodView text,
                            LodValue *value)
{
  const LodView separator = lod_view(plan->column->separator);
  const size_t count = count_items(text, separator);
  LodValue *const items = lod_arena_array(rows->arena, count, sizeof *items);
  if (!items)
    return LOD_ERR_NO_MEMORY;
  *value = (LodValue){items, (uint32_t)count, LOD_VALUE_LIST, 0};
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < count && !status; ++i)
    status = evaluate_item(rows, plan, row, column, next_item(&text, separator),
                           &items[i]);
  return status;
}

/* Step 4, then 5. */
static LodStatus evaluate_list(LodRows *rows, const LodColumnPlan *plan,
                               size_t row, size_t column, LodView text,
                               LodValue *value)
{
  if (!text.size) {
    *value = (LodValue){NULL, 0, LOD_VALUE_LIST, 0};
    return plan->required ? add_problem(rows, "required-null", row, column,
                                        NULL, (LodView){NULL, 0})
                          : LOD_SUCCESS;
  }
  if (is_null(plan, text)) {
    *value = null_value;
    return LOD_SUCCESS;
  }
  return split_list(rows, plan, row, column, text, value);
}

LodStatus lod_cell_evaluate(LodRows *rows, const LodColumnPlan *plan,
                            size_t row, size_t column, LodView text,
                            LodValue *value)
{
  const LodStatus status = normalise(rows->arena, plan->space, &text);
  if (status)
    return status;
  if (!text.size && plan->column->default_value.data) /* steps 3 and 6 */
    text = plan->column->default_value;
  if (plan->path == LOD_PATH_LIST)
    return evaluate_list(rows, plan, row, column, text, value);
  if (is_null(plan, text))
    return set_null(rows, plan, row, column, value);
  if (plan->path == LOD_PATH_TYPED)
    return parse(rows, plan, row, column, text, false, value);
  *value = make_value(LOD_VALUE_VALID, text);
  return LOD_SUCCESS;
}
