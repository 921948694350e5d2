/* The rows of a batch, in the form that the plan's shape asks for. */
#include "base/memory.h"
#include "plain/json_internal.h"

/* A title is a string ("Metadata Vocabulary", 5.5: rowTitles). */
static LodStatus append_title(const LodJsonWork *work, const LodValue *value,
                              size_t *count, LodBuffer *out)
{
  if (!lod_value_is_present(value, work->plan->options.bad_cells))
    return LOD_SUCCESS;
  ++*count;
  LodStatus status = lod_json_separate(out);
  return status
             ? status
             : lod_json_append_string(out, (LodView){value->data, value->size});
}

/* The titles as an array, without its end. */
static LodStatus list_titles(const LodJsonWork *work, size_t *count,
                             LodBuffer *out)
{
  const LodSchema *schema = work->plan->table->schema;
  LodStatus status = lod_buffer_append_char(out, '[');
  *count = 0;
  for (size_t i = 0; i < schema->row_title_count && !status; i++) {
    const LodValue *value = &work->values[schema->row_titles[i]];
    const LodValue *items = value->data;
    if (value->kind != LOD_VALUE_LIST) {
      status = append_title(work, value, count, out);
      continue;
    }
    for (size_t k = 0; k < value->size && !status; k++)
      status = append_title(work, &items[k], count, out);
  }
  return status;
}

/* 4.2.2, step 5.6.4: one as it is, several as an array. */
static LodStatus append_titles(const LodJsonWork *work, LodBuffer *out)
{
  size_t start = out->size, first, count;
  LodStatus status = lod_buffer_append_text(out, ",\"titles\":");
  first = out->size;
  if (!status)
    status = list_titles(work, &count, out);
  if (status || count > 1)
    return status ? status : lod_buffer_append_char(out, ']');
  if (count == 1)
    memmove(out->data + first, out->data + first + 1, out->size - first - 1);
  out->size = count ? out->size - 1 : start;
  return LOD_SUCCESS;
}

/* 4.2.2, steps 5.6.2 to 5.6.6: what is said of the row itself. */
static LodStatus open_row(const LodJsonWork *work, LodBuffer *out)
{
  const LodTemplateRow *row = &work->row;
  const LodBatch *batch = row->rows->batch;
  LodStatus status = lod_buffer_append_text(out, ",\n{\"rownum\":");
  if (!status)
    status = lod_buffer_append_uint(out, batch->first_row + row->row);
  if (!status)
    status = lod_buffer_append_view(out, work->plan->row_url);
  if (!status)
    status = lod_buffer_append_uint(out, batch->records[row->row].number);
  if (!status)
    status = lod_buffer_append_char(out, '"');
  if (!status && work->plan->table->schema->row_title_count)
    status = append_titles(work, out);
  return status ? status : lod_buffer_append_text(out, ",\"describes\":[");
}

/* Objects that stand in no other one; each is an item of its own, save in
   standard mode, where they are what the row describes. */
static LodStatus append_roots(LodJsonWork *work, LodBuffer *out)
{
  bool standard = work->plan->options.shape == LOD_JSON_STANDARD;
  LodStatus status = LOD_SUCCESS;
  for (size_t s = 0; s < work->subject_count && !status; s++) {
    const LodJsonSubject *subject = &work->subjects[s];
    if (subject->first == LOD_JSON_NONE || subject->parent != LOD_JSON_NONE)
      continue;
    status =
        standard ? lod_json_separate(out) : lod_buffer_append_text(out, ",\n");
    if (!status)
      status = lod_json_append_object(work, s, out);
  }
  return status;
}

static LodStatus append_row(LodJsonWork *work, LodBuffer *out)
{
  LodJsonShape shape = work->plan->options.shape;
  LodStatus status = lod_json_make_objects(work);
  if (!status && shape == LOD_JSON_STANDARD)
    status = open_row(work, out);
  if (!status)
    status = append_roots(work, out);
  if (!status && shape == LOD_JSON_STANDARD)
    status = lod_buffer_append_text(out, "]}");
  /* a row is an object even if it says nothing */
  if (!status && shape == LOD_JSON_COLUMNS && work->pair_count == 0)
    status = lod_buffer_append_text(out, ",\n{}");
  return status;
}

LodStatus lod_json_rows(LodJsonWork *work, const LodRows *rows, LodBuffer *out,
                        LodLog *log)
{
  LodStatus status = LOD_SUCCESS;
  work->log = log;
  lod_left_out_clear(&work->own);
  work->row.rows = rows;
  for (size_t row = rows->begin; row < rows->end && !status; row++) {
    if (rows->suppressed[row])
      continue;
    lod_arena_reset(work->row.arena);
    work->row.row = row;
    work->values = lod_rows_row(rows, row);
    status = append_row(work, out);
  }
  return status;
}

LodStatus lod_json_work_new(const LodJsonPlan *plan, LodJsonWork **result)
{
  LodJsonWork *work = lod_calloc(1, sizeof *work);
  size_t columns = plan->column_count, subjects = plan->about_count + 1;
  *result = NULL;
  if (!work)
    return LOD_ERR_NO_MEMORY;
  work->plan = plan;
  work->left_out = &work->own;
  work->row = (LodTemplateRow){.mapping = plan->mapping,
                               .bad_cells = plan->options.bad_cells,
                               .arena = lod_arena_new(),
                               .expansion = &work->expansion,
                               .resolving = &work->resolving};
  work->subjects = lod_calloc(subjects, sizeof *work->subjects);
  work->subject_of = lod_calloc(subjects, sizeof *work->subject_of);
  work->places = lod_calloc(subjects, sizeof *work->places);
  /* a pair a column, and the @id of each subject */
  work->pairs = lod_calloc(columns + subjects, sizeof *work->pairs);
  work->urls = lod_calloc(columns + 1, sizeof *work->urls);
  if (!work->row.arena || !work->subjects || !work->subject_of ||
      !work->places || !work->pairs || !work->urls) {
    lod_json_work_free(work);
    return LOD_ERR_NO_MEMORY;
  }
  *result = work;
  return LOD_SUCCESS;
}

void lod_json_work_free(LodJsonWork *work)
{
  if (!work)
    return;
  lod_arena_free(work->row.arena);
  lod_buffer_free(&work->expansion);
  lod_buffer_free(&work->resolving);
  lod_free(work->subjects);
  lod_free(work->subject_of);
  lod_free(work->places);
  lod_free(work->pairs);
  lod_free(work->urls);
  lod_left_out_free(&work->own);
  lod_free(work);
}

void lod_json_work_share(LodJsonWork *work, LodLeftOut *left_out)
{
  work->left_out = left_out;
}

uint64_t lod_json_work_left_out(const LodJsonWork *work)
{
  return work->own.count;
}
