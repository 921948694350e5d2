/* One conversion, from what the user asked for to output in place. */
#include <lodstone/convert.h>

#include "base/log_internal.h"
#include "base/memory.h"
#include "linked/provenance.h"
#include "linked/standard.h"
#include "plain/csv.h"
#include "plain/reject.h"
#include "publish/group.h"
#include "publish/pipeline.h"

#include <time.h>

#define DEFAULT_MEMORY    ((uint64_t)256 << 20)
#define DEFAULT_MAX_FIELD ((uint64_t)16 << 20)
#define RDF_BLOCK         ((size_t)64 << 10)
#define COMMENT_BLOCK     ((size_t)64 << 10)
#define DEFAULT_REDIRECTS 10
#define DEFAULT_TIMEOUT   60
#define DEFAULT_DOWNLOAD  ((uint64_t)64 << 30)
#define DEFAULT_HEADER    ((uint64_t)64 << 10)
/* Text seldom grows by more than thirty. */
#define DEFAULT_GROWTH    200
#define DEFAULT_LOCATIONS 32
#define DEFAULT_COLUMNS   65536
#define DEFAULT_DEPTH     32

void lod_convert_options_init(LodConvertOptions *options)
{
  *options = (LodConvertOptions){.header_rows = -1,
                                 .skip_rows = -1,
                                 .skip_columns = -1,
                                 .memory = DEFAULT_MEMORY,
                                 .max_field = DEFAULT_MAX_FIELD,
                                 .max_redirects = DEFAULT_REDIRECTS,
                                 .timeout = DEFAULT_TIMEOUT,
                                 .max_download = DEFAULT_DOWNLOAD,
                                 .max_header = DEFAULT_HEADER,
                                 .max_growth = DEFAULT_GROWTH,
                                 .max_columns = DEFAULT_COLUMNS,
                                 .max_depth = DEFAULT_DEPTH,
                                 .max_match = LOD_XSD_MAX_MATCH,
                                 .max_metadata = LOD_CSVW_MAX_BYTES,
                                 .max_locations = DEFAULT_LOCATIONS};
}

/* What the run of one table needs beside its input. */
typedef struct TableRun {
  LodJob *job;
  LodTableInput *input;
  LodGuard *guard;
  LodPlan *plan;
  LodPlanKeys *keys;
  LodJsonPlan *json;
  uint64_t rows_read; /* other parts' included */
} TableRun;

static LodStatus write_buffer(LodOutput *output, LodBuffer *buffer)
{
  LodStatus status = LOD_SUCCESS;
  if (buffer->size)
    status = lod_output_write(output, buffer->data, buffer->size);
  buffer->size = 0;
  return status;
}

static LodStatus make_plan(TableRun *run)
{
  LodJob *job = run->job;
  const LodTableInput *input = run->input;
  LodPlanOptions options = {.syntax = job->format.syntax,
                            .layer = job->options->layer,
                            .bad_cells = job->bad_cells,
                            .base = job->base ? job->base : input->url,
                            .table_url = input->url,
                            .table = input->table,
                            .continues = job->group_opened};
  LodStatus status = LOD_SUCCESS;
  if (!job->group_opened && lod_shard_is_first(&input->shard))
    job->report->terms_left_out += input->mapping->left_out;
  job->group_opened = true;
  if (job->standard_mode)
    status = lod_standard_describe(input->mapping, input->table, input->url);
  if (!status)
    status = lod_plan_new(input->mapping, input->binding, &options, &run->plan);
  return status
             ? status
             : lod_plan_keys_new(run->plan, job->options->memory, &run->keys);
}

/* A table whose output is suppressed is read, and nothing of it written. */
static LodStatus make_json(TableRun *run)
{
  LodJob *job = run->job;
  const LodMapping *mapping = run->input->mapping;
  LodJsonOptions options = {.shape = job->json.shape,
                            .bad_cells = job->bad_cells,
                            .table_url = run->input->url,
                            .table = run->input->table};
  LodStatus status = LOD_SUCCESS;
  if (!mapping->tables[run->input->table].suppress_output)
    status = lod_json_plan_new(mapping, run->input->binding, &options, job->log,
                               &run->json);
  if (!run->plan && job->json.shape != LOD_JSON_COLUMNS &&
      lod_shard_is_first(&run->input->shard))
    job->report->terms_left_out += mapping->left_out;
  return status ? status : lod_json_output_open(&job->json, mapping, run->json);
}

