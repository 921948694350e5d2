/* Opening a table: dialect, header, the version of the pack, the binding. */
#include "publish/job.h"

#include "base/log_internal.h"
#include "base/memory.h"
#include "doctor/detect.h"

#define SAMPLE_BYTES ((size_t)1 << 20)

static LodPlace place_of(const LodTableInput *input)
{
  return (LodPlace){.file = lod_source_name(input->source)};
}

static LodStatus detect_dialect(const LodJob *job, LodTableInput *input)
{
  const LodConvertOptions *options = job->options;
  LodDialectTold told = {.delimiter = options->delimiter != NULL,
                         .line_ends = options->line_ends != NULL,
                         .quote = options->quote != NULL};
  LodPlace place = place_of(input);
  LodView sample;
  input->dialect.skip_blank_rows = true;
  LodStatus status = lod_source_peek(input->source, SAMPLE_BYTES, &sample);
  return status ? status
                : lod_detect_dialect(sample, sample.size < SAMPLE_BYTES, &told,
                                     &place, job->log, &input->dialect);
}

/* What the reader said is told where it belongs: here, before the rows. */
static LodStatus pass_on_log(const LodJob *job, LodTableInput *input)
{
  LodStatus status = lod_log_append(job->log, input->reader_log);
  lod_log_clear(input->reader_log);
  return status;
}

static LodStatus open_reader(const LodJob *job, LodTableInput *input)
{
  LodReaderLimits limits = {.max_field = (size_t)job->options->max_field};
  input->reader_log = lod_log_new();
  if (!input->reader_log)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      lod_reader_new(job->options->reader, &input->dialect, input->source,
                     &limits, input->reader_log, &input->reader);
  LodStatus logged = pass_on_log(job, input);
  return status ? status : logged;
}

/* Move the first COUNT records of the batch to HEADER (cells stay where they
   are: the batch's bytes outlive both). */
static LodStatus split_header(LodTableInput *input, size_t skip, size_t count)
{
  LodBatch *batch = &input->first;
  LodStatus status = LOD_SUCCESS;
  size_t taken =
      skip + count < batch->record_count ? skip + count : batch->record_count;
  for (size_t r = skip; r < taken && !status; r++) {
    const LodRecord *record = &batch->records[r];
    const LodCell *cells = batch->cells + record->first;
    for (size_t i = 0; i < record->count && !status; i++)
      status = lod_batch_add_cell(&input->header, cells[i].data, cells[i].size,
                                  cells[i].quoted);
    if (!status)
      status =
          lod_batch_end_record(&input->header, record->line, record->number);
  }
  batch->record_count -= taken;
  memmove(batch->records, batch->records + taken,
          batch->record_count * sizeof *batch->records);
  return status;
}

static LodStatus read_header(const LodJob *job, LodTableInput *input)
{
  size_t skip = input->dialect.skip_rows;
  size_t count = input->dialect.header ? input->dialect.header_row_count : 0;
  LodStatus status;
  do {
    status = lod_reader_next(input->reader, &input->first);
    if (status || input->first.record_count == 0)
      break;
    size_t before = input->first.record_count;
    status = split_header(input, skip, count - input->header.record_count);
    skip -= skip < before ? skip : before;
  } while (!status && (skip > 0 || input->header.record_count < count));
  LodStatus logged = pass_on_log(job, input);
  lod_batch_seal(&input->header);
  return status ? status : logged;
}

/* How well a pack's version fits: what is missing and what is left over. */
static unsigned misfit(const LodBinding *binding)
{
  return binding->missing_required + (unsigned)binding->extra_count;
}

static const LodCell *header_cells(const LodTableInput *input, size_t *count)
{
  *count = input->header.record_count ? input->header.records[0].count : 0;
  return input->header.record_count ? input->header.cells : NULL;
}

