/* The report of a run as one JSON object. */
#include "base/file.h"
#include "base/log_escape.h"
#include "base/memory.h"
#include <lodstone/convert.h>
#include <lodstone/version.h>

#include <jansson.h>

static const char *severity_name(LodSeverity severity)
{
  static const char *const names[] = {
      [LOD_NOTE] = "note", [LOD_WARNING] = "warning", [LOD_ERROR] = "error"};
  return names[severity];
}

/* A name as the user gave it need not be UTF-8. */
static json_t *name_json(const char *name)
{
  size_t size = lod_log_escape(lod_view(name), NULL, 0) + 1;
  char *text = lod_malloc(size);
  if (!text)
    return NULL;
  lod_log_escape(lod_view(name), text, size);
  json_t *json = json_string(text);
  lod_free(text);
  return json;
}

/* OBJECT, or NULL, and then it is gone, when something could not be put in. */
static json_t *unless(bool failed, json_t *object)
{
  if (!failed)
    return object;
  json_decref(object);
  return NULL;
}

/* These return whether they failed. */
static bool set_text(json_t *object, const char *key, const char *text)
{
  return text && json_object_set_new(object, key, json_string(text));
}

static bool set_number(json_t *object, const char *key, uint64_t number)
{
  return number &&
         json_object_set_new(object, key, json_integer((json_int_t)number));
}

static json_t *message_json(const LodMessage *message)
{
  const LodPlace *place = &message->place;
  json_t *object = json_object();
  bool failed = set_text(object, "severity", severity_name(message->severity));
  failed |= set_text(object, "code", message->code);
  failed |= set_text(object, "message", message->text);
  failed |= set_text(object, "file", place->file);
  failed |= set_number(object, "line", place->line);
  failed |= set_number(object, "column", place->column);
  failed |= set_number(object, "row", place->row);
  failed |= set_text(object, "columnName", place->column_name);
  return unless(failed, object);
}

static json_t *messages_json(const LodLog *log)
{
  json_t *list = json_array();
  bool failed = false;
  for (size_t i = 0; i < lod_log_size(log); i++)
    failed |= json_array_append_new(list, message_json(lod_log_at(log, i))) < 0;
  return unless(failed, list);
}

static json_t *counts_json(const LodLog *log)
{
  json_t *object = json_object();
  bool failed = false;
  for (size_t i = 0; i < lod_log_code_count(log); i++) {
    uint64_t count;
    const char *code = lod_log_code_at(log, i, &count);
    failed |=
        json_object_set_new(object, code, json_integer((json_int_t)count)) < 0;
  }
  return unless(failed, object);
}

static json_t *inputs_json(const char *const *inputs, size_t count)
{
  json_t *list = json_array();
  bool failed = false;
  for (size_t i = 0; i < count; i++)
    failed |= json_array_append_new(list, name_json(inputs[i])) < 0;
  return unless(failed, list);
}

/* Of a check alone. */
static json_t *verdict_json(const LodRunReport *report)
{
  return report->verdict == LOD_VERDICT_NONE
             ? NULL
             : json_boolean(report->verdict == LOD_VERDICT_CONFORMS);
}

static json_t *report_json(const char *const *inputs, size_t input_count,
                           const LodRunReport *report, const LodLog *log)
{
  return json_pack(
      "{s:s, s:s, s:o, s:o, s:o*, s:I, s:I, s:f, s:I, s:I, s:I, s:I, "
      "s:{s:I, s:I, s:I}, s:o, s:o}",
      "tool", "lodstone", "version", lod_version(), "inputs",
      inputs_json(inputs, input_count), "mapping", name_json(report->mapping),
      "conforms", verdict_json(report), "rows", (json_int_t)report->rows,
      "statements", (json_int_t)report->statements, "seconds", report->seconds,
      "bytesIn", (json_int_t)report->bytes_in, "bytesOut",
      (json_int_t)report->bytes_out, "rowsFaulty",
      (json_int_t)report->rows_faulty, "valuesWithoutIri",
      (json_int_t)report->terms_left_out, "keys", "count",
      (json_int_t)report->keys, "bytes", (json_int_t)report->key_bytes,
      "spilled", (json_int_t)report->keys_spilled, "messages",
      messages_json(log), "counts", counts_json(log));
}

LodStatus lod_report_write(const char *path, const char *const *inputs,
                           size_t input_count, const LodRunReport *report,
                           LodLog *log)
{
  LodOutput *output = NULL;
  json_t *root = report_json(inputs, input_count, report, log);
  char *text = root ? json_dumps(root, JSON_INDENT(2)) : NULL;
  LodStatus status =
      text ? lod_output_open_file(path, log, &output) : LOD_ERR_NO_MEMORY;
  if (!status)
    status = lod_output_write(output, text, strlen(text));
  if (!status)
    status = lod_output_write(output, "\n", 1);
  if (!status)
    status = lod_output_commit(output);
  lod_output_free(output);
  free(text);
  json_decref(root);
  return status;
}
