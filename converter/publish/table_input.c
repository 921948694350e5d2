/* Opening a table: dialect, header, the version of the pack, the binding. */
#include "publish/job.h"

#include "base/ascii.h"
#include "base/log_internal.h"
#include "base/memory.h"
#include "doctor/detect.h"
#include "publish/candidates.h"
#include "publish/document.h"
#include "publish/group.h"
#include "source/encoding.h"

/* What dialect and number marks are judged by. */
#define SAMPLE_BYTES ((size_t)1 << 20)
#define JUDGED_BYTES ((size_t)512 << 10)

static LodPlace place_of(const LodTableInput *input)
{
  return (LodPlace){.file = lod_source_name(input->source)};
}

/* Where none was told only a byte order mark gives another than UTF-8. */
static void note_encoding(const LodJob *job, const LodTableInput *input)
{
  LodPlace place = place_of(input);
  const char *found = lod_source_encoding(input->source);
  if (!input->dialect.encoding && strcmp(found, "utf-8") != 0)
    lod_log_add(job->log, LOD_NOTE, "detected-encoding", &place,
                "the encoding is %s, by the byte order mark", found);
}

static LodStatus detect_dialect(const LodJob *job, LodTableInput *input)
{
  const LodConvertOptions *options = job->options;
  LodDialectTold told = {.delimiter = options->delimiter != NULL,
                         .line_ends = options->line_terminators != NULL,
                         .quote = options->quote != NULL,
                         .schemas = input->candidates->schemas,
                         .schema_count = input->candidates->schema_count};
  LodPlace place = place_of(input);
  LodView sample;
  input->dialect.skip_blank_rows = true;
  LodStatus status = lod_source_peek(input->source, SAMPLE_BYTES, &sample);
  if (!status)
    note_encoding(job, input);
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

static bool says_marks(const LodConvertOptions *options)
{
  return options->delimiter || options->quote || options->escape ||
         options->line_terminators;
}

static LodStatus open_reader(const LodJob *job, LodTableInput *input)
{
  LodReaderLimits limits = {.max_field = (size_t)job->options->max_field,
                            .max_columns = job->options->max_columns,
                            .first_bytes = input->candidates ? JUDGED_BYTES : 0,
                            .comments = input->comments};
  input->reader_log = lod_log_new();
  if (!input->reader_log)
    return LOD_ERR_NO_MEMORY;
  lod_log_set_limit(input->reader_log, lod_log_limit(job->log));
  LodStatus status =
      lod_reader_new(job->options->reader, &input->dialect, input->source,
                     &limits, input->reader_log, &input->reader);
  /* Metadata may ask for what cannot be read; so may the command line. */
  if (status == LOD_ERR_INPUT && says_marks(job->options))
    status = LOD_ERR_USAGE;
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
                                  cells[i].flags & LOD_CELL_QUOTED);
    if (!status)
      status =
          lod_batch_end_record(&input->header, record->line, record->number);
  }
  batch->record_count -= taken;
  memmove(batch->records, batch->records + taken,
          batch->record_count * sizeof *batch->records);
  return status;
}

/* What the reader said of the rows that came with the header waits for them,
   so that messages come in the order of lines. */
static bool is_about_rows(const LodTableInput *input)
{
  return input->first.record_count && lod_log_size(input->reader_log) &&
         lod_log_at(input->reader_log, 0)->place.line >=
             input->first.records[0].line;
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
  LodStatus logged = LOD_SUCCESS;
  if (status || !is_about_rows(input))
    logged = pass_on_log(job, input);
  lod_batch_seal(&input->header);
  return status ? status : logged;
}

/* A table without a row is one; a file without the header that it must have
   is none, or cut off.  A pack would take it for an empty ledger. */
static LodStatus check_header(const LodJob *job, const LodTableInput *input)
{
  LodPlace place = place_of(input);
  if (!input->dialect.header || !input->dialect.header_row_count ||
      input->header.record_count)
    return LOD_SUCCESS;
  lod_log_add(job->log, input->candidates ? LOD_ERROR : LOD_WARNING,
              "no-header", &place, "the file ends before the header row");
  return input->candidates ? LOD_ERR_INPUT : LOD_SUCCESS;
}

static bool has_titles(const LodTableInput *input)
{
  const LodBatch *header = &input->header;
  size_t skip = input->dialect.skip_columns;
  for (size_t r = 0; r < header->record_count; r++) {
    const LodRecord *record = &header->records[r];
    for (size_t i = skip; i < record->count; i++) {
      const LodCell *cell = &header->cells[record->first + i];
      if (lod_ascii_trim((LodView){cell->data, cell->size}).size)
        return true;
    }
  }
  return false;
}