static LodStatus write_prologue(TableRun *run)
{
  LodJob *job = run->job;
  const LodSchema *schema =
      run->input->mapping->tables[run->input->table].schema;
  LodBuffer out = {0};
  bool first = lod_shard_is_first(&run->input->shard);
  LodStatus status = LOD_SUCCESS;
  if (run->plan)
    status =
        lod_plan_prologue(run->plan, first, &out, &job->report->statements);
  if (!status && run->plan)
    status = write_buffer(lod_sink_output(job->sink), &out);
  if (!status && job->plain && first)
    status = lod_plain_csv_header(schema, &out);
  if (!status && job->plain)
    status = write_buffer(job->plain, &out);
  if (!status && run->job->reject && first) {
    status = lod_reject_header(&run->input->dialect, &run->input->titles, &out);
    if (!status)
      status = write_buffer(run->job->reject, &out);
  }
  lod_buffer_free(&out);
  return status;
}

/* Behind the rows, as it says when they were done. */
static LodStatus write_provenance(const TableRun *run, time_t started)
{
  LodJob *job = run->job;
  LodBuffer out = {0};
  const char *path = job->mapping_source.path;
  LodProvenance provenance = {.started = started, .ended = time(NULL)};
  LodStatus status = LOD_SUCCESS;
  if (!run->plan || !job->options->provenance ||
      !lod_shard_is_last(&run->input->shard) ||
      job->options->layer == LOD_LAYER_LINKS)
    return LOD_SUCCESS;
  if (path)
    status = lod_locate_table_url(path, NULL, job->arena, &provenance.metadata);
  if (!status)
    status = lod_provenance_write(run->plan, &provenance, &out,
                                  &job->report->statements);
  if (!status)
    status = write_buffer(lod_sink_output(job->sink), &out);
  lod_buffer_free(&out);
  return status;
}

/* The comments of the table, which are all known behind its rows ("Generating
   RDF", 4.6: annotations of the table, in standard mode). */
static LodStatus write_comments(const TableRun *run)
{
  const LodJob *job = run->job;
  const LodTableInput *input = run->input;
  LodBuffer out = {0};
  LodView text;
  if (!run->plan || !job->standard_mode ||
      job->options->layer == LOD_LAYER_LINKS ||
      input->mapping->tables[input->table].suppress_output)
    return LOD_SUCCESS;
  lod_comments_rewind(input->comments);
  LodStatus status = lod_comments_next(input->comments, &text, job->log);
  while (!status && text.data) {
    status = lod_plan_comment(run->plan, text, &out, &job->report->statements);
    if (!status && out.size > COMMENT_BLOCK)
      status = write_buffer(lod_sink_output(job->sink), &out);
    if (!status)
      status = lod_comments_next(input->comments, &text, job->log);
  }
  if (!status)
    status = write_buffer(lod_sink_output(job->sink), &out);
  lod_buffer_free(&out);
  return status;
}

/* Who says what of the rows; see shard.h. */
static void share_log(TableRun *run)
{
  LodTableInput *input = run->input;
  lod_log_hush(run->job->log, false);
  if (lod_shard_is_last(&input->shard))
    return;
  lod_log_clear(input->reader_log);
  lod_log_hush(input->reader_log, true);
}

