#include "publish/job.h"

#include "base/memory.h"

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

/* A pack mints IRIs of the publisher: without a base they are examples. */
static LodStatus choose_base(LodJob *job)
{
  LodStatus status =
      lod_locate_base(job->options->base, job->arena, job->log, &job->base);
  if (status || job->base || job->mapping_source.kind != LOD_MAPPING_PACK)
    return status;
  job->base = EXAMPLE_BASE;
  if (job->format.kind != LOD_FORMAT_CSV)
    lod_log_add(job->log, LOD_WARNING, "no-base", NULL,
                "IRIs are minted below %s, which is nobody's; give your own "
                "with --base",
                EXAMPLE_BASE);
  return LOD_SUCCESS;
}

LodStatus lod_job_init(LodJob *job, const char *input,
                       const LodConvertOptions *options, LodLog *log,
                       LodRunReport *report)
{
  *job = (LodJob){.options = options, .log = log, .report = report};
  job->arena = lod_arena_new();
  LodStatus status = job->arena ? LOD_SUCCESS : LOD_ERR_NO_MEMORY;
  if (!status)
    status = lod_format_choose(options, log, &job->format);
  if (!status)
    status = lod_pack_list_new(options->vocab_path, log, &job->packs);
  if (!status)
    status = lod_locate_mapping(input, options, job->packs, job->arena, log,
                                &job->mapping_source);
  if (!status)
    status = choose_base(job);
  job->bad_cells = choose_bad_cells(job);
  job->standard_mode = options->mode == LOD_MODE_STANDARD ||
                       (options->mode == LOD_MODE_DEFAULT &&
                        job->mapping_source.kind != LOD_MAPPING_PACK);
  return status;
}

void lod_job_free(LodJob *job)
{
  lod_sink_free(job->sink);
  lod_output_free(job->plain_file);
  lod_output_free(job->reject);
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
  *csvw = (LodCsvwOptions){.base = job->base,
                           .table_url = table_url,
                           .standard_mode = job->standard_mode,
                           .sets = sets,
                           .set_count = options->setting_count,
                           .own_folder = job->mapping_source.found,
                           .any_table =
                               job->mapping_source.kind == LOD_MAPPING_PACK};
  return LOD_SUCCESS;
}

LodStatus lod_job_load(const LodJob *job, const char *path,
                       const char *table_url, LodLog *log, LodMapping **mapping)
{
  LodCsvwOptions options;
  LodStatus status = lod_job_csvw_options(job, table_url, &options);
  return status ? status : lod_csvw_load(path, &options, log, mapping);
}

static LodStatus choose_line_ends(const LodJob *job, LodDialect *dialect)
{
  static const struct {
    const char *name;
    LodLineEnds ends;
  } rows[] = {
      {"lf", LOD_LINES_LF}, {"cr", LOD_LINES_CR}, {"any", LOD_LINES_ANY}};
  const char *name = job->options->line_ends;
  for (size_t i = 0; name && i < sizeof rows / sizeof *rows; i++)
    if (strcmp(rows[i].name, name) == 0) {
      dialect->line_ends = rows[i].ends;
      return LOD_SUCCESS;
    }
  if (!name)
    return LOD_SUCCESS;
  lod_log_add(job->log, LOD_ERROR, "bad-option", NULL,
              "line ends are lf, cr or any, not \"%s\"", name);
  return LOD_ERR_USAGE;
}

LodStatus lod_job_dialect(const LodJob *job, LodDialect *dialect)
{
  const LodConvertOptions *options = job->options;
  if (options->encoding)
    dialect->encoding = options->encoding;
  if (options->delimiter)
    dialect->delimiter = options->delimiter;
  if (options->quote)
    dialect->quote = options->quote[0] ? options->quote : NULL;
  if (options->skip_rows >= 0)
    dialect->skip_rows = (unsigned)options->skip_rows;
  if (options->header_rows >= 0) {
    dialect->header_row_count = (unsigned)options->header_rows;
    dialect->header = options->header_rows > 0;
  }
  return choose_line_ends(job, dialect);
}
