#include "publish/pipeline.h"

#include "base/log_internal.h"
#include "base/memory.h"
#include "plain/csv.h"
#include "plain/reject.h"

#include <pthread.h>
#include <time.h>

/* Output is handed on in blocks of at most this size, and of at least half of
   it where there is so much. */
#define BLOCK_BYTES ((size_t)256 << 10)
/* A batch of rows of common length gives less than this. */
#define KEPT_BYTES ((size_t)16 << 20)

/* The order of phases: a ticket is a batch's number; a phase that must go in
   input order waits for its turn. */
typedef enum Phase { PHASE_RESOLVE, PHASE_WRITE, PHASE_COUNT } Phase;

typedef struct Run {
  LodPipeline *pipeline;
  pthread_mutex_t lock;
  pthread_cond_t moved[PHASE_COUNT];
  pthread_mutex_t reading;
  uint64_t next_ticket; /* under "reading" */
  uint64_t next_row;
  bool ended;
  uint64_t turn[PHASE_COUNT];
  LodStatus status; /* of the first batch, in input order, that failed */
  struct timespec last_progress;
} Run;

typedef struct Worker {
  Run *run;
  LodBatch batch;
  LodRows *rows;
  LodPlanWork *work;      /* NULL: plain */
  LodJsonWork *json_work; /* NULL: no JSON */
  LodKeyWork *keys;       /* NULL: keys are not checked */
  LodBuffer linked, plain, json, reject;
  LodLog *log;
  LodShardSide side; /* of the batch under way */
  uint64_t ticket, told, faulty;
  LodStatus status; /* of the batch under way */
} Worker;

static LodStatus worker_init(Worker *worker, Run *run)
{
  LodPipeline *pipeline = run->pipeline;
  *worker = (Worker){.run = run, .log = lod_log_new()};
  if (!worker->log)
    return LOD_ERR_NO_MEMORY;
  lod_log_set_limit(worker->log, lod_log_limit(pipeline->log));
  LodStatus status = lod_rows_new(pipeline->binding, &worker->rows);
  if (!status && pipeline->plan)
    status = lod_plan_work_new(pipeline->plan, &worker->work);
  if (!status && pipeline->key_check) {
    worker->keys = lod_key_work_new(pipeline->key_check);
    status = worker->keys ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  }
  if (!status && pipeline->json_plan)
    status = lod_json_work_new(pipeline->json_plan, &worker->json_work);
  if (!status && worker->work && worker->json_work)
    lod_json_work_share(worker->json_work,
                        lod_plan_work_share_left_out(worker->work));
  return status;
}

static void worker_free(Worker *worker)
{
  lod_batch_free(&worker->batch);
  lod_rows_free(worker->rows);
  lod_plan_work_free(worker->work);
  lod_key_work_free(worker->keys);
  lod_json_work_free(worker->json_work);
  lod_buffer_free(&worker->linked);
  lod_buffer_free(&worker->plain);
  lod_buffer_free(&worker->json);
  lod_buffer_free(&worker->reject);
  lod_log_free(worker->log);
}

/* Take the rows that came with the header, else read on. */
static LodStatus fill_batch(Run *run, LodBatch *batch)
{
  LodPipeline *pipeline = run->pipeline;
  if (pipeline->first) {
    LodBatch spare = *batch;
    *batch = *pipeline->first;
    *pipeline->first = spare;
    pipeline->first = NULL;
    if (batch->record_count > 0)
      return LOD_SUCCESS;
  }
  return lod_reader_fetch(pipeline->reader, batch);
}

/* Read the next batch, unless what comes now is another part's. */
static LodStatus read_batch(Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  LodStatus status = fill_batch(worker->run, &worker->batch);
  if (status)
    lod_batch_clear(&worker->batch);
  worker->side = lod_shard_side(pipeline->shard, &worker->batch);
  if (worker->side == LOD_SHARD_BEHIND)
    lod_batch_clear(&worker->batch);
  LodStatus logged = lod_log_append(worker->log, pipeline->reader_log);
  lod_log_clear(pipeline->reader_log);
  return status ? status : logged;
}

/* False at the end.  A fault takes a ticket, too, so that it is told behind
   what came before it. */
