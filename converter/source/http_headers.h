/* Values of header fields: Content-Type (RFC 9110, 8.3) and Link (RFC 8288). */
#ifndef LOD_SOURCE_HTTP_HEADERS_H
#define LOD_SOURCE_HTTP_HEADERS_H

#include "base/view.h"
#include <stdint.h>

/* Values longer than these are none that anybody asks for. */
typedef struct LodMediaType {
  char type[128];   /* "text/csv", lower case */
  char charset[64]; /* "" when not given */
  char header[16];  /* RFC 4180: "present", "absent" or "" */
} LodMediaType;

void lod_http_media_type(const char *value, LodMediaType *result);

typedef struct LodLink {
  LodView target; /* a URL reference */
  char relations[256];
  char type[128];  /* lower case, without parameters */
  bool has_anchor; /* it is said of something else */
} LodLink;

/* Take the first link off *rest; false at the end, and where the rest is no
   list of links. */
bool lod_http_next_link(LodView *rest, LodLink *link);
/* Is RELATION (lower case) among those of the link? */
bool lod_http_link_is(const LodLink *link, const char *relation);

/* What the Content-Length fields of an answer say together. */
typedef struct LodLength {
  bool known;
  uint64_t bytes;
} LodLength;

/* Take in the value of one field: digits, or a list of the same number.  False
   when it is malformed, too large to count, or says another length than the
   fields before it (RFC 9112, 6.3: the answer's end is not known). */
bool lod_http_take_length(const char *value, LodLength *length);

/* The value of Content-Language when it is a single one, else an empty
   view. */
LodView lod_http_language(const char *value);

#endif
