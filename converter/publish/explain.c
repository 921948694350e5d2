/* Explaining a mapping: words, a row, a picture. */
#include <lodstone/explain.h>

#include "base/memory.h"
#include "base/message.h"
#include "guard/guard.h"
#include "linked/explain.h"
#include "linked/plan.h"
#include "publish/draw.h"
#include "publish/job.h"

/* The first row through the whole path, as Turtle. */
static LodStatus render_row(const LodJob *job, const LodTableInput *input,
                            const LodGuard *guard, LodRows *rows,
                            LodBuffer *out)
{
  LodPlanOptions options = {.syntax = LOD_SYNTAX_TURTLE,
                            .bad_cells = job->bad_cells,
                            .base = job->base ? job->base : input->url,
                            .table_url = input->url,
                            .table = input->table};
  LodPlan *plan = NULL;
  LodPlanKeys *keys = NULL;
  LodPlanWork *work = NULL;
  uint64_t statements = 0;
  LodStatus status = lod_guard_apply(guard, rows);
  if (!status)
    status = lod_plan_new(input->mapping, input->binding, &options, &plan);
  if (!status)
    status = lod_plan_keys_new(plan, job->options->memory, &keys);
  if (!status)
    status = lod_plan_work_new(plan, &work);
  if (!status)
    status = lod_plan_evaluate(work, rows);
  if (!status)
    status = lod_plan_resolve(work, keys, job->log);
  if (!status)
    status = lod_plan_prologue(plan, false, out, &statements);
  if (!status)
    status = lod_plan_render(work, out, job->log);
  lod_plan_work_free(work);
  lod_plan_keys_free(keys);
  lod_plan_free(plan);
  return status;
}

static LodStatus explain_row(const LodJob *job, LodTableInput *input,
                             LodBuffer *out)
{
  LodGuard *guard = NULL;
  LodRows *rows = NULL;
  if (input->first.record_count == 0)
    return lod_buffer_printf(out, "\n%s\n", _("The table has no rows."));
  input->first.record_count = 1;
  input->first.first_row = 1;
  LodStatus status = lod_buffer_printf(out, "\n%s\n", _("The first row:"));
  if (!status)
    status = lod_guard_new(job->options->guard, job->log, &guard);
  if (!status)
    status = lod_rows_new(input->binding, &rows);
  if (!status)
    status = lod_rows_evaluate(rows, &input->first);
  if (!status)
    status = render_row(job, input, guard, rows, out);
  lod_rows_free(rows);
  lod_guard_free(guard);
  return status;
}

/* The mapping without a table: of a pack its newest version. */
static LodStatus load_alone(LodJob *job, LodMapping **mapping)
{
  const LodMappingSource *source = &job->mapping_source;
  if (source->kind == LOD_MAPPING_HEADER) {
    lod_log_add(job->log, LOD_ERROR, "no-input", NULL,
                "no input: name a table, or metadata that names its tables");
    return LOD_ERR_USAGE;
  }
  return source->kind == LOD_MAPPING_PACK
             ? lod_job_load_pack(job, source->packs[0]->path, NULL, job->log,
                                 mapping)
             : lod_job_load(job, NULL, mapping);
}

static LodStatus explain_mapping(const LodJob *job, const LodMapping *mapping,
                                 size_t table, LodExplainForm form,
                                 LodBuffer *out)
{
  LodNames *names;
  LodStatus status =
      lod_names_new(LOD_SYNTAX_TURTLE, job->base, mapping->prefixes,
                    mapping->prefix_count, &names);
  if (status)
    return status;
  status = form == LOD_EXPLAIN_WORDS
               ? lod_explain_table(mapping, table, names, out)
               : lod_explain_dot(mapping, table, names, out);
  lod_names_free(names);
  return status;
}

static LodStatus explain_input(LodJob *job, const char *path,
                               LodExplainForm form, LodBuffer *out)
{
  LodTableInput input;
  LodStatus status = lod_table_input_open(job, path, NULL, 0, &input);
  if (!status)
    status = explain_mapping(job, input.mapping, input.table, form, out);
  if (!status && form == LOD_EXPLAIN_WORDS)
    status = explain_row(job, &input, out);
  lod_table_input_free(&input);
  return status;
}

static LodStatus explain_alone(LodJob *job, LodExplainForm form, LodBuffer *out)
{
  LodMapping *mapping = NULL;
  LodStatus status = load_alone(job, &mapping);
  for (size_t t = 0; !status && t < mapping->table_count; t++)
    status = explain_mapping(job, mapping, t, form, out);
  lod_mapping_free(mapping);
  return status;
}

static LodStatus write_out(LodJob *job, const LodBuffer *text)
{
  LodFormat plain = {.kind = LOD_FORMAT_STREAM};
  LodStatus status = lod_sink_new(job->options, &plain, job->log, &job->sink);
  if (!status)
    status =
        lod_output_write(lod_sink_output(job->sink), text->data, text->size);
  return status ? status : lod_sink_commit(job->sink);
}

LodStatus lod_explain(const char *input, const LodConvertOptions *options,
                      LodExplainForm form, LodLog *log)
{
  LodRunReport report = {0};
  LodConvertOptions own = *options;
  LodBuffer text = {0};
  LodJob job = {0};
  own.format = "turtle";
  LodStatus status = lod_job_init(&job, &input, &own, log, &report);
  if (!status)
    status = input ? explain_input(&job, input, form, &text)
                   : explain_alone(&job, form, &text);
  if (!status && form == LOD_EXPLAIN_SVG)
    status = lod_draw_svg(&text, log);
  if (!status)
    status = write_out(&job, &text);
  lod_buffer_free(&text);
  lod_job_free(&job);
  return status;
}
