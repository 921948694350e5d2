#include "base/map.h"
#include "mapping/csvw_internal.h"
#include "rdf/iri.h"
#include "source/encoding.h"
#include "table/reader.h"

/* One list in the making. */
typedef struct Loader {
  LodCsvw *c;
  LodMap *values;
  const char *file;
} Loader;

static LodView cell_view(const LodBatch *batch, const LodRecord *record,
                         size_t index)
{
  const LodCell *cell = &batch->cells[record->first + index];
  return (LodView){cell->data, cell->size};
}

static LodStatus refuse(const Loader *l, const LodRecord *record,
                        uint32_t column, const char *format)
{
  LodPlace place = {.file = l->file, .line = record->line, .column = column};
  lod_log_add(l->c->log, LOD_ERROR, "code-list", &place, format);
  return LOD_ERR_INPUT;
}

/* A code and its IRI; the first record may be a header instead. */
static LodStatus add_record(Loader *l, const LodBatch *batch,
                            const LodRecord *record)
{
  LodView code = cell_view(batch, record, 0);
  if (record->count < 2)
    return record->count == 1 && !code.size
               ? LOD_SUCCESS
               : refuse(l, record, 1, "a code list has two columns");
  LodView iri = cell_view(batch, record, 1);
  if (!lod_iri_is_absolute(iri))
    return record->number == 1 ? LOD_SUCCESS
                               : refuse(l, record, 2, "not an absolute IRI");
  if (lod_map_get(l->values, code))
    return refuse(l, record, 1, "this code stands further up already");
  char *copy = lod_arena_view_strdup(l->c->arena, iri);
  return copy ? lod_map_set(l->values, code, copy) : LOD_ERR_NO_MEMORY;
}

static LodStatus add_batch(Loader *l, const LodBatch *batch)
{
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < batch->record_count && !status; i++)
    status = add_record(l, batch, &batch->records[i]);
  return status;
}

static LodStatus read_source(Loader *l, LodSource *source)
{
  LodReader *reader = NULL;
  LodBatch batch = {0};
  LodStatus status = lod_reader_new(NULL, &lod_dialect_default, source, NULL,
                                    l->c->log, &reader);
  while (!status) {
    status = lod_reader_next(reader, &batch);
    if (status || !batch.record_count)
      break;
    status = add_batch(l, &batch);
  }
  lod_batch_free(&batch);
  lod_reader_free(reader);
  return status;
}

/* A code list has no dialect; over HTTP the media type says its character set
   (RFC 7111, 5.1), as that of a table ("Model for Tabular Data", 6.1). */
static LodStatus open_source(const Loader *l, LodCsvwFetched *fetched,
                             LodSource **source)
{
  const LodStatus status = lod_buffer_terminate(&fetched->charset);
  const char *charset = fetched->charset.data;
  if (status)
    return status;
  if (!*charset) {
    charset = NULL;
  } else if (!lod_encoding_exists(lod_view(charset))) {
    LodPlace place = {.file = l->file};
    lod_log_add(l->c->log, LOD_WARNING, "unknown-encoding", &place,
                "the server says that it is in \"%s\", which is not known "
                "here; it is read as UTF-8",
                charset);
    charset = NULL;
  }
  return lod_source_open_memory(lod_buffer_view(&fetched->bytes), l->file,
                                charset, l->c->log, source);
}

static LodStatus read_list(Loader *l, const char *url)
{
  LodSource *source = NULL;
  LodCsvwFetched fetched = {0};
  LodStatus status = lod_csvw_read_url(l->c, NULL, url, &fetched);
  if (!status)
    status = open_source(l, &fetched, &source);
  if (!status)
    status = read_source(l, source);
  lod_source_free(source);
  lod_csvw_fetched_clear(&fetched);
  return status;
}

static LodStatus add_list(LodCsvw *c, LodTableMap *map, const char *url,
                          LodMap *values)
{
  LodCodeList *grown =
      lod_arena_array(c->arena, map->code_list_count + 1, sizeof *grown);
  const char *name = lod_arena_strdup(c->arena, url);
  if (!grown || !name)
    return LOD_ERR_NO_MEMORY;
  if (map->code_list_count)
    memcpy(grown, map->code_lists, map->code_list_count * sizeof *grown);
  map->code_lists = grown;
  map->code_lists[map->code_list_count++] = (LodCodeList){name, values};
  return LOD_SUCCESS;
}

LodStatus lod_csvw_code_list(LodCsvw *c, LodCsvwTable *table, const char *url,
                             size_t *index)
{
  LodTableMap *map = table->map;
  Loader l = {.c = c, .file = url};
  for (*index = 0; *index < map->code_list_count; ++*index)
    if (!strcmp(map->code_lists[*index].name, url))
      return LOD_SUCCESS;
  LodStatus status = lod_csvw_file_path(c, url, &l.file);
  if (status)
    return status;
  if (!l.file)
    l.file = url;
  l.values = lod_map_new();
  status = l.values ? read_list(&l, url) : LOD_ERR_NO_MEMORY;
  if (!status)
    status = add_list(c, map, url, l.values);
  if (status)
    lod_map_free(l.values);
  return status;
}
