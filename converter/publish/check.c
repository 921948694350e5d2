/* One check: every table of a group is read once, and once more where keys
   have to be looked at again. */
#include <lodstone/check.h>

#include "base/log_internal.h"
#include "base/memory.h"
#include "publish/check_keys.h"
#include "publish/group.h"
#include "publish/pipeline.h"

#include <time.h>

typedef struct Check {
  LodJob *job;
  const char *input;
  LodGroup group; /* without a mapping: the input is the only table */
  LodCheckKeys *keys;
  bool failed; /* a table could not be judged */
} Check;

/* A table in a reading of its rows. */
typedef struct TableCheck {
  LodTableInput input;
  LodGuard *guard;
  LodRereadFrom from; /* for its keys */
  LodTableKeys keys;
} TableCheck;

static LodStatus run_pipeline(const LodJob *job, TableCheck *table,
                              LodRunReport *report)
{
  LodTableInput *input = &table->input;
  LodPipeline pipeline = {.reader = input->reader,
                          .reader_log = input->reader_log,
                          .first = &input->first,
                          .binding = input->binding,
                          .guard = table->guard,
                          .key_check = table->keys.check,
                          .bad_cells = LOD_BAD_JUDGE,
                          .dialect = &input->dialect,
                          .jobs = lod_job_workers(job->options),
                          .shard = &input->shard,
                          .source = input->source,
                          .progress = job->options->progress,
                          .progress_user = job->options->progress_user,
                          .log = job->log,
                          .report = report};
  return lod_pipeline_run(&pipeline);
}

static LodRereadFrom reread_from(const LodJob *job, const LodTableInput *input)
{
  return (LodRereadFrom){.source = input->source,
                         .dialect = &input->dialect,
                         .binding = input->binding,
                         .reader = job->options->reader,
                         .max_field = (size_t)job->options->max_field,
                         .max_columns = job->options->max_columns};
}

static LodStatus read_first(Check *check, TableCheck *table)
{
  LodJob *job = check->job;
  LodStatus status =
      lod_guard_new(job->options->guard, job->log, &table->guard);
  table->from = reread_from(job, &table->input);
  if (!status)
    status = lod_table_keys_new(check->keys, table->input.mapping,
                                table->input.table, &table->from, &table->keys);
  if (status)
    return status;
  /* told as a warning; but the table is not what its specification says */
  if (table->input.binding->missing_required)
    job->report->incomplete = true;
  lod_table_input_note_extra(&table->input, job->log);
  status = run_pipeline(job, table, job->report);
  job->report->bytes_in += lod_source_bytes(table->input.source);
  if (!status)
    lod_table_keys_end(&table->keys);
  return status;
}

/* What the rows say is said already: this log is for nobody. */
static LodStatus read_again(Check *check, TableCheck *table, LodLog *said)
{
  LodJob *job = check->job;
  LodLog *log = job->log;
  LodRunReport report = {0};
  LodPlace place = {.file = table->input.path};
  lod_key_check_again(table->keys.check, log);
  job->log = said;
  LodStatus status = lod_table_input_reopen(job, &table->input);
  table->from.source = table->input.source;
  if (!status)
    status = run_pipeline(job, table, &report);
  job->log = log;
  if (status)
    lod_log_add(log, LOD_ERROR, "read-failed", &place,
                "its keys could not be looked at again");
  return status;
}

static void free_table(TableCheck *table)
{
  lod_table_keys_free(&table->keys);
  lod_guard_free(table->guard);
  lod_table_input_free(&table->input);
}

/* A table that cannot be judged does not keep the others from it. */
static LodStatus check_table(Check *check, size_t t, TableCheck *table)
{
  LodMapping *mapping = check->group.mapping;
  const char *path = check->input;
  LodStatus status = LOD_SUCCESS;
  if (mapping)
    status = lod_group_path(check->job, &check->group, t, &path);
  if (!status)
    status = lod_table_input_open(check->job, path, mapping, t, &table->input);
  if (!status)
    status = read_first(check, table);
  if (status != LOD_ERR_INPUT)
    return status;
  check->failed = true;
  return LOD_SUCCESS;
}

static void close_table(TableCheck *table)
{
  free_table(table);
  *table = (TableCheck){0};
}

