/* Looking ahead of a record parser at runs of bytes. */
#ifndef LOD_TABLE_SEGMENT_H
#define LOD_TABLE_SEGMENT_H

#include "table/dialect.h"
#include <stdint.h>

/* The index of the first CR or LF in the first SIZE bytes that ends no line;
   SIZE when there is none.  AVAILABLE bytes may be looked at; with
   LOD_LINES_LF a CR as the last of them ends a line. */
size_t lod_segment_bare(LodLineEnds ends, const char *data, size_t size,
                        size_t available);

/* Whether a blank (space, tab) stands next to DELIMITER, QUOTE, CR or LF, or
   at an end of the run.  May say yes to what is none. */
bool lod_segment_edge_blank(const char *data, size_t size, char delimiter,
                            char quote);

typedef struct LodSegmentCount {
  uint64_t quotes, lines;
} LodSegmentCount;

/* Count the quotes and the ends of lines. */
LodSegmentCount lod_segment_count(LodLineEnds ends, const char *data,
                                  size_t size, char quote);

#endif
