#include <config.h>

#include <lodstone/version.h>

const char *lod_version(void)
{
  return PACKAGE_VERSION;
}
