/* One request of libcurl, from the inside. */
#ifndef LOD_SOURCE_HTTP_INTERNAL_H
#define LOD_SOURCE_HTTP_INTERNAL_H

#include "base/map.h"
#include "source/http.h"
#include "source/inflate.h"
#include <curl/curl.h>

/* Why there is no answer, or none to go on with. */
typedef enum LodHttpFault {
  LOD_HTTP_FINE,
  LOD_HTTP_BAD_URL,
  LOD_HTTP_SCHEME,
  LOD_HTTP_USER,
  LOD_HTTP_HOST,
  LOD_HTTP_REDIRECTS,
  LOD_HTTP_FAILED, /* libcurl says what */
  LOD_HTTP_STALLED,
  LOD_HTTP_LENGTH, /* it is not clear where the answer ends */
  LOD_HTTP_HEADER,
  LOD_HTTP_SIZE,
  LOD_HTTP_GROWTH,
  LOD_HTTP_MEMORY
} LodHttpFault;

struct LodHttp {
  LodHttpOptions options;
  LodMap *named;   /* URLs by the user */
  LodMap *origins; /* of these: "http://host:80" */
  size_t settled;  /* how many of the named have given their origins */
  CURLM *idle;     /* kept for its open connections; or NULL */
};

struct LodTransfer {
  LodHttp *http; /* borrowed */
  char *name;    /* as it was asked for */
  LodBuffer url; /* of the request under way, NUL-terminated */
  CURLU *target; /* the same, parsed */
  CURL *easy;
  CURLM *multi;
  bool added; /* easy is in multi */
  struct curl_slist *fields;
  LodInflate *coding; /* how the body is compressed; NULL: not */
  LodBuffer body;     /* decoded but not read, from at */
  size_t at;
  uint64_t taken;  /* decoded bytes */
  size_t dropped;  /* bytes of an answer that nobody reads */
  uint64_t header; /* bytes of the header */
  bool begun;      /* bytes of the body have come */
  bool paused, done;
  LodHttpFault fault;
  CURLcode code; /* of LOD_HTTP_FAILED */
  char error[CURL_ERROR_SIZE];
};

/* http_request.c */
void lod_http_disconnect(LodHttp *http);

/* http_transfer.c: take the answer until WANTED bytes are there to be read, or
   the end.  The fault is left in the transfer. */
LOD_NODISCARD LodStatus lod_transfer_pump(LodTransfer *transfer, size_t wanted);
/* Is there a body that is wanted? */
bool lod_transfer_is_good(const LodTransfer *transfer);
/* What libcurl calls with the bytes of the body. */
size_t lod_transfer_take(char *data, size_t one, size_t count, void *user);
/* ... with each line of the header. */
size_t lod_transfer_take_header(char *data, size_t one, size_t count,
                                void *user);
/* Is the length of the body said in one way? */
LOD_NODISCARD LodStatus lod_transfer_check_length(LodTransfer *transfer);

/* http_message.c */
LodStatus lod_http_fault_status(LodHttpFault fault);

#endif
