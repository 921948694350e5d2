#include "cli/standard_output.h"

#include "cli/text.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static LodStatus tell_failure(LodConsole *console, int error)
{
  clearerr(stdout); /* it has been said */
  if (error == EPIPE)
    return LOD_ERR_PIPE_CLOSED;
  lod_console_error(console, _("standard output: %s"), strerror(error));
  return LOD_ERR_IO;
}

LodStatus lod_standard_output_write(void *console, const char *data,
                                    size_t size)
{
  if (fwrite(data, 1, size, stdout) == size)
    return LOD_SUCCESS;
  return tell_failure(console, errno);
}

LodStatus lod_standard_output_close(LodConsole *console, LodStatus status)
{
  if (fflush(stdout) == 0 && !ferror(stdout))
    return status;
  LodStatus failure = tell_failure(console, errno);
  return status ? status : failure;
}
