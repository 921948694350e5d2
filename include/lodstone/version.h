/* The version of the library. */
#ifndef LODSTONE_VERSION_H
#define LODSTONE_VERSION_H

#include <lodstone/attributes.h>

/* "0.1.0" */
LOD_API const char *lod_version(void);

#endif
