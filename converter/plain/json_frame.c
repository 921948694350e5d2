/* What stands about the rows: the group, its tables, and what the metadata
   says of them. */
#include "base/memory.h"
#include "plain/json_internal.h"
#include "rdf/prefix.h"

#include <jansson.h>

#define COMMENT LOD_RDFS "comment"

/* 5: JSON-LD to JSON. */
static LodStatus append_common(const json_t *value, LodBuffer *out);

static LodView text_of(const json_t *string)
{
  return (LodView){json_string_value(string), json_string_length(string)};
}

static LodStatus append_compacted(LodView iri, LodBuffer *out)
{
  LodBuffer text = {0};
  LodStatus status = lod_prefix_compact(iri, &text);
  if (!status)
    status = lod_json_append_string(out, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status;
}

/* A number of the metadata: the fewest digits that give it again. */
static LodStatus append_real(const json_t *value, LodBuffer *out)
{
  char text[64];
  size_t size = 0;
  for (size_t precision = 15; precision <= 17; precision++) {
    size = json_dumpb(value, text, sizeof text,
                      JSON_ENCODE_ANY | JSON_REAL_PRECISION(precision));
    json_t *again = json_loadb(text, size, JSON_DECODE_ANY, NULL);
    bool same = again && json_equal(again, value);
    json_decref(again);
    if (same)
      break;
  }
  return lod_buffer_append(out, text, size);
}

static json_t *only_id(const json_t *object)
{
  return json_object_size(object) == 1 ? json_object_get(object, "@id") : NULL;
}

/* The values of @type are URLs to be compacted. */
static LodStatus append_value(const json_t *value, bool type, LodBuffer *out)
{
  const json_t *id = only_id(value);
  if (type && json_is_string(id ? id : value))
    return append_compacted(text_of(id ? id : value), out);
  return append_common(value, out);
}

static LodStatus append_array(const json_t *array, bool types, LodBuffer *out)
{
  LodStatus status = lod_buffer_append_char(out, '[');
  for (size_t i = 0; i < json_array_size(array) && !status; i++) {
    status = lod_json_separate(out);
    if (!status)
      status = append_value(json_array_get(array, i), types, out);
  }
  return status ? status : lod_buffer_append_char(out, ']');
}

/* NAME is written already, with its colon. */
static LodStatus append_named(LodView name, const json_t *value, LodBuffer *out)
{
  bool type = lod_view_equal(name, LOD_VIEW("@type"));
  return json_is_array(value) ? append_array(value, type, out)
                              : append_value(value, type, out);
}

/* The names that the frame itself has: a property whose short form is one of
   them keeps its whole IRI there. */
static bool is_taken(LodView name)
{
  static const char *const taken[] = {"@id", "url", "notes", "row", "tables"};
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    if (lod_view_equal(name, lod_view(taken[i])))
      return true;
  return false;
}

static LodStatus append_member(const char *key, const json_t *value,
                               bool of_frame, LodBuffer *out)
{
  LodBuffer name = {0};
  LodStatus status = lod_prefix_compact(lod_view(key), &name);
  if (!status && of_frame && is_taken(lod_buffer_view(&name))) {
    name.size = 0;
    status = lod_buffer_append_text(&name, key);
  }
  if (!status)
    status = lod_json_separate(out);
  if (!status)
    status = lod_json_append_name(out, lod_buffer_view(&name));
  if (!status)
    status = append_named(lod_buffer_view(&name), value, out);
  lod_buffer_free(&name);
  return status;
}

static LodStatus append_members(json_t *object, LodBuffer *out)
{
  const char *key;
  json_t *value;
  LodStatus status = lod_buffer_append_char(out, '{');
  json_object_foreach(object, key, value)
  {
    if (!status)
      status = append_member(key, value, false, out);
  }
  return status ? status : lod_buffer_append_char(out, '}');
}

static LodStatus append_object(json_t *object, LodBuffer *out)
{
  const json_t *value = json_object_get(object, "@value");
  if (!value)
    value = only_id(object);
  return value ? append_common(value, out) : append_members(object, out);
}

static LodStatus append_common(const json_t *value, LodBuffer *out)
{
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    return append_object((json_t *)value, out);
  case JSON_ARRAY:
    return append_array(value, false, out);
  case JSON_STRING:
    return lod_json_append_string(out, text_of(value));
  case JSON_INTEGER:
    return lod_buffer_printf(out, "%" JSON_INTEGER_FORMAT,
                             json_integer_value(value));
  case JSON_REAL:
    return append_real(value, out);
  case JSON_NULL:
    return lod_buffer_append_text(out, "null");
  default:
    return lod_buffer_append_text(out, json_is_true(value) ? "true" : "false");
  }
}

