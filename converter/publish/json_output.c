#include "publish/json_output.h"

LodView lod_json_output_take(LodJsonOutput *json, const LodBuffer *piece)
{
  LodView rest = lod_buffer_view(piece);
  if (!rest.size || json->started)
    return rest;
  json->started = true;
  return (LodView){rest.data + 1, rest.size - 1};
}

static LodStatus write_view(LodJsonOutput *json, LodView text)
{
  return text.size ? lod_output_write(json->output, text.data, text.size)
                   : LOD_SUCCESS;
}

static LodStatus open_group(LodJsonOutput *json, const LodMapping *mapping,
                            LodBuffer *text)
{
  if (json->opened)
    return LOD_SUCCESS;
  json->opened = true;
  LodStatus status = lod_json_open_group(mapping, json->shape, text);
  return status ? status : write_view(json, lod_buffer_view(text));
}

LodStatus lod_json_output_open(LodJsonOutput *json, const LodMapping *mapping,
                               const LodJsonPlan *plan)
{
  LodBuffer text = {0};
  LodStatus status = open_group(json, mapping, &text);
  text.size = 0;
  if (!status && plan)
    status = lod_json_open_table(plan, &text);
  if (!status && text.size) {
    status = write_view(json, lod_json_output_take(json, &text));
    json->started = false; /* its rows are in an array of their own */
  }
  lod_buffer_free(&text);
  return status;
}

/* Items behind each other, as rows are. */
static LodStatus write_comments(LodJsonOutput *json, LodView first,
                                LodComments *comments, LodLog *log)
{
  LodBuffer text = {0};
  LodStatus status = LOD_SUCCESS;
  while (!status && first.data) {
    text.size = 0;
    status = lod_json_comment(first, &text);
    if (!status)
      status = write_view(json, lod_json_output_take(json, &text));
    if (!status)
      status = lod_comments_next(comments, &first, log);
  }
  lod_buffer_free(&text);
  return status;
}

static LodStatus close_standard(LodJsonOutput *json, const LodJsonPlan *plan,
                                LodComments *comments, LodLog *log)
{
  LodBuffer text = {0};
  LodView first;
  lod_comments_rewind(comments);
  LodStatus status = lod_comments_next(comments, &first, log);
  if (!status)
    status = lod_json_close_rows(plan, first.data != NULL, &text);
  if (!status)
    status = write_view(json, lod_buffer_view(&text));
  json->started = text.size && text.data[text.size - 1] != '[';
  if (!status)
    status = write_comments(json, first, comments, log);
  text.size = 0;
  if (!status)
    status = lod_json_close_table(first.data != NULL, &text);
  if (!status)
    status = write_view(json, lod_buffer_view(&text));
  json->started = true;
  lod_buffer_free(&text);
  return status;
}

LodStatus lod_json_output_close(LodJsonOutput *json, const LodJsonPlan *plan,
                                LodComments *comments, LodLog *log)
{
  return json->shape == LOD_JSON_STANDARD
             ? close_standard(json, plan, comments, log)
             : LOD_SUCCESS;
}

LodStatus lod_json_output_end(LodJsonOutput *json)
{
  LodBuffer text = {0};
  if (!json->opened)
    return LOD_SUCCESS;
  LodStatus status = lod_json_close_group(json->shape, &text);
  if (!status)
    status = write_view(json, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return status;
}
