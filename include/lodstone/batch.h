/* A directory of tables to a directory of open data. */
#ifndef LODSTONE_BATCH_H
#define LODSTONE_BATCH_H

#include <lodstone/convert.h>

typedef struct LodBatchFile {
  const char *input;   /* path below the input directory */
  const char *plain;   /* path below the output directory, or NULL */
  const char *json;    /* likewise: the same rows as JSON */
  const char *linked;  /* likewise */
  LodStatus status;    /* LOD_SUCCESS: all outputs are in place */
  LodRunReport report; /* of the linked run */
} LodBatchFile;

typedef struct LodBatchReport LodBatchReport;

/* Convert every table below IN (files ending in .csv, .tsv, .txt; links are
   not followed) to OUT/plain/NAME.csv, OUT/plain/NAME.json and
   OUT/linked/NAME.nt (or the RDF format of OPTIONS), OPTIONS->jobs files at a
   time.  A file's outputs are put in place together or not at all; other
   files go on.  Messages come
   in the order of the file names.  LOD_ERR_INPUT when a file failed.  The
   caller frees *report, which is set whenever IN could be read. */
LOD_API LOD_NODISCARD LodStatus lod_batch(const char *in, const char *out,
                                          const LodConvertOptions *options,
                                          LodLog *log, LodBatchReport **report);
LOD_API void lod_batch_report_free(LodBatchReport *report);
LOD_API size_t lod_batch_report_size(const LodBatchReport *report);
LOD_API const LodBatchFile *lod_batch_report_at(const LodBatchReport *report,
                                                size_t index);

#endif