static bool take_batch(Worker *worker)
{
  Run *run = worker->run;
  pthread_mutex_lock(&run->reading);
  bool taken = !run->ended;
  if (taken) {
    lod_log_clear(worker->log);
    worker->status = read_batch(worker);
    run->ended = worker->status || worker->batch.record_count == 0 ||
                 lod_shard_ends_in(run->pipeline->shard, &worker->batch);
    worker->batch.first_row = run->next_row;
    run->next_row += worker->batch.record_count;
    worker->ticket = run->next_ticket++;
  }
  pthread_mutex_unlock(&run->reading);
  return taken;
}

static void wait_for_turn(const Worker *worker, Phase phase)
{
  Run *run = worker->run;
  pthread_mutex_lock(&run->lock);
  while (run->turn[phase] != worker->ticket)
    pthread_cond_wait(&run->moved[phase], &run->lock);
  pthread_mutex_unlock(&run->lock);
}

static void end_turn(Worker *worker, Phase phase)
{
  Run *run = worker->run;
  pthread_mutex_lock(&run->lock);
  run->turn[phase]++;
  pthread_cond_broadcast(&run->moved[phase]);
  pthread_mutex_unlock(&run->lock);
}

/* Nothing is to be done for rows of other parts that nothing looks back to. */
static bool is_passed_over(const Worker *worker)
{
  const LodPlan *plan = worker->run->pipeline->plan;
  return worker->side == LOD_SHARD_BEFORE &&
         !(plan && lod_plan_looks_back(plan));
}

static void evaluate(Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  worker->faulty = 0;
  worker->told = worker->batch.record_count;
  if (worker->status || is_passed_over(worker))
    return;
  LodStatus status = lod_batch_parse(&worker->batch);
  if (!status)
    status = lod_rows_evaluate(worker->rows, &worker->batch);
  if (!status)
    worker->told = lod_shard_limit(pipeline->shard, worker->rows);
  if (!status && worker->keys)
    status = lod_key_work_hash(worker->keys, worker->rows);
  if (!status)
    status = lod_guard_apply(pipeline->guard, worker->rows);
  if (!status)
    status = lod_rows_report(worker->rows, pipeline->bad_cells, worker->log,
                             &worker->faulty);
  if (!status && worker->work)
    status = lod_plan_evaluate(worker->work, worker->rows);
  worker->status = status;
}

static void resolve(Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  if (is_passed_over(worker))
    return;
  if (!worker->status && worker->work)
    worker->status =
        lod_plan_resolve(worker->work, pipeline->keys, worker->log);
  if (!worker->status && worker->keys)
    worker->status =
        lod_key_check_rows(pipeline->key_check, worker->keys, worker->log);
}

static void render(Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  LodStatus status = worker->status;
  if (worker->side == LOD_SHARD_BEFORE)
    return;
  if (!status && worker->work)
    status = lod_plan_render(worker->work, &worker->linked, worker->log);
  if (!status && pipeline->plain)
    status =
        lod_plain_csv_rows(worker->rows, pipeline->bad_cells, &worker->plain);
  if (!status && worker->json_work)
    status = lod_json_rows(worker->json_work, worker->rows, &worker->json,
                           worker->log);
  if (!status && pipeline->reject)
    status = lod_reject_rows(pipeline->dialect, worker->rows,
                             pipeline->bad_cells, &worker->reject);
  worker->status = status;
}

static void tell_progress(Run *run)
{
  LodPipeline *pipeline = run->pipeline;
  struct timespec now;
  if (!pipeline->progress)
    return;
  clock_gettime(CLOCK_MONOTONIC, &now);
  long long passed = (now.tv_sec - run->last_progress.tv_sec) * 1000LL +
                     (now.tv_nsec - run->last_progress.tv_nsec) / 1000000;
  if (passed < 200)
    return;
  run->last_progress = now;
  const LodOutput *output = pipeline->plan        ? pipeline->linked
                            : pipeline->json_plan ? pipeline->json->output
                                                  : pipeline->plain;
  LodProgress progress = {.rows = pipeline->report->rows,
                          .bytes_in = lod_source_bytes(pipeline->source),
                          .bytes_total = lod_source_size(pipeline->source),
                          .bytes_out = output ? lod_output_bytes(output) : 0};
  pipeline->progress(pipeline->progress_user, &progress);
}

static LodStatus write_blocks(LodOutput *output, LodView out)
{
  LodStatus status = LOD_SUCCESS;
  size_t blocks = (out.size + BLOCK_BYTES - 1) / BLOCK_BYTES;
  for (; blocks > 0 && !status; blocks--) {
    size_t size = out.size / blocks;
    status = lod_output_write(output, out.data, size);
    out.data += size;
    out.size -= size;
  }
  return status;
}

