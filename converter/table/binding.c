#include "table/binding.h"
#include "base/ascii.h"
#include "base/memory.h"
#include "table/binding_internal.h"

LodPlace lod_binder_place(const LodBinder *binder, size_t field)
{
  LodPlace place = binder->place;
  place.column = (uint32_t)(field + 1);
  return place;
}

LodView lod_binder_title(const LodBinder *binder, size_t field)
{
  for (size_t row = 0; row < binder->rows; ++row) {
    const LodView title = binder->header[row * binder->count + field];
    if (title.size)
      return title;
  }
  return (LodView){"", 0};
}

void lod_binder_join(LodBinder *binder, size_t field, size_t column)
{
  binder->columns[field] = column;
  binder->fields[column] = field;
}

static size_t file_columns(const LodSchema *schema)
{
  size_t count = 0;
  for (size_t i = 0; i < schema->column_count; ++i)
    count += !schema->columns[i].virtual_column;
  return count;
}

static size_t *new_indices(size_t count)
{
  size_t *const made = lod_calloc(count + 1, sizeof *made);
  for (size_t i = 0; made && i < count; ++i)
    made[i] = LOD_NO_COLUMN;
  return made;
}

static LodStatus copy_header(LodBinder *binder, const LodHeader *header)
{
  const size_t count = header->rows * header->count;
  binder->rows = header->rows;
  binder->header = lod_calloc(count + 1, sizeof *binder->header);
  if (!binder->header)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; ++i)
    binder->header[i] =
        lod_ascii_trim((LodView){header->cells[i].data, header->cells[i].size});
  return LOD_SUCCESS;
}

static LodStatus start_binder(const LodSchema *schema, const LodHeader *header,
                              const LodPlace *place, LodLog *log,
                              LodBinder *binder)
{
  *binder = (LodBinder){.schema = schema, .log = log, .skip = header->skip};
  binder->count =
      header->cells ? header->count : header->skip + file_columns(schema);
  if (place)
    binder->place = *place;
  binder->columns = new_indices(binder->count);
  binder->doubles = new_indices(binder->count);
  binder->fields = new_indices(schema->column_count);
  if (!binder->columns || !binder->doubles || !binder->fields)
    return LOD_ERR_NO_MEMORY;
  return header->cells ? copy_header(binder, header) : LOD_SUCCESS;
}

/* The fields that are no column's. */
static LodStatus set_extra(const LodBinder *binder, LodBinding *binding)
{
  binding->extra = lod_calloc(binder->count + 1, sizeof *binding->extra);
  binding->extra_names =
      lod_calloc(binder->count + 1, sizeof *binding->extra_names);
  binding->extra_of = lod_calloc(binder->count + 1, sizeof *binding->extra_of);
  if (!binding->extra || !binding->extra_names || !binding->extra_of)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = binder->skip; i < binder->count; ++i) {
    if (binder->columns[i] != LOD_NO_COLUMN)
      continue;
    char *const name = lod_view_strdup(lod_binder_title(binder, i));
    if (!name)
      return LOD_ERR_NO_MEMORY;
    binding->extra[binding->extra_count] = i;
    binding->extra_of[binding->extra_count] = binder->doubles[i];
    binding->extra_names[binding->extra_count++] = name;
  }
  return LOD_SUCCESS;
}

static bool is_given(const LodBinding *binding, size_t column)
{
  return binding->fields[column] != LOD_NO_COLUMN ||
         binding->schema->columns[column].constant.data;
}

/* A split has work when a column that it names is not there. */
static bool is_needed(const LodBinding *binding, const LodSplit *split)
{
  for (size_t i = 0; i < lod_split_target_count(split); ++i)
    if (!is_given(binding, lod_split_target_at(split, i)))
      return true;
  return false;
}

static LodStatus add_split(LodBinding *binding, size_t column,
                           const LodBinder *binder)
{
  LodSplit *split;
  const LodStatus status = lod_split_new(binding->schema, column,
                                         &binder->place, binder->log, &split);
  if (status)
    return status;
  if (is_needed(binding, split))
    binding->splits[binding->split_count++] = split;
  else
    lod_split_free(split);
  return LOD_SUCCESS;
}

static LodStatus set_splits(const LodBinder *binder, LodBinding *binding)
{
  const LodSchema *const schema = binding->schema;
  binding->splits =
      lod_calloc(schema->column_count + 1, sizeof *binding->splits);
  if (!binding->splits)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < schema->column_count && !status; ++i)
    if (schema->columns[i].split && binding->fields[i] != LOD_NO_COLUMN)
      status = add_split(binding, i, binder);
  return status;
}

static bool is_filled_by_split(const LodBinding *binding, size_t column)
{
  for (size_t i = 0; i < binding->split_count; ++i)
    for (size_t j = 0; j < lod_split_target_count(binding->splits[i]); ++j)
      if (lod_split_target_at(binding->splits[i], j) == column)
        return true;
  return false;
}

/* The fields that are not known, as a list: "Summa", "Pris". */
static LodStatus list_unknown(const LodBinding *binding, LodBuffer *list)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < binding->extra_count && !status; ++i)
    if (binding->extra_of[i] == LOD_NO_COLUMN && *binding->extra_names[i])
      status = lod_buffer_printf(list, list->size ? ", \"%s\"" : "\"%s\"",
                                 binding->extra_names[i]);
  return status ? status : lod_buffer_terminate(list);
}

/* Without an essential column nothing is converted: say what is there that
   may be meant. */
