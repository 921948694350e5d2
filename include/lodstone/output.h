/* Where a caller takes output itself. */
#ifndef LODSTONE_OUTPUT_H
#define LODSTONE_OUTPUT_H

#include <lodstone/status.h>
#include <stddef.h>

/* Take SIZE bytes of output, in order.  Anything but LOD_SUCCESS stops the
   run with that status. */
typedef LodStatus (*LodWriteFunction)(void *user, const char *data,
                                      size_t size);

#endif