/* The rows of the header one behind the other, filled up to the longest. */
static LodStatus copy_header(const LodJob *job, LodTableInput *input)
{
  const LodBatch *header = &input->header;
  LodHeader *titles = &input->titles;
  titles->rows = header->record_count;
  titles->count = 0;
  for (size_t r = 0; r < titles->rows; r++)
    if (header->records[r].count > titles->count)
      titles->count = header->records[r].count;
  LodCell *cells = lod_arena_array(job->arena, titles->rows * titles->count + 1,
                                   sizeof *cells);
  if (!cells)
    return LOD_ERR_NO_MEMORY;
  for (size_t r = 0; r < titles->rows; r++)
    for (size_t i = 0; i < titles->count; i++)
      cells[r * titles->count + i] =
          i < header->records[r].count
              ? header->cells[header->records[r].first + i]
              : (LodCell){.data = ""};
  titles->cells = cells;
  return LOD_SUCCESS;
}

static bool matches_by_title(const LodTableInput *input)
{
  return input->mapping
             ? input->mapping->tables[input->table].schema->match_by_title
             : input->candidates != NULL;
}

/* A header that says nothing (a blank line, a comment) is none: how many
   columns there are is told by the first row then. */
static LodStatus settle_titles(const LodJob *job, LodTableInput *input)
{
  input->titles = (LodHeader){.skip = input->dialect.skip_columns};
  if (has_titles(input) ||
      (input->header.record_count && matches_by_title(input)))
    return copy_header(job, input);
  if (input->first.record_count)
    input->titles.count = input->first.records[0].count;
  return LOD_SUCCESS;
}

LodStatus lod_table_input_bind(const LodTableInput *input,
                               const LodMapping *mapping, size_t table,
                               LodLog *log, LodBinding **binding)
{
  LodPlace place = place_of(input);
  if (input->titles.cells)
    place.line = input->header.records[0].line;
  return lod_binding_new_by(mapping->tables[table].schema, &input->titles,
                            input->strict, &place, log, binding);
}

static LodStatus load_from_header(LodJob *job, LodTableInput *input)
{
  LodCsvwOptions options;
  LodStatus status = lod_job_csvw_options(job, input->told_url, &options);
  options.table_name = lod_source_name(input->source);
  return status ? status
                : lod_csvw_from_header(&input->titles, &input->dialect,
                                       &options, job->log, &input->mapping);
}

/* What the metadata leaves to the header. */
static LodStatus complete_mapping(const LodJob *job, LodTableInput *input)
{
  LodCsvwOptions options;
  if (input->mapping->tables[input->table].schema->match_by_title)
    return LOD_SUCCESS;
  LodStatus status = lod_job_csvw_options(job, input->told_url, &options);
  return status ? status
                : lod_csvw_complete(input->mapping, input->table,
                                    &input->titles, &options, job->log);
}

/* The default of "null" is the empty string. */
static bool says_no_null(const LodColumn *column)
{
  return column->null_count == 1 && column->nulls[0].size == 0;
}

/* --null and --decimal, where the metadata says nothing of a column; a
   pack's decimal mark is settled with the group mark. */
