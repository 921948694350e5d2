/* What comes over HTTP: requests within what the user allowed, and answers as
   streams.  Nothing here is logged until the caller says how grave it is. */
#ifndef LOD_SOURCE_HTTP_H
#define LOD_SOURCE_HTTP_H

#include "base/buffer.h"
#include <lodstone/log.h>

/* What a run may fetch and how: used by one thread at a time. */
typedef struct LodHttp LodHttp;
/* One request and its answer. */
typedef struct LodTransfer LodTransfer;

typedef struct LodHttpOptions {
  bool any_host;          /* also from hosts that nobody named */
  unsigned redirects;     /* followed one after the other at most */
  unsigned timeout;       /* seconds without a byte; 0: no limit */
  uint64_t most_bytes;    /* of one answer, decoded */
  uint64_t most_document; /* bytes of one that is read whole */
  uint64_t most_header;   /* bytes of the header of one answer */
  unsigned most_growth;   /* times that a compressed answer may grow; 0: any */
  LodLog *log;            /* is told when libcurl is not to be had */
} LodHttpOptions;

/* Is TEXT a URL that is fetched (http: or https:)? */
bool lod_http_is_url(const char *text);

LOD_NODISCARD LodStatus lod_http_new(const LodHttpOptions *options,
                                     LodHttp **http);
void lod_http_free(LodHttp *http);
/* The user named URL: what has its scheme, host and port may be fetched, and
   by https what was named by http.  Texts that are no URLs name nothing. */
LOD_NODISCARD LodStatus lod_http_allow(LodHttp *http, const char *url);

/* Request URL and follow redirects until there is an answer.  ACCEPT: the
   media types asked for.  *transfer is set also on failure, to be freed
   (unless out of memory, or without libcurl): lod_transfer_tell says why.  Any
   answer of a server is LOD_SUCCESS.  LOD_ERR_INPUT: what may not or cannot be
   asked for; LOD_ERR_NETWORK: no answer was had. */
LOD_NODISCARD LodStatus lod_http_open(LodHttp *http, const char *url,
                                      const char *accept,
                                      LodTransfer **transfer);
void lod_transfer_free(LodTransfer *transfer);

/* LOD_SUCCESS when the answer is what was asked for.  Else what is wrong with
   it: LOD_ERR_INPUT (4xx: there is no such thing), LOD_ERR_NETWORK (5xx). */
LodStatus lod_transfer_status(const LodTransfer *transfer);
/* Tell what went wrong, at SEVERITY, with the URL as the place. */
void lod_transfer_tell(const LodTransfer *transfer, LodSeverity severity,
                       LodLog *log);

/* The URL asked for, as it was given. */
const char *lod_transfer_name(const LodTransfer *transfer);
/* The URL that answered, without fragment: the base of what it refers to
   (RFC 3986, 5.1.3). */
const char *lod_transfer_url(const LodTransfer *transfer);
/* The INDEX-th header field NAME; NULL when there is none.  Valid until the
   next call. */
const char *lod_transfer_header(const LodTransfer *transfer, const char *name,
                                size_t index);
/* The size of the body where the server told it, else 0. */
uint64_t lod_transfer_size(const LodTransfer *transfer);

/* Read at most CAPACITY bytes of the decoded body; *size 0 at the end.  What
   goes wrong is logged as an error. */
LOD_NODISCARD LodStatus lod_transfer_read(LodTransfer *transfer, LodLog *log,
                                          char *data, size_t capacity,
                                          size_t *size);
/* Show up to WANTED bytes (at most 64 KiB) of what will be read. */
LOD_NODISCARD LodStatus lod_transfer_peek(LodTransfer *transfer, LodLog *log,
                                          size_t wanted, LodView *bytes);
/* Append all of the body; LOD_ERR_INPUT, said at SEVERITY, when it has more
   bytes than a document may. */
LOD_NODISCARD LodStatus lod_transfer_read_all(LodTransfer *transfer,
                                              LodLog *log, LodSeverity severity,
                                              LodBuffer *out);

#endif