/* 4.2.2, steps 3 and 5.4: notes and what is no core annotation, which has a
   colon in its name.  The comment of a table waits for those of the data. */
static LodStatus append_annotations(json_t *description, bool of_table,
                                    LodBuffer *out)
{
  const char *key;
  json_t *value;
  LodStatus status = LOD_SUCCESS;
  json_object_foreach(description, key, value)
  {
    if (strcmp(key, "notes") == 0 && json_array_size(value) > 0) {
      status = lod_json_separate(out);
      if (!status)
        status = lod_buffer_append_text(out, "\"notes\":");
      if (!status)
        status = append_common(value, out);
    } else if (strchr(key, ':') && !(of_table && !strcmp(key, COMMENT))) {
      status = append_member(key, value, true, out);
    }
    if (status)
      break;
  }
  return status;
}

static LodStatus append_text(const char *name, const char *text, LodBuffer *out)
{
  if (!text)
    return LOD_SUCCESS;
  LodStatus status = lod_json_separate(out);
  if (!status)
    status = lod_json_append_name(out, lod_view(name));
  return status ? status : lod_json_append_string(out, lod_view(text));
}

/* 4.2.1, step 1; 4.2.2, steps 1 to 4. */
LodStatus lod_json_open_group(const LodMapping *mapping, LodJsonShape shape,
                              LodBuffer *out)
{
  if (shape != LOD_JSON_STANDARD)
    return lod_buffer_append_char(out, '[');
  LodStatus status = lod_buffer_append_char(out, '{');
  if (!status)
    status = append_text("@id", mapping->group_id, out);
  if (!status)
    status = append_annotations(mapping->document, false, out);
  if (!status)
    status = lod_json_separate(out);
  return status ? status : lod_buffer_append_text(out, "\"tables\":[");
}

LodStatus lod_json_close_group(LodJsonShape shape, LodBuffer *out)
{
  return lod_buffer_append_text(out, shape == LOD_JSON_STANDARD ? "\n]}\n"
                                                                : "\n]\n");
}

static json_t *description_of(const LodJsonPlan *plan)
{
  return json_array_get(json_object_get(plan->mapping->document, "tables"),
                        plan->options.table);
}

static const json_t *table_comment(const LodJsonPlan *plan)
{
  return json_object_get(description_of(plan), COMMENT);
}

/* 4.2.2, steps 5.1 to 5.5. */
LodStatus lod_json_open_table(const LodJsonPlan *plan, LodBuffer *out)
{
  if (plan->options.shape != LOD_JSON_STANDARD)
    return LOD_SUCCESS;
  LodStatus status = lod_buffer_append_text(out, ",\n{");
  if (!status)
    status = append_text("@id", plan->table->id, out);
  if (!status)
    status = append_text("url", plan->options.table_url, out);
  if (!status)
    status = append_annotations(description_of(plan), true, out);
  return status ? status : lod_buffer_append_text(out, ",\"row\":[");
}

/* "Model for Tabular Data", 8: the comments of the data are an array. */
LodStatus lod_json_close_rows(const LodJsonPlan *plan, bool commented,
                              LodBuffer *out)
{
  const json_t *said = table_comment(plan);
  LodStatus status = lod_buffer_append_text(out, "\n]");
  if (!status && said && !commented)
    return append_member(COMMENT, said, true, out);
  if (!status && commented)
    status = lod_buffer_append_text(out, ",\"rdfs:comment\":[");
  if (status || !said)
    return status;
  if (!json_is_array(said))
    return append_common(said, out);
  for (size_t i = 0; i < json_array_size(said) && !status; i++) {
    status = lod_json_separate(out);
    if (!status)
      status = append_common(json_array_get(said, i), out);
  }
  return status;
}

LodStatus lod_json_comment(LodView text, LodBuffer *out)
{
  LodStatus status = lod_buffer_append_text(out, ",\n");
  return status ? status : lod_json_append_string(out, text);
}

LodStatus lod_json_close_table(bool commented, LodBuffer *out)
{
  return lod_buffer_append_text(out, commented ? "\n]}" : "}");
}