static LodStatus bind(const LodTableInput *input, const LodMapping *mapping,
                      size_t table, LodLog *log, LodBinding **binding)
{
  size_t count;
  const LodCell *cells = header_cells(input, &count);
  LodPlace place = place_of(input);
  if (input->header.record_count)
    place.line = input->header.records[0].line;
  else
    count = input->first.record_count ? input->first.records[0].count : 0;
  return lod_binding_new(mapping->tables[table].schema, cells, count, false,
                         &place, log, binding);
}

/* Try one version; *fits when the columns that it must have are there. */
static LodStatus try_pack(const LodJob *job, const LodTableInput *input,
                          const LodPack *pack, unsigned *how_bad, bool *fits)
{
  LodMapping *mapping = NULL;
  LodBinding *binding = NULL;
  LodLog *quiet = lod_log_new();
  LodStatus status =
      quiet ? lod_job_load(job, pack->path, input->url, quiet, &mapping)
            : LOD_ERR_NO_MEMORY;
  *fits = !status && bind(input, mapping, 0, quiet, &binding) == LOD_SUCCESS &&
          binding->matched > binding->missing_required;
  *how_bad = binding ? misfit(binding) : UINT32_MAX;
  lod_binding_free(binding);
  lod_mapping_free(mapping);
  lod_log_free(quiet);
  return status == LOD_ERR_NO_MEMORY ? status : LOD_SUCCESS;
}

/* The version of the pack whose columns fit best; newer ones come first.
 *chosen stays NULL when none fits. */
static LodStatus choose_pack(const LodJob *job, const LodTableInput *input,
                             const LodPack **chosen)
{
  const LodMappingSource *source = &job->mapping_source;
  unsigned best = UINT32_MAX;
  LodStatus status = LOD_SUCCESS;
  *chosen = NULL;
  for (size_t i = 0; i < source->pack_count && !status; i++) {
    unsigned how_bad;
    bool fits;
    status = try_pack(job, input, source->packs[i], &how_bad, &fits);
    if (!status && fits && how_bad < best) {
      best = how_bad;
      *chosen = source->packs[i];
    }
  }
  return status;
}

static void name_pack(LodRunReport *report, const LodPack *pack)
{
  snprintf(report->mapping, sizeof report->mapping, "%s/%s", pack->name,
           pack->version);
}

static LodStatus load_from_header(LodJob *job, LodTableInput *input)
{
  size_t count;
  const LodCell *cells = header_cells(input, &count);
  LodCsvwOptions options = {.base = job->base,
                            .table_url = input->url,
                            .standard_mode = job->standard_mode};
  if (!cells) {
    count = input->first.record_count ? input->first.records[0].count : 0;
    return lod_csvw_from_header(NULL, count, &input->dialect, &options,
                                job->log, &input->mapping);
  }
  LodView *titles = lod_arena_array(job->arena, count + 1, sizeof *titles);
  if (!titles)
    return LOD_ERR_NO_MEMORY;
  for (size_t i = 0; i < count; i++)
    titles[i] = (LodView){cells[i].data, cells[i].size};
  return lod_csvw_from_header(titles, count, &input->dialect, &options,
                              job->log, &input->mapping);
}

/* A pack that was asked for is used even where it fits badly: the binding then
   says what is missing. */
static LodStatus load_pack(LodJob *job, LodTableInput *input)
{
  const LodMappingSource *source = &job->mapping_source;
  const LodPack *pack;
  LodPlace place = place_of(input);
  LodStatus status = choose_pack(job, input, &pack);
  if (status)
    return status;
  if (!pack && source->any) {
    lod_log_add(job->log, LOD_NOTE, "no-pack", &place,
                "no pack fits its columns; read by its header alone");
    return load_from_header(job, input);
  }
  if (!pack)
    pack = source->packs[0];
  name_pack(job->report, pack);
  if (source->pack_count > 1)
    lod_log_add(job->log, LOD_NOTE, "pack-version", &place,
                "read as %s: its columns fit best", job->report->mapping);
  return lod_job_load(job, pack->path, input->url, job->log, &input->mapping);
}

