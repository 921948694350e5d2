#include "publish/job.h"

#include "base/log_internal.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "publish/document.h"
#include "publish/sniff.h"
#include "source/encoding.h"

#include <unistd.h>

/* Minted IRIs need a base; this one is reserved for examples. */
#define EXAMPLE_BASE "https://data.example.se/"

static LodBadCells choose_bad_cells(const LodJob *job)
{
  switch (job->options->bad_cells) {
  case LOD_BAD_CELLS_KEEP:
    return LOD_BAD_KEEP;
  case LOD_BAD_CELLS_SKIP:
    return LOD_BAD_SKIP;
  case LOD_BAD_CELLS_STOP:
    return LOD_BAD_STOP;
  default:
    return job->mapping_source.kind == LOD_MAPPING_PACK ? LOD_BAD_SKIP
                                                        : LOD_BAD_KEEP;
  }
}

/* "json" with a pack is the specification's own, which has no URLs. */
static LodJsonShape choose_shape(const LodJob *job)
{
  bool csvw = job->format.name && strcmp(job->format.name, "csvw-json") == 0;
  if (job->mapping_source.kind == LOD_MAPPING_PACK && !csvw)
    return LOD_JSON_COLUMNS;
  return job->standard_mode ? LOD_JSON_STANDARD : LOD_JSON_MINIMAL;
}

/* What was asked for in vain. */
static void warn_of_unused(const LodJob *job)
{
  const LodConvertOptions *options = job->options;
  bool modes = job->format.kind == LOD_FORMAT_JSON &&
               job->json.shape != LOD_JSON_COLUMNS;
  const struct {
    const char *option;
    bool unused;
  } rows[] = {{"layer", options->layer != LOD_LAYER_ALL},
              {"provenance", options->provenance},
              {"standard", options->mode == LOD_MODE_STANDARD && !modes}};
  if (!lod_format_is_plain(&job->format) || job->validates)
    return;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].unused)
      lod_log_add(job->log, LOD_WARNING, "option-unused", NULL,
                  "--%s makes no difference to the format %s here",
                  rows[i].option, job->format.name);
}

static bool makes_urls(const LodJob *job)
{
  return !lod_format_is_plain(&job->format) ||
         (job->format.kind == LOD_FORMAT_JSON &&
          job->json.shape != LOD_JSON_COLUMNS);
}

/* A pack mints IRIs of the publisher: without a base they are examples. */
static LodStatus choose_base(LodJob *job)
{
  LodStatus status =
      lod_locate_base(job->options->base, job->arena, job->log, &job->base);
  if (status || job->base || job->mapping_source.kind != LOD_MAPPING_PACK)
    return status;
  job->base = EXAMPLE_BASE;
  if (makes_urls(job) && !lod_log_code_total(job->log, "no-base"))
    lod_log_add(job->log, LOD_WARNING, "no-base", NULL,
                "IRIs begin with %s, which is only an example; give your own "
                "with --base",
                EXAMPLE_BASE);
  return LOD_SUCCESS;
}

unsigned lod_job_workers(const LodConvertOptions *options)
{
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  unsigned jobs = options->jobs ? options->jobs
                  : cores > 0   ? (unsigned)cores
                                : 1;
  return jobs < LOD_MOST_JOBS ? jobs : LOD_MOST_JOBS;
}

static bool is_utf8(const char *text)
{
  return lod_utf8_valid_prefix(lod_view(text)) == strlen(text);
}

/* Texts of the command line that go into the data; names of files may be
   anything. */
static LodStatus check_texts(const LodJob *job)
{
  const LodConvertOptions *o = job->options;
  const char *bad = NULL;
  if (o->null_text && !is_utf8(o->null_text))
    bad = o->null_text;
  for (size_t i = 0; i < o->setting_count; i++)
    if (!is_utf8(o->settings[i].name) || !is_utf8(o->settings[i].value))
      bad = o->settings[i].value;
  if (!bad)
    return LOD_SUCCESS;
  lod_log_add(job->log, LOD_ERROR, "bad-option", NULL,
              "the option's value \"%s\" is not UTF-8", bad);
  return LOD_ERR_USAGE;
}

static LodStatus check_encoding(const LodJob *job)
{
  const char *name = job->options->encoding;
  if (!name || lod_encoding_exists(lod_view(name)))
    return LOD_SUCCESS;
  lod_log_add(job->log, LOD_ERROR, "unknown-encoding", NULL,
              "there is no encoding \"%s\"; try utf-8, utf-16le or "
              "windows-1252",
              name);
  return LOD_ERR_USAGE;
}

static LodStatus check_names(const LodJob *job)
{
  if (!job->options->mapping || !job->options->metadata)
    return LOD_SUCCESS;
  lod_log_add(job->log, LOD_ERROR, "bad-option", NULL,
              "--mapping and --metadata both name metadata; give one");
  return LOD_ERR_USAGE;
}

