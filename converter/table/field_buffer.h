/* The buffer in which libcsv gathers a field.  libcsv grows it by a function
   that gets no context; the limit therefore stands in front of the bytes. */
#ifndef LOD_TABLE_FIELD_BUFFER_H
#define LOD_TABLE_FIELD_BUFFER_H

#include "base/view.h"

/* SIZE bytes that can grow up to LIMIT; NULL when out of memory. */
void *lod_field_buffer_new(size_t size, size_t limit);
void lod_field_buffer_free(void *buffer);
/* Grow to SIZE bytes.  NULL: more than the limit, or out of memory. */
void *lod_field_buffer_grow(void *buffer, size_t size);
/* Whether NULL was given for the limit's sake. */
bool lod_field_buffer_refused(const void *buffer);
size_t lod_field_buffer_limit(const void *buffer);
/* The bytes that it holds in truth. */
size_t lod_field_buffer_capacity(const void *buffer);

#endif