static LodStatus write_bytes(Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  LodStatus status = LOD_SUCCESS;
  if (worker->work)
    status = write_blocks(pipeline->linked, lod_buffer_view(&worker->linked));
  if (!status && pipeline->plain)
    status = write_blocks(pipeline->plain, lod_buffer_view(&worker->plain));
  if (!status && worker->json_work)
    status = write_blocks(pipeline->json->output,
                          lod_json_output_take(pipeline->json, &worker->json));
  if (!status && pipeline->reject)
    status = write_blocks(pipeline->reject, lod_buffer_view(&worker->reject));
  return status;
}

static void count(const Worker *worker)
{
  LodPipeline *pipeline = worker->run->pipeline;
  pipeline->report->rows += worker->told;
  pipeline->report->rows_faulty += worker->faulty;
  if (worker->work && !worker->status) {
    pipeline->report->statements += lod_plan_work_statements(worker->work);
    pipeline->report->terms_left_out += lod_plan_work_left_out(worker->work);
  }
  if (worker->json_work && !worker->status)
    pipeline->report->terms_left_out +=
        lod_json_work_left_out(worker->json_work);
}

/* In input order: messages, then bytes.  The phases have left their messages
   one behind the other.  Behind a fault nothing is told or written any more. */
static void commit(Worker *worker)
{
  Run *run = worker->run;
  LodPipeline *pipeline = run->pipeline;
  if (run->status)
    return;
  lod_log_sort(worker->log);
  LodStatus status = lod_log_append(pipeline->log, worker->log);
  if (!status)
    status = worker->status;
  if (!status && worker->side != LOD_SHARD_BEFORE)
    status = write_bytes(worker);
  if (worker->side != LOD_SHARD_BEFORE)
    count(worker);
  tell_progress(run);
  run->status = status;
  if (status) {
    pthread_mutex_lock(&run->reading);
    run->ended = true;
    pthread_mutex_unlock(&run->reading);
  }
}

/* The memory that a giant row took is given back before the next is read. */
static void clear(LodBuffer *out)
{
  if (out->capacity > KEPT_BYTES)
    lod_buffer_free(out);
  out->size = 0;
}

static void *work(void *argument)
{
  Worker *worker = argument;
  while (take_batch(worker)) {
    evaluate(worker);
    wait_for_turn(worker, PHASE_RESOLVE);
    resolve(worker);
    end_turn(worker, PHASE_RESOLVE);
    render(worker);
    wait_for_turn(worker, PHASE_WRITE);
    commit(worker);
    end_turn(worker, PHASE_WRITE);
    clear(&worker->linked);
    clear(&worker->plain);
    clear(&worker->json);
    clear(&worker->reject);
  }
  return NULL;
}

/* The caller's thread is the first worker; fewer threads than asked for are
   no fault, as the output is the same. */
static void run_workers(Worker *workers, unsigned count)
{
  pthread_t *threads = lod_calloc(count, sizeof *threads);
  unsigned started = 1;
  while (threads && started < count &&
         !pthread_create(&threads[started], NULL, work, &workers[started]))
    started++;
  work(&workers[0]);
  for (unsigned i = 1; threads && i < started; i++)
    pthread_join(threads[i], NULL);
  lod_free(threads);
}

LodStatus lod_pipeline_run(LodPipeline *pipeline)
{
  Run run = {.pipeline = pipeline, .next_row = 1};
  Worker *workers = lod_calloc(pipeline->jobs, sizeof *workers);
  if (!workers)
    return LOD_ERR_NO_MEMORY;
  pthread_mutex_init(&run.lock, NULL);
  pthread_mutex_init(&run.reading, NULL);
  for (int i = 0; i < PHASE_COUNT; i++)
    pthread_cond_init(&run.moved[i], NULL);
  clock_gettime(CLOCK_MONOTONIC, &run.last_progress);
  LodStatus status = LOD_SUCCESS;
  unsigned ready = 0;
  while (ready < pipeline->jobs && !status)
    status = worker_init(&workers[ready++], &run);
  if (!status) {
    run_workers(workers, pipeline->jobs);
    status = run.status;
    pipeline->rows_read = run.next_row - 1;
  }
  for (unsigned i = 0; i < ready; i++)
    worker_free(&workers[i]);
  lod_free(workers);
  for (int i = 0; i < PHASE_COUNT; i++)
    pthread_cond_destroy(&run.moved[i]);
  pthread_mutex_destroy(&run.reading);
  pthread_mutex_destroy(&run.lock);
  return status;
}