static bool wants_more(const TableCheck *table)
{
  return table->keys.check && lod_key_check_wants_more(table->keys.check);
}

/* Whether other tables, or this one again, will ask for its rows. */
static bool is_target(const Check *check, size_t t)
{
  const LodMapping *mapping = check->group.mapping;
  for (size_t i = 0; mapping && i < mapping->foreign_key_count; i++)
    if (mapping->foreign_keys[i].target == t)
      return true;
  return false;
}

static LodStatus settle_keys(Check *check, TableCheck *tables, size_t count)
{
  LodLog *said = lod_log_new();
  LodStatus status = said ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t t = 0; t < count && !status; t++) {
    if (!wants_more(&tables[t]))
      continue;
    status = read_again(check, &tables[t], said);
    lod_table_input_rest(&tables[t].input);
    lod_log_clear(said);
  }
  lod_log_free(said);
  return status;
}

static LodStatus check_tables(Check *check, size_t count)
{
  TableCheck *tables = lod_calloc(count, sizeof *tables);
  LodStatus status = tables ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  for (size_t t = 0; t < count && !status; t++) {
    status = check_table(check, t, &tables[t]);
    if (wants_more(&tables[t]) || is_target(check, t))
      lod_table_input_rest(&tables[t].input);
    else
      close_table(&tables[t]);
  }
  if (!status)
    status = settle_keys(check, tables, count);
  for (size_t t = 0; tables && t < count; t++)
    free_table(&tables[t]);
  lod_free(tables);
  return status;
}

static LodStatus load(Check *check)
{
  LodJob *job = check->job;
  if (job->mapping_source.kind == LOD_MAPPING_FILE)
    return lod_group_load(job, check->input, &check->group);
  if (check->input)
    return LOD_SUCCESS;
  lod_log_add(job->log, LOD_ERROR, "no-input", NULL,
              "no input: name a table, or metadata that names its tables");
  return LOD_ERR_USAGE;
}

static LodStatus run(Check *check)
{
  LodRunReport *report = check->job->report;
  LodStatus status = load(check);
  const LodMapping *mapping = check->group.mapping;
  if (!status)
    status =
        lod_check_keys_new(mapping, check->job->options->memory, &check->keys);
  if (!status)
    status = check_tables(check, mapping ? mapping->table_count : 1);
  if (!status)
    lod_check_keys_count(check->keys, report);
  lod_check_keys_free(check->keys);
  lod_group_free(&check->group);
  if (!status && check->failed)
    status = LOD_ERR_INPUT;
  return status;
}

/* What is for outputs plays no part, the base of minted IRIs neither. */
static LodConvertOptions without_outputs(const LodConvertOptions *options)
{
  LodConvertOptions own = *options;
  own.format = "csv";
  own.output = own.plain = own.json = own.reject = NULL;
  own.write = NULL;
  own.shard = own.shard_count = 0;
  own.mode = LOD_MODE_MINIMAL;
  return own;
}

LodStatus lod_check(const char *input, const LodConvertOptions *options,
                    LodLog *log, LodRunReport *report)
{
  struct timespec start, end;
  LodConvertOptions own = without_outputs(options);
  LodJob job = {0};
  uint64_t errors = lod_log_count(log, LOD_ERROR);
  clock_gettime(CLOCK_MONOTONIC, &start);
  *report = (LodRunReport){0};
  LodStatus status = lod_job_init(&job, &input, &own, log, report);
  job.validates = true;
  if (!status && !report->mapping[0] && job.mapping_source.path)
    snprintf(report->mapping, sizeof report->mapping, "%s",
             job.mapping_source.path);
  Check check = {.job = &job, .input = input};
  if (!status)
    status = run(&check);
  if (lod_log_count(log, LOD_ERROR) > errors)
    report->incomplete = true;
  if (!status || status == LOD_ERR_INPUT)
    report->verdict = status || report->incomplete ? LOD_VERDICT_CONFORMS_NOT
                                                   : LOD_VERDICT_CONFORMS;
  lod_job_free(&job);
  clock_gettime(CLOCK_MONOTONIC, &end);
  report->seconds = (double)(end.tv_sec - start.tv_sec) +
                    (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  return status;
}
