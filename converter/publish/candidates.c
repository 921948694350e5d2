#include "publish/candidates.h"

#include "base/log_internal.h"
#include "base/memory.h"

static LodStatus load(const LodJob *job, const char *url, const LodPack *pack,
                      LodCandidate *candidate)
{
  candidate->pack = pack;
  candidate->log = lod_log_new();
  if (!candidate->log)
    return LOD_ERR_NO_MEMORY;
  lod_log_set_limit(candidate->log, lod_log_limit(job->log));
  candidate->status = lod_job_load_pack(job, pack->path, url, candidate->log,
                                        &candidate->mapping);
  return candidate->status == LOD_ERR_NO_MEMORY ? LOD_ERR_NO_MEMORY
                                                : LOD_SUCCESS;
}

LodStatus lod_candidates_new(const LodJob *job, const char *url,
                             LodCandidates **result)
{
  const LodMappingSource *source = &job->mapping_source;
  LodCandidates *candidates = lod_calloc(1, sizeof *candidates);
  *result = candidates;
  if (!candidates)
    return LOD_ERR_NO_MEMORY;
  candidates->items = lod_calloc(source->pack_count, sizeof *candidates->items);
  candidates->schemas =
      lod_calloc(source->pack_count, sizeof *candidates->schemas);
  if (!candidates->items || !candidates->schemas)
    return LOD_ERR_NO_MEMORY;
  LodStatus status = LOD_SUCCESS;
  for (size_t i = 0; i < source->pack_count && !status; i++) {
    LodCandidate *candidate = &candidates->items[candidates->count++];
    status = load(job, url, source->packs[i], candidate);
    if (candidate->mapping)
      candidates->schemas[candidates->schema_count++] =
          candidate->mapping->tables[0].schema;
  }
  return status;
}

void lod_candidates_free(LodCandidates *candidates)
{
  if (!candidates)
    return;
  for (size_t i = 0; candidates->items && i < candidates->count; i++) {
    lod_mapping_free(candidates->items[i].mapping);
    lod_log_free(candidates->items[i].log);
  }
  lod_free(candidates->items);
  lod_free(candidates->schemas);
  lod_free(candidates);
}

/* What is missing and what is left over; UINT_MAX when the table cannot be
   this. */
static LodStatus measure(const LodTableInput *input,
                         const LodCandidate *candidate, unsigned *misfit)
{
  LodBinding *binding = NULL;
  LodLog *quiet = lod_log_new();
  *misfit = UINT32_MAX;
  if (!quiet)
    return LOD_ERR_NO_MEMORY;
  LodStatus status =
      lod_table_input_bind(input, candidate->mapping, 0, quiet, &binding);
  if (!status && binding->matched > binding->missing_required)
    *misfit = binding->missing_required + (unsigned)binding->extra_count;
  lod_binding_free(binding);
  lod_log_free(quiet);
  return status == LOD_ERR_NO_MEMORY ? status : LOD_SUCCESS;
}

static LodStatus find_best(const LodCandidates *candidates,
                           const LodTableInput *input, LodCandidate **best)
{
  unsigned least = UINT32_MAX, misfit;
  LodStatus status = LOD_SUCCESS;
  *best = NULL;
  for (size_t i = 0; i < candidates->count && !status; i++) {
    LodCandidate *candidate = &candidates->items[i];
    if (!candidate->mapping)
      continue;
    status = measure(input, candidate, &misfit);
    if (!status && misfit < least) {
      least = misfit;
      *best = candidate;
    }
  }
  return status;
}

static void note_version(const LodJob *job, const LodPlace *place, bool fits)
{
  if (fits)
    lod_log_add(job->log, LOD_NOTE, "pack-version", place,
                "read as %s: its columns fit best", job->report->mapping);
  else
    lod_log_add(job->log, LOD_NOTE, "pack-version", place,
                "read as %s, the newest: no version fits its columns",
                job->report->mapping);
}

LodStatus lod_candidates_choose(LodCandidates *candidates, const LodJob *job,
                                const LodTableInput *input,
                                LodMapping **mapping)
{
  LodCandidate *best;
  LodPlace place = {.file = lod_source_name(input->source)};
  *mapping = NULL;
  LodStatus status = find_best(candidates, input, &best);
  if (status)
    return status;
  if (!best && job->mapping_source.any) {
    lod_log_add(job->log, LOD_NOTE, "no-pack", &place,
                "no pack fits its columns; read by its header alone");
    return LOD_SUCCESS;
  }
  bool fits = best != NULL;
  if (!fits)
    best = &candidates->items[0];
  status = lod_log_append(job->log, best->log);
  snprintf(job->report->mapping, sizeof job->report->mapping, "%s/%s",
           best->pack->name, best->pack->version);
  if (!status && !best->mapping)
    status = best->status;
  if (!status && candidates->count > 1)
    note_version(job, &place, fits);
  *mapping = best->mapping;
  best->mapping = NULL;
  return status;
}