static LodStatus run_pipeline(TableRun *run)
{
  LodJob *job = run->job;
  LodTableInput *input = run->input;
  LodPipeline pipeline = {.reader = input->reader,
                          .reader_log = input->reader_log,
                          .first = &input->first,
                          .binding = input->binding,
                          .guard = run->guard,
                          .plan = run->plan,
                          .keys = run->keys,
                          .bad_cells = job->bad_cells,
                          .dialect = &input->dialect,
                          .jobs = lod_job_workers(job->options),
                          .shard = &input->shard,
                          .linked = lod_sink_output(job->sink),
                          .plain = run->job->plain,
                          .json_plan = run->json,
                          .json = &job->json,
                          .reject = run->job->reject,
                          .source = input->source,
                          .progress = job->options->progress,
                          .progress_user = job->options->progress_user,
                          .log = job->log,
                          .report = job->report};
  share_log(run);
  LodStatus status = lod_pipeline_run(&pipeline);
  if (!lod_shard_is_last(&input->shard))
    lod_comments_clear(input->comments);
  run->rows_read = pipeline.rows_read;
  return status;
}

static void count_keys(const TableRun *run)
{
  if (!run->keys)
    return;
  const LodKeySet *set = lod_plan_keys_set(run->keys);
  LodRunReport *report = run->job->report;
  report->keys += lod_keyset_count(set);
  report->keys_spilled += lod_keyset_spilled(set);
  if (lod_keyset_bytes(set) > report->key_bytes)
    report->key_bytes = lod_keyset_bytes(set);
}

/* Most often it was cut off on its way; that it ends before its header has
   been told. */
static void note_no_rows(const TableRun *run)
{
  LodPlace place = {.file = run->input->path};
  const LodDialect *dialect = &run->input->dialect;
  if (dialect->header && !run->input->header.record_count)
    return;
  lod_log_add(run->job->log, LOD_NOTE, "no-rows", &place,
              "the table has no rows");
}

static LodStatus run_table(TableRun *run)
{
  LodJob *job = run->job;
  time_t started = time(NULL);
  LodStatus status = lod_guard_new(job->options->guard, job->log, &run->guard);
  lod_comments_set_judge(run->input->comments, lod_guard_passes, run->guard);
  if (!status && !lod_format_is_plain(&job->format))
    status = make_plan(run);
  if (!status && job->json.output)
    status = make_json(run);
  if (!status)
    status = write_prologue(run);
  if (!status) {
    lod_table_input_note_extra(run->input, job->log);
    status = run_pipeline(run);
  }
  if (!status && !run->rows_read && lod_shard_is_last(&run->input->shard))
    note_no_rows(run);
  if (!status && run->json)
    status = lod_json_output_close(&job->json, run->json, run->input->comments,
                                   job->log);
  if (!status)
    status = write_comments(run);
  if (!status)
    status = write_provenance(run, started);
  if (!status && run->plan)
    lod_plan_report(run->plan, run->keys, job->log);
  count_keys(run);
  job->report->bytes_in += lod_source_bytes(run->input->source);
  lod_plan_keys_free(run->keys);
  lod_plan_free(run->plan);
  lod_json_plan_free(run->json);
  lod_guard_free(run->guard);
  return status;
}

/* What is said before the rows the first part says. */
static void hush_others(const LodConvertOptions *options, LodLog *log)
{
  lod_log_hush(log, options->shard_count > 1 && options->shard > 1);
}

static LodStatus convert_file(LodJob *job, const char *path,
                              LodMapping *mapping, size_t table)
{
  LodTableInput input;
  hush_others(job->options, job->log);
  LodStatus status = lod_table_input_open(job, path, mapping, table, &input);
  TableRun run = {.job = job, .input = &input};
  if (!status)
    status = run_table(&run);
  lod_table_input_free(&input);
  return status;
}

/* "Model for Tabular Data", 6.1: once there is metadata, it is what the run
   starts with: each of its tables, in order. */
static LodStatus convert_group(LodJob *job, const char *input)
{
  LodGroup group;
  LodStatus status = lod_group_load(job, input, &group);
  for (size_t t = 0; !status && t < group.mapping->table_count; t++) {
    const char *path;
    status = lod_group_path(job, &group, t, &path);
    if (!status)
      status = convert_file(job, path, group.mapping, t);
  }
  lod_group_free(&group);
  return status;
}

/* Metadata that is mapped to the input by --mapping is the input's alone, and
   plain CSV holds one table. */
