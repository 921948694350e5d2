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

static void set_text(json_t *object, const char *key, const char *text)
{
  if (text)
    json_object_set_new(object, key, json_string(text));
}

static void set_number(json_t *object, const char *key, uint64_t number)
{
  if (number)
    json_object_set_new(object, key, json_integer((json_int_t)number));
}

static json_t *message_json(const LodMessage *message)
{
  json_t *object = json_object();
  set_text(object, "severity", severity_name(message->severity));
  set_text(object, "code", message->code);
  set_text(object, "message", message->text);
  set_text(object, "file", message->place.file);
  set_number(object, "line", message->place.line);
  set_number(object, "column", message->place.column);
  set_number(object, "row", message->place.row);
  set_text(object, "columnName", message->place.column_name);
  return object;
}

static json_t *messages_json(const LodLog *log)
{
  json_t *list = json_array();
  for (size_t i = 0; i < lod_log_size(log); i++)
    json_array_append_new(list, message_json(lod_log_at(log, i)));
  return list;
}

static json_t *counts_json(const LodLog *log)
{
  json_t *object = json_object();
  for (size_t i = 0; i < lod_log_code_count(log); i++) {
    uint64_t count;
    const char *code = lod_log_code_at(log, i, &count);
    json_object_set_new(object, code, json_integer((json_int_t)count));
  }
  return object;
}

static json_t *report_json(const char *const *inputs, size_t input_count,
                           const LodRunReport *report, const LodLog *log)
{
  json_t *list = json_array();
  for (size_t i = 0; i < input_count; i++)
    json_array_append_new(list, name_json(inputs[i]));
  return json_pack(
      "{s:s, s:s, s:o, s:o, s:I, s:I, s:f, s:I, s:I, s:I, s:{s:I, s:I, s:I}, "
      "s:o, s:o}",
      "tool", "lodstone", "version", lod_version(), "inputs", list, "mapping",
      name_json(report->mapping), "rows", (json_int_t)report->rows,
      "statements", (json_int_t)report->statements, "seconds", report->seconds,
      "bytesIn", (json_int_t)report->bytes_in, "bytesOut",
      (json_int_t)report->bytes_out, "rowsFaulty",
      (json_int_t)report->rows_faulty, "keys", "count",
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
