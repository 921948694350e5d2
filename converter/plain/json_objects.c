/* What a row describes: its objects, and which of them stand in others. */
#include "plain/json_internal.h"
#include "rdf/prefix.h"

/* A URL that is none leaves out what it stands for. */
static LodStatus complain(LodJsonWork *work, size_t column, LodView url)
{
  bool first;
  const LodBinding *binding = work->plan->binding;
  const LodRows *rows = work->row.rows;
  LodPlace place = {.file = binding->file,
                    .line = rows->batch->records[work->row.row].line,
                    .row = rows->batch->first_row + work->row.row,
                    .column_name = binding->schema->columns[column].name};
  if (binding->fields[column] != LOD_NO_COLUMN)
    place.column = (uint32_t)binding->fields[column] + 1;
  LodStatus status = lod_left_out_note(work->left_out, place.row, url, &first);
  if (first)
    lod_log_add(work->log, LOD_WARNING, "bad-iri", &place,
                "\"%.*s\" is not an IRI; what has it is left out",
                (int)(url.size > 80 ? 80 : url.size), url.data);
  return status;
}

/* The URL that MAP, of COLUMN, gives; its data is NULL for none. */
static LodStatus make_url(LodJsonWork *work, const LodTermMap *map,
                          size_t column, LodView *url, bool *bad)
{
  LodUrlState state = LOD_URL_NONE;
  LodStatus status = LOD_SUCCESS;
  if (map)
    status = lod_row_url(&work->row, map, url, &state);
  *bad = state == LOD_URL_BAD;
  /* a constant was complained about when it was loaded */
  if (!status && *bad && url->data)
    status = complain(work, column, *url);
  if (state != LOD_URL_MADE)
    *url = (LodView){NULL, 0};
  return status;
}

static size_t find_subject(const LodJsonWork *work, LodView url)
{
  for (size_t i = 0; i < work->subject_count; i++)
    if (work->subjects[i].url.data &&
        lod_view_equal(work->subjects[i].url, url))
      return i;
  return LOD_JSON_NONE;
}

/* 4.3, step 1: templates that give the same URL are about one subject.  One
   that gives none is about something without a name: not the row's default
   subject, and nothing that another template is about. */
static LodStatus find_subjects(LodJsonWork *work)
{
  const LodJsonPlan *plan = work->plan;
  LodStatus status = LOD_SUCCESS;
  work->subject_count = 0;
  for (size_t i = 0; i < plan->about_count && !status; i++) {
    LodView url = {NULL, 0};
    bool bad;
    status =
        make_url(work, plan->abouts[i], plan->about_columns[i], &url, &bad);
    work->subject_of[i] = LOD_JSON_NONE;
    if (bad || status)
      continue;
    if (url.data)
      work->subject_of[i] = find_subject(work, url);
    if (work->subject_of[i] != LOD_JSON_NONE)
      continue;
    work->subject_of[i] = work->subject_count;
    work->subjects[work->subject_count++] =
        (LodJsonSubject){url, LOD_JSON_NONE, LOD_JSON_NONE, LOD_JSON_NONE};
  }
  return status;
}

/* The last pair of NAME in the object; NONE when it has no such name yet. */
static size_t find_name(const LodJsonWork *work, const LodJsonSubject *subject,
                        LodView name)
{
  size_t i = subject->first;
  while (i != LOD_JSON_NONE && !lod_view_equal(work->pairs[i].name, name))
    i = work->pairs[i].next;
  while (i != LOD_JSON_NONE && work->pairs[i].same != LOD_JSON_NONE)
    i = work->pairs[i].same;
  return i;
}

/* Put a pair into its object; values of one name come together (4.3, step
   2.4). */
static void add_pair(LodJsonWork *work, LodJsonPair pair, bool may_meet)
{
  LodJsonSubject *subject = &work->subjects[pair.subject];
  size_t index = work->pair_count++;
  size_t other = may_meet ? find_name(work, subject, pair.name) : LOD_JSON_NONE;
  pair.nested = pair.next = pair.same = LOD_JSON_NONE;
  work->pairs[index] = pair;
  if (other != LOD_JSON_NONE) {
    work->pairs[other].same = index;
    return;
  }
  if (subject->first == LOD_JSON_NONE)
    subject->first = index;
  else
    work->pairs[subject->last].next = index;
  subject->last = index;
}

/* 4.3, steps 2.1 and 2.2: an object is there as soon as something is said. */
static void open_subject(LodJsonWork *work, size_t index)
{
  const LodJsonSubject *subject = &work->subjects[index];
  if (subject->first != LOD_JSON_NONE || !subject->url.data)
    return;
  add_pair(work,
           (LodJsonPair){.subject = index,
                         .name = LOD_VIEW(LOD_JSON_ID),
                         .column = LOD_JSON_NONE,
                         .url = subject->url},
           false);
}

