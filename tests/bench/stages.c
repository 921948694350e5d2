/* How long the stages of a conversion take, one worker, nothing written:
   usage: stages INPUT MAPPING FORMAT.  Prints a line a stage: its name and
   the CPU seconds of everything up to and with it. */
#include "publish/job.h"

#include "guard/guard.h"
#include "linked/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef enum Stage {
  STAGE_READ,
  STAGE_CELLS,
  STAGE_EVALUATE,
  STAGE_KEYS,
  STAGE_RENDER,
  STAGE_COUNT
} Stage;

static const char *const stage_names[STAGE_COUNT] = {
    "read", "cells", "evaluate", "keys", "render"};

typedef struct Bench {
  LodJob job;
  LodTableInput input;
  LodGuard *guard;
  LodPlan *plan;
  LodPlanKeys *keys;
  LodPlanWork *work;
  LodRows *rows;
  LodBuffer out;
} Bench;

static double cpu_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static LodStatus open_bench(Bench *bench, const char *path,
                            LodConvertOptions *options, LodLog *log,
                            LodRunReport *report)
{
  LodStatus status = lod_job_init(&bench->job, &path, options, log, report);
  if (!status)
    status = lod_table_input_open(&bench->job, path, NULL, 0, &bench->input);
  if (status)
    return status;
  LodPlanOptions plan = {.syntax = bench->job.format.syntax,
                         .bad_cells = bench->job.bad_cells,
                         .base = bench->job.base,
                         .table_url = bench->input.url};
  status = lod_guard_new(NULL, log, &bench->guard);
  if (!status)
    status = lod_plan_new(bench->input.mapping, bench->input.binding, &plan,
                          &bench->plan);
  if (!status)
    status = lod_plan_keys_new(bench->plan, options->memory, &bench->keys);
  if (!status)
    status = lod_plan_work_new(bench->plan, &bench->work);
  return status ? status : lod_rows_new(bench->input.binding, &bench->rows);
}

static void close_bench(Bench *bench)
{
  lod_buffer_free(&bench->out);
  lod_rows_free(bench->rows);
  lod_plan_work_free(bench->work);
  lod_plan_keys_free(bench->keys);
  lod_plan_free(bench->plan);
  lod_guard_free(bench->guard);
  lod_table_input_free(&bench->input);
  lod_job_free(&bench->job);
}

static LodStatus run_batch(Bench *bench, Stage last, LodBatch *batch,
                           LodLog *log)
{
  uint64_t faulty = 0;
  if (last < STAGE_CELLS)
    return LOD_SUCCESS;
  LodStatus status = lod_batch_parse(batch);
  if (!status)
    status = lod_rows_evaluate(bench->rows, batch);
  if (!status)
    status = lod_guard_apply(bench->guard, bench->rows);
  if (!status)
    status = lod_rows_report(bench->rows, bench->job.bad_cells, log, &faulty);
  if (!status && last >= STAGE_EVALUATE)
    status = lod_plan_evaluate(bench->work, bench->rows);
  if (!status && last >= STAGE_KEYS)
    status = lod_plan_resolve(bench->work, bench->keys, log);
  bench->out.size = 0;
  if (!status && last >= STAGE_RENDER)
    status = lod_plan_render(bench->work, &bench->out, log);
  return status;
}

static LodStatus run_stage(const char *path, LodConvertOptions *options,
                           Stage last)
{
  Bench bench = {0};
  LodRunReport report = {0};
  LodLog *log = lod_log_new();
  double start = cpu_seconds();
  uint64_t row = 1;
  LodStatus status = open_bench(&bench, path, options, log, &report);
  LodBatch *batch = &bench.input.first;
  while (!status && batch->record_count > 0) {
    batch->first_row = row;
    row += batch->record_count;
    status = run_batch(&bench, last, batch, log);
    if (!status)
      status = lod_reader_fetch(bench.input.reader, batch);
  }
  printf("%s %.3f\n", stage_names[last], cpu_seconds() - start);
  close_bench(&bench);
  lod_log_free(log);
  return status;
}

int main(int argc, char **argv)
{
  LodConvertOptions options;
  if (argc != 4) {
    fputs("usage: stages INPUT MAPPING FORMAT\n", stderr);
    return 2;
  }
  lod_convert_options_init(&options);
  options.mapping = argv[2];
  options.format = argv[3];
  options.base = "https://data.example.se";
  for (int stage = 0; stage < STAGE_COUNT; stage++)
    if (run_stage(argv[1], &options, (Stage)stage)) {
      fputs("stages: the input could not be converted\n", stderr);
      return 1;
    }
  return 0;
}
