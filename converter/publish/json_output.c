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

LodStatus lod_json_output_close(LodJsonOutput *json, const LodJsonPlan *plan)
{
  LodBuffer text = {0};
  LodStatus status = lod_json_close_table(plan, &text);
  if (!status && text.size) {
    json->started = true;
    status = write_view(json, lod_buffer_view(&text));
  }
  lod_buffer_free(&text);
  return status;
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
