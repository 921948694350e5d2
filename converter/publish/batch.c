/* A directory of tables, several files at a time. */
#include <lodstone/batch.h>

#include "base/buffer.h"
#include "base/log_internal.h"
#include "base/memory.h"
#include "base/message.h"
#include "publish/job.h"
#include "publish/scan.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

/* One file of the run. */
typedef struct Entry {
  LodBatchFile file;
  const char *path;
  const char *plain, *json, *linked; /* outputs, below OUT */
  LodLog *log;
  bool done;
} Entry;

struct LodBatchReport {
  LodArena *arena;
  Entry *entries;
  size_t count;
};

typedef struct Run {
  const LodConvertOptions *options;
  LodBatchReport *report;
  LodLog *log;
  pthread_mutex_t lock;
  size_t next; /* entry to take */
  size_t told; /* entries whose messages were passed on */
  unsigned jobs_each;
  LodStatus status;
} Run;

static const char *join(LodArena *arena, const char *folder, const char *stem,
                        const char *ending)
{
  LodBuffer text = {0};
  char *joined = NULL;
  if (!lod_buffer_printf(&text, "%s/%s%s", folder, stem, ending))
    joined = lod_arena_view_strdup(arena, lod_buffer_view(&text));
  lod_buffer_free(&text);
  return joined;
}

static const char *linked_ending(const LodConvertOptions *options)
{
  static const struct {
    const char *format, *ending;
  } rows[] = {{"ntriples", ".nt"}, {"turtle", ".ttl"},
              {"nquads", ".nq"},   {"trig", ".trig"},
              {"rdfxml", ".rdf"},  {"rdfxml-abbrev", ".rdf"},
              {"dot", ".dot"}};
  const char *format = options->format ? options->format : "ntriples";
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strcmp(rows[i].format, format) == 0)
      return rows[i].ending;
  return ".rdf";
}

static LodStatus fill_entry(LodBatchReport *report, const LodFound *found,
                            const char *out, const char *ending, Entry *entry)
{
  LodArena *arena = report->arena;
  size_t skip = strlen(out) + 1;
  const char *folder = join(arena, out, "plain", "");
  const char *other = join(arena, out, "linked", "");
  if (!folder || !other)
    return LOD_ERR_NO_MEMORY;
  entry->path = found->path;
  entry->plain = join(arena, folder, found->stem, ".csv");
  entry->json = join(arena, folder, found->stem, ".json");
  entry->linked = join(arena, other, found->stem, ending);
  entry->log = lod_log_new();
  if (!entry->plain || !entry->json || !entry->linked || !entry->log)
    return LOD_ERR_NO_MEMORY;
  entry->file.input = found->name;
  entry->file.plain = entry->plain + skip;
  entry->file.json = entry->json + skip;
  entry->file.linked = entry->linked + skip;
  return LOD_SUCCESS;
}

/* Two tables that would become one output: neither is written. */
static void find_collisions(LodBatchReport *report, const LodFound *found)
{
  for (size_t i = 0; i + 1 < report->count; i++)
    for (size_t j = i + 1; j < report->count; j++) {
      if (strcmp(found[i].stem, found[j].stem) != 0)
        continue;
      LodPlace place = {.file = report->entries[j].path};
      lod_log_add(report->entries[j].log, LOD_ERROR, "same-output", &place,
                  "its output would have the name of that of %s; neither is "
                  "written",
                  found[i].name);
      report->entries[i].file.status = LOD_ERR_INPUT;
      report->entries[j].file.status = LOD_ERR_INPUT;
    }
}

static LodStatus make_report(const char *in, const char *out,
                             const LodConvertOptions *options, LodLog *log,
                             LodBatchReport *report)
{
  LodFound *found;
  report->arena = lod_arena_new();
  if (!report->arena)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = lod_scan_tables(in, out, options->max_depth, report->arena,
                                     log, &found, &report->count);
  if (status)
    return status;
  report->entries = lod_arena_array(report->arena, report->count + 1,
                                    sizeof *report->entries);
  if (!report->entries)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < report->count && !status; i++) {
    status = fill_entry(report, &found[i], out, linked_ending(options),
                        &report->entries[i]);
    if (!status)
      lod_log_set_limit(report->entries[i].log, lod_log_limit(log));
  }
  if (!status)
    find_collisions(report, found);
  return status;
}

static void convert_entry(const Run *run, Entry *entry)
{
  LodConvertOptions options = *run->options;
  options.output = entry->linked;
  options.plain = entry->plain;
  options.json = entry->json;
  options.reject = NULL; /* one file for all would be the last one's */
  options.write = NULL;
  options.any_pack = !options.mapping && !options.metadata;
  options.input_only = true;
  options.jobs = run->jobs_each;
  options.progress = NULL;
  if (!options.format)
    options.format = "ntriples";
  LodStatus status = entry->file.status;
  if (!status)
    status = lod_make_folders(entry->plain, entry->log);
  if (!status)
    status = lod_make_folders(entry->linked, entry->log);
  if (!status)
    status =
        lod_convert(entry->path, &options, entry->log, &entry->file.report);
  entry->file.status = status;
  if (status)
    entry->file.plain = entry->file.json = entry->file.linked = NULL;
}

/* Messages are passed on in the order of the files, whoever is ready first;
   under the lock. */
