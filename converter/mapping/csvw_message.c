#include "mapping/csvw_internal.h"

/* tables[0].tableSchema.columns[2] */
static LodStatus print_path(const LodCsvwPath *path, LodBuffer *out)
{
  LodStatus status = path->up ? print_path(path->up, out) : LOD_SUCCESS;
  if (status)
    return status;
  if (!path->name)
    return lod_buffer_printf(out, "[%zu]", path->index);
  if (out->size)
    status = lod_buffer_append_char(out, '.');
  return status ? status : lod_buffer_append_text(out, path->name);
}

static void add_message(const LodCsvw *c, LodSeverity severity,
                        const LodCsvwPath *path, const char *code,
                        const char *format, const char *detail)
{
  LodBuffer text = {0};
  LodPlace place = {.file = c->context->file};
  LodStatus status = path ? print_path(path, &text) : LOD_SUCCESS;
  if (!status)
    status = lod_buffer_terminate(&text);
  lod_log_add(c->log, severity, code, &place, format,
              !status && text.size ? text.data : "$", detail ? detail : "");
  lod_buffer_free(&text);
}

void lod_csvw_warn(const LodCsvw *c, const LodCsvwPath *path, const char *code,
                   const char *format, const char *detail)
{
  add_message(c, LOD_WARNING, path, code, format, detail);
}

LodStatus lod_csvw_fail(const LodCsvw *c, const LodCsvwPath *path,
                        const char *code, const char *format,
                        const char *detail)
{
  add_message(c, LOD_ERROR, path, code, format, detail);
  return LOD_ERR_INPUT;
}
