#include <lodstone/status.h>

/* CLI manual, EXIT STATUS: 1 the input, 2 the usage, 3 the environment. */
int lod_status_exit_code(LodStatus status)
{
  switch (status) {
  case LOD_SUCCESS:
  case LOD_ERR_PIPE_CLOSED:
    return 0;
  case LOD_ERR_INPUT:
    return 1;
  case LOD_ERR_USAGE:
    return 2;
  case LOD_ERR_NO_MEMORY:
  case LOD_ERR_IO:
  case LOD_ERR_NETWORK:
  case LOD_ERR_STORE:
    break;
  }
  return 3;
}