/* --null and --decimal stand in for what the metadata says of each column; a
   pack's decimal mark is settled with the group mark. */
static LodStatus override_columns(const LodJob *job, LodTableInput *input)
{
  LodSchema *schema = input->mapping->tables[input->table].schema;
  const LodConvertOptions *options = job->options;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    LodColumn *column = &schema->columns[i];
    LodReason reason = NULL;
    if (options->null_text) {
      LodView *nulls = lod_arena_array(schema->arena, 2, sizeof *nulls);
      if (!nulls)
        return LOD_ERR_NO_MEMORY;
      nulls[1] = lod_view(options->null_text);
      column->nulls = nulls;
      column->null_count = 2;
    }
    if (options->decimal && !input->detects &&
        lod_xsd_type_is_numeric(column->spec.base)) {
      column->spec.decimal_char = options->decimal;
      if (options->decimal[0] == ',' && !column->spec.group_char)
        column->spec.group_char = " ";
      status = lod_schema_recompile(schema, i, &reason);
    }
  }
  return status;
}

static LodStatus detect_numbers(const LodJob *job, LodTableInput *input)
{
  LodPlace place = place_of(input);
  LodNumbersTold told = {.decimal = job->options->decimal};
  return lod_detect_numbers(input->binding,
                            input->mapping->tables[input->table].schema,
                            &input->first, 0, &told, &place, job->log);
}

static LodStatus load_mapping(LodJob *job, LodTableInput *input)
{
  switch (job->mapping_source.kind) {
  case LOD_MAPPING_PACK:
    return load_pack(job, input);
  case LOD_MAPPING_HEADER:
    return load_from_header(job, input);
  default:
    return lod_job_load(job, job->mapping_source.path, input->url, job->log,
                        &input->mapping);
  }
}

/* The dialect: the mapping's, what is found out for a pack, and above all
   what the command line says. */
static LodStatus settle_dialect(const LodJob *job, LodTableInput *input,
                                bool pack)
{
  input->dialect = lod_dialect_default;
  if (input->mapping)
    input->dialect = input->mapping->tables[input->table].dialect;
  LodStatus status = lod_job_dialect(job, &input->dialect);
  if (status)
    return status;
  status = lod_source_open(input->path, input->dialect.encoding, job->log,
                           &input->source);
  return status || !pack ? status : detect_dialect(job, input);
}

LodStatus lod_table_input_open(LodJob *job, const char *path,
                               LodMapping *mapping, size_t table,
                               LodTableInput *input)
{
  bool pack = !mapping && job->mapping_source.kind == LOD_MAPPING_PACK;
  *input = (LodTableInput){.path = path, .mapping = mapping, .table = table};
  input->owns_mapping = !mapping;
  input->detects = pack;
  LodStatus status =
      lod_locate_table_url(path, job->base, job->arena, &input->url);
  if (!status && !mapping && job->mapping_source.kind == LOD_MAPPING_FILE)
    status = load_mapping(job, input);
  if (!status)
    status = settle_dialect(job, input, pack);
  if (!status)
    status = open_reader(job, input);
  if (!status)
    status = read_header(job, input);
  if (!status && !input->mapping)
    status = load_mapping(job, input);
  if (!status)
    status = override_columns(job, input);
  if (!status)
    status =
        bind(input, input->mapping, input->table, job->log, &input->binding);
  if (!status && input->detects)
    status = detect_numbers(job, input);
  return status;
}

void lod_table_input_free(LodTableInput *input)
{
  lod_binding_free(input->binding);
  if (input->owns_mapping)
    lod_mapping_free(input->mapping);
  lod_reader_free(input->reader);
  lod_log_free(input->reader_log);
  lod_batch_free(&input->first);
  lod_batch_free(&input->header);
  lod_source_free(input->source);
}