static LodStatus say_essential(const LodBinder *binder,
                               const LodBinding *binding, size_t index)
{
  const char *const name = binding->schema->columns[index].name;
  LodPlace place = binder->place;
  LodBuffer unknown = {0};
  place.column = 0;
  place.column_name = name;
  LodStatus status = list_unknown(binding, &unknown);
  if (!status && !binding->matched && unknown.size)
    lod_log_add(binder->log, LOD_ERROR, "missing-column", &place,
                "no column of this header is known: %s; if the header row "
                "stands further down, pass over the rows before it with "
                "--skip; if it is split in the wrong places, use --delimiter",
                unknown.data);
  else if (!status && unknown.size)
    lod_log_add(binder->log, LOD_ERROR, "missing-column", &place,
                "no column is called %s, and without it the table cannot be "
                "converted; not known are: %s; if one of them is meant, call "
                "it %s in the header row",
                name, unknown.data, name);
  else if (!status)
    lod_log_add(binder->log, LOD_ERROR, "missing-column", &place,
                "no column is called %s, and without it the table cannot be "
                "converted; each column of the file is known as another one",
                name);
  lod_buffer_free(&unknown);
  return status ? status : LOD_ERR_INPUT;
}

static void say_missing(const LodBinder *binder, const LodColumn *column)
{
  LodPlace place = binder->place;
  place.column = 0;
  place.column_name = column->name;
  lod_log_add(binder->log, LOD_WARNING, "missing-column", &place,
              "the column %s is required, but it is not there, so that the "
              "table does not conform; a value for all rows can be given with "
              "--set %s=VALUE",
              column->name, column->name);
}

static void say_constant(const LodBinder *binder, size_t field,
                         const LodColumn *column)
{
  LodPlace place = lod_binder_place(binder, field);
  place.column_name = column->name;
  lod_log_add(binder->log, LOD_WARNING, "constant-unused", &place,
              "the file has the column %s; the value that was set for it is "
              "not used",
              column->name);
}

static void count_matched(LodBinding *binding)
{
  for (size_t i = 0; i < binding->schema->column_count; ++i)
    binding->matched += !binding->schema->columns[i].virtual_column &&
                        binding->fields[i] != LOD_NO_COLUMN;
}

static bool is_missing(const LodBinding *binding, size_t index)
{
  const LodColumn *const column = &binding->schema->columns[index];
  return !column->virtual_column && (column->required || column->essential) &&
         !is_given(binding, index) && !is_filled_by_split(binding, index);
}

/* What stops the run, by itself; false when nothing does. */
static bool find_essential(const LodBinding *binding, size_t *index)
{
  for (size_t i = 0; i < binding->schema->column_count; ++i)
    if (binding->schema->columns[i].essential && is_missing(binding, i)) {
      *index = i;
      return true;
    }
  return false;
}

/* What is there and what is not. */
static LodStatus take_stock(const LodBinder *binder, LodBinding *binding)
{
  size_t essential;
  count_matched(binding);
  if (find_essential(binding, &essential))
    return say_essential(binder, binding, essential);
  for (size_t i = 0; i < binding->schema->column_count; ++i) {
    const LodColumn *const column = &binding->schema->columns[i];
    const bool there = binding->fields[i] != LOD_NO_COLUMN;
    if (there && !column->virtual_column && column->constant.data)
      say_constant(binder, binding->fields[i], column);
    binding->missing_required += is_missing(binding, i);
    if (is_missing(binding, i))
      say_missing(binder, column);
  }
  return LOD_SUCCESS;
}

static LodStatus bind(LodBinder *binder, LodBinding *binding)
{
  LodStatus status = binder->header && binder->schema->match_by_title
                         ? lod_bind_by_title(binder)
                         : lod_bind_by_position(binder);
  if (status)
    return status;
  binding->schema = binder->schema;
  binding->field_count = binder->count;
  binding->fields = binder->fields;
  binder->fields = NULL;
  if (binder->place.file) {
    binding->file = lod_strdup(binder->place.file);
    if (!binding->file)
      return LOD_ERR_NO_MEMORY;
  }
  status = set_extra(binder, binding);
  if (!status)
    status = set_splits(binder, binding);
  return status ? status : take_stock(binder, binding);
}

LodStatus lod_binding_new(const LodSchema *schema, const LodCell *header,
                          size_t count, bool strict, const LodPlace *place,
                          LodLog *log, LodBinding **binding)
{
  const LodHeader one = {.cells = header, .count = count, .rows = 1};
  return lod_binding_new_by(schema, &one, strict, place, log, binding);
}

LodStatus lod_binding_new_by(const LodSchema *schema, const LodHeader *header,
                             bool strict, const LodPlace *place, LodLog *log,
                             LodBinding **binding)
{
  *binding = NULL;
  LodBinding *const made = lod_calloc(1, sizeof *made);
  if (!made)
    return LOD_ERR_NO_MEMORY;
  LodBinder binder;
  LodStatus status = start_binder(schema, header, place, log, &binder);
  binder.strict = strict;
  if (!status)
    status = bind(&binder, made);
  lod_free(binder.header);
  lod_free(binder.columns);
  lod_free(binder.doubles);
  lod_free(binder.fields);
  if (status)
    lod_binding_free(made);
  else
    *binding = made;
  return status;
}

void lod_binding_free(LodBinding *binding)
{
  if (!binding)
    return;
  for (size_t i = 0; i < binding->extra_count; ++i)
    lod_free(binding->extra_names[i]);
  for (size_t i = 0; i < binding->split_count; ++i)
    lod_split_free(binding->splits[i]);
  lod_free(binding->fields);
  lod_free(binding->extra);
  lod_free(binding->extra_names);
  lod_free(binding->extra_of);
  lod_free(binding->splits);
  lod_free((char *)(uintptr_t)binding->file);
  lod_free(binding);
}
