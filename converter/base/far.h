/* The far half of the library: what rests on Redland, raptor and libcurl.
   These bring some forty libraries along, and to load them takes three times as
   long as to convert a small table.  So it is a module of its own, loaded when
   first needed.

   The headers of the rooms know nothing of it.  Where one declares what lies in
   the far half, ROOM/far.h lists it once.  From that list come a table of
   functions (ROOM/far.c, in the module) and, in the library, functions of the
   same names that go by the table (ROOM/near.c).  Unit programs have both
   halves in one and no tables. */
#ifndef LOD_BASE_FAR_H
#define LOD_BASE_FAR_H

#include <lodstone/log.h>
#include <stdatomic.h>

/* How the lists of ROOM/far.h become a structure, its value, and functions. */
#define LOD_FAR_FIELD(result, name, parameters, arguments)                     \
  result(*name) parameters;
#define LOD_FAR_ENTRY(result, name, parameters, arguments) .name = name,
#define LOD_FAR_FORWARD(result, name, parameters, arguments)                   \
  result name parameters                                                       \
  {                                                                            \
    return far_table()->name arguments;                                        \
  }
/* Of what there may be none; then there may be no module either. */
#define LOD_FAR_FREE(result, name, parameters, arguments)                      \
  result name parameters                                                       \
  {                                                                            \
    if (arguments)                                                             \
      far_table()->name arguments;                                             \
  }

/* The table SYMBOL of the module, kept in *FOUND; NULL when the module cannot
   be loaded. */
const void *lod_far_find(const char *symbol, _Atomic(const void *) *found);
/* Say why not; LOG may be NULL.  Returns LOD_ERR_IO. */
LodStatus lod_far_missing(LodLog *log);

#endif
