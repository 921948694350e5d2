/* Objects of a row to bytes. */
#include "plain/json_internal.h"
#include "rdf/prefix.h"

/* 4.5; a cell that is not what its column says is a string.  A boolean is true
   or false already. */
static LodStatus append_value(const LodJsonColumn *column,
                              const LodValue *value, LodBuffer *out)
{
  LodView text = {value->data, value->size};
  if (value->kind == LOD_VALUE_BAD || column->kind == LOD_JSON_STRING)
    return lod_json_append_string(out, text);
  return column->kind == LOD_JSON_NUMBER ? lod_json_append_number(out, text)
                                         : lod_buffer_append_view(out, text);
}

static LodStatus append_items(const LodJsonWork *work,
                              const LodJsonColumn *column, const LodValue *list,
                              LodBuffer *out)
{
  const LodValue *items = list->data;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < list->size && !status; i++) {
    if (!lod_value_is_present(&items[i], work->plan->options.bad_cells))
      continue;
    status = lod_json_separate(out);
    if (!status)
      status = append_value(column, &items[i], out);
  }
  return status;
}

/* 4.3, step 2.3.2: of @type it is compacted. */
static LodStatus append_url(LodJsonWork *work, const LodJsonPair *pair,
                            LodBuffer *out)
{
  LodBuffer *compacted = &work->expansion;
  LodView type = {NULL, 0};
  if (pair->column != LOD_JSON_NONE)
    type = work->plan->columns[pair->column].type;
  if (type.data)
    return lod_buffer_append_view(out, type);
  if (!lod_view_equal(pair->name, LOD_VIEW(LOD_JSON_TYPE)))
    return lod_json_append_string(out, pair->url);
  compacted->size = 0;
  LodStatus status = lod_prefix_compact(pair->url, compacted);
  if (!status)
    status = lod_json_append_string(out, lod_buffer_view(compacted));
  compacted->size = 0;
  return status;
}

static const LodValue *list_of(const LodJsonWork *work, const LodJsonPair *pair)
{
  const LodValue *value = pair->url.data ? NULL : &work->values[pair->column];
  return value && value->kind == LOD_VALUE_LIST ? value : NULL;
}

static bool is_array(const LodJsonWork *work, size_t name)
{
  const LodJsonPair *pair = &work->pairs[name];
  return pair->same != LOD_JSON_NONE || list_of(work, pair);
}

static LodStatus append_pair(LodJsonWork *work, const LodJsonPair *pair,
                             LodBuffer *out)
{
  if (pair->url.data)
    return append_url(work, pair, out);
  const LodJsonColumn *column = &work->plan->columns[pair->column];
  const LodValue *list = list_of(work, pair);
  return list ? append_items(work, column, list, out)
              : append_value(column, &work->values[pair->column], out);
}

/* Begin with the name of PLACE, if there is one. */
static LodStatus open_name(LodJsonWork *work, LodJsonPlace *place,
                           LodBuffer *out)
{
  place->pair = place->name;
  if (place->name == LOD_JSON_NONE)
    return LOD_SUCCESS;
  LodStatus status = lod_json_separate(out);
  if (!status)
    status = lod_buffer_append_view(out, work->pairs[place->name].name);
  if (!status && is_array(work, place->name))
    status = lod_buffer_append_char(out, '[');
  return status;
}

/* All values of the name are written; on to the next. */
static LodStatus close_name(LodJsonWork *work, LodJsonPlace *place,
                            LodBuffer *out)
{
  LodStatus status = LOD_SUCCESS;
  if (is_array(work, place->name))
    status = lod_buffer_append_char(out, ']');
  place->name = work->pairs[place->name].next;
  return status ? status : open_name(work, place, out);
}

static LodStatus open_object(LodJsonWork *work, size_t subject,
                             LodJsonPlace *place, LodBuffer *out)
{
  LodStatus status = lod_buffer_append_char(out, '{');
  place->name = work->subjects[subject].first;
  return status ? status : open_name(work, place, out);
}

/* The next value at PLACE; *nested is the object that is to be written there,
   if it is one. */
static LodStatus write_next(LodJsonWork *work, LodJsonPlace *place,
                            size_t *nested, LodBuffer *out)
{
  const LodJsonPair *pair = &work->pairs[place->pair];
  LodStatus status = LOD_SUCCESS;
  bool array = is_array(work, place->name);
  place->pair = pair->same;
  *nested = pair->nested;
  /* a list puts its own commas */
  if (array && !list_of(work, pair))
    status = lod_json_separate(out);
  return status || *nested != LOD_JSON_NONE ? status
                                            : append_pair(work, pair, out);
}

/* Without recursion: as many objects may stand in each other as there are
   columns. */
LodStatus lod_json_append_object(LodJsonWork *work, size_t subject,
                                 LodBuffer *out)
{
  LodJsonPlace *place = work->places;
  LodStatus status = open_object(work, subject, place, out);
  while (!status) {
    size_t nested = LOD_JSON_NONE;
    if (place->name == LOD_JSON_NONE) {
      status = lod_buffer_append_char(out, '}');
      if (place-- == work->places)
        break;
    } else if (place->pair == LOD_JSON_NONE) {
      status = close_name(work, place, out);
    } else {
      status = write_next(work, place, &nested, out);
    }
    if (!status && nested != LOD_JSON_NONE)
      status = open_object(work, nested, ++place, out);
  }
  return status;
}
