/* Status codes. */
#ifndef LODSTONE_STATUS_H
#define LODSTONE_STATUS_H

#include <lodstone/attributes.h>

/* What a function that can fail returns.  The message that tells why has then
   been added to the log once, where the fault was found. */
typedef enum LodStatus {
  LOD_SUCCESS = 0,
  LOD_ERR_INPUT,       /* the input or the mapping is at fault */
  LOD_ERR_USAGE,       /* the caller asked for what makes no sense */
  LOD_ERR_NO_MEMORY,   /* out of memory */
  LOD_ERR_IO,          /* reading or writing failed */
  LOD_ERR_NETWORK,     /* a transfer failed */
  LOD_ERR_STORE,       /* a triple store failed */
  LOD_ERR_PIPE_CLOSED, /* the reader of the output has gone away */
} LodStatus;

/* Return the exit status of the program (0, 1, 2 or 3; see CLI manual) that
   stands for STATUS.  A closed pipe counts as done. */
LOD_API int lod_status_exit_code(LodStatus status);

#endif