/* The hosts that the user names are those that may be asked. */
static LodStatus open_network(LodJob *job, const char *input)
{
  const LodConvertOptions *o = job->options;
  const char *const named[] = {input, o->mapping, o->metadata};
  LodHttpOptions options = {.any_host = o->allow_network,
                            .redirects = o->max_redirects,
                            .timeout = o->timeout,
                            .most_bytes = o->max_download,
                            .most_document = o->max_metadata,
                            .most_header = o->max_header,
                            .most_growth = o->max_growth,
                            .log = job->log};
  LodStatus status = lod_http_new(&options, &job->http);
  for (size_t i = 0; i < sizeof named / sizeof *named && !status; i++)
    if (named[i])
      status = lod_http_allow(job->http, named[i]);
  return status;
}

static LodStatus judge_input(LodJob *job, const char *input, LodInputKind *kind)
{
  if (!lod_http_is_url(input))
    return lod_sniff(input, job->log, kind);
  const bool takes_rdf = job->options->begin_rdf != NULL;
  LodStatus status = lod_document_open(
      job->http, input, takes_rdf ? LOD_ACCEPT_RDF_OR_TABLE : LOD_ACCEPT_TABLE,
      job->log, &job->answer);
  return status ? status
                : lod_sniff_transfer(job->answer, job->log, kind,
                                     takes_rdf ? &job->rdf : NULL);
}

static LodStatus settle_input(LodJob *job, const char **input,
                              LodConvertOptions *options)
{
  LodInputKind kind;
  if (!*input)
    return LOD_SUCCESS;
  LodStatus status = judge_input(job, *input, &kind);
  if (status || kind != LOD_INPUT_METADATA || options->mapping ||
      options->metadata)
    return status;
  options->mapping = *input;
  *input = NULL;
  return LOD_SUCCESS;
}

static LodStatus locate(LodJob *job, const char *input)
{
  const LodLocate locate = {.input = input,
                            .options = job->options,
                            .packs = job->packs,
                            .http = job->http,
                            .answer = job->answer,
                            .arena = job->arena,
                            .log = job->log};
  return lod_locate_mapping(&locate, &job->mapping_source);
}

LodStatus lod_job_init(LodJob *job, const char **input,
                       LodConvertOptions *options, LodLog *log,
                       LodRunReport *report)
{
  *job = (LodJob){.options = options, .log = log, .report = report};
  job->arena = lod_arena_new();
  LodStatus status = job->arena ? check_names(job) : LOD_ERR_NO_MEMORY;
  if (!status)
    status = check_texts(job);
  if (!status)
    status = check_encoding(job);
  if (!status)
    status = open_network(job, *input);
  if (!status)
    status = settle_input(job, input, options);
  if (job->rdf)
    return status;
  if (!status)
    status = lod_format_choose(options, log, &job->format);
  if (!status)
    status = lod_pack_list_new(options->vocab_path, log, &job->packs);
  if (!status)
    status = locate(job, *input);
  job->bad_cells = choose_bad_cells(job);
  job->standard_mode = options->mode == LOD_MODE_STANDARD ||
                       (options->mode == LOD_MODE_DEFAULT &&
                        job->mapping_source.kind != LOD_MAPPING_PACK);
  job->json.shape = choose_shape(job);
  if (!status)
    warn_of_unused(job);
  return status ? status : choose_base(job);
}

void lod_job_free(LodJob *job)
{
  lod_sink_free(job->sink);
  lod_output_free(job->plain_file);
  lod_output_free(job->json_file);
  lod_output_free(job->reject);
  lod_transfer_free(job->answer);
  lod_http_free(job->http);
  lod_pack_list_free(job->packs);
  lod_arena_free(job->arena);
}

LodStatus lod_job_csvw_options(const LodJob *job, const char *table_url,
                               LodCsvwOptions *csvw)
{
  const LodConvertOptions *options = job->options;
  LodAssignment *sets =
      lod_arena_array(job->arena, options->setting_count + 1, sizeof *sets);
  if (!sets)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < options->setting_count; i++)
    sets[i] =
        (LodAssignment){options->settings[i].name, options->settings[i].value};
  *csvw = (LodCsvwOptions){
      .base = job->base,
      .own_url = !job->base,
      .table_url = table_url,
      .standard_mode = job->standard_mode,
      .validating = job->validates,
      .cells = options->json || job->format.kind == LOD_FORMAT_JSON,
      .sets = sets,
      .set_count = options->setting_count,
      .location = job->mapping_source.location,
      .fetch = lod_document_fetch,
      .fetch_user = job->http,
      .max_bytes = (size_t)options->max_metadata,
      .max_match = options->max_match,
      .own_folder = job->mapping_source.found,
      .any_table = job->mapping_source.kind == LOD_MAPPING_PACK};
  return LOD_SUCCESS;
}

LodStatus lod_job_load_pack(const LodJob *job, const char *path,
                            const char *table_url, LodLog *log,
                            LodMapping **mapping)
{
  LodCsvwOptions options;
  LodStatus status = lod_job_csvw_options(job, table_url, &options);
  return status ? status : lod_csvw_load(path, &options, log, mapping);
}

LodStatus lod_job_load(const LodJob *job, const char *table_url,
                       LodMapping **mapping)
{
  const LodMappingSource *source = &job->mapping_source;
  LodCsvwOptions options;
  LodStatus status = lod_job_csvw_options(job, table_url, &options);
  if (status)
    return status;
  return source->text.data
             ? lod_csvw_load_text(source->text, source->path, &options,
                                  job->log, mapping)
             : lod_csvw_load(source->path, &options, job->log, mapping);
}
