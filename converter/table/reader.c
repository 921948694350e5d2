/* Picks the reader that fits a dialect. */
#include "table/reader.h"
#include "base/message.h"
#include "table/reader_internal.h"

#define MAX_FIELD_TOP ((size_t)UINT32_MAX - 64)

/* The first that can read a dialect does. */
static const LodReaderKind *const kinds[] = {
    &lod_reader_vector, &lod_reader_libcsv, &lod_reader_full};

size_t lod_reader_window(const LodReaderLimits *limits)
{
  size_t window = LOD_WIDEST_CHUNK;
  if (window < limits->first_bytes)
    window = limits->first_bytes;
  return window < limits->batch_bytes ? limits->batch_bytes : window;
}

size_t lod_reader_record_limit(const LodReaderLimits *limits)
{
  return limits->max_field > SIZE_MAX / 4 ? SIZE_MAX : limits->max_field * 4;
}

static LodReaderLimits with_defaults(const LodReaderLimits *limits)
{
  LodReaderLimits all = limits ? *limits : (LodReaderLimits){0};
  if (!all.max_field)
    all.max_field = (size_t)16 << 20;
  if (!all.batch_bytes)
    all.batch_bytes = (size_t)32 << 10;
  if (!all.max_columns)
    all.max_columns = (size_t)64 << 10;
  if (!all.read_bytes)
    all.read_bytes = (size_t)256 << 10;
  return all;
}

static LodStatus check_limits(const LodReaderLimits *limits, LodLog *log)
{
  if (limits->max_field > MAX_FIELD_TOP) {
    lod_log_add(log, LOD_ERROR, "max-field", NULL,
                "a field can have at most %zu bytes", MAX_FIELD_TOP);
    return LOD_ERR_USAGE;
  }
  if (limits->max_columns > UINT32_MAX || limits->batch_bytes > SIZE_MAX / 8 ||
      limits->read_bytes > SIZE_MAX / 8) {
    lod_log_add(log, LOD_ERROR, "reader-limit", NULL,
                "a limit of the reader is out of range");
    return LOD_ERR_USAGE;
  }
  return LOD_SUCCESS;
}

static LodStatus refuse(const LodSource *source, const char *why, LodLog *log)
{
  lod_log_add(log, LOD_ERROR, "dialect-unsupported",
              &(LodPlace){.file = lod_source_name(source)},
              "this dialect cannot be read: %s", _(why));
  return LOD_ERR_INPUT;
}

static LodStatus find_kind(const char *name, const LodDialect *dialect,
                           const LodSource *source, LodLog *log,
                           const LodReaderKind **kind)
{
  const char *why = NULL;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
    if (name && strcmp(name, kinds[i]->name))
      continue;
    why = kinds[i]->refusal(dialect);
    if (!why) {
      *kind = kinds[i];
      return LOD_SUCCESS;
    }
  }
  if (why)
    return refuse(source, why, log);
  lod_log_add(log, LOD_ERROR, "no-such-reader", NULL,
              "there is no reader \"%s\"", name);
  return LOD_ERR_USAGE;
}

LodStatus lod_reader_new(const char *name, const LodDialect *dialect,
                         LodSource *source, const LodReaderLimits *limits,
                         LodLog *log, LodReader **reader)
{
  *reader = NULL;
  const LodReaderLimits all = with_defaults(limits);
  LodStatus status = check_limits(&all, log);
  const LodReaderKind *kind = NULL;
  if (!status)
    status = find_kind(name, dialect, source, log, &kind);
  if (!status)
    status = kind->make(dialect, source, &all, log, reader);
  return status;
}

void lod_reader_free(LodReader *reader)
{
  if (reader)
    reader->kind->free(reader);
}

LodStatus lod_reader_fetch(LodReader *reader, LodBatch *batch)
{
  return reader->kind->next(reader, batch);
}

LodStatus lod_reader_next(LodReader *reader, LodBatch *batch)
{
  const LodStatus status = lod_reader_fetch(reader, batch);
  return status ? status : lod_batch_parse(batch);
}
