/* Judging tables by their metadata. */
#ifndef LODSTONE_CHECK_H
#define LODSTONE_CHECK_H

#include <lodstone/convert.h>

/* Check INPUT (as of lod_convert: a path, "-" or NULL) and, where it belongs
   to a group of tables, all of them, against the mapping that OPTIONS name or
   that is found: header, cells, primary and foreign keys ("Model for Tabular
   Data", 6.6).  Nothing is written; of OPTIONS those of outputs are not used.
   What does not conform is an error in LOG, and report->incomplete says that
   there is some; so does the lack of a mandatory column of a pack, a warning.
   LOD_SUCCESS: the check was done, whatever it found; else it could not be
   done, LOD_ERR_INPUT: because metadata or a table is at fault. report->verdict
   says it in one word. */
LOD_API LOD_NODISCARD LodStatus lod_check(const char *input,
                                          const LodConvertOptions *options,
                                          LodLog *log, LodRunReport *report);

#endif