static bool is_group(const LodJob *job, const char *input)
{
  const LodConvertOptions *options = job->options;
  return !input || (job->mapping_source.kind == LOD_MAPPING_FILE &&
                    !options->mapping && !options->input_only &&
                    job->format.kind != LOD_FORMAT_CSV && !options->plain);
}

static LodStatus convert_tables(LodJob *job, const char *input)
{
  if (!is_group(job, input))
    return convert_file(job, input, NULL, 0);
  if (job->mapping_source.kind == LOD_MAPPING_FILE)
    return convert_group(job, input);
  lod_log_add(job->log, LOD_ERROR, "no-input", NULL,
              "no input: name a table, or metadata that names its tables");
  return LOD_ERR_USAGE;
}

/* The outputs of both branches; with --to csv the plain one is the main one. */
static LodStatus open_outputs(LodJob *job)
{
  const LodConvertOptions *options = job->options;
  LodStatus status = LOD_SUCCESS;
  if (options->reject)
    status = lod_output_open_file(options->reject, job->log, &job->reject);
  if (!status && options->plain)
    status = lod_output_open_file(options->plain, job->log, &job->plain_file);
  if (!status && options->json)
    status = lod_output_open_file(options->json, job->log, &job->json_file);
  if (!status)
    status = lod_sink_new(options, &job->format, job->log, &job->sink);
  if (status)
    return status;
  LodOutput *main = lod_sink_output(job->sink);
  job->plain = job->format.kind == LOD_FORMAT_CSV ? main : job->plain_file;
  job->json.output =
      job->format.kind == LOD_FORMAT_JSON ? main : job->json_file;
  return LOD_SUCCESS;
}

/* All or none are put in place, as far as that can be known beforehand. */
static LodStatus commit_outputs(LodJob *job)
{
  LodOutput *const files[] = {job->reject, job->plain_file, job->json_file};
  enum { FILES = sizeof files / sizeof *files };
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < FILES && !status; i++)
    if (files[i])
      status = lod_output_prepare(files[i]);
  if (!status)
    status = lod_sink_prepare(job->sink);
  for (size_t i = 0; i < FILES && !status; i++)
    if (files[i])
      status = lod_output_commit(files[i]);
  return status ? status : lod_sink_commit(job->sink);
}

static LodStatus run_job(LodJob *job, const char *input)
{
  LodStatus status = open_outputs(job);
  if (!status)
    status = convert_tables(job, input);
  if (!status)
    status = lod_json_output_end(&job->json);
  if (!status)
    status = commit_outputs(job);
  if (job->sink)
    job->report->bytes_out = lod_sink_bytes(job->sink);
  return status;
}

/* RDF needs no converting. */
static LodStatus hand_over(LodJob *job)
{
  const LodConvertOptions *options = job->options;
  LodTransfer *const answer = job->answer;
  char block[RDF_BLOCK];
  size_t size = 1;
  LodStatus status = options->begin_rdf(options->write_user, job->rdf,
                                        lod_transfer_url(answer));
  while (!status && size) {
    status = lod_transfer_read(answer, job->log, block, sizeof block, &size);
    if (!status && size)
      status = options->write(options->write_user, block, size);
    job->report->bytes_in += size;
  }
  return status;
}

LodStatus lod_convert(const char *input, const LodConvertOptions *options,
                      LodLog *log, LodRunReport *report)
{
  struct timespec start, end;
  LodConvertOptions own = *options;
  LodJob job = {0};
  clock_gettime(CLOCK_MONOTONIC, &start);
  *report = (LodRunReport){0};
  hush_others(options, log);
  LodStatus status = lod_job_init(&job, &input, &own, log, report);
  if (!status && !report->mapping[0] && job.mapping_source.path)
    snprintf(report->mapping, sizeof report->mapping, "%s",
             job.mapping_source.path);
  if (!status)
    status = job.rdf ? hand_over(&job) : run_job(&job, input);
  lod_log_hush(log, false);
  report->incomplete = report->rows_faulty > 0 || report->terms_left_out > 0;
  lod_job_free(&job);
  clock_gettime(CLOCK_MONOTONIC, &end);
  report->seconds = (double)(end.tv_sec - start.tv_sec) +
                    (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  return status;
}