/* A list of which nothing is there is none. */
static bool is_said(const LodJsonWork *work, const LodValue *value)
{
  LodBadCells policy = work->plan->options.bad_cells;
  const LodValue *items = value->data;
  if (value->kind != LOD_VALUE_LIST)
    return lod_value_is_present(value, policy);
  for (size_t i = 0; i < value->size; i++)
    if (lod_value_is_present(&items[i], policy))
      return true;
  return false;
}

/* A property URL that varies, compacted and written as a name. */
static LodStatus make_name(LodJsonWork *work, size_t column, LodView *name,
                           bool *bad)
{
  const LodJsonColumn *plan = &work->plan->columns[column];
  LodBuffer *buffer = &work->expansion, *made = &work->resolving;
  LodView url;
  *name = plan->name;
  *bad = false;
  if (!plan->property)
    return LOD_SUCCESS;
  LodStatus status = make_url(work, plan->property, column, &url, bad);
  if (status || !url.data)
    return status;
  buffer->size = made->size = 0;
  status = lod_prefix_compact(url, buffer);
  if (!status)
    status = lod_json_append_name(made, lod_buffer_view(buffer));
  if (!status)
    *name = lod_arena_view_copy(work->row.arena, lod_buffer_view(made));
  buffer->size = 0;
  return status || name->data ? status : LOD_ERR_NO_MEMORY;
}

/* The value URL of a cell; that of a null cell is null, unless its column is
   virtual ("Metadata Vocabulary", 5.7). */
static LodStatus make_value_url(LodJsonWork *work, size_t column, LodView *url,
                                bool *bad)
{
  const LodJsonColumn *plan = &work->plan->columns[column];
  *url = (LodView){NULL, 0};
  *bad = false;
  if (!plan->value || (!plan->is_virtual &&
                       !lod_value_is_present(&work->values[column],
                                             work->plan->options.bad_cells)))
    return LOD_SUCCESS;
  LodStatus status = make_url(work, plan->value, column, url, bad);
  if (url->data)
    work->urls[work->url_count++] = *url;
  return status;
}

/* 4.3, step 2.3. */
static LodStatus add_cell(LodJsonWork *work, size_t column)
{
  const LodJsonColumn *plan = &work->plan->columns[column];
  LodJsonPair pair = {.column = column};
  bool bad;
  LodStatus status = make_value_url(work, column, &pair.url, &bad);
  if (status || bad || !plan->is_output)
    return status;
  pair.subject = work->subject_of[plan->about];
  if (pair.subject == LOD_JSON_NONE ||
      (!pair.url.data && !is_said(work, &work->values[column])))
    return LOD_SUCCESS;
  status = make_name(work, column, &pair.name, &bad);
  if (status || bad)
    return status;
  open_subject(work, pair.subject);
  add_pair(work, pair, plan->may_meet);
  return LOD_SUCCESS;
}

static bool occurs_once(const LodJsonWork *work, LodView url)
{
  size_t count = 0;
  for (size_t i = 0; i < work->url_count && count < 2; i++)
    count += lod_view_equal(work->urls[i], url);
  return count == 1;
}

static size_t root_of(const LodJsonWork *work, size_t subject)
{
  while (work->subjects[subject].parent != LOD_JSON_NONE)
    subject = work->subjects[subject].parent;
  return subject;
}

/* 4.4, step 3.3: put the object that the pair's URL identifies in its place,
   unless that would make a circle. */
static void nest_pair(LodJsonWork *work, LodJsonPair *pair)
{
  size_t other = find_subject(work, pair->url);
  if (other == LOD_JSON_NONE || work->subjects[other].first == LOD_JSON_NONE ||
      !occurs_once(work, pair->url) || root_of(work, pair->subject) == other)
    return;
  pair->nested = other;
  work->subjects[other].parent = pair->subject;
}

/* 4.4, for the objects in their order and the cells of each in theirs. */
static void nest(LodJsonWork *work)
{
  for (size_t s = 0; s < work->subject_count; s++)
    for (size_t i = 0; i < work->pair_count; i++) {
      LodJsonPair *pair = &work->pairs[i];
      if (pair->subject == s && pair->url.data && pair->column != LOD_JSON_NONE)
        nest_pair(work, pair);
    }
}

LodStatus lod_json_make_objects(LodJsonWork *work)
{
  LodStatus status = find_subjects(work);
  work->pair_count = work->url_count = 0;
  for (size_t i = 0; i < work->plan->column_count && !status; i++)
    status = add_cell(work, i);
  if (!status && work->subject_count > 1 && work->plan->has_values)
    nest(work);
  return status;
}