static void tell_done(Run *run)
{
  LodBatchReport *report = run->report;
  while (run->told < report->count && report->entries[run->told].done) {
    Entry *entry = &report->entries[run->told++];
    if (lod_log_code_total(run->log, "no-base")) /* it is said of all */
      lod_log_drop(entry->log, LOD_WARNING, "no-base");
    LodStatus logged = lod_log_append(run->log, entry->log);
    if (!run->status)
      run->status = logged ? logged : entry->file.status;
    lod_log_free(entry->log);
    entry->log = NULL;
  }
}

static void *work(void *argument)
{
  Run *run = argument;
  pthread_mutex_lock(&run->lock);
  while (run->next < run->report->count) {
    Entry *entry = &run->report->entries[run->next++];
    pthread_mutex_unlock(&run->lock);
    convert_entry(run, entry);
    pthread_mutex_lock(&run->lock);
    entry->done = true;
    tell_done(run);
  }
  pthread_mutex_unlock(&run->lock);
  return NULL;
}

static void run_workers(Run *run)
{
  size_t jobs = lod_job_workers(run->options);
  size_t count = jobs < run->report->count ? jobs : run->report->count;
  run->jobs_each = (unsigned)(count ? jobs / count : 1);
  pthread_t *threads = lod_calloc(count + 1, sizeof *threads);
  size_t started = 1;
  while (threads && started < count &&
         !pthread_create(&threads[started], NULL, work, run))
    started++;
  work(run);
  for (size_t i = 1; threads && i < started; i++)
    pthread_join(threads[i], NULL);
  lod_free(threads);
}

static LodStatus refuse_output(const char *out, const char *reason, LodLog *log)
{
  LodPlace place = {.file = out};
  lod_log_add(log, LOD_ERROR, "bad-output", &place, "%s", _(reason));
  return LOD_ERR_USAGE;
}

/* Does the folder IN lie in OUT/NAME, or is it that one? */
static bool lies_in(const char *in, const char *out, const char *name)
{
  char *inner = realpath(in, NULL);
  char *outer = realpath(out, NULL);
  bool inside = false;
  size_t size = outer ? strlen(outer) : 0, more = strlen(name);
  if (inner && outer && strncmp(inner, outer, size) == 0) {
    const char *rest = inner + size;
    inside = rest[0] == '/' && strncmp(rest + 1, name, more) == 0 &&
             (rest[1 + more] == '\0' || rest[1 + more] == '/');
  }
  free(inner);
  free(outer);
  return inside;
}

/* IN may be read again, and must not hold what was made of it; OUT must be
   one folder or become one. */
static LodStatus check_folders(const char *in, const char *out, LodLog *log)
{
  struct stat from, to;
  LodPlace place = {.file = in};
  bool exists = stat(out, &to) == 0, found = stat(in, &from) == 0;
  if (found && !S_ISDIR(from.st_mode)) {
    lod_log_add(log, LOD_ERROR, "bad-input", &place,
                "IN must be a folder of tables; for one table use lodstone "
                "convert");
    return LOD_ERR_USAGE;
  }
  if (!*out || (exists && !S_ISDIR(to.st_mode)))
    return refuse_output(
        out, N_("OUT must be a folder, or a name for a new one"), log);
  if (exists && found && from.st_dev == to.st_dev && from.st_ino == to.st_ino)
    return refuse_output(out,
                         N_("IN and OUT are the same folder; the next run "
                            "would take the outputs for tables"),
                         log);
  if (lies_in(in, out, "plain") || lies_in(in, out, "linked"))
    return refuse_output(out,
                         N_("IN is a folder that outputs go to: they would "
                            "replace the tables"),
                         log);
  return LOD_SUCCESS;
}

/* The linked branch has a format of RDF: the plain one is written anyway. */
static LodStatus check_format(const LodConvertOptions *options, LodLog *log)
{
  LodConvertOptions own = *options;
  LodFormat format;
  own.output = NULL;
  LodStatus status = lod_format_choose(&own, log, &format);
  if (status || !lod_format_is_plain(&format))
    return status;
  lod_log_add(log, LOD_ERROR, "bad-option", NULL,
              "plain CSV and JSON are written anyway; the format of a batch is "
              "one of RDF");
  return LOD_ERR_USAGE;
}

LodStatus lod_batch(const char *in, const char *out,
                    const LodConvertOptions *options, LodLog *log,
                    LodBatchReport **result)
{
  *result = NULL;
  LodBatchReport *report = lod_calloc(1, sizeof *report);
  if (!report)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = check_folders(in, out, log);
  if (!status)
    status = check_format(options, log);
  if (!status)
    status = make_report(in, out, options, log, report);
  if (status) {
    lod_batch_report_free(report);
    return status;
  }
  *result = report;
  if (report->count == 0) {
    LodPlace place = {.file = in};
    lod_log_add(log, LOD_ERROR, "no-tables", &place,
                "there is no table here (.csv, .tsv, .txt)");
    return LOD_ERR_INPUT;
  }
  Run run = {.options = options, .report = report, .log = log};
  pthread_mutex_init(&run.lock, NULL);
  run_workers(&run);
  pthread_mutex_destroy(&run.lock);
  return run.status;
}

void lod_batch_report_free(LodBatchReport *report)
{
  if (!report)
    return;
  for (size_t i = 0; report->entries && i < report->count; i++)
    lod_log_free(report->entries[i].log);
  lod_arena_free(report->arena);
  lod_free(report);
}

size_t lod_batch_report_size(const LodBatchReport *report)
{
  return report->count;
}

const LodBatchFile *lod_batch_report_at(const LodBatchReport *report,
                                        size_t index)
{
  return index < report->count ? &report->entries[index].file : NULL;
}
