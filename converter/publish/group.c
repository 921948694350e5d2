#include "publish/group.h"

/* Is TABLE the one at URL, by what it is called or where it lies?  What is
   redirected may be described by the URL that was asked for. */
static LodStatus is_table(const LodMapping *mapping, size_t table,
                          const char *path, const char *url, bool *is)
{
  const LodTableMap *map = &mapping->tables[table];
  const bool local = !lod_http_is_url(path);
  const char *const names[] = {map->url, map->source};
  LodStatus status = LOD_SUCCESS;
  *is = false;
  for (size_t i = 0; i < 2 && !status && !*is; i++) {
    if (!*names[i])
      continue;
    status = lod_csvw_same_table(names[i], url, local, is);
    if (!status && !*is && !local)
      status = lod_csvw_same_table(names[i], path, false, is);
  }
  return status;
}

LodStatus lod_group_choose(const LodJob *job, const LodMapping *mapping,
                           const char *path, const char *url, size_t *table)
{
  const bool local = !lod_http_is_url(path);
  *table = 0;
  if (mapping->table_count == 1 && (local || job->options->mapping))
    return LOD_SUCCESS;
  for (; *table < mapping->table_count; ++*table) {
    bool is;
    LodStatus status = is_table(mapping, *table, path, url, &is);
    if (status || is)
      return status;
  }
  *table = LOD_NO_TABLE;
  return LOD_SUCCESS;
}

LodStatus lod_group_refuse(const LodJob *job, const LodMapping *mapping,
                           const char *path)
{
  LodPlace place = {.file = path};
  lod_log_add(job->log, LOD_ERROR, "no-such-table", &place,
              "the metadata has %zu tables, and none of this name",
              mapping->table_count);
  return LOD_ERR_INPUT;
}

/* What the metadata is told of the input: what it is called, below the
   publisher's base or by its own URL, or by what it was redirected to. */
static LodStatus settle_url(LodJob *job, const char *input, const char **url)
{
  *url = NULL;
  if (!input)
    return LOD_SUCCESS;
  if (job->answer)
    input = lod_transfer_url(job->answer);
  LodStatus status = lod_locate_table_url(input, NULL, job->arena, url);
  job->group_url = *url;
  if (!status && job->base)
    status =
        lod_locate_table_url(input, job->base, job->arena, &job->group_url);
  return status;
}

static void note_tables(const LodJob *job, const LodGroup *group)
{
  LodPlace place = {.file = job->mapping_source.path};
  if (group->table == LOD_NO_TABLE)
    lod_log_add(job->log, LOD_NOTE, "own-tables", &place,
                "this metadata does not name the input; the tables that it "
                "names are read");
  else if (group->mapping->table_count > 1)
    lod_log_add(job->log, LOD_NOTE, "own-tables", &place,
                "this metadata describes %zu tables, which are all read",
                group->mapping->table_count);
}

static LodStatus find_input(const LodJob *job, LodGroup *group, const char *url)
{
  LodStatus status =
      lod_group_choose(job, group->mapping, group->input, url, &group->table);
  if (status)
    return status;
  if (group->table == LOD_NO_TABLE && job->options->mapping)
    return lod_group_refuse(job, group->mapping, group->input);
  note_tables(job, group);
  return LOD_SUCCESS;
}

LodStatus lod_group_load(LodJob *job, const char *input, LodGroup *group)
{
  const char *url;
  *group = (LodGroup){.input = input, .table = LOD_NO_TABLE};
  LodStatus status = settle_url(job, input, &url);
  if (!status)
    status = lod_job_load(job, job->group_url, &group->mapping);
  if (!status && input)
    status = find_input(job, group, url);
  if (status)
    lod_group_free(group);
  return status;
}

void lod_group_free(LodGroup *group)
{
  lod_mapping_free(group->mapping);
  *group = (LodGroup){0};
}

static LodStatus refuse(const LodJob *job, const char *format, const char *url)
{
  LodPlace place = {.file = job->mapping_source.path};
  lod_log_add(job->log, LOD_ERROR, "no-input", &place, format, url);
  return LOD_ERR_INPUT;
}

/* What was found may lead no further than where it was found. */
static LodStatus check_file(const LodJob *job, const char *url)
{
  const LodMappingSource *source = &job->mapping_source;
  LodBuffer location = {0};
  LodStatus status = source->location
                         ? lod_buffer_append_text(&location, source->location)
                         : lod_csvw_append_file_url(source->path, &location);
  if (!status)
    status = lod_buffer_terminate(&location);
  if (!status && !lod_csvw_may_read(location.data, source->found, url))
    status = refuse(
        job, "the table <%s> is a file that this metadata may not read", url);
  lod_buffer_free(&location);
  return status;
}

LodStatus lod_group_path(LodJob *job, const LodGroup *group, size_t t,
                         const char **path)
{
  const char *url = group->mapping->tables[t].source;
  *path = group->input;
  if (t == group->table)
    return LOD_SUCCESS;
  /* no server waits for as long as another table takes */
  lod_transfer_free(job->answer);
  job->answer = NULL;
  *path = url;
  if (lod_http_is_url(url))
    return LOD_SUCCESS;
  *path = lod_locate_local_path(url, job->arena);
  return *path ? check_file(job, url)
               : refuse(job,
                        "the table <%s> is neither a file nor to be had by "
                        "http; name a local copy as input",
                        url);
}
