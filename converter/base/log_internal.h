/* Logs of workers: each fills its own, one thread joins them in order. */
#ifndef LOD_BASE_LOG_INTERNAL_H
#define LOD_BASE_LOG_INTERNAL_H

#include <lodstone/log.h>
#include <stdbool.h>

/* Add the messages and the counts of FROM to INTO, as if they had been added
   to INTO one by one; what FROM has not kept is counted.  For the same
   messages as with one log FROM has the limit of INTO or none.  The fault
   LOD_ERR_NO_MEMORY says that INTO could not keep a message, which has been
   counted and handed to its handler all the same. */
LOD_NODISCARD LodStatus lod_log_append(LodLog *into, const LodLog *from);

/* Put the kept messages in the order of their lines; one without a line stays
   behind what was before it, and equal ones keep their order. */
void lod_log_sort(LodLog *log);

/* Forget messages and counts; limit and handler stay. */
void lod_log_clear(LodLog *log);

/* Leave out notes and warnings from now on, or take them again; gives what was
   so far. */
bool lod_log_hush(LodLog *log, bool hushed);

/* How many messages of CODE there were. */
uint64_t lod_log_code_total(const LodLog *log, const char *code);

/* Forget the messages of CODE, all of one SEVERITY. */
void lod_log_drop(LodLog *log, LodSeverity severity, const char *code);

/* The limit of messages a code; 0: none. */
size_t lod_log_limit(const LodLog *log);

#endif