static LodStatus override_columns(const LodJob *job, LodTableInput *input)
{
  LodSchema *schema = input->mapping->tables[input->table].schema;
  const LodConvertOptions *options = job->options;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < schema->column_count && !status; i++) {
    LodColumn *column = &schema->columns[i];
    LodReason reason = NULL;
    if (options->null_text && says_no_null(column)) {
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

/* By the header: the pack's version, or a mapping made from it. */
static LodStatus load_by_header(LodJob *job, LodTableInput *input)
{
  LodStatus status = LOD_SUCCESS;
  if (input->candidates)
    status =
        lod_candidates_choose(input->candidates, job, input, &input->mapping);
  input->detects = input->mapping != NULL;
  if (!status && !input->mapping)
    status = load_from_header(job, input);
  return status;
}

static LodStatus load_file(const LodJob *job, LodTableInput *input)
{
  LodStatus status = lod_job_load(job, input->told_url, &input->mapping);
  if (!status)
    status = lod_group_choose(job, input->mapping, input->path, input->own_url,
                              &input->table);
  if (status)
    return status;
  if (input->table == LOD_NO_TABLE)
    return lod_group_refuse(job, input->mapping, input->path);
  if (*input->mapping->tables[input->table].url)
    input->url = input->mapping->tables[input->table].url;
  return LOD_SUCCESS;
}

/* A metadata file says its dialect before a byte is read; packs are loaded as
   what the table may be. */
static LodStatus load_before(LodJob *job, LodTableInput *input)
{
  switch (job->mapping_source.kind) {
  case LOD_MAPPING_PACK:
    return lod_candidates_new(job, input->url, &input->candidates);
  case LOD_MAPPING_FILE:
    return load_file(job, input);
  default:
    return LOD_SUCCESS;
  }
}

/* The mapping whose dialect holds before the header is read: of a pack the
   newest version's. */
static const LodMapping *dialect_mapping(const LodTableInput *input)
{
  if (input->mapping)
    return input->mapping;
  for (size_t i = 0; input->candidates && i < input->candidates->count; i++)
    if (input->candidates->items[i].mapping)
      return input->candidates->items[i].mapping;
  return NULL;
}

/* "Model for Tabular Data", 6.1, step 3.2: the answer's header counts for the
   default dialect only. */
static void apply_answer(const LodJob *job, const LodMapping *mapping,
                         LodTableInput *input)
{
  const char *charset = input->facts.charset;
  LodEncoding said, read;
  if (!mapping || !lod_mapping_has_dialect(mapping, input->table)) {
    lod_answer_dialect(&input->facts, &input->dialect);
    return;
  }
  const char *own = input->dialect.encoding ? input->dialect.encoding : "utf-8";
  if (!charset || !lod_encoding_find(lod_view(charset), &said) ||
      !lod_encoding_find(lod_view(own), &read) ||
      strcmp(said.name, read.name) == 0)
    return;
  LodPlace place = {.file = input->path};
  lod_log_add(job->log, LOD_NOTE, "encoding-by-dialect", &place,
              "the server says that it is in %s; its metadata has a dialect, "
              "so it is read as %s",
              said.name, read.name);
}

static LodStatus open_source(const LodJob *job, LodTableInput *input)
{
  LodTransfer *answer = input->answer;
  input->answer = NULL;
  return answer ? lod_source_open_transfer(answer, input->dialect.encoding,
                                           job->log, &input->source)
                : lod_source_open(input->path, input->dialect.encoding,
                                  job->log, &input->source);
}

/* A check may have to look at keys twice; which pack it is, is not known yet.
   Of a part the size of the whole must be known. */
static bool may_be_read_again(const LodJob *job, const LodTableInput *input)
{
  const LodMapping *mapping = input->mapping;
  if (job->options->shard_count > 1)
    return true;
  if (!job->validates || !mapping)
    return job->validates && input->candidates;
  return mapping->foreign_key_count > 0 ||
         mapping->tables[input->table].schema->primary_key_count > 0;
}

/* The dialect: what the mapping says, else the server, else the command line,
   else what is found out for a pack. */
static LodStatus settle_dialect(const LodJob *job, LodTableInput *input)
{
  const LodMapping *mapping = dialect_mapping(input);
  input->dialect = lod_dialect_default;
  if (mapping)
    input->dialect = mapping->tables[input->table].dialect;
  apply_answer(job, mapping, input);
  LodStatus status =
      lod_job_dialect(job, mapping, input->table, &input->dialect);
  if (!status)
    status = open_source(job, input);
  if (!status && may_be_read_again(job, input))
    status = lod_source_keep(input->source);
  return status || !input->candidates ? status : detect_dialect(job, input);
}

/* The part of it that is converted. */
static LodStatus find_shard(const LodJob *job, LodTableInput *input)
{
  const LodConvertOptions *options = job->options;
  return lod_shard_find(&input->source, options->shard, options->shard_count,
                        job->log, &input->shard);
}

/* Ask for a URL, unless it is the input, which has been. */
static LodStatus open_answer(LodJob *job, LodTableInput *input)
{
  if (!lod_http_is_url(input->path))
    return LOD_SUCCESS;
  LodStatus status = LOD_SUCCESS;
  if (job->answer && strcmp(lod_transfer_name(job->answer), input->path) == 0) {
    input->answer = job->answer;
    job->answer = NULL;
  } else {
    status = lod_document_open(job->http, input->path, LOD_ACCEPT_TABLE,
                               job->log, &input->answer);
  }
  return status ? status
                : lod_answer_facts(input->answer, job->arena, job->log,
                                   &input->facts);
}

/* The table's own URL, and what it is called: below the publisher's base, as
   its metadata says, or its own. */
static LodStatus settle_url(const LodJob *job, LodTableInput *input)
{
  const char *place =
      input->answer ? lod_transfer_url(input->answer) : input->path;
  LodStatus status =
      lod_locate_table_url(place, NULL, job->arena, &input->own_url);
  if (status)
    return status;
  input->url = input->own_url;
  if (input->mapping && *input->mapping->tables[input->table].url)
    input->url = input->mapping->tables[input->table].url;
  else if (job->base)
    return lod_locate_table_url(place, job->base, job->arena, &input->url);
  return LOD_SUCCESS;
}

/* 6.1, step 3.4. */
static LodStatus apply_language(const LodJob *job, LodTableInput *input)
{
  LodCsvwOptions options;
  if (!input->facts.language || job->mapping_source.kind == LOD_MAPPING_PACK)
    return LOD_SUCCESS;
  LodStatus status = lod_job_csvw_options(job, input->told_url, &options);
  return status ? status
                : lod_csvw_set_language(input->mapping, input->table,
                                        lod_view(input->facts.language),
                                        &options, job->log);
}

LodStatus lod_table_input_open(LodJob *job, const char *path,
                               LodMapping *mapping, size_t table,
                               LodTableInput *input)
{
  *input = (LodTableInput){.path = path,
                           .strict = job->validates,
                           .mapping = mapping,
                           .table = table};
  input->owns_mapping = !mapping;
  LodStatus status = open_answer(job, input);
  if (!status)
    status = settle_url(job, input);
  input->told_url = mapping ? job->group_url : input->url;
  if (!status && !mapping)
    status = load_before(job, input);
  if (!status)
    status = settle_dialect(job, input);
  if (!status)
    status = find_shard(job, input);
  if (!status)
    status = lod_comments_new(&input->comments);
  if (!status)
    status = open_reader(job, input);
  if (!status)
    status = read_header(job, input);
  if (!status)
    status = check_header(job, input);
  if (!status)
    status = settle_titles(job, input);
  if (!status && !input->mapping)
    status = load_by_header(job, input);
  if (!status)
    status = apply_language(job, input);
  if (!status)
    status = complete_mapping(job, input);
  if (!status)
    status = override_columns(job, input);
  if (!status)
    status = lod_table_input_bind(input, input->mapping, input->table, job->log,
                                  &input->binding);
  if (!status && input->detects)
    status = detect_numbers(job, input);
  return status;
}

LodStatus lod_table_input_reopen(LodJob *job, LodTableInput *input)
{
  LodSource *first = input->source;
  LodStatus status = lod_source_open_again(first, job->log, &input->source);
  lod_reader_free(input->reader);
  lod_log_free(input->reader_log);
  input->reader = NULL;
  input->reader_log = NULL;
  lod_batch_clear(&input->first);
  lod_batch_clear(&input->header);
  lod_comments_clear(input->comments);
  if (!status)
    status = open_reader(job, input);
  if (!status)
    status = read_header(job, input);
  lod_source_free(first);
  return status;
}

void lod_table_input_rest(LodTableInput *input)
{
  lod_reader_free(input->reader);
  lod_log_free(input->reader_log);
  input->reader = NULL;
  input->reader_log = NULL;
  lod_batch_free(&input->first);
}

/* They are part of a row's identity, but nothing is written of them. */
void lod_table_input_note_extra(const LodTableInput *input, LodLog *log)
{
  const LodBinding *binding = input->binding;
  for (size_t i = 0; i < binding->extra_count; i++) {
    LodPlace place = {.file = binding->file,
                      .column = (uint32_t)binding->extra[i] + 1,
                      .column_name = binding->extra_names[i]};
    if (binding->extra_of[i] != LOD_NO_COLUMN)
      continue; /* told when it was found to be a double */
    if (*binding->extra_names[i])
      lod_log_add(log, LOD_NOTE, "extra-column", &place,
                  "the mapping has no column \"%s\"; it is left out",
                  binding->extra_names[i]);
    else
      lod_log_add(log, LOD_NOTE, "extra-column", &place,
                  "this column has no name in the header; it is left out");
  }
}

void lod_table_input_free(LodTableInput *input)
{
  lod_binding_free(input->binding);
  if (input->owns_mapping)
    lod_mapping_free(input->mapping);
  lod_candidates_free(input->candidates);
  lod_reader_free(input->reader);
  lod_comments_free(input->comments);
  lod_log_free(input->reader_log);
  lod_batch_free(&input->first);
  lod_batch_free(&input->header);
  lod_transfer_free(input->answer);
  lod_source_free(input->source);
}
